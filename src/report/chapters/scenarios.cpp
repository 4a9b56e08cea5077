#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

std::string place_text(const ScenarioPlace& one, double level) {
    if (one.value > one.upper) return concat("above the ", level_text(level), " interval");
    if (one.value < one.lower) return concat("below the ", level_text(level), " interval");
    if (one.value > one.inner_upper) return "upper part, outside the 80 % interval";
    if (one.value < one.inner_lower) return "lower part, outside the 80 % interval";
    return one.value > one.median ? "within the 80 % interval, above the median"
                                  : "within the 80 % interval, below the median";
}

}  // namespace

void scenarios_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& all = assessment.evidence.scenarios;
    const double level = assessment.options.level;
    std::size_t inside = 0, converted = 0;
    for (const auto& one : all) {
        inside += one.value >= one.lower && one.value <= one.upper ? 1U : 0U;
        converted += one.converted ? 1U : 0U;
    }
    chapter.answer = concat(inside, " of ", all.size(), " published values lie within our ",
                            level_text(level), " interval.");
    std::vector<std::string> keys;
    for (const auto& one : all)
        if (std::find(keys.begin(), keys.end(), one.key) == keys.end()) keys.push_back(one.key);
    for (const auto& key : keys) {
        const auto series = std::find_if(assessment.series.begin(), assessment.series.end(),
                                         [&](const auto& one) { return one.series.key() == key; });
        const auto unit = unit_text(series->series);
        ReportTable table{
            .caption = concat("Published scenarios beside ", subject(series->series)),
            .columns = {"scenario", "year", "published", concat("in ", unit), "our median",
                        concat("our ", level_text(level), " interval"), "lies"},
            .numeric = {false, true, true, true, true, true, false},
            .rows = {},
            .note = {}};
        std::string title, source;
        for (const auto& one : all) {
            if (one.key != key) continue;
            title = one.title.substr(0, one.title.find(": "));
            source = one.source;
            table.rows.push_back({one.scenario, concat(one.year),
                                  concat(to_significant(one.published, 3), " ", one.unit),
                                  to_significant(one.value, 3), to_significant(one.median, 3),
                                  range_text(one.lower, one.upper, 3), place_text(one, level)});
        }
        table.note = concat("Scenarios: ", title, in_brackets(source), ".");
        chapter.blocks.emplace_back(ReportFigure{
            "scenarios", key,
            concat(heading(series->series), ": our forecast, and the published scenarios.")});
        chapter.blocks.emplace_back(std::move(table));
        if (lower_first(title) != subject(series->series))
            chapter.blocks.emplace_back(ReportParagraph{
                concat("The two do not count the same: ours is ", subject(series->series),
                       ", the scenarios are ", lower_first(title),
                       converted > 0 ? ", converted from element to oxide." : ".",
                       " A scenario inside our interval does not confirm it.")});
    }
}

}  // namespace reeindex::detail
