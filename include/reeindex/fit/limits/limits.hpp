#pragma once
/// \file
/// The limits of a curve fitted to the same data: where a degenerate fit stands, and what the data
/// must exclude before a parameter counts as identified.

#include <optional>
#include <vector>

#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/early_adoption.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/indicator_curve.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/curves/open_phase.hpp>
#include <reeindex/curves/shifted_exponential.hpp>
#include <reeindex/fit/limits/sudden_limits.hpp>
#include <reeindex/fit/solve/minimise.hpp>

namespace reeindex::detail {

/// Rate times gap above which the change lies between two points of the data.
inline constexpr double steep_rate = 15.0;

[[nodiscard]] std::optional<AnyCurve> limit_curve(Limit limit);

/// Whether fixed or bounded parameters keep the curve away from the limit.
[[nodiscard]] bool reachable(const Setup& setup, Limit limit, std::span<const double> q);

/// Whether a limiting shape has its change within one step: then it is a jump, another limit.
[[nodiscard]] bool is_within_a_step(const AnyCurve& shape, std::span<const double> p,
                                    const Axis& axis);

/// The limiting shape of yearly growth, as observed; none where the limit does not concern it.
[[nodiscard]] std::optional<AnyCurve> increments_limit_curve(Limit limit, Predictors x,
                                                             std::span<const double> y,
                                                             std::span<const double> weights);

/// The optimum on one limit; none where bounds exclude it or the data do not determine it.
[[nodiscard]] std::optional<LimitFit> fit_limit(const Setup& setup, Limit limit, FitOn on,
                                                bool observed, Predictors x,
                                                std::span<const double> y,
                                                std::span<const double> weights, const Minimum& of);

/// Curves that are nearly the limit: what the curve itself names, and for a jump every steep change
/// about its place.
[[nodiscard]] std::vector<std::vector<double>> starts_beside(const Setup& setup,
                                                             const LimitFit& limit, Predictors x);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/limits.ipp>
#endif
