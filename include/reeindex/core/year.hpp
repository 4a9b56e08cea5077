#pragma once
/// \file
/// Calendar year.

#include <compare>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// A year of the Gregorian calendar, 1 to 9999. There is no year 0.
class Year {
public:
    static constexpr int min = 1;
    static constexpr int max = 9999;

    /// \throws InvalidArgument outside 1 to 9999.
    constexpr explicit Year(int value) : value_(value) {
        if (value < min || value > max)
            throw InvalidArgument("year", detail::to_text(value), "from 1 to 9999");
    }

    [[nodiscard]] constexpr int value() const noexcept { return value_; }

    friend constexpr auto operator<=>(Year, Year) noexcept = default;
    /// Number of years from `b` to `a`.
    friend constexpr int operator-(Year a, Year b) noexcept { return a.value_ - b.value_; }
    friend constexpr Year operator+(Year a, int years) { return Year{a.value_ + years}; }

private:
    int value_;
};

}  // namespace reeindex
