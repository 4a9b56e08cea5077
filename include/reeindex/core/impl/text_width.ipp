#pragma once
#include <algorithm>
// Definitions of core/text_width.hpp.

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/impl/text_width_tables.ipp>
#include <reeindex/core/text_width.hpp>

namespace reeindex::detail {

template <class Table>
[[nodiscard]] bool holds(const Table& table, std::uint32_t point) noexcept {
    const auto at = std::upper_bound(table.begin(), table.end(), point,
                                     [](auto p, const CodeRange& one) { return p < one.first; });
    return at != table.begin() && point <= (at - 1)->last;
}

REEINDEX_INLINE std::size_t columns_of_point(std::uint32_t point) noexcept {
    if (point < 0x300) return 1;
    if (holds(wide_characters, point)) return 2;
    return holds(characters_without_width, point) ? 0 : 1;
}

/// Takes the first character off a text; a byte that begins none is one by itself.
REEINDEX_INLINE std::uint32_t take_point(std::string_view& text) noexcept {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t lead = byte(0);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    bool good = text.size() >= length && lead < 0xF8;
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0U) == 0x80U;
        point = (point << 6U) | (byte(i) & 0x3FU);
    }
    text.remove_prefix(good ? length : 1);
    return good ? point : lead;
}

REEINDEX_INLINE std::size_t columns_of(std::string_view text) noexcept {
    std::size_t out = 0;
    while (!text.empty()) out += columns_of_point(take_point(text));
    return out;
}

REEINDEX_INLINE std::size_t bytes_of(std::string_view text, std::size_t columns) noexcept {
    std::string_view rest = text;
    std::size_t used = 0;
    while (!rest.empty()) {
        std::string_view behind = rest;
        used += columns_of_point(take_point(behind));
        if (used > columns) break;
        rest = behind;
    }
    return text.size() - rest.size();
}

}  // namespace reeindex::detail
