#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

void limits_chapter(const Assessment& assessment, ReportChapter& chapter) {
    ReportList list;
    for (const auto& one : assessment.series) {
        std::vector<std::string> weak, open;
        bool ceilings = true;
        for (const auto& fit : one.fits) {
            if (!fit.usable()) continue;
            if (fit.identification == Identification::weakly_identified)
                weak.push_back(curve_text(fit));
            if (fit.identification != Identification::not_identified) continue;
            open.push_back(curve_text(fit));
            ceilings = ceilings && fit.ceiling() &&
                       (fit.limit == Limit::exponential || fit.limit == Limit::linear);
        }
        const auto curves = [](const std::vector<std::string>& names) {
            return concat("the ", listing(names), names.size() == 1 ? " curve" : " curves");
        };
        if (!weak.empty())
            list.items.push_back(concat(heading(one.series), ": the data identify ", curves(weak),
                                        " too weakly to forecast from; the estimates in ",
                                        chapter_mark("forecast"),
                                        " tell of the curve more than of the data."));
        if (!open.empty())
            list.items.push_back(concat(
                heading(one.series), ": the data ",
                ceilings && one.growth && one.growth->value > 0.0
                    ? concat("set no ceiling: ", curves(open),
                             open.size() == 1 ? " stands" : " stand", " on a limit without one")
                    : concat("do not determine ", curves(open)),
                "; what ", chapter_mark("forecast"), " calls not determined has no number."));
        int estimated = 0, forecast = 0;
        for (std::size_t i = 0; i < one.series.size(); ++i) {
            estimated += one.series.status(i) == ObsStatus::estimated ? 1 : 0;
            forecast += one.series.status(i) == ObsStatus::forecast ? 1 : 0;
        }
        if (estimated + forecast > 0)
            list.items.push_back(concat(
                heading(one.series), ": ", estimated, " values are estimates and ", forecast,
                " are forecasts of the source; a curve fitted to them recovers the forecaster's "
                "assumption, not demand."));
        if (one.best) {
            const auto* best = one.forecast_of(*one.best);
            for (std::size_t f = 0; f < one.fits.size(); ++f) {
                // what the data identify too weakly is no forecast in any chapter
                if (one.fits[f].identification == Identification::weakly_identified) continue;
                const auto* ahead = one.forecast_of(f);
                if (best == nullptr || ahead == nullptr || ahead == best || ahead->mean.empty())
                    continue;
                const auto& other = *ahead;
                const double value = other.mean.back();
                const auto said = [&](double number) {
                    return concat(to_significant(number, 3), is_impossible(one.series, number)
                                                                 ? concat(" (", below_zero, ")")
                                                                 : "");
                };
                if (value > best->upper.back() || value < best->lower.back()) {
                    list.items.push_back(concat(
                        heading(one.series), " in ", best->years.back(), ": the ",
                        curve_text(one.fits[*one.best]), " curve says ", said(best->mean.back()),
                        ", the ", curve_text(one.fits[f]), " curve ", said(value),
                        "; the choice of curve matters more than any interval."));
                    break;
                }
            }
        }
    }
    const auto has = [&](std::string_view indicator) {
        return std::any_of(assessment.series.begin(), assessment.series.end(),
                           [&](const auto& one) { return one.series.indicator() == indicator; });
    };
    if (assessment.patents &&
        std::any_of(assessment.patents->years.begin(), assessment.patents->years.end(),
                    [](const OfficeYear& one) { return one.provisional; }))
        list.items.emplace_back(
            "Patents: whether patenting declines after the last complete year. The years marked P "
            "are still being published, the paper gives no lag by office, and no correction is "
            "made without one.");
    if (has("reserves") && has("mine_production"))
        list.items.emplace_back(
            "Reserves divided by production is no time to exhaustion: reserves are what is "
            "economic "
            "today and are revised, in this series from one year to the next.");
    if (list.items.empty()) {
        chapter.answer = "Nothing beyond what the fits above leave open.";
        return;
    }
    chapter.answer =
        list.items.size() == 1
            ? "1 conclusion that the data invite does not hold."
            : concat(list.items.size(), " conclusions that the data invite do not hold.");
    chapter.blocks.emplace_back(std::move(list));
}

}  // namespace reeindex::detail
