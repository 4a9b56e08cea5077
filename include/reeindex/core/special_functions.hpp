#pragma once
/// \file
/// Gamma and beta functions behind the distributions: log-gamma, digamma, and the regularised
/// incomplete gamma and beta functions.
///
/// No function here touches global state (std::lgamma writes `signgam`), so all may run in threads.
/// The prefactors use the saddle-point form of Loader (2000), "Fast and accurate computation of
/// binomial probabilities", which does not lose digits for large arguments.

#include <cmath>
#include <limits>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

namespace detail {

inline constexpr double half_log_two_pi = 0.91893853320467274178;
inline constexpr double two_pi = 6.28318530717958647693;
inline constexpr double euler_gamma = 0.57721566490153286061;
inline constexpr double machine_epsilon = std::numeric_limits<double>::epsilon();

void require_finite(std::string_view name, double value);

void require_positive(std::string_view name, double value);

void require_non_negative(std::string_view name, double value);

void require_probability(std::string_view name, double value);

/// atanh(r)/r - 1 for |r| <= 1/3.
[[nodiscard]] double atanh_ratio_minus_one(double r) noexcept;

/// log(1 + u) - u without cancellation near u = 0.
[[nodiscard]] double log1p_minus(double u) noexcept;

/// Error of Stirling's formula: log Gamma(x+1) - (x + 1/2) log x + x - log(2 pi)/2, x > 0.
[[nodiscard]] double stirling_error(double x) noexcept;

/// Deviance x log(x/mean) + mean - x, for x >= 0 and mean > 0.
[[nodiscard]] double deviance(double x, double mean) noexcept;

/// log(x^a y^b Gamma(a + b + 1) / (Gamma(a + 1) Gamma(b + 1))), y = 1 - x.
[[nodiscard]] double log_binomial_term(double a, double b, double x, double y) noexcept;

/// Lower and upper part of a whole; the smaller one is computed directly.
struct Parts {
    double lower;
    double upper;
};

[[nodiscard]] int iteration_limit(double size) noexcept;

[[noreturn]] void no_convergence(std::string_view what, double a, double b, double x);

/// I_x(a, b) / (x^a y^b / B(a, b)) for x below the mean a/(a + b), by the continued fraction of
/// DiDonato and Morris (1992), doi:10.1145/131766.131776, which keeps its digits for x near 1.
[[nodiscard]] double beta_fraction(double a, double b, double x, double y);

/// Regularised incomplete beta function for x and y = 1 - x, both given exactly.
[[nodiscard]] Parts beta_parts(double a, double b, double x, double y);

/// x^a e^-x / Gamma(a + 1).
[[nodiscard]] inline double poisson_term(double a, double x) noexcept {
    return std::exp(-stirling_error(a) - deviance(a, x)) / std::sqrt(two_pi * a);
}

/// Regularised incomplete gamma functions P and Q.
[[nodiscard]] Parts gamma_parts(double a, double x);

}  // namespace detail

/// Natural logarithm of the gamma function of x > 0. Relative accuracy near 1e-15, also at the
/// zeros x = 1 and x = 2.
/// \throws InvalidArgument unless x is finite and greater than 0.
[[nodiscard]] double log_gamma(double x);

/// Derivative of log_gamma, for x > 0.
/// \throws InvalidArgument unless x is finite and greater than 0.
[[nodiscard]] double digamma(double x);

/// Regularised lower incomplete gamma function P(a, x), a > 0, x >= 0.
/// \throws InvalidArgument
[[nodiscard]] double regularized_gamma_p(double a, double x);

/// Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).
/// \throws InvalidArgument
[[nodiscard]] double regularized_gamma_q(double a, double x);

/// Regularised incomplete beta function I_x(a, b), a and b > 0, 0 <= x <= 1.
/// \throws InvalidArgument
[[nodiscard]] double regularized_beta(double a, double b, double x);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/special_functions.ipp>
#endif
