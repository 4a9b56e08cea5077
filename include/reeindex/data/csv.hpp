#pragma once
/// \file
/// Small tables of comma-separated values (RFC 4180) held in memory, with errors that name file and
/// line.
///
/// For tables that are read whole: data packages and users' series.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/parse_double.hpp>
#include <reeindex/core/year.hpp>
#include <reeindex/data/text_file.hpp>

namespace reeindex {

/// Limits of a table read whole.
struct CsvOptions {
    /// Larger texts are refused. Default 64 MiB.
    std::size_t max_bytes = std::size_t{64} << 20;
};

class CsvTable;

/// One row of a CsvTable; valid as long as the table lives. Cells come without blanks at their
/// ends.
class CsvRow {
public:
    /// Row `index` of a table, counted from 0; CsvTable::row() checks it.
    CsvRow(const CsvTable& table, std::size_t index) noexcept : table_(&table), index_(index) {}

    /// 1-based line of the file on which the row begins.
    [[nodiscard]] std::size_t line() const;
    /// Whether the table has the column and the cell is not empty.
    [[nodiscard]] bool has(std::string_view column) const;
    /// The cell, or an empty text where the cell is empty or the table has no such column.
    [[nodiscard]] std::string_view get(std::string_view column) const;
    /// The cell, which must not be empty.
    /// \throws DataError
    [[nodiscard]] std::string_view text(std::string_view column) const;
    /// A finite number; none where the cell is empty.
    /// \throws DataError for anything but a number with a decimal point.
    [[nodiscard]] std::optional<double> number(std::string_view column) const;
    /// A whole number; none where the cell is empty.
    /// \throws DataError
    [[nodiscard]] std::optional<int> integer(std::string_view column) const;
    /// A year from 1 to 9999 ("2013" or "2013.0").
    /// \throws DataError also where the cell is empty.
    [[nodiscard]] Year year(std::string_view column) const;
    /// The cell read by `reader(std::string_view)`; what that throws becomes a DataError of this
    /// row.
    template <class Reader>
    [[nodiscard]] auto read(std::string_view column, Reader reader) const;

    /// Throws a DataError of this row.
    [[noreturn]] void fail(std::string_view what) const;

private:
    const CsvTable* table_;
    std::size_t index_;
};

/// A table with a header row.
class CsvTable {
public:
    /// \param file name for messages.
    CsvTable(std::string file, std::vector<std::string> columns)
        : file_(std::move(file)), columns_(std::move(columns)) {}

    /// File name, as messages give it.
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    /// Names of the columns, in the order of the header.
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
    /// Number of rows without the header.
    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    /// A row, counted from 0.
    /// \throws InvalidArgument unless index < size().
    [[nodiscard]] CsvRow row(std::size_t index) const {
        if (index >= size())
            throw InvalidArgument("row", detail::concat(index), detail::concat("below ", size()));
        return {*this, index};
    }

    /// Position of a column; none if the header does not have it.
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const noexcept {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i] == name) return i;
        return std::nullopt;
    }

    /// \throws DataError that names the missing columns and the nearest that is there.
    void require_columns(const std::vector<std::string>& names) const {
        for (const auto& name : names) {
            if (find_column(name)) continue;
            const auto near = detail::closest(name, columns_);
            throw DataError(
                file_, 1,
                detail::concat("no column '", name, "'",
                               near.empty() ? "" : "; did you mean '" + near + "'?",
                               near.empty() ? "; the header has: " : " The header has: ",
                               detail::join(columns_)));
        }
    }

    /// \throws DataError that lists every column outside `names`.
    void refuse_other_columns(const std::vector<std::string>& names) const {
        std::string unknown;
        for (const auto& column : columns_) {
            if (std::find(names.begin(), names.end(), column) != names.end()) continue;
            if (!unknown.empty()) unknown += ", ";
            unknown += "'" + column + "'";
            if (const auto near = detail::closest(column, names); !near.empty())
                unknown += " (did you mean '" + near + "'?)";
        }
        if (!unknown.empty())
            throw DataError(
                file_, 1,
                detail::concat("columns that would be ignored: ", unknown,
                               "; known: ", detail::join(names),
                               ". Rename or remove them; free text may stand in 'note'"));
    }

    /// Appends a row; used by the reader.
    void add_row(std::size_t line, std::vector<std::string> cells) {
        lines_.push_back(line);
        for (auto& cell : cells) cells_.push_back(std::move(cell));
    }

    /// A cell without blanks at its ends; rows and columns are counted from 0.
    /// \throws std::out_of_range
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
        return detail::trim(cells_.at(row * columns_.size() + column));
    }
    /// 1-based line of the file on which a row begins.
    /// \throws std::out_of_range
    [[nodiscard]] std::size_t line(std::size_t row) const { return lines_.at(row); }

private:
    std::string file_;
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
    std::vector<std::size_t> lines_;
};

inline std::size_t CsvRow::line() const { return table_->line(index_); }

inline void CsvRow::fail(std::string_view what) const {
    throw DataError(table_->file(), line(), what);
}

inline std::string_view CsvRow::get(std::string_view column) const {
    const auto found = table_->find_column(column);
    return found ? table_->cell(index_, *found) : std::string_view{};
}

