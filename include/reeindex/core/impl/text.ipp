#pragma once
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::string to_text(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

REEINDEX_INLINE std::string to_plain(double value) {
    const double size = std::abs(value);
    if (size != 0.0 && !(size >= 1e-5 && size < 1e15)) return to_text(value);
    std::array<char, 40> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
            .ptr;
    return {buffer.data(), end};
}

REEINDEX_INLINE std::string to_significant(double value, int digits) {
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

REEINDEX_INLINE std::string to_fixed(double value, int decimals) {
    if (!std::isfinite(value)) return to_text(value);
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals)
                         .ptr;
    return {buffer.data(), end};
}

REEINDEX_INLINE std::string counted(std::size_t count, std::string_view one) {
    std::string out = std::to_string(count);
    out.append(" ").append(one);
    if (count != 1) out.push_back('s');
    return out;
}

REEINDEX_INLINE std::size_t edit_distance(std::string_view a, std::string_view b) {
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

REEINDEX_INLINE std::string clipped(std::string_view text, std::size_t size) {
    if (text.size() <= size) return std::string{text};
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    return concat(text.substr(0, size), "...");
}

REEINDEX_INLINE std::string clipped_message(std::string_view text) {
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

REEINDEX_INLINE std::string closest_of(std::string_view name,
                                       std::span<const std::string_view> candidates) {
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
    for (const auto text : candidates) {
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
