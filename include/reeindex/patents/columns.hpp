#pragma once
/// \file
/// What the columns of an export hold, and how their cells are written.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/patent_date.hpp>

namespace reeindex {

/// What a column of an export holds.
enum class PatentField : std::size_t {
    publication,  ///< publication number, whole or without office and kind
    title,
    applicants,
    priority_date,
    filing_date,
    publication_date,
    grant_date,
    ipc,
    cpc,
    family,            ///< id of the family
    family_members,    ///< publication numbers, or ids as in `record_id`, of the family
    office,            ///< code of the office, for numbers without it
    kind,              ///< kind code, for numbers without it
    publication_year,  ///< used where the publication date is missing or cannot be read
    record_id          ///< id of the record in its database, by which `family_members` may name it
};

/// Number of enumerators of PatentField.
inline constexpr std::size_t patent_field_count = 15;

namespace detail {
inline constexpr std::array<std::string_view, patent_field_count> patent_field_names{
    "publication",
    "title",
    "applicants",
    "priority_date",
    "filing_date",
    "publication_date",
    "grant_date",
    "ipc",
    "cpc",
    "family",
    "family_members",
    "office",
    "kind",
    "publication_year",
    "record_id"};
}  // namespace detail

/// Name of a field, for example "publication_date".
[[nodiscard]] constexpr std::string_view name(PatentField field) noexcept {
    return detail::patent_field_names[static_cast<std::size_t>(field)];
}

/// Reads the name of a field.
/// \throws NotFound
[[nodiscard]] inline PatentField parse_patent_field(std::string_view text) {
    for (std::size_t i = 0; i < patent_field_count; ++i)
        if (detail::patent_field_names[i] == text) return static_cast<PatentField>(i);
    throw NotFound("patent field", text, detail::patent_field_names);
}

/// Columns of an export and how their cells are written. What is left empty here is taken from the
/// layout that the header shows, where it shows a known one.
struct PatentColumns {
    /// Names of the column for each field, the first that the header has is used. Only
    /// `publication` must be there.
    std::map<PatentField, std::vector<std::string>> names{};
    /// Fields that the file must have; those that a user names himself.
    std::vector<PatentField> required{PatentField::publication};
    /// What separates the items of one cell; ";" if nothing says otherwise.
    std::string list_separator{};
    /// What separates applicants, where it differs; empty for `list_separator`. A part that is
    /// nothing but a legal form ("Ltd.") belongs to the name before it.
    std::string applicant_separator{};
    /// Office of numbers that name none and have no column for it, such as "US".
    std::string office{};
    /// Order of dates such as 03/04/2015; decided column by column where the days in it allow but
    /// one, if unknown.
    DateOrder date_order = DateOrder::unknown;
    /// First of the hundred years in which years of two digits lie, such as 1950; 0 if not known.
    int century_from = 0;
    /// A family id that stands for none, such as "0".
    std::string no_family{};
    /// Column that says why a row could not be read, for programs that write such files; empty for
    /// none.
    std::string problem{};
};

}  // namespace reeindex
