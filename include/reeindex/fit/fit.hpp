#pragma once
/// \file
/// Fitting a curve to a series or to plain arrays.

#include <span>
#include <string_view>

#include <reeindex/core/series.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/sample.hpp>

namespace reeindex {

/// Fits a curve to a sample: observations with weights, shares or predictors of their own.
///
/// \param sample `curve.model().predictors()` predictors an observation
/// \throws InvalidArgument on misuse; a fit that cannot be made is a state of the result.
[[nodiscard]] FitResult fit(Sample sample, const AnyCurve& curve, const FitOptions& options = {});

/// Fits a curve to plain arrays.
///
/// \param x predictors, row-major, `curve.model().predictors()` per observation
/// \param y observations
/// \throws InvalidArgument on misuse; a fit that cannot be made is a state of the result.
[[nodiscard]] FitResult fit_xy(std::span<const double> x, std::span<const double> y,
                               const AnyCurve& curve, const FitOptions& options = {});

/// Fits a curve to a series: every observation with a value, provisional ones only when asked for.
/// The years left out are listed in the result.
/// \throws InvalidArgument on misuse; a fit that cannot be made is a state of the result.
[[nodiscard]] FitResult fit(const TimeSeries& series, const AnyCurve& curve,
                            const FitOptions& options = {});

/// Fits a shipped curve by name.
/// \throws NotFound for an unknown name.
[[nodiscard]] FitResult fit(const TimeSeries& series, std::string_view curve,
                            const FitOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/fit.ipp>
#endif