inline bool CsvRow::has(std::string_view column) const { return !get(column).empty(); }

inline std::string_view CsvRow::text(std::string_view column) const {
    if (!table_->find_column(column)) table_->require_columns({std::string{column}});
    const auto found = get(column);
    if (found.empty()) fail(detail::concat("column '", column, "' is empty"));
    return found;
}

template <class Reader>
auto CsvRow::read(std::string_view column, Reader reader) const {
    try {
        return reader(get(column));
    } catch (const DataError&) {
        throw;
    } catch (const Error& error) {
        fail(detail::concat("column '", column, "': ", error.what()));
    }
}

namespace detail {

/// A finite number in the C locale, or the reason why the text is none.
struct ParsedNumber {
    double value = 0.0;
    std::string problem{};  ///< empty if `value` holds
};

/// Whether a text is a usual mark of a missing value: "NA", "n/a", "..", "-", an en dash, "null".
[[nodiscard]] inline bool is_missing_mark(std::string_view text) {
    constexpr std::array<std::string_view, 5> words{"na", "n/a", "#n/a", "null", "none"};
    constexpr std::array<std::string_view, 3> dashes{"-", "\xE2\x80\x93", "\xE2\x80\x94"};
    constexpr std::string_view ellipsis = "\xE2\x80\xA6";
    std::string lower{text};
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (std::find(words.begin(), words.end(), lower) != words.end() || text == ellipsis)
        return true;
    if (text.empty()) return false;
    if (text.find_first_not_of('.') == std::string_view::npos) return true;
    while (!text.empty()) {
        const auto dash = std::find_if(dashes.begin(), dashes.end(),
                                       [&](auto one) { return text.starts_with(one); });
        if (dash == dashes.end()) return false;
        text.remove_prefix(dash->size());
    }
    return true;
}

[[nodiscard]] inline ParsedNumber parse_number(std::string_view text) {
    const auto problem = [&](std::string_view why) {
        return ParsedNumber{0.0, concat("'", text, "' ", why)};
    };
    std::string_view digits = text;
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    double value = 0.0;
    const auto [end, failure] =
        detail::parse_double(digits.data(), digits.data() + digits.size(), value);
    const bool whole = end == digits.data() + digits.size();
    if (failure == std::errc::result_out_of_range && whole)
        return problem("is outside the range of a double");
    if (failure == std::errc{} && whole) {
        if (std::isfinite(value)) return {value, {}};
        return problem("is not a finite number; leave the cell empty where there is no value");
    }
    if (!text.empty() && text.find_first_not_of("+-0123456789., eE") == std::string_view::npos &&
        text.find(',') != std::string_view::npos) {
        return problem(
            "has a comma, which may be a decimal comma or a thousands separator; write a decimal "
            "point and no separator (7.5, 9066)");
    }
    if (is_missing_mark(text))
        return problem("is not a number; leave the cell empty where there is no value");
    return problem("is not a number");
}

/// The parts of a cell that holds a list separated by ";", without blanks and empty parts.
[[nodiscard]] inline std::vector<std::string> split_list(std::string_view cell) {
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

inline std::optional<double> CsvRow::number(std::string_view column) const {
    const auto found = get(column);
    if (found.empty()) return std::nullopt;
    const auto [value, problem] = detail::parse_number(found);
    if (!problem.empty()) fail(detail::concat("column '", column, "': ", problem));
    return value;
}

inline std::optional<int> CsvRow::integer(std::string_view column) const {
    const auto value = number(column);
    if (!value) return std::nullopt;
    constexpr double most = std::numeric_limits<int>::max();
    if (*value != std::floor(*value) || std::abs(*value) > most)
        fail(detail::concat("column '", column, "': '", get(column), "' is not a whole number"));
    return static_cast<int>(*value);
}

inline Year CsvRow::year(std::string_view column) const {
    const auto found = text(column);
    const auto [value, problem] = detail::parse_number(found);
    if (!problem.empty() || value != std::floor(value) || value < Year::min || value > Year::max)
        fail(detail::concat("column '", column, "': '", found,
                            "' is not a year; must be a whole number from 1 to 9999"));
    return Year{static_cast<int>(value)};
}

/// Reads a table from text.
/// \param file name for messages.
/// \throws DataError with file and line: no header, duplicate or unnamed column, a row with another
/// number of fields than the header, a quote out of place or never closed, another separator than
/// the comma, NUL bytes, text that is not UTF-8, or more than `options.max_bytes`.
[[nodiscard]] inline CsvTable parse_csv(std::string_view text, std::string_view file,
                                        const CsvOptions& options = {}) {
    if (text.size() > options.max_bytes)
        throw DataError(file, 0, detail::too_large(options.max_bytes));
    return detail::CsvParser{text, file}.parse();
}

/// Reads a table from a file.
/// \throws FileError if the file cannot be opened or read; DataError as parse_csv().
[[nodiscard]] inline CsvTable read_csv_table(const std::string& path,
                                             const CsvOptions& options = {}) {
    return parse_csv(detail::read_file(path, options.max_bytes), path, options);
}

}  // namespace reeindex
