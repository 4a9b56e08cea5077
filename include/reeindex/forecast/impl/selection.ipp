#pragma once
/// \file
/// Definitions of selection.hpp.

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/forecast/detail/rolling.hpp>
#include <reeindex/forecast/selection.hpp>

namespace reeindex {

namespace detail {
/// Ranks what a backtest made.
REEINDEX_INLINE Selection ranked(BacktestSet made, SelectBy by) {
    Selection out{.label = std::move(made.label),
                  .unit = std::move(made.unit),
                  .by = by,
                  .level = made.level,
                  .horizon = made.horizon,
                  .cutoffs = std::move(made.cutoffs),
                  .ranked = std::move(made.methods),
                  .common = made.common,
                  .failed = std::move(made.failed)};
    if (by == SelectBy::interval_score) {
        const auto pointless =
            std::stable_partition(out.ranked.begin(), out.ranked.end(),
                                  [](const Backtest& one) { return one.all.coverage.has_value(); });
        for (auto one = pointless; one != out.ranked.end(); ++one) {
            one->failures.push_back({out.cutoffs.front(),
                                     "it gives no intervals, which are scored; the rank by 'mae' "
                                     "takes the forecasts alone"});
            out.failed.push_back(std::move(*one));
        }
        out.ranked.erase(pointless, out.ranked.end());
    }
    const auto key = [by](const Backtest& one) {
        const auto& value = by == SelectBy::mae ? one.all.mae : one.all.interval_score;
        return std::pair{value.value_or(infinity), one.all.mae.value_or(infinity)};
    };
    std::stable_sort(out.ranked.begin(), out.ranked.end(),
                     [&](const Backtest& a, const Backtest& b) { return key(a) < key(b); });
    return out;
}
}  // namespace detail

REEINDEX_INLINE Selection select(const TimeSeries& series, std::span<const ForecastMethod> methods,
                                 const BacktestOptions& options, SelectBy by) {
    return detail::ranked(backtest(series, methods, options), by);
}

REEINDEX_INLINE Selection select(const Sample& sample, std::span<const ForecastMethod> methods,
                                 const BacktestOptions& options, SelectBy by) {
    return detail::ranked(backtest(sample, methods, options), by);
}

REEINDEX_INLINE Selection select(const TimeSeries& series, const std::vector<AnyCurve>& curves,
                                 const BacktestOptions& options, SelectBy by) {
    if (curves.empty()) throw InvalidArgument("curves", "empty", "at least one curve");
    std::vector<ForecastMethod> methods;
    for (const auto& curve : curves)
        methods.push_back(curve_method(curve, detail::curve_options(options)));
    return select(series, methods, options, by);
}

}  // namespace reeindex
