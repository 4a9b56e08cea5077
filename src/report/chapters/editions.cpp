#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

std::string signed_text(double value, int digits) {
    return concat(value > 0.0 ? "+" : "", short_number(value, digits));
}

}  // namespace

void editions_chapter(const Assessment& assessment, ReportChapter& chapter) {
    std::vector<std::string> parts;
    for (const auto& one : assessment.evidence.revisions) {
        const RevisionRow* widest = nullptr;
        for (const auto& row : one.rows)
            if (row.prints > 1 && !row.bound && row.first != 0.0 &&
                (widest == nullptr || std::abs(row.relative()) > std::abs(widest->relative())))
                widest = &row;
        if (widest == nullptr || parts.size() == 3) continue;
        parts.push_back(concat(in_sentence_of_label(one.label), " of ", widest->year.value(),
                               " went from ", to_plain(widest->first), " to ",
                               to_plain(widest->latest), " ", one.unit.code(), " (",
                               signed_text(100.0 * widest->relative(), 2), " %) from ",
                               widest->first_vintage, " to ", widest->latest_vintage, "."));
    }
    chapter.answer =
        parts.empty() ? "The editions changed values from or to zero only." : join(parts, " ");
    for (const auto& one : assessment.evidence.revisions) {
        chapter.blocks.emplace_back(
            ReportFigure{"revisions", one.key,
                         concat(heading_of_label(one.label), ": what each edition says.")});
        ReportTable table{.caption = concat("Revisions: ", heading_of_label(one.label), " [",
                                            one.unit.code(), "]"),
                          .columns = {"year", "first print", "in", "latest", "in", "change"},
                          .numeric = {true, true, false, true, false, true},
                          .rows = {},
                          .note = {}};
        for (const auto& row : one.rows) {
            if (row.prints < 2) continue;
            table.rows.push_back({concat(row.year.value()), to_plain(row.first), row.first_vintage,
                                  to_plain(row.latest), row.latest_vintage,
                                  row.bound               ? "a bound"
                                  : row.revision() == 0.0 ? std::string{"none"}
                                  : std::isfinite(row.relative())
                                      ? concat(signed_text(100.0 * row.relative(), 2), " %")
                                      : "from zero"});
        }
        if (one.compared > 0)
            table.note = concat(
                "Latest less first print, over ", one.compared,
                one.compared == 1 ? " year: " : " years: ", signed_text(one.mean_revision, 3), " ",
                one.unit.code(), " on average; ", short_number(one.mean_absolute_revision, 3),
                " regardless of sign (", percent(one.relative_mean_absolute_revision), ").");
        chapter.blocks.emplace_back(std::move(table));
    }
}

}  // namespace reeindex::detail
