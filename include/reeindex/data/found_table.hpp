#pragma once
/// \file
/// Where the table in a file is: separator, header, lines above and below, layout.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/layouts.hpp>
#include <reeindex/data/number_text.hpp>
#include <reeindex/data/reading.hpp>
#include <reeindex/data/records.hpp>

namespace reeindex::detail {

/// A column whose name holds a year, and the one beside it that holds flags.
struct WideColumn {
    std::size_t column = 0;
    YearColumn year{};
    std::size_t flags = std::string::npos;
    std::size_t notes = std::string::npos;
};

/// The table of a text, still as text.
class FoundTable {
public:
    /// \param text must outlive the table.
    FoundTable(std::string_view text, std::string_view file, const CsvSeriesOptions& options);

    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
    /// Number of rows.
    [[nodiscard]] std::size_t size() const noexcept { return end_ - first_; }
    [[nodiscard]] std::size_t line(std::size_t row) const { return records_.line(first_ + row); }
    [[nodiscard]] std::size_t header_line() const { return records_.line(header_); }
    /// A cell; empty where the row ends before it.
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    /// Whether a row has as many cells as the header, or more that are empty.
    [[nodiscard]] bool fits(std::size_t row) const;
    /// \throws DataError unless the row fits.
    void require_fit(std::size_t row) const;

    [[nodiscard]] const Layout* layout() const noexcept { return layout_; }
    [[nodiscard]] bool wide() const noexcept { return wide_; }
    [[nodiscard]] const std::vector<WideColumn>& years() const noexcept { return years_; }
    [[nodiscard]] char separator() const noexcept { return separator_; }
    [[nodiscard]] std::string_view file() const noexcept { return file_; }
    /// Position of a column by its exact name, else by the name without case and signs.
    [[nodiscard]] std::size_t find(std::string_view name) const;
    static constexpr std::size_t none = std::string::npos;

    /// Separator, header, layout and the lines around the table.
    void describe(Reading& reading) const;
    /// Finds the lines below the table.
    /// \param is_row whether a record is a row of the table.
    template <class IsRow>
    void cut_footer(IsRow is_row);

private:
    struct Header {
        bool found = false;
        std::size_t record = 0;
        const Layout* layout = nullptr;
        bool wide = false;
    };
    [[nodiscard]] Header find_header(const Records& records) const;
    [[nodiscard]] Header header_at(const Records& records, std::size_t i,
                                   std::size_t fullest_above) const;
    void choose_separator(std::string_view text);
    void name_columns();
    void find_years();
    [[nodiscard]] bool begins_footer(std::size_t record) const;

    std::string_view file_;
    const CsvSeriesOptions& options_;
    Records records_;
    std::vector<std::string> columns_;
    std::size_t header_ = 0, first_ = 0, end_ = 0;
    std::size_t joined_ = 0;  ///< columns beyond the first that its cell holds (Eurostat)
    const Layout* layout_ = nullptr;
    bool wide_ = false;
    bool separator_found_ = false;
    char separator_ = ',';
    std::vector<WideColumn> years_;
};

template <class IsRow>
void FoundTable::cut_footer(IsRow is_row) {
    std::size_t tail = end_;
    while (tail > first_ && !is_row(tail - 1 - first_)) --tail;
    for (std::size_t i = tail; i < end_; ++i)
        if (begins_footer(i)) {
            end_ = i;
            return;
        }
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/found_table.ipp>
#endif
