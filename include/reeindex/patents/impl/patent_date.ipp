#pragma once
/// \file
/// Dates as databases and spreadsheets write them, beyond ISO 8601.

#include <algorithm>
#include <array>

#include <reeindex/core/compiled.hpp>
#include <reeindex/patents/patent_date.hpp>

namespace reeindex {

namespace detail {

/// A date cut into its parts: numbers, and at most one month in words.
struct DateParts {
    struct Part {
        int value = 0;
        std::size_t digits = 0;  // 0 for a month in words
    };
    std::array<Part, 3> part{};
    std::size_t count = 0;
    bool dotted = false;
    bool valid = false;
};

REEINDEX_INLINE int month_in_words(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 12> months{
        "JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
        "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (word.size() > months[i].size()) continue;
        const bool same = std::equal(word.begin(), word.end(), months[i].begin(),
                                     [](char a, char b) { return (a & ~0x20) == b; });
        if (same) return static_cast<int>(i) + 1;
    }
    return 0;
}

REEINDEX_INLINE DateParts date_parts(std::string_view text) noexcept {
    DateParts out;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::size_t dots = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (digit(text[i]) || letter(text[i])) {
            const bool number = digit(text[i]);
            std::size_t end = i;
            while (end < text.size() && (number ? digit(text[end]) : letter(text[end]))) ++end;
            if (out.count == 3 || end - i > 9) return out;
            auto& part = out.part[out.count++];
            if (number) {
                part.digits = end - i;
                for (std::size_t k = i; k < end; ++k)
                    part.value = part.value * 10 + (text[k] - '0');
            } else {
                part.value = month_in_words(text.substr(i, end - i));
                if (part.value == 0) return out;
            }
            i = end;
        } else if (text.substr(i).starts_with("年") || text.substr(i).starts_with("月") ||
                   text.substr(i).starts_with("日")) {
            i += 3;
        } else if (text[i] == ' ' || text[i] == '-' || text[i] == '/' || text[i] == '.' ||
                   text[i] == ',' || text[i] == '\t') {
            dots += text[i] == '.' ? 1U : 0U;
            ++i;
        } else {
            return out;
        }
    }
    out.dotted = dots == 2;
    out.valid = out.count >= 2;
    return out;
}

REEINDEX_INLINE unsigned date_orders(std::string_view text) {
    const auto parts = date_parts(text);
    if (!parts.valid || parts.count != 3 || parts.dotted) return 0;
    for (const auto& part : parts.part)
        if (part.digits == 0) return 0;
    if (parts.part[0].digits > 2 || parts.part[1].digits > 2) return 0;
    const int a = parts.part[0].value, b = parts.part[1].value;
    if (a < 1 || b < 1) return 0;
    return (a <= 31 && b <= 12 ? 1U : 0U) | (a <= 12 && b <= 31 ? 2U : 0U);
}

}  // namespace detail

