#pragma once
/// \file
/// Growth from zero without saturation, the limit of the Bass curve without a ceiling.

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = pace (exp(rate x) - 1)/rate with x = t - origin; pace x for a rate of zero.
struct EarlyAdoption {
    static constexpr std::string_view name = "early_adoption";
    static constexpr std::array<Parameter, 2> parameters{{
        {.name = "pace", .lower = 0.0, .linear = true, .meaning = "growth per year at the origin"},
        {.name = "rate",
         .lower = 0.0,
         .meaning = "continuous rate at which the pace grows",
         .role = Role::rate},
    }};
    double origin = 0.0;  ///< year in which nothing is adopted yet

    [[nodiscard]] EarlyAdoption anchored(const Axis& axis) const { return {axis.first - 1.0}; }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::expm1;
        const double x = t - origin;
        if (!(x > 0.0)) return T(0);
        return p[1] * x > T(1e-9) ? T(p[0] * expm1(p[1] * x) / p[1])
                                  : T(p[0] * x * (T(1) + p[1] * x / 2.0));
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        auto rates = geometric(0.02 / axis.span(), 20.0 / axis.gap, 24);
        rates.insert(rates.begin(), 0.0);
        return {rates};
    }
};

}  // namespace reeindex
