#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// The ceilings that a series bends towards: by the curve that the forecast stands on, and by
/// others that the data identify and do not exclude.
std::string ceiling_text(const SeriesAssessment& one, double level) {
    std::vector<std::string> parts;
    const auto add = [&](std::size_t i) {
        const auto& fit = one.fits[i];
        const auto& ceiling = fit.parameters[fit.ceiling().value()].name;
        const auto around = interval(fit, ceiling, IntervalMethod::profile, level);
        const bool first = parts.empty(), best = i == *one.best;
        parts.push_back(concat(best ? "A " : "a ", curve_text(fit), " curve",
                               best ? "" : ", which the data do not exclude,",
                               first ? " bends towards " : " towards ",
                               to_significant(around.estimate, 3), first ? " " : "",
                               first ? unit_text(one.series) : "", " (",
                               first ? concat(level_text(level), " profile interval ") : "",
                               interval_text(around.lower, around.upper, "1"), ")"));
    };
    if (!one.best) return "No ceiling can be stated";
    const bool bends = has_ceiling(one.fits[*one.best]);
    if (bends) add(*one.best);
    for (std::size_t i = 0; i < one.fits.size(); ++i)
        if (i != *one.best && has_ceiling(one.fits[i]) && !is_excluded(one, i)) add(i);
    if (parts.empty()) return "No ceiling can be stated";
    const auto text = join(parts, ", ");
    return bends
               ? text
               : concat("The ", curve_text(one.fits[*one.best]),
                        " curve, the best of those that the data identify, has no ceiling; ", text);
}

}  // namespace

void summary_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const double level = assessment.options.level;
    std::vector<std::string> growing, falling, without;
    ReportList list;
    for (const auto& one : assessment.series) {
        if (!one.growth) {
            without.push_back(subject(one.series));
            list.items.push_back(
                concat(heading(one.series), ": ", no_growth_text(one.series), "."));
            continue;
        }
        (one.growth->value < 0.0 ? falling : growing)
            .push_back(concat(subject(one.series), " (", percent(one.growth->value), " a year)"));
        const auto& regression = one.growth->regression;
        std::string text =
            concat(heading(one.series), ": ", percent(one.growth->value), " a year from ",
                   one.growth->first_year, " to ", one.growth->last_year);
        if (regression)
            text += concat("; over all years ", percent(regression->annual_rate), " (",
                           percent(regression->annual_lower), " to ",
                           percent(regression->annual_upper), ")");
        const std::size_t last = one.series.size() - 1;
        const auto qualifier = one.series.observations().back().qualifier;
        if (const auto value = one.series.value(last); value && qualifier == Qualifier::more_than)
            text += concat(". The last value is a lower bound (", sign(qualifier), " ",
                           to_text(*value), "), and so is the rate");
        if (one.growth->value > 0.0) text += concat(". ", ceiling_text(one, level));
        if (is_modelled(one.series))
            text +=
                ". Its values are estimates and forecasts of the source: what is found in them "
                "is found in the model that made them";
        list.items.push_back(text + ".");
    }
    if (assessment.patents) {
        const auto& years = assessment.patents->years;
        const auto complete = std::find_if(years.rbegin(), years.rend(),
                                           [](const OfficeYear& one) { return !one.provisional; });
        if (complete != years.rend())
            list.items.push_back(
                concat("Patents: ", office(complete->leader).name, " has ",
                       percent(complete->leader_share), " of the counts of ", complete->year,
                       years.back().provisional
                           ? "; the later years are incomplete and are used for no trend."
                           : "."));
    }
    std::ptrdiff_t corrected = 0;
    for (const auto& one : assessment.series)
        corrected +=
            std::count_if(one.series.observations().begin(), one.series.observations().end(),
                          [](const Observation& seen) { return seen.correction.has_value(); });
    if (corrected > 0)
        list.items.push_back(
            corrected == 1
                ? "One printed value is wrong beyond doubt and is corrected; both views are shown."
                : concat(corrected,
                         " printed values are wrong beyond doubt and are corrected; both "
                         "views are shown."));
    if (!growing.empty()) chapter.answer = concat("Growing: ", join(growing), ".");
    if (!falling.empty())
        chapter.answer +=
            concat(chapter.answer.empty() ? "" : " ", "Falling: ", join(falling), ".");
    if (!without.empty())
        chapter.answer += concat(chapter.answer.empty() ? "" : " ",
                                 "Without a rate of growth: ", join(without), ".");
    if (chapter.answer.empty())
        chapter.answer = assessment.patents ? "Patent counts, and no other series." : "No series.";
    if (!list.items.empty()) chapter.blocks.emplace_back(std::move(list));
}

}  // namespace reeindex::detail
