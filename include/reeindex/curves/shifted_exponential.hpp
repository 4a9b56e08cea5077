#pragma once
/// \file
/// Exponential approach to, or departure from, a level.

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = asymptote + amplitude exp(rate (t - origin)).
///
/// The shape that sigmoids with a floor take when one of their asymptotes lies beyond reach.
struct ShiftedExponential {
    static constexpr std::string_view name = "shifted_exponential";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "asymptote",
         .linear = true,
         .meaning = "level far from the exponential part",
         .role = Role::level},
        {.name = "amplitude",
         .linear = true,
         .meaning = "distance from it at the origin",
         .role = Role::level},
        {.name = "rate", .meaning = "continuous rate per year", .role = Role::rate},
    }};
    static constexpr std::array<Limit, 2> limits{Limit::constant, Limit::linear};
    double origin = 0.0;  ///< year to which the amplitude belongs

    [[nodiscard]] ShiftedExponential anchored(const Axis& axis) const { return {axis.first}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        return p[0] + p[1] * exp(p[2] * (t - origin));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const T e = exp(p[2] * (t - origin));
        g[0] = T(1);
        g[1] = e;
        g[2] = p[1] * (t - origin) * e;
        return p[0] + p[1] * e;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return {both_signs(geometric(0.02 / axis.span(), 20.0 / axis.gap, 24))};
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        if (limit == Limit::linear)
            return {{{-1, q[1] >= 0.0 ? -infinity : infinity},
                     {-1, q[1] >= 0.0 ? infinity : -infinity},
                     {-1, 0.0}}};
        return {{{0}, {-1, 0.0}, {-1, 0.0}}};
    }
};

}  // namespace reeindex
