#pragma once
/// \file
/// One fit from its data to its result: optimum, limits, precision, verdict, words.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/fit/limits/limits.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/solve/prepare.hpp>
#include <reeindex/fit/verdict/examination.hpp>
#include <reeindex/fit/verdict/explanation.hpp>
#include <reeindex/fit/verdict/inference.hpp>

namespace reeindex::detail {

/// Everything that one fit needs while it runs.
class Fitting {
public:
    Fitting(const AnyCurve& curve, Sample data, FitOptions options);

    [[nodiscard]] FitResult run();

private:
    [[nodiscard]] static FitResult failed(FitStatus status, Note why, FitResult out);

    [[nodiscard]] Predictors predictors() const { return {rows_, width_}; }

    /// Between an optimum and a limit that is nearly as good a better optimum may lie, in a valley
    /// too narrow for a grid.
    void search_beside_limits(Minimum& minimum) const;

    /// Fits every limit, once. `minimum`: the curve's, as far as known.
    void fit_limits(const Minimum& minimum);

    /// Whether a descent that came to these parameters is on its way to a limit that explains the
    /// data no worse.
    [[nodiscard]] bool leads_to_limit(const std::vector<double>& p, double objective);

    /// The limits beside the curve; the simplest one that explains the data as well as the best of
    /// them and the curve is returned.
    [[nodiscard]] const LimitFit* compare_limits(Minimum& minimum, FitResult& out);

    /// p-value of an excess of the objective over an optimum.
    [[nodiscard]] ExcessTest excess_test(const Minimum& minimum, const FitResult& out) const;

    /// Whether the data bound the parameters of a curve that names no limits.
    [[nodiscard]] Examination examined(const Minimum& minimum, const Precision& precision,
                                       const FitResult& out) const;

    /// The optimum is no point of the curve: what the data determine far out is reported.
    void stand_far_out(const Minimum& minimum, const Examination& found, FitResult& out);

    /// What predictions stand on, and the parameters where they are.
    void carry(const Minimum& minimum, const Precision& precision, FitResult& out) const;

    void stand_on_curve(const Minimum& minimum, FitResult& out);

    /// Rates that are infinite on a sudden limit which could not be fitted, for a parameter of it
    /// is held or bounded.
    [[nodiscard]] std::vector<std::size_t> rates_of_jumps() const;

    /// Rates so high that the change lies between two points of the data, of limits that were not
    /// fitted.
    [[nodiscard]] std::vector<std::size_t> steep_rates(const Minimum& minimum) const;

    /// Whether a rate may be as high as that within its interval.
    [[nodiscard]] bool may_jump(const FitResult& out) const;

    /// The fit on a limit: what the limit determines is reported, the rest is infinite.
    void stand_on(const LimitFit& limit, FitResult& out);

    /// Fitted values and precision of a step, which no smooth curve describes.
    void settle_step(const LimitFit& limit, Precision& precision, FitResult& out);

    static void unknown(std::size_t j, FitResult& out);

    void finish(const Minimum& minimum, const Precision& precision, FitResult& out);

    void reach(FitResult& out) const;

    Sample data_;
    FitOptions options_;
    bool observed_ = false;
    std::vector<double> rows_;
    std::size_t width_ = 1;
    std::optional<Setup> setup_;
    std::vector<LimitFit> limits_;
    bool limits_are_fitted_ = false;
    double loss_unit_ = 1.0;  ///< what one degree of freedom adds to a robust loss
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/criteria.ipp>
#include <reeindex/fit/impl/fitting.ipp>
#include <reeindex/fit/impl/standing.ipp>
#endif
