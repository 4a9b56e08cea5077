#include <string>

#include "../audit_tables.hpp"
#include "../chapters.hpp"

namespace reeindex::detail {

void audit_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto all = audit_of(assessment);
    chapter.answer = audit_answer(all);
    chapter.blocks.emplace_back(verdict_table(all));
    auto contradicted = recomputed_table(all, Verdict::contradicted);
    contradicted.caption = "Claims contradicted";
    contradicted.note =
        "Which of the figures is wrong is another question; the reason names it "
        "where it can be told.";
    if (!contradicted.rows.empty()) chapter.blocks.emplace_back(std::move(contradicted));
    auto other = recomputed_table(all, Verdict::true_of_another_edition);
    other.caption = "Claims that are true of another year or edition";
    if (!other.rows.empty()) chapter.blocks.emplace_back(std::move(other));
}

}  // namespace reeindex::detail
