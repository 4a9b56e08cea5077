#pragma once
// Definitions of data/year_text.hpp.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/records.hpp>
#include <reeindex/data/year_text.hpp>

namespace reeindex {

REEINDEX_INLINE PeriodRule parse_period_rule(std::string_view text) {
    if (text.empty()) return PeriodRule::refuse;
    if (text == "first") return PeriodRule::first;
    if (text == "last") return PeriodRule::last;
    throw InvalidArgument("period", detail::concat("'", text, "'"), "'first' or 'last'");
}

namespace detail {

/// Runs of digits in a text, and what stands between them (lower case, dashes of Unicode as "-").
struct DigitRuns {
    std::vector<std::string_view> digits;
    std::vector<std::string> between;  ///< before the first, between, after the last

    explicit DigitRuns(std::string_view text) : between(1) {
        constexpr std::array<std::string_view, 4> dashes{"\xE2\x80\x90", "\xE2\x80\x93",
                                                         "\xE2\x80\x94", "\xE2\x88\x92"};
        for (std::size_t i = 0; i < text.size();) {
            const char letter = text[i];
            if (letter >= '0' && letter <= '9') {
                const auto end = std::min(text.find_first_not_of("0123456789", i), text.size());
                digits.push_back(text.substr(i, end - i));
                between.emplace_back();
                i = end;
                continue;
            }
            const auto dash = std::find_if(dashes.begin(), dashes.end(), [&](auto one) {
                return text.substr(i).starts_with(one);
            });
            if (dash != dashes.end()) {
                between.back() += '-';
                i += dash->size();
                continue;
            }
            between.back() +=
                letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
            ++i;
        }
    }

    [[nodiscard]] int number(std::size_t i) const {
        int value = 0;
        std::from_chars(digits[i].data(), digits[i].data() + digits[i].size(), value);
        return value;
    }
    [[nodiscard]] bool is(std::size_t i, std::size_t length) const {
        return i < digits.size() && digits[i].size() == length;
    }
};

REEINDEX_INLINE YearText year_problem(std::string_view text, std::string_view why) {
    return {0, {}, concat("'", text, "' ", why)};
}

REEINDEX_INLINE YearText of_period(std::string_view text, int first, int last, PeriodRule rule) {
    if (rule == PeriodRule::refuse)
        return year_problem(
            text, concat("is a period of ", last - first + 1, " years; state period='first' (",
                         first, ") or period='last' (", last, ")"));
    const bool from = rule == PeriodRule::first;
    return {from ? first : last,
            concat("period ", first, " to ", last, ", its ", from ? "first" : "last", " year"),
            {}};
}

/// The second year of "2019/20", "2019-2020"; 0 where the runs are no period.
REEINDEX_INLINE int second_year(const DigitRuns& runs) {
    if (runs.digits.size() != 2 || !runs.is(0, 4)) return 0;
    const auto mark = trim(runs.between[1]);
    if (mark != "/" && mark != "-" && mark != "to") return 0;
    const int first = runs.number(0);
    int last = runs.number(1);
    // "2019/20", and "1999/00"
    if (runs.is(1, 2)) last += first / 100 * 100 + (last == 0 && first % 100 == 99 ? 100 : 0);
    if (!runs.is(1, 2) && !runs.is(1, 4)) return 0;
    return last > first && last - first < 100 ? last : 0;
}

/// The year of a date that is the first or last day of one.
REEINDEX_INLINE YearText of_date(std::string_view text, int year, int a, int b) {
    // a and b are day and month in either order: both orders give the same for 01/01, 31/12
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12))
        return year_problem(text, "is no date: there is no such month or day");
    const bool start = a == 1 && b == 1;
    const bool end = (a == 12 && b == 31) || (a == 31 && b == 12);
    if (start || end) return {year, {}, {}};
    return year_problem(text, concat("is a day within ", year,
                                     "; only the first or last day of a year stands for it. Sum "
                                     "or average to years first"));
}

REEINDEX_INLINE bool is_month_name(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    return std::any_of(months.begin(), months.end(),
                       [&](auto one) { return text.find(one) != text.npos; });
}

/// The month, 1 to 12, that a text is the name of, without what stands around it; else 0.
REEINDEX_INLINE int month_of(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    constexpr std::string_view around = " -./,";
    const auto first = text.find_first_not_of(around);
    if (first == std::string_view::npos) return 0;
    const auto name = text.substr(first, text.find_last_not_of(around) - first + 1);
    for (std::size_t i = 0; i < months.size(); ++i)
        if (name == months[i] || name == months[i].substr(0, 3) || (i == 8 && name == "sept"))
            return static_cast<int>(i) + 1;
    return 0;
}

