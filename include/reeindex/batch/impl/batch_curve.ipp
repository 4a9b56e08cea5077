#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/core/compiled.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void fit_one(const AnyCurve& curve, const FitOptions& options,
                             std::span<const double> years, std::span<const double> values,
                             std::span<const double> weights, SeriesFit& out) {
    const auto fit = reeindex::fit(Sample{.x = {years.begin(), years.end()},
                                          .y = {values.begin(), values.end()},
                                          .weights = {weights.begin(), weights.end()}},
                                   curve, options);
    out.status = fit.status;
    out.identification = fit.identification;
    out.limit = fit.limit;
    out.iterations = fit.iterations;
    if (fit.estimates.empty()) return;
    std::copy(fit.estimates.begin(), fit.estimates.end(), out.parameters.begin());
    std::copy(fit.standard_errors.begin(), fit.standard_errors.end(), out.standard_errors.begin());
    out.sse = fit.sse;
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE BatchCurve batch_curve(const AnyCurve& curve, FitOptions options) {
    std::vector<std::string> names;
    for (const auto& parameter : curve.parameters()) names.push_back(parameter.name);
    BatchCurve::Fitter fitter = [curve, options](std::span<const double> years,
                                                 std::span<const double> values,
                                                 std::span<const double> weights, SeriesFit& out) {
        detail::fit_one(curve, options, years, values, weights, out);
    };
    BatchCurve::Forecaster forecaster = [curve, options = std::move(options)](
                                            std::span<const double> years,
                                            std::span<const double> values,
                                            std::span<const double> weights, SeriesForecast& out) {
        detail::forecast_one(curve, options, years, values, weights, out);
    };
    return BatchCurve(curve.name(), std::move(names), std::move(fitter), std::move(forecaster));
}

}  // namespace reeindex
