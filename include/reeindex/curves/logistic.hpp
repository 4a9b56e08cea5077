#pragma once
/// \file
/// Three-parameter logistic growth.

#include <utility>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>
#include <reeindex/curves/near_exponential.hpp>

namespace reeindex {

namespace detail {
/// Rates and midpoints tried for a sigmoid: from one that hardly bends within the data to a jump
/// between two years, with the midpoint inside the data and well before and after it.
[[nodiscard]] inline StartGrid sigmoid_starts(const Axis& axis, bool falling) {
    const double span = axis.span();
    const auto steps = static_cast<std::size_t>(within(3.0 * span / axis.gap, 16.0, 60.0));
    const auto rates = geometric(0.5 / span, 12.0 / axis.gap, 9);
    auto midpoints = arithmetic(axis.first - 0.5 * span, axis.last + span, steps);
    midpoints.push_back(axis.last + 2.0 * span);
    midpoints.push_back(axis.first - 1.5 * span);
    return {falling ? both_signs(rates) : rates, sorted(std::move(midpoints))};
}
}  // namespace detail

/// y = K / (1 + exp(-r (t - t0))).
///
/// K is the ceiling, r the intrinsic growth rate per year (negative for decline), t0 the year in
/// which y = K/2. From 10 % to 90 % of the ceiling it takes ln(81)/r years. Verhulst 1838; as a
/// tool of technology forecasting Meyer, Yung and Ausubel (1999),
/// doi:10.1016/S0040-1625(99)00021-9.
struct Logistic {
    static constexpr std::string_view name = "logistic";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "K", .lower = 0.0, .linear = true, .meaning = "ceiling", .role = Role::ceiling},
        {.name = "r", .meaning = "growth rate per year", .role = Role::rate},
        {.name = "t0", .meaning = "year at half the ceiling", .role = Role::time},
    }};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::exponential, Limit::step};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        return p[0] * detail::sigmoid(T(p[1] * (t - p[2])));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        const auto [s, rest] = detail::sigmoid_pair(T(p[1] * (t - p[2])));
        const T slope = p[0] * s * rest;
        g[0] = s;
        g[1] = slope * (t - p[2]);
        g[2] = -slope * p[1];
        return p[0] * s;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return detail::sigmoid_starts(axis, true);
    }

    [[nodiscard]] std::array<detail::LogisticNearExponential, 2> charts(const Axis& axis) const {
        return {{{axis.last, 1.0}, {axis.first, -1.0}}};
    }

    [[nodiscard]] std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                                          const Axis& axis) const {
        std::vector<std::vector<double>> out;
        if (limit != Limit::exponential || q[1] == 0.0) return out;
        const double end = q[1] > 0.0 ? axis.last : axis.first;
        for (const double bend : {0.0, 2.0, 5.0, 10.0, 20.0})  // ln of K over the value, nearly
            out.push_back({0.0, q[1], end + bend / q[1]});
        return out;
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::exponential:
                return {{{-1, infinity}, {1}, {-1, q[1] >= 0.0 ? infinity : -infinity}}};
            case Limit::step:
                return {{{0}, {-1, q[1] > 0.0 ? infinity : -infinity}, {2}}};
            default:
                return {{{0}, {-1, 0.0}, {-1, -infinity}}};
        }
    }
};

}  // namespace reeindex
