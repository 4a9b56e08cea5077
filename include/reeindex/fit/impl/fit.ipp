#pragma once
/// \file
/// Fits of series and arrays.

#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/detail/fitting.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/observations.hpp>

namespace reeindex {

namespace detail {
REEINDEX_INLINE FitResult fit_data(const AnyCurve& curve, FitData data, const FitOptions& options) {
    return Fitting(curve, std::move(data), options).run();
}
}  // namespace detail

REEINDEX_INLINE FitResult fit_xy(std::span<const double> x, std::span<const double> y,
                                 const AnyCurve& curve, const FitOptions& options) {
    FitData data;
    data.x.assign(x.begin(), x.end());
    data.y.assign(y.begin(), y.end());
    data.predictors = curve.model().predictors();
    data.weights = options.weights;
    data.completeness = options.completeness;
    data.label = "y";
    detail::leave_out_weightless(data);
    return detail::fit_data(curve, std::move(data), options);
}

REEINDEX_INLINE FitResult fit(const TimeSeries& series, const AnyCurve& curve,
                              const FitOptions& options) {
    return detail::fit_data(curve, detail::data_of(series, options), options);
}

REEINDEX_INLINE FitResult fit(const TimeSeries& series, std::string_view curve,
                              const FitOptions& options) {
    return fit(series, curve_by_name(curve), options);
}

}  // namespace reeindex
