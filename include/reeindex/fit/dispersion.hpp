#pragma once
/// \file
/// Fits whose objective has a dispersion of its own: robust scale, negative binomial size. The
/// curve and the dispersion are optimised in turn.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/fit/search.hpp>

namespace reeindex::detail {

/// Median of absolute values.
[[nodiscard]] inline double median_absolute(std::vector<double> values) {
    for (auto& value : values) value = std::abs(value);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double upper = *middle;
    if (values.size() % 2 == 1) return upper;
    return 0.5 * (upper + *std::max_element(values.begin(), middle));
}

[[nodiscard]] inline std::vector<double> weighted_residuals(const Problem& problem,
                                                            const Point<double>& point) {
    std::vector<double> out(point.f.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = problem.objective.root(i) * (problem.objective.y[i] - point.f[i]);
    return out;
}

/// Robust fit: scale from the median absolute residual (Huber, Tukey) or by maximum likelihood
/// (Student t), started at the least-squares optimum.
template <class Solve>
[[nodiscard]] Solution<double> solve_robust(Problem& problem,
                                            const std::vector<ParameterInfo>& parameters,
                                            const Solve& solve) {
    const ErrorModel model = problem.objective.model;
    const GaussianProxy proxy(problem, parameters);
    // a Huber fit with a small threshold resists outliers better as a start than least squares
    auto solution = solve(proxy.problem(), nullptr);
    if (!solution.point.usable()) return solution;
    const auto scale_of = [&](const Point<double>& point) {
        const auto e = weighted_residuals(problem, point);
        if (model != ErrorModel::student_t) return median_absolute(e) / 0.67448975019608171;
        double variance = problem.objective.scale * problem.objective.scale;
        for (int k = 0; k < 200; ++k) {
            double sum = 0.0;
            for (const double r : e)
                sum += (student_dof + 1.0) * r * r / (student_dof + r * r / variance);
            const double next = sum / static_cast<double>(e.size());
            const bool settled = std::abs(next - variance) <= 1e-14 * variance;
            variance = next;
            if (settled || variance <= 0.0) break;
        }
        return std::sqrt(variance);
    };
    double size = 0.0;
    for (std::size_t i = 0; i < problem.rows(); ++i)
        size = std::max(size, std::abs(problem.objective.y[i] * problem.objective.root(i)));
    const double least = std::max(1e-12 * size, 1e-300);
    problem.objective.scale = std::max(scale_of(solution.point), least);
    for (int round = 0; round < 200; ++round) {
        auto next = solve(problem, &solution.point.p);
        if (!next.point.usable()) break;
        next.iterations += solution.iterations;
        const double scale = std::max(scale_of(next.point), least);
        const bool settled =
            std::abs(scale - problem.objective.scale) <= 1e-12 * problem.objective.scale;
        problem.objective.scale = scale;
        solution = std::move(next);
        if (settled) break;
    }
    Point<double> point;
    point.p = solution.point.p;
    if (evaluate(problem, point, true)) solution.point = std::move(point);
    return solution;
}

/// Log-likelihood of negative binomial counts with mean mu and variance mu + mu^2/size.
[[nodiscard]] inline double negative_binomial_log_likelihood(const Objective& objective,
                                                             std::span<const double> mu,
                                                             double size) {
    double sum = 0.0;
    for (std::size_t i = 0; i < mu.size(); ++i) {
        const double y = objective.y[i];
        const double w = objective.root(i) * objective.root(i);
        sum += w * (log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1.0) +
                    (y > 0.0 ? y * std::log(mu[i] / (mu[i] + size)) : 0.0) -
                    size * std::log1p(mu[i] / size));
    }
    return sum;
}

/// Maximum-likelihood size for given means; Objective::infinity_size where the counts are not
/// overdispersed.
[[nodiscard]] inline double best_size(const Objective& objective, std::span<const double> mu) {
    const auto value = [&](double log_size) {
        return negative_binomial_log_likelihood(objective, mu, std::exp(log_size));
    };
    double best = -12.0;
    double highest = value(best);
    for (double at = -11.5; at <= 25.0; at += 0.5)
        if (const double v = value(at); v > highest) {
            highest = v;
            best = at;
        }
    if (best >= 24.0) return Objective::infinity_size;
    // the score in log size, by digamma differences, is smooth: bisect it
    const auto score = [&](double log_size) {
        const double k = std::exp(log_size);
        double sum = 0.0;
        for (std::size_t i = 0; i < mu.size(); ++i) {
            const double w = objective.root(i) * objective.root(i);
            sum += w * (digamma(objective.y[i] + k) - digamma(k) - std::log1p(mu[i] / k) +
                        (mu[i] - objective.y[i]) / (mu[i] + k));
        }
        return sum * k;
    };
    double low = best - 0.5, high = best + 0.5;
    if (!(score(low) > 0.0 && score(high) < 0.0)) return std::exp(best);
    for (int k = 0; k < 100 && high - low > 1e-14; ++k) {
        const double middle = 0.5 * (low + high);
        (score(middle) > 0.0 ? low : high) = middle;
    }
    return std::exp(0.5 * (low + high));
}

/// Negative binomial fit: curve and size in turn, from the Poisson optimum.
template <class Solve>
[[nodiscard]] Solution<double> solve_negative_binomial(Problem& problem, const Solve& solve) {
    problem.objective.size = Objective::infinity_size;
    Problem poisson = problem;
    poisson.objective.model = ErrorModel::poisson;
    auto solution = solve(poisson, nullptr);
    if (!solution.point.usable()) return solution;
    for (int round = 0; round < 300; ++round) {
        const double size = best_size(problem.objective, solution.point.f);
        const bool settled = std::abs(std::log(size) - std::log(problem.objective.size)) <= 1e-12;
        problem.objective.size = size;
        if (size >= Objective::infinity_size) break;  // not overdispersed: Poisson
        if (settled) break;
        auto next = solve(problem, &solution.point.p);
        if (!next.point.usable()) break;
        next.iterations += solution.iterations;
        solution = std::move(next);
    }
    Point<double> point;
    point.p = solution.point.p;
    if (evaluate(problem, point, true)) solution.point = std::move(point);
    return solution;
}

}  // namespace reeindex::detail
