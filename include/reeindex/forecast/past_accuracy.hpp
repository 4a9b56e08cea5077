#pragma once
/// \file
/// How a method did on a series' own past against the naive forecast.

#include <cstddef>
#include <optional>
#include <string>

#include <reeindex/core/note.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/forecast/forecast_method.hpp>
#include <reeindex/forecast/forecast_result.hpp>

namespace reeindex {

/// Options of past_accuracy().
struct PastAccuracyOptions {
    int horizon = 5;           ///< years ahead that are judged: that year alone
    int forecasts = 8;         ///< past forecasts judged at most, the last ones
    int min_observations = 5;  ///< observations that the first of them knows
};

/// What a method and the naive forecast missed in the past of one series.
struct PastAccuracy {
    std::string method;           ///< its name
    std::string label, unit;      ///< of the series
    int horizon = 5;              ///< years ahead
    std::size_t forecasts = 0;    ///< past forecasts that both could make; 0: nothing can be said
    std::optional<double> mae{};  ///< mean absolute error of the method
    std::optional<double> naive_mae{};  ///< mean absolute error of the last value
    std::string reason{};               ///< why there is none, if there is none

    /// Share by which the method was closer than the last value, 1 - mae / naive_mae; negative
    /// where it was farther off, none where nothing can be said or the last value was exact.
    [[nodiscard]] std::optional<double> closer() const noexcept {
        if (!mae || !naive_mae || !(*naive_mae > 0.0)) return std::nullopt;
        return 1.0 - *mae / *naive_mae;
    }
    /// As a note of the kind `past_accuracy`, numbers `forecasts`, `horizon` and, where known,
    /// `mae`, `naive_mae`, `closer`; names `method`, `reference` (naive) and, where nothing is
    /// known, `reason`.
    [[nodiscard]] Note note() const;
    /// In words, for example "the last 8 five-year forecasts would have been 31 % closer than the
    /// last value".
    [[nodiscard]] std::string message() const;
};

/// Asks the method at past cutoffs, each with what was known then, and compares its forecasts of
/// exactly `horizon` years ahead with the last value.
/// \throws InvalidArgument if an option is out of range, or as backtest(). A series that is too
/// short is no misuse: the result says so.
[[nodiscard]] PastAccuracy past_accuracy(const TimeSeries& series, const ForecastMethod& method,
                                         const PastAccuracyOptions& options = {});

/// The same for a fit of a series: its curve, fitted as it was, to what was known.
/// \throws InvalidArgument if the fit is of plain arrays or an option is out of range
[[nodiscard]] PastAccuracy past_accuracy(const FitResult& fit,
                                         const PastAccuracyOptions& options = {});

/// The same for data as a fit uses them.
[[nodiscard]] PastAccuracy past_accuracy(const Sample& data, const ForecastMethod& method,
                                         const PastAccuracyOptions& options = {});

/// A note of the kind `past_accuracy` in words.
[[nodiscard]] std::string past_accuracy_in_words(const Note& note);

namespace detail {

/// The method by which a fit is forecast with these options.
/// \throws InvalidArgument if the fit has no curve
[[nodiscard]] ForecastMethod method_of(const FitResult& fit, const ForecastOptions& options);

/// Adds to a forecast how its method did in the past: a note, and its sentence in the message.
void tell_past(Forecast& out, const PastAccuracy& past);

}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/past_accuracy.ipp>
#endif
