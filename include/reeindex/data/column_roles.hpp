#pragma once
/// \file
/// What each column of a table is read as: by the user, by the layout, or by the plain names.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/found_table.hpp>

namespace reeindex::detail {

/// Columns by role; FoundTable::none where there is none.
class ColumnRoles {
public:
    /// \throws DataError for a column that is not there or has no role; InvalidArgument for a text
    /// that looks like a column misspelt.
    ColumnRoles(const FoundTable& table, const CsvSeriesOptions& options,
                const std::vector<std::size_t>& rows);

    static constexpr std::size_t none = FoundTable::none;
    std::size_t year = none, area = none, unit = none, basis = none, status = none;
    std::size_t qualifier = none, source = none, power = none, about_status = none;
    std::vector<std::size_t> values;      ///< of a long table
    std::vector<std::size_t> indicators;  ///< in the order of their parts
    std::vector<std::size_t> notes;
    std::string area_text{}, indicator_text{}, unit_text{}, basis_text{};  ///< for the whole file
    bool name_values = false;  ///< whether the names of value columns are part of the indicator

    /// Roles and what is left out, for every column.
    void describe(Reading& reading) const;

private:
    void set(std::size_t column, std::string role, std::string detail = {});
    [[nodiscard]] std::size_t required(const std::string& name, std::string_view argument) const;
    /// A column, or none and the text for the whole file.
    [[nodiscard]] std::size_t column_or_text(const std::string& stated, std::string_view argument,
                                             std::string& text) const;
    [[nodiscard]] std::size_t first_of(const std::vector<std::string>& names) const;
    void take_stated();
    void take_layout();
    void take_plain();
    void take_values();
    [[nodiscard]] bool holds_words(std::size_t column) const;
    void take_years();
    void take_dimensions(const std::vector<std::size_t>& rows);
    void leave_out(const std::vector<std::size_t>& rows);
    [[nodiscard]] bool free(std::size_t column) const { return roles_[column].first.empty(); }
    /// Whether the cells of a column differ, and the first of them.
    [[nodiscard]] std::pair<bool, std::string_view> differs(
        std::size_t column, const std::vector<std::size_t>& rows) const;

    const FoundTable& table_;
    const CsvSeriesOptions& options_;
    std::vector<std::pair<std::string, std::string>> roles_;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/column_roles.ipp>
#endif
