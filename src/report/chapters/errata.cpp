#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "../chapters.hpp"

namespace reeindex::detail {

void errata_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const auto proven = [&](std::string_view proof) {
        return std::count_if(assessment.errata.begin(), assessment.errata.end(),
                             [&](const Erratum& one) { return one.proof == proof; });
    };
    if (assessment.errata.empty()) {
        chapter.answer = "No errors or doubts are on record.";
        return;
    }
    std::vector<std::string> proofs;
    const auto add = [&](std::string_view proof, std::string_view by) {
        if (const auto count = proven(proof); count > 0) proofs.push_back(concat(count, by));
    };
    add("paper", " proven by the source itself");
    add("standard", " by a code list or the calendar");
    add("external", " by another published source");
    chapter.answer = concat(assessment.errata.size(),
                            assessment.errata.size() == 1 ? " error or doubt is on record"
                                                          : " errors and doubts are on record",
                            proofs.empty() ? "" : ": ", join(proofs, ", "), ".");
    const auto place = [&](const Erratum& one) {
        const auto& document = one.source.document;
        if (document == assessment.document.id || !assessment.dataset) return one.source.locator;
        const auto& known = assessment.dataset->documents();
        if (std::none_of(known.begin(), known.end(),
                         [&](const Document& each) { return each.id == document; }))
            return one.source.locator;  // the table of errata itself
        auto cited = assessment.dataset->document(document).citation();
        if (cited.ends_with('.')) cited.pop_back();
        return concat(cited, ", ", one.source.locator);
    };
    ReportTable table{.caption = {},
                      .columns = {"id", "proof", "what is wrong, and why", "where"},
                      .numeric = {false, false, false, false},
                      .rows = {},
                      .note = {}};
    // other documents stand in the texts by their id
    const auto cited = [&](std::string text) {
        if (!assessment.dataset) return text;
        for (const auto& document : assessment.dataset->documents()) {
            const auto mark = concat("[", document.id, "]");
            if (const auto at = text.find(mark); at != std::string::npos) {
                auto words = document.citation();
                if (!document.url.empty()) words += " " + document.url;
                text.replace(at, mark.size(), concat("[", words, "]"));
            }
        }
        return text;
    };
    for (const auto& one : assessment.errata)
        table.rows.push_back(
            {one.id, one.proof, cited(concat(one.statement, " ", one.reason)), place(one)});
    chapter.blocks.emplace_back(std::move(table));
}

}  // namespace reeindex::detail
