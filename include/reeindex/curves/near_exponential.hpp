#pragma once
/// \file
/// Sigmoid curves in parameters that keep their sense where the ceiling is far away.
///
/// Counted in steps s back from the end of the data (forward from their beginning for a curve that
/// falls), the value there and the relative growth there are known even if the ceiling is not, and
/// the curve becomes exponential as the third parameter goes to 0, which is a bound like any other.

#include <cmath>
#include <vector>

#include <reeindex/curves/curve.hpp>

namespace reeindex::detail {

/// y = level (1 + u) / (u + exp(m (1 + u) s)): the logistic curve with u the odds of having come as
/// far as at the end, m the relative growth there.
struct LogisticNearExponential {
    static constexpr std::string_view name = "logistic";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "level", .lower = 0.0, .linear = true},
        {.name = "m", .lower = 0.0},
        {.name = "u", .lower = 0.0},
    }};
    double end = 0.0;
    double side = 1.0;  ///< -1 for a curve that falls

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        const T x = p[1] * (T(1) + p[2]) * T(side * (end - t));
        if (x > T(0)) {
            const T e = exp(-x);
            return p[0] * (T(1) + p[2]) * e / (T(1) + p[2] * e);
        }
        return p[0] * (T(1) + p[2]) / (p[2] + exp(x));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const double s = side * (end - t);
        const T above = T(1) + p[2], x = p[1] * above * T(s);
        const bool early = x > T(0);
        const T e = exp(early ? T(-x) : x);
        const T below = early ? T(T(1) + p[2] * e) : T(p[2] + e);
        const T share = (early ? T(1) : e) / below;    // exp(x)/(u + exp(x))
        const T inverse = (early ? e : T(1)) / below;  // 1/(u + exp(x))
        g[0] = above * inverse;
        const T y = p[0] * g[0];
        g[1] = -y * share * above * T(s);
        g[2] = y * (T(1) / above - inverse - share * p[1] * T(s));
        return y;
    }
    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return {geometric(0.1 / axis.span(), 3.0 / axis.gap, 18), {0.0, 0.03, 0.1, 0.3, 1.0, 3.0}};
    }
    /// Ceiling, rate and midpoint.
    [[nodiscard]] std::vector<double> own(std::span<const double> p) const {
        const double rate = side * p[1] * (1.0 + p[2]);
        return {p[0] * (1.0 + p[2]) / p[2], rate, end - std::log(p[2]) / rate};
    }
};

/// y = level exp(-m (exp(r s) - 1) / r): the Gompertz curve, m the relative growth at the end.
struct GompertzNearExponential {
    static constexpr std::string_view name = "gompertz";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "level", .lower = 0.0, .linear = true},
        {.name = "m", .lower = 0.0},
        {.name = "r", .lower = 0.0},
    }};
    double end = 0.0;
    double side = 1.0;  ///< -1 for a curve that falls

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp, std::expm1;
        const double s = side * (end - t);
        return p[0] * exp(-(p[1] * s * ratio(T(p[2] * s))));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const double s = side * (end - t);
        const T x = p[2] * s, share = ratio(x);
        T slope(0);  // of the ratio
        if (x > T(0.05) || x < T(-0.05)) {
            slope = (exp(x) - share) / x;
        } else {
            double factor = 1.0 / 39916800.0;  // 1/11!
            for (int k = 10; k > 0; --k) {
                slope = slope * x + T(k * factor);
                factor *= k + 1.0;
            }
        }
        g[0] = exp(-(p[1] * s * share));
        const T y = p[0] * g[0];
        g[1] = -y * s * share;
        g[2] = -y * p[1] * (s * s) * slope;
        return y;
    }
    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        auto rates = geometric(0.03 / axis.span(), 3.0 / axis.gap, 10);
        rates.insert(rates.begin(), 0.0);
        return {geometric(0.1 / axis.span(), 3.0 / axis.gap, 18), rates};
    }
    /// Ceiling, rate and inflection.
    [[nodiscard]] std::vector<double> own(std::span<const double> p) const {
        const double bend = p[1] / p[2], rate = side * p[2];
        return {p[0] * std::exp(bend), rate, end + std::log(bend) / rate};
    }

private:
    /// (exp(x) - 1)/x
    template <class T>
    [[nodiscard]] static T ratio(const T& x) {
        using std::expm1;
        if (x > T(0.05) || x < T(-0.05)) return expm1(x) / x;
        T sum(1);
        for (int k = 10; k > 1; --k) sum = T(1) + x * sum / T(k);
        return sum;
    }
};

}  // namespace reeindex::detail
