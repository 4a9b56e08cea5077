// The table of chapters: a further chapter is a row here, and its function in chapters/.

#include "chapters.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <reeindex/industry/company.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/report/report.hpp>

namespace reeindex::detail {

namespace {

/// One chapter, and when there is one.
struct ChapterRow {
    std::string_view id;     ///< stable key, for links and references
    std::string_view title;  ///< a question; {until} is the last year, {source} who says it
    std::string_view needs;  ///< what must be there, for the documentation
    std::array<std::string_view, 3> tables{};  ///< without which there is none
    bool (*has)(const Assessment&) = nullptr;  ///< a further condition
    void (*make)(const Assessment&, ReportChapter&) = nullptr;
};

bool has_series(const Assessment& one) { return !one.series.empty(); }
bool has_corrections(const Assessment& one) {
    return std::any_of(one.series.begin(), one.series.end(),
                       [](const auto& each) { return each.printed_line.has_value(); });
}
bool has_patents(const Assessment& one) { return one.patents.has_value(); }
bool has_stages(const Assessment& one) { return !one.evidence.stages.empty(); }
bool has_scenarios(const Assessment& one) { return !one.evidence.scenarios.empty(); }
bool has_revisions(const Assessment& one) { return !one.evidence.revisions.empty(); }
bool has_balance(const Assessment& one) { return one.evidence.balance.has_value(); }
bool has_ranks(const Assessment& one) { return !one.evidence.indices.empty(); }
bool has_imports(const Assessment& one) { return one.evidence.imports.has_value(); }
bool has_errata(const Assessment& one) { return !one.errata.empty(); }
bool has_companies(const Assessment& one) {
    const auto all = companies(*one.dataset);
    return std::any_of(all.begin(), all.end(), [](const auto& each) {
        return !each.stages.empty() || !each.capacities().empty();
    });
}
bool has_described_patents(const Assessment& one) {
    return !described_patents(*one.dataset).empty();
}

constexpr std::array<ChapterRow, 19> chapter_table{{
    {.id = "summary",
     .title = "What do the data say?",
     .needs = "series.csv and observations.csv",
     .make = &summary_chapter},
    {.id = "series",
     .title = "How did the series develop?",
     .needs = "a series that is no count of patents",
     .has = &has_series,
     .make = &series_chapter},
    {.id = "corrections",
     .title = "Do printing errors change a conclusion?",
     .needs = "observations.csv: a value in the column correction",
     .has = &has_corrections,
     .make = &reserves_chapter},
    {.id = "forecast",
     .title = "What comes by {until}?",
     .needs = "a series of two years or more",
     .has = &has_series,
     .make = &forecast_chapter},
    {.id = "scenarios",
     .title = "Where do published scenarios lie in our interval?",
     .needs = "observations.csv: the same indicator and area with and without a scenario",
     .has = &has_scenarios,
     .make = &scenarios_chapter},
    {.id = "supply",
     .title = "Who supplies, and what is left without the largest?",
     .needs = "an indicator of a mass, of money or of a count with two countries or more "
              "(area_scheme iso3166)",
     .has = &has_stages,
     .make = &supply_chapter},
    {.id = "ranks",
     .title = "Which countries are strong in reserves and mining?",
     .needs = "the indicators reserves and mine_production with three countries or more in both",
     .has = &has_ranks,
     .make = &ranks_chapter},
    {.id = "imports",
     .title = "How much is imported, and from whom?",
     .needs = "import_sources.csv; indicators that begin with net_import_reliance",
     .has = &has_imports,
     .make = &imports_chapter},
    {.id = "balance",
     .title = "How much neodymium is mined, and how much is asked for?",
     .needs = "the embedded paper with the embedded sources",
     .has = &has_balance,
     .make = &balance_chapter},
    {.id = "editions",
     .title = "What did a new edition change?",
     .needs = "vintages.csv, and a year that two editions print differently",
     .has = &has_revisions,
     .make = &editions_chapter},
    {.id = "concentration",
     .title = "How concentrated is patenting?",
     .needs = "the indicator patents",
     .has = &has_patents,
     .make = &concentration_chapter},
    {.id = "patent_ceiling",
     .title = "Is there a ceiling to patenting in sight?",
     .needs = "the indicator patents",
     .has = &has_patents,
     .make = &patent_ceiling_chapter},
    {.id = "industry",
     .title = "Who covers which stage of the value chain?",
     .needs = "companies.csv and figures.csv, with stages or capacities",
     .tables = {"companies", "figures"},
     .has = &has_companies,
     .make = &industry_chapter},
    {.id = "technology",
     .title = "What technology does {source} describe, and who owns it?",
     .needs = "patents.csv, figures.csv and patent_owners.csv",
     .tables = {"patents", "figures", "patent_owners"},
     .has = &has_described_patents,
     .make = &technology_chapter},
    {.id = "index",
     .title = "Which countries are strong in resource, mining and technology?",
     .needs = "figures.csv with figures by country, and the series mine_production/WLD and patents",
     .tables = {"figures"},
     .has = &has_index,
     .make = &index_chapter},
    {.id = "audit",
     .title = "Do the claims of {source} agree with figures?",
     .needs = "claims.csv and figures.csv",
     .tables = {"claims", "figures"},
     .make = &audit_chapter},
    {.id = "outlook",
     .title = "What does {source} expect, and do its data support it?",
     .needs = "claims.csv and figures.csv",
     .tables = {"claims", "figures"},
     .has = &has_series,
     .make = &outlook_chapter},
    {.id = "errata",
     .title = "What is wrong in the source?",
     .needs = "errata.csv",
     .has = &has_errata,
     .make = &errata_chapter},
    {.id = "limits",
     .title = "What cannot be concluded, and why?",
     .needs = "series.csv and observations.csv",
     .make = &limits_chapter},
}};

bool is_possible(const ChapterRow& row, const Assessment& assessment) {
    for (const auto& table : row.tables)
        if (!table.empty() && !(assessment.dataset && assessment.dataset->has_table(table)))
            return false;
    return row.has == nullptr || row.has(assessment);
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// Calls `change` with every text of a chapter that may refer to another.
template <class Change>
void for_each_text(ReportChapter& chapter, Change change) {
    change(chapter.answer);
    for (auto& block : chapter.blocks) {
        if (auto* paragraph = std::get_if<ReportParagraph>(&block)) {
            change(paragraph->text);
        } else if (auto* list = std::get_if<ReportList>(&block)) {
            for (auto& item : list->items) change(item);
        } else if (auto* table = std::get_if<ReportTable>(&block)) {
            change(table->note);
            for (auto& row : table->rows)
                for (auto& cell : row) change(cell);
        }
    }
}

}  // namespace

std::string chapter_mark(std::string_view id) { return concat("{chapter:", id, "}"); }

std::vector<ReportChapter> chapters_of(const Assessment& assessment) {
    std::vector<ReportChapter> out;
    for (const auto& row : chapter_table) {
        if (!is_possible(row, assessment)) continue;
        ReportChapter chapter{
            .id = std::string{row.id}, .title = std::string{row.title}, .answer = {}, .blocks = {}};
        replace_all(chapter.title, "{until}", concat(assessment.options.until));
        replace_all(chapter.title, "{source}", source_name(assessment));
        row.make(assessment, chapter);
        out.push_back(std::move(chapter));
    }
    for (auto& chapter : out)
        for_each_text(chapter, [&](std::string& text) {
            if (text.find("{chapter:") == std::string::npos) return;
            for (std::size_t i = 0; i < out.size(); ++i)
                replace_all(text, chapter_mark(out[i].id), concat("chapter ", i + 1));
        });
    return out;
}

}  // namespace reeindex::detail

namespace reeindex {

std::vector<ChapterNeeds> report_chapters() {
    std::vector<ChapterNeeds> out;
    for (const auto& row : detail::chapter_table)
        out.push_back({std::string{row.id}, std::string{row.title}, std::string{row.needs}});
    return out;
}

}  // namespace reeindex
