#pragma once
/// \file
/// Exponential growth.

#include <utility>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = level exp(rate (t - origin)).
///
/// The origin is the first year of the data, so that the level is the curve's value there. The rate
/// is continuous, per year; the annual growth is exp(rate) - 1.
struct Exponential {
    static constexpr std::string_view name = "exponential";
    static constexpr std::array<Parameter, 2> parameters{{
        {.name = "level", .linear = true, .meaning = "level at the origin", .role = Role::level},
        {.name = "rate", .meaning = "continuous growth rate per year", .role = Role::rate},
    }};
    static constexpr std::array<Limit, 1> limits{Limit::spike};
    double origin = 0.0;  ///< year in which the curve has its level

    [[nodiscard]] Exponential anchored(const Axis& axis) const { return {axis.first}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        return p[0] * exp(p[1] * (t - origin));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        g[0] = exp(p[1] * (t - origin));
        const T y = p[0] * g[0];
        g[1] = (t - origin) * y;
        return y;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        auto rates = both_signs(geometric(0.02 / axis.span(), 60.0 / axis.gap, 30));
        rates.push_back(0.0);
        return {detail::sorted(std::move(rates))};
    }

    [[nodiscard]] std::array<AtLimit, 2> at_limit(Limit /*limit*/,
                                                  std::span<const double> q) const {
        const bool last = q[1] > 0.0;  // all of it in the last year, or in the first
        if (last) return {{{-1, 0.0}, {-1, infinity}}};
        return {{{0}, {-1, -infinity}}};
    }
};

}  // namespace reeindex
