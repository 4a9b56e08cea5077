#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

std::string curves(const std::vector<std::string>& names) {
    return concat("the ", listing(names), names.size() == 1 ? " curve" : " curves");
}

/// Curves that nothing may be read from, though their fits look as if something could.
void add_curves(const SeriesAssessment& one, ReportList& list) {
    std::vector<std::string> weak, open;
    for (const auto& row : one.comparison.rows) {
        if (!row.fit.usable() || row.rank == 0 || row.delta >= 10.0) continue;
        if (row.fit.identification == Identification::weakly_identified)
            weak.push_back(curve_text(row.fit));
        const bool limit = row.fit.limit == Limit::exponential || row.fit.limit == Limit::linear;
        if (row.fit.ceiling() && row.fit.identification == Identification::not_identified && limit)
            open.push_back(curve_text(row.fit));
    }
    if (!weak.empty())
        list.items.push_back(concat(heading(one.series), ": the data identify ", curves(weak),
                                    " too weakly to forecast from."));
    if (!open.empty() && one.growth && one.growth->value > 0.0)
        list.items.push_back(concat(heading(one.series), ": the data set no ceiling. By ",
                                    curves(open), " it is infinite (", chapter_mark("forecast"),
                                    ")."));
}

/// How far the curves that the data do not exclude lie apart, and from the automatic forecast.
void add_spread(const SeriesAssessment& one, ReportList& list) {
    if (one.scenarios.size() < 2) return;
    const Forecast *least = nullptr, *most = nullptr;
    for (const auto& ahead : one.scenarios) {
        if (says_nothing(ahead)) continue;
        if (least == nullptr || ahead.mean.back() < least->mean.back()) least = &ahead;
        if (most == nullptr || ahead.mean.back() > most->mean.back()) most = &ahead;
    }
    if (least == nullptr || !(most->mean.back() > 1.2 * least->mean.back())) return;
    const auto said = [&](const Forecast& ahead) {
        return concat(
            short_number(ahead.mean.back(), 3), " by the ", spaced(ahead.display_name), " curve",
            is_impossible(one.series, ahead.mean.back()) ? concat(" (", below_zero, ")") : "");
    };
    list.items.push_back(concat(heading(one.series), " in ", least->years.back(), ": ",
                                said(*least), ", ", said(*most),
                                ". The choice of curve matters more than the data."));
}

}  // namespace

void limits_chapter(const Assessment& assessment, ReportChapter& chapter) {
    ReportList list;
    for (const auto& one : assessment.series) {
        add_curves(one, list);
        int estimated = 0, forecast = 0;
        for (std::size_t i = 0; i < one.series.size(); ++i) {
            estimated += one.series.status(i) == ObsStatus::estimated ? 1 : 0;
            forecast += one.series.status(i) == ObsStatus::forecast ? 1 : 0;
        }
        if (forecast > 0)
            list.items.push_back(concat(heading(one.series), ": ", forecast,
                                        " values are forecasts of the source and ", estimated,
                                        " are estimates. A trend in them is the forecaster's "
                                        "assumption."));
        add_spread(one, list);
    }
    const auto has = [&](std::string_view indicator) {
        return std::any_of(assessment.series.begin(), assessment.series.end(),
                           [&](const auto& one) { return one.series.indicator() == indicator; });
    };
    if (assessment.patents &&
        std::any_of(assessment.patents->years.begin(), assessment.patents->years.end(),
                    [](const OfficeYear& one) { return one.provisional; }))
        list.items.push_back(concat(
            "Patents: whether patenting declines after the last complete year. The years marked P "
            "are still being published, ",
            source_name(assessment),
            " gives no lag by office, and no correction is made without "
            "one."));
    if (has("reserves") && has("mine_production"))
        list.items.emplace_back(
            "Reserves divided by production is no time to exhaustion: reserves are what is "
            "economic today, and are revised.");
    if (list.items.empty()) {
        chapter.answer = "Nothing beyond what the forecasts above leave open.";
        return;
    }
    chapter.answer =
        list.items.size() == 1
            ? "1 conclusion that the data invite does not hold."
            : concat(list.items.size(), " conclusions that the data invite do not hold.");
    chapter.blocks.emplace_back(std::move(list));
}

}  // namespace reeindex::detail
