#pragma once
/// \file
/// Which columns of an export hold what, and presets for Lens.org and Google Patents.

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// What a column of an export holds.
enum class PatentField : std::size_t {
    publication,
    title,
    applicants,
    priority_date,
    filing_date,
    publication_date,
    grant_date,
    ipc,
    cpc,
    family,
    family_members
};

/// Number of enumerators of PatentField.
inline constexpr std::size_t patent_field_count = 11;

namespace detail {
inline constexpr std::array<std::string_view, patent_field_count> patent_field_names{
    "publication", "title", "applicants", "priority_date", "filing_date",   "publication_date",
    "grant_date",  "ipc",   "cpc",        "family",        "family_members"};
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

/// Columns of an export.
struct PatentColumns {
    /// Names of the column for each field, the first that the header has is used. Only
    /// `publication` must be there.
    std::map<PatentField, std::vector<std::string>> names{};
    /// Fields that the file must have; those that a user names himself.
    std::vector<PatentField> required{PatentField::publication};
    /// What separates the items of one cell.
    std::string list_separator = ";;";
    /// What separates applicants, where it differs; empty for `list_separator`. A part that is
    /// nothing but a legal form ("Ltd.") belongs to the name before it.
    std::string applicant_separator{};
    /// A first record that begins with this cell is no header and is left out.
    std::string preamble{};

    /// What separates the items of a field's cells.
    [[nodiscard]] const std::string& separator(PatentField field) const noexcept {
        return field == PatentField::applicants && !applicant_separator.empty()
                   ? applicant_separator
                   : list_separator;
    }
};

/// The columns of "lens" (CSV export of Lens.org), "google" (CSV of Google Patents, which holds
/// neither classes nor families) or "plain" (the field names of this library, lists separated by
/// ";").
/// \throws NotFound
[[nodiscard]] inline PatentColumns patent_preset(std::string_view preset) {
    using enum PatentField;
    PatentColumns out;
    if (preset == "lens") {
        // "Display Key" in current exports, "Publication Number" in older ones.
        out.names = {{publication, {"Display Key", "Publication Number"}},
                     {title, {"Title"}},
                     {applicants, {"Applicants"}},
                     {priority_date, {"Earliest Priority Date"}},
                     {filing_date, {"Application Date"}},
                     {publication_date, {"Publication Date"}},
                     {ipc, {"IPCR Classifications"}},
                     {cpc, {"CPC Classifications"}},
                     {family_members, {"Simple Family Members"}}};
    } else if (preset == "google") {
        out.names = {{publication, {"id"}},
                     {title, {"title"}},
                     {applicants, {"assignee"}},
                     {priority_date, {"priority date"}},
                     {filing_date, {"filing/creation date"}},
                     {publication_date, {"publication date"}},
                     {grant_date, {"grant date"}}};
        out.applicant_separator = ",";
        out.preamble = "search URL:";
    } else if (preset == "plain") {
        for (std::size_t i = 0; i < patent_field_count; ++i)
            out.names[static_cast<PatentField>(i)] = {std::string{detail::patent_field_names[i]}};
        out.list_separator = ";";
    } else {
        throw NotFound("preset", preset,
                       std::array<std::string_view, 3>{"lens", "google", "plain"});
    }
    return out;
}

}  // namespace reeindex
