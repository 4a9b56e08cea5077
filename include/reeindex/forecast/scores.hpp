#pragma once
/// \file
/// Measures of forecasts against what came.

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// Score of an interval (lower, upper) of level 1 - alpha for the value y: its width, plus 2/alpha
/// times the distance by which y lies outside. Lower is better; infinite for an infinite interval.
/// Winkler (1972), doi:10.1080/01621459.1972.10481224; proper by Gneiting and Raftery (2007),
/// doi:10.1198/016214506000001437.
/// \throws InvalidArgument unless 0 < level < 1, lower <= upper and y is finite.
[[nodiscard]] inline double interval_score(double lower, double upper, double y,
                                           double level = 0.95) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", detail::to_text(level), "between 0 and 1, both excluded");
    if (!(lower <= upper))
        throw InvalidArgument("lower", detail::to_text(lower),
                              detail::concat("at most the upper bound, ", upper));
    if (!std::isfinite(y)) throw InvalidArgument("y", detail::to_text(y), "finite");
    if (std::isinf(lower) || std::isinf(upper)) return std::numeric_limits<double>::infinity();
    return upper - lower +
           2.0 / (1.0 - level) * ((y < lower ? lower - y : 0.0) + (upper < y ? y - upper : 0.0));
}

/// One forecast and what came.
struct ForecastOutcome {
    int origin = 0;                          ///< last year that the forecast knew
    int year = 0;                            ///< year forecast
    double actual = 0.0;                     ///< the value that came
    double mean = 0.0;                       ///< the forecast
    std::optional<double> lower{}, upper{};  ///< its interval; none of a method without intervals
    /// Mean absolute change between neighbouring observations up to the origin, per year; 0 if the
    /// series had not moved.
    double scale = 0.0;
    /// Years from the origin to the year forecast.
    [[nodiscard]] int horizon() const noexcept { return year - origin; }
};

/// Measures over a set of forecasts; none where a measure is not defined.
struct ForecastScores {
    std::size_t count = 0;       ///< forecasts measured
    std::optional<double> mae;   ///< mean absolute error, in units of the series
    std::optional<double> rmse;  ///< root mean squared error
    std::optional<double> bias;  ///< mean of forecast minus actual
    /// Mean of 200 |y - f| / (|y| + |f|), as in the M4 competition (Makridakis et al. 2020,
    /// doi:10.1016/j.ijforecast.2019.04.014); 0 where both are 0.
    std::optional<double> smape;
    /// Mean of |y - f| over the scale of its origin (Hyndman and Koehler 2006,
    /// doi:10.1016/j.ijforecast.2006.03.001); none if a scale is 0.
    std::optional<double> mase;
    /// Share of actual values inside their interval; this and what follows is none where a forecast
    /// has no interval.
    std::optional<double> coverage;
    std::optional<double> interval_score;  ///< mean, see interval_score()
    /// Mean interval score over the scale of its origin, MSIS of the M4 competition.
    std::optional<double> scaled_interval_score;
    /// Mean weighted interval score of the interval and the forecast in its middle, twice the mean
    /// pinball loss of the three, (|y - f| / 2 + alpha / 2 times the interval score) / 1.5: an
    /// approximation of the continuous ranked probability score, in units of the series (Bracher,
    /// Ray, Gneiting and Reich 2021, doi:10.1371/journal.pcbi.1008618).
    std::optional<double> weighted_interval_score;
};

/// \throws InvalidArgument as interval_score().
[[nodiscard]] inline ForecastScores scores(std::span<const ForecastOutcome> outcomes,
                                           double level = 0.95) {
    ForecastScores out;
    out.count = outcomes.size();
    if (outcomes.empty()) return out;
    double absolute = 0.0, squares = 0.0, bias = 0.0, smape = 0.0, scaled = 0.0, inside = 0.0,
           interval = 0.0, scaled_interval = 0.0;
    bool has_scale = true, has_bounds = true;
    for (const auto& one : outcomes) {
        const double e = one.mean - one.actual;
        absolute += std::abs(e);
        squares += e * e;
        bias += e;
        const double size = std::abs(one.actual) + std::abs(one.mean);
        if (size > 0.0) smape += 200.0 * std::abs(e) / size;
        has_scale = has_scale && one.scale > 0.0;
        has_bounds = has_bounds && one.lower && one.upper;
        if (has_scale) scaled += std::abs(e) / one.scale;
        if (!has_bounds) continue;
        inside += *one.lower <= one.actual && one.actual <= *one.upper ? 1.0 : 0.0;
        const double score = interval_score(*one.lower, *one.upper, one.actual, level);
        interval += score;
        if (has_scale) scaled_interval += score / one.scale;
    }
    const auto n = static_cast<double>(outcomes.size());
    out.mae = absolute / n;
    out.rmse = std::sqrt(squares / n);
    out.bias = bias / n;
    out.smape = smape / n;
    if (has_scale) out.mase = scaled / n;
    if (!has_bounds) return out;
    out.coverage = inside / n;
    out.interval_score = interval / n;
    out.weighted_interval_score = (0.5 * absolute + 0.5 * (1.0 - level) * interval) / (1.5 * n);
    if (has_scale) out.scaled_interval_score = scaled_interval / n;
    return out;
}

}  // namespace reeindex
