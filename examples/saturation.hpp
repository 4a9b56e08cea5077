#pragma once
#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

// y = y0 + (K - y0) x / (half + x) with x = t - origin: growth from a level y0 at the origin, the
// first year of the data, that slows down from the start and approaches the ceiling K. Half of the
// way is done after `half` years. After Michaelis and Menten (1913).
struct Saturation {
    static constexpr std::string_view name = "saturation";
    static constexpr std::array<reeindex::Parameter, 3> parameters{{
        {.name = "K", .linear = true, .role = reeindex::Role::ceiling},
        {.name = "y0", .linear = true, .meaning = "level at the origin"},
        {.name = "half", .lower = 0.0, .meaning = "years to half of the way"},
    }};

    // The value, for any scalar: it is called with double, long double and dual numbers.
    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        const double x = t - origin;
        const T way = x > 0.0 ? T(x / (p[2] + x)) : T(0);
        return p[0] * way + p[1] * (1.0 - way);
    }

    // Values to try for each parameter that is not linear.
    [[nodiscard]] reeindex::StartGrid starts(const reeindex::Axis& axis) const {
        return {reeindex::geometric(0.05 * axis.gap, 50.0 * axis.span(), 30)};
    }

    // The same curve with its origin at the data.
    [[nodiscard]] Saturation anchored(const reeindex::Axis& axis) const { return {axis.first}; }

    // What is left of it when `half` has no bound, or is zero, or the data do not grow.
    static constexpr std::array<reeindex::Limit, 3> limits{
        reeindex::Limit::constant, reeindex::Limit::linear, reeindex::Limit::jump};
    [[nodiscard]] std::array<reeindex::AtLimit, 3> at_limit(reeindex::Limit limit,
                                                            std::span<const double> q) const {
        using reeindex::infinity;
        switch (limit) {
            case reeindex::Limit::linear:  // q: intercept, slope
                return {{{-1, q[1] >= 0.0 ? infinity : -infinity}, {0}, {-1, infinity}}};
            case reeindex::Limit::jump:  // q: level in the first year, level afterwards
                return {{{1}, {0}, {-1, 0.0}}};
            default:  // q: level
                return {{{0}, {0}, {-1, infinity}}};
        }
    }

    double origin = 0.0;
};
