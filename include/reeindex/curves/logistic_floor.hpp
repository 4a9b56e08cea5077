#pragma once
/// \file
/// Logistic growth that starts from a level of its own.

#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// y = floor + (K - floor) / (1 + exp(-r (t - t0))).
///
/// The level goes from `floor` long before t0 to K long after it, up or down; r > 0 is the rate per
/// year, and at t0 the curve is halfway. The four-parameter logistic of Ratkowsky (1983) and of
/// bioassay; with floor = 0 it is the logistic curve.
struct LogisticFloor {
    static constexpr std::string_view name = "logistic_floor";
    static constexpr std::array<Parameter, 4> parameters{{
        {.name = "floor",
         .linear = true,
         .meaning = "level before the change",
         .role = Role::floor},
        {.name = "K",
         .linear = true,
         .meaning = "level after the change: the ceiling of a rise",
         .role = Role::ceiling},
        {.name = "r", .lower = 0.0, .meaning = "rate per year", .role = Role::rate},
        {.name = "t0", .meaning = "year halfway between floor and K", .role = Role::time},
    }};
    static constexpr std::array<Limit, 4> limits{Limit::constant, Limit::linear,
                                                 Limit::shifted_exponential, Limit::step};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        const auto [s, rest] = detail::sigmoid_pair(T(p[2] * (t - p[3])));
        return p[0] * rest + p[1] * s;
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        const auto [s, rest] = detail::sigmoid_pair(T(p[2] * (t - p[3])));
        const T slope = (p[1] - p[0]) * s * rest;
        g[0] = rest;
        g[1] = s;
        g[2] = slope * (t - p[3]);
        g[3] = -slope * p[2];
        return p[0] * rest + p[1] * s;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return detail::sigmoid_starts(axis, false);
    }

    [[nodiscard]] std::array<AtLimit, 4> at_limit(Limit limit, std::span<const double> q) const {
        const auto end = [](double sign) { return sign >= 0.0 ? infinity : -infinity; };
        switch (limit) {
            case Limit::linear:
                return {{{-1, end(-q[1])}, {-1, end(q[1])}, {-1, 0.0}, {-1, infinity}}};
            case Limit::shifted_exponential:
                if (q[2] >= 0.0) return {{{0}, {-1, end(q[1])}, {2}, {-1, infinity}}};
                return {{{-1, end(q[1])}, {0}, {-1, std::abs(q[2])}, {-1, -infinity}}};
            case Limit::step:
                if (q[1] > 0.0) return {{{3}, {0}, {-1, infinity}, {2}}};
                return {{{0}, {3}, {-1, infinity}, {2}}};
            default:
                return {{{0}, {0}, {-1, 0.0}, {-1, -infinity}}};
        }
    }
};

}  // namespace reeindex
