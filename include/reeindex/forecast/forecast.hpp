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
/// \throws InvalidArgument if the fit has no optimum (its message says why), the fit is not of a
/// series, or an option is out of range.
[[nodiscard]] Forecast forecast(const FitResult& fit, const ForecastOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecast.ipp>
#endif
