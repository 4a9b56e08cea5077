#pragma once
/// \file
/// Shortening of texts in messages.

#include <cstddef>
#include <string>
#include <string_view>

namespace reeindex::detail {

/// The text in quotes, at most about `most` bytes of it, not cut inside a UTF-8 sequence.
[[nodiscard]] inline std::string quoted_clip(std::string_view text, std::size_t most = 60) {
    if (text.size() <= most) return "'" + std::string{text} + "'";
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return "'" + std::string{text.substr(0, most)} + "...'";
}

}  // namespace reeindex::detail
