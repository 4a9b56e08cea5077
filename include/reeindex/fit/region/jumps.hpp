#pragma once
/// \file
/// The part of a confidence region that lies on jumps: one level before a year, another after it.

#include <algorithm>
#include <vector>

#include <reeindex/fit/region/goal.hpp>
#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// Every jump, between two observations or on one of them, whose sum of squares stays below a
/// threshold. Steep curves come as close to a jump as one likes, but no smooth parameters hold it.
class Jumps {
public:
    /// \param ceiling threshold of the objective
    Jumps(const FitResult& fit, const Refit& refit, double ceiling);

    /// Largest value (side +1) or, with the sign changed, smallest value (side -1) over all jumps;
    /// -infinity where there is none.
    [[nodiscard]] double end(const Goal& goal, double side) const;
    [[nodiscard]] bool empty() const noexcept { return jumps_.empty(); }
    /// Whether one of them falls beyond this predictor, without a value to show it.
    [[nodiscard]] bool falls_after(double x) const {
        return std::any_of(jumps_.begin(), jumps_.end(), [&](const Jump& jump) {
            return jump.limit == Limit::step && !jump.rising && !jump.has_on && jump.from >= x;
        });
    }

private:
    struct Jump {
        Limit limit = Limit::step;
        bool rising = true;
        double from = 0.0, to = 0.0;           ///< predictors between which it happens
        double high = 0.0, high_weight = 0.0;  ///< level and its weight; 0 where nothing shows it
        double low = 0.0, low_weight = infinity;  ///< infinite weight: the level is zero
        double on = 0.0, on_weight = 1.0;         ///< value of an observation on the jump
        bool has_on = false;
        double objective = 0.0;
    };
    void collect(const FitResult& fit, Limit limit);
    void keep(Jump jump);
    [[nodiscard]] double sum_end(const Jump& jump, const Goal& goal, double side) const;
    [[nodiscard]] double parameter_end(const Jump& jump, const Goal& goal, double side) const;

    const Refit& refit_;
    double ceiling_;
    bool stands_on_spike_;
    std::vector<Jump> jumps_;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/jumps.ipp>
#endif
