#pragma once
/// \file
/// Text helpers shared by messages and renderers: joining, shortest round-trip numbers, closest
/// name.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeindex::detail {

/// Shortest decimal text that reads back as the same double; "inf", "-inf" and "nan" otherwise.
[[nodiscard]] inline std::string to_text(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

/// Shortest decimal text that reads back as the same double, without an exponent between 1e-5 and
/// 1e15.
[[nodiscard]] inline std::string to_plain(double value) {
    const double size = std::abs(value);
    if (size != 0.0 && !(size >= 1e-5 && size < 1e15)) return to_text(value);
    std::array<char, 40> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
            .ptr;
    return {buffer.data(), end};
}

/// Decimal text with `digits` significant digits, without an exponent between 1e-5 and 1e15.
[[nodiscard]] inline std::string to_significant(double value, int digits) {
    if (!std::isfinite(value)) return to_text(value);
    std::array<char, 400> buffer{};
    const double size = std::abs(value);
    const bool plain = size == 0.0 || (size >= 1e-5 && size < 1e15);
    const auto end =
        plain ? [&] {
            const int magnitude = size == 0.0 ? 0 : static_cast<int>(std::floor(std::log10(size)));
            const int decimals = std::clamp(digits - 1 - magnitude, 0, 20);
            return std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, decimals)
                .ptr;
        }()
              : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                              std::chars_format::scientific, digits - 1)
                    .ptr;
    return {buffer.data(), end};
}

/// Decimal text with a fixed number of decimals.
[[nodiscard]] inline std::string to_fixed(double value, int decimals) {
    if (!std::isfinite(value)) return to_text(value);
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals)
                         .ptr;
    return {buffer.data(), end};
}

inline void append(std::string& out, std::string_view text) { out.append(text); }
inline void append(std::string& out, char letter) { out.push_back(letter); }
inline void append(std::string& out, std::floating_point auto value) {
    out.append(to_text(static_cast<double>(value)));
}
inline void append(std::string& out, std::integral auto value) {
    out.append(std::to_string(value));
}

/// A number of things: "1 observation", "2 observations".
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view one) {
    std::string out = std::to_string(count);
    out.append(" ").append(one);
    if (count != 1) out.push_back('s');
    return out;
}

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
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

/// At most `size` bytes of a text, cut between characters of UTF-8 and marked as cut.
[[nodiscard]] inline std::string clipped(std::string_view text, std::size_t size = 80) {
    if (text.size() <= size) return std::string{text};
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    return concat(text.substr(0, size), "...");
}

/// A message with every quoted value in it clipped, and the whole of it too.
[[nodiscard]] inline std::string clipped_message(std::string_view text) {
    if (text.size() <= 80) return std::string{text};
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('\'');
        const auto close = open == text.npos ? text.npos : text.find('\'', open + 1);
        if (close == text.npos) break;
        append(out, text.substr(0, open + 1));
        append(out, clipped(text.substr(open + 1, close - open - 1)));
        append(out, '\'');
        text.remove_prefix(close + 1);
    }
    append(out, text);
    return clipped(out, 2000);
}

/// The candidate closest to `name`, whatever its case, or an empty text when none is near.
template <class Range>
[[nodiscard]] std::string closest(std::string_view name, const Range& candidates) {
    const auto lower = [](std::string_view text) {
        std::string out{text};
        for (auto& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return out;
    };
    std::string best;
    // Another letter makes another name of a short one: "UK" is not "US" misspelt.
    const std::size_t allowed = name.size() < 4 ? 1 : std::max<std::size_t>(2, name.size() / 3);
    const auto too_short = [&](std::string_view text) {
        return name.size() < 3 && text.size() == name.size();
    };
    std::size_t least = allowed + 1;
    const auto words = std::count(name.begin(), name.end(), ' ') + 1;
    for (const auto& candidate : candidates) {
        const std::string_view text{candidate};
        auto distance = edit_distance(lower(name), lower(text));
        // "Baogong" is meant for "Baogang Group": the leading words, as many as the name has
        std::size_t end = 0;
        for (std::ptrdiff_t i = 0; i < words && end < text.size(); ++i)
            end = std::min(text.find(' ', end + (i > 0 ? 1 : 0)), text.size());
        if (name.size() >= 5 && end < text.size())
            distance = std::min(distance, edit_distance(lower(name), lower(text.substr(0, end))));
        // with nothing in common it is another name, not this one misspelt
        const bool other =
            distance >= std::max(name.size(), text.size()) || (distance > 0 && too_short(text));
        if (distance < least && !other) {
            least = distance;
            best = text;
        }
    }
    return best;
}

}  // namespace reeindex::detail
