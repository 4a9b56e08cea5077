#pragma once
/// \file
/// Any curve of the library or of its user for batches, through the single-fit engine.

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/batch/batch.hpp>
#include <reeindex/fit/fit.hpp>

namespace reeindex {

namespace detail {
/// One series through the single-fit engine.
inline void fit_one(const AnyCurve& curve, FitOptions options, std::span<const double> years,
                    std::span<const double> values, std::span<const double> weights,
                    SeriesFit& out) {
    options.weights.assign(weights.begin(), weights.end());
    const FitResult fit = fit_xy(years, values, curve, options);
    out.status = fit.status;
    out.identification = fit.identification;
    out.limit = fit.limit;
    out.iterations = fit.iterations;
    if (fit.estimates.empty()) return;
    std::copy(fit.estimates.begin(), fit.estimates.end(), out.parameters.begin());
    std::copy(fit.standard_errors.begin(), fit.standard_errors.end(), out.standard_errors.begin());
    out.sse = fit.sse;
}

/// One series fitted again and forecast at whole future years, as forecast() does it; NaN means and
/// infinite bounds remain where there is no optimum. Part of the compiled library.
void forecast_one(const AnyCurve& curve, FitOptions options, std::span<const double> years,
                  std::span<const double> values, std::span<const double> weights,
                  std::span<const double> future, double level, std::span<double> mean,
                  std::span<double> lower, std::span<double> upper);
}  // namespace detail

/// A curve for fit_batch: `curve` fitted to each series by fit_xy with `options`, on as many
/// threads as the batch has.
///
/// forecast_batch fits each series again and gives the mean and bounds of its single forecast, in
/// milliseconds a series; its years must be whole.
///
/// The curve must be safe to evaluate from several threads at once, as every stateless type is.
/// \throws InvalidArgument if the options hold weights or completeness, which belong to one series;
/// the batch takes weights of its own.
[[nodiscard]] inline BatchCurve batch_curve(const AnyCurve& curve, FitOptions options = {}) {
    if (!options.weights.empty() || !options.completeness.empty())
        throw InvalidArgument(options.weights.empty() ? "completeness" : "weights",
                              "given in the options",
                              "left out; a batch takes weights with its values");
    std::vector<std::string> names;
    for (const auto& parameter : curve.parameters()) names.push_back(parameter.name);
    BatchCurve::Fitter fitter = [curve, options](std::span<const double> years,
                                                 std::span<const double> values,
                                                 std::span<const double> weights, SeriesFit& out) {
        detail::fit_one(curve, options, years, values, weights, out);
    };
    BatchCurve::Forecaster forecaster =
        [curve, options = std::move(options)](
            std::span<const double> years, std::span<const double> values,
            std::span<const double> weights, std::span<const double> future, double level,
            std::span<double> mean, std::span<double> lower, std::span<double> upper) {
            detail::forecast_one(curve, options, years, values, weights, future, level, mean, lower,
                                 upper);
        };
    return BatchCurve(curve.name(), std::move(names), std::move(fitter), std::move(forecaster));
}

}  // namespace reeindex
