#pragma once
/// \file
/// Forecasts.

#include <cmath>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/forecast/detail/anchored.hpp>
#include <reeindex/forecast/detail/forecaster.hpp>
#include <reeindex/forecast/forecast.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE void check_prediction(const FitResult& fit, double level) {
    if (!fit.usable() || !fit.carrier)
        throw InvalidArgument("fit", name(fit.status),
                              concat("converged or degenerate; ", fit.message));
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", to_text(level), "between 0 and 1, both excluded");
}

}  // namespace detail

REEINDEX_INLINE Forecast forecast(const FitResult& fit, const ForecastOptions& options) {
    detail::check_prediction(fit, options.level);
    if (fit.data.years.empty() && !detail::counts_years(fit.data))
        throw InvalidArgument("fit", "of plain arrays",
                              "of years: fit a TimeSeries(x, y), or take predict(x, level), which "
                              "gives intervals for any x");
    Forecast out;
    out.years = detail::forecast_years(fit, options);
    out.level = options.level;
    out.excluded = fit.data.excluded;
    out.curve = fit.curve;
    out.display_name = fit.display_name();
    out.label = fit.data.label;
    out.unit = fit.data.unit;
    out.basis = fit.data.basis;
    if (options.anchored && fit.data.years.empty())
        throw InvalidArgument("anchored", "true", "false for a fit of plain arrays; fit a series");
    if (options.past && fit.data.years.empty())
        throw InvalidArgument("past", "true", "false for a fit of plain arrays; fit a series");
    const int ahead = options.past ? out.years.back() - fit.data.years.back() : 0;
    if (options.past && (ahead < 1 || ahead > 1000))
        throw InvalidArgument("past", "true",
                              detail::concat("false, or a last year from 1 to 1000 years after ",
                                             fit.data.years.back(), ", where the data end"));
    if (options.anchored) {
        detail::AnchoredForecaster(fit, options).run(out);
    } else {
        detail::Forecaster(fit, options).run(out);
        out.notes.push_back({.kind = "assumes_curve", .names = {{"curve", fit.curve}}});
        out.message += "; it holds if the series follows the curve, auto_forecast() assumes none";
    }
    if (options.past) detail::add_past(out, fit, options, ahead);
    return out;
}

REEINDEX_INLINE Prediction predict(const FitResult& fit, std::span<const double> x,
                                   const PredictionOptions& options) {
    detail::check_prediction(fit, options.level);
    if (x.empty()) throw InvalidArgument("x", "empty", "at least one predictor");
    if (x.size() % fit.data.predictors != 0)
        throw InvalidArgument("x", detail::concat(x.size(), " numbers"),
                              detail::concat("rows of ", fit.data.predictors));
    for (const double one : x)
        if (!std::isfinite(one)) throw InvalidArgument("x", detail::to_text(one), "finite");
    const ForecastOptions as_forecast{.level = options.level,
                                      .method = options.method,
                                      .weight = options.weight,
                                      .replicates = options.replicates,
                                      .seed = options.seed};
    Forecast made;
    made.level = options.level;
    detail::Forecaster(fit, as_forecast).run(made, x);
    Prediction out{.x = {x.begin(), x.end()},
                   .predictors = fit.data.predictors,
                   .mean = std::move(made.mean),
                   .lower = std::move(made.lower),
                   .upper = std::move(made.upper),
                   .mean_lower = std::move(made.mean_lower),
                   .mean_upper = std::move(made.mean_upper),
                   .level = options.level,
                   .method = made.method,
                   .message = std::move(made.message),
                   .curve = fit.curve,
                   .label = fit.data.label,
                   .unit = fit.data.unit,
                   .basis = fit.data.basis};
    return out;
}

}  // namespace reeindex
