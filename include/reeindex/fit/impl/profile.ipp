#pragma once
/// \file
/// Profiles of parameters.

#include <cmath>
#include <map>
#include <string>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/profile.hpp>
#include <reeindex/fit/region/refit.hpp>

namespace reeindex {

namespace detail {

/// Refits with one parameter held.
class ProfileRefits {
public:
    ProfileRefits(const FitResult& fit, std::size_t parameter)
        : refit_(fit), j_(parameter), setup_(refit_.setup) {
        setup_.free[j_] = false;
        if (stands_on_curve(fit)) known_[fit.carrier_estimates[j_]] = fit.carrier_estimates;
    }
    [[nodiscard]] const Setup& setup() const noexcept { return setup_; }

    /// Smallest objective with the parameter at a value; infinite where the curve has none.
    [[nodiscard]] double at(double value, bool globally) {
        setup_.base[j_] = value;
        Prepared prepared(setup_, refit_.predictors(), refit_.y, refit_.weights);
        prepared.problem.objective.size = setup_.size.value_or(Objective::infinity_size);
        Solution<double> best;
        const auto consider = [&](Solution<double> other) {
            if (other.point.objective < best.point.objective) best = std::move(other);
        };
        if (setup_.free_count() == 0) {
            Solution<double> only;
            only.point.p = setup_.base;
            if (evaluate(prepared.problem, only.point, false)) best = std::move(only);
        } else {
            const auto after = known_.lower_bound(value);
            for (auto near : {after, after == known_.begin() ? known_.end() : std::prev(after)}) {
                if (near == known_.end()) continue;
                auto warm = near->second;
                warm[j_] = value;
                consider(LevenbergMarquardt<double>(prepared.problem)
                             .run(std::move(warm), {.max_iterations = 100, .offset = 1e-9}));
            }
            if ((globally || !best.point.usable()) && setup_.start.empty())
                consider(solve(setup_, prepared.problem, nullptr));
        }
        if (!best.point.usable()) return infinity;
        known_[value] = best.point.p;
        return best.point.objective * prepared.unit();
    }

private:
    Refit refit_;
    std::size_t j_;
    Setup setup_;
    std::map<double, std::vector<double>> known_;  ///< optima met, by the held value
};

}  // namespace detail

REEINDEX_INLINE std::vector<double> profile(const FitResult& fit, std::string_view parameter,
                                            std::span<const double> values) {
    const std::size_t j = fit.index(parameter);
    if (fit.options.fixed.contains(std::string{parameter}))
        throw InvalidArgument("parameter", parameter, "one that is estimated, not fixed");
    detail::ProfileRefits held(fit, j);
    const auto& setup = held.setup();
    std::vector<double> out;
    for (const double value : values) {
        if (!std::isfinite(value) || value < setup.lower[j] || value > setup.upper[j])
            throw InvalidArgument(
                parameter, detail::to_text(value),
                detail::concat("finite and from ", setup.lower[j], " to ", setup.upper[j]));
        out.push_back(held.at(value, out.empty()));
    }
    return out;
}

}  // namespace reeindex
