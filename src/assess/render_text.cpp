#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/assess/report.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex {

namespace {

/// Columns that a UTF-8 text takes; continuation bytes take none.
std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    while (!text.empty()) {
        const auto begin = text.find_first_not_of(' ');
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(word.size());
        const auto size = columns_of(word);
        if (used > 0 && used + 1 + size > width) {
            lines.push_back(std::move(line));
            line.clear();
            used = 0;
        }
        if (used > 0) {
            line += ' ';
            ++used;
        }
        line += word;
        used += size;
    }
    if (used > 0 || lines.empty()) lines.push_back(std::move(line));
    return lines;
}

void write_wrapped(std::string& out, std::string_view text, std::size_t width,
                   std::string_view first = "", std::string_view rest = "") {
    const auto lines = wrapped(text, width - std::max(columns_of(first), columns_of(rest)));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out += i == 0 ? first : rest;
        out += lines[i];
        out += '\n';
    }
}

class TextRenderer {
public:
    explicit TextRenderer(std::size_t width) : width_(width) {}

    [[nodiscard]] std::string take() { return std::move(out_); }

    void head(const Report& report) {
        write_wrapped(out_, report.title, width_);
        out_ += std::string(std::min(width_, columns_of(report.title)), '=') + "\n";
        if (!report.subtitle.empty()) write_wrapped(out_, report.subtitle, width_);
    }
    void chapter(std::size_t number, const ReportChapter& chapter) {
        const std::string title = detail::concat(number, "  ", chapter.title);
        out_ += '\n';
        write_wrapped(out_, title, width_);
        out_ += std::string(std::min(width_, columns_of(title)), '-') + "\n";
        write_wrapped(out_, chapter.answer, width_);
        for (const auto& block : chapter.blocks) std::visit(*this, block);
    }
    void foot(const Report& report) {
        out_ += '\n';
        write_wrapped(out_, report.attribution, width_);
    }

    void operator()(const ReportParagraph& paragraph) {
        out_ += '\n';
        write_wrapped(out_, paragraph.text, width_);
    }
    void operator()(const ReportList& list) {
        out_ += '\n';
        for (const auto& item : list.items) write_wrapped(out_, item, width_, "  - ", "    ");
    }
    void operator()(const ReportFigure& /*figure*/) {}  // text has no figures; HTML draws them
    void operator()(const ReportTable& table) {
        out_ += '\n';
        if (!table.caption.empty()) write_wrapped(out_, table.caption, width_, "  ", "  ");
        const std::size_t count = table.columns.size();
        std::vector<std::size_t> widths(count);
        for (std::size_t c = 0; c < count; ++c) {
            widths[c] = columns_of(table.columns[c]);
            for (const auto& row : table.rows) widths[c] = std::max(widths[c], columns_of(row[c]));
        }
        fit(table, widths);
        row(table.columns, table.numeric, widths);
        std::vector<std::string> rule;
        for (const auto w : widths) rule.emplace_back(w, '-');
        row(rule, table.numeric, widths);
        for (const auto& cells : table.rows) row(cells, table.numeric, widths);
        if (!table.note.empty()) write_wrapped(out_, table.note, width_, "  ", "  ");
    }

private:
    /// Takes what is too much from the widest text columns.
    void fit(const ReportTable& table, std::vector<std::size_t>& widths) const {
        const auto total = [&] {
            std::size_t sum = 0;
            for (const auto w : widths) sum += w + 2;
            return sum;
        };
        while (total() > width_) {
            std::size_t widest = widths.size();
            for (std::size_t c = 0; c < widths.size(); ++c)
                if (widths[c] > least(table, c) &&
                    (widest == widths.size() || widths[c] > widths[widest]))
                    widest = c;
            if (widest == widths.size()) return;
            --widths[widest];
        }
    }

    /// Numbers are never broken, but their heads are, between words.
    [[nodiscard]] static std::size_t least(const ReportTable& table, std::size_t c) {
        if (!table.numeric[c]) return 12;
        std::size_t width = 1;
        for (const auto& word : wrapped(table.columns[c], 1))
            width = std::max(width, columns_of(word));
        for (const auto& cells : table.rows) width = std::max(width, columns_of(cells[c]));
        return width;
    }

    void row(const std::vector<std::string>& cells, const std::vector<bool>& numeric,
             const std::vector<std::size_t>& widths) {
        std::vector<std::vector<std::string>> parts;
        std::size_t height = 1;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            parts.push_back(wrapped(cells[c], std::max<std::size_t>(widths[c], 1)));
            height = std::max(height, parts.back().size());
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string text;
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const std::string part = line < parts[c].size() ? parts[c][line] : std::string{};
                const auto size = columns_of(part);
                const std::string blank(widths[c] > size ? widths[c] - size : 0, ' ');
                text += "  ";
                text += numeric[c] ? blank + part : part + blank;
            }
            out_ += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
        }
    }

    std::size_t width_;
    std::string out_;
};

}  // namespace

std::string render_text(const Report& report, std::size_t width) {
    if (width < 40 || width > 400)
        throw InvalidArgument("width", detail::concat(width), "from 40 to 400 columns");
    TextRenderer renderer(width);
    renderer.head(report);
    for (std::size_t i = 0; i < report.chapters.size(); ++i)
        renderer.chapter(i + 1, report.chapters[i]);
    renderer.foot(report);
    return renderer.take();
}

}  // namespace reeindex
