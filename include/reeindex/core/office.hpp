#pragma once
/// \file
/// Intellectual property offices, WIPO Standard ST.3.

#include <array>
#include <span>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// What kind of office a code stands for. Counts of different kinds must not be read as shares of
/// one whole: one invention may appear at a national, a regional and the international office.
enum class OfficeKind { national, regional, international };

/// An intellectual property office.
struct Office {
    std::string_view code;  ///< WIPO ST.3 two-letter code
    std::string_view name;  ///< English
    OfficeKind kind;
};

namespace detail {
inline constexpr std::array<Office, 14> office_table{{
    {"CA", "Canada", OfficeKind::national},
    {"CN", "China", OfficeKind::national},
    {"DE", "Germany", OfficeKind::national},
    {"EA", "Eurasian Patent Organization", OfficeKind::regional},
    {"EP", "European Patent Office", OfficeKind::regional},
    {"FR", "France", OfficeKind::national},
    {"GB", "United Kingdom", OfficeKind::national},
    {"JP", "Japan", OfficeKind::national},
    {"KR", "Korea, Republic of", OfficeKind::national},
    {"RU", "Russian Federation", OfficeKind::national},
    {"SU", "Soviet Union", OfficeKind::national},
    {"TW", "Taiwan", OfficeKind::national},
    {"US", "United States", OfficeKind::national},
    {"WO", "WIPO (PCT)", OfficeKind::international},
}};
}  // namespace detail

/// The offices known to the library.
[[nodiscard]] constexpr std::span<const Office> offices() noexcept { return detail::office_table; }

/// The office with a WIPO ST.3 code.
/// \throws NotFound
[[nodiscard]] constexpr const Office& office(std::string_view code) {
    for (const auto& candidate : detail::office_table)
        if (candidate.code == code) return candidate;
    std::array<std::string_view, detail::office_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) known[i] = detail::office_table[i].code;
    throw NotFound("patent office", code, known);
}

}  // namespace reeindex
