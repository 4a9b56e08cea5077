#pragma once
/// \file
/// Definitions of backtest.hpp.

#include <set>
#include <string>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/sample.hpp>
#include <reeindex/forecast/backtest.hpp>
#include <reeindex/forecast/detail/rolling.hpp>

namespace reeindex {

REEINDEX_INLINE const Backtest& BacktestSet::method(std::string_view name) const {
    std::vector<std::string> known;
    for (const auto* list : {&methods, &failed})
        for (const auto& one : *list) {
            if (one.method == name) return one;
            known.push_back(one.method);
        }
    throw NotFound("method in this backtest", name, known);
}

REEINDEX_INLINE Backtest backtest(Sample sample, const ForecastMethod& method,
                                  const BacktestOptions& options) {
    detail::check_backtest(options);
    detail::prepare_years(sample);
    return detail::roll(sample, method, detail::cutoffs_of(sample, options), options.horizon,
                        options.level);
}

REEINDEX_INLINE Backtest backtest(const TimeSeries& series, const ForecastMethod& method,
                                  const BacktestOptions& options) {
    detail::check_backtest(options);  // before the series
    return backtest(detail::sample_for(series, options), method, options);
}

REEINDEX_INLINE Backtest backtest(const TimeSeries& series, const AnyCurve& curve,
                                  const BacktestOptions& options) {
    return backtest(series, curve_method(curve, detail::curve_options(options)), options);
}

REEINDEX_INLINE Backtest backtest(const TimeSeries& series, std::string_view method,
                                  const BacktestOptions& options) {
    return backtest(series, forecast_method(method, detail::curve_options(options)), options);
}

REEINDEX_INLINE Backtest backtest_naive(const TimeSeries& series, const BacktestOptions& options) {
    return backtest(series, naive_method(), options);
}

REEINDEX_INLINE BacktestSet backtest(const TimeSeries& series,
                                     std::span<const ForecastMethod> methods,
                                     const BacktestOptions& options) {
    detail::check_backtest(options);
    return backtest(detail::sample_for(series, options), methods, options);
}

REEINDEX_INLINE BacktestSet backtest(Sample sample, std::span<const ForecastMethod> methods,
                                     const BacktestOptions& options) {
    detail::check_backtest(options);
    detail::prepare_years(sample);
    if (methods.empty()) throw InvalidArgument("methods", "empty", "at least one method");
    std::vector<ForecastMethod> all(methods.begin(), methods.end());
    std::set<std::string> names;
    for (const auto& one : all)
        if (!names.insert(one.name).second)
            throw InvalidArgument("methods", detail::concat("with ", one.name, " twice"),
                                  "methods with different names");
    if (!names.contains("naive")) all.push_back(naive_method());
    if (!names.contains("drift")) all.push_back(drift_method());

    const auto cutoffs = detail::cutoffs_of(sample, options);
    BacktestSet out;
    out.label = sample.label;
    out.unit = sample.unit;
    out.level = options.level;
    out.horizon = options.horizon;
    for (const auto count : cutoffs)
        if (!detail::after(sample, count, options.horizon).years.empty())
            out.cutoffs.push_back(sample.years[count - 1]);
    for (const auto& method : all) {
        auto one = detail::roll(sample, method, cutoffs, options.horizon, options.level);
        const bool fails = 2 * one.failures.size() > out.cutoffs.size() || one.outcomes.empty();
        (fails ? out.failed : out.methods).push_back(std::move(one));
    }
    out.common = detail::keep_common(out.methods, options.horizon);
    return out;
}

}  // namespace reeindex
