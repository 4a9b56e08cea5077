#pragma once
/// \file
/// Negative binomial fits: the size by maximum likelihood, in turn with the curve.

#include <cmath>
#include <span>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/fit/solve/search.hpp>

namespace reeindex::detail {

/// Log-likelihood of counts with means mu; `size` infinity_size for Poisson.
[[nodiscard]] double count_log_likelihood(const Objective& objective, std::span<const double> mu,
                                          double size);

/// Derivative of the log-likelihood by the logarithm of the size, without cancellation where the
/// size is large.
[[nodiscard]] double size_score(const Objective& objective, std::span<const double> mu,
                                double size);

/// Maximum-likelihood size for given means, near a previous one if there is one;
/// Objective::infinity_size where the counts are not overdispersed.
[[nodiscard]] double best_size(const Objective& objective, std::span<const double> mu,
                               double previous = Objective::infinity_size);

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

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/negative_binomial.ipp>
#endif
