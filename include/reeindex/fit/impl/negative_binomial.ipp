#pragma once
#include <algorithm>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/negative_binomial.hpp>

namespace reeindex::detail {

REEINDEX_INLINE double count_log_likelihood(const Objective& objective, std::span<const double> mu,
                                            double size) {
    return FittedScatter{.y = objective.y, .mu = mu, .roots = objective.roots}.counts(size);
}

REEINDEX_INLINE double size_score(const Objective& objective, std::span<const double> mu,
                                  double size) {
    const auto remainder = [](double x) { return digamma(x) - std::log(x) + 0.5 / x; };
    double sum = 0.0;
    for (std::size_t i = 0; i < mu.size(); ++i) {
        const double y = objective.y[i];
        // digamma(y + k) - digamma(k) - log(1 + y/k)
        const double steps =
            size < 10.0 ? digamma(size + y) - digamma(size) - std::log1p(y / size)
                        : 0.5 * y / (size * (size + y)) + remainder(size + y) - remainder(size);
        sum += objective.root(i) * objective.root(i) *
               (steps + log1p_minus((y - mu[i]) / (size + mu[i])));
    }
    return sum * size;
}

REEINDEX_INLINE double best_size(const Objective& objective, std::span<const double> mu,
                                 double previous) {
    const auto score = [&](double at) { return size_score(objective, mu, std::exp(at)); };
    double low = 0.0, high = -1.0;
    if (previous < Objective::infinity_size) {
        low = std::log(previous) - 0.1;
        high = std::log(previous) + 0.1;
        if (!(score(low) > 0.0 && score(high) < 0.0)) high = low - 1.0;
    }
    if (!(high > low)) {
        const auto value = [&](double at) {
            return count_log_likelihood(objective, mu, std::exp(at));
        };
        const double largest = *std::max_element(mu.begin(), mu.end());
        const double end = 15.0 + std::max(5.0, std::log(std::max(largest, 1.0)));
        double best = -12.0;
        double highest = value(best);
        for (double at = -11.5; at <= end; at += 0.5)
            if (const double v = value(at); v > highest) {
                highest = v;
                best = at;
            }
        const double poisson = count_log_likelihood(objective, mu, Objective::infinity_size);
        if (highest <= poisson + 1e-12 * std::abs(poisson)) return Objective::infinity_size;
        low = best - 0.5;
        high = best + 0.5;
        if (!(score(low) > 0.0 && score(high) < 0.0)) return std::exp(best);
    }
    for (int k = 0; k < 80 && high - low > 1e-15 * std::max(1.0, std::abs(low)); ++k) {
        const double middle = 0.5 * (low + high);
        (score(middle) > 0.0 ? low : high) = middle;
    }
    return std::exp(0.5 * (low + high));
}

}  // namespace reeindex::detail
