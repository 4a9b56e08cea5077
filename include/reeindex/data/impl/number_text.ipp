#pragma once
// Definitions of data/number_text.hpp.

#include <algorithm>
#include <array>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/number_text.hpp>
#include <reeindex/data/plain_number.hpp>

namespace reeindex::detail {

inline constexpr std::array<std::string_view, 7> group_blanks{
    " ", "'", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "\xE2\x80\x87", "\xE2\x80\x99"};

/// Without the sign; "-" where it is a minus, the one of Unicode included.
REEINDEX_INLINE bool take_sign(std::string_view& text) noexcept {
    constexpr std::string_view minus = "\xE2\x88\x92";
    if (text.starts_with(minus)) {
        text.remove_prefix(minus.size());
        return true;
    }
    const bool negative = text.starts_with('-');
    if ((negative || text.starts_with('+')) && text.size() > 1 && text[1] != '-' && text[1] != '+')
        text.remove_prefix(1);
    return negative;
}

/// Whether digits and a mark make groups of three: "1,234,567". The first group is not 0.
REEINDEX_INLINE bool is_grouped(std::string_view text, std::string_view mark) {
    const auto first = text.find(mark);
    if (first == std::string_view::npos || first == 0 || first > 3 || text[0] == '0') return false;
    if (!only_digits(text.substr(0, first))) return false;
    text.remove_prefix(first);
    while (!text.empty()) {
        if (!text.starts_with(mark) || text.size() < mark.size() + 3) return false;
        text.remove_prefix(mark.size());
        if (!only_digits(text.substr(0, 3))) return false;
        text.remove_prefix(3);
    }
    return true;
}

/// The text without a mark between thousands; unchanged where the groups are not of three.
REEINDEX_INLINE std::string without_groups(std::string_view whole, std::string_view mark) {
    std::string out;
    if (!is_grouped(whole, mark)) return std::string{whole};
    for (std::size_t i = 0; i < whole.size();) {
        if (whole.substr(i).starts_with(mark)) {
            i += mark.size();
        } else {
            out += whole[i++];
        }
    }
    return out;
}

REEINDEX_INLINE NumberText parse_number_text(std::string_view text, NumberFormat format) {
    if (text.find_first_not_of("0123456789") == std::string_view::npos && !text.empty() &&
        text.size() < 16) {
        double value = 0.0;  // plain whole numbers, most of what files hold
        for (const char letter : text) value = 10.0 * value + (letter - '0');
        return {value, {}};
    }
    std::string_view rest = text;
    const bool negative = take_sign(rest);
    const auto point = rest.find(format.decimal);
    const auto exponent = rest.find_first_of("eE");
    const auto whole = rest.substr(0, std::min(point, exponent));
    std::string plain{whole};
    if (!only_digits(whole) && !whole.empty()) {
        const char other = format.decimal == '.' ? ',' : '.';
        plain = without_groups(whole, std::string_view{&other, 1});
        for (const auto blank : group_blanks)
            if (plain == whole) plain = without_groups(whole, blank);
    }
    if (const auto tail = std::min(point, exponent); tail < rest.size()) {
        plain += rest.substr(tail);
        if (point < exponent) plain[plain.size() - (rest.size() - point)] = '.';
    }
    auto out = parse_number(plain);
    if (!out.problem.empty()) {
        // in the words of the file
        auto named = parse_number(text);
        if (named.problem.empty() || named.problem.find("has a comma") != std::string::npos)
            return {0.0, concat("'", text, "' is not a number")};
        return {0.0, std::move(named.problem)};
    }
    return {negative ? -out.value : out.value, {}};
}

REEINDEX_INLINE void NumberEvidence::add(std::string_view text, std::size_t line) {
    if (text.find_first_of(".,") == std::string_view::npos) return;
    const auto note = [&](std::optional<Seen>& seen) {
        if (!seen) seen = Seen{std::string{text}, line};
    };
    std::string_view rest = text;
    (void)take_sign(rest);
    if (rest.find_first_not_of("0123456789.,") != std::string_view::npos) {
        // an exponent, or blanks between thousands: a mark that is there is decimal
        const bool comma = rest.find(',') != std::string_view::npos;
        const bool dot = rest.find('.') != std::string_view::npos;
        if (comma && !dot && rest.find(',') == rest.rfind(',')) note(decimal_comma_);
        if (dot && !comma && rest.find('.') == rest.rfind('.')) note(decimal_dot_);
        return;
    }
    const auto commas = std::count(rest.begin(), rest.end(), ',');
    const auto dots = std::count(rest.begin(), rest.end(), '.');
    const bool digits_behind = rest.back() != ',' && rest.back() != '.';
    if (commas == 0 || dots == 0) {
        const bool comma = commas > 0;
        const auto count = comma ? commas : dots;
        const bool grouped = is_grouped(rest, comma ? "," : ".");
        if (count == 1 && grouped)
            note(comma ? either_comma_ : either_dot_);
        else if (count == 1 && (!comma || (digits_behind && rest.front() != ',')))
            note(comma ? decimal_comma_ : decimal_dot_);
        else if (grouped)
            note(comma ? thousands_comma_ : thousands_dot_);
        return;
    }
    const bool comma_last = rest.rfind(',') > rest.rfind('.');
    const auto whole = rest.substr(0, rest.rfind(comma_last ? ',' : '.'));
    if ((comma_last ? commas : dots) != 1 || !is_grouped(whole, comma_last ? "." : ",")) return;
    note(comma_last ? decimal_comma_ : decimal_dot_);
    note(comma_last ? thousands_dot_ : thousands_comma_);
}

REEINDEX_INLINE bool NumberEvidence::any() const noexcept {
    return decimal_comma_ || thousands_comma_ || decimal_dot_ || thousands_dot_ || either_comma_ ||
           either_dot_;
}

REEINDEX_INLINE NumberFormat NumberEvidence::format(char decimal, char thousands,
                                                    bool dot_is_certain, std::string_view file,
                                                    std::string_view column) const {
    if (decimal != 0 || thousands != 0) {
        if (decimal == 0) decimal = thousands == '.' ? ',' : '.';
        if (decimal == thousands)
            throw InvalidArgument("thousands", concat("'", thousands, "'"),
                                  "another mark than the decimal one");
        return {decimal, thousands};
    }
    const auto& comma = decimal_comma_ ? decimal_comma_ : thousands_dot_;
    const auto& point = decimal_dot_ ? decimal_dot_ : thousands_comma_;
    if (comma && point)
        throw DataError(file, std::max(comma->line, point->line),
                        concat("column '", column, "': '", point->text, "' on line ", point->line,
                               " has a decimal point, '", comma->text, "' on line ", comma->line,
                               " a decimal comma; state decimal='.' or decimal=','"));
    if (comma) return {',', '.'};
    if (point) return {'.', ','};
    const auto both = [&](const Seen& seen, char mark) {
        std::string whole = seen.text;
        std::string small = seen.text;
        std::erase(whole, mark);
        std::replace(small.begin(), small.end(), ',', '.');
        throw DataError(
            file, seen.line,
            concat("column '", column, "': '", seen.text, "' has a ",
                   mark == ',' ? "comma" : "point", ", which may be a decimal ",
                   mark == ',' ? "comma" : "point", " or a thousands separator: ", small, " or ",
                   whole, "; state decimal='", mark, "' or thousands='", mark, "'"));
    };
    if (either_comma_) both(*either_comma_, ',');
    if (either_dot_ && !dot_is_certain) both(*either_dot_, '.');
    return {'.', 0};
}

}  // namespace reeindex::detail