/// A date with the name of its month: "31-Dec-2019", "December 31, 2019", "2019 Jan 1".
REEINDEX_INLINE std::optional<YearText> of_named_month(std::string_view text,
                                                       const DigitRuns& runs) {
    if (runs.digits.size() != 2 || !trim(runs.between.back()).empty()) return std::nullopt;
    const auto day = [&](std::size_t i) { return runs.is(i, 1) || runs.is(i, 2); };
    const auto& before = runs.between.front();
    const auto& between = runs.between[1];
    const bool named_between = trim(before).empty();
    const int month = month_of(named_between ? between : before);
    if (month == 0) return std::nullopt;
    if (day(0) && runs.is(1, 4) &&
        (named_between || between.find_first_not_of(" ,-./") == std::string::npos))
        return of_date(text, runs.number(1), month, runs.number(0));
    if (named_between && runs.is(0, 4) && day(1))
        return of_date(text, runs.number(0), month, runs.number(1));
    return std::nullopt;
}

REEINDEX_INLINE YearText parse_year_text(std::string_view text, PeriodRule rule) {
    constexpr std::string_view none = "is not a year; must be a whole number from 1 to 9999";
    const DigitRuns runs{text};
    const auto before = trim(runs.between.front());
    const auto after = runs.between.size() > 1 ? trim(runs.between.back()) : std::string_view{};
    // 2019 and 2019.0
    const bool whole = runs.digits.size() == 1 && before.empty() && after.empty();
    const bool pointed = runs.digits.size() == 2 && before.empty() && after.empty() &&
                         runs.between[1] == "." &&
                         runs.digits[1].find_first_not_of('0') == std::string_view::npos;
    if (whole || pointed) {
        if (runs.is(0, 6) && runs.number(0) % 100 >= 1 && runs.number(0) % 100 <= 12 &&
            runs.number(0) / 100 >= 1500 && runs.number(0) / 100 < 2200)
            return year_problem(text, "is a month (YYYYMM); sum or average to years first");
        if (runs.is(0, 8) && runs.number(0) / 10000 >= 1500 && runs.number(0) / 10000 < 2200)
            return of_date(text, runs.number(0) / 10000, runs.number(0) / 100 % 100,
                           runs.number(0) % 100);
        if (runs.digits[0].size() > 4) return year_problem(text, none);
        const int year = runs.number(0);
        if (year < Year::min || year > Year::max) return year_problem(text, none);
        if (runs.digits[0].size() == 2)
            return year_problem(text, "has two digits and no century; write the year with four");
        return {year, {}, {}};
    }
    // FY2019, CY 2019, 2019 AD
    constexpr std::array<std::string_view, 5> prefixes{"fy", "cy", "yr", "y", "year"};
    if (std::find(prefixes.begin(), prefixes.end(), before) != prefixes.end() && after.empty()) {
        if (runs.digits.size() == 1) {
            if (runs.is(0, 4)) return {runs.number(0), {}, {}};
            return year_problem(text, "has no year of four digits");
        }
        if (const int last = second_year(runs)) return of_period(text, runs.number(0), last, rule);
        return year_problem(text, none);
    }
    if (auto date = of_named_month(text, runs)) return *std::move(date);
    if (!before.empty() || runs.digits.empty())
        return year_problem(text, is_month_name(before) && !runs.digits.empty()
                                      ? "is a month; sum or average to years first"
                                      : none);
    const auto mark = trim(runs.between[1]);
    if (runs.is(0, 4) &&
        (mark == "q" || mark == "-q" || mark == ":q" || mark == "m" || mark == "-m" ||
         mark == ":m" || mark == "s" || mark == "-s" || is_month_name(mark)))
        return year_problem(text, "is a part of a year; sum or average to years first");
    // dates: 2019-12-31, 2019-01-01T00:00:00Z, 31.12.2019, 12/31/2019
    if (runs.digits.size() >= 3 && (mark == "-" || mark == "/" || mark == ".") &&
        trim(runs.between[2]) == mark) {
        for (std::size_t i = 3; i < runs.digits.size(); ++i)
            if (runs.number(i) != 0)
                return year_problem(text, "has a time of day; only 00:00 stands for a year");
        if (runs.is(0, 4) && runs.number(1) > 12 && runs.number(2) != 12)
            return year_problem(text, "is no date: there is no such month");
        if (runs.is(0, 4)) return of_date(text, runs.number(0), runs.number(1), runs.number(2));
        if (runs.is(2, 4)) return of_date(text, runs.number(2), runs.number(0), runs.number(1));
        return year_problem(text, "is a date without a year of four digits");
    }
    if (after.empty()) {
        const int last = second_year(runs);
        const bool month = runs.digits.size() == 2 && runs.is(0, 4) && runs.is(1, 2) &&
                           runs.number(1) >= 1 && runs.number(1) <= 12 && mark == "-";
        if (month && last != 0)
            return year_problem(text,
                                "may be a month or a period of years; write 2011/12 for the "
                                "period, and sum or average months to years first");
        if (month) return year_problem(text, "is a month; sum or average to years first");
        if (last != 0) return of_period(text, runs.number(0), last, rule);
    }
    return year_problem(text, none);
}

