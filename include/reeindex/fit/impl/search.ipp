#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/fit/solve/search.hpp>

namespace reeindex::detail {

REEINDEX_INLINE GaussianProxy::GaussianProxy(const Problem& problem,
                                             const std::vector<ParameterInfo>& parameters)
    : problem_(problem) {
    const auto& objective = problem.objective;
    if (objective.model == ErrorModel::gaussian) return;
    const std::size_t n = objective.y.size();
    roots_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double y = std::abs(objective.y[i]);
        roots_[i] = objective.root(i);
        if (objective.model == ErrorModel::lognormal) roots_[i] /= y;
        if (is_count(objective.model)) roots_[i] /= std::sqrt(std::max(y, 1.0));
    }
    problem_.objective.model = ErrorModel::gaussian;
    problem_.objective.roots = roots_;
    for (std::size_t j = 0; j < parameters.size(); ++j) problem_.linear[j] = parameters[j].linear;
}

REEINDEX_INLINE std::vector<Solution<double>> descend_all(const Problem& problem,
                                                          const std::vector<Candidate>& candidates,
                                                          int max_iterations, std::size_t most,
                                                          const IsEndless& is_endless) {
    LevenbergMarquardt<double> solver(problem);
    const auto lower = [](const auto& a, const auto& b) {
        return a.point.objective < b.point.objective;
    };
    std::vector<Solution<double>> field, out;
    for (const auto& candidate : candidates) {
        Solution<double> start;
        start.point.p = candidate.p;
        field.push_back(std::move(start));
    }
    for (int iterations = 8;; iterations *= 2) {
        for (auto& solution : field) {
            if (solution.converged) continue;
            look_for_interrupt();
            auto further =
                solver.run(solution.point.p, {.max_iterations = iterations, .offset = 1e-6});
            further.iterations += solution.iterations;
            solution = std::move(further);
        }
        std::erase_if(field, [](const auto& one) { return !one.point.usable(); });
        std::sort(field.begin(), field.end(), lower);
        // one of each valley; mirror images of an optimum are kept aside
        std::vector<Solution<double>> distinct;
        for (auto& solution : field) {
            const bool same =
                !distinct.empty() && solution.point.objective - distinct.back().point.objective <=
                                         1e-9 * distinct.back().point.objective;
            if (!same)
                distinct.push_back(std::move(solution));
            else if (solution.converged)
                out.push_back(std::move(solution));
        }
        field = std::move(distinct);
        if (field.size() <= most) break;
        field.resize(std::max(most, field.size() / 2));
    }
    const double least = field.empty() ? infinity : field.front().point.objective;
    for (auto& solution : field) {
        look_for_interrupt();
        // what is left to gain at an offset of 1e-6 does not reach down to the best
        if (solution.converged && solution.point.objective > least * (1.0 + 1e-6)) {
            out.push_back(std::move(solution));
            continue;
        }
        auto finished = std::move(solution);
        int left = max_iterations;
        for (bool going = true; going;) {
            const int most_steps = is_endless ? std::min(left, 50) : left;
            auto further = solver.run(finished.point.p, {.max_iterations = most_steps});
            // a run that took fewer steps than it might can go no further
            going = is_endless && further.iterations >= most_steps && !further.converged &&
                    further.point.usable();
            left -= further.iterations;
            further.iterations += finished.iterations;
            finished = std::move(further);
            going = going && left > 0 && !is_endless(finished);
        }
        if (finished.point.usable()) out.push_back(std::move(finished));
    }
    std::stable_sort(out.begin(), out.end(), lower);
    return out;
}

REEINDEX_INLINE Solution<double> descend(const Problem& problem,
                                         const std::vector<Candidate>& candidates,
                                         int max_iterations, const IsEndless& is_endless) {
    const std::size_t dimensions = problem.select(false).size();
    auto all = descend_all(problem, candidates, max_iterations, 1 + dimensions, is_endless);
    return all.empty() ? Solution<double>{} : std::move(all.front());
}

REEINDEX_INLINE std::vector<Candidate> scattered_starts(const Problem& proxy, const StartGrid& grid,
                                                        const std::vector<double>& base,
                                                        std::size_t count, std::uint64_t seed) {
    const GridAxes axes(proxy, grid, base);
    LinearElimination<double> elimination(proxy);
    Random random(seed, 0);
    std::vector<Candidate> out;
    for (std::size_t k = 0; k < count; ++k) {
        Point<double> point;
        point.p = base;
        axes.place(
            [&](const std::vector<double>& values) {
                const double position = random.uniform() * static_cast<double>(values.size() - 1);
                const auto below = static_cast<std::size_t>(position);
                if (below + 1 == values.size()) return values.back();
                const double share = position - static_cast<double>(below);
                return values[below] + share * (values[below + 1] - values[below]);
            },
            point.p);
        if (evaluate(proxy, point, true) && (elimination.empty() || elimination.solve(point)))
            out.push_back({std::move(point.p), point.objective});
    }
    return out;
}

