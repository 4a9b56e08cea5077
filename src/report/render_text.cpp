#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/text_width.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex {

namespace {

using detail::bytes_of;
using detail::columns_of;

/// Lines of at most `width` columns, broken between words, and within a word that is longer.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    while (!text.empty()) {
        const auto begin = text.find_first_not_of(' ');
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin);
        auto end = text.find(' ');
        if (text.substr(std::min(end, text.size())).starts_with(" %"))  // a number and its sign
            end = text.find(' ', end + 1);
        auto word = text.substr(0, end);
        if (columns_of(word) > width)  // at least one character, however wide
            word = word.substr(0, std::max(bytes_of(word, width), bytes_of(word, 2)));
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
        const std::string title = detail::concat(number, " ", chapter.title);
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
        const auto laid = parts(table);
        if (height(table, laid) > most_lines) {
            records(table);
        } else {
            for (std::size_t i = 0; i < laid.size(); ++i) {
                if (i > 0) out_ += '\n';
                part_of(table, laid[i]);
            }
        }
        if (!table.note.empty()) write_wrapped(out_, table.note, width_, "  ", "  ");
    }

private:
    /// A table with a taller row is prose: its rows are written one below the other.
    static constexpr std::size_t most_lines = 6;

    /// Columns that stand beside each other, and their widths.
    struct Part {
        std::vector<std::size_t> columns;
        std::vector<std::size_t> widths;

        [[nodiscard]] std::size_t total() const {
            std::size_t sum = 0;
            for (const auto w : widths) sum += w + 2;
            return sum;
        }
    };

    [[nodiscard]] static std::size_t height(const ReportTable& table,
                                            const std::vector<Part>& laid) {
        std::size_t most = 1;
        for (const auto& part : laid)
            for (std::size_t k = 0; k < part.columns.size(); ++k)
                for (const auto& cells : table.rows)
                    most = std::max(most, wrapped(cells[part.columns[k]], part.widths[k]).size());
        return most;
    }

    /// The table as it fits the page: its columns beside each other where that can be, else the
    /// first column with some of the others, and again with the next ones.
    [[nodiscard]] std::vector<Part> parts(const ReportTable& table) const {
        std::vector<Part> out;
        for (const std::size_t longest : {20U, 16U, 12U}) {
            out.clear();
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                const auto width = least(table, c, longest);
                if (out.empty() || out.back().total() + width + 2 > width_) {
                    out.emplace_back();
                    if (c > 0) {
                        out.back().columns.push_back(0);
                        out.back().widths.push_back(least(table, 0, longest));
                    }
                }
                out.back().columns.push_back(c);
                out.back().widths.push_back(width);
            }
            if (out.size() <= 1) break;
        }
        for (auto& part : out) widen(table, part);
        return out;
    }

    /// Gives what room is left to the columns whose cells are the tallest.
    void widen(const ReportTable& table, Part& part) const {
        std::vector<std::size_t> natural;
        for (const auto c : part.columns) {
            natural.push_back(columns_of(table.columns[c]));
            for (const auto& cells : table.rows)
                natural.back() = std::max(natural.back(), columns_of(cells[c]));
        }
        while (part.total() < width_) {
            std::size_t next = natural.size();
            double tallest = 1.0;
            for (std::size_t k = 0; k < natural.size(); ++k) {
                const double lines =
                    static_cast<double>(natural[k]) / static_cast<double>(part.widths[k]);
                if (lines > tallest) {
                    tallest = lines;
                    next = k;
                }
            }
            if (next == natural.size()) return;
            ++part.widths[next];
        }
        while (part.total() > width_)  // two columns that are too wide together: numbers break too
            --*std::max_element(part.widths.begin(), part.widths.end());
    }

    /// Columns that one cannot do with less: numbers are never broken, but their heads are,
    /// between words; text is broken between words, unless they are longer than `longest`.
    [[nodiscard]] static std::size_t least(const ReportTable& table, std::size_t c,
                                           std::size_t longest) {
        std::size_t width = 1;
        const auto need_words = [&](std::string_view text) {
            while (!text.empty()) {
                const auto word = text.substr(0, text.find(' '));
                width = std::max(width, std::min(columns_of(word), longest));
                text.remove_prefix(std::min(word.size() + 1, text.size()));
            }
        };
        need_words(table.columns[c]);
        for (const auto& cells : table.rows)
            if (table.numeric[c])
                width = std::max(width, columns_of(cells[c]));
            else
                need_words(cells[c]);
        return width;
    }

    /// Each row as a block: the first cell, and below it the others with the heads of their
    /// columns.
    void records(const ReportTable& table) {
        std::size_t heads = 0;
        for (std::size_t c = 1; c < table.columns.size(); ++c)
            heads = std::max(heads, columns_of(table.columns[c]));
        heads = std::min(heads, width_ / 3);
        for (const auto& cells : table.rows) {
            write_wrapped(out_, cells[0], width_, "  ", "  ");
            for (std::size_t c = 1; c < cells.size(); ++c) {
                if (cells[c].empty()) continue;
                auto head = table.columns[c].substr(0, bytes_of(table.columns[c], heads));
                head += std::string(heads - columns_of(head), ' ');
                write_wrapped(out_, cells[c], width_, "    " + head + "  ",
                              std::string(heads + 6, ' '));
            }
        }
    }

    void part_of(const ReportTable& table, const Part& part) {
        std::vector<bool> numeric;
        for (const auto c : part.columns) numeric.push_back(table.numeric[c]);
        const auto line = [&](const std::vector<std::string>& cells) {
            std::vector<std::string> chosen;
            for (const auto c : part.columns) chosen.push_back(cells[c]);
            row(chosen, numeric, part.widths);
        };
        line(table.columns);
        std::vector<std::string> rule;
        for (const auto w : part.widths) rule.emplace_back(w, '-');
        row(rule, numeric, part.widths);
        for (const auto& cells : table.rows) line(cells);
    }

    void row(const std::vector<std::string>& cells, const std::vector<bool>& numeric,
             const std::vector<std::size_t>& widths) {
        std::vector<std::vector<std::string>> lines;
        std::size_t height = 1;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            lines.push_back(wrapped(cells[c], std::max<std::size_t>(widths[c], 1)));
            height = std::max(height, lines.back().size());
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string text;
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const std::string part = line < lines[c].size() ? lines[c][line] : std::string{};
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
