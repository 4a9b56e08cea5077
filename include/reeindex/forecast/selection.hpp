#pragma once
/// \file
/// Which method would have forecast a series best.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/forecast/backtest.hpp>

namespace reeindex {

/// By what methods are ranked.
enum class SelectBy : std::uint8_t {
    interval_score,  ///< mean interval score: the whole forecast
    mae              ///< mean absolute error: its middle only
};

/// "interval_score" or "mae".
[[nodiscard]] constexpr std::string_view name(SelectBy by) noexcept {
    return by == SelectBy::mae ? "mae" : "interval_score";
}

/// Methods ranked by what they would have forecast.
struct Selection {
    std::string label, unit;
    SelectBy by = SelectBy::interval_score;
    double level = 0.95;
    int horizon = 5;
    std::vector<int> cutoffs;  ///< last year known, increasing
    /// Best first, with outcomes and scores of the cases that all of them share. A method without a
    /// finite score comes after all that have one.
    std::vector<Backtest> ranked;
    std::size_t common = 0;  ///< forecasts (cutoff and year) that are compared
    /// Methods that are left out of the comparison: they could forecast from fewer than half of the
    /// cutoffs, or give no intervals where those are scored.
    std::vector<Backtest> failed;

    /// The first of `ranked`, which may be the naive forecast.
    [[nodiscard]] const Backtest& best() const { return ranked.front(); }
};

/// Backtests methods and ranks them, with naive and drift among them, on the cutoffs and years that
/// all of them could forecast.
/// \throws InvalidArgument as backtest()
[[nodiscard]] Selection select(const TimeSeries& series, std::span<const ForecastMethod> methods,
                               const BacktestOptions& options = {},
                               SelectBy by = SelectBy::interval_score);

/// The same for a sample of years: observations with weights or shares.
[[nodiscard]] Selection select(const Sample& sample, std::span<const ForecastMethod> methods,
                               const BacktestOptions& options = {},
                               SelectBy by = SelectBy::interval_score);

/// The same with curves. \throws InvalidArgument as backtest()
[[nodiscard]] Selection select(const TimeSeries& series, const std::vector<AnyCurve>& curves,
                               const BacktestOptions& options = {},
                               SelectBy by = SelectBy::interval_score);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/selection.ipp>
#endif