REEINDEX_INLINE void search_by_halves(const Problem& problem, const Problem& proxy,
                                      const StartGrid& grid, int max_iterations,
                                      Solution<double>& best) {
    std::vector<std::size_t> nonlinear;
    for (std::size_t j = 0; j < proxy.parameters(); ++j)
        if (!proxy.linear[j]) nonlinear.push_back(j);
    const std::size_t half = nonlinear.size() / 2;
    for (int round = 0; round < 6 && best.point.usable(); ++round) {
        Problem part = proxy;
        for (std::size_t k = 0; k < half; ++k)
            part.free[nonlinear[round % 2 == 0 ? k : nonlinear.size() - 1 - k]] = false;
        auto found = descend(problem, grid_minima(part, grid, best.point.p, 6), max_iterations);
        if (found.point.usable() && found.point.objective < best.point.objective * (1.0 - 1e-9))
            best = std::move(found);
        else if (round > 0)
            return;
    }
}

REEINDEX_INLINE std::vector<bool> detect_linear(const Problem& problem,
                                                const std::vector<double>& start) {
    const std::size_t n = problem.rows();
    const std::size_t count = problem.parameters();
    std::vector<bool> linear(count, false);
    Point<double> base;
    base.p = start;
    if (!evaluate(problem, base, true)) return linear;
    const auto same = [&](const Point<double>& other, std::size_t j) {
        double largest = 0.0, difference = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            largest = std::max(largest, std::abs(base.jacobian[j * n + i]));
            difference = std::max(difference,
                                  std::abs(base.jacobian[j * n + i] - other.jacobian[j * n + i]));
        }
        return difference <= 1e-9 * largest;
    };
    for (std::size_t j = 0; j < count; ++j) {
        if (!problem.free[j]) continue;
        Point<double> moved;
        moved.p = start;
        moved.p[j] = 1.75 * start[j] + (start[j] == 0.0 ? 1.0 : 0.0);
        if (!evaluate(problem, moved, true) || !same(moved, j)) continue;
        bool fits = true;
        for (std::size_t k = 0; k < j && fits; ++k) fits = !linear[k] || same(moved, k);
        linear[j] = fits;
    }
    return linear;
}

REEINDEX_INLINE double distance_from(const std::vector<double>& start,
                                     const std::vector<double>& p) {
    double sum = 0.0;
    for (std::size_t j = 0; j < p.size(); ++j) {
        if (start[j] == 0.0 || p[j] == 0.0) continue;
        const double ratio = p[j] / start[j];
        const double log_ratio = std::log(std::abs(ratio));
        sum += log_ratio * log_ratio + (ratio < 0.0 ? 100.0 : 0.0);
    }
    return sum;
}

REEINDEX_INLINE Solution<double> nearest_of_best(std::vector<Solution<double>> all,
                                                 const Problem& problem,
                                                 const std::vector<double>& start) {
    if (all.empty()) return {};
    double lowest = infinity, size = 0.0;
    for (const auto& one : all) lowest = std::min(lowest, one.point.objective);
    for (std::size_t i = 0; i < problem.rows(); ++i)
        size += std::pow(problem.objective.root(i) * problem.objective.y[i], 2);
    const double limit = lowest + 1e-9 * std::abs(lowest) +
                         (problem.objective.model == ErrorModel::gaussian ? 1e-27 * size : 0.0);
    const bool any = std::any_of(all.begin(), all.end(), [&](const auto& one) {
        return one.converged && one.point.objective <= limit;
    });
    std::erase_if(all, [&](const auto& one) {
        return one.point.objective > limit || (any && !one.converged);
    });
    return std::move(*std::min_element(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        return distance_from(start, a.point.p) < distance_from(start, b.point.p);
    }));
}

REEINDEX_INLINE Solution<double> search_around(const Problem& problem,
                                               const std::vector<double>& start, int starts,
                                               int max_iterations, std::uint64_t seed) {
    std::vector<Solution<double>> all;
    const auto keep = [&](Solution<double> one) {
        if (one.point.usable()) all.push_back(std::move(one));
    };
    keep(LevenbergMarquardt<double>(problem).run(start, {.max_iterations = max_iterations}));
    bool agree = false;
    if (!problem.select(true).empty()) {  // once more with the linear parameters as given
        Problem whole = problem;
        std::fill(whole.linear.begin(), whole.linear.end(), false);
        keep(LevenbergMarquardt<double>(whole).run(start, {.max_iterations = max_iterations}));
        agree = all.size() == 2 && all[0].converged && all[1].converged &&
                std::abs(all[0].point.objective - all[1].point.objective) <=
                    1e-9 * std::abs(all[0].point.objective);
    }
    const auto nonlinear = problem.select(false);
    const int tries = nonlinear.empty() ? 0 : agree ? starts / 4 : starts;
    Random random(seed, 0);
    std::vector<Candidate> candidates;
    for (int k = 0; k < tries; ++k) {
        Candidate candidate{start, infinity};
        for (const auto j : nonlinear) {
            const double factor = std::pow(10.0, 4.0 * random.uniform() - 2.0);
            const double size = start[j] == 0.0 ? 1.0 : start[j];
            candidate.p[j] = std::clamp(size * factor, problem.lower[j], problem.upper[j]);
        }
        candidates.push_back(std::move(candidate));
    }
    for (auto& one : descend_all(problem, candidates, max_iterations, 6)) keep(std::move(one));
    return nearest_of_best(std::move(all), problem, start);
}

}  // namespace reeindex::detail
