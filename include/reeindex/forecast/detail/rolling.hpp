#pragma once
/// \file
/// How a method is asked at past cutoffs.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/forecast/backtest_result.hpp>
#include <reeindex/forecast/forecast_method.hpp>

namespace reeindex::detail {

inline void check_backtest(const BacktestOptions& options) {
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", concat(options.horizon), "from 1 to 1000 years");
    if (options.min_observations < 2)
        throw InvalidArgument("min_observations", concat(options.min_observations), "at least 2");
    if (options.windows && *options.windows < 1)
        throw InvalidArgument("windows", concat(*options.windows), "at least 1");
    if (options.step < 1) throw InvalidArgument("step", concat(options.step), "at least 1");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", to_text(options.level), "between 0 and 1, both excluded");
}

/// Checks that a sample is one of years, and takes out what has weight zero.
inline void prepare_years(Sample& sample) {
    const auto& years = sample.years;
    if (years.empty() || years.size() != sample.y.size() || sample.x.size() != years.size() ||
        std::adjacent_find(years.begin(), years.end(), std::greater_equal<>{}) != years.end())
        throw InvalidArgument("sample",
                              concat("of ", sample.y.size(), " observations, ", years.size(),
                                     " years and ", sample.x.size(), " predictors"),
                              "one observation and one predictor for each of increasing years");
    leave_out_weightless(sample);
}

/// The observations of a series that a backtest knows and judges.
[[nodiscard]] inline Sample sample_for(const TimeSeries& series, const BacktestOptions& options) {
    return sample_of(series, {.include_provisional = options.fit.include_provisional});
}

/// The first `count` observations, and of what was left out only what lies before the next one.
[[nodiscard]] inline Sample head(const Sample& data, std::size_t count) {
    Sample out = data;
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
[[nodiscard]] inline double scale_of(const Sample& data) {
    double sum = 0.0;
    for (std::size_t i = 1; i < data.y.size(); ++i)
        sum += std::abs(data.y[i] - data.y[i - 1]) / (data.x[i] - data.x[i - 1]);
    return sum / static_cast<double>(data.y.size() - 1);
}

/// Cutoffs as numbers of observations known, increasing.
[[nodiscard]] inline std::vector<std::size_t> cutoffs_of(const Sample& data,
                                                         const BacktestOptions& options) {
    const auto least = static_cast<std::size_t>(options.min_observations);
    if (data.y.size() <= least)
        throw InvalidArgument("min_observations", concat(options.min_observations),
                              concat("less than the ", data.y.size(), " observations of ",
                                     data.label, ", so that one is left to forecast"));
    std::size_t last = data.y.size() - 1;
    if (options.windows)
        while (last >= least && data.years.back() - data.years[last - 1] < options.horizon) --last;
    std::vector<std::size_t> out;
    const auto step = static_cast<std::size_t>(options.step);
    for (std::size_t count = last; count >= least; count -= step) {
        out.push_back(count);
        if (count < least + step) break;
    }
    if (options.windows) {
        const auto wanted = static_cast<std::size_t>(*options.windows);
        if (out.size() < wanted)
            throw InvalidArgument(
                "windows", concat(wanted),
                concat("at most ", out.size(), ": from ", data.y.size(), " observations, ",
                       counted(out.size(), "cutoff"), " with ", options.horizon,
                       " years after it and at least ", least, " observations before it",
                       options.step > 1 ? concat(", ", options.step, " apart") : std::string{}));
        out.resize(wanted);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

/// \throws InvalidArgument if the answer is none; that is misuse, not a failure of a forecast.
inline void check_answer(const MethodForecast& made, std::size_t count, const std::string& method) {
    const std::string argument = concat("method ", method);
    const auto check = [&](const std::vector<double>& values, std::string_view what) {
        if (values.size() != count)
            throw InvalidArgument(argument, concat("with ", values.size(), " ", what),
                                  concat("one for each of the ", count, " years asked for"));
    };
    check(made.mean, "values");
    if (made.lower.empty() && made.upper.empty()) return;
    check(made.lower, "lower bounds");
    check(made.upper, "upper bounds");
    for (std::size_t i = 0; i < count; ++i)
        if (!(made.lower[i] <= made.upper[i]))
            throw InvalidArgument(
                argument,
                concat("with the bounds ", to_text(made.lower[i]), " and ", to_text(made.upper[i])),
                "with lower bounds that are at most the upper ones");
}

inline void measure(Backtest& out, int horizon) {
    out.all = scores(out.outcomes, out.level);
    out.by_horizon.clear();
    for (int h = 1; h <= horizon; ++h) {
        std::vector<ForecastOutcome> some;
        for (const auto& one : out.outcomes)
            if (one.horizon() == h) some.push_back(one);
        out.by_horizon.push_back(scores(some, out.level));
    }
}

/// Years after a cutoff and what came.
struct AfterCutoff {
    std::vector<int> years;
    std::vector<double> actual;
};

[[nodiscard]] inline AfterCutoff after(const Sample& data, std::size_t count, int horizon) {
    AfterCutoff out;
    for (std::size_t i = count; i < data.y.size(); ++i) {
        if (data.years[i] - data.years[count - 1] > horizon) break;
        // what a share of an observation will become is not known
        if (!data.completeness.empty() && data.completeness[i] < 1.0) continue;
        out.years.push_back(data.years[i]);
        out.actual.push_back(data.y[i]);
    }
    return out;
}

/// Asks a method at every cutoff. \param level none: points only
[[nodiscard]] inline Backtest roll(const Sample& data, const ForecastMethod& method,
                                   const std::vector<std::size_t>& cutoffs, int horizon,
                                   std::optional<double> level) {
    if (!method.forecast)
        throw InvalidArgument("method", method.name, "with a function that forecasts");
    Backtest out;
    out.method = method.name;
    out.label = data.label;
    out.level = level.value_or(0.95);
    for (const auto count : cutoffs) {
        const int origin = data.years[count - 1];
        const auto [years, actual] = after(data, count, horizon);
        if (years.empty()) continue;
        const Sample known = head(data, count);
        MethodForecast made;
        try {
            made = method.forecast({.known = known, .years = years, .level = level});
        } catch (const ForecastFailure& error) {
            out.failures.push_back({origin, error.what()});
            continue;
        }
        check_answer(made, years.size(), method.name);
        if (std::any_of(made.mean.begin(), made.mean.end(),
                        [](double value) { return !std::isfinite(value); })) {
            out.failures.push_back({origin, "it has no finite value in a later year"});
            continue;
        }
        const double scale = scale_of(known);
        for (std::size_t h = 0; h < years.size(); ++h) {
            ForecastOutcome one{.origin = origin,
                                .year = years[h],
                                .actual = actual[h],
                                .mean = made.mean[h],
                                .scale = scale};
            if (!made.lower.empty()) {
                one.lower = made.lower[h];
                one.upper = made.upper[h];
            }
            out.outcomes.push_back(one);
        }
    }
    measure(out, horizon);
    return out;
}

[[nodiscard]] inline CurveMethodOptions curve_options(const BacktestOptions& options) {
    return {.fit = options.fit,
            .method = options.method,
            .replicates = options.replicates,
            .seed = options.seed};
}

/// Leaves to every method the cases that all of them have; returns their number.
inline std::size_t keep_common(std::vector<Backtest>& methods, int horizon) {
    using Case = std::pair<int, int>;
    std::set<Case> shared;
    for (std::size_t m = 0; m < methods.size(); ++m) {
        std::set<Case> cases;
        for (const auto& one : methods[m].outcomes)
            if (m == 0 || shared.contains({one.origin, one.year}))
                cases.insert({one.origin, one.year});
        shared = std::move(cases);
    }
    for (auto& one : methods) {
        std::erase_if(one.outcomes, [&](const ForecastOutcome& outcome) {
            return !shared.contains({outcome.origin, outcome.year});
        });
        measure(one, horizon);
    }
    return shared.size();
}

}  // namespace reeindex::detail
