#pragma once
/// \file
/// Layouts of the files that publishers of statistics give out.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/cell_text.hpp>
#include <reeindex/data/year_text.hpp>

namespace reeindex {

/// What is known of the files of one publisher. Names of columns are compared without case, blanks
/// and signs; of alternatives ("a|b", or the names of one role) the first that the file has is
/// taken.
struct Layout {
    std::string name;                     ///< "owid"
    std::string title;                    ///< "Our World in Data"
    std::vector<std::string> required{};  ///< the file has all of these: it is recognised
    bool wide = false;                    ///< years are columns
    std::vector<std::string> year{}, value{}, area{}, unit{}, status{}, power{}, about_status{};
    std::vector<std::string> indicator{};   ///< always part of the indicator, where they are there
    std::vector<std::string> dimensions{};  ///< part of it where they differ between rows
    std::vector<std::string> notes{};       ///< remarks on a row
    std::vector<std::string> repeated{};    ///< what another column says too: left out
    /// Every column that no other list names is a dimension.
    bool others_are_dimensions = false;
    bool values_are_the_rest = false;  ///< every column that no other list names is an indicator
    std::string unit_code{};           ///< unit of `value`, where no column says it
    std::string encoding{};            ///< of files that are not UTF-8
    char thousands = 0;                ///< the publisher's mark; 0 where the column decides
    PeriodRule period = PeriodRule::refuse;
    std::string period_reason{};  ///< why a period stands for that year
    detail::Marks marks = detail::common_marks();
    std::vector<Mark> statuses{};  ///< of the status column; SDMX codes beside them
};

/// The layouts that are recognised, the more special before the more general.
[[nodiscard]] std::span<const Layout> layouts();

/// A layout by its name.
/// \throws NotFound
[[nodiscard]] const Layout& layout(std::string_view name);

namespace detail {

/// The name of a column as layouts compare it: lower case, letters and digits alone.
[[nodiscard]] std::string column_key(std::string_view name);

/// The first layout that these columns have; null if none does.
[[nodiscard]] const Layout* recognise(std::span<const std::string> columns);
[[nodiscard]] bool has_layout(const Layout& one, std::span<const std::string> columns);

}  // namespace detail
}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/layouts.ipp>
#endif
