#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <reeindex/core/country.hpp>
#include <reeindex/report/report.hpp>

#include "chapters.hpp"

namespace reeindex {

namespace detail {

std::string percent(double share) { return concat(to_fixed(100.0 * share, 1), " %"); }

std::string level_text(double level) {
    return concat(to_text(std::round(1e6 * level) / 1e4), " %");
}

std::string upright(std::string name) {
    const auto comma = name.find(", ");
    if (comma == std::string::npos || !(name.ends_with(" of") || name.ends_with(" of the")))
        return name;
    return concat(name.substr(comma + 2), " ", name.substr(0, comma));
}

namespace {

/// Whether a sentence has an article before the name of a country.
bool takes_article(std::string_view name) {
    for (const std::string_view head :
         {"United ", "Russian ", "Republic ", "European Patent", "World Intellectual", "Bahamas",
          "Comoros", "Gambia", "Holy See", "Maldives", "Netherlands", "Philippines", "Seychelles",
          "Isle "})
        if (name.starts_with(head)) return true;
    for (const std::string_view part : {" Republic", " Islands", " Territory", " Territories"})
        if (name.find(part) != std::string_view::npos) return true;
    return false;
}

}  // namespace

std::string area_in_sentence(std::string_view area, bool first) {
    auto name = area == "OTH" ? std::string{"other countries"} : upright(area_words(area));
    if (name.starts_with("The "))
        name.erase(0, 4);
    else if (!takes_article(name))
        return name;
    return concat(first ? "The " : "the ", name);
}

std::string area_words(std::string_view area) {
    for (const auto& one : countries())
        if (one.code() == area || one.alpha3 == area) return upright(std::string{one.name});
    return std::string{area};
}

std::string heading_of_label(std::string label) {
    const auto at = label.rfind(": ");
    if (at == std::string::npos) return label;
    const auto area = label.substr(at + 2);
    label.erase(at);
    return area.empty() || area == "World" ? label : concat(label, ", ", upright(area));
}

std::string heading(const TimeSeries& series) {
    auto label = series.label();
    if (const auto edition = concat(" (", series.info().vintage, ")"); label.ends_with(edition))
        label.erase(label.size() - edition.size());
    return heading_of_label(std::move(label));
}

std::string in_sentence_of_label(const std::string& label) {
    const auto at = label.rfind(": ");
    if (at == std::string::npos) return label;
    const auto area = label.substr(at + 2);
    if (area.empty() || area == "World") return label.substr(0, at);
    return concat(label.substr(0, at), " in ", area_in_sentence(upright(area)));
}

std::string in_sentence(const TimeSeries& series) {
    auto label = series.label();
    if (const auto edition = concat(" (", series.info().vintage, ")"); label.ends_with(edition))
        label.erase(label.size() - edition.size());
    return in_sentence_of_label(label);
}

std::string subject(const TimeSeries& series) { return lower_first(in_sentence(series)); }

std::string short_number(double value, int digits) {
    auto text = to_significant(value, digits);
    if (text.find('.') == std::string::npos || text.find('e') != std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
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
    const std::string low = std::isinf(lower) ? "unbounded" : short_number(lower, 4);
    const std::string high = std::isinf(upper) ? "unbounded" : short_number(upper, 4);
    return concat(low, " to ", high, unit == "1" ? "" : " ", unit == "1" ? "" : unit);
}

std::string spaced(std::string_view name) {
    std::string out{name};
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string curve_text(const FitResult& fit) { return spaced(fit.display_name()); }

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

bool says_nothing(const Forecast& ahead) {
    return ahead.mean.empty() || !std::isfinite(ahead.mean.back()) ||
           (std::isinf(ahead.lower.back()) && std::isinf(ahead.upper.back()));
}

bool has_ceiling(const FitResult& fit) {
    return fit.ceiling() && fit.converged() && fit.identified();
}

std::string range_text(double lower, double upper, int digits) {
    if (std::isinf(lower) && std::isinf(upper)) return "without any bound";
    if (std::isinf(upper)) return concat(short_number(lower, digits), " or more");
    if (std::isinf(lower)) return concat(short_number(upper, digits), " or less");
    return concat(short_number(lower, digits), " to ", short_number(upper, digits));
}

std::string ahead_text(const SeriesAssessment& one, double level) {
    if (!one.automatic || one.automatic->years.empty()) return {};
    const auto& ahead = *one.automatic;
    const auto band = ahead.band(level);
    const double low = band.lower.back(), high = band.upper.back(), middle = ahead.mean.back();
    const auto unit = unit_words(one.series);
    const int year = ahead.years.back();
    // three times as much at one end as at the other: the number in the middle says little
    const bool open = low <= 0.0 || high > 3.0 * low;
    if (std::isfinite(low) && std::isfinite(high) && low == high)
        return concat("In ", year, " ", subject(one.series), " is ", short_number(middle, 3), unit,
                      ", as in every year of the data");
    return open ? concat("By ", year, " ", subject(one.series), " could lie anywhere from ",
                         range_text(low, high, 3), unit, " (", level_text(level),
                         " interval); the median is ", short_number(middle, 3))
                : concat("By ", year, " ", subject(one.series), " comes to ",
                         short_number(middle, 3), unit, " (", level_text(level), " interval ",
                         range_text(low, high, 3), ")");
}

std::string source_words(const Assessment& assessment, const TimeSeries& series) {
    if (series.observations().empty()) return {};
    const auto& source = series.observations().front().source;
    auto place = source.locator.substr(0, source.locator.find(','));
    if (assessment.dataset)
        for (const auto& one : assessment.dataset->documents()) {
            if (one.id != source.document) continue;
            auto who = one.authors.empty() ? one.title : one.authors;
            if (const auto many = who.find(';'); many != std::string::npos)
                who = concat(who.substr(0, many), " et al.");
            else if (const auto comma = who.find(','); comma != std::string::npos && one.year != 0)
                who.erase(comma);
            if (const auto comma = who.find(',');
                comma != std::string::npos && who.ends_with(" et al."))
                who = concat(who.substr(0, comma), " et al.");
            if (one.year != 0) who += concat(one.authors.empty() ? ", " : " ", one.year);
            return place.empty() || one.id != paper_id ? who : concat(who, ", ", place);
        }
    // the row of a file stands for itself
    return {};
}

std::string in_brackets(const std::string& text) {
    return text.empty() ? std::string{} : concat(" (", text, ")");
}

std::string source_name(const Assessment& assessment) {
    return assessment.document.id == paper_id ? "the paper" : "the source";
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

std::string unit_words(const TimeSeries& series) {
    std::string text;
    for (const char c : unit_text(series))
        if (c != '{' && c != '}') text += c;
    if (text == "1") return {};
    return concat(" ", text);
}

/// The title that is given, that of the folder's descriptor, or what the data are.
std::string title_of(const Assessment& assessment, const ReportOptions& options) {
    if (!options.title.empty()) return options.title;
    if (assessment.document.id == paper_id) return "Assessment of the rare-earth industry";
    if (assessment.dataset && assessment.dataset->package() &&
        !assessment.dataset->package()->title.empty())
        return assessment.dataset->package()->title;
    if (!assessment.document.title.empty()) return assessment.document.title;
    return "Assessment of the data";
}

}  // namespace detail

Report make_report(const Assessment& assessment, const ReportOptions& options) {
    Report out;
    out.title = detail::title_of(assessment, options);
    const auto& document = assessment.document;
    const auto limits = detail::concat("ntervals at ", detail::level_text(assessment.options.level),
                                       " and forecasts to ", assessment.options.until, ".");
    std::string source = document.authors.empty() && !document.title.empty()
                             ? detail::concat("\"", document.title, "\"")
                             : document.authors;
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
