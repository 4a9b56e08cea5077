#include <string>

#include "../chapters.hpp"

namespace reeindex::detail {

void reserves_chapter(const Assessment& assessment, ReportChapter& chapter) {
    chapter.answer = "No series holds a corrected value.";
    ReportTable table{
        .caption = "Least-squares slope, as printed and corrected",
        .columns = {"series", "year", "printed", "corrected", "slope printed", "slope corrected"},
        .numeric = {false, true, true, true, true, true},
        .rows = {},
        .note = {}};
    for (const auto& one : assessment.series) {
        if (!one.printed_line || !one.corrected_line || !one.printed_line->usable() ||
            !one.corrected_line->usable())
            continue;
        const auto slope = [&](const FitResult& fit) {
            const double value = fit.estimate("slope");
            return concat(value > 0.0 ? "+" : "", to_fixed(value, 2), " ", unit_text(one.series),
                          " per year");
        };
        const double printed = one.printed_line->estimate("slope");
        const double corrected = one.corrected_line->estimate("slope");
        for (const auto& observation : one.series.observations()) {
            if (!observation.correction) continue;
            table.rows.push_back({heading(one.series), concat(observation.year.value()),
                                  to_text(*observation.printed),
                                  to_text(observation.correction->value), slope(*one.printed_line),
                                  slope(*one.corrected_line)});
            chapter.blocks.emplace_back(ReportParagraph{concat(
                heading(one.series), " ", observation.year.value(), ": ",
                observation.correction->reason, " (", observation.correction->erratum,
                observation.source.locator.empty() ? "" : ", ", observation.source.locator, ")")});
        }
        const bool flips = (printed > 0.0) != (corrected > 0.0);
        chapter.answer =
            flips ? concat(
                        "Yes: ", table.rows.size() == 1 ? "one misprinted cell turns" : "they turn",
                        " the trend of ", subject(one.series), " from ", slope(*one.corrected_line),
                        " into ", slope(*one.printed_line), ".")
                  : concat("The slope of ", subject(one.series), " changes from ",
                           slope(*one.printed_line), " to ", slope(*one.corrected_line), ".");
    }
    if (table.rows.empty()) return;
    chapter.blocks.insert(chapter.blocks.begin(), table);
    for (const auto& one : assessment.series)
        if (one.printed_line)
            chapter.blocks.emplace_back(
                ReportFigure{"printed_corrected", one.series.key(),
                             concat(heading(one.series), " as printed and corrected")});
}

}  // namespace reeindex::detail
