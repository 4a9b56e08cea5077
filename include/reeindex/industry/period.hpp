#pragma once
/// \file
/// A date or span as ISO 8601 writes it, no more precise than its source.

#include <algorithm>
#include <string>
#include <string_view>

#include <reeindex/core/year.hpp>

namespace reeindex {

/// "2021", "2022-06", "2019-05-16", or two of them with a slash between; empty when undated.
class Period {
public:
    Period() = default;

    /// \throws InvalidArgument for any other form, a date that does not exist, or a span that ends
    /// before it begins.
    explicit Period(std::string_view text) : text_(text) {
        if (text.empty()) return;
        const auto slash = text.find('/');
        const auto first = text.substr(0, slash);
        const auto last = slash == std::string_view::npos ? first : text.substr(slash + 1);
        first_ = year_of(first);
        last_ = year_of(last);
        const auto common = std::min(first.size(), last.size());
        if (last.substr(0, common) < first.substr(0, common)) refuse();
    }

    /// As written; empty when undated.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Whether a date is given.
    [[nodiscard]] bool dated() const noexcept { return !text_.empty(); }
    /// The year, or that of the beginning of a span.
    /// \throws InvalidArgument when undated.
    [[nodiscard]] Year first_year() const { return require_year(first_); }
    /// The year, or that of the end of a span.
    /// \throws InvalidArgument when undated.
    [[nodiscard]] Year last_year() const { return require_year(last_); }

    /// Same text.
    friend bool operator==(const Period& a, const Period& b) noexcept { return a.text_ == b.text_; }

private:
    [[noreturn]] void refuse() const {
        throw InvalidArgument("date", detail::concat("'", text_, "'"),
                              "YYYY, YYYY-MM or YYYY-MM-DD, or two of them with '/' between");
    }
    static Year require_year(int year) {
        if (year == 0) throw InvalidArgument("period", "undated", "dated");
        return Year{year};
    }

    /// Checks one date and returns its year.
    [[nodiscard]] int year_of(std::string_view date) const {
        if (date.size() != 4 && date.size() != 7 && date.size() != 10) refuse();
        const auto digits = [&](std::size_t from, std::size_t count) {
            int value = 0;
            for (const char letter : date.substr(from, count)) {
                if (letter < '0' || letter > '9') refuse();
                value = 10 * value + (letter - '0');
            }
            return value;
        };
        const int year = digits(0, 4);
        if (year == 0) refuse();
        if (date.size() == 4) return year;
        const int month = digits(5, 2);
        if (date[4] != '-' || month < 1 || month > 12) refuse();
        if (date.size() == 7) return year;
        const int day = digits(8, 2);
        const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        const int length = month == 2 ? (leap ? 29 : 28)
                           : (month == 4 || month == 6 || month == 9 || month == 11) ? 30
                                                                                     : 31;
        if (date[7] != '-' || day < 1 || day > length) refuse();
        return year;
    }

    std::string text_;
    int first_ = 0;
    int last_ = 0;
};

}  // namespace reeindex
