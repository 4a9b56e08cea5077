#pragma once
/// \file
/// Taking publication numbers apart, and the spellings of each office.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/patents/publication.hpp>

namespace reeindex::detail {

namespace publication_number {

/// Letters and digits of a text, and where separators stood.
struct Body {
    std::array<char, 48> chars;  // the first `size` of them are set
    std::size_t size = 0;
    std::uint64_t breaks = 0;  // bit i: a separator stands before chars[i]
    bool foreign = false;      // holds a byte beyond ASCII
    bool unknown = false;      // holds a character that no number has
    bool too_long = false;

    [[nodiscard]] std::string_view text() const noexcept { return {chars.data(), size}; }
    [[nodiscard]] bool broken_before(std::size_t i) const noexcept {
        return ((breaks >> i) & 1U) != 0;
    }
};

REEINDEX_INLINE Body body_of(std::string_view text) noexcept {
    Body out;
    bool gap = false;
    for (const char raw : text) {
        const char c = raw >= 'a' && raw <= 'z' ? static_cast<char>(raw - 'a' + 'A') : raw;
        if (is_digit(c) || is_capital(c)) {
            if (out.size == out.chars.size()) {
                out.too_long = true;
                return out;
            }
            if (gap) out.breaks |= std::uint64_t{1} << out.size;
            gap = false;
            out.chars[out.size++] = c;
        } else if (c == ' ' || c == '-' || c == '_' || c == '/' || c == '.' || c == ',' ||
                   c == '\t' || c == '(' || c == ')' || c == '[' || c == ']') {
            gap = true;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            out.foreign = true;
            return out;
        } else {
            out.unknown = true;
            return out;
        }
    }
    return out;
}

/// A word that Japanese numbers are written with, and what stands for it in Latin letters.
struct Word {
    std::string_view text, latin;
};

/// Unicode blanks and dashes as '-', full-width forms as ASCII, the Japanese words of kinds and
/// eras as their codes; "?" for what no number has.
REEINDEX_INLINE std::string in_ascii(std::string_view text) {
    // The kind of a document stands before its number in Japanese, behind it in ST.16.
    constexpr std::array<Word, 13> kinds{{{"特開", "A"},
                                          {"特表", "A"},
                                          {"再公表", "A1"},
                                          {"再表", "A1"},
                                          {"特公", "B2"},
                                          {"特許", "B"},
                                          {"実開", "U"},
                                          {"実表", "U"},
                                          {"実公", "Y2"},
                                          {"実用新案登録", "?"},
                                          {"実登", "?"},
                                          {"意匠登録", "S"},
                                          {"意登", "S"}}};
    constexpr std::array<Word, 16> words{{{"明治", "M"},
                                          {"大正", "T"},
                                          {"昭和", "S"},
                                          {"平成", "H"},
                                          {"令和", "R"},
                                          {"明", "M"},
                                          {"大", "T"},
                                          {"昭", "S"},
                                          {"平", "H"},
                                          {"令", "R"},
                                          {"元", "1"},
                                          {"年", "-"},
                                          {"第", ""},
                                          {"号", ""},
                                          {"公報", ""},
                                          {"番", ""}}};
    std::string out;
    std::string_view kind;
    bool republished = false;
    while (!text.empty()) {
        const auto c = static_cast<unsigned char>(text[0]);
        const auto follow = [&](std::size_t k) -> unsigned {
            return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
        };
        if (c < 0x80) {
            out += text[0];
            text.remove_prefix(1);
        } else if (c == 0xC2 && follow(1) == 0xA0) {  // no-break blank
            out += '-';
            text.remove_prefix(2);
        } else if ((c == 0xE2 && follow(1) == 0x80 &&
                    ((follow(2) >= 0x80 && follow(2) <= 0x95) || follow(2) == 0xAF)) ||
                   (c == 0xE2 && follow(1) == 0x88 && follow(2) == 0x92) ||
                   (c == 0xE3 && follow(1) == 0x80 && follow(2) >= 0x80 && follow(2) <= 0x82)) {
            out += '-';  // U+2000 to U+2015, U+202F, the minus sign, ideographic blank, comma, stop
            text.remove_prefix(3);
        } else if (c == 0xEF && (follow(1) == 0xBC || follow(1) == 0xBD)) {  // U+FF01 to U+FF5E
            const unsigned code = ((follow(1) & 0x3FU) << 6) | (follow(2) & 0x3FU);
            const unsigned narrow = code - 0xF00U + 0x20U;
            if (follow(2) < 0x80 || narrow < 0x21 || narrow > 0x7E) return "?";
            out += static_cast<char>(narrow);
            text.remove_prefix(3);
        } else {
            const auto starts = [&](const Word& word) { return text.starts_with(word.text); };
            if (const auto known = std::find_if(kinds.begin(), kinds.end(), starts);
                known != kinds.end() && kind.empty()) {
                kind = known->latin;
                republished = kind == "A1";
                text.remove_prefix(known->text.size());
            } else if (const auto word = std::find_if(words.begin(), words.end(), starts);
                       word != words.end()) {
                out += word->latin;
                text.remove_prefix(word->text.size());
            } else {
                return "?";
            }
        }
    }
    if (kind.empty()) return out;
    const bool named = out.starts_with("JP") || out.starts_with("jp");
    const auto bare = named ? out.substr(2) : out;
    if (bare.find_first_of("0123456789") == std::string::npos) return "?";
    out = concat("JP ", republished && bare.find_first_of("Ww") == std::string::npos ? "WO" : "",
                 bare);
    // Registrations of utility models without examination began with 3,000,001 in 1994.
    if (kind == "?") {
        std::string digits;
        for (const char c : bare)
            if (is_digit(c)) digits += c;
        kind = digits.size() == 7 && digits[0] == '3' ? "U" : "";
    }
    const auto last =
        std::find_if(out.rbegin(), out.rend(), [](char c) { return is_digit(c) || is_capital(c); });
    if (last != out.rend() && is_digit(*last)) out += concat(" ", kind);
    return out;
}

REEINDEX_INLINE bool all_digits(std::string_view text) noexcept {
    for (const char c : text)
        if (!is_digit(c)) return false;
    return true;
}

REEINDEX_INLINE bool year_between(std::string_view digits, std::string_view least,
                                  std::string_view most) noexcept {
    return digits.size() >= 4 && all_digits(digits.substr(0, 4)) && digits.substr(0, 4) >= least &&
           digits.substr(0, 4) <= most;
}

/// Writes `prefix` and then the number padded with zeros to `width`.
REEINDEX_INLINE void set_digits(PublicationParts& parts, std::string_view prefix,
                                std::string_view digits, std::size_t width) {
    std::array<char, 24> out{};
    std::size_t size = 0;
    for (const char c : prefix) out[size++] = c;
    for (std::size_t i = digits.size(); i < width; ++i) out[size++] = '0';
    for (const char c : digits) out[size++] = c;
    parts.digits = out;
    parts.digits_size = static_cast<std::uint8_t>(size);
}

REEINDEX_INLINE std::string_view without_zeros(std::string_view digits) noexcept {
    const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return digits.substr(first);
}

// Each of the following gets the number without office and kind; `parts` holds it too. `breaks`
// tells where the number was written in parts: bit i for a separator before its i-th character.

REEINDEX_INLINE void read_cn(PublicationParts& parts, std::string_view number) {
    if (number.starts_with("ZL"))
        parts.problem = "is a Chinese application number (ZL), not a publication number";
    else if (!all_digits(number))
        parts.problem = "has letters in its number, and a Chinese one has digits only";
    else if (number.size() == 12 || number.size() == 13)
        parts.problem =
            "is a Chinese application number (12 or 13 digits), not a publication number";
    else if (number.size() < 7 || number.size() > 9)
        parts.problem = "has not the 7, 8 or 9 digits of a Chinese publication number";
    else if (number.size() == 9 && (number[0] < '1' || number[0] > '3'))
        parts.problem =
            "has 9 digits that do not begin with 1 (invention), 2 (utility model) or 3 (design)";
}

REEINDEX_INLINE void read_ep(PublicationParts& parts, std::string_view number) {
    if (!all_digits(number) || number.size() > 8)
        parts.problem = "has more than the 7 digits of a European publication number, or letters";
    else if (number.size() == 8 && number[0] != '0')
        parts.problem = "looks like a European application number (8 digits), not a publication";
    else
        set_digits(parts, {}, number.size() == 8 ? number.substr(1) : number, 7);
}

REEINDEX_INLINE void read_wo(PublicationParts& parts, std::string_view number) {
    // Two-digit years with five digits until 2003, four-digit years with six digits since 2004;
    // some databases write the four-digit year with five digits.
    if (!all_digits(number) || number.size() < 7 || number.size() > 10) {
        parts.problem = "is not a year and a number, such as WO 2020/123456 or WO 99/12345";
    } else if (number.size() >= 9) {
        if (!year_between(number, "1978", "2099"))
            parts.problem = "has a year outside 1978 to 2099";
        else
            set_digits(parts, number.substr(0, 4), number.substr(4), 6);
    } else {
        const bool before_2000 = number.substr(0, 2) >= "78";
        const std::array<char, 4> year{before_2000 ? '1' : '2', before_2000 ? '9' : '0', number[0],
                                       number[1]};
        set_digits(parts, {year.data(), 4}, number.substr(2), 6);
    }
}

REEINDEX_INLINE void read_us(PublicationParts& parts, std::string_view number) {
    const auto letters = std::min(number.find_first_of("0123456789"), number.size());
    if (letters > 0) {
        // Designs, reissues, plants, registrations, defensive publications, old series.
        constexpr std::array<std::string_view, 8> known{"D", "RE", "PP", "H", "T", "X", "AI", "RX"};
        if (std::find(known.begin(), known.end(), number.substr(0, letters)) == known.end())
            parts.problem = "begins with letters that no number of the US has";
        else
            set_digits(parts, number.substr(0, letters), without_zeros(number.substr(letters)), 0);
        return;
    }
    // Applications: the year and seven digits, of which DOCDB drops a leading zero.
    if (number.size() == 10 && number >= "2001000000" && number < "2100000000")
        set_digits(parts, number.substr(0, 4), number.substr(4), 7);
    else if (number.size() == 11 && (number < "20010000000" || number >= "21000000000"))
        parts.problem = "has 11 digits that do not begin with a year since 2001";
    else if (number.size() == 9 || number.size() == 10 || number.size() > 11)
        parts.problem =
            "has neither the up to 8 digits of a US patent nor the year and 7 digits of an "
            "application";
    else if (number.size() <= 8 && number[0] == '0')
        set_digits(parts, {}, without_zeros(number), 0);
}

REEINDEX_INLINE void read_jp(PublicationParts& parts, std::string_view number,
                             std::uint64_t breaks) {
    constexpr std::array<std::pair<char, int>, 5> eras{
        {{'M', 45}, {'T', 15}, {'S', 64}, {'H', 31}, {'R', 81}}};
    const auto era = std::find_if(eras.begin(), eras.end(),
                                  [&](const auto& one) { return one.first == number[0]; });
    const auto break_at = [&](std::size_t i) { return ((breaks >> i) & 1U) != 0; };
    if (era != eras.end() && number.size() > 1 && is_digit(number[1])) {
        const auto digits = number.substr(1);
        std::size_t year = break_at(2) ? 1 : 2;
        const auto value = [&](std::size_t count) {
            return count > digits.size()
                       ? 0
                       : (count == 1 ? digits[0] - '0'
                                     : (digits[0] - '0') * 10 + (digits[1] - '0'));
        };
        if (year == 2 && !break_at(3) && value(2) > era->second) year = 1;
        if (digits.size() <= year || digits.size() - year > 6 || value(year) < 1 ||
            value(year) > era->second) {
            parts.problem = "is not an era, a year of it and a number of up to 6 digits";
            return;
        }
        const std::array<char, 3> prefix{number[0], year == 1 ? '0' : digits[0], digits[year - 1]};
        set_digits(parts, {prefix.data(), 3}, digits.substr(year), 6);
        return;
    }
    if (all_digits(number) && number.size() < 10 && number.size() > 4 && break_at(4) &&
        year_between(number, "2000", "2099"))
        set_digits(parts, number.substr(0, 4), number.substr(4), 6);
}

REEINDEX_INLINE void read_in(PublicationParts& parts, std::string_view number) {
    const auto letters = number.find_first_not_of("0123456789");
    if (letters == std::string_view::npos || letters == 0) return;
    // "2851/DE/2013" and "2013DE02851": serial, branch and year, in either order.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> branches{
        {{"DEL", "DE"},
         {"CHE", "CH"},
         {"MUM", "MU"},
         {"KOL", "KO"},
         {"DELNP", "DN"},
         {"CHENP", "CN"},
         {"MUMNP", "MN"},
         {"KOLNP", "KN"},
         {"CAL", "CA"},
         {"MAS", "MA"},
         {"BOM", "BO"}}};
    const auto end = std::min(number.find_first_of("0123456789", letters), number.size());
    std::string_view branch = number.substr(letters, end - letters);
    const auto first = number.substr(0, letters);
    const auto second = number.substr(end);
    for (const auto& [name, code] : branches)
        if (branch == name) branch = code;
    const auto serial_then_year = second.size() == 4 && year_between(second, "1912", "2099");
    const auto year_then_serial = first.size() == 4 && year_between(first, "1912", "2099");
    if (branch.size() != 2 || !all_digits(second) || second.empty() ||
        (!serial_then_year && !year_then_serial)) {
        parts.problem =
            "is not a serial number, a branch and a year, such as IN 2851/DE/2013 or "
            "IN 2013DE02851";
        return;
    }
    const auto year = serial_then_year ? second : first;
    const auto serial = without_zeros(serial_then_year ? first : second);
    if (serial.size() > 6) {
        parts.problem = "has an Indian serial number of more than 6 digits";
        return;
    }
    const std::string prefix = concat(year, branch);
    set_digits(parts, prefix, serial, 5);
}

REEINDEX_INLINE void read_sg(PublicationParts& parts, std::string_view number) {
    // Since 2014: 1, the kind of application, the year, five digits, a check letter.
    if (all_digits(number) || all_digits(number.substr(0, number.size() - 1))) return;
    parts.problem = "has letters among the digits of its number";
}

REEINDEX_INLINE void read_it(PublicationParts& parts, std::string_view number) {
    // "RM2013A000123": the chamber of commerce, the year, the kind, the serial number.
    if (number.size() == 13 && is_capital(number[0]) && is_capital(number[1]) &&
        year_between(number.substr(2), "1900", "2099") && is_capital(number[6]) &&
        all_digits(number.substr(7))) {
        const std::string place{number.substr(0, 6)};
        const std::string serial{number.substr(9)};
        if (number.substr(7, 2) == "00") {
            set_digits(parts, place, serial, 4);
            return;
        }
    }
    const auto first = number.find_first_of("0123456789");
    if (first > 3 || !all_digits(number.substr(std::min(first, number.size()))))
        parts.problem = "has letters among the digits of its number";
}

REEINDEX_INLINE void read_other(PublicationParts& parts, std::string_view number) {
    const auto office = parts.office_text();
    if (office == "KR" && number.size() == 13 && all_digits(number) &&
        (number.starts_with("10") || number.starts_with("20")) &&
        year_between(number.substr(2), "1948", "2099")) {
        set_digits(parts, {}, number.substr(2), 0);  // 10 invention, 20 utility model
    } else if (office == "DE" && number.size() == 13 && all_digits(number)) {
        parts.problem = "is a German application number with its check digit, not a publication";
    } else if (office == "BR") {
        // The check digit behind the dash is no part of the number.
        const auto letters = std::min(number.find_first_of("0123456789"), number.size());
        const auto digits = number.size() - letters;
        if ((letters == 2 && digits == 8) || (letters == 0 && digits == 13))
            set_digits(parts, number.substr(0, letters),
                       number.substr(letters, number.size() - letters - 1), 0);
    } else if (office == "MX" && number.size() > 10 && (number[0] == 'A' || number[0] == 'U') &&
               is_digit(number[1])) {
        // "MX/a/2013/012345": the letter is the kind.
        if (parts.kind_size == 0) {
            parts.kind[0] = number[0];
            parts.kind_size = 1;
        }
        set_digits(parts, {}, number.substr(1), 0);
    } else if (number.starts_with("EP") && number.size() > 2 && is_digit(number[2])) {
        set_digits(parts, {}, number.substr(2), 0);  // translation of a European patent
    }
}

/// Brings the spellings of one number to one form, and refuses what the office never published.
REEINDEX_INLINE void normalise(PublicationParts& parts, std::uint64_t breaks) {
    const std::array<char, 24> copy = parts.digits;
    const std::string_view number{copy.data(), parts.digits_size};
    const auto is = [&](char first, char second) {
        return parts.office[0] == first && parts.office[1] == second;
    };
    if (is('C', 'N')) return read_cn(parts, number);
    if (is('I', 'N')) return read_in(parts, number);
    if (is('S', 'G')) return read_sg(parts, number);
    if (is('I', 'T')) return read_it(parts, number);
    // Letters stand in front of the digits (design patents, eras of Japan), never among them.
    std::size_t first_digit = 0;
    while (!is_digit(number[first_digit])) ++first_digit;
    if (first_digit > 3 || !all_digits(number.substr(first_digit))) {
        parts.problem = "has letters among the digits of its number";
        return;
    }
    if (is('U', 'S')) return read_us(parts, number);
    if (is('E', 'P')) return read_ep(parts, number);
    if (is('W', 'O')) return read_wo(parts, number);
    if (is('J', 'P')) return read_jp(parts, number, breaks);
    read_other(parts, number);
}

/// Whether the last eight characters are a date behind a kind: "EP 1357170 B9 20061018".
REEINDEX_INLINE bool ends_with_date(const Body& body) noexcept {
    if (body.size < 14 || !is_digit(body.chars[body.size - 1])) return false;
    const std::size_t at = body.size - 8;
    const auto text = body.text();
    if (!body.broken_before(at) || !all_digits(text.substr(at))) return false;
    const bool kind =
        is_capital(text[at - 1]) || (is_digit(text[at - 1]) && is_capital(text[at - 2]));
    return kind && year_between(text.substr(at), "1790", "2100") &&
           text.substr(at + 4, 2) >= "01" && text.substr(at + 4, 2) <= "12" &&
           text.substr(at + 6, 2) >= "01" && text.substr(at + 6, 2) <= "31";
}

}  // namespace publication_number

