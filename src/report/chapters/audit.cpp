#include <string>

#include "../audit_tables.hpp"
#include "../chapters.hpp"

namespace reeindex::detail {

ReportChapter audit_chapter(const Assessment& /*assessment*/, const Dataset& dataset) {
    ReportChapter chapter{.id = "audit",
                          .title = "Do the paper's claims agree with its own figures?",
                          .answer = "The data hold no claims to test.",
                          .blocks = {}};
    if (!dataset.has_table("claims")) return chapter;
    const auto all = audit(dataset);
    chapter.answer = audit_answer(all);
    chapter.blocks.emplace_back(verdict_table(all));
    auto contradicted = recomputed_table(all, Verdict::contradicted);
    contradicted.caption = "Claims contradicted";
    contradicted.note =
        "Which of the figures is wrong is another question; the reason names it "
        "where it can be told.";
    chapter.blocks.emplace_back(std::move(contradicted));
    return chapter;
}

}  // namespace reeindex::detail
