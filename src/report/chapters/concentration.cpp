#include <algorithm>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

void concentration_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto& patents = *assessment.patents;
    const auto complete = std::find_if(patents.years.rbegin(), patents.years.rend(),
                                       [](const OfficeYear& one) { return !one.provisional; });
    const auto& last = complete == patents.years.rend() ? patents.years.back() : *complete;
    const auto& first = patents.years.front();
    chapter.answer =
        concat(area_in_sentence(office(last.leader).name, true), " has ",
               percent(last.leader_share), " of the counts of ", last.year,
               ", the last complete year, after ", percent(first.leader_share), " in ", first.year,
               ". The Herfindahl-Hirschman index went from ", to_fixed(1e4 * first.hhi, 0), " to ",
               to_fixed(1e4 * last.hhi, 0), " over all rows, and from ",
               to_fixed(1e4 * first.national_hhi, 0), " to ", to_fixed(1e4 * last.national_hhi, 0),
               " over the national offices.");
    ReportTable counts{.caption = "Patents by year and office",
                       .columns = {"year"},
                       .numeric = {true},
                       .rows = {},
                       .note = {}};
    for (const auto& series : patents.offices) {
        counts.columns.push_back(series.area());
        counts.numeric.push_back(true);
    }
    for (const auto& year : patents.years) {
        std::vector<std::string> row{concat(year.year, year.provisional ? " P" : "")};
        for (const auto& series : patents.offices) {
            std::string text;
            for (std::size_t i = 0; i < series.size(); ++i)
                if (series.observations()[i].year.value() == year.year)
                    text = series.value(i) ? to_text(*series.value(i)) : "none";
            row.push_back(std::move(text));
        }
        counts.rows.push_back(std::move(row));
    }
    const bool provisional = std::any_of(patents.years.begin(), patents.years.end(),
                                         [](const OfficeYear& one) { return one.provisional; });
    bool none = false;
    for (const auto& row : counts.rows)
        none = none || std::find(row.begin(), row.end(), "none") != row.end();
    std::vector<std::string> marks;
    if (provisional) marks.emplace_back("P: provisional, still being published");
    if (none) marks.emplace_back("none: the table has a dash, which is not a zero");
    if (!marks.empty()) counts.note = join(marks, "; ") + ".";
    std::vector<std::string> names;
    for (const auto& series : patents.offices)
        names.push_back(
            concat(series.area(), ": ", upright(std::string{office(series.area()).name})));
    counts.note += concat(counts.note.empty() ? "" : " ", join(names, "; "), ".");
    ReportTable index{
        .caption = "Concentration by year",
        .columns = {"year", "total", "leader", "share", "HHI, all rows", "HHI, national offices",
                    "effective number"},
        .numeric = {true, true, false, true, true, true, true},
        .rows = {},
        .note = "HHI times 10,000 (Hirschman 1945, Herfindahl 1950); effective number = 1/HHI."};
    for (const auto& year : patents.years)
        index.rows.push_back({concat(year.year, year.provisional ? " P" : ""), to_text(year.total),
                              upright(std::string{office(year.leader).name}),
                              percent(year.leader_share), to_fixed(1e4 * year.hhi, 0),
                              to_fixed(1e4 * year.national_hhi, 0), to_fixed(1.0 / year.hhi, 2)});
    chapter.blocks.emplace_back(std::move(index));
    chapter.blocks.emplace_back(
        ReportFigure{"shares", "patents", "Share of each office in the yearly counts"});
    chapter.blocks.emplace_back(std::move(counts));
    std::vector<std::string> caveats;
    if (std::any_of(patents.offices.begin(), patents.offices.end(), [](const TimeSeries& series) {
            return office(series.area()).kind != OfficeKind::national;
        }))
        caveats.emplace_back(
            "The rows mix national offices with the European Patent Office and international "
            "applications, so that one invention may be counted several times.");
    if (provisional)
        caveats.emplace_back(
            "The years marked P are incomplete, to a different degree at each office: the share of "
            "an office that publishes sooner is overstated in them, and so is the index.");
    if (!caveats.empty()) chapter.blocks.emplace_back(ReportParagraph{join(caveats, " ")});
}

}  // namespace reeindex::detail
