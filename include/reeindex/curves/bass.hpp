#pragma once
/// \file
/// Diffusion of an innovation: cumulative adoptions and adoptions per year.

#include <optional>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = m F(t - origin) with F(x) = (1 - exp(-(p + q) x)) / (1 + q/p exp(-(p + q) x)).
///
/// Cumulative adoptions: m is the number of all who will ever adopt, p the coefficient of
/// innovation (adoption by oneself), q the coefficient of imitation (adoption after others), both
/// per year. The origin is the launch, when nothing is adopted yet: one year before the data unless
/// it is given. Before it the curve is 0. Bass (1969), doi:10.1287/mnsc.15.5.215.
struct Bass {
    static constexpr std::string_view name = "bass";
    static constexpr std::array<Parameter, 3> parameters{{
        {.name = "m",
         .lower = 0.0,
         .linear = true,
         .meaning = "ceiling: all who will ever adopt",
         .role = Role::ceiling},
        {.name = "p",
         .lower = 0.0,
         .meaning = "coefficient of innovation, per year",
         .role = Role::rate},
        {.name = "q",
         .lower = 0.0,
         .meaning = "coefficient of imitation, per year",
         .role = Role::rate},
    }};
    static constexpr Traits traits{.display_name = "Bass"};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::early_adoption,
                                                 Limit::step};
    std::optional<double> origin{};  ///< launch; none for one year before the data

    [[nodiscard]] Bass anchored(const Axis& axis) const {
        return {origin.value_or(axis.first - 1.0)};
    }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp, std::expm1;
        const double x = t - origin.value_or(0.0);
        if (!(x > 0.0)) return T(0);
        const T z = -(p[1] + p[2]) * x;
        return p[0] * (-p[1] * expm1(z)) / (p[1] + p[2] * exp(z));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp, std::expm1;
        const double x = t - origin.value_or(0.0);
        g[0] = g[1] = g[2] = T(0);
        if (!(x > 0.0)) return T(0);
        const T z = -(p[1] + p[2]) * x;
        const T e = exp(z), rise = -expm1(z);
        const T below = p[1] + p[2] * e;
        g[0] = p[1] * rise / below;
        const T xe = x * e;
        g[1] = p[0] * (rise + p[1] * xe - g[0] * (T(1) - p[2] * xe)) / below;
        g[2] = p[0] * (p[1] * xe - g[0] * (e - p[2] * xe)) / below;
        return p[0] * g[0];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        auto imitation = geometric(0.3 / axis.span(), 8.0 / axis.gap, 12);
        imitation.insert(imitation.begin(), 0.0);
        const double life = axis.last - origin.value_or(axis.first - 1.0);
        return {geometric(1e-9 / life, 8.0 / axis.gap, 30), imitation};
    }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::early_adoption:
                return {{{-1, infinity}, {-1, 0.0}, {1}}};
            case Limit::step:
                if (q[1] < 0.0) return {{{-1, std::nan("")}, {-1, 0.0}, {-1, 0.0}}};
                return {{{0}, {-1, 0.0}, {-1, infinity}}};
            default:
                return {{{0}, {-1, infinity}, {-1, 0.0}}};
        }
    }
};

/// y = m (F(t - origin) - F(t - 1 - origin)), the adoptions of a year, with F of Bass.
///
/// Srinivasan and Mason (1986), doi:10.1287/mksc.5.2.169: the growth of the cumulative curve over
/// the year, not its slope, so that the yearly figures add up to m.
struct BassAdoptions {
    static constexpr std::string_view name = "bass_adoptions";
    static constexpr auto parameters = Bass::parameters;
    static constexpr Traits traits{.cumulative = false};
    static constexpr std::array<Limit, 3> limits{Limit::constant, Limit::exponential, Limit::pulse};
    std::optional<double> origin{};  ///< launch; none for one year before the data

    [[nodiscard]] BassAdoptions anchored(const Axis& axis) const {
        return {origin.value_or(axis.first - 1.0)};
    }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        const double x = t - origin.value_or(0.0);
        if (!(x > 1.0)) return Bass{origin}(t, p);
        return p[0] * p[1] * Year<T>(x, p[1], p[2]).pace;
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        const double x = t - origin.value_or(0.0);
        if (!(x > 1.0)) return Bass{origin}.gradient(t, p, g);
        const Year<T> year(x, p[1], p[2]);
        // logarithmic derivatives, but for the 1/p of the factor p
        const T common = T(1) / (p[1] + p[2]) - (x - 1.0) + year.kept / year.left;
        const T by_p = common - (T(1) - p[2] * x * year.now) / year.below_now -
                       (T(1) - p[2] * (x - 1.0) * year.before) / year.below_before;
        const T by_q = common - (T(1) - p[2] * x) * year.now / year.below_now -
                       (T(1) - p[2] * (x - 1.0)) * year.before / year.below_before;
        g[0] = p[1] * year.pace;
        g[1] = p[0] * year.pace * (T(1) + p[1] * by_p);
        g[2] = p[0] * g[0] * by_q;
        return p[0] * g[0];
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const { return Bass{origin}.starts(axis); }

    [[nodiscard]] std::array<AtLimit, 3> at_limit(Limit limit, std::span<const double> q) const {
        switch (limit) {
            case Limit::exponential:  // decline is no limit: innovation alone, with a finite m
                if (q[1] < 0.0) return {{{-1, std::nan("")}, {-1, 0.0}, {-1, 0.0}}};
                return {{{-1, infinity}, {-1, 0.0}, {1}}};
            case Limit::pulse:
                return {{{-1, infinity}, {-1, 0.0}, {-1, infinity}}};
            default:
                return {{{-1, infinity}, {-1, 0.0}, {-1, 0.0}}};
        }
    }

private:
    /// F(x) - F(x - 1) = p * pace for x > 1, without the difference of two numbers close to 1.
    template <class T>
    struct Year {
        Year(double x, const T& p, const T& q) {
            using std::exp, std::expm1;
            const T s = p + q;
            before = exp(T(-s * (x - 1.0)));
            now = exp(T(-s * x));
            kept = exp(T(-s));
            left = -expm1(T(-s));
            below_before = p + q * before;
            below_now = p + q * now;
            pace = s * (before / below_before) * (left / below_now);
        }
        T before, now, kept, left, below_before, below_now, pace;
    };
};

}  // namespace reeindex
