#pragma once
/// \file
/// Growth in two phases.

#include <utility>

#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// y = K1 / (1 + exp(-r1 (t - t1))) + K2 / (1 + exp(-r2 (t - t2))).
///
/// Two logistic phases, one after the other or one upon the other; t1 <= t2. The ceiling is K1 +
/// K2. Loglet analysis: Meyer, Yung and Ausubel (1999), doi:10.1016/S0040-1625(99)00021-9.
struct BiLogistic {
    static constexpr std::string_view name = "bilogistic";
    static constexpr std::array<Parameter, 6> parameters{{
        {.name = "K1",
         .lower = 0.0,
         .linear = true,
         .meaning = "ceiling of the first phase",
         .role = Role::level},
        {.name = "r1",
         .lower = 0.0,
         .meaning = "rate of the first phase, per year",
         .role = Role::rate},
        {.name = "t1", .meaning = "year halfway through the first phase", .role = Role::time},
        {.name = "K2",
         .lower = 0.0,
         .linear = true,
         .meaning = "ceiling of the second phase",
         .role = Role::level},
        {.name = "r2",
         .lower = 0.0,
         .meaning = "rate of the second phase, per year",
         .role = Role::rate},
        {.name = "t2", .meaning = "year halfway through the second phase", .role = Role::time},
    }};
    static constexpr std::array<Limit, 4> limits{Limit::constant, Limit::exponential,
                                                 Limit::logistic, Limit::open_phase};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        const Logistic phase;
        if constexpr (std::is_floating_point_v<T>) {  // the start grid asks for one phase at a time
            if (p[0] == T(0)) return phase(t, p.subspan(3));
            if (p[3] == T(0)) return phase(t, p.first(3));
        }
        return phase(t, p.first(3)) + phase(t, p.subspan(3));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        const Logistic phase;
        return phase.gradient(t, p.first(3), g.first(3)) +
               phase.gradient(t, p.subspan(3), g.subspan(3));
    }

    /// The earlier phase comes first.
    void order(std::span<double> p) const {
        if (!(p[2] > p[5])) return;
        for (std::size_t j = 0; j < 3; ++j) std::swap(p[j], p[j + 3]);
    }

    /// Rates of phases that take less than one gap of the data: rate times gap above `most`.
    [[nodiscard]] std::vector<std::size_t> steep(const Axis& axis, std::span<const double> p,
                                                 double most) const {
        std::vector<std::size_t> out;
        for (const std::size_t j : {1U, 4U})
            if (p[j] * axis.gap > most && p[j - 1] > 0.0) out.push_back(j);
        return out;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        const double span = axis.span();
        const auto rates = geometric(1.5 / span, 6.0 / axis.gap, 6);
        const auto count = static_cast<std::size_t>(detail::within(span / axis.gap, 10.0, 18.0));
        auto midpoints = arithmetic(axis.first - 0.3 * span, axis.last + 0.5 * span, count);
        return {rates, midpoints, rates, midpoints};
    }

    [[nodiscard]] std::array<AtLimit, 6> at_limit(Limit limit, std::span<const double> q) const {
        const AtLimit none{-1, 0.0}, far{-1, infinity};
        switch (limit) {
            case Limit::exponential:
                if (q[1] < 0.0) return {{{-1, std::nan("")}, none, none, none, none, far}};
                return {{{-1, infinity}, {1}, far, none, none, far}};
            case Limit::logistic:
                if (q[1] < 0.0) return {{{-1, std::nan("")}, none, none, none, none, far}};
                return {{{0}, {1}, {2}, none, none, far}};
            case Limit::open_phase:
                return {{{0}, {1}, {2}, far, {4}, far}};
            default:
                return {{{0}, none, {-1, -infinity}, none, none, far}};
        }
    }
};

}  // namespace reeindex
