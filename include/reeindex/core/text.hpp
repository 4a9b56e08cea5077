#pragma once
/// \file
/// Text helpers shared by messages and renderers: joining, shortest round-trip numbers, closest
/// name.

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reeindex::detail {

/// Shortest decimal text that reads back as the same double; "inf", "-inf" and "nan" otherwise.
[[nodiscard]] std::string to_text(double value);

/// Shortest decimal text that reads back as the same double, without an exponent between 1e-5 and
/// 1e15.
[[nodiscard]] std::string to_plain(double value);

/// Decimal text with `digits` significant digits, without an exponent between 1e-5 and 1e15.
[[nodiscard]] std::string to_significant(double value, int digits);

/// Decimal text with a fixed number of decimals.
[[nodiscard]] std::string to_fixed(double value, int decimals);

inline void append(std::string& out, std::string_view text) { out.append(text); }
inline void append(std::string& out, char letter) { out.push_back(letter); }
inline void append(std::string& out, std::floating_point auto value) {
    out.append(to_text(static_cast<double>(value)));
}
inline void append(std::string& out, std::integral auto value) {
    out.append(std::to_string(value));
}

/// A number of things: "1 observation", "2 observations".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one);

/// Concatenates texts, characters and numbers.
template <class... Parts>
[[nodiscard]] std::string concat(const Parts&... parts) {
    std::string out;
    (append(out, parts), ...);
    return out;
}

/// Joins the items with a separator.
template <class Range>
[[nodiscard]] std::string join(const Range& items, std::string_view separator = ", ") {
    std::string out;
    for (const auto& item : items) {
        if (!out.empty()) out.append(separator);
        append(out, item);
    }
    return out;
}

/// Removes blanks at both ends.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Levenshtein distance, for "did you mean" in messages.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// At most `size` bytes of a text, cut between characters of UTF-8 and marked as cut.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t size = 80);

/// A message with every quoted value in it clipped, and the whole of it too.
[[nodiscard]] std::string clipped_message(std::string_view text);

/// The candidate closest to `name`, whatever its case, or an empty text when none is near.
[[nodiscard]] std::string closest_of(std::string_view name,
                                     std::span<const std::string_view> candidates);

/// The texts of a range, not copied.
template <class Range>
[[nodiscard]] std::vector<std::string_view> views(const Range& texts) {
    std::vector<std::string_view> out;
    for (const auto& text : texts) out.emplace_back(text);
    return out;
}

/// closest_of() a range of texts.
template <class Range>
[[nodiscard]] std::string closest(std::string_view name, const Range& candidates) {
    return closest_of(name, views(candidates));
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/text.ipp>
#endif
