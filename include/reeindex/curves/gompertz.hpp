#pragma once
/// \file
/// Gompertz growth.

#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// y = K exp(-exp(-r (t - t0))).
///
/// K is the ceiling, r the rate per year (negative for decline), t0 the year of the inflection,
/// where y = K/e. Growth is fastest earlier than in the logistic curve. Winsor (1932),
/// doi:10.1073/pnas.18.1.1.
struct Gompertz {
    static constexpr std::string_view name = "gompertz";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "K", .lower = 0.0, .linear = true, .meaning = "ceiling", .role = Role::ceiling},
        {.name = "r", .meaning = "rate per year", .role = Role::rate},
        {.name = "t0", .meaning = "year of the inflection", .role = Role::time},
    }};
    static constexpr Traits traits{.display_name = "Gompertz"};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::exponential, Limit::step};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        return p[0] * exp(-exp(-p[1] * (t - p[2])));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const T z = -p[1] * (t - p[2]);
        const T e = exp(z);
        g[0] = exp(-e);
        const T slope = p[0] * exp(z - e);  // one exponential: no overflow times zero
        g[1] = slope * (t - p[2]);
        g[2] = -slope * p[1];
        return p[0] * g[0];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        return detail::sigmoid_starts(axis, true);
    }

    [[nodiscard]] std::array<detail::GompertzNearExponential, 2> charts(const Axis& axis) const {
        return {{{axis.last, 1.0}, {axis.first, -1.0}}};
    }

    [[nodiscard]] std::vector<std::vector<double>> beside(Limit limit, std::span<const double> q,
                                                          const Axis& axis) const {
        std::vector<std::vector<double>> out;
        if (limit != Limit::exponential || q[1] == 0.0) return out;
        const double end = q[1] > 0.0 ? axis.last : axis.first;
        for (const double bend : {1.0, 3.0, 10.0, 30.0, 100.0, 300.0}) {  // ln of K over the value
            const double rate = q[1] / bend;
            out.push_back({0.0, rate, end + std::log(bend) / rate});
        }
        return out;
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::exponential:
                return {{{-1, infinity}, {-1, 0.0}, {-1, q[1] >= 0.0 ? infinity : -infinity}}};
            case Limit::step:
                return {{{0}, {-1, q[1] > 0.0 ? infinity : -infinity}, {2}}};
            default:
                return {{{0}, {-1, 0.0}, {-1, -infinity}}};
        }
    }
};

}  // namespace reeindex
