#pragma once
/// \file
/// Fits of series and arrays.

#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/detail/fitting.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/sample.hpp>

namespace reeindex {

REEINDEX_INLINE FitResult fit(Sample sample, const AnyCurve& curve, const FitOptions& options) {
    detail::leave_out_weightless(sample);
    return detail::Fitting(curve, std::move(sample), options).run();
}

REEINDEX_INLINE FitResult fit_xy(std::span<const double> x, std::span<const double> y,
                                 const AnyCurve& curve, const FitOptions& options) {
    return fit(Sample{.x = {x.begin(), x.end()},
                      .predictors = curve.model().predictors(),
                      .y = {y.begin(), y.end()}},
               curve, options);
}

REEINDEX_INLINE FitResult fit(const TimeSeries& series, const AnyCurve& curve,
                              const FitOptions& options) {
    return fit(sample_of(series, {.include_provisional = options.include_provisional}), curve,
               options);
}

REEINDEX_INLINE FitResult fit(const TimeSeries& series, std::string_view curve,
                              const FitOptions& options) {
    return fit(series, curve_by_name(curve), options);
}

}  // namespace reeindex