REEINDEX_INLINE DateReading read_patent_date(std::string_view text, const DateForm& form) {
    constexpr std::string_view no_date = "not a date that exists, or in a form that is not read";
    constexpr std::string_view far = "a year outside 1790 to 2100";
    constexpr std::string_view two_ways =
        "may be read with the day or the month first; the order of the dates must be given";
    constexpr std::string_view two_digits =
        "a year of two digits; the order of the dates must be given, and the century or a year of "
        "publication";
    constexpr std::string_view too_late =
        "a year of two digits that lies after the year of publication, or more than 60 years "
        "before it";
    constexpr int longest = 60;  // years from a filing to its publication
    for (const std::string_view none :
         {"0", "0000-00-00", "00000000", "9999-12-31", "99991231", "9999", "0000"})
        if (text == none) return {.missing = true};
    if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ') && text[4] == '-')
        text = text.substr(0, 10);
    if (text.ends_with(".0") && (text.size() == 10 || text.size() == 6))
        text.remove_suffix(2);  // a number that a spreadsheet made a decimal
    if (const auto plain = PatentDate::parse(text)) return {.date = plain};

    const auto made = [&](int year, int month, int day) -> DateReading {
        if (month < 1 || month > 12 || day < 0 || day > 31) return {.problem = no_date};
        if (const auto date = PatentDate::make(year, month, day)) return {.date = date};
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const bool outside = year < PatentDate::min_year || year > PatentDate::max_year;
        return {.problem = outside && day <= detail::days_of_month(leap ? 2000 : 1900, month)
                               ? far
                               : no_date};
    };
    const auto all_digits = [](std::string_view part) {
        return !part.empty() &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (all_digits(text)) {
        int value = 0;
        if (text.size() <= 8)
            for (const char c : text) value = value * 10 + (c - '0');
        if (text.size() == 8 && value % 100 > 0)
            return made(value / 10000, value / 100 % 100, value % 100);
        if (text.size() == 4) return {.problem = far};
        return {.problem = no_date};
    }
    const auto parts = detail::date_parts(text);
    if (!parts.valid) return {.problem = no_date};
    const auto& p = parts.part;
    // The year of two digits that the form tells; 0 if it does not.
    const auto full_year = [&](const detail::DateParts::Part& part) {
        if (part.digits == 4) return part.value;
        if (part.digits != 2) return 0;
        if (form.not_after > 0) {
            const int before = (form.not_after - part.value) % 100;
            return before > longest ? -1 : form.not_after - before;
        }
        if (form.century_from > 0) {
            const int shift = (part.value - form.century_from) % 100;
            return form.century_from + (shift < 0 ? shift + 100 : shift);
        }
        return 0;
    };
    const auto day_month_year = [&](const detail::DateParts::Part& day, int month,
                                    const detail::DateParts::Part& year_part) -> DateReading {
        if (day.digits < 1 || day.digits > 2 || day.value < 1) return {.problem = no_date};
        const int year = full_year(year_part);
        if (year < 0) return {.problem = too_late};
        if (year == 0) return {.problem = year_part.digits == 2 ? two_digits : no_date};
        return made(year, month, day.value);
    };
    if (parts.count == 2) {
        for (const auto& [month, year] : {std::pair{0U, 1U}, std::pair{1U, 0U}})
            if (p[month].digits <= 2 && p[year].digits == 4)
                return made(p[year].value, p[month].value, 0);
        return {.problem = no_date};
    }
    const auto words =
        std::count_if(p.begin(), p.end(), [](const auto& one) { return one.digits == 0; });
    if (words > 1) return {.problem = no_date};
    if (p[0].digits == 4) {
        const auto& last = p[2];
        if (last.digits < 1 || last.digits > 2 || last.value < 1 || p[1].digits > 2)
            return {.problem = no_date};
        return made(p[0].value, p[1].value, last.value);
    }
    if (p[1].digits == 0) return day_month_year(p[0], p[1].value, p[2]);
    if (p[0].digits == 0) return day_month_year(p[1], p[0].value, p[2]);
    if (p[2].digits == 0) return {.problem = no_date};
    if (p[0].digits > 2 || p[1].digits > 2) return {.problem = no_date};
    if (form.order == DateOrder::year_first && p[2].digits <= 2)
        return day_month_year(p[2], p[1].value, p[0]);
    if (form.order == DateOrder::month_first) return day_month_year(p[1], p[0].value, p[2]);
    if (form.order == DateOrder::day_first || (parts.dotted && p[2].digits == 4))
        return day_month_year(p[0], p[1].value, p[2]);
    if (p[2].digits == 2) return {.problem = two_digits};
    const bool day_first = p[1].value <= 12, month_first = p[0].value <= 12;
    if (day_first && month_first && p[0].value != p[1].value) return {.problem = two_ways};
    return day_first ? day_month_year(p[0], p[1].value, p[2])
                     : day_month_year(p[1], p[0].value, p[2]);
}

}  // namespace reeindex
