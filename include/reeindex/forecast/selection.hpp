#pragma once
/// \file
/// Which curve would have forecast a series best.

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/forecast/backtest.hpp>

namespace reeindex {

/// By what curves are ranked.
enum class SelectBy : std::uint8_t {
    interval_score,  ///< mean interval score: the whole forecast
    mae              ///< mean absolute error: its middle only
};

/// Curves ranked by what they would have forecast.
struct Selection {
    /// Best first, with outcomes and scores of the cases that all of them share.
    std::vector<Backtest> ranked;
    std::size_t common = 0;  ///< forecasts (origin and year) that are compared
    /// Curves that made no forecast at all and so are left out of the comparison.
    std::vector<Backtest> failed;

    /// The first of `ranked`, which may be the naive forecast.
    [[nodiscard]] const Backtest& best() const { return ranked.front(); }
};

/// Backtests every curve and the naive forecast, and ranks them on the origins and years that all
/// of them could forecast. A curve that cannot forecast from an origin takes that origin from the
/// comparison; one that can from none is listed as failed.
/// \throws InvalidArgument as backtest(), and if there is no curve.
[[nodiscard]] inline Selection select(const TimeSeries& series, const std::vector<AnyCurve>& curves,
                                      const BacktestOptions& options = {},
                                      SelectBy by = SelectBy::interval_score) {
    if (curves.empty()) throw InvalidArgument("curves", "empty", "at least one curve");
    Selection out;
    std::vector<Backtest> made{backtest_naive(series, options)};
    for (const auto& curve : curves) made.push_back(backtest(series, curve, options));
    using Case = std::pair<int, int>;
    std::set<Case> shared;
    bool first = true;
    for (auto& one : made) {
        if (one.outcomes.empty()) {
            out.failed.push_back(std::move(one));
            continue;
        }
        std::set<Case> cases;
        for (const auto& outcome : one.outcomes)
            if (first || shared.contains({outcome.origin, outcome.year}))
                cases.insert({outcome.origin, outcome.year});
        shared = std::move(cases);
        first = false;
        out.ranked.push_back(std::move(one));
    }
    out.common = shared.size();
    for (auto& one : out.ranked) {
        std::erase_if(one.outcomes, [&](const ForecastOutcome& outcome) {
            return !shared.contains({outcome.origin, outcome.year});
        });
        detail::finish(one, options.horizon);
    }
    const auto key = [by](const Backtest& one) {
        const auto& value = by == SelectBy::mae ? one.all.mae : one.all.interval_score;
        return std::pair{value.value_or(infinity), one.all.mae.value_or(infinity)};
    };
    std::stable_sort(out.ranked.begin(), out.ranked.end(),
                     [&](const Backtest& a, const Backtest& b) { return key(a) < key(b); });
    return out;
}

}  // namespace reeindex
