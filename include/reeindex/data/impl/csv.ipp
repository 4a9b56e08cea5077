#pragma once
// Reading tables of comma-separated values.

#include <algorithm>
#include <cmath>
#include <limits>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/utf8.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/plain_number.hpp>
#include <reeindex/data/text_file.hpp>

namespace reeindex {

REEINDEX_INLINE std::size_t CsvRow::line() const { return table_->line(index_); }

REEINDEX_INLINE void CsvRow::fail(std::string_view what) const {
    throw DataError(table_->file(), line(), what);
}

REEINDEX_INLINE std::string_view CsvRow::get(std::string_view column) const {
    const auto found = table_->find_column(column);
    return found ? table_->cell(index_, *found) : std::string_view{};
}

REEINDEX_INLINE bool CsvRow::has(std::string_view column) const { return !get(column).empty(); }

REEINDEX_INLINE std::string_view CsvRow::text(std::string_view column) const {
    if (!table_->find_column(column)) table_->require_columns({std::string{column}});
    const auto found = get(column);
    if (found.empty()) fail(detail::concat("column '", column, "' is empty"));
    return found;
}

REEINDEX_INLINE void CsvTable::require_columns(const std::vector<std::string>& names) const {
    for (const auto& name : names) {
        if (find_column(name)) continue;
        const auto near = detail::closest(name, columns_);
        throw DataError(
            file_, 1,
            detail::concat(
                "no column '", name, "'", near.empty() ? "" : "; did you mean '" + near + "'?",
                near.empty() ? "; the header has: " : " The header has: ", detail::join(columns_)));
    }
}

REEINDEX_INLINE void CsvTable::refuse_other_columns(const std::vector<std::string>& names) const {
    std::string unknown;
    for (const auto& column : columns_) {
        if (std::find(names.begin(), names.end(), column) != names.end()) continue;
        if (!unknown.empty()) unknown += ", ";
        unknown += "'" + column + "'";
        if (const auto near = detail::closest(column, names); !near.empty())
            unknown += " (did you mean '" + near + "'?)";
    }
    if (!unknown.empty())
        throw DataError(file_, 1,
                        detail::concat("columns that would be ignored: ", unknown,
                                       "; known: ", detail::join(names),
                                       ". Rename or remove them; free text may stand in 'note'"));
}

namespace detail {

REEINDEX_INLINE std::vector<std::string> split_list(std::string_view cell) {
    std::vector<std::string> out;
    while (!cell.empty()) {
        const auto end = std::min(cell.find(';'), cell.size());
        if (const auto part = trim(cell.substr(0, end)); !part.empty()) out.emplace_back(part);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return out;
}

/// The reader: one pass, one character at a time.
class CsvParser {
public:
    CsvParser(std::string_view text, std::string_view file) : rest_(text), file_(file) {}

    [[nodiscard]] CsvTable parse() {
        check_encoding();
        std::vector<std::string> header;
        std::size_t header_line = line_;
        while (header.empty()) {
            if (rest_.empty()) throw DataError(file_, 0, "empty: there is no header row");
            header_line = line_;
            header = record();
            if (header.size() == 1 && trim(header[0]).empty()) header.clear();
        }
        CsvTable table{std::string{file_}, checked(std::move(header), header_line)};
        while (!rest_.empty()) {
            const std::size_t start = line_;
            auto cells = record();
            if (cells.size() == 1 && cells[0].empty() && !quoted_) continue;  // blank line
            if (cells.size() != table.columns().size())
                throw DataError(file_, start,
                                concat(cells.size(), cells.size() == 1 ? " field" : " fields",
                                       ", but the header has ", table.columns().size(),
                                       guess(table.columns(), cells)));
            table.add_row(start, std::move(cells));
        }
        return table;
    }

private:
    /// Why a line may have another number of fields than the header.
    [[nodiscard]] static std::string_view guess(const std::vector<std::string>& header,
                                                const std::vector<std::string>& cells) {
        if (header.front().starts_with('#'))
            return "; the header is the first line, which begins with '#': comments are not read";
        if (cells.size() <= header.size()) return "";
        const auto all_digits = [](std::string_view text) {
            return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
        };
        for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
            std::string_view whole = trim(cells[i]);
            if (whole.starts_with('-') || whole.starts_with('+')) whole.remove_prefix(1);
            // "7,5" leaves no blank behind the comma.
            if (all_digits(whole) && all_digits(cells[i + 1]))
                return "; a number with a decimal comma would look like this: write a decimal "
                       "point, and quote text that holds a comma";
        }
        return "; quote text that holds a comma";
    }

    void check_encoding() {
        using namespace std::string_view_literals;
        if (rest_.starts_with("\xFF\xFE"sv) || rest_.starts_with("\xFE\xFF"sv))
            throw DataError(file_, 1, "is UTF-16 text; save it as UTF-8");
        if (rest_.starts_with("\xEF\xBB\xBF"sv)) rest_.remove_prefix(3);
        std::size_t line = 1;
        for (std::size_t i = 0; i < rest_.size();) {
            if (rest_[i] == '\0')
                throw DataError(file_, line, "holds a NUL byte; this is not a text file in UTF-8");
            const std::size_t length = utf8_sequence(rest_.substr(i, 4));
            if (length == 0)
                throw DataError(file_, line, "is not UTF-8 text; save the file as UTF-8");
            if (rest_[i] == '\n') ++line;
            i += length;
        }
    }

    [[nodiscard]] std::vector<std::string> checked(std::vector<std::string> header,
                                                   std::size_t line) const {
        if (header.size() == 1)
            for (const char separator : {';', '\t', '|'})
                if (header[0].find(separator) != std::string::npos)
                    throw DataError(
                        file_, line,
                        concat(
                            "columns are separated by ",
                            separator == '\t' ? std::string{"tabs"} : concat("'", separator, "'"),
                            "; only ',' is accepted, with a decimal point in numbers. In a "
                            "spreadsheet, save as CSV with an English locale; in pandas, "
                            "read_csv(path, sep=..., decimal=...) and to_csv(path)"));
        for (std::size_t i = 0; i < header.size(); ++i) {
            header[i] = std::string{trim(header[i])};
            if (header[i].empty())
                throw DataError(file_, line, concat("column ", i + 1, " has no name"));
            for (std::size_t j = 0; j < i; ++j)
                if (header[j] == header[i])
                    throw DataError(file_, line,
                                    concat("column '", header[i], "' occurs twice (", j + 1,
                                           " and ", i + 1, ")"));
        }
        return header;
    }

    /// Takes one line break at the front of the rest, if there is one.
    bool take_break() {
        if (rest_.empty() || (rest_[0] != '\n' && rest_[0] != '\r')) return false;
        rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
        ++line_;
        return true;
    }

    /// Takes a record and its line break.
    [[nodiscard]] std::vector<std::string> record() {
        std::vector<std::string> cells;
        quoted_ = false;
        while (true) {
            cells.push_back(!rest_.empty() && rest_[0] == '"' ? quoted_cell() : plain_cell());
            if (rest_.empty() || take_break()) return cells;
            rest_.remove_prefix(1);  // the comma
        }
    }

    [[nodiscard]] std::string plain_cell() {
        const std::size_t end = std::min(rest_.find_first_of(",\r\n\""), rest_.size());
        if (end < rest_.size() && rest_[end] == '"')
            throw DataError(file_, line_,
                            "a quote inside a field that does not start with one; quote the whole "
                            "field and double the quotes inside it");
        std::string out{rest_.substr(0, end)};
        rest_.remove_prefix(end);
        return out;
    }

    [[nodiscard]] std::string quoted_cell() {
        const std::size_t start = line_;
        quoted_ = true;
        rest_.remove_prefix(1);
        std::string out;
        while (true) {
            const std::size_t end = rest_.find('"');
            if (end == std::string_view::npos)
                throw DataError(file_, start, "a quote that opens here is never closed");
            const auto part = rest_.substr(0, end);
            out.append(part);
            count_breaks(part);
            rest_.remove_prefix(end + 1);
            if (!rest_.starts_with('"')) break;
            out.push_back('"');
            rest_.remove_prefix(1);
        }
        if (!rest_.empty() && rest_[0] != ',' && rest_[0] != '\n' && rest_[0] != '\r')
            throw DataError(file_, line_,
                            "text after a closing quote; double the quotes inside a quoted field");
        return out;
    }

    void count_breaks(std::string_view part) noexcept {
        for (std::size_t i = 0; i < part.size(); ++i)
            if (part[i] == '\n' ||
                (part[i] == '\r' && (i + 1 == part.size() || part[i + 1] != '\n')))
                ++line_;
    }

    std::string_view rest_;
    std::string_view file_;
    std::size_t line_ = 1;
    bool quoted_ = false;
};

}  // namespace detail

REEINDEX_INLINE std::optional<double> CsvRow::number(std::string_view column) const {
    const auto found = get(column);
    if (found.empty()) return std::nullopt;
    const auto [value, problem] = detail::parse_number(found);
    if (!problem.empty()) fail(detail::concat("column '", column, "': ", problem));
    return value;
}

REEINDEX_INLINE std::optional<int> CsvRow::integer(std::string_view column) const {
    const auto value = number(column);
    if (!value) return std::nullopt;
    constexpr double most = std::numeric_limits<int>::max();
    if (*value != std::floor(*value) || std::abs(*value) > most)
        fail(detail::concat("column '", column, "': '", get(column), "' is not a whole number"));
    return static_cast<int>(*value);
}

REEINDEX_INLINE Year CsvRow::year(std::string_view column) const {
    const auto found = text(column);
    const auto [value, problem] = detail::parse_number(found);
    if (!problem.empty() || value != std::floor(value) || value < Year::min || value > Year::max)
        fail(detail::concat("column '", column, "': '", found,
                            "' is not a year; must be a whole number from 1 to 9999"));
    return Year{static_cast<int>(value)};
}

REEINDEX_INLINE CsvTable parse_csv(std::string_view text, std::string_view file,
                                   const CsvOptions& options) {
    if (text.size() > options.max_bytes)
        throw DataError(file, 0, detail::too_large(options.max_bytes));
    return detail::CsvParser{text, file}.parse();
}

REEINDEX_INLINE CsvTable read_csv_table(const std::string& path, const CsvOptions& options) {
    return parse_csv(detail::read_file(path, options.max_bytes), path, options);
}

}  // namespace reeindex
