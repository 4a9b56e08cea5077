#pragma once
/// \file
/// Small tables of comma-separated values (RFC 4180) held in memory, with errors that name file and
/// line.
///
/// For tables that are read whole: data packages and users' series.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/year.hpp>

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
    void require_columns(const std::vector<std::string>& names) const;

    /// \throws DataError that lists every column outside `names`.
    void refuse_other_columns(const std::vector<std::string>& names) const;

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
/// The parts of a cell that holds a list separated by ";", without blanks and empty parts.
[[nodiscard]] std::vector<std::string> split_list(std::string_view cell);
}  // namespace detail

/// Reads a table from text.
/// \param file name for messages.
/// \throws DataError with file and line: no header, duplicate or unnamed column, a row with another
/// number of fields than the header, a quote out of place or never closed, another separator than
/// the comma, NUL bytes, text that is not UTF-8, or more than `options.max_bytes`.
[[nodiscard]] CsvTable parse_csv(std::string_view text, std::string_view file,
                                 const CsvOptions& options = {});

/// Reads a table from a file.
/// \throws FileError if the file cannot be opened or read; DataError as parse_csv().
[[nodiscard]] CsvTable read_csv_table(const std::string& path, const CsvOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/csv.ipp>
#endif
