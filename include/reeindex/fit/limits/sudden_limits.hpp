#pragma once
/// \file
/// Limits of a curve whose change is sudden: the step, the spike and the pulse, with their optima.

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/indicator_curve.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/fit/solve/minimise.hpp>

namespace reeindex::detail {

/// A limit with its optimum.
struct LimitFit {
    Limit limit = Limit::none;
    AnyCurve curve;         ///< the limiting shape, as observed
    Minimum minimum;        ///< of that shape
    std::vector<double> q;  ///< its parameters as the curve's at_limit() reads them
    std::size_t parameters = 0;
    bool upper_level_only = false;  ///< the shape is the upper level of a step, whatever the year
};

/// The step: one level before a year, another after it, any level between them in that year.
[[nodiscard]] std::optional<LimitFit> step_limit(const Setup& setup, Predictors x,
                                                 std::span<const double> y,
                                                 std::span<const double> weights, bool only_ends);

/// All in one year or in two neighbouring ones, nothing in the others. Yearly growth of a
/// cumulative curve can share a jump only between consecutive years, a rate between any two
/// neighbours.
[[nodiscard]] std::optional<LimitFit> pulse_limit(const Setup& setup, Predictors x,
                                                  std::span<const double> y,
                                                  std::span<const double> weights);

/// The step where errors are not Gaussian or the data not complete: the best of all places, each
/// fitted as levels over ranges of the axis. The upper level comes first.
[[nodiscard]] std::optional<LimitFit> sharp_limit(const Setup& setup, Limit limit, Predictors x,
                                                  std::span<const double> y,
                                                  std::span<const double> weights,
                                                  const Minimum& of);

/// The year, or the two consecutive years, that hold the most of all growth.
[[nodiscard]] std::vector<std::pair<double, double>> largest_years(Predictors x,
                                                                   std::span<const double> y,
                                                                   std::span<const double> weights,
                                                                   bool only_first);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/sudden_limits.ipp>
#endif
