#pragma once
/// \file
/// Growth that slows down from the start.

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = K - (K - y0) exp(-r (t - origin)).
///
/// The distance to the ceiling K shrinks by the same share every year; there is no inflection.
/// Known as the monomolecular, Mitscherlich or Brody curve. The origin is the first year of the
/// data, y0 the level there. One of the three classical growth functions in Richards (1959),
/// doi:10.1093/jxb/10.2.290.
struct Monomolecular {
    static constexpr std::string_view name = "monomolecular";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "K", .linear = true, .meaning = "ceiling", .role = Role::ceiling},
        {.name = "y0", .linear = true, .meaning = "level at the origin", .role = Role::level},
        {.name = "r",
         .lower = 0.0,
         .meaning = "share of the distance to K closed per year, "
                    "continuous",
         .role = Role::rate},
    }};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::linear, Limit::jump};
    double origin = 0.0;  ///< year in which the curve is y0

    [[nodiscard]] Monomolecular anchored(const Axis& axis) const { return {axis.first}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp, std::expm1;
        const T z = -p[2] * (t - origin);
        return p[1] * exp(z) - p[0] * expm1(z);
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp, std::expm1;
        const T z = -p[2] * (t - origin);
        g[0] = -expm1(z);
        g[1] = exp(z);
        g[2] = (p[0] - p[1]) * (t - origin) * g[1];
        return p[0] * g[0] + p[1] * g[1];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return {geometric(0.02 / axis.span(), 20.0 / axis.gap, 30)};
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::linear:
                return {{{-1, q[1] >= 0.0 ? infinity : -infinity}, {0}, {-1, 0.0}}};
            case Limit::jump:
                return {{{1}, {0}, {-1, infinity}}};
            default:
                return {{{0}, {0}, {-1, 0.0}}};
        }
    }
};

}  // namespace reeindex
