#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

/// What a logistic fit says of a ceiling, with its profile interval.
std::string ceiling_text(const FitResult& fit, const std::string& unit, double level) {
    if (!fit.converged() || !fit.identified()) return "No ceiling can be stated";
    const auto around = interval(fit, "K", IntervalMethod::profile, level);
    return concat("A logistic curve bends towards ", to_significant(around.estimate, 3), " ", unit,
                  " (", level_text(level), " profile interval ",
                  interval_text(around.lower, around.upper, "1"), ")");
}

}  // namespace

ReportChapter summary_chapter(const Assessment& assessment) {
    ReportChapter chapter{
        .id = "summary", .title = "What do the data say?", .answer = {}, .blocks = {}};
    const double level = assessment.options.level;
    std::vector<std::string> growing, falling;
    ReportList list;
    for (const auto& one : assessment.series) {
        if (!one.growth) continue;
        (one.growth->value > 0.0 ? growing : falling)
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
        const auto logistic =
            std::find_if(one.fits.begin(), one.fits.end(),
                         [](const FitResult& f) { return f.curve == "logistic"; });
        if (one.growth->value > 0.0 && logistic != one.fits.end() && logistic->usable())
            text += concat(". ", ceiling_text(*logistic, unit_text(one.series), level));
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
                       "; the later years are incomplete and are used for no trend."));
    }
    const auto corrected =
        std::count_if(assessment.series.begin(), assessment.series.end(),
                      [](const auto& one) { return one.printed_line.has_value(); });
    if (corrected > 0)
        list.items.emplace_back(
            "One printed value is wrong beyond doubt and is corrected; both views are shown.");
    if (!growing.empty()) chapter.answer = concat("Growing: ", join(growing), ".");
    if (!falling.empty())
        chapter.answer +=
            concat(chapter.answer.empty() ? "" : " ", "Falling: ", join(falling), ".");
    chapter.blocks.emplace_back(std::move(list));
    return chapter;
}

}  // namespace reeindex::detail
