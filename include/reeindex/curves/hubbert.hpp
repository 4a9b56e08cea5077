#pragma once
/// \file
/// Yearly production from a finite resource.

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = URR r s (1 - s) with s = 1 / (1 + exp(-r (t - t_peak))).
///
/// Yearly production whose cumulative sum is a logistic curve with ceiling URR, the ultimate
/// recoverable resource. The peak, URR r/4, is reached in t_peak, when half of the resource is
/// gone. Fix URR where it is known, or bound it from above by cumulative production plus reserves.
/// Hubbert (1956), Nuclear Energy and the Fossil Fuels; reviewed by Brandt (2007),
/// doi:10.1016/j.enpol.2006.11.004.
struct Hubbert {
    static constexpr std::string_view name = "hubbert";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "URR",
         .lower = 0.0,
         .linear = true,
         .meaning = "ultimate recoverable resource",
         .role = Role::ceiling},
        {.name = "r", .lower = 0.0, .meaning = "rate per year", .role = Role::rate},
        {.name = "t_peak", .meaning = "year of the peak", .role = Role::time},
    }};
    static constexpr Traits traits{
        .display_name = "Hubbert", .cumulative = false, .instantaneous = true};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::exponential, Limit::pulse};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        const auto [s, rest] = detail::sigmoid_pair(T(p[1] * (t - p[2])));
        return p[0] * p[1] * s * rest;
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        const auto [s, rest] = detail::sigmoid_pair(T(p[1] * (t - p[2])));
        const T bell = s * rest;
        g[0] = p[1] * bell;
        g[1] = p[0] * bell * (T(1) + p[1] * (t - p[2]) * (rest - s));
        g[2] = -p[0] * p[1] * p[1] * bell * (rest - s);
        return p[0] * g[0];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        const double span = axis.span();
        const auto steps =
            static_cast<std::size_t>(detail::within(3.0 * span / axis.gap, 20.0, 60.0));
        auto peaks = arithmetic(axis.first - 0.5 * span, axis.last + 0.5 * span, steps);
        peaks.push_back(axis.last + 1.5 * span);
        peaks.insert(peaks.begin(), axis.first - 1.5 * span);
        return {geometric(0.3 / span, 12.0 / axis.gap, 12), peaks};
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::exponential:
                return {{{-1, infinity},
                         {-1, std::abs(q[1])},
                         {-1, q[1] >= 0.0 ? infinity : -infinity}}};
            case Limit::pulse:
                return {{{-1, infinity}, {-1, infinity}, {-1, q.back()}}};
            default:
                return {{{-1, infinity}, {-1, 0.0}, {-1, infinity}}};
        }
    }
};

}  // namespace reeindex
