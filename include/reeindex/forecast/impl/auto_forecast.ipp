#pragma once
// The automatic forecast.

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/core/year.hpp>
#include <reeindex/fit/sample.hpp>
#include <reeindex/forecast/auto_forecast.hpp>
#include <reeindex/forecast/detail/count_bounds.hpp>
#include <reeindex/forecast/past_accuracy.hpp>
#include <reeindex/smoothing/detail/trend_engine.hpp>

namespace reeindex {

namespace detail {

/// Levels in order, without repetition.
REEINDEX_INLINE std::vector<double> sorted_levels(const AutoForecastOptions& options) {
    std::vector<double> out = options.levels;
    if (out.empty()) out = {options.level};
    for (const double level : out) check_level(level);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > 50)
        throw InvalidArgument("levels", concat("of length ", out.size()), "at most 50 levels");
    return out;
}

/// Years ahead of the last one used.
REEINDEX_INLINE int years_ahead(const AutoForecastOptions& options, int last) {
    if (options.h && options.until)
        throw InvalidArgument("until", concat(*options.until), "left out when h is given");
    if (options.until) {
        const long ahead = static_cast<long>(*options.until) - last;
        if (ahead < 1 || ahead > 1000)
            throw InvalidArgument(
                "until", concat(*options.until),
                concat("from 1 to 1000 years after ", last, ", the last year used"));
        return static_cast<int>(ahead);
    }
    const int h = options.h.value_or(5);
    if (h < 1 || h > 1000) throw InvalidArgument("h", concat(h), "from 1 to 1000 years");
    return h;
}

/// Whether the unit counts things: an annotation such as {patent}, or that over a year.
REEINDEX_INLINE bool is_count_unit(std::string_view unit) {
    const auto close = unit.find('}');
    return unit.starts_with("{") && close != std::string_view::npos &&
           (close + 1 == unit.size() || unit.substr(close + 1) == "/a");
}

REEINDEX_INLINE bool counts_of(const AutoForecastOptions& options, std::span<const double> values,
                               std::string_view unit) {
    if (options.counts && !*options.counts) return false;
    if (!options.counts && !is_count_unit(unit)) return false;
    for (const double value : values) {
        if (std::isnan(value) || is_count_value(value)) continue;
        if (!options.counts) return false;
        throw InvalidArgument("counts", concat("true for a series that holds ", to_text(value)),
                              "false, or the values whole numbers from 0 to 9e15");
    }
    return true;
}

REEINDEX_INLINE void round_bounds(std::vector<PredictionBand>& bands,
                                  const std::vector<double>& point) {
    for (auto& band : bands)
        for (std::size_t h = 0; h < point.size(); ++h) {
            band.lower[h] = lower_count(band.lower[h], point[h]);
            band.upper[h] = upper_count(band.upper[h], point[h]);
        }
}

REEINDEX_INLINE void constant_counts(std::vector<PredictionBand>& bands, double value,
                                     std::size_t years) {
    for (auto& band : bands) {
        const double low = constant_count_quantile((1.0 - band.level) / 2.0, value, years);
        const double high = constant_count_quantile((1.0 + band.level) / 2.0, value, years);
        std::fill(band.lower.begin(), band.lower.end(), low);
        std::fill(band.upper.begin(), band.upper.end(), high);
    }
}

REEINDEX_INLINE void note_of_model(const LocalGlobalTrend& model, const SeriesShape& shape,
                                   std::vector<Note>& notes) {
    const TrendSummary summary = model.summary();
    notes.push_back({.kind = "level", .numbers = {{"value", summary.level}}});
    if (model.constant()) {
        notes.push_back({.kind = "constant",
                         .numbers = {{"observations", static_cast<double>(shape.observations)}}});
        return;
    }
    notes.push_back({.kind = "trend", .numbers = {{"change", summary.trend}}});
    notes.push_back(
        {.kind = "members",
         .numbers = {{"naive_like", summary.naive_like}, {"trending", summary.trending}}});
    notes.push_back({.kind = "memory", .numbers = {{"years", summary.memory}}});
    if (shape.observations < TrendEngine::few_observations)
        notes.push_back({.kind = "few_observations",
                         .numbers = {{"observations", static_cast<double>(shape.observations)}}});
    if (model.form() == TrendForm::logarithmic)
        notes.push_back({.kind = "logarithmic", .numbers = {{"ratio", shape.most / shape.least}}});
}

/// Years whose forecast is where no path falls further: the floor of a positive series, or zero
/// without width.
REEINDEX_INLINE void note_of_floor(const LocalGlobalTrend& model, const SeriesShape& shape,
                                   const SmoothingForecast& made, std::vector<Note>& notes) {
    if (model.constant() || model.form() == TrendForm::logarithmic || shape.least < 0.0) return;
    const double floor = TrendGrid{}.floor * shape.least;
    const PredictionBand& widest = made.bands.back();
    std::size_t years = 0;
    for (std::size_t h = 0; h < made.point.size(); ++h)
        if (made.point[h] <= floor * (1.0 + 1e-9) && (floor > 0.0 || widest.upper[h] <= 0.0))
            ++years;
    if (years > 0)
        notes.push_back({.kind = "floor",
                         .numbers = {{"value", floor}, {"years", static_cast<double>(years)}}});
}

/// A median that falls although the trend is up: noise in proportion to the level is so large a
/// part of it, as in series that double every year, that most paths come down.
REEINDEX_INLINE void note_of_fall(const LocalGlobalTrend& model, const SmoothingForecast& made,
                                  std::vector<Note>& notes) {
    if (model.constant() || model.form() != TrendForm::positive) return;
    const auto peak = std::max_element(made.point.begin(), made.point.end());
    if (!(model.summary().trend > 0.0 && made.point.back() < 0.75 * *peak)) return;
    notes.push_back({.kind = "falls_back",
                     .numbers = {{"year", static_cast<double>(peak - made.point.begin()) + 1.0}}});
}

/// Values on every year up to `last` as data of a backtest.
REEINDEX_INLINE Sample data_of_values(std::span<const double> values, int last,
                                      const Forecast& about) {
    Sample out;
    out.label = about.label;
    out.unit = about.unit;
    int year = last - static_cast<int>(values.size());
    for (const double value : values) {
        ++year;
        if (std::isnan(value)) continue;
        out.years.push_back(year);
        out.x.push_back(year);
        out.y.push_back(value);
    }
    return out;
}

/// The forecast of values on every year from the first to the last, NaN where there is none.
REEINDEX_INLINE Forecast forecast_values(std::span<const double> values, int last,
                                         const AutoForecastOptions& options, Forecast out) {
    SeriesShape shape;
    check_series("series", values, shape);
    const int horizon = years_ahead(options, last);
    const auto levels = sorted_levels(options);
    const bool counts = counts_of(options, values, out.unit);
    const bool family = options.model == LocalGlobalTrend::name;
    SmoothingForecast made;
    if (family) {
        const LocalGlobalTrend model(values);
        made = smoothing_forecast(model, horizon, levels, options.paths);
        note_of_model(model, shape, out.notes);
        note_of_floor(model, shape, made, out.notes);
        note_of_fall(model, made, out.notes);
    } else {
        made = smoothing_forecast(values, options.model, horizon, levels, options.paths);
    }
    const std::size_t missing = values.size() - shape.observations;
    if (missing > 0)
        out.notes.push_back(
            {.kind = "missing_years", .numbers = {{"years", static_cast<double>(missing)}}});
    if (counts) {
        if (shape.equal && family) {
            constant_counts(made.bands, shape.last, shape.observations);
            std::erase_if(out.notes, [](const Note& note) { return note.kind == "constant"; });
            out.notes.push_back(
                {.kind = "constant_counts",
                 .numbers = {{"observations", static_cast<double>(shape.observations)}}});
        } else {
            round_bounds(made.bands, made.point);
        }
        out.notes.push_back({.kind = "counts"});
    }
    if (static_cast<std::size_t>(horizon) > shape.observations)
        out.notes.push_back(
            {.kind = "long_horizon",
             .numbers = {{"horizon", static_cast<double>(horizon)},
                         {"observations", static_cast<double>(shape.observations)}}});
    for (int h = 1; h <= horizon; ++h) out.years.push_back((Year{last} + h).value());
    out.mean = std::move(made.point);
    out.level = made.bands.back().level;
    out.lower = made.bands.back().lower;
    out.upper = made.bands.back().upper;
    if (made.bands.size() > 1) out.bands = std::move(made.bands);
    out.method = IntervalMethod::automatic;
    out.model = std::string{made.model};
    out.display_name = family ? "automatic" : out.model;
    std::replace(out.display_name.begin(), out.display_name.end(), '_', ' ');
    for (const auto& note : out.notes) {
        if (!out.message.empty()) out.message += "; ";
        out.message += auto_forecast_in_words(note, out.unit);
    }
    if (options.past) {
        const auto method = smoothing_method(family ? std::string{"auto"} : options.model);
        const auto data = data_of_values(values, last, out);
        tell_past(out, past_accuracy(data, method, {.horizon = horizon}));
    }
    return out;
}

}  // namespace detail

