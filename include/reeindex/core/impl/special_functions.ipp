#pragma once
#include <algorithm>
#include <array>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/special_functions.hpp>

namespace reeindex::detail {

REEINDEX_INLINE int iteration_limit(double size) noexcept {
    return 500 + static_cast<int>(20.0 * std::sqrt(std::min(size, 1e14)));
}

REEINDEX_INLINE void require_finite(std::string_view name, double value) {
    if (!std::isfinite(value)) throw InvalidArgument(name, to_text(value), "finite");
}

REEINDEX_INLINE void require_positive(std::string_view name, double value) {
    if (!(value > 0.0) || !std::isfinite(value))
        throw InvalidArgument(name, to_text(value), "finite and greater than 0");
}

REEINDEX_INLINE void require_non_negative(std::string_view name, double value) {
    if (!(value >= 0.0) || !std::isfinite(value))
        throw InvalidArgument(name, to_text(value), "finite and not negative");
}

REEINDEX_INLINE void require_probability(std::string_view name, double value) {
    if (!(value >= 0.0 && value <= 1.0)) throw InvalidArgument(name, to_text(value), "from 0 to 1");
}

REEINDEX_INLINE double atanh_ratio_minus_one(double r) noexcept {
    const double square = r * r;
    double sum = 0.0;
    double power = square;
    for (int k = 3; power > 1e-19 && k < 60; k += 2) {
        sum += power / k;
        power *= square;
    }
    return sum;
}

REEINDEX_INLINE double log1p_minus(double u) noexcept {
    if (u < -0.5 || u > 0.5) return std::log1p(u) - u;
    const double r = u / (2.0 + u);
    return r * (2.0 * atanh_ratio_minus_one(r) - u);
}

REEINDEX_INLINE double stirling_error(double x) noexcept {
    // One step of the recurrence adds (x + 1/2) log(1 + 1/x) - 1, all of one sign.
    double sum = 0.0;
    for (; x < 10.0; x += 1.0)
        sum += x < 1.0 ? (x + 0.5) * std::log1p(1.0 / x) - 1.0
                       : atanh_ratio_minus_one(1.0 / (2.0 * x + 1.0));
    // Bernoulli numbers B(2i) / (2i (2i - 1)).
    constexpr std::array<double, 9> series{1.0 / 12,    -1.0 / 360,       1.0 / 1260,
                                           -1.0 / 1680, 1.0 / 1188,       -691.0 / 360360.0,
                                           1.0 / 156,   -3617.0 / 122400, 43867.0 / 244188.0};
    const double inverse = 1.0 / x;
    const double square = inverse * inverse;
    double tail = 0.0;
    for (auto term = series.rbegin(); term != series.rend(); ++term) tail = tail * square + *term;
    return sum + tail * inverse;
}

REEINDEX_INLINE double deviance(double x, double mean) noexcept {
    if (x == 0.0) return mean;
    const double difference = mean - x;
    if (std::abs(difference) <= 0.5 * x) return -x * log1p_minus(difference / x);
    return difference - x * (std::log(mean) - std::log(x));
}

REEINDEX_INLINE double log_binomial_term(double a, double b, double x, double y) noexcept {
    const double n = a + b;
    const double scale = 0.5 * (std::log(n) - std::log(two_pi) - std::log(a) - std::log(b));
    return stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) -
           deviance(b, n * y) + scale;
}

REEINDEX_INLINE void no_convergence(std::string_view what, double a, double b, double x) {
    throw Error(concat(what, " did not converge at (", a, ", ", b, "; ", x, ")"));
}

