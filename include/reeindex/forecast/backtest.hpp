#pragma once
/// \file
/// Rolling-origin evaluation: what a curve would have forecast in the past, and what came.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/observations.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/scores.hpp>

namespace reeindex {

/// Options of a rolling-origin evaluation.
struct BacktestOptions {
    int horizon = 5;           ///< years ahead that are judged, from 1 on
    int min_observations = 8;  ///< observations that the first origin knows
    double level = 0.95;       ///< coverage of the intervals that are judged
    IntervalMethod method = IntervalMethod::automatic;
    FitOptions fit{};        ///< weights and completeness, if given, are those of the whole series
    int replicates = 999;    ///< of the bootstrap
    std::uint64_t seed = 1;  ///< of the bootstrap
};

/// An origin from which no forecast could be made.
struct BacktestFailure {
    int origin = 0;  ///< last year known
    std::string reason;
};

/// What a curve would have forecast.
struct Backtest {
    std::string curve;  ///< or "naive"
    std::string label;  ///< of the series
    double level = 0.95;
    std::vector<ForecastOutcome> outcomes;   ///< by origin, then by year
    std::vector<BacktestFailure> failures;   ///< by origin
    ForecastScores all;                      ///< over all outcomes
    std::vector<ForecastScores> by_horizon;  ///< position h - 1 for h years ahead
};

namespace detail {

inline void check_backtest(const BacktestOptions& options) {
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", concat(options.horizon), "from 1 to 1000 years");
    if (options.min_observations < 2)
        throw InvalidArgument("min_observations", concat(options.min_observations), "at least 2");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", to_text(options.level), "between 0 and 1, both excluded");
}

/// The first `count` observations.
[[nodiscard]] inline FitData head(const FitData& data, std::size_t count) {
    FitData out = data;
    const auto cut = [count](auto& values) {
        if (values.size() > count) values.resize(count);
    };
    cut(out.x);
    cut(out.y);
    cut(out.weights);
    cut(out.completeness);
    cut(out.years);
    std::erase_if(out.excluded, [&](const auto& one) { return one.year > out.years.back(); });
    return out;
}

/// Mean absolute change per year between neighbouring observations.
[[nodiscard]] inline double naive_scale(const FitData& data) {
    double sum = 0.0;
    for (std::size_t i = 1; i < data.y.size(); ++i)
        sum += std::abs(data.y[i] - data.y[i - 1]) / (data.x[i] - data.x[i - 1]);
    return sum / static_cast<double>(data.y.size() - 1);
}

inline void finish(Backtest& out, int horizon) {
    out.all = scores(out.outcomes, out.level);
    out.by_horizon.clear();
    for (int h = 1; h <= horizon; ++h) {
        std::vector<ForecastOutcome> some;
        for (const auto& one : out.outcomes)
            if (one.horizon() == h) some.push_back(one);
        out.by_horizon.push_back(scores(some, out.level));
    }
}

/// Calls `predict(known data, years)` from every origin; it returns a Forecast or throws
/// InvalidArgument, which is recorded as a failure.
template <class Predict>
[[nodiscard]] Backtest roll(const TimeSeries& series, const BacktestOptions& options,
                            std::string curve, const Predict& predict) {
    check_backtest(options);
    const FitData data = data_of(series, options.fit);
    const auto least = static_cast<std::size_t>(options.min_observations);
    if (data.y.size() <= least)
        throw InvalidArgument("min_observations", concat(options.min_observations),
                              concat("less than the ", data.y.size(), " observations of ",
                                     data.label, ", so that one is left to forecast"));
    Backtest out;
    out.curve = std::move(curve);
    out.label = data.label;
    out.level = options.level;
    for (std::size_t count = least; count < data.y.size(); ++count) {
        const int origin = data.years[count - 1];
        std::vector<int> years;
        std::vector<double> actual;
        for (std::size_t i = count; i < data.y.size(); ++i) {
            if (data.years[i] - origin > options.horizon) break;
            // what a share of an observation will become is not known
            if (!data.completeness.empty() && data.completeness[i] < 1.0) continue;
            years.push_back(data.years[i]);
            actual.push_back(data.y[i]);
        }
        if (years.empty()) continue;
        const FitData known = head(data, count);
        Forecast made;
        const std::string reason = predict(known, years, made);
        if (!reason.empty()) {
            out.failures.push_back({origin, reason});
            continue;
        }
        const double scale = naive_scale(known);
        for (std::size_t h = 0; h < years.size(); ++h)
            out.outcomes.push_back({.origin = origin,
                                    .year = years[h],
                                    .actual = actual[h],
                                    .mean = made.mean[h],
                                    .lower = made.lower[h],
                                    .upper = made.upper[h],
                                    .scale = scale});
    }
    finish(out, options.horizon);
    return out;
}

}  // namespace detail

/// Fits the curve to what each past year knew and judges its forecasts by what came. Observations
/// that a fit leaves out (provisional ones by default) are neither known nor forecast.
/// \throws InvalidArgument on misuse; origins whose fit has no optimum are listed as failures.
[[nodiscard]] inline Backtest backtest(const TimeSeries& series, const AnyCurve& curve,
                                       const BacktestOptions& options = {}) {
    FitOptions plain = options.fit;  // weights and completeness travel with the data
    plain.weights.clear();
    plain.completeness.clear();
    return detail::roll(
        series, options, curve.name(),
        [&](const FitData& known, const std::vector<int>& years, Forecast& out) -> std::string {
            const auto fitted = detail::fit_data(curve, known, plain);
            if (!fitted.usable()) return detail::concat(name(fitted.status), ": ", fitted.message);
            out = forecast(fitted, {.years = years,
                                    .level = options.level,
                                    .method = options.method,
                                    .weight = {},
                                    .replicates = options.replicates,
                                    .seed = options.seed});
            for (const double mean : out.mean)
                if (!std::isfinite(mean)) return "the curve has no finite value in a later year";
            return {};
        });
}

/// The same with a shipped curve by name.
/// \throws NotFound for an unknown name.
[[nodiscard]] inline Backtest backtest(const TimeSeries& series, std::string_view curve,
                                       const BacktestOptions& options = {}) {
    return backtest(series, curve_by_name(curve), options);
}

/// The reference: the last value stays. Its interval is that of a random walk without drift, y +- t
/// s root(h), with s^2 the mean squared change per year and t the Student quantile with as many
/// degrees of freedom as there are changes (Hyndman and Athanasopoulos, Forecasting: Principles and
/// Practice, 3rd ed., section 5.5, with t for the normal quantile).
/// \throws InvalidArgument on misuse.
[[nodiscard]] inline Backtest backtest_naive(const TimeSeries& series,
                                             const BacktestOptions& options = {}) {
    return detail::roll(
        series, options, "naive",
        [&](const FitData& known, const std::vector<int>& years, Forecast& out) -> std::string {
            double squares = 0.0;
            const auto changes = static_cast<double>(known.y.size() - 1);
            for (std::size_t i = 1; i < known.y.size(); ++i) {
                const double change = known.y[i] - known.y[i - 1];
                squares += change * change / (known.x[i] - known.x[i - 1]);
            }
            const double t = student_t_quantile(0.5 + 0.5 * options.level, changes);
            for (const int year : years) {
                const double half = t * std::sqrt(squares / changes * (year - known.years.back()));
                out.mean.push_back(known.y.back());
                out.lower.push_back(known.y.back() - half);
                out.upper.push_back(known.y.back() + half);
            }
            return {};
        });
}

}  // namespace reeindex
