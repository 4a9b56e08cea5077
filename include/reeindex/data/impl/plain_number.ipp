#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/parse_double.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/data/plain_number.hpp>

namespace reeindex::detail {

REEINDEX_INLINE bool is_missing_mark(std::string_view text) {
    constexpr std::array<std::string_view, 5> words{"na", "n/a", "#n/a", "null", "none"};
    constexpr std::array<std::string_view, 3> dashes{"-", "\xE2\x80\x93", "\xE2\x80\x94"};
    constexpr std::string_view ellipsis = "\xE2\x80\xA6";
    std::string lower{text};
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (std::find(words.begin(), words.end(), lower) != words.end() || text == ellipsis)
        return true;
    if (text.empty()) return false;
    if (text.find_first_not_of('.') == std::string_view::npos) return true;
    while (!text.empty()) {
        const auto dash = std::find_if(dashes.begin(), dashes.end(),
                                       [&](auto one) { return text.starts_with(one); });
        if (dash == dashes.end()) return false;
        text.remove_prefix(dash->size());
    }
    return true;
}

REEINDEX_INLINE ParsedNumber parse_number(std::string_view text) {
    const auto problem = [&](std::string_view why) {
        return ParsedNumber{0.0, concat("'", text, "' ", why)};
    };
    std::string_view digits = text;
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    double value = 0.0;
    const auto [end, failure] = parse_double(digits.data(), digits.data() + digits.size(), value);
    const bool whole = end == digits.data() + digits.size();
    if (failure == std::errc::result_out_of_range && whole)
        return problem("is outside the range of a double");
    if (failure == std::errc{} && whole) {
        if (std::isfinite(value)) return {value, {}};
        return problem("is not a finite number; leave the cell empty where there is no value");
    }
    if (!text.empty() && text.find_first_not_of("+-0123456789., eE") == std::string_view::npos &&
        text.find(',') != std::string_view::npos) {
        return problem(
            "has a comma, which may be a decimal comma or a thousands separator; write a decimal "
            "point and no separator (7.5, 9066)");
    }
    if (is_missing_mark(text))
        return problem("is not a number; leave the cell empty where there is no value");
    return problem("is not a number");
}

}  // namespace reeindex::detail
