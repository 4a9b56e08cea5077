#pragma once
// Definitions of core/unit_words.hpp.

#include <array>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/text.hpp>
#include <reeindex/core/unit_words.hpp>

namespace reeindex {
namespace detail {

REEINDEX_INLINE std::string plain_words(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '.') continue;  // "metr. t", "U.S."
        const bool blank = letter == ' ' || letter == ',' || letter == '(' || letter == ')' ||
                           letter == '-' || letter == '\t' || letter == '_' || letter == '[' ||
                           letter == ']';
        if (blank) {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

struct UnitWord {
    std::string_view words, code;
};
// "ton" alone is none of them: it may be metric, short (907 kg) or long (1016 kg).
inline constexpr std::array<UnitWord, 69> unit_words{{
    {"metric tons", "t"},
    {"metric ton", "t"},
    {"metric tonnes", "t"},
    {"metric tonne", "t"},
    {"tonnes metric", "t"},
    {"tonne metric", "t"},
    {"tonnes", "t"},
    {"tonne", "t"},
    {"metr t", "t"},
    {"t", "t"},
    {"kilotonnes", "kt"},
    {"kilotonne", "kt"},
    {"kt", "kt"},
    {"megatonnes", "Mt"},
    {"megatonne", "Mt"},
    {"kilograms", "kg"},
    {"kilogram", "kg"},
    {"kilogrammes", "kg"},
    {"kg", "kg"},
    {"grams", "g"},
    {"gram", "g"},
    {"g", "g"},
    {"percent", "%"},
    {"per cent", "%"},
    {"percentage", "%"},
    {"%", "%"},
    {"us dollars", "USD"},
    {"us dollar", "USD"},
    {"us$", "USD"},
    {"usd", "USD"},
    {"current us$", "USD"},
    {"us$ current", "USD"},
    {"euros", "EUR"},
    {"euro", "EUR"},
    {"eur", "EUR"},
    {"yuan", "CNY"},
    {"yuan renminbi", "CNY"},
    {"cny", "CNY"},
    {"persons", "{person}"},
    {"people", "{person}"},
    {"person", "{person}"},
    {"vehicles", "{vehicle}"},
    {"patents", "{patent}"},
    {"cubic metres", "m3"},
    {"cubic meters", "m3"},
    {"litres", "L"},
    {"liters", "L"},
    {"years", "a"},
    {"months", "mo"},
    {"days", "d"},
    {"metres", "m"},
    {"meters", "m"},
    {"kilometres", "km"},
    {"kilometers", "km"},
    {"kilowatts", "kW"},
    {"megawatts", "MW"},
    {"pct", "%"},
    {"current usd", "USD"},
    {"chinese yuan", "CNY"},
    {"$/kg", "USD/kg"},
    {"us$/kg", "USD/kg"},
    {"usd/kg", "USD/kg"},
    {"dollars per kilogram", "USD/kg"},
    {"us dollars per kilogram", "USD/kg"},
    {"$/t", "USD/t"},
    {"us$/t", "USD/t"},
    {"usd/t", "USD/t"},
    {"dollars per metric ton", "USD/t"},
    {"us dollars per metric ton", "USD/t"},
}};

struct PowerWord {
    std::string_view word;
    int power;
};
inline constexpr std::array<PowerWord, 21> power_words{
    {{"thousand", 3}, {"'000", 3},    {"000", 3},      {"000s", 3}, {"thous", 3}, {"tsd", 3},
     {"10^3", 3},     {"10³", 3},     {"10^6", 6},     {"10⁶", 6},  {"mrd", 9},   {"thousands", 3},
     {"1000", 3},     {"million", 6}, {"millions", 6}, {"mio", 6},  {"mln", 6},   {"billion", 9},
     {"billions", 9}, {"bn", 9},      {"trillion", 12}}};

/// The words without the leading or last one, and "of" behind it, where that is a power of ten.
REEINDEX_INLINE int take_power(std::string& words) {
    for (const auto& one : power_words) {
        if (words.starts_with(std::string{one.word} + ' ')) {
            words.erase(0, one.word.size() + 1);
            if (words.starts_with("of ")) words.erase(0, 3);
            return one.power;
        }
        if (words.ends_with(' ' + std::string{one.word})) {
            words.erase(words.size() - one.word.size() - 1);
            return one.power;
        }
    }
    return 0;
}

/// Takes the words for rare-earth oxides off the end.
REEINDEX_INLINE bool take_oxide(std::string& words) {
    bool found = false;
    const auto take = [&](std::string_view end) {
        if (words.size() <= end.size() || !words.ends_with(end)) return false;
        words.erase(words.size() - end.size());
        return true;
    };
    while (take(" equivalent") || take(" content") || take(" basis")) {
    }
    while (take(" reo") || take(" rare earth oxide") || take(" rare earth oxides")) {
        found = true;
        while (take(" equivalent") || take(" of")) {
        }
    }
    return found;
}

/// Takes "per year" and its like off the end.
REEINDEX_INLINE bool take_per_year(std::string& words) {
    for (const std::string_view end : {"/year", "/yr", "/y", "/a", "/annum", " per year", " per yr",
                                       " per annum", " a year", " pa", " p a", " / year"})
        if (words.size() > end.size() && words.ends_with(end)) {
            words.erase(words.size() - end.size());
            while (!words.empty() && words.back() == ' ') words.pop_back();
            return true;
        }
    return false;
}

REEINDEX_INLINE std::optional<int> power_of_word(std::string_view word) {
    if (word == "units" || word == "unit") return 0;
    for (const auto& one : power_words)
        if (one.word == word) return one.power;
    return std::nullopt;
}

REEINDEX_INLINE std::string scaled_code(std::string_view code, int power) {
    if (power == 0) return std::string{code};
    constexpr std::array<std::string_view, 6> masses{"g", "kg", "t", "kt", "Mt", "Gt"};
    for (std::size_t i = 0; i < masses.size(); ++i)
        if (const auto step = i + static_cast<std::size_t>(power) / 3;
            masses[i] == code && power > 0 && power % 3 == 0 && step < masses.size())
            return std::string{masses[step]};
    return concat("10*", power, ".", code);
}

}  // namespace detail

REEINDEX_INLINE std::optional<UnitWords> unit_from_words(std::string_view text) {
    std::string words = detail::plain_words(text);
    const bool a_year = detail::take_per_year(words);
    const bool oxide = detail::take_oxide(words);
    const int power = detail::take_power(words);
    for (const auto& one : detail::unit_words)
        if (one.words == words)
            return UnitWords{detail::scaled_code(one.code, power) + (a_year ? "/a" : ""),
                             oxide ? "REO" : ""};
    return std::nullopt;
}

}  // namespace reeindex
