#pragma once
/// \file
/// Definitions of past_accuracy.hpp.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/fit/sample.hpp>
#include <reeindex/forecast/detail/rolling.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/past_accuracy.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE std::string number_word(std::size_t value) {
    static constexpr std::array<std::string_view, 11> words{
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    return value < words.size() ? std::string{words[value]} : std::to_string(value);
}

/// Cutoffs with an observation exactly `horizon` years later, the last ones, increasing.
REEINDEX_INLINE std::vector<std::size_t> exact_cutoffs(const Sample& data,
                                                       const PastAccuracyOptions& options) {
    std::vector<std::size_t> out;
    const auto least = static_cast<std::size_t>(options.min_observations);
    const auto most = static_cast<std::size_t>(options.forecasts);
    for (std::size_t count = data.y.size(); count-- > least && out.size() < most;) {
        const int year = data.years[count - 1] + options.horizon;
        const auto found = std::lower_bound(data.years.begin(), data.years.end(), year);
        if (found == data.years.end() || *found != year) continue;
        const auto at = static_cast<std::size_t>(found - data.years.begin());
        if (!data.completeness.empty() && data.completeness[at] < 1.0) continue;
        out.push_back(count);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace detail

REEINDEX_INLINE Note PastAccuracy::note() const {
    Note out{.kind = "past_accuracy",
             .numbers = {{"forecasts", static_cast<double>(forecasts)},
                         {"horizon", static_cast<double>(horizon)}},
             .names = {{"method", method}, {"reference", "naive"}}};
    if (mae) out.numbers.emplace_back("mae", *mae);
    if (naive_mae) out.numbers.emplace_back("naive_mae", *naive_mae);
    if (const auto share = closer()) out.numbers.emplace_back("closer", *share);
    if (!reason.empty()) out.names.emplace_back("reason", reason);
    return out;
}

REEINDEX_INLINE std::string PastAccuracy::message() const { return past_accuracy_in_words(note()); }

REEINDEX_INLINE std::string past_accuracy_in_words(const Note& note) {
    using detail::concat;
    const auto count = static_cast<std::size_t>(note.number("forecasts"));
    const auto years = detail::number_word(static_cast<std::size_t>(note.number("horizon")));
    if (count == 0)
        return concat("no past ", years, "-year forecast can be judged: ", note.text("reason"));
    const auto head =
        count == 1 ? concat("the last ", years, "-year forecast would have been ")
                   : concat("the last ", count, " ", years, "-year forecasts would have been ");
    const double mae = note.number("mae"), naive = note.number("naive_mae");
    if (!(naive > 0.0))
        return concat(head, mae > 0.0 ? "farther off than the last value, which was exact"
                                      : "exact, as was the last value");
    const double share = note.number("closer");
    const auto percent = detail::to_fixed(std::abs(100.0 * share), 0);
    if (percent == "0") return concat(head, "as close as the last value");
    // an error of several times that of the last value is no percentage that anybody reads
    if (share < -1.0)
        return concat(head, detail::to_significant(mae / naive, 2),
                      " times as far off as the last value");
    return concat(
        head, percent,
        share > 0.0 ? " % closer than the last value" : " % farther off than the last value");
}

REEINDEX_INLINE PastAccuracy past_accuracy(const Sample& data, const ForecastMethod& method,
                                           const PastAccuracyOptions& options) {
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", detail::concat(options.horizon), "from 1 to 1000 years");
    if (options.forecasts < 1)
        throw InvalidArgument("forecasts", detail::concat(options.forecasts), "at least 1");
    if (options.min_observations < 2)
        throw InvalidArgument("min_observations", detail::concat(options.min_observations),
                              "at least 2");
    if (data.years.empty()) throw InvalidArgument("data", "without years", "those of a series");
    PastAccuracy out{
        .method = method.name, .label = data.label, .unit = data.unit, .horizon = options.horizon};
    const auto cutoffs = detail::exact_cutoffs(data, options);
    if (cutoffs.empty()) {
        out.reason = detail::concat("the ", detail::counted(data.y.size(), "observation"),
                                    " hold none that comes ", options.horizon,
                                    " years after at least ", options.min_observations, " others");
        return out;
    }
    const auto rolled = detail::roll(data, method, cutoffs, options.horizon, std::nullopt);
    double own = 0.0, naive = 0.0;
    for (const auto& one : rolled.outcomes) {
        if (one.horizon() != options.horizon) continue;
        const auto at = std::lower_bound(data.years.begin(), data.years.end(), one.origin);
        const double last = data.y[static_cast<std::size_t>(at - data.years.begin())];
        own += std::abs(one.mean - one.actual);
        naive += std::abs(last - one.actual);
        ++out.forecasts;
    }
    if (out.forecasts == 0) {
        out.reason = rolled.failures.empty() ? "no year that it forecasts has a value"
                                             : rolled.failures.back().reason;
        return out;
    }
    out.mae = own / static_cast<double>(out.forecasts);
    out.naive_mae = naive / static_cast<double>(out.forecasts);
    return out;
}

REEINDEX_INLINE PastAccuracy past_accuracy(const TimeSeries& series, const ForecastMethod& method,
                                           const PastAccuracyOptions& options) {
    return past_accuracy(sample_of(series), method, options);
}

REEINDEX_INLINE PastAccuracy past_accuracy(const FitResult& fit,
                                           const PastAccuracyOptions& options) {
    if (fit.data.years.empty())
        throw InvalidArgument("fit", "of plain arrays", "of a series with years");
    return past_accuracy(fit.data, detail::method_of(fit, {}), options);
}

namespace detail {

REEINDEX_INLINE ForecastMethod method_of(const FitResult& fit, const ForecastOptions& options) {
    if (!fit.model) throw InvalidArgument("fit", name(fit.status), "one with a curve");
    const auto* observed = dynamic_cast<const ObservedCurve*>(&fit.model->model());
    const auto& curve = observed != nullptr ? observed->curve() : *fit.model;
    return curve_method(curve, {.fit = fit.options, .anchored = options.anchored});
}

REEINDEX_INLINE void tell_past(Forecast& out, const PastAccuracy& past) {
    out.notes.push_back(past.note());
    out.message += concat(out.message.empty() ? "" : "; ", past.message());
}

REEINDEX_INLINE void add_past(Forecast& out, const FitResult& fit, const ForecastOptions& options,
                              int ahead) {
    tell_past(out, past_accuracy(fit.data, method_of(fit, options), {.horizon = ahead}));
}

}  // namespace detail

}  // namespace reeindex