REEINDEX_INLINE double beta_fraction(double a, double b, double x, double y) {
    constexpr double tiny = 1e-300;
    const double balance = a * y - b * x;
    const auto denominator = [&](double m) {
        return m + m * (b - m) * x / (a + 2.0 * m - 1.0) +
               (a + m) * (balance + 1.0 + m * (2.0 - x)) / (a + 2.0 * m + 1.0);
    };
    const auto guard = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    // m = 0 apart: its second term is 0, but a = 1 would divide 0 by 0.
    double fraction = guard(a * (balance + 1.0) / (a + 1.0));
    double c = fraction;
    double d = 0.0;
    const int limit = iteration_limit(std::max(a, b));
    for (int i = 1; i <= limit; ++i) {
        const double m = i;
        const double odd = a + 2.0 * m - 1.0;
        const double top = (a + m - 1.0) / odd * ((a + b + m - 1.0) / odd) * m * (b - m) * x * x;
        const double bottom = denominator(m);
        d = 1.0 / guard(bottom + top * d);
        c = guard(bottom + top / c);
        fraction *= c * d;
        if (std::abs(c * d - 1.0) <= machine_epsilon) return 1.0 / fraction;
    }
    no_convergence("incomplete beta function", a, b, x);
}

REEINDEX_INLINE Parts beta_parts(double a, double b, double x, double y) {
    if (x <= 0.0) return {0.0, 1.0};
    if (y <= 0.0) return {1.0, 0.0};
    // x^a y^b / B(a, b)
    const double scale = std::exp(log_binomial_term(a, b, x, y)) * a * (b / (a + b));
    if (x * (a + b + 2.0) < a + 1.0) {
        const double lower = std::min(1.0, scale * beta_fraction(a, b, x, y));
        return {lower, 1.0 - lower};
    }
    const double upper = std::min(1.0, scale * beta_fraction(b, a, y, x));
    return {1.0 - upper, upper};
}

// Series and fraction take some sqrt(a) terms where x is near a. For large a the normal
// distribution with a correction in powers of 1/a is as exact: Temme 1979, doi:10.1137/0510071;
// coefficients in DiDonato and Morris 1986, doi:10.1145/22721.23109.
REEINDEX_INLINE Parts gamma_parts_near(double a, double x) {
    constexpr std::array<double, 11> first{-1.0 / 3,
                                           1.0 / 12,
                                           -2.0 / 135,
                                           1.0 / 864,
                                           1.0 / 2835,
                                           -139.0 / 777600,
                                           1.0 / 25515,
                                           -571.0 / 261273600,
                                           -281.0 / 151559100,
                                           8.29671134095308601e-7,
                                           -1.76659527368260793e-7};
    constexpr std::array<double, 6> second{-1.0 / 540,
                                           -1.0 / 288,
                                           1.0 / 378,
                                           -77.0 / 77760,
                                           2.05761316872427984e-4,
                                           -4.01877572016460905e-7};
    constexpr double third = 4.13359788359788360e-3;
    const double square = deviance(a, x);  // a eta^2 / 2
    const double eta = std::copysign(std::sqrt(2.0 * square / a), x - a);
    double c0 = 0.0, c1 = 0.0;
    for (auto c = first.rbegin(); c != first.rend(); ++c) c0 = c0 * eta + *c;
    for (auto c = second.rbegin(); c != second.rend(); ++c) c1 = c1 * eta + *c;
    const double correction =
        std::exp(-square) / std::sqrt(two_pi * a) * (c0 + (c1 + third / a) / a);
    const double tail = 0.5 * std::erfc(std::sqrt(square));
    if (x < a) return {tail - correction, 1.0 - (tail - correction)};
    return {1.0 - (tail + correction), tail + correction};
}

