#pragma once
/// \file
/// Straight line.

#include <reeindex/curves/curve.hpp>

namespace reeindex {

/// y = intercept + slope (t - origin).
///
/// The origin is the first year of the data, so that the intercept is the level there.
struct Linear {
    static constexpr std::string_view name = "linear";
    static constexpr std::array<Parameter, 2> parameters{{
        {.name = "intercept",
         .linear = true,
         .meaning = "level at the origin",
         .role = Role::level},
        {.name = "slope", .linear = true, .meaning = "change per year"},
    }};
    static constexpr Traits traits{.line = true};
    double origin = 0.0;  ///< year in which the curve has its intercept

    [[nodiscard]] Linear anchored(const Axis& axis) const { return {axis.first}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        return p[0] + p[1] * (t - origin);
    }
    template <class T>
    void gradient(double t, std::span<const T> /*p*/, std::span<T> g) const {
        g[0] = T(1);
        g[1] = T(t - origin);
    }
};

}  // namespace reeindex
