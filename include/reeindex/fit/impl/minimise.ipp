#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/fit/solve/minimise.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void snap(const Problem& problem, Solution<double>& solution) {
    for (std::size_t j = 0; j < problem.parameters(); ++j) {
        for (const double bound : {problem.lower[j], problem.upper[j]}) {
            const double p = solution.point.p[j];
            if (!problem.free[j] || p == bound || !std::isfinite(bound) ||
                std::abs(p - bound) > 1e-5 * std::max(std::abs(bound), 1e-300))
                continue;
            Point<double> there;
            there.p = solution.point.p;
            there.p[j] = bound;
            if (evaluate(problem, there, false) &&
                there.objective <= solution.point.objective * (1.0 + 1e-13)) {
                solution.point.p[j] = bound;
                solution.point.objective = there.objective;
            }
        }
    }
}

REEINDEX_INLINE void polish(const Problem& problem, Solution<double>& solution) {
    snap(problem, solution);
    if (!solution.converged) {  // rounding may have stopped the search early
        LevenbergMarquardt<long double> solver(problem);
        const std::vector<long double> start(solution.point.p.begin(), solution.point.p.end());
        const auto fine = solver.run(start, {.max_iterations = 200, .offset = 1e-11});
        const bool in_range =
            std::all_of(fine.point.p.begin(), fine.point.p.end(), [](long double value) {
                return std::abs(value) < 0.1L * std::numeric_limits<double>::max();
            });
        if (fine.point.usable() && in_range &&
            fine.point.objective <= static_cast<long double>(solution.point.objective)) {
            solution.point.p.assign(fine.point.p.begin(), fine.point.p.end());
            solution.point.objective = static_cast<double>(fine.point.objective);
            solution.converged = fine.converged;
        }
    }
    if (!refine<long double>(problem, solution)) (void)refine<double>(problem, solution);
}

REEINDEX_INLINE bool follows_data(const Problem& problem, const Point<double>& point) {
    if (problem.objective.model != ErrorModel::gaussian) return false;
    double squares = 0.0;
    for (std::size_t i = 0; i < problem.rows(); ++i) {
        const double y = problem.objective.root(i) * problem.objective.y[i];
        squares += y * y;
    }
    return point.objective <= 1e-12 * squares;
}

/// Whether the curve passes through all data: no weights of any error model can change it.
inline bool passes_through(const Problem& problem, const Point<double>& point) {
    if (point.f.size() != problem.rows()) return false;
    double squares = 0.0, rest = 0.0;
    for (std::size_t i = 0; i < problem.rows(); ++i) {
        const double root = problem.objective.root(i), y = problem.objective.y[i];
        squares += root * y * root * y;
        rest += root * (y - point.f[i]) * root * (y - point.f[i]);
    }
    return rest <= 1e-24 * squares;
}

/// Whether the curve passes through three quarters of the data, and more of them than it has
/// parameters: a robust error model leaves the others out.
inline bool passes_through_most(const Problem& problem, const Point<double>& point) {
    const std::size_t n = problem.rows();
    if (point.f.size() != n) return false;
    const auto size = [&](std::size_t i) {
        return std::abs(problem.objective.root(i) * problem.objective.y[i]);
    };
    double largest = 0.0;
    for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, size(i));
    std::size_t on = 0, beyond_zero = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double rest =
            std::abs(problem.objective.root(i) * (problem.objective.y[i] - point.f[i]));
        if (rest > 1e-12 * std::max(size(i), 1e-3 * largest)) continue;
        ++on;
        beyond_zero += size(i) > 0.0 ? 1U : 0U;
    }
    return on >= (3 * n + 3) / 4 && beyond_zero > problem.free_count();
}

REEINDEX_INLINE bool narrowed(const Setup& setup) {
    for (std::size_t j = 0; j < setup.free.size(); ++j) {
        const auto& natural = setup.curve.parameters()[j];
        if (!setup.free[j] || setup.lower[j] != natural.lower || setup.upper[j] != natural.upper)
            return true;
    }
    return false;
}

