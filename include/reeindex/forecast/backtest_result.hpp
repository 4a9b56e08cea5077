#pragma once
/// \file
/// Options and results of rolling-origin evaluations.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/forecast/scores.hpp>

namespace reeindex {

/// Options of a rolling-origin evaluation.
struct BacktestOptions {
    int horizon = 5;           ///< years ahead that are judged, from 1 on
    int min_observations = 8;  ///< observations that the first cutoff knows
    /// Number of cutoffs: the last ones that have the whole horizon after them. By default every
    /// cutoff, those near the end with the years that are left.
    std::optional<int> windows{};
    int step = 1;         ///< observations from one cutoff to the next, counted from the last one
    double level = 0.95;  ///< coverage of the intervals that are judged
    IntervalMethod method = IntervalMethod::automatic;  ///< of curves by name
    FitOptions fit{};                                   ///< of curves by name
    int replicates = 999;                               ///< of the bootstrap
    std::uint64_t seed = 1;                             ///< of the bootstrap
};

/// A cutoff from which no forecast could be made.
struct BacktestFailure {
    int origin = 0;  ///< last year known, the cutoff
    std::string reason;
};

/// What one method would have forecast.
struct Backtest {
    std::string method;  ///< its name
    std::string label;   ///< of the series
    double level = 0.95;
    std::vector<ForecastOutcome> outcomes;   ///< by cutoff, then by year
    std::vector<BacktestFailure> failures;   ///< by cutoff
    ForecastScores all;                      ///< over all outcomes
    std::vector<ForecastScores> by_horizon;  ///< position h - 1 for h years ahead
};

/// What several methods would have forecast, with naive and drift beside them.
struct BacktestSet {
    std::string label, unit;
    double level = 0.95;
    int horizon = 5;
    std::vector<int> cutoffs;  ///< last year known, increasing
    /// Forecasts (cutoff and year) that all methods made. Scores and outcomes are of these alone.
    std::size_t common = 0;
    std::vector<Backtest> methods;  ///< as given, then naive and drift unless given
    /// Methods that could forecast from fewer than half of the cutoffs, and so are not compared.
    std::vector<Backtest> failed;

    /// The method of that name, failed or not. \throws NotFound
    [[nodiscard]] const Backtest& method(std::string_view name) const;
};

}  // namespace reeindex
