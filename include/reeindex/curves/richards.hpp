#pragma once
/// \file
/// Generalised logistic growth.

#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// y = K (1 + nu exp(-r (t - t0)))^(-1/nu).
///
/// K is the ceiling, r the rate per year (negative for decline), t0 the year of the inflection,
/// where y = K (1 + nu)^(-1/nu), and nu the asymmetry: 1 gives the logistic curve, 0 the Gompertz
/// curve, more than 1 a late inflection with a sharp end. nu is held below 20: there the curve is
/// exponential growth that stops at the ceiling, and larger values change nothing that yearly data
/// can show. Richards (1959), doi:10.1093/jxb/10.2.290.
struct Richards {
    static constexpr std::string_view name = "richards";
    static constexpr std::array<Parameter, 4> parameters{{
        {.name = "K", .lower = 0.0, .linear = true, .meaning = "ceiling", .role = Role::ceiling},
        {.name = "r", .meaning = "rate per year", .role = Role::rate},
        {.name = "t0", .meaning = "year of the inflection", .role = Role::time},
        {.name = "nu",
         .lower = 0.0,
         .upper = 20.0,
         .meaning = "asymmetry; 1 is the logistic curve",
         .role = Role::shape},
    }};
    static constexpr Traits traits{.display_name = "Richards"};
    static constexpr std::array<Limit, 4> limits{Limit::constant, Limit::exponential, Limit::step,
                                                 Limit::gompertz};

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        const T z = -p[1] * (t - p[2]);
        return p[0] * exp(-decay(z, p[3]));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const T z = -p[1] * (t - p[2]);
        const T nu = p[3];
        const T share = exp(-decay(z, nu));
        const T y = p[0] * share;
        g[0] = share;
        g[1] = g[2] = g[3] = T(0);
        if (!(share > T(0))) return y;
        const T e = exp(z < T(large) ? z : T(-z));
        const T h = z < T(large) ? T(e / (1 + nu * e)) : T(1 / (nu + e));  // slope of decay() in z
        g[1] = y * h * (t - p[2]);
        g[2] = -y * h * p[1];
        const T u = nu * e;
        if (z < T(large) && u < T(0.05)) {  // (h - decay)/nu without cancellation
            T sum(0), power(1);
            for (int k = 1; k <= 17; ++k, power *= -u) sum -= power * T(k) / T(k + 1);
            g[3] = -y * e * e * sum;
        } else {
            g[3] = -y * (h - decay(z, nu)) / nu;
        }
        return y;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        auto grid = detail::sigmoid_starts(axis, true);
        grid.push_back({0.02, 0.3, 1.0, 3.0, 10.0});
        return grid;
    }

    /// Rates so high that the bend lies between two points of the data (rate times gap above
    /// `most`).
    [[nodiscard]] std::vector<std::size_t> steep(const Axis& axis, std::span<const double> p,
                                                 double most) const {
        if (std::abs(p[1]) * axis.gap > most) return {1};
        return {};
    }

    [[nodiscard]] std::array<AtLimit, 4> at_limit(Limit limit, std::span<const double> q) const {
        const auto end = [](double sign) { return sign >= 0.0 ? infinity : -infinity; };
        switch (limit) {
            case Limit::exponential:  // only r/nu is known
                return {{{-1, infinity}, {1}, {-1, end(q[1])}, {-1, 1.0}}};
            case Limit::step:
                return {{{0}, {-1, end(q[1])}, {2}, {-1, 1.0}}};
            case Limit::gompertz:
                return {{{0}, {1}, {2}, {-1, 0.0}}};
            default:
                return {{{0}, {-1, 0.0}, {-1, -infinity}, {-1, 1.0}}};
        }
    }

private:
    static constexpr double large = 300.0;  // exp of it is still finite, also squared

    /// log(1 + nu exp(z))/nu, which is exp(z) for nu = 0.
    template <class T>
    [[nodiscard]] static T decay(const T& z, const T& nu) {
        using std::exp, std::log, std::log1p;
        if (!(nu > T(0))) return exp(z);
        if (z < T(large)) return log1p(T(nu * exp(z))) / nu;
        return (z + log(nu + exp(-z))) / nu;
    }
};

}  // namespace reeindex