/// The grid with a value more between any two of its first parameter, a rate: where the curve has
/// no more than two nonlinear parameters this costs little, and no valley lies between.
inline StartGrid closer(StartGrid grid) {
    if (grid.empty() || grid.size() > 2) return grid;
    auto& values = grid.front();
    std::sort(values.begin(), values.end());
    const std::size_t count = values.size();
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const double a = values[i], b = values[i + 1];
        if (a * b > 0.0) values.push_back(std::copysign(std::sqrt(a * b), a));
    }
    std::sort(values.begin(), values.end());
    return grid;
}

/// How far the curves of a start's cell may turn from it: the angle to the nearest starts along
/// each parameter, for curves that are one shape times a factor. Any angle where that is not known.
class CellReach {
public:
    CellReach(const Problem& problem, const StartGrid& grid, const std::vector<double>& base)
        : problem_(problem), axes_(problem, grid, base), base_(base), open_(problem.select(true)) {
        for (std::size_t j = 0; j < problem.parameters(); ++j)
            if (!problem.linear[j]) nonlinear_.push_back(j);
        for (std::size_t i = 0; i < problem.rows(); ++i) {
            const double y = problem.objective.root(i) * problem.objective.y[i];
            squares_ += y * y;
        }
    }

    /// Whether a curve in the start's cell may have a sum of squares below `sum`.
    [[nodiscard]] bool may_fall_below(const Candidate& start, double sum) const {
        if (open_.size() != 1 || base_[open_[0]] != 0.0 || !(start.objective < squares_) ||
            !(sum < squares_))
            return true;
        const auto angle = [&](double s) { return std::asin(std::sqrt(s / squares_)); };
        const double apart = angle(start.objective) - angle(sum);
        if (apart > 0.6) return false;  // wider than cells are
        std::vector<double> here, there;
        if (!unit(start.p, here)) return true;
        double most = 0.0;
        for (std::size_t a = 0; a < nonlinear_.size(); ++a) {
            const auto j = nonlinear_[a];
            const auto& values = axes_.values()[a];
            const auto at = std::lower_bound(values.begin(), values.end(), start.p[j]);
            for (const bool up : {false, true}) {
                if (up ? at == values.end() || at + 1 == values.end() : at == values.begin())
                    continue;
                auto p = start.p;
                p[j] = up ? *(at + 1) : *(at - 1);
                if (!unit(p, there)) return true;
                double dot = 0.0;
                for (std::size_t i = 0; i < here.size(); ++i) dot += here[i] * there[i];
                most = std::max(most, std::acos(std::min(dot, 1.0)));
            }
        }
        return apart <= 0.75 * most;
    }

private:
    /// The curve's shape, weighted, of norm one.
    [[nodiscard]] bool unit(std::vector<double> p, std::vector<double>& out) const {
        const std::size_t n = problem_.rows();
        p[open_[0]] = 1.0;
        out.resize(n);
        problem_.curve->evaluate(problem_.x, p, out.data(), nullptr);
        double norm = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            out[i] *= problem_.objective.root(i);
            norm += out[i] * out[i];
        }
        if (!(norm > 0.0) || !std::isfinite(norm)) return false;
        for (auto& value : out) value /= std::sqrt(norm);
        return true;
    }

    const Problem& problem_;
    GridAxes axes_;
    const std::vector<double>& base_;
    std::vector<std::size_t> open_, nonlinear_;
    double squares_ = 0.0;
};

/// Whether a descent did not settle because it is on its way to a limit of the curve, which tells.
inline bool runs_to_limit(const Setup& setup, const Problem& problem,
                          const Solution<double>& solution) {
    if (!setup.leads_to_limit || solution.converged || !solution.point.usable()) return false;
    double largest = 0.0;  // the solver works in units of it
    for (const double y : problem.objective.y) largest = std::max(largest, std::abs(y));
    return setup.leads_to_limit(solution.point.p, solution.point.objective * largest * largest);
}

/// descend() as far as no limit of the curve tells.
inline Solution<double> descend_inside(const Setup& setup, const Problem& problem,
                                       const std::vector<Candidate>& candidates) {
    const auto endless = [&](const Solution<double>& at) {
        return runs_to_limit(setup, problem, at);
    };
    return descend(problem, candidates, setup.max_iterations,
                   setup.leads_to_limit ? IsEndless(endless) : IsEndless());
}

