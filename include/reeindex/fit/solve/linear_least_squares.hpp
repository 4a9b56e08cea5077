#pragma once
/// \file
/// Linear least squares to the last digits: Householder QR of scaled columns in double-double
/// arithmetic, residuals from the same. Data are taken as the decimal numbers that they were
/// written as, where they have at most 15 digits.

#include <span>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/curves/double_double.hpp>
#include <reeindex/fit/solve/qr.hpp>

namespace reeindex {

/// Coefficients of a linear regression.
struct LinearRegression {
    std::vector<double> coefficients;
    std::vector<double> standard_errors;
    std::vector<double> covariance;  ///< column-major
    double sse = 0.0;
    std::size_t rank = 0;
    std::size_t n_obs = 0;
};

namespace detail {

/// Weighted regression on a design matrix in double-double (column-major, rows x columns).
[[nodiscard]] LinearRegression regress(std::span<const DoubleDouble> design,
                                       std::span<const double> y, std::span<const double> weights);

}  // namespace detail

/// Ordinary or weighted least squares of y on the columns of a design matrix (column-major, n
/// rows). \throws InvalidArgument if the sizes do not fit, a number is not finite, there are not
/// more rows than columns, or the columns are linearly dependent.
[[nodiscard]] LinearRegression linear_least_squares(std::span<const double> design,
                                                    std::span<const double> y,
                                                    std::span<const double> weights = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/linear_least_squares.ipp>
#endif
