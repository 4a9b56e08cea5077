#pragma once
/// \file
/// Double-double arithmetic: about 31 significant digits from pairs of doubles.
///
/// Dekker (1971), doi:10.1007/BF01397083; Hida, Li and Bailey (2001),
/// doi:10.1109/ARITH.2001.930115. Needs IEEE arithmetic: do not compile with -ffast-math.

#include <array>
#include <charconv>
#include <cmath>
#include <compare>
#include <cstdlib>

namespace reeindex {

/// The unevaluated sum of two doubles, |low| <= ulp(high)/2.
struct DoubleDouble {
    double high = 0.0;  ///< the number to double precision
    double low = 0.0;   ///< what is left of it

    constexpr DoubleDouble() = default;
    /// A double, exactly.
    // NOLINTNEXTLINE(google-explicit-constructor): numbers mix with double-doubles in formulas
    constexpr DoubleDouble(double value) : high(value) {}
    /// Both parts, taken as they are.
    constexpr DoubleDouble(double high_part, double low_part) : high(high_part), low(low_part) {}

    /// Rounded to double precision.
    explicit constexpr operator double() const noexcept { return high + low; }

    /// \name Arithmetic and order
    ///@{
    friend DoubleDouble operator-(const DoubleDouble& a) { return {-a.high, -a.low}; }
    friend DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) {
        auto [s, e] = two_sum(a.high, b.high);
        auto [t, f] = two_sum(a.low, b.low);
        e += t;
        const DoubleDouble r = quick_two_sum(s, e);
        return quick_two_sum(r.high, r.low + f);
    }
    friend DoubleDouble operator-(const DoubleDouble& a, const DoubleDouble& b) { return a + (-b); }
    friend DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) {
        const double product = a.high * b.high;
        const double error = std::fma(a.high, b.high, -product) + (a.high * b.low + a.low * b.high);
        return quick_two_sum(product, error);
    }
    friend DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) {
        const double q1 = a.high / b.high;
        if (!std::isfinite(q1)) return {q1};
        DoubleDouble rest = a - b * q1;
        const double q2 = rest.high / b.high;
        rest = rest - b * q2;
        return quick_two_sum(q1, q2) + DoubleDouble(rest.high / b.high);
    }
    DoubleDouble& operator+=(const DoubleDouble& b) { return *this = *this + b; }
    DoubleDouble& operator-=(const DoubleDouble& b) { return *this = *this - b; }
    DoubleDouble& operator*=(const DoubleDouble& b) { return *this = *this * b; }
    DoubleDouble& operator/=(const DoubleDouble& b) { return *this = *this / b; }

    friend bool operator==(const DoubleDouble& a, const DoubleDouble& b) {
        return a.high == b.high && a.low == b.low;
    }
    friend std::partial_ordering operator<=>(const DoubleDouble& a, const DoubleDouble& b) {
        if (const auto order = a.high <=> b.high; order != 0) return order;
        return a.low <=> b.low;
    }
    ///@}

    /// Absolute value.
    friend DoubleDouble abs(const DoubleDouble& a) { return a.high < 0.0 ? -a : a; }
    /// Square root; NaN for a negative number, as std::sqrt().
    friend DoubleDouble sqrt(const DoubleDouble& a) {
        if (a.high <= 0.0) return {std::sqrt(a.high)};
        const double root = std::sqrt(a.high);
        const DoubleDouble rest = a - DoubleDouble(root) * DoubleDouble(root);
        return quick_two_sum(root, rest.high / (2.0 * root));
    }
    /// Whether it is neither infinite nor NaN.
    friend bool isfinite(const DoubleDouble& a) { return std::isfinite(a.high); }

private:
    [[nodiscard]] static DoubleDouble two_sum(double a, double b) {
        const double s = a + b;
        const double v = s - a;
        return {s, (a - (s - v)) + (b - v)};
    }
    [[nodiscard]] static DoubleDouble quick_two_sum(double a, double b) {
        const double s = a + b;
        return {s, b - (s - a)};
    }
};

namespace detail {

/// The decimal number that was written where a double was read: 0.1 is one tenth, not the double
/// next to it. Numbers of up to 15 digits; others are taken as they are. Ill-conditioned
/// regressions (NIST's Filip) lose half of their digits to this rounding of the data.
[[nodiscard]] inline DoubleDouble decimal(double value) {
    if (value == 0.0 || !std::isfinite(value)) return {value};
    std::array<char, 40> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific)
            .ptr;
    double digits = 0.0;
    int exponent = 0, count = 0;
    bool after_point = false;
    for (const char* c = text.data(); c != end; ++c) {
        if (*c == 'e') {
            exponent += std::atoi(c + 1);
            break;
        }
        if (*c == '.') after_point = true;
        if (*c < '0' || *c > '9') continue;
        digits = 10.0 * digits + (*c - '0');
        ++count;
        if (after_point) --exponent;
    }
    if (count > 15 || std::abs(exponent) > 60) return {value};
    DoubleDouble power(1.0);
    for (int k = 0; k < std::abs(exponent); ++k) power *= DoubleDouble(10.0);
    const DoubleDouble out =
        exponent < 0 ? DoubleDouble(digits) / power : DoubleDouble(digits) * power;
    return value < 0.0 ? -out : out;
}

}  // namespace detail

}  // namespace reeindex
