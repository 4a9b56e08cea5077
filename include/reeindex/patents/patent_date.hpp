#pragma once
/// \file
/// Dates of patent documents: a day, or only a month or a year.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <reeindex/core/compiled.hpp>
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
    /// None for anything else; read_patent_date() reads more.
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

/// In which order a date such as 03/04/15 is written.
enum class DateOrder : std::uint8_t { unknown, day_first, month_first, year_first };

/// Short name of an order: "dmy", "mdy", "ymd"; empty for unknown.
[[nodiscard]] constexpr std::string_view name(DateOrder order) noexcept {
    constexpr std::array<std::string_view, 4> names{"", "dmy", "mdy", "ymd"};
    return names[static_cast<std::size_t>(order)];
}

/// Reads the short name of an order.
/// \throws NotFound
[[nodiscard]] inline DateOrder parse_date_order(std::string_view text) {
    constexpr std::array<std::string_view, 3> names{"dmy", "mdy", "ymd"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == text) return static_cast<DateOrder>(i + 1);
    throw NotFound("date order", text, names);
}

/// How the dates of a file are written, where their digits alone do not tell.
struct DateForm {
    DateOrder order = DateOrder::unknown;
    /// First of the hundred years in which years of two digits lie, such as 1950; 0 if not known.
    int century_from = 0;
    /// Year that the date cannot lie after, such as the year of publication; 0 if not known. A year
    /// of two digits is the last one with these digits that does not lie after it, whatever
    /// `century_from` says, and cannot be read if that is more than 60 years before.
    int not_after = 0;
};

/// A date that was read, or why it was not.
struct DateReading {
    std::optional<PatentDate> date{};
    /// The text is what databases write for no date: 0, 0000-00-00, 9999-12-31.
    bool missing = false;
    std::string_view problem{};  ///< empty if the date was read or is missing
};

/// Reads what PatentDate::parse() reads, and 2019-8-3, 30/08/2019 or 08/30/2019 where only one
/// order gives a day that exists or `form` tells it, 30/08/19 where `form` tells order and century,
/// "30 Aug 2019", "August 30, 2019", 2019年8月30日 and the 20190830.0 of spreadsheets.
[[nodiscard]] DateReading read_patent_date(std::string_view text, const DateForm& form = {});

namespace detail {
/// Which orders the day and month of a date such as 30/08/2019 allow: bit 0 day first, bit 1 month
/// first; 0 for a text that is no such date.
[[nodiscard]] unsigned date_orders(std::string_view text);
}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/patents/impl/patent_date.ipp>
#endif
