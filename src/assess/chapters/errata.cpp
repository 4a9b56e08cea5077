#include <algorithm>
#include <string>

#include "../chapters.hpp"

namespace reeindex::detail {

ReportChapter errata_chapter(const Assessment& assessment) {
    const auto proven = [&](std::string_view proof) {
        return std::count_if(assessment.errata.begin(), assessment.errata.end(),
                             [&](const Erratum& one) { return one.proof == proof; });
    };
    ReportChapter chapter{
        .id = "errata", .title = "What is wrong in the source?", .answer = {}, .blocks = {}};
    if (assessment.errata.empty()) {
        chapter.answer = "No errors or doubts are on record.";
        return chapter;
    }
    chapter.answer = concat(assessment.errata.size(),
                            assessment.errata.size() == 1 ? " error or doubt is on record: "
                                                          : " errors and doubts are on record: ",
                            proven("paper"), " proven by the paper itself, ", proven("standard"),
                            " by a code list or the calendar, ", proven("external"),
                            " by another published source.");
    const auto place = [&](const Erratum& one) {
        const auto& document = one.source.document;
        if (document == assessment.document.id || !assessment.dataset) return one.source.locator;
        return concat(assessment.dataset->document(document).citation(), ", ", one.source.locator);
    };
    ReportTable table{.caption = {},
                      .columns = {"id", "proof", "what is wrong, and why", "where"},
                      .numeric = {false, false, false, false},
                      .rows = {},
                      .note = {}};
    for (const auto& one : assessment.errata)
        table.rows.push_back(
            {one.id, one.proof, concat(one.statement, " ", one.reason), place(one)});
    chapter.blocks.emplace_back(std::move(table));
    return chapter;
}

}  // namespace reeindex::detail
