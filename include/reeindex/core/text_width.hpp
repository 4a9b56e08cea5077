#pragma once
/// \file
/// Columns that a text takes in a terminal, by the rules of wcwidth: two for wide and full-width
/// characters, none for combining marks.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>

namespace reeindex::detail {

/// Columns of one character; 1 for what Unicode does not know.
[[nodiscard]] std::size_t columns_of_point(std::uint32_t point) noexcept;

/// Columns of a UTF-8 text. Bytes that are no UTF-8 take one each.
[[nodiscard]] std::size_t columns_of(std::string_view text) noexcept;

/// Bytes of as many of the first characters as fit into `columns`, marks on them included.
[[nodiscard]] std::size_t bytes_of(std::string_view text, std::size_t columns) noexcept;

/// The text with blanks at its right or left end, `columns` wide at least.
[[nodiscard]] inline std::string padded(std::string text, std::size_t columns, bool right) {
    const std::size_t used = columns_of(text);
    if (used >= columns) return text;
    const std::string blank(columns - used, ' ');
    return right ? blank + text : text + blank;
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/text_width.ipp>
#endif
