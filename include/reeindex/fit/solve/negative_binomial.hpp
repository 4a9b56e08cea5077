#pragma once
/// \file
/// Negative binomial fits: the size by maximum likelihood, in turn with the curve.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/fit/solve/search.hpp>

namespace reeindex::detail {

/// Log-density of a count y >= 0, whole or not, with a mean and variance mean + dispersion mean^2;
/// dispersion 0 is Poisson. Exact to the last digits for large counts and small dispersions.
[[nodiscard]] inline double count_log_density(double y, double mean, double dispersion) {
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

/// Log-likelihood of counts with means mu; `size` infinity_size for Poisson.
[[nodiscard]] inline double count_log_likelihood(const Objective& objective,
                                                 std::span<const double> mu, double size) {
    const double dispersion = size >= Objective::infinity_size ? 0.0 : 1.0 / size;
    double sum = 0.0;
    for (std::size_t i = 0; i < mu.size(); ++i)
        sum += objective.root(i) * objective.root(i) *
               count_log_density(objective.y[i], mu[i], dispersion);
    return sum;
}

/// Derivative of the log-likelihood by the logarithm of the size, without cancellation where the
/// size is large.
[[nodiscard]] inline double size_score(const Objective& objective, std::span<const double> mu,
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

/// Maximum-likelihood size for given means, near a previous one if there is one;
/// Objective::infinity_size where the counts are not overdispersed.
[[nodiscard]] inline double best_size(const Objective& objective, std::span<const double> mu,
                                      double previous = Objective::infinity_size) {
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

/// Negative binomial fit: curve and size in turn, from the Poisson optimum.
template <class Solve>
[[nodiscard]] Solution<double> solve_negative_binomial(Problem& problem, const Solve& solve) {
    double& size = problem.objective.size;
    size = Objective::infinity_size;
    Problem poisson = problem;
    poisson.objective.model = ErrorModel::poisson;
    auto solution = solve(poisson, nullptr);
    if (!solution.point.usable()) return solution;
    bool settled = false;
    for (int round = 0; round < 300 && !settled; ++round) {
        const double next_size = best_size(problem.objective, solution.point.f, size);
        settled = std::abs(std::log(next_size) - std::log(size)) <= 1e-11;
        size = next_size;
        if (size >= Objective::infinity_size) {  // not overdispersed: Poisson
            if (round > 0) solution = solve(poisson, &solution.point.p);
            settled = true;
        }
        if (settled) break;
        auto next = solve(problem, &solution.point.p);
        if (!next.point.usable()) break;
        next.iterations += solution.iterations;
        solution = std::move(next);
    }
    solution.converged = solution.converged && settled;
    if (solution.point.usable()) (void)evaluate(problem, solution.point, true);
    return solution;
}

}  // namespace reeindex::detail
