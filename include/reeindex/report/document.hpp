#pragma once
/// \file
/// A report as a document: chapters that answer a question, made of paragraphs, tables, lists and
/// figures. Renderers turn it into text or Markdown; Python adds HTML and JSON.

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace reeindex {

/// Running text.
struct ReportParagraph {
    std::string text;
};

/// Points in no particular order.
struct ReportList {
    std::vector<std::string> items;
};

/// A table of text cells; numbers are aligned to the right.
struct ReportTable {
    std::string caption;
    std::vector<std::string> columns;
    std::vector<bool> numeric;                   ///< per column
    std::vector<std::vector<std::string>> rows;  ///< one cell per column
    std::string note;                            ///< below the table: marks and what they mean
    bool detail = false;  ///< what most readers skip: a page shows it on request
};

/// A drawing that the renderer makes from the assessment, where it can draw.
struct ReportFigure {
    std::string kind;     ///< "forecast", "printed_corrected", "shares", ...
    std::string subject;  ///< key of a series, or empty
    std::string caption;
};

/// What a chapter is made of.
using ReportBlock = std::variant<ReportParagraph, ReportList, ReportTable, ReportFigure>;

/// A chapter: its first sentence answers the question of its title.
struct ReportChapter {
    std::string id;      ///< stable key, for links
    std::string title;   ///< a question
    std::string answer;  ///< the answer in one or two sentences
    std::vector<ReportBlock> blocks;
};

/// A whole report.
struct Report {
    std::string title;
    std::string subtitle;
    std::string attribution;  ///< citation and licence of the data
    std::vector<ReportChapter> chapters;
};

/// Plain text for a terminal, wrapped at `width` columns (40 to 400).
/// \throws InvalidArgument if the width is outside that range.
[[nodiscard]] std::string render_text(const Report& report, std::size_t width = 96);

/// CommonMark with pipe tables.
[[nodiscard]] std::string render_markdown(const Report& report);

}  // namespace reeindex