/// The best optimum from the minima of the grid: from the lowest few, then from each of the others
/// that the sum of squares found does not rule out.
inline Solution<double> descend_grid(const Setup& setup, const Problem& problem,
                                     const Problem& proxy, const StartGrid& grid,
                                     std::vector<Candidate> candidates) {
    const std::size_t first = grid.size() == 1 ? 1 : 3;
    if (candidates.size() <= first) return descend_inside(setup, problem, candidates);
    const std::vector<Candidate> lowest(candidates.begin(),
                                        candidates.begin() + static_cast<std::ptrdiff_t>(first));
    auto best = descend_inside(setup, problem, lowest);
    const CellReach reach(proxy, grid, setup.base);
    std::vector<Candidate> rest;
    for (std::size_t k = first; k < candidates.size(); ++k)
        if (!best.point.usable() || problem.objective.model != ErrorModel::gaussian ||
            reach.may_fall_below(candidates[k], best.point.objective))
            rest.push_back(std::move(candidates[k]));
    if (rest.empty()) return best;
    auto other = descend_inside(setup, problem, rest);
    if (other.point.usable() &&
        (!best.point.usable() || other.point.objective < best.point.objective))
        best = std::move(other);
    return best;
}

/// The best optimum with one parameter on a bound of its own, where a search from inside may not
/// come: the others from the grid.
inline void search_bounds(const Setup& setup, const Problem& problem, const Problem& proxy,
                          const StartGrid& grid, Solution<double>& best) {
    for (std::size_t j = 0; j < proxy.parameters(); ++j) {
        if (proxy.linear[j] || !proxy.free[j]) continue;
        const double lower = setup.lower[j], upper = setup.upper[j];
        if (!std::isfinite(lower) || !std::isfinite(upper)) continue;
        for (const double bound : {lower, upper}) {
            if (bound == 0.0) continue;  // the limits tell
            Problem part = proxy;
            part.free[j] = false;
            auto base = setup.base;
            base[j] = bound;
            auto found = descend(problem, grid_minima(part, grid, base, 6), setup.max_iterations);
            if (found.point.usable() &&
                (!best.point.usable() ||
                 found.point.objective < best.point.objective * (1.0 - 1e-9)))
                best = std::move(found);
        }
    }
}

REEINDEX_INLINE Solution<double> solve(const Setup& setup, const Problem& problem,
                                       const std::vector<double>* warm) {
    LevenbergMarquardt<double> solver(problem);
    if (warm != nullptr) {
        auto solution = solver.run(*warm, {.max_iterations = setup.max_iterations});
        if (solution.converged) return solution;
    }
    if (auto line = line_at_zero(problem, setup.base)) return *std::move(line);
    const GaussianProxy proxy(problem, setup.curve.parameters());
    if (!setup.start.empty()) {
        Problem separable = problem;
        const bool declared = std::any_of(problem.linear.begin(), problem.linear.end(),
                                          [](bool linear) { return linear; });
        if (!declared && problem.objective.model == ErrorModel::gaussian)
            separable.linear = detect_linear(problem, setup.start);
        return search_around(separable, setup.start, setup.starts, setup.max_iterations,
                             setup.seed);
    }
    const StartGrid grid = closer(setup.curve.model().starts(setup.axis));
    const auto nonlinear = static_cast<std::size_t>(
        std::count_if(setup.curve.parameters().begin(), setup.curve.parameters().end(),
                      [](const auto& p) { return !p.linear; }));
    if (grid.size() != nonlinear)
        throw InvalidArgument("start", "none",
                              concat("given for the parameters of ", setup.curve.name(),
                                     ", which does not start itself"));
    const bool gaussian = problem.objective.model == ErrorModel::gaussian;
    const auto candidates = grid_minima(proxy.problem(), grid, setup.base,
                                        nonlinear > 2 ? 12 * nonlinear - 20
                                        : gaussian    ? 16
                                                      : 6,
                                        nonlinear > 2 && !narrowed(setup));
    auto solution = nonlinear <= 2 ? descend_grid(setup, problem, proxy.problem(), grid, candidates)
                                   : descend(problem, candidates, setup.max_iterations);
    if (nonlinear > 2 || (!solution.converged && !runs_to_limit(setup, problem, solution))) {
        auto other =
            descend(problem,
                    scattered_starts(proxy.problem(), grid, setup.base, 12 * nonlinear, setup.seed),
                    setup.max_iterations);
        if (other.point.objective < solution.point.objective) solution = std::move(other);
    }
    if (nonlinear > 2) search_bounds(setup, problem, proxy.problem(), grid, solution);
    if (nonlinear > 3)
        search_by_halves(problem, proxy.problem(), grid, setup.max_iterations, solution);
    const bool positive =
        is_count(problem.objective.model) || problem.objective.model == ErrorModel::lognormal;
    // a least-squares start may be negative where the mean must be positive: flatten the data
    const auto& y = problem.objective.y;
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
    const auto from_flatter = [&](double share) {
        std::vector<double> flatter(y.begin(), y.end());
        for (auto& value : flatter) value = mean + share * (value - mean);
        Problem flat = problem;
        flat.objective.y = flatter;
        const GaussianProxy flat_proxy(flat, setup.curve.parameters());
        const auto tamer =
            grid_minima(flat_proxy.problem(), grid, setup.base, 12, !narrowed(setup));
        return descend(problem, tamer, setup.max_iterations);
    };
    for (double share = 0.5; positive && mean > 0.0 && !solution.point.usable() && share > 1e-3;
         share *= 0.5)
        solution = from_flatter(share);
    // Of counts with zeros least squares may follow a single one, and leave means so near zero at
    // the others that no step leads back: the flatter data have an optimum of their own.
    if (is_count(problem.objective.model) && mean > 0.0 &&
        std::any_of(y.begin(), y.end(), [](double value) { return value == 0.0; })) {
        for (const double share : {0.5, 0.1}) {
            auto other = from_flatter(share);
            if (other.point.usable() &&
                (!solution.point.usable() ||
                 other.point.objective <
                     solution.point.objective - 1e-9 * std::abs(solution.point.objective)))
                solution = std::move(other);
        }
    }
    return solution;
}

