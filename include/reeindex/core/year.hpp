#pragma once
/// \file
/// Calendar year.

#include <compare>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// A year of the Gregorian calendar, 1 to 9999. There is no year 0.
class Year {
public:
    static constexpr int min = 1;     ///< least year
    static constexpr int max = 9999;  ///< greatest year

    /// \throws InvalidArgument outside 1 to 9999.
    constexpr explicit Year(int value) : value_(value) {
        if (value < min || value > max)
            throw InvalidArgument("year", detail::to_text(value), "from 1 to 9999");
    }

    /// The year as a number.
    [[nodiscard]] constexpr int value() const noexcept { return value_; }

    /// By time.
    friend constexpr auto operator<=>(Year, Year) noexcept = default;
    /// Number of years from `b` to `a`.
    friend constexpr int operator-(Year a, Year b) noexcept { return a.value_ - b.value_; }
    /// The year some years later, or earlier for a negative number.
    /// \throws InvalidArgument if that is outside 1 to 9999.
    friend constexpr Year operator+(Year a, int years) { return Year{a.value_ + years}; }

private:
    int value_;
};

}  // namespace reeindex
