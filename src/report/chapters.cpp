// The table of chapters: a further chapter is a row here, and its function in chapters/.

#include "chapters.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace reeindex::detail {

namespace {

/// One chapter. It is left out where a table, or the patent counts, that it needs are not there.
struct ChapterRow {
    std::string_view id;     ///< stable key, for links and references
    std::string_view title;  ///< a question; {until} is the last year of the forecasts
    std::array<std::string_view, 3> tables{};
    bool needs_patent_counts = false;
    void (*make)(const Assessment&, ReportChapter&) = nullptr;
};

constexpr std::array<ChapterRow, 13> chapter_table{{
    {.id = "summary", .title = "What do the data say?", .make = &summary_chapter},
    {.id = "series", .title = "How did the series develop?", .make = &series_chapter},
    {.id = "corrections",
     .title = "Do printing errors change a conclusion?",
     .make = &reserves_chapter},
    {.id = "forecast",
     .title = "Where do the curves lead by {until}, and which of them do the data support?",
     .make = &forecast_chapter},
    {.id = "concentration",
     .title = "How concentrated is patenting?",
     .needs_patent_counts = true,
     .make = &concentration_chapter},
    {.id = "patent_ceiling",
     .title = "Is there a ceiling to patenting in sight?",
     .needs_patent_counts = true,
     .make = &patent_ceiling_chapter},
    {.id = "industry",
     .title = "Who covers which stage of the value chain?",
     .tables = {"companies", "figures"},
     .make = &industry_chapter},
    {.id = "technology",
     .title = "What technology does the paper describe, and who owns it?",
     .tables = {"patents", "figures", "patent_owners"},
     .make = &technology_chapter},
    {.id = "index",
     .title = "Which countries are strong in resource, mining and technology?",
     .tables = {"figures"},
     .make = &index_chapter},
    {.id = "audit",
     .title = "Do the paper's claims agree with its own figures?",
     .tables = {"claims", "figures"},
     .make = &audit_chapter},
    {.id = "outlook",
     .title = "What does the paper expect, and do its data support it?",
     .tables = {"claims", "figures"},
     .make = &outlook_chapter},
    {.id = "errata", .title = "What is wrong in the source?", .make = &errata_chapter},
    {.id = "limits", .title = "What can not be concluded, and why?", .make = &limits_chapter},
}};

bool is_possible(const ChapterRow& row, const Assessment& assessment) {
    if (row.needs_patent_counts && !assessment.patents) return false;
    return std::all_of(row.tables.begin(), row.tables.end(), [&](std::string_view table) {
        return table.empty() || (assessment.dataset && assessment.dataset->has_table(table));
    });
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
