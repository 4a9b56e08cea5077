#pragma once
/// \file
/// Dates of patent documents: a day, or only a month or a year.

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

namespace detail {

[[nodiscard]] constexpr int days_of_month(int year, int month) noexcept {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

}  // namespace detail

/// A date of the Gregorian calendar from 1790 to 2100. Month and day are 0 where they are not
/// known; such a date comes before the known days of its year or month.
class PatentDate {
public:
    static constexpr int min_year = 1790;  ///< least year
    static constexpr int max_year = 2100;  ///< greatest year

    /// \throws InvalidArgument for a date that does not exist or lies outside 1790 to 2100.
    explicit PatentDate(int year, int month = 0, int day = 0) {
        const auto made = make(year, month, day);
        if (!made)
            throw InvalidArgument("date", detail::concat(year, "-", month, "-", day),
                                  "a day that exists, from 1790 to 2100");
        *this = *made;
    }

    /// None instead of an exception.
    [[nodiscard]] static constexpr std::optional<PatentDate> make(int year, int month, int day) {
        if (year < min_year || year > max_year || month < 0 || month > 12 || day < 0)
            return std::nullopt;
        if (month == 0 && day != 0) return std::nullopt;
        if (month != 0 && day > detail::days_of_month(year, month)) return std::nullopt;
        return from_packed(static_cast<std::uint32_t>((year * 16 + month) * 32 + day));
    }

    /// Reads 2019-08-30, 2019/08/30, 2019.08.30, 20190830, 30.08.2019, 2019-08 or 2019.
    /// None for anything else, as 08/30/2019 may be read in two ways.
    [[nodiscard]] static constexpr std::optional<PatentDate> parse(std::string_view text) {
        const auto number = [&](std::size_t from, std::size_t count) -> int {
            int value = 0;
            for (std::size_t i = from; i < from + count; ++i) {
                if (text[i] < '0' || text[i] > '9') return -1;
                value = value * 10 + (text[i] - '0');
            }
            return value;
        };
        const auto joined = [&](std::size_t a, std::size_t b, char mark) {
            return text[a] == mark && (b == 0 || text[b] == mark);
        };
        // "2019-08-30T00:00:00Z" and "2019-08-30 00:00:00" carry a time of day.
        if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) text = text.substr(0, 10);
        switch (text.size()) {
            case 10:
                if (joined(4, 7, '-') || joined(4, 7, '/') || joined(4, 7, '.'))
                    return checked(number(0, 4), number(5, 2), number(8, 2));
                if (joined(2, 5, '.')) return checked(number(6, 4), number(3, 2), number(0, 2));
                return std::nullopt;
            case 8:
                return checked(number(0, 4), number(4, 2), number(6, 2));
            case 7:
                if (joined(4, 0, '-') || joined(4, 0, '/') || joined(4, 0, '.')) {
                    const int month = number(5, 2);
                    return month == 0 ? std::nullopt : make(number(0, 4), month, 0);
                }
                return std::nullopt;
            case 4:
                return make(number(0, 4), 0, 0);
            default:
                return std::nullopt;
        }
    }

    /// Why parse() gives none.
    [[nodiscard]] static std::string_view problem(std::string_view text) {
        // The same day in a year that is allowed: 2000 and 1900 differ in their February.
        std::string other{text};
        for (const std::size_t at : {std::size_t{0}, text.find_last_of('.') + 1}) {
            if (at + 4 > text.size()) continue;
            const auto digit = [](char c) { return c >= '0' && c <= '9'; };
            if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                             text.begin() + static_cast<std::ptrdiff_t>(at + 4), digit))
                continue;
            int year = 0;
            for (std::size_t i = at; i < at + 4; ++i) year = 10 * year + (text[i] - '0');
            if (year >= min_year && year <= max_year) continue;
            const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            other.replace(at, 4, leap ? "2000" : "1900");
            if (parse(other)) return "a year outside 1790 to 2100";
            other = text;
        }
        return "not a date that exists, or in a form that is not read";
    }

    /// 1790 to 2100.
    [[nodiscard]] constexpr int year() const noexcept { return static_cast<int>(packed_ >> 9); }
    /// 1 to 12, 0 where it is not known.
    [[nodiscard]] constexpr int month() const noexcept {
        return static_cast<int>((packed_ >> 5) & 15U);
    }
    /// 1 to 31, 0 where it is not known.
    [[nodiscard]] constexpr int day() const noexcept { return static_cast<int>(packed_ & 31U); }

    /// ISO 8601, shortened where month or day are not known.
    [[nodiscard]] std::string text() const {
        const auto two = [](int value) {
            return detail::concat("-", value < 10 ? "0" : "", value);
        };
        std::string out = detail::concat(year());
        if (month() != 0) out += two(month());
        if (day() != 0) out += two(day());
        return out;
    }

    /// The date in 32 bits that order as the dates do; never 0.
    [[nodiscard]] constexpr std::uint32_t packed() const noexcept { return packed_; }
    /// The date that packed() gave; the bits are not checked.
    [[nodiscard]] static constexpr PatentDate from_packed(std::uint32_t packed) noexcept {
        PatentDate date;
        date.packed_ = packed;
        return date;
    }

    /// By time; a date without month or day before those with it.
    friend constexpr auto operator<=>(PatentDate, PatentDate) noexcept = default;

private:
    constexpr PatentDate() = default;
    [[nodiscard]] static constexpr std::optional<PatentDate> checked(int year, int month, int day) {
        if (month < 1 || day < 1) return std::nullopt;
        return make(year, month, day);
    }

    std::uint32_t packed_ = 0;
};

}  // namespace reeindex