REEINDEX_INLINE Forecast auto_forecast(const TimeSeries& series,
                                       const AutoForecastOptions& options) {
    const Sample data = sample_of(series, {.include_provisional = options.include_provisional});
    const int first = data.years.front(), last = data.years.back();
    std::vector<double> values(static_cast<std::size_t>(last - first + 1),
                               std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < data.y.size(); ++i)
        values[static_cast<std::size_t>(data.years[i] - first)] = data.y[i];
    Forecast out;
    out.excluded = data.excluded;
    out.label = data.label;
    out.unit = data.unit;
    out.basis = data.basis;
    return detail::forecast_values(values, last, options, std::move(out));
}

REEINDEX_INLINE Forecast auto_forecast(std::span<const double> values,
                                       const AutoForecastOptions& options) {
    Forecast out;
    out.label = "values";
    out.unit = "1";
    out.basis = "none";
    return detail::forecast_values(
        values,
        static_cast<int>(std::min<std::size_t>(std::max<std::size_t>(values.size(), 1), 9999)),
        options, std::move(out));
}

REEINDEX_INLINE std::string auto_forecast_in_words(const Note& note, std::string_view unit) {
    using detail::concat;
    using detail::to_significant;
    const auto whole = [&](std::string_view name) {
        return std::to_string(std::llround(note.number(name)));
    };
    const auto in_unit = [&](double value) {
        std::string text = value == 0.0 ? std::string{"0"} : to_significant(value, 4);
        if (unit != "1") text += concat(" ", unit);
        return text;
    };
    const auto percent = [&](std::string_view name) {
        const double share = 100.0 * note.number(name);
        return share > 0.0 && share < 0.5      ? std::string{"less than 1 %"}
               : share < 100.0 && share > 99.5 ? std::string{"more than 99 %"}
                                               : concat(std::llround(share), " %");
    };
    if (note.kind == "level") return concat("the last level is ", in_unit(note.number("value")));
    if (note.kind == "trend") {
        const double change = note.number("change");
        return concat("the first year ahead is expected ", in_unit(std::abs(change)),
                      change < 0.0 ? " below it" : " above it");
    }
    if (note.kind == "members")
        return concat(percent("trending"), " of the weight is on models with a trend beyond the ",
                      "noise, ", percent("naive_like"), " on those that keep the level");
    if (note.kind == "memory") {
        const double years = note.number("years");
        return concat("the level rests on the last ",
                      years < 1.5 ? std::string{"year"} : concat(std::llround(years), " years"));
    }
    if (note.kind == "few_observations")
        return concat("only ", whole("observations"),
                      " observations say little about the scatter, so the interval is wide");
    if (note.kind == "constant")
        return concat("all ", whole("observations"),
                      " observations are equal, so they show no scatter and the interval has ",
                      "no width");
    if (note.kind == "constant_counts")
        return concat("all ", whole("observations"),
                      " counts are equal, so the interval is that of Poisson counts whose rate is ",
                      "uncertain");
    if (note.kind == "missing_years")
        return concat(whole("years"), note.number("years") == 1.0 ? " year" : " years",
                      " within the data without a value");
    if (note.kind == "logarithmic")
        return concat("the largest value is ", to_significant(note.number("ratio"), 2),
                      " times the smallest, so the logarithms are modelled");
    if (note.kind == "floor")
        return concat("the trend leads to zero: the forecast of ",
                      detail::counted(static_cast<std::size_t>(note.number("years")), "year"),
                      " stands at ", in_unit(note.number("value")), ", below which no path falls");
    if (note.kind == "falls_back")
        return concat("the median falls after year ", whole("year"),
                      " ahead although the trend is up: the noise is so large a part of the level ",
                      "that the later years are a guess");
    if (note.kind == "past_accuracy") return past_accuracy_in_words(note);
    if (note.kind == "counts") return "bounds of counts are whole numbers";
    if (note.kind == "long_horizon")
        return concat(whole("horizon"), " years ahead from ", whole("observations"),
                      " observations: the later years are a guess");
    return note.kind;
}

}  // namespace reeindex
