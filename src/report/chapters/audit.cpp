#include <string>

#include "../audit_tables.hpp"
#include "../chapters.hpp"

namespace reeindex::detail {

void audit_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const Dataset& dataset = *assessment.dataset;
    chapter.answer = "The data hold no claims to test.";
    const auto all = audit(dataset);
    chapter.answer = audit_answer(all);
    chapter.blocks.emplace_back(verdict_table(all));
    auto contradicted = recomputed_table(all, Verdict::contradicted);
    contradicted.caption = "Claims contradicted";
    contradicted.note =
        "Which of the figures is wrong is another question; the reason names it "
        "where it can be told.";
    chapter.blocks.emplace_back(std::move(contradicted));
}

}  // namespace reeindex::detail
