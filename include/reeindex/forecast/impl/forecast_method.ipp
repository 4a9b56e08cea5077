#pragma once
/// \file
/// Definitions of forecast_method.hpp.

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/forecast_method.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>

namespace reeindex {

namespace detail {

/// One value a year from the first complete observation to the last, NaN where a year has none.
REEINDEX_INLINE std::vector<double> yearly_values(const Sample& known, int& last_year) {
    std::vector<double> out;
    for (std::size_t i = 0; i < known.y.size(); ++i) {
        // what a share of an observation will become is not known
        if (!known.completeness.empty() && known.completeness[i] < 1.0) continue;
        if (!out.empty())
            out.resize(out.size() + static_cast<std::size_t>(known.years[i] - last_year - 1),
                       std::nan(""));
        out.push_back(known.y[i]);
        last_year = known.years[i];
    }
    if (out.empty()) throw ForecastFailure("it knows no complete observation");
    return out;
}

REEINDEX_INLINE MethodForecast forecast_smoothing(const ForecastTask& task,
                                                  std::string_view model) {
    int last = 0;
    const auto values = yearly_values(task.known, last);
    const double level = task.level.value_or(0.95);
    SmoothingForecast made;
    try {
        made = smoothing_forecast(values, model, task.years.back() - last, {&level, 1});
    } catch (const InvalidArgument& error) {  // too short, or values that it cannot take
        throw ForecastFailure(error.what());
    }
    MethodForecast out;
    for (const int year : task.years) {
        const auto h = static_cast<std::size_t>(year - last - 1);
        out.mean.push_back(made.point[h]);
        if (!task.level) continue;
        out.lower.push_back(made.bands.front().lower[h]);
        out.upper.push_back(made.bands.front().upper[h]);
    }
    return out;
}

REEINDEX_INLINE MethodForecast forecast_curve(const ForecastTask& task, const AnyCurve& curve,
                                              const CurveMethodOptions& options) {
    const auto fitted = fit(task.known, curve, options.fit);
    if (const auto note = absurd_next_year(fitted))
        throw ForecastFailure(concat(name(fitted.status), ": ", obstacle_in_words(*note)));
    Forecast made;
    try {
        made = reeindex::forecast(fitted,
                                  {.years = task.years,
                                   .anchored = options.anchored,
                                   .level = task.level.value_or(0.95),
                                   .method = task.level ? options.method : IntervalMethod::delta,
                                   .weight = {},
                                   .replicates = options.replicates,
                                   .seed = options.seed});
    } catch (const InvalidArgument& error) {
        // of this fit, such as a jump that cannot be anchored; all else is misuse
        if (error.argument() != "fit" && error.argument() != "years") throw;
        throw ForecastFailure(error.what());
    }
    MethodForecast out{.mean = std::move(made.mean)};
    if (!task.level) return out;
    out.lower = std::move(made.lower);
    out.upper = std::move(made.upper);
    return out;
}

}  // namespace detail

REEINDEX_INLINE ForecastMethod naive_method() { return smoothing_method(Naive::name); }

REEINDEX_INLINE ForecastMethod drift_method() { return smoothing_method(Drift::name); }

REEINDEX_INLINE ForecastMethod smoothing_method(std::string_view model) {
    const bool is_auto = model == "auto";
    const auto names = smoothing_model_names();
    const std::string_view chosen = is_auto ? LocalGlobalTrend::name : model;
    const auto found = std::find(names.begin(), names.end(), chosen);
    if (found == names.end()) throw NotFound("smoothing model", model, names);
    return {std::string{is_auto ? model : chosen}, [name = *found](const ForecastTask& task) {
                return detail::forecast_smoothing(task, name);
            }};
}

REEINDEX_INLINE ForecastMethod curve_method(const AnyCurve& curve,
                                            const CurveMethodOptions& options) {
    return {detail::concat(curve.name(), options.anchored ? " anchored" : ""),
            [curve, options](const ForecastTask& task) {
                return detail::forecast_curve(task, curve, options);
            }};
}

REEINDEX_INLINE ForecastMethod forecast_method(std::string_view name,
                                               const CurveMethodOptions& options) {
    std::vector<std::string> known{"auto"};
    for (const auto model : smoothing_model_names()) known.emplace_back(model);
    if (std::find(known.begin(), known.end(), name) != known.end()) return smoothing_method(name);
    CurveMethodOptions anchored = options;
    anchored.anchored = true;
    for (const auto& curve : shipped_curves()) {
        if (curve.name() == name) return curve_method(curve, options);
        known.push_back(curve.name());
        const auto with = curve.name() + " anchored";
        if (with == name) return curve_method(curve, anchored);
        known.push_back(with);
    }
    throw NotFound("forecast method", name, known);
}

}  // namespace reeindex
