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
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const std::string_view text{candidate};
        const auto distance = edit_distance(lower(name), lower(text));
        // with nothing in common it is another name, not this one misspelt
        if (distance < least && distance < std::max(name.size(), text.size())) {
            least = distance;
            best = text;
        }
    }
    return best;
}

}  // namespace reeindex::detail
