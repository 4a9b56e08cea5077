#pragma once
/// \file
/// The automatic forecast: what the next years of a short annual series will be, give or take.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/note.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/forecast/forecast_result.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>

namespace reeindex {

/// Options of an automatic forecast.
struct AutoForecastOptions {
    std::optional<int> h{};            ///< years after the last observation used; 5 if not given
    std::optional<int> until{};        ///< last year to forecast, instead of h
    double level = 0.95;               ///< coverage of the prediction interval
    std::vector<double> levels{};      ///< several coverages instead, in any order
    bool include_provisional = false;  ///< whether observations of status P are used
    /// Whether the values are counts, whose bounds are whole numbers; if not given, they are where
    /// the unit is an annotation such as {patent} and every value is a whole number from 0.
    std::optional<bool> counts{};
    /// Another model of smoothing_model_names(), for comparison.
    std::string model{LocalGlobalTrend::name};
    PathOptions paths{};
    /// Whether notes and message say how this forecast would have done in the past of the series
    /// against the last value: past_accuracy() as many years ahead as the last year asked for.
    bool past = false;
};

/// Forecasts an annual series without a curve: the median of the paths of the local-global trend
/// family (LocalGlobalTrend) and their quantiles.
///
/// Missing years are missing observations of the model's own recursion; provisional years are left
/// out and listed. The forecast starts after the last observation used. Notes, in this order, each
/// where it applies:
///
/// - `level` (value): level of the last year, in the unit
/// - `trend` (change): expected change of the first year ahead
/// - `members` (naive_like, trending): weights, see TrendSummary
/// - `memory` (years): see TrendSummary
/// - `few_observations` (observations): fewer than 9, which hardly tell the scatter
/// - `constant` (observations): all equal, so that there is no scatter and no width
/// - `constant_counts` (observations): all equal; the interval is that of Poisson counts
/// - `logarithmic` (ratio): values span so many times, and their logarithms are modelled
/// - `floor` (value, years): so many years stand where no path falls further: a hundredth of the
///   least value, or zero without width
/// - `falls_back` (year): the median falls by more than a quarter after that year ahead although
///   the trend is up, as after growth that doubles every year: the later years are a guess
/// - `missing_years` (years): within the data
/// - `counts`: bounds are whole numbers
/// - `long_horizon` (horizon, observations): further ahead than the data reach back
/// - `past_accuracy`: as PastAccuracy::note(), where it was asked for
///
/// \throws InvalidArgument if fewer than two observations are left, both h and until are given,
/// until does not lie 1 to 1000 years ahead, a level or another option is out of range, counts are
/// asked for and a value is no whole number from 0; NotFound if there is no such model.
[[nodiscard]] Forecast auto_forecast(const TimeSeries& series,
                                     const AutoForecastOptions& options = {});

/// Forecasts plain values, one a year, NaN where a year has none; their years count from 1.
/// \throws InvalidArgument as above, or if the first or last value is missing.
[[nodiscard]] Forecast auto_forecast(std::span<const double> values,
                                     const AutoForecastOptions& options = {});

/// A note of an automatic forecast in words. \param unit of the series, "1" for none
[[nodiscard]] std::string auto_forecast_in_words(const Note& note, std::string_view unit = "1");

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/auto_forecast.ipp>
#endif