REEINDEX_INLINE PublicationParts split_publication(std::string_view text) {
    namespace own = publication_number;
    PublicationParts parts;
    own::Body body = own::body_of(text);
    if (body.foreign) {
        body = own::body_of(own::in_ascii(text));
    }
    if (body.unknown || body.foreign) {
        parts.problem = "holds a character that no publication number has";
        return parts;
    }
    if (body.too_long) {
        parts.problem = "is too long for a publication number";
        return parts;
    }
    if (own::ends_with_date(body)) body.size -= 8;
    const auto all = body.text();
    if (all.empty()) {
        parts.problem = "is empty";
        return parts;
    }
    if (all.size() > 2 && all[0] == 'P' && all[1] == 'C' && all[2] == 'T') {
        parts.problem = "is an application number of the PCT; its publication begins with WO";
        return parts;
    }
    if (all.size() < 2 || !is_capital(all[0]) || !is_capital(all[1])) {
        parts.problem = "does not begin with the two letters of an office";
        return parts;
    }
    parts.office = {all[0], all[1]};
    if (!is_office_code(all.substr(0, 2))) {
        parts.problem = "does not begin with an office code of WIPO ST.3";
        return parts;
    }
    std::string_view rest = all.substr(2);
    const bool singapore = all[0] == 'S' && all[1] == 'G';
    // A letter after digits is the kind, with at most one digit of its own. In Singapore a check
    // letter ends the number itself.
    const auto take_kind = [&](std::size_t length) {
        const std::size_t at = rest.size() - length;
        if (at == 0 || !is_capital(rest[at])) return;
        if (!is_digit(rest[at - 1]) &&
            !(singapore && at >= 2 && is_capital(rest[at - 1]) && is_digit(rest[at - 2])))
            return;
        if (singapore && length == 1 && at == 11 && rest[0] == '1' &&
            own::all_digits(rest.substr(0, 11)))
            return;
        std::copy_n(rest.begin() + static_cast<std::ptrdiff_t>(at), length, parts.kind.begin());
        parts.kind_size = static_cast<std::uint8_t>(length);
        rest.remove_suffix(length);
    };
    if (rest.size() >= 2 && is_capital(rest.back()))
        take_kind(1);
    else if (rest.size() >= 3)
        take_kind(2);
    // Any digit at all: the last character is one, but for a check letter.
    bool any_digit = false;
    for (std::size_t i = rest.size(); i > 0 && !any_digit; --i) any_digit = is_digit(rest[i - 1]);
    if (!any_digit || (!is_digit(rest.back()) && !singapore)) {
        parts.problem = "has no number after the office";
        return parts;
    }
    if (rest.size() > 16) {
        parts.problem = "has a number of more than 16 characters";
        return parts;
    }
    std::copy(rest.begin(), rest.end(), parts.digits.begin());
    parts.digits_size = static_cast<std::uint8_t>(rest.size());
    own::normalise(parts, body.breaks >> 2);
    return parts;
}

}  // namespace reeindex::detail
