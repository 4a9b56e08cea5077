#pragma once
/// \file
/// Normal, Student t, chi-squared, F, Poisson and negative binomial distributions.
///
/// `survival` is the upper tail 1 - cdf, computed without the subtraction. Quantiles at probability
/// 0 or 1 are the ends of the support, which may be infinite. Tests hold each function against
/// tables computed with 50 digits.

#include <cmath>
#include <limits>

#include <reeindex/core/special_functions.hpp>

namespace reeindex {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

void require_number(std::string_view name, double value);

void require_dof(std::string_view name, double value);

}  // namespace detail

/// \name Normal distribution with mean 0 and variance 1
///@{

/// Density.
/// \throws InvalidArgument if x is NaN.
[[nodiscard]] double normal_pdf(double x);

/// Probability of a value up to x.
/// \throws InvalidArgument if x is NaN.
[[nodiscard]] double normal_cdf(double x);

/// Probability of a value above x.
/// \throws InvalidArgument if x is NaN.
[[nodiscard]] inline double normal_survival(double x) { return normal_cdf(-x); }

/// Quantile by algorithm AS 241 (PPND16) of Wichura (1988), Applied Statistics 37(3), 477-484,
/// doi:10.2307/2347330.
/// \throws InvalidArgument unless 0 <= p <= 1.
[[nodiscard]] double normal_quantile(double p);
///@}

/// \name Student t distribution, real degrees of freedom > 0; infinity gives the normal
/// distribution
///@{
namespace detail {
/// Logarithm of the density, for finite t and dof.
[[nodiscard]] double student_t_log_pdf(double t, double dof);
}  // namespace detail

/// Density.
/// \throws InvalidArgument if t is NaN, or unless dof > 0.
[[nodiscard]] double student_t_pdf(double t, double dof);

namespace detail {
/// Tail beyond |t| and the part between 0 and |t|, each accurate by itself; they add up to 1/2.
[[nodiscard]] Parts student_t_halves(double t, double dof);
}  // namespace detail

/// Probability of a value up to t.
/// \throws InvalidArgument if t is NaN, or unless dof > 0.
[[nodiscard]] double student_t_cdf(double t, double dof);

/// Probability of a value above t.
/// \throws InvalidArgument if t is NaN, or unless dof > 0.
[[nodiscard]] inline double student_t_survival(double t, double dof) {
    return student_t_cdf(-t, dof);
}

/// \throws InvalidArgument unless 0 <= p <= 1 and dof > 0.
[[nodiscard]] double student_t_quantile(double p, double dof);
///@}

/// \name Chi-squared distribution, real degrees of freedom > 0
///@{

/// Probability of a value up to x.
/// \throws InvalidArgument if x is NaN, or unless dof is finite and > 0.
[[nodiscard]] double chi_squared_cdf(double x, double dof);

/// Probability of a value above x.
/// \throws InvalidArgument if x is NaN, or unless dof is finite and > 0.
[[nodiscard]] double chi_squared_survival(double x, double dof);

/// \throws InvalidArgument unless 0 <= p <= 1 and dof > 0.
[[nodiscard]] double chi_squared_quantile(double p, double dof);
///@}

/// \name F distribution, real degrees of freedom > 0 of numerator and denominator
///@{
namespace detail {
[[nodiscard]] Parts f_parts(double x, double numerator_dof, double denominator_dof);
}  // namespace detail

/// Probability of a value up to x.
/// \throws InvalidArgument if x is NaN, or unless both degrees of freedom are finite and > 0.
[[nodiscard]] inline double f_cdf(double x, double numerator_dof, double denominator_dof) {
    return detail::f_parts(x, numerator_dof, denominator_dof).lower;
}

/// Probability of a value above x.
/// \throws InvalidArgument if x is NaN, or unless both degrees of freedom are finite and > 0.
[[nodiscard]] inline double f_survival(double x, double numerator_dof, double denominator_dof) {
    return detail::f_parts(x, numerator_dof, denominator_dof).upper;
}

/// \throws InvalidArgument unless 0 <= p <= 1 and both degrees of freedom are finite and > 0.
[[nodiscard]] double f_quantile(double p, double numerator_dof, double denominator_dof);
///@}

/// \name Counts
/// Poisson with a mean, and negative binomial with a mean and a dispersion: variance = mean +
/// dispersion * mean^2 (NB2); dispersion 0 is Poisson. A count is a whole number >= 0.
///@{
namespace detail {
void require_count(std::string_view name, double value);
}  // namespace detail

/// \throws InvalidArgument unless count is a whole number >= 0 and mean is finite and >= 0.
[[nodiscard]] double poisson_log_pmf(double count, double mean);

/// \throws InvalidArgument unless mean is finite and >= 0.
[[nodiscard]] double poisson_cdf(double count, double mean);

/// \throws InvalidArgument unless count is a whole number >= 0, mean and dispersion finite and >=
/// 0.
[[nodiscard]] double negative_binomial_log_pmf(double count, double mean, double dispersion);

/// \throws InvalidArgument unless mean and dispersion are finite and >= 0.
[[nodiscard]] double negative_binomial_cdf(double count, double mean, double dispersion);

/// Smallest count whose cumulative probability is at least p.
/// \throws InvalidArgument unless 0 <= p < 1, mean and dispersion finite and >= 0.
[[nodiscard]] double negative_binomial_quantile(double p, double mean, double dispersion);

/// Smallest count whose cumulative probability is at least p.
/// \throws InvalidArgument unless 0 <= p < 1 and mean is finite and >= 0.
[[nodiscard]] inline double poisson_quantile(double p, double mean) {
    return negative_binomial_quantile(p, mean, 0.0);
}
///@}

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/distributions.ipp>
#endif
