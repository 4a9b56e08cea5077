#pragma once
/// \file
/// The optimum of one problem.

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <reeindex/fit/options.hpp>
#include <reeindex/fit/solve/count_line.hpp>
#include <reeindex/fit/solve/negative_binomial.hpp>
#include <reeindex/fit/solve/refine.hpp>
#include <reeindex/fit/solve/robust.hpp>
#include <reeindex/fit/solve/search.hpp>
#include <reeindex/fit/solve/setup.hpp>

namespace reeindex::detail {

/// Refines an optimum in precision T; false where the curve has no such precision.
template <class T>
[[nodiscard]] bool refine(const Problem& problem, Solution<double>& solution) {
    Refinement<T> refinement(problem);
    Point<T> point;
    point.p.assign(solution.point.p.begin(), solution.point.p.end());
    if (!refinement.run(point)) return false;
    for (const T value : point.p)  // what extended precision can hold may overflow a double
        if (!(std::abs(value) < static_cast<T>(std::numeric_limits<double>::max()))) return true;
    solution.point.p.assign(point.p.begin(), point.p.end());
    solution.point.objective = static_cast<double>(point.objective);
    solution.converged = solution.converged || refinement.at_optimum();
    return true;
}

/// Parameters that ended next to a bound go onto it where that costs nothing.
void snap(const Problem& problem, Solution<double>& solution);

/// Follows the optimum to its last digits, in extended precision where the curve allows it.
void polish(const Problem& problem, Solution<double>& solution);

/// Whether the residuals are less than a millionth of the data.
[[nodiscard]] bool follows_data(const Problem& problem, const Point<double>& point);

/// Whether the caller fixed or bounded a parameter.
[[nodiscard]] bool narrowed(const Setup& setup);

/// The optimum for a given objective: from the warm start if there is one, else by global search.
[[nodiscard]] Solution<double> solve(const Setup& setup, const Problem& problem,
                                     const std::vector<double>* warm);

/// Design matrix of a curve that turns out to be linear in every parameter and zero where they are;
/// false for any other.
[[nodiscard]] bool detected_design(const Setup& setup, Predictors x, std::span<const double> y,
                                   DoubleDouble* columns);

/// Exact regression for curves that are linear in every parameter, none fixed or at a bound.
[[nodiscard]] std::optional<Minimum> regression_minimum(const Setup& setup, Predictors x,
                                                        std::span<const double> y,
                                                        std::span<const double> weights);

/// From the solver's last point to the optimum in units of the data.
void finish(const Setup& setup, const Prepared& prepared, Solution<double> solution, Minimum& out);

/// The optimum of a curve for the data.
[[nodiscard]] Minimum minimise(const Setup& setup, Predictors x, std::span<const double> y,
                               std::span<const double> weights,
                               const std::vector<double>* warm = nullptr);

/// Looks for a lower optimum from starts of the caller, at the dispersion of `best`.
void search_from(const Setup& setup, Predictors x, std::span<const double> y,
                 std::span<const double> weights, const std::vector<std::vector<double>>& starts,
                 Minimum& best);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/minimise.ipp>
#endif
