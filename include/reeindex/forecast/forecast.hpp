#pragma once
/// \file
/// Forecasts from a fit, always with a prediction interval.

#include <span>

#include <reeindex/fit/intervals.hpp>
#include <reeindex/forecast/forecast_result.hpp>

namespace reeindex {

/// Forecasts a fitted series.
///
/// The method `automatic` takes the delta method for curves that are linear in their free
/// parameters and not at a bound, where it is exact, and otherwise the prediction profile: over the
/// curve alone if the data exclude its limits, over the curve and those limits if they do not. The
/// message names the choice. For a degenerate fit the mean follows the limit on which the fit
/// stands, and the interval holds what every finite ceiling that the data do not exclude predicts.
///
/// With `anchored` the mean is m(T + h) + phi^h r, where T is the last year of the data, r what the
/// curve misses there and phi the autocorrelation of the residuals a year, averaged over its
/// posterior distribution (restricted likelihood, Harville 1977,
/// doi:10.1080/01621459.1977.10480998; half of the prior's mass is on phi of 0.95 and more). The
/// interval holds the autocorrelated errors to come and those that the parameters have from the
/// autocorrelated errors of the past.
///
/// A forecast that is not anchored holds if the series follows the curve, and says so: docs/
/// uncertainty.md has the coverage of both on simulated curves and on real series.
///
/// A fit of plain arrays is forecast where its predictor counts years: whole numbers from 1 to 9999
/// that increase. Others are predicted by predict().
/// \throws InvalidArgument if the fit has no optimum (its message says why), the fit is not of
/// years, or an option is out of range.
[[nodiscard]] Forecast forecast(const FitResult& fit, const ForecastOptions& options = {});

/// The curve at any predictors, in or outside of the data, with the intervals of forecast(). For
/// fits of plain arrays, of several predictors too, and of series.
/// \param x predictors, row after row.
/// \throws InvalidArgument if the fit has no optimum, `x` is empty, not finite or of another width,
/// or an option is out of range.
[[nodiscard]] Prediction predict(const FitResult& fit, std::span<const double> x,
                                 const PredictionOptions& options = {});

namespace detail {
/// Adds to a forecast how its method would have done in the past of the series, `ahead` years
/// ahead; beside past_accuracy().
void add_past(Forecast& out, const FitResult& fit, const ForecastOptions& options, int ahead);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecast.ipp>
#include <reeindex/forecast/past_accuracy.hpp>
#endif
