#pragma once

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/random.hpp>

namespace reeindex {

REEINDEX_INLINE double Random::gamma(double shape) {
    detail::require_positive("shape", shape);
    if (shape < 1.0) {
        const double boosted = gamma(shape + 1.0);
        return boosted * std::exp(std::log(uniform_open()) / shape);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal();
        const double root = 1.0 + c * x;
        if (root <= 0.0) continue;
        const double v = root * root * root;
        if (std::log(uniform_open()) < 0.5 * x * x + d * (1.0 - v + std::log(v))) return d * v;
    }
}

REEINDEX_INLINE double Random::poisson(double mean) {
    if (!(mean >= 0.0 && mean <= 1e15))
        throw InvalidArgument("mean", detail::to_text(mean), "from 0 to 1e15");
    if (mean < 10.0) {
        const double limit = std::exp(-mean);
        double count = 0.0;
        for (double product = uniform_open(); product > limit; product *= uniform_open())
            count += 1.0;
        return count;
    }
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double quick = 0.9277 - 3.6224 / (b - 2.0);
    for (;;) {
        const double u = uniform_open() - 0.5;
        const double v = uniform_open();
        const double us = 0.5 - std::abs(u);
        const double count = std::floor((2.0 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= quick) return count;
        if (count < 0.0 || (us < 0.013 && v > us)) continue;
        if (std::log(v * inverse_alpha / (a / (us * us) + b)) <= poisson_log_pmf(count, mean))
            return count;
    }
}

REEINDEX_INLINE double Random::negative_binomial(double mean, double dispersion) {
    detail::require_non_negative("mean", mean);
    detail::require_non_negative("dispersion", dispersion);
    // Below this, dispersion changes no digit and its inverse could overflow.
    if (dispersion < 1e-30) return poisson(mean);
    return poisson(mean * dispersion * gamma(1.0 / dispersion));
}

REEINDEX_INLINE double Random::student_t(double dof) {
    detail::require_dof("dof", dof);
    const double z = normal();
    if (std::isinf(dof)) return z;
    return z / std::sqrt(gamma(0.5 * dof) / (0.5 * dof));
}

}  // namespace reeindex
