#pragma once
/// \file
/// UTF-8, one code point at a time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace reeindex::detail {

/// Length of the valid UTF-8 sequence at the start of `text`; 0 if there is none.
[[nodiscard]] std::size_t utf8_sequence(std::string_view text) noexcept;

/// Appends a code point.
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/utf8.ipp>
#endif
