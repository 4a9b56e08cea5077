#pragma once
/// \file
/// Shortening of texts in messages.

#include <cstddef>
#include <string>
#include <string_view>

namespace reeindex::detail {

/// The text in quotes, at most about `most` bytes of it, not cut inside a UTF-8 sequence; control
/// characters, NUL among them, as "?".
[[nodiscard]] inline std::string quoted_clip(std::string_view text, std::size_t most = 60) {
    const bool whole = text.size() <= most;
    if (!whole) {
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
        text = text.substr(0, most);
    }
    std::string out = "'";
    for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == '\x7F' ? '?' : c;
    return out + (whole ? "'" : "...'");
}

}  // namespace reeindex::detail
