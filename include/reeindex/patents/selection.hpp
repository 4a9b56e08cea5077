#pragma once
/// \file
/// Which records of a table count, and what counts as one: a publication or a family.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/patents/table.hpp>

namespace reeindex {

/// What is counted as one.
enum class CountUnit {
    publication,  ///< each publication
    family  ///< each family once, as its earliest member; records without family by themselves
};

/// Name of a unit: "publication" or "family".
[[nodiscard]] constexpr std::string_view name(CountUnit unit) noexcept {
    return unit == CountUnit::family ? "family" : "publication";
}

/// Reads the name of a unit.
/// \throws NotFound
[[nodiscard]] inline CountUnit parse_count_unit(std::string_view text) {
    if (text == "publication") return CountUnit::publication;
    if (text == "family") return CountUnit::family;
    throw NotFound("unit", text, std::array<std::string_view, 2>{"publication", "family"});
}

/// Conditions on records; an empty list sets none. Within a list any item fits, across lists all
/// do.
struct PatentFilter {
    std::vector<std::string> offices{};       ///< WIPO ST.3 codes
    std::vector<std::string> technologies{};  ///< ids of the technology rules
    std::vector<int> fields{};                ///< numbers of WIPO fields
    std::vector<std::string> applicants{};    ///< normalised names
    std::string kinds{};                      ///< letters of kinds, for example "BC"

    /// Whether no condition is set.
    [[nodiscard]] bool empty() const noexcept {
        return offices.empty() && technologies.empty() && fields.empty() && applicants.empty() &&
               kinds.empty();
    }
};

/// The records that stand for what is counted, in the order of the file.
struct PatentSelection {
    CountUnit unit = CountUnit::publication;
    DateBasis date = DateBasis::publication;  ///< decides the earliest member of a family
    std::size_t matching = 0;                 ///< records that meet the filter
    std::vector<std::uint32_t> records;       ///< one for each unit
};

/// Chooses records: the filter first, then, for families, the earliest member among those left.
///
/// The earliest is the first by `date`; a member without that date gives way to one with it, and
/// among equals the first of the file stands.
/// \throws InvalidArgument if families are asked for and the file has no column for them, or dates
/// for which it has no column; NotFound for unknown names in the filter.
[[nodiscard]] PatentSelection select_patents(const PatentTable& table,
                                             const PatentFilter& filter = {},
                                             CountUnit unit = CountUnit::publication,
                                             DateBasis date = DateBasis::publication);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/selection.ipp>
#endif
