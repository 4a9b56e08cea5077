#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <reeindex/report/report.hpp>

#include "chapters.hpp"

namespace reeindex {

namespace detail {

std::string percent(double share) { return concat(to_fixed(100.0 * share, 1), " %"); }

std::string level_text(double level) {
    return concat(to_text(std::round(1e6 * level) / 1e4), " %");
}

std::string heading(const TimeSeries& series) {
    const auto label = series.label();
    return label.substr(0, label.find(": "));
}

std::string subject(const TimeSeries& series) {
    auto text = heading(series);
    const auto word = text.substr(0, text.find(' '));
    const bool acronym = std::any_of(word.begin() + (word.empty() ? 0 : 1), word.end(),
                                     [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!acronym && !text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string no_growth_text(const TimeSeries& series) {
    std::vector<std::size_t> known;
    bool all_positive = true;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (const auto value = series.value(i)) {
            known.push_back(i);
            all_positive = all_positive && *value > 0.0;
        }
    if (known.empty()) return "no value";
    const auto said = [&](std::size_t i) {
        return concat(to_text(*series.value(i)), " ", unit_text(series), " in ",
                      series.observations()[i].year.value());
    };
    if (known.size() == 1) return concat(said(known.front()), ", a single value");
    return concat(said(known.front()), " and ", said(known.back()), "; no rate of growth",
                  all_positive ? "" : ", for not all values are above zero");
}

std::string interval_text(double lower, double upper, const std::string& unit) {
    const std::string low = std::isinf(lower) ? "unbounded" : to_significant(lower, 4);
    const std::string high = std::isinf(upper) ? "unbounded" : to_significant(upper, 4);
    return concat(low, " to ", high, unit == "1" ? "" : " ", unit == "1" ? "" : unit);
}

std::string curve_text(const FitResult& fit) { return fit.display_name(); }

bool is_modelled(const TimeSeries& series) {
    std::size_t modelled = 0;
    for (std::size_t i = 0; i < series.size(); ++i)
        modelled +=
            series.status(i) == ObsStatus::estimated || series.status(i) == ObsStatus::forecast
                ? 1U
                : 0U;
    return 2 * modelled > series.size();
}

bool is_non_negative(const TimeSeries& series) {
    bool any = false;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto value = series.value(i);
        if (value && *value < 0.0) return false;
        any = any || value.has_value();
    }
    return any;
}

bool is_impossible(const TimeSeries& series, double value) {
    return value < 0.0 && std::isfinite(value) && is_non_negative(series);
}

bool is_excluded(const SeriesAssessment& one, std::size_t i) {
    return one.best && one.fits[i].aicc - one.fits[*one.best].aicc >= 10.0;
}

bool has_ceiling(const FitResult& fit) {
    return fit.ceiling() && fit.converged() && fit.identified();
}

namespace {

/// Names with commas, and a word before the last.
std::string listed(const std::vector<std::string>& names, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i)
        out += concat(i == 0 ? "" : i + 1 == names.size() ? last : ", ", names[i]);
    return out;
}

}  // namespace

std::string others_text(const SeriesAssessment& one) {
    std::vector<std::string> names;
    double lower = infinity, upper = -infinity;
    for (std::size_t i = 0; i < one.fits.size(); ++i) {
        const auto* ahead = one.forecast_of(i);
        if (!one.best || i == *one.best || ahead == nullptr || is_excluded(one, i) ||
            one.fits[i].identification == Identification::weakly_identified)
            continue;
        names.push_back(curve_text(one.fits[i]));
        lower = std::min(lower, ahead->lower.back());
        upper = std::max(upper, ahead->upper.back());
    }
    if (names.empty()) return {};
    const bool single = names.size() == 1;
    const auto text = concat("the ", listing(names), single ? " curve" : " curves",
                             ", which the data do not exclude, ");
    if (std::isinf(lower) && std::isinf(upper))
        return concat(text, single ? "sets" : "set", " no bound");
    return concat(text, single ? "gives " : "give ",
                  std::isinf(upper)   ? concat(to_significant(lower, 4), " or more")
                  : std::isinf(lower) ? concat(to_significant(upper, 4), " or less")
                                      : interval_text(lower, upper, "1"),
                  is_impossible(one.series, lower) ? concat(" (in part ", below_zero, ")") : "");
}

std::string choices(const std::vector<std::string>& names) { return listed(names, " or "); }
std::string listing(const std::vector<std::string>& names) { return listed(names, " and "); }

std::string_view kind_text(Qualifier qualifier) {
    switch (qualifier) {
        case Qualifier::more_than:
        case Qualifier::at_least:
            return "a lower bound";
        case Qualifier::less_than:
        case Qualifier::up_to:
            return "an upper bound";
        default:
            return "a vague figure";
    }
}

std::string unit_text(const TimeSeries& series) {
    std::string text = series.unit().code();
    if (series.basis() != Basis::none && series.basis() != Basis::unspecified)
        text += concat(" ", name(series.basis()));
    return text;
}

}  // namespace detail

Report make_report(const Assessment& assessment) {
    Report out;
    out.title = "Assessment of the rare-earth industry";
    const auto& document = assessment.document;
    const auto limits = detail::concat("ntervals at ", detail::level_text(assessment.options.level),
                                       " and forecasts to ", assessment.options.until, ".");
    std::string source = document.authors.empty() ? document.title : document.authors;
    if (document.year != 0) source += detail::concat(" (", document.year, ")");
    out.subtitle = source.empty() ? "I" + limits
                                  : detail::concat("Recomputed from the figures of ", source,
                                                   ", with i", limits);
    if (!document.id.empty()) {
        out.attribution = detail::concat("Data: ", document.citation());
        if (!out.attribution.ends_with('.')) out.attribution += '.';
        out.attribution += ' ';
        if (!document.licence.empty())
            out.attribution += detail::concat("Licence: ", document.licence, ". ");
    }
    out.attribution += assessment.errata.empty() ? "Computations: reeindex."
                                                 : "Corrections and computations: reeindex.";
    out.chapters = detail::chapters_of(assessment);
    return out;
}

}  // namespace reeindex
