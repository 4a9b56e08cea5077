#pragma once
// The exponential curve that stands for a limit of the logistic and Gompertz curves.

#include <span>

namespace reeindex::detail {

/// K exp(rate (x - origin)).
struct Exponential {
    double scale = 0.0, rate = 0.0, origin = 0.0;
    double sse = 0.0;
    [[nodiscard]] double operator()(double x) const;
};

/// Weighted least squares: the best of a row of rates, and Newton steps from there on the residual
/// sum with the scale eliminated (Golub and Pereyra 1973, doi:10.1137/0710036). NaN where no rate
/// is best: where the best is a spike in the first or last year, or zero.
/// \param weights empty where all are one
[[nodiscard]] Exponential best_exponential(std::span<const double> x, std::span<const double> y,
                                           std::span<const double> weights);

}  // namespace reeindex::detail
