#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>

namespace reeindex::detail {

/// A monotone function of x > 0 and its derivative, both on logarithmic scales.
struct LogPoint {
    double log_value;
    double slope;  ///< d log value / d log x
};

/// Solves log f(x) = target for x > 0: Newton steps in log x inside a bracket. Beyond the range of
/// double the result is 0 or infinity, its nearest values.
template <class Function>
[[nodiscard]] double solve_positive(Function f, double target, double start, bool increasing) {
    constexpr double smallest = 1e-307;
    constexpr double largest = 1e307;
    double low = 0.0;
    double high = infinity;
    double x = start > 1e-300 && start < 1e300 ? start : 1.0;
    for (int i = 0; i < 4000; ++i) {
        const LogPoint point = f(x);
        const double gap = point.log_value - target;
        if (gap == 0.0) return x;
        ((gap < 0.0) == increasing ? low : high) = x;
        double step = -gap / point.slope;
        // Newton's error is squared: what is left after this step is below the last digit.
        if (std::abs(step) < 1e-9) return x * std::exp(step);
        if (!std::isfinite(step)) step = (gap < 0.0) == increasing ? 5.0 : -5.0;
        double next = x * std::exp(std::clamp(step, -50.0, 50.0));
        if (!(next > low && next < high)) {
            if (low == 0.0)
                next = high * 1e-10;
            else if (std::isinf(high))
                next = low * 1e10;
            else
                next = std::sqrt(low) * std::sqrt(high);
        }
        if (x >= largest && !(next < x)) return infinity;
        if (x <= smallest && !(next > x)) return 0.0;
        next = std::clamp(next, smallest, largest);
        if (next == x || next == low || next == high) return x;
        x = next;
    }
    throw Error("a quantile did not converge");
}

REEINDEX_INLINE void require_number(std::string_view name, double value) {
    if (std::isnan(value)) throw InvalidArgument(name, "nan", "a number");
}

REEINDEX_INLINE void require_dof(std::string_view name, double value) {
    if (!(value > 0.0)) throw InvalidArgument(name, to_text(value), "greater than 0");
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double normal_pdf(double x) {
    detail::require_number("x", x);
    return std::exp(-0.5 * x * x) / std::sqrt(detail::two_pi);
}

REEINDEX_INLINE double normal_cdf(double x) {
    detail::require_number("x", x);
    if (std::isinf(x)) return x > 0.0 ? 1.0 : 0.0;
    // In the tail one rounding of x / sqrt(2) costs x^2 units of the last digit: put it back.
    constexpr double root_half = 0.70710678118654752440;
    constexpr double root_half_rest = -4.8336466567264567e-17;
    const double u = -x * root_half;
    const double rest = std::fma(-x, root_half, -u) - x * root_half_rest;
    return 0.5 * std::erfc(u) - rest * std::exp(-u * u) / std::sqrt(0.5 * detail::two_pi);
}

REEINDEX_INLINE double normal_quantile(double p) {
    detail::require_probability("p", p);
    if (p == 0.0) return -detail::infinity;
    if (p == 1.0) return detail::infinity;
    using Coefficients = std::array<double, 8>;
    constexpr Coefficients a{3.3871328727963666080e0, 1.3314166789178437745e2,
                             1.9715909503065514427e3, 1.3731693765509461125e4,
                             4.5921953931549871457e4, 6.7265770927008700853e4,
                             3.3430575583588128105e4, 2.5090809287301226727e3};
    constexpr Coefficients b{1.0,
                             4.2313330701600911252e1,
                             6.8718700749205790830e2,
                             5.3941960214247511077e3,
                             2.1213794301586595867e4,
                             3.9307895800092710610e4,
                             2.8729085735721942674e4,
                             5.2264952788528545610e3};
    constexpr Coefficients c{1.42343711074968357734e0,  4.63033784615654529590e0,
                             5.76949722146069140550e0,  3.64784832476320460504e0,
                             1.27045825245236838258e0,  2.41780725177450611770e-1,
                             2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr Coefficients d{1.0,
                             2.05319162663775882187e0,
                             1.67638483018380384940e0,
                             6.89767334985100004550e-1,
                             1.48103976427480074590e-1,
                             1.51986665636164571966e-2,
                             5.47593808499534494600e-4,
                             1.05075007164441684324e-9};
    constexpr Coefficients e{6.65790464350110377720e0,  5.46378491116411436990e0,
                             1.78482653991729133580e0,  2.96560571828504891230e-1,
                             2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr Coefficients f{1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};
    const auto rational = [](const Coefficients& top, const Coefficients& bottom, double r) {
        double numerator = 0.0;
        double denominator = 0.0;
        for (std::size_t i = 8; i-- > 0;) {
            numerator = numerator * r + top[i];
            denominator = denominator * r + bottom[i];
        }
        return numerator / denominator;
    };
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) return q * rational(a, b, 0.180625 - q * q);
    const double r = std::sqrt(-std::log(q < 0.0 ? p : 1.0 - p));
    const double size = r <= 5.0 ? rational(c, d, r - 1.6) : rational(e, f, r - 5.0);
    return q < 0.0 ? -size : size;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE double student_t_log_pdf(double t, double dof) {
    // Gamma((dof + 1)/2) / Gamma(dof/2) by Stirling errors, so that large dof lose no digits.
    const double half = 0.5 * dof;
    const double ratio =
        stirling_error(half + 0.5) - stirling_error(half) + half * log1p_minus(0.5 / half);
    const double size = std::abs(t) / std::sqrt(dof);
    const double log_kernel = size < 1e100 ? std::log1p(size * size) : 2.0 * std::log(size);
    return ratio - half_log_two_pi - 0.5 * (dof + 1.0) * log_kernel;
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double student_t_pdf(double t, double dof) {
    detail::require_number("t", t);
    detail::require_dof("dof", dof);
    if (std::isinf(dof)) return normal_pdf(t);
    return std::isinf(t) ? 0.0 : std::exp(detail::student_t_log_pdf(t, dof));
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE Parts student_t_halves(double t, double dof) {
    const double size = std::abs(t);
    if (std::isinf(dof)) return {0.5 * std::erf(size / std::sqrt(2.0)), normal_cdf(-size)};
    const double scaled = size / std::sqrt(dof);
    if (scaled < 1e-8) {
        const double centre = size * student_t_pdf(0.0, dof);
        if (centre < 1e-8) return {centre, 0.5 - centre};
    }
    if (scaled > 1e8) {
        // The tail is the density's power law: t f(t) / dof.
        const double tail = std::exp(student_t_log_pdf(size, dof) + std::log(size)) / dof;
        return {0.5 - tail, tail};
    }
    const double square = scaled * scaled;
    const auto parts = beta_parts(0.5, 0.5 * dof, square / (1.0 + square), 1.0 / (1.0 + square));
    return {0.5 * parts.lower, 0.5 * parts.upper};
}

/// Part of a distribution on one side of x > 0 and how it changes there: h = x f(x) / part, which
/// is the size of d log part / d log x, and g = x f'(x) / f(x).
struct TailPoint {
    double part, h, g;
};

/// Solves part(x) = target from a good start by Halley's steps in log x (third order: what is left
/// after a step below 1e-5 is below the last digit). From a bad start, bracketed by Newton's.
/// \param central whether the part is the one below x, which increases
template <class Function>
[[nodiscard]] double solve_part(Function part, double target, double start, bool central) {
    const double log_target = std::log(target);
    double x = start;
    for (int i = 0; i < 4 && x > 1e-300 && x < 1e300; ++i) {
        const TailPoint at = part(x);
        const double slope = central ? at.h : -at.h;
        const double newton = (log_target - std::log(at.part)) / slope;
        const double bend = 0.5 * newton * (1.0 + at.g - slope);
        const double step = newton / (1.0 + bend);
        if (!(std::abs(newton) < 1.0 && std::abs(bend) < 0.5)) break;
        x *= std::exp(step);
        if (std::abs(newton) < 1e-5) return x;
    }
    return solve_positive(
        [&](double at) -> LogPoint {
            const TailPoint point = part(at);
            return {std::log(point.part), central ? point.h : -point.h};
        },
        log_target, start, central);
}

/// Quantile of Student's t for a tail below 1/2, to some digits (Hill 1970, algorithm 396,
/// doi:10.1145/355598.355600), which are about three from 2 degrees of freedom on.
REEINDEX_INLINE double student_t_start(double tail, double dof) {
    const double a = 1.0 / (dof - 0.5), b = 48.0 / (a * a);
    double c = ((20700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    const double d = ((94.5 / (b + c) - 3.0) / b + 1.0) * std::sqrt(0.25 * two_pi * a) * dof;
    double y = std::pow(2.0 * d * tail, 2.0 / dof);
    if (y > 0.05 + a) {
        const double x = normal_quantile(tail);
        y = x * x;
        if (dof < 5.0) c += 0.3 * (dof - 4.5) * (x + 0.6);
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = std::expm1(a * y * y);
    } else {
        y = ((1.0 / (((dof + 6.0) / (dof * y) - 0.089 * d - 0.822) * (dof + 2.0) * 3.0) +
              0.5 / (dof + 4.0)) *
                 y -
             1.0) *
                (dof + 1.0) / (dof + 2.0) +
            1.0 / y;
    }
    return std::sqrt(dof * y);
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double student_t_cdf(double t, double dof) {
    detail::require_number("t", t);
    detail::require_dof("dof", dof);
    if (std::isinf(t)) return t > 0.0 ? 1.0 : 0.0;
    const auto halves = detail::student_t_halves(t, dof);
    return t > 0.0 ? 0.5 + halves.lower : halves.upper;
}

REEINDEX_INLINE double student_t_quantile(double p, double dof) {
    detail::require_probability("p", p);
    detail::require_dof("dof", dof);
    if (std::isinf(dof) || p == 0.0 || p == 1.0) return normal_quantile(p);
    const double centre = std::abs(p - 0.5);
    if (centre == 0.0) return 0.0;
    const double tail = p < 0.5 ? p : 1.0 - p;
    double start = 0.0;
    if (dof >= 2.0) start = detail::student_t_start(tail, dof);
    if (!(start > 0.0 && std::isfinite(start)))
        start = std::abs(normal_quantile(p)) * (1.0 + (dof < 30.0 ? 1.0 / dof : 0.25 / dof));
    // Near the median the central part is solved for, elsewhere the tail: each is nearly linear
    // between logarithms, so that the steps settle fast.
    const double sign = p < 0.5 ? -1.0 : 1.0;
    const bool central = centre < 0.25;
    return sign *
           detail::solve_part(
               [&](double t) -> detail::TailPoint {
                   const auto halves = detail::student_t_halves(t, dof);
                   const double value = central ? halves.lower : halves.upper;
                   const double ratio = t / std::sqrt(dof), square = ratio * ratio;
                   const double share = std::isfinite(square) ? square / (1.0 + square) : 1.0;
                   return {value, std::exp(detail::student_t_log_pdf(t, dof) + std::log(t)) / value,
                           -(dof + 1.0) * share};
               },
               central ? centre : tail, start, central);
}

REEINDEX_INLINE double chi_squared_cdf(double x, double dof) {
    detail::require_number("x", x);
    detail::require_positive("dof", dof);
    return detail::gamma_parts(0.5 * dof, 0.5 * x).lower;
}

REEINDEX_INLINE double chi_squared_survival(double x, double dof) {
    detail::require_number("x", x);
    detail::require_positive("dof", dof);
    return detail::gamma_parts(0.5 * dof, 0.5 * x).upper;
}

REEINDEX_INLINE double chi_squared_quantile(double p, double dof) {
    detail::require_probability("p", p);
    detail::require_positive("dof", dof);
    if (p == 0.0) return 0.0;
    if (p == 1.0) return detail::infinity;
    // Wilson and Hilferty's cube for the start.
    const double spread = 2.0 / (9.0 * dof);
    const double root = 1.0 - spread + normal_quantile(p) * std::sqrt(spread);
    const double start =
        root > 0.1 ? dof * root * root * root
                   : 2.0 * std::exp((std::log(p) + log_gamma(1.0 + 0.5 * dof)) / (0.5 * dof));
    const bool lower = p <= 0.5;
    return detail::solve_part(
        [&](double x) -> detail::TailPoint {
            const auto parts = detail::gamma_parts(0.5 * dof, 0.5 * x);
            const double value = lower ? parts.lower : parts.upper;
            // x f(x) = a x^a e^-x / Gamma(a + 1) at half of x
            return {value, 0.5 * dof * detail::poisson_term(0.5 * dof, 0.5 * x) / value,
                    0.5 * (dof - x) - 1.0};
        },
        lower ? p : 1.0 - p, start, lower);
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE Parts f_parts(double x, double numerator_dof, double denominator_dof) {
    require_number("x", x);
    require_positive("numerator_dof", numerator_dof);
    require_positive("denominator_dof", denominator_dof);
    if (x <= 0.0) return {0.0, 1.0};
    const double odds = x * (numerator_dof / denominator_dof);
    if (std::isinf(odds)) return {1.0, 0.0};
    return beta_parts(0.5 * numerator_dof, 0.5 * denominator_dof, odds / (1.0 + odds),
                      1.0 / (1.0 + odds));
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double f_quantile(double p, double numerator_dof, double denominator_dof) {
    detail::require_probability("p", p);
    detail::require_positive("numerator_dof", numerator_dof);
    detail::require_positive("denominator_dof", denominator_dof);
    if (p == 0.0) return 0.0;
    if (p == 1.0) return detail::infinity;
    const bool lower = p <= 0.5;
    const double a = 0.5 * numerator_dof;
    const double b = 0.5 * denominator_dof;
    return detail::solve_positive(
        [&](double x) -> detail::LogPoint {
            const auto parts = detail::f_parts(x, numerator_dof, denominator_dof);
            const double value = lower ? parts.lower : parts.upper;
            const double odds = x * (numerator_dof / denominator_dof);
            const double density = odds > 0.0 && odds < detail::infinity
                                       ? std::exp(detail::log_binomial_term(
                                             a, b, odds / (1.0 + odds), 1.0 / (1.0 + odds))) *
                                             (a * b / (a + b))
                                       : 0.0;
            return {std::log(value), (lower ? density : -density) / value};
        },
        lower ? std::log(p) : std::log1p(-p), 1.0, lower);
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE void require_count(std::string_view name, double value) {
    if (!(value >= 0.0) || !std::isfinite(value) || value != std::floor(value))
        throw InvalidArgument(name, to_text(value), "a whole number, not negative");
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double poisson_log_pmf(double count, double mean) {
    detail::require_count("count", count);
    detail::require_non_negative("mean", mean);
    if (mean == 0.0) return count == 0.0 ? 0.0 : -detail::infinity;
    if (count == 0.0) return -mean;
    return -detail::stirling_error(count) - detail::deviance(count, mean) -
           0.5 * std::log(detail::two_pi * count);
}

REEINDEX_INLINE double poisson_cdf(double count, double mean) {
    detail::require_number("count", count);
    detail::require_non_negative("mean", mean);
    if (count < 0.0) return 0.0;
    if (std::isinf(count) || mean == 0.0) return 1.0;
    return detail::gamma_parts(std::floor(count) + 1.0, mean).upper;
}

REEINDEX_INLINE double negative_binomial_log_pmf(double count, double mean, double dispersion) {
    detail::require_count("count", count);
    detail::require_non_negative("mean", mean);
    detail::require_non_negative("dispersion", dispersion);
    if (dispersion == 0.0 || mean == 0.0) return poisson_log_pmf(count, mean);
    const double excess = dispersion * mean;  // variance / mean - 1
    const double size = 1.0 / dispersion;
    if (count == 0.0) return -size * std::log1p(excess);
    if (std::isinf(size) || dispersion * count * count < 1e-17)
        // Gamma(count + size) / (Gamma(size) size^count) is 1 to working accuracy
        return poisson_log_pmf(count, mean) - count * std::log1p(excess) -
               (excess > 0.0 ? mean * (detail::log1p_minus(excess) / excess) : 0.0);
    return detail::log_binomial_term(size, count, 1.0 / (1.0 + excess), excess / (1.0 + excess)) -
           std::log1p(count * dispersion);
}

REEINDEX_INLINE double negative_binomial_cdf(double count, double mean, double dispersion) {
    detail::require_number("count", count);
    detail::require_non_negative("mean", mean);
    detail::require_non_negative("dispersion", dispersion);
    if (dispersion < 1e-14) return poisson_cdf(count, mean);
    if (count < 0.0) return 0.0;
    if (std::isinf(count) || mean == 0.0) return 1.0;
    const double excess = dispersion * mean;
    return detail::beta_parts(1.0 / dispersion, std::floor(count) + 1.0, 1.0 / (1.0 + excess),
                              excess / (1.0 + excess))
        .lower;
}

REEINDEX_INLINE double negative_binomial_quantile(double p, double mean, double dispersion) {
    if (!(p >= 0.0 && p < 1.0)) throw InvalidArgument("p", detail::to_text(p), "from 0 to below 1");
    detail::require_non_negative("mean", mean);
    detail::require_non_negative("dispersion", dispersion);
    const auto reached = [&](double count) {
        return negative_binomial_cdf(count, mean, dispersion) >= p;
    };
    if (reached(0.0)) return 0.0;
    double low = 0.0;
    double high = std::max(1.0, std::ceil(mean));
    while (!reached(high)) {
        low = high;
        high *= 2.0;
        if (high > 9e15)
            throw InvalidArgument("mean", detail::to_text(mean),
                                  "small enough that the quantile is below 9e15");
    }
    while (high - low > 1.0) {
        const double middle = std::floor(low + 0.5 * (high - low));
        (reached(middle) ? high : low) = middle;
    }
    return high;
}

}  // namespace reeindex