REEINDEX_INLINE Parts gamma_parts(double a, double x) {
    if (x <= 0.0) return {0.0, 1.0};
    if (std::isinf(x)) return {1.0, 0.0};
    if (a >= 1e5 && std::abs(x - a) <= 0.12 * a) return gamma_parts_near(a, x);
    const int limit = iteration_limit(a);
    if (x < a + 1.0) {
        double term = 1.0;
        double sum = 1.0;
        for (int i = 1; i <= limit; ++i) {
            term *= x / (a + i);
            sum += term;
            if (term <= sum * 0.5 * machine_epsilon) {
                const double lower = std::min(1.0, poisson_term(a, x) * sum);
                return {lower, 1.0 - lower};
            }
        }
        no_convergence("incomplete gamma function", a, 0.0, x);
    }
    constexpr double tiny = 1e-300;
    double b = x + 1.0 - a;
    double c = 1.0 / tiny;
    double d = 1.0 / b;
    double fraction = d;
    for (int i = 1; i <= limit; ++i) {
        const double term = -i * (i - a);
        b += 2.0;
        d = term * d + b;
        if (std::abs(d) < tiny) d = tiny;
        c = b + term / c;
        if (std::abs(c) < tiny) c = tiny;
        d = 1.0 / d;
        fraction *= d * c;
        if (std::abs(d * c - 1.0) <= machine_epsilon) {
            const double upper = std::min(1.0, a * poisson_term(a, x) * fraction);
            return {1.0 - upper, upper};
        }
    }
    no_convergence("incomplete gamma function", a, 0.0, x);
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double log_gamma(double x) {
    detail::require_positive("x", x);
    if (x >= 2.5)
        return (x - 0.5) * std::log(x) - x + detail::half_log_two_pi + detail::stirling_error(x);
    if (x < 0.5) return log_gamma(1.0 + x) - std::log(x);
    // log Gamma(2 + z) = z (1 - gamma) + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k
    constexpr std::array<double, 29> zeta{
        0.32246703342411321824,    0.067352301053198095133,    0.020580808427784547879,
        0.0073855510286739852663,  0.0028905103307415232858,   0.0011927539117032609771,
        0.00050966952474304242234, 0.00022315475845357937976,  0.000099457512781808533715,
        0.0000449262367381331417,  0.000020507212775670691553, 9.439488275268395904e-6,
        4.3748667899074878042e-6,  2.0392157538013662368e-6,   9.5514121304074198329e-7,
        4.4924691987645660433e-7,  2.1207184805554665869e-7,   1.0043224823968099609e-7,
        4.7698101693639805658e-8,  2.271109460894316491e-8,    1.0838659214896954091e-8,
        5.1834750419700466551e-9,  2.4836745438024783172e-9,   1.1921401405860912074e-9,
        5.7313672416788620133e-10, 2.7595228851242331452e-10,  1.3304764374244489481e-10,
        6.4229645638381000221e-11, 3.1044247747322272762e-11};
    const double z = x < 1.5 ? x - 1.0 : x - 2.0;
    double sum = 0.0;
    for (std::size_t k = zeta.size(); k-- > 0;) sum = zeta[k] - z * sum;
    const double at_two = z * ((1.0 - detail::euler_gamma) + z * sum);
    return x < 1.5 ? at_two - std::log1p(z) : at_two;
}

REEINDEX_INLINE double digamma(double x) {
    detail::require_positive("x", x);
    double sum = 0.0;
    for (; x < 10.0; x += 1.0) sum -= 1.0 / x;
    // Bernoulli numbers B(2i) / (2i).
    constexpr std::array<double, 9> series{1.0 / 12,   -1.0 / 120,     1.0 / 252,
                                           -1.0 / 240, 1.0 / 132,      -691.0 / 32760,
                                           1.0 / 12,   -3617.0 / 8160, 43867.0 / 14364};
    const double inverse = 1.0 / x;
    const double square = inverse * inverse;
    double tail = 0.0;
    for (auto term = series.rbegin(); term != series.rend(); ++term) tail = tail * square + *term;
    return sum + std::log(x) - 0.5 * inverse - tail * square;
}

REEINDEX_INLINE double regularized_gamma_p(double a, double x) {
    detail::require_positive("a", a);
    detail::require_non_negative("x", x);
    return detail::gamma_parts(a, x).lower;
}

REEINDEX_INLINE double regularized_gamma_q(double a, double x) {
    detail::require_positive("a", a);
    detail::require_non_negative("x", x);
    return detail::gamma_parts(a, x).upper;
}

REEINDEX_INLINE double regularized_beta(double a, double b, double x) {
    detail::require_positive("a", a);
    detail::require_positive("b", b);
    detail::require_probability("x", x);
    return detail::beta_parts(a, b, x, 1.0 - x).lower;
}

}  // namespace reeindex
