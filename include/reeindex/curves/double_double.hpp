#pragma once
/// \file
/// Double-double arithmetic: about 31 significant digits from pairs of doubles.
///
/// Dekker (1971), doi:10.1007/BF01397083; Hida, Li and Bailey (2001),
/// doi:10.1109/ARITH.2001.930115. Needs IEEE arithmetic: do not compile with -ffast-math.

#include <array>
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
[[nodiscard]] DoubleDouble decimal(double value);

}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/double_double.ipp>
#endif
