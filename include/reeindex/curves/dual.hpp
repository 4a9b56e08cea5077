#pragma once
/// \file
/// Forward-mode automatic differentiation for curves that give no gradient.

#include <array>
#include <cmath>
#include <cstddef>
#include <type_traits>

namespace reeindex {

/// A number with its derivatives in N directions.
template <class Real, std::size_t N>
struct Dual {
    Real value{};
    std::array<Real, N> derivative{};  ///< by each independent variable

    constexpr Dual() = default;
    /// A constant: all derivatives are 0.
    // NOLINTNEXTLINE(google-explicit-constructor): constants mix with duals in formulas
    constexpr Dual(Real constant) : value(constant) {}
    /// A constant.
    // NOLINTNEXTLINE(google-explicit-constructor)
    constexpr Dual(double constant) requires(!std::is_same_v<Real, double>) : value(constant) {}
    /// A constant.
    // NOLINTNEXTLINE(google-explicit-constructor)
    constexpr Dual(int constant) : value(static_cast<Real>(constant)) {}

    /// The independent variable of direction `i`.
    [[nodiscard]] static constexpr Dual variable(Real value, std::size_t i) {
        Dual out{value};
        out.derivative[i] = Real{1};
        return out;
    }

    /// f(u) by the chain rule: value f and slope f'.
    [[nodiscard]] constexpr Dual chain(Real f, Real slope) const {
        Dual out{f};
        for (std::size_t i = 0; i < N; ++i) out.derivative[i] = slope * derivative[i];
        return out;
    }

    friend constexpr Dual operator-(const Dual& a) { return a.chain(-a.value, Real{-1}); }
    /// \name Arithmetic by the rules of differentiation; comparisons look at the value alone
    ///@{
    friend constexpr Dual operator+(const Dual& a, const Dual& b) {
        Dual out{a.value + b.value};
        for (std::size_t i = 0; i < N; ++i) out.derivative[i] = a.derivative[i] + b.derivative[i];
        return out;
    }
    friend constexpr Dual operator-(const Dual& a, const Dual& b) {
        Dual out{a.value - b.value};
        for (std::size_t i = 0; i < N; ++i) out.derivative[i] = a.derivative[i] - b.derivative[i];
        return out;
    }
    friend constexpr Dual operator*(const Dual& a, const Dual& b) {
        Dual out{a.value * b.value};
        for (std::size_t i = 0; i < N; ++i)
            out.derivative[i] = a.derivative[i] * b.value + a.value * b.derivative[i];
        return out;
    }
    friend constexpr Dual operator/(const Dual& a, const Dual& b) {
        Dual out{a.value / b.value};
        for (std::size_t i = 0; i < N; ++i)
            out.derivative[i] = (a.derivative[i] - out.value * b.derivative[i]) / b.value;
        return out;
    }
    constexpr Dual& operator+=(const Dual& b) { return *this = *this + b; }
    constexpr Dual& operator-=(const Dual& b) { return *this = *this - b; }
    constexpr Dual& operator*=(const Dual& b) { return *this = *this * b; }
    constexpr Dual& operator/=(const Dual& b) { return *this = *this / b; }

    friend constexpr bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
    friend constexpr bool operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
    friend constexpr bool operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
    friend constexpr bool operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }
    friend constexpr bool operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
    ///@}

    /// \name Functions with their derivatives
    ///@{
    friend Dual exp(const Dual& a) {
        using std::exp;
        const Real f = exp(a.value);
        return a.chain(f, f);
    }
    friend Dual expm1(const Dual& a) {
        using std::exp, std::expm1;
        return a.chain(expm1(a.value), exp(a.value));
    }
    friend Dual log(const Dual& a) {
        using std::log;
        return a.chain(log(a.value), Real{1} / a.value);
    }
    friend Dual log1p(const Dual& a) {
        using std::log1p;
        return a.chain(log1p(a.value), Real{1} / (Real{1} + a.value));
    }
    friend Dual sqrt(const Dual& a) {
        using std::sqrt;
        const Real f = sqrt(a.value);
        return a.chain(f, Real{1} / (2 * f));
    }
    friend Dual sin(const Dual& a) {
        using std::cos, std::sin;
        return a.chain(sin(a.value), cos(a.value));
    }
    friend Dual cos(const Dual& a) {
        using std::cos, std::sin;
        return a.chain(cos(a.value), -sin(a.value));
    }
    friend Dual tanh(const Dual& a) {
        using std::tanh;
        const Real f = tanh(a.value);
        return a.chain(f, Real{1} - f * f);
    }
    friend Dual atan(const Dual& a) {
        using std::atan;
        return a.chain(atan(a.value), Real{1} / (Real{1} + a.value * a.value));
    }
    friend Dual sinh(const Dual& a) {
        using std::cosh, std::sinh;
        return a.chain(sinh(a.value), cosh(a.value));
    }
    friend Dual cosh(const Dual& a) {
        using std::cosh, std::sinh;
        return a.chain(cosh(a.value), sinh(a.value));
    }
    friend Dual tan(const Dual& a) {
        using std::tan;
        const Real f = tan(a.value);
        return a.chain(f, Real{1} + f * f);
    }
    friend Dual asin(const Dual& a) {
        using std::asin, std::sqrt;
        return a.chain(asin(a.value), Real{1} / sqrt((Real{1} - a.value) * (Real{1} + a.value)));
    }
    friend Dual acos(const Dual& a) {
        using std::acos, std::sqrt;
        return a.chain(acos(a.value), Real{-1} / sqrt((Real{1} - a.value) * (Real{1} + a.value)));
    }
    friend Dual erf(const Dual& a) {
        using std::erf;
        return a.chain(erf(a.value), erf_slope(a.value));
    }
    friend Dual erfc(const Dual& a) {
        using std::erfc;
        return a.chain(erfc(a.value), -erf_slope(a.value));
    }
    friend Dual cbrt(const Dual& a) {
        using std::cbrt;
        const Real f = cbrt(a.value);
        return a.chain(f, Real{1} / (3 * f * f));
    }
    /// Where both are equal, the first with its derivatives.
    friend Dual min(const Dual& a, const Dual& b) { return b.value < a.value ? b : a; }
    /// Where both are equal, the first with its derivatives.
    friend Dual max(const Dual& a, const Dual& b) { return a.value < b.value ? b : a; }
    /// The derivative at 0 is that of +0.
    friend Dual abs(const Dual& a) { return a.value < Real{0} ? -a : a; }
    /// The derivative by the exponent is 0 where the base is not positive.
    friend Dual pow(const Dual& a, const Dual& b) {
        using std::log, std::pow;
        const Real f = pow(a.value, b.value);
        const Real by_base =
            b.value == Real{0} ? Real{0} : b.value * pow(a.value, b.value - Real{1});
        const Real by_exponent = a.value > Real{0} ? f * log(a.value) : Real{0};
        Dual out{f};
        for (std::size_t i = 0; i < N; ++i)
            out.derivative[i] = by_base * a.derivative[i] + by_exponent * b.derivative[i];
        return out;
    }
    ///@}

private:
    /// 2 / sqrt(pi) e^(-x^2), the derivative of the error function.
    [[nodiscard]] static Real erf_slope(const Real& x) {
        using std::atan, std::exp, std::sqrt;
        return exp(-x * x) / sqrt(atan(Real{1}));
    }
};

}  // namespace reeindex
