#include <algorithm>
#include <array>
#include <string>

#include <reeindex/report/report.hpp>

#include "audit_tables.hpp"

namespace reeindex {

namespace detail {

namespace {

std::string words(Verdict verdict) {
    if (verdict == Verdict::true_of_another_edition) return "true of another year or edition";
    return verdict == Verdict::not_testable ? "not testable" : std::string{name(verdict)};
}

/// Whether the claims were tested on other sources too.
bool has_sources(const Audit& audit) {
    for (const auto& one : audit)
        if (!one.evidence.empty()) return true;
    return false;
}

/// "about 60 %": what is stated, with its qualifier as a word.
std::string stated_text(const Claim& claim) {
    if (!claim.stated || claim.stated->qualifier == Qualifier::exact) return claim.stated_text();
    std::string word{name(claim.stated->qualifier)};
    std::replace(word.begin(), word.end(), '_', ' ');
    return concat(word, claim.stated_text().substr(sign(claim.stated->qualifier).size()));
}

std::string quoted(const Claim& claim) { return concat("\"", claim.quote, "\""); }

}  // namespace

ReportTable verdict_table(const Audit& audit) {
    ReportTable table{.caption = "Claims by verdict and by what it rests on",
                      .columns = {"verdict", "paper", "standard", "external", "all"},
                      .numeric = {false, true, true, true, true},
                      .rows = {},
                      .note =
                          "paper: the paper's own figures; standard: a code list as well; "
                          "external: another published source, cited. For claims that are not "
                          "testable: what disputes them."};
    for (const auto verdict : {Verdict::contradicted, Verdict::confirmed,
                               Verdict::true_of_another_edition, Verdict::not_testable}) {
        if (verdict == Verdict::true_of_another_edition && audit.count(verdict) == 0) continue;
        std::array<std::size_t, 3> counts{};
        for (const auto& one : audit)
            if (one.verdict == verdict) ++counts[static_cast<std::size_t>(one.proof)];
        table.rows.push_back({words(verdict), concat(counts[0]), concat(counts[1]),
                              concat(counts[2]), concat(audit.count(verdict))});
    }
    return table;
}

ReportTable recomputed_table(const Audit& audit, Verdict verdict) {
    ReportTable table{.caption = {},
                      .columns = {"id", "claim", "stated", "recomputed", "why", "where"},
                      .numeric = {false, false, true, true, false, false},
                      .rows = {},
                      .note = {}};
    for (const auto& one : audit)
        if (one.verdict == verdict)
            table.rows.push_back({one.id, quoted(one), stated_text(one), one.recomputed_text(),
                                  one.explanation, one.source.locator});
    return table;
}

ReportTable open_table(const Audit& audit) {
    ReportTable table{.caption = {},
                      .columns = {"id", "claim", "stated", "why not", "where"},
                      .numeric = {false, false, true, false, false},
                      .rows = {},
                      .note = {}};
    const bool asked = has_sources(audit);
    if (asked) table.columns[3] = "what would be needed";
    for (const auto& one : audit)
        if (one.verdict == Verdict::not_testable)
            table.rows.push_back({one.id, quoted(one), stated_text(one),
                                  asked ? one.needed : one.explanation, one.source.locator});
    return table;
}

std::string audit_answer(const Audit& audit) {
    const auto contradicted = audit.count(Verdict::contradicted);
    if (has_sources(audit))
        return concat("Tested on the paper's own figures and on other sources, ", contradicted,
                      " of ", audit.size(), " claims are contradicted, ",
                      audit.count(Verdict::confirmed), " are confirmed, ",
                      audit.count(Verdict::true_of_another_edition),
                      " are true of another year or edition, and ",
                      audit.count(Verdict::not_testable), " cannot be tested.");
    return concat(contradicted, " of ", audit.size(), " claims ",
                  contradicted == 1 ? "contradicts" : "contradict",
                  " the paper's own figures or a source named with them; ",
                  audit.count(Verdict::confirmed), " are confirmed, and ",
                  audit.count(Verdict::not_testable), " cannot be tested with what it prints.");
}

Audit audit_of(const Assessment& assessment) {
    const Dataset& dataset = *assessment.dataset;
    return !assessment.sources.empty() && dataset.has_table("claim_sources")
               ? audit(dataset, assessment.sources)
               : audit(dataset);
}

}  // namespace detail

Report audit_report(const Audit& audit) {
    const auto& document = audit.document();
    Report out;
    out.title = "Audit of the claims";
    out.subtitle = detail::concat("Each claim of ", document.authors, " (", document.year,
                                  ") checked against the figures that it prints.");
    out.attribution = detail::concat("Data: ", document.citation(), " Licence: ", document.licence,
                                     ". Recomputations: reeindex.");
    ReportChapter summary{.id = "verdicts",
                          .title = "How many claims hold?",
                          .answer = detail::audit_answer(audit),
                          .blocks = {}};
    summary.blocks.emplace_back(detail::verdict_table(audit));
    summary.blocks.emplace_back(ReportParagraph{
        "A claim is contradicted only if no numbers that round to the printed ones satisfy it. "
        "\"About\" allows 10 % of the value (10 points for a change of 0 %), \"almost\" the same "
        "below it; a bound that a figure keeps proves nothing."});
    out.chapters.push_back(std::move(summary));
    const auto chapter = [&](std::string id, std::string title, Verdict verdict,
                             std::string_view what, ReportTable table) {
        const auto n = audit.count(verdict);
        out.chapters.push_back({.id = std::move(id),
                                .title = std::move(title),
                                .answer = detail::concat(n, n == 1 ? " claim " : " claims ", what),
                                .blocks = {std::move(table)}});
    };
    chapter("contradicted", "Which claims are contradicted?", Verdict::contradicted,
            "cannot be true together with the other figures; which figure is wrong is another "
            "question.",
            detail::recomputed_table(audit, Verdict::contradicted));
    chapter("confirmed", "Which claims are confirmed?", Verdict::confirmed,
            "follow from other figures within the rounding of the print.",
            detail::recomputed_table(audit, Verdict::confirmed));
    if (audit.count(Verdict::true_of_another_edition) > 0)
        chapter("another_edition", "Which claims are true of another year or edition?",
                Verdict::true_of_another_edition,
                "hold in another year or edition than the one that is meant.",
                detail::recomputed_table(audit, Verdict::true_of_another_edition));
    chapter("not_testable", "Which claims cannot be tested, and why?", Verdict::not_testable,
            detail::has_sources(audit) ? "have nothing in the sources at hand that decides them."
                                       : "have nothing in the paper that decides them.",
            detail::open_table(audit));
    return out;
}

}  // namespace reeindex
