#pragma once
/// \file
/// PowerLaw-law growth.

#include <optional>
#include <utility>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// y = level (t - origin)^exponent.
///
/// The origin is one year before the data unless it is given, so that the level is the curve's
/// value in the first year. Growth by ever smaller percentages (exponent > 0) or decline
/// (exponent < 0), without a ceiling. At and before the origin the curve is 0 for a positive
/// exponent. As learning by time: Nagy et al. (2013), doi:10.1371/journal.pone.0052669.
struct PowerLaw {
    static constexpr std::string_view name = "power";
    static constexpr std::array<Parameter, 2> parameters{{
        {.name = "level",
         .linear = true,
         .meaning = "level one year after the origin",
         .role = Role::level},
        {.name = "exponent",
         .meaning = "relative change of y per relative change of t - origin",
         .role = Role::shape},
    }};
    static constexpr std::array<Limit, 1> limits{Limit::spike};
    std::optional<double> origin{};  ///< none for one year before the data

    [[nodiscard]] PowerLaw anchored(const Axis& axis) const {
        return {origin.value_or(axis.first - 1.0)};
    }

    template <class T>
    [[nodiscard]] T operator()(double t, std::span<const T> p) const {
        using std::exp;
        return p[0] * exp(p[1] * T(log_time<T>(t)));
    }
    template <class T>
    T gradient(double t, std::span<const T> p, std::span<T> g) const {
        using std::exp;
        const T x = log_time<T>(t);
        g[0] = exp(p[1] * x);
        const T y = p[0] * g[0];
        g[1] = y == T(0) ? T(0) : T(y * x);
        return y;
    }

    [[nodiscard]] StartGrid starts(const Axis& axis) const {
        const double last = axis.last - origin.value_or(axis.first - 1.0);
        const double steepest = 25.0 / std::log1p(axis.gap / (last < axis.gap ? axis.gap : last));
        auto exponents = both_signs(geometric(0.05, steepest < 1.0 ? 1.0 : steepest, 30));
        exponents.push_back(0.0);
        return {detail::sorted(std::move(exponents))};
    }

    [[nodiscard]] std::array<AtLimit, 2> at_limit(Limit /*limit*/,
                                                  std::span<const double> q) const {
        if (q[1] > 0.0) return {{{-1, 0.0}, {-1, infinity}}};
        return {{{0}, {-1, -infinity}}};
    }

private:
    template <class T>
    [[nodiscard]] auto log_time(double t) const {
        const double x = t - origin.value_or(0.0);
        using std::log;
        if constexpr (std::is_same_v<T, long double>)
            return x > 0.0 ? log(static_cast<long double>(x)) : -static_cast<long double>(infinity);
        else
            return x > 0.0 ? log(x) : -infinity;
    }
};

}  // namespace reeindex
