#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/text.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex {

namespace {

/// Text in which no character is read as markup.
std::string escaped(std::string_view text) {
    constexpr std::string_view special = "\\`*_[]<>|#";
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

struct MarkdownRenderer {
    std::string out;

    void operator()(const ReportParagraph& paragraph) {
        out += "\n" + escaped(paragraph.text) + "\n";
    }
    void operator()(const ReportList& list) {
        out += '\n';
        for (const auto& item : list.items) out += "- " + escaped(item) + "\n";
    }
    void operator()(const ReportFigure& /*figure*/) {}
    void operator()(const ReportTable& table) {
        if (!table.caption.empty()) out += "\n**" + escaped(table.caption) + "**\n";
        out += '\n';
        row(table.columns);
        out += '|';
        for (const bool numeric : table.numeric) out += numeric ? " ---: |" : " --- |";
        out += '\n';
        for (const auto& cells : table.rows) row(cells);
        if (!table.note.empty()) out += "\n" + escaped(table.note) + "\n";
    }

    void row(const std::vector<std::string>& cells) {
        out += '|';
        for (const auto& cell : cells) out += " " + escaped(cell) + " |";
        out += '\n';
    }
};

}  // namespace

std::string render_markdown(const Report& report) {
    MarkdownRenderer renderer;
    renderer.out = "# " + escaped(report.title) + "\n";
    if (!report.subtitle.empty()) renderer.out += "\n" + escaped(report.subtitle) + "\n";
    for (std::size_t i = 0; i < report.chapters.size(); ++i) {
        const auto& chapter = report.chapters[i];
        renderer.out += detail::concat("\n## ", i + 1, ". ", escaped(chapter.title), "\n\n**",
                                       escaped(chapter.answer), "**\n");
        for (const auto& block : chapter.blocks) std::visit(renderer, block);
    }
    renderer.out += "\n" + escaped(report.attribution) + "\n";
    return renderer.out;
}

}  // namespace reeindex
