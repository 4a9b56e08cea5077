#pragma once
/// \file
/// Countries and aggregates: ISO 3166-1, one former country of ISO 3166-3, and the world.

#include <array>
#include <span>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// A country, a former country, or an aggregate.
struct Country {
    std::string_view alpha2;   ///< ISO 3166-1 alpha-2; empty for aggregates
    std::string_view alpha3;   ///< ISO 3166-1 alpha-3 (ISO 3166-3 for former); "WLD" for the world
    std::string_view numeric;  ///< three digits; for the world the M49 code 001
    std::string_view name;     ///< short English name
    bool aggregate = false;    ///< not a country but a sum of them

    /// The code by which series refer to it: alpha-2 for countries, "WLD" for the world.
    [[nodiscard]] constexpr std::string_view code() const noexcept {
        return alpha2.empty() ? alpha3 : alpha2;
    }
};

namespace detail {
inline constexpr std::array<Country, 19> country_table{{
    {"AU", "AUS", "036", "Australia"},
    {"BR", "BRA", "076", "Brazil"},
    {"CA", "CAN", "124", "Canada"},
    {"CN", "CHN", "156", "China"},
    {"DE", "DEU", "276", "Germany"},
    {"FR", "FRA", "250", "France"},
    {"GB", "GBR", "826", "United Kingdom"},
    {"IN", "IND", "356", "India"},
    {"JP", "JPN", "392", "Japan"},
    {"KR", "KOR", "410", "Korea, Republic of"},
    {"MM", "MMR", "104", "Myanmar"},
    {"NL", "NLD", "528", "Netherlands"},
    {"RU", "RUS", "643", "Russian Federation"},
    {"SU", "SUN", "810", "USSR"},
    {"TW", "TWN", "158", "Taiwan"},
    {"US", "USA", "840", "United States"},
    {"VN", "VNM", "704", "Viet Nam"},
    {"ZA", "ZAF", "710", "South Africa"},
    {"", "WLD", "001", "World", true},
}};
}  // namespace detail

/// The countries that occur in the embedded data, and the world.
[[nodiscard]] constexpr std::span<const Country> countries() noexcept {
    return detail::country_table;
}

/// The country with an alpha-2, alpha-3 or numeric code.
/// \throws NotFound
[[nodiscard]] constexpr const Country& country(std::string_view code) {
    for (const auto& candidate : detail::country_table)
        if (!code.empty() &&
            (candidate.alpha2 == code || candidate.alpha3 == code || candidate.numeric == code))
            return candidate;
    std::array<std::string_view, detail::country_table.size()> known{};
    for (std::size_t i = 0; i < known.size(); ++i) known[i] = detail::country_table[i].code();
    throw NotFound("country", code, known);
}

}  // namespace reeindex