REEINDEX_INLINE bool detected_design(const Setup& setup, Predictors x, std::span<const double> y,
                                     DoubleDouble* columns) {
    if (setup.start.empty()) return false;
    const Prepared prepared(setup, x, y, {});
    const auto linear = detect_linear(prepared.problem, setup.start);
    if (std::count(linear.begin(), linear.end(), false) > 0) return false;
    const auto fill = [&]<class T>(T) {
        Point<T> origin;
        origin.p.assign(setup.start.size(), T(0));
        if (!evaluate(prepared.problem, origin, true)) return false;
        for (const T value : origin.f)
            if (value != T(0)) return false;
        for (std::size_t i = 0; i < origin.jacobian.size(); ++i) {
            const auto high = static_cast<double>(origin.jacobian[i]);
            columns[i] = std::is_same_v<T, double>
                             ? decimal(high)
                             : DoubleDouble(high, static_cast<double>(origin.jacobian[i] -
                                                                      static_cast<T>(high)));
        }
        return true;
    };
    return fill(1.0L) || fill(1.0);
}

REEINDEX_INLINE std::optional<Minimum> regression_minimum(const Setup& setup, Predictors x,
                                                          std::span<const double> y,
                                                          std::span<const double> weights) {
    if (setup.error != ErrorModel::gaussian || setup.free_count() != setup.free.size() ||
        y.size() <= setup.free.size())
        return std::nullopt;
    std::vector<DoubleDouble> design(y.size() * setup.free.size());
    if (!setup.curve.model().design(x, design.data()) &&
        !detected_design(setup, x, y, design.data()))
        return std::nullopt;
    Minimum out;
    out.regression = regress(design, y, weights);
    out.p = out.regression->coefficients;
    for (std::size_t j = 0; j < out.p.size(); ++j)
        if (out.p[j] < setup.lower[j] || out.p[j] > setup.upper[j]) return std::nullopt;
    out.objective = out.regression->sse;
    out.converged = out.regression->rank == out.p.size();
    return out;
}

