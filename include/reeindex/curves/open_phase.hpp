#pragma once
/// \file
/// Two phases, of which the second has no ceiling in sight.

#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// y = K / (1 + exp(-r (t - t0))) + level exp(rate (t - origin)), the limit of BiLogistic where the
/// ceiling of the second phase grows without bound. The origin is the last year of the data.
struct OpenPhase {
    static constexpr std::string_view name = "open_phase";
    static constexpr std::array<Parameter, 5> parameters{{
        {.name = "K",
         .lower = 0.0,
         .linear = true,
         .meaning = "ceiling of the first phase",
         .role = Role::level},
        {.name = "r",
         .lower = 0.0,
         .meaning = "rate of the first phase, per year",
         .role = Role::rate},
        {.name = "t0", .meaning = "year halfway through the first phase", .role = Role::time},
        {.name = "level",
         .lower = 0.0,
         .linear = true,
         .meaning = "level of the second phase at the origin",
         .role = Role::level},
        {.name = "rate",
         .lower = 0.0,
         .meaning = "continuous rate of the second phase, per year",
         .role = Role::rate},
    }};
    double origin = 0.0;  ///< year to which the level belongs

    [[nodiscard]] OpenPhase anchored(const Axis& axis) const { return {axis.last}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        return Logistic{}(t, p.first(3)) + p[3] * exp(T(p[4] * (t - origin)));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const T first = Logistic{}.gradient(t, p.first(3), g.first(3));
        g[3] = exp(T(p[4] * (t - origin)));
        g[4] = p[3] * g[3] * (t - origin);
        return first + p[3] * g[3];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        const double span = axis.span();
        return {geometric(1.5 / span, 6.0 / axis.gap, 6),
                arithmetic(axis.first - 0.3 * span, axis.last + 0.5 * span, 14),
                geometric(0.3 / span, 8.0 / axis.gap, 8)};
    }
};

}  // namespace reeindex