REEINDEX_INLINE std::optional<YearColumn> year_of_column(std::string_view name, PeriodRule rule) {
    const auto plausible = [](int year) { return year >= 1500 && year < 2200; };
    const DigitRuns runs{name};
    std::vector<std::size_t> years;
    for (std::size_t i = 0; i < runs.digits.size(); ++i)
        if (runs.is(i, 4) && plausible(runs.number(i))) years.push_back(i);
    if (years.empty()) return std::nullopt;
    YearColumn out{.year = runs.number(years[0])};
    // "2019.0", as programs write years that they took for numbers
    if (runs.digits.size() == 2 && years[0] == 0 && runs.between[1] == "." &&
        trim(runs.between[0]).empty() && trim(runs.between[2]).empty())
        return runs.digits[1].find_first_not_of('0') == std::string_view::npos ? std::optional{out}
                                                                               : std::nullopt;
    if (const int last = second_year(runs);
        last != 0 && trim(runs.between[0]).empty() && trim(runs.between.back()).empty()) {
        const auto period = of_period(name, out.year, last, rule);
        if (!period.problem.empty()) return std::nullopt;
        return YearColumn{.year = period.year, .note = period.note};
    }
    // "2018 [YR2018]": the same year twice
    for (const auto i : years)
        if (runs.number(i) != out.year) return std::nullopt;
    const auto head = runs.between.front();
    const auto tail = runs.between.back();
    if (years.size() == 2)
        return trim(head).empty() && trim(runs.between[1]) == "[yr" && trim(tail) == "]"
                   ? std::optional{out}
                   : std::nullopt;
    if (trim(head).empty() || head == "y" || head == "x" || head == "yr" || head == "fy" ||
        head == "fy ") {
        auto mark = std::string{trim(tail)};
        std::erase_if(mark, [](char c) { return c == '(' || c == ')' || c == '.' || c == ' '; });
        if (mark == "est" || mark == "estimated" || mark == "estimate") mark = "e";
        if (mark == "prov" || mark == "provisional" || mark == "preliminary") mark = "p";
        if (head == "y" && (mark == "f" || mark == "n")) mark = mark == "f" ? "F" : "N";
        if (runs.digits.size() == 1 && (mark.empty() || mark == "e" || mark == "p" || mark == "r" ||
                                        mark == "F" || mark == "N")) {
            out.mark = mark;
            return out;
        }
        if (runs.digits.size() == 1 && trim(head).empty() && (tail[0] == '_' || tail[0] == ' ')) {
            out.stem = std::string{trim(name.substr(name.find(runs.digits[0]) + 5))};
            return out;
        }
        return std::nullopt;
    }
    // "Prod_t_est_2022", "Production 2018", "Output (2018)": the year last
    const auto& before = runs.between[years[0]];
    if (years[0] + 1 != runs.digits.size() || before.empty()) return std::nullopt;
    const bool bracket = trim(tail) == ")" && before.back() == '(';
    if (!bracket && (!trim(tail).empty() ||
                     (before.back() != '_' && before.back() != ' ' && before.back() != '-')))
        return std::nullopt;
    auto stem =
        name.substr(0, static_cast<std::size_t>(runs.digits[years[0]].data() - name.data()));
    while (!stem.empty() &&
           (stem.back() == '_' || stem.back() == ' ' || stem.back() == '-' || stem.back() == '('))
        stem.remove_suffix(1);
    std::string lower;
    for (const char c : stem) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    // parts of a year are no years
    const bool quarter = lower.size() == 2 && lower[1] >= '1' && lower[1] <= '4' &&
                         (lower[0] == 'q' || lower[0] == 'h' || lower[0] == 's');
    if (quarter || (lower.size() <= 9 && is_month_name(lower.substr(0, 3)))) return std::nullopt;
    if (lower.ends_with("_est")) {
        stem.remove_suffix(4);
        out.mark = "e";
    }
    out.stem = std::string{stem};
    return out;
}

}  // namespace detail
}  // namespace reeindex