REEINDEX_INLINE void finish(const Setup& setup, const Prepared& prepared, Solution<double> solution,
                            Minimum& out) {
    const Problem& problem = prepared.problem;
    if (!solution.point.usable()) return;
    if (setup.free_count() > 0 &&
        solution.point.objective * prepared.unit() <= setup.refine_below &&
        !runs_to_limit(setup, problem, solution))
        polish(problem, solution);
    // what is left is rounding, which no step can tell from a lower objective
    if (!solution.converged &&
        (follows_data(problem, solution.point) ||
         (is_robust(setup.error) && (passes_through(problem, solution.point) ||
                                     passes_through_most(problem, solution.point)))))
        solution.converged = true;
    if (!narrowed(setup)) setup.curve.model().order(solution.point.p);
    out.p = solution.point.p;
    out.objective = solution.point.objective * prepared.unit();
    out.converged = solution.converged;
    out.iterations = solution.iterations;
}

REEINDEX_INLINE Minimum minimise(const Setup& setup, Predictors x, std::span<const double> y,
                                 std::span<const double> weights, const std::vector<double>* warm) {
    look_for_interrupt();
    if (auto exact = regression_minimum(setup, x, y, weights)) return *exact;
    Prepared prepared(setup, x, y, weights);
    Problem& problem = prepared.problem;
    Minimum out;
    Solution<double> solution;
    const bool held = setup.scale.has_value() || setup.size.has_value();
    problem.objective.scale = out.scale = setup.scale.value_or(1.0);
    problem.objective.size = out.size = setup.size.value_or(Objective::infinity_size);
    if (setup.free_count() == 0) {
        solution.point.p = setup.base;
        solution.converged = evaluate(problem, solution.point, false);
    } else if (is_robust(setup.error) && !held) {
        solution = solve_robust(
            problem, setup.curve.parameters(),
            [&](const Problem& p, const std::vector<double>* start) {
                if (start != nullptr) {  // what passes through all data, or most, stays
                    Solution<double> exact;
                    exact.point.p = *start;
                    if (evaluate(p, exact.point, false) &&
                        (passes_through(problem, exact.point) ||
                         passes_through_most(problem, exact.point))) {
                        exact.converged = true;
                        return exact;
                    }
                }
                return solve(setup, p, start);
            });
        out.scale = problem.objective.scale;
    } else if (setup.error == ErrorModel::negative_binomial && !held) {
        solution = solve_negative_binomial(problem,
                                           [&](const Problem& p, const std::vector<double>* start) {
                                               return solve(setup, p, start);
                                           });
        out.size = problem.objective.size;
    } else {
        solution = solve(setup, problem, warm);
    }
    finish(setup, prepared, std::move(solution), out);
    return out;
}

REEINDEX_INLINE void search_from(const Setup& setup, Predictors x, std::span<const double> y,
                                 std::span<const double> weights,
                                 const std::vector<std::vector<double>>& starts, Minimum& best) {
    Prepared prepared(setup, x, y, weights);
    Problem& problem = prepared.problem;
    problem.objective.scale = best.scale;
    problem.objective.size = best.size;
    const GaussianProxy proxy(problem, setup.curve.parameters());
    LinearElimination<double> elimination(proxy.problem());
    std::vector<Candidate> candidates;
    for (const auto& start : starts) {
        Point<double> point;
        point.p = start;
        bool inside = true;
        for (std::size_t j = 0; j < start.size(); ++j) {
            if (!setup.free[j]) point.p[j] = setup.base[j];
            inside = inside && point.p[j] >= setup.lower[j] && point.p[j] <= setup.upper[j];
        }
        if (inside && evaluate(proxy.problem(), point, true) &&
            (elimination.empty() || elimination.solve(point)))
            candidates.push_back({std::move(point.p), point.objective});
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const auto& a, const auto& b) { return a.objective < b.objective; });
    if (candidates.size() > 4) candidates.resize(4);
    auto solution = descend_inside(setup, problem, candidates);
    if (!solution.point.usable()) return;
    const double least = best.objective - 1e-12 * std::abs(best.objective);
    // a descent that did not settle may have some way to go
    const double share = solution.converged ? 1.0 : 1.0 + 1e-6;
    if (!(solution.point.objective * prepared.unit() < share * least)) return;
    Minimum other;
    other.scale = best.scale;
    other.size = best.size;
    finish(setup, prepared, std::move(solution), other);
    other.iterations += best.iterations;
    if (other.objective < least) best = std::move(other);
}

}  // namespace reeindex::detail
