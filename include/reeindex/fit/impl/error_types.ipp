#pragma once
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/error_types.hpp>

namespace reeindex::detail {

REEINDEX_INLINE double count_log_density(double y, double mean, double dispersion) {
    if (mean == 0.0) return y == 0.0 ? 0.0 : -infinity;
    const double excess = dispersion * mean;
    if (y == 0.0) return excess > 0.0 ? -std::log1p(excess) / dispersion : -mean;
    const double poisson = -stirling_error(y) - deviance(y, mean) - 0.5 * std::log(two_pi * y);
    if (dispersion == 0.0) return poisson;
    if (dispersion * y * y < 1e-17)
        return poisson - y * std::log1p(excess) -
               (excess > 0.0 ? mean * (log1p_minus(excess) / excess) : 0.0);
    return log_binomial_term(1.0 / dispersion, y, 1.0 / (1.0 + excess), excess / (1.0 + excess)) -
           std::log1p(y * dispersion);
}

}  // namespace reeindex::detail
