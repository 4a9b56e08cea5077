#pragma once
/// \file
/// Forecasts from a fit, always with a prediction interval.

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
/// \throws InvalidArgument if the fit has no optimum (its message says why), the fit is not of a
/// series, or an option is out of range.
[[nodiscard]] Forecast forecast(const FitResult& fit, const ForecastOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecast.ipp>
#endif
