#pragma once
/// \file
/// The straight line of Poisson counts that falls to zero in the last year, or rises from it in the
/// first.
///
/// A mean cannot be negative, so a line has its range: not negative in either of these years. There
/// the deviance is convex in intercept and slope, and its optimum is inside, or on one of two rays,
/// y = k (t_last - t) and y = k (t - t_first). On a ray it is k = sum w y / sum w (t_last - t) (the
/// sums over what is published of each year), and
/// it is the optimum of all iff no step inside lowers the deviance (Karush-Kuhn-Tucker).

#include <array>
#include <optional>
#include <span>
#include <vector>

#include <reeindex/fit/solve/levenberg_marquardt.hpp>
#include <reeindex/fit/solve/problem.hpp>

namespace reeindex::detail {

/// A line of Poisson counts whose free parameters nobody bounded, with d the years from its origin.
struct CountLine {
    const Problem& problem;
    std::vector<double> d{};
    std::vector<double> share{};     ///< of each count that is published
    double first = 0.0, last = 0.0;  ///< ends of d

    [[nodiscard]] double weight(std::size_t i) const {
        return problem.objective.root(i) * problem.objective.root(i);
    }
    [[nodiscard]] double count(std::size_t i) const { return problem.objective.y[i]; }
    [[nodiscard]] double other(double end) const { return end == first ? last : first; }
};

[[nodiscard]] std::optional<CountLine> count_line(const Problem& problem);

/// Whether the line p, which is zero where d = `end`, is the optimum: no step that lifts it there
/// lowers the deviance. `step` gives by how much a step lifts the line, as intercept and slope.
[[nodiscard]] bool no_better_inside(const CountLine& line, std::span<const double> p, double end,
                                    std::array<double, 2> step);

/// The line that is zero where d = `end` and keeps what is held, if it is the optimum.
[[nodiscard]] std::optional<Point<double>> line_from_zero(const CountLine& line,
                                                          std::span<const double> held, double end);

/// The optimum of a line of Poisson counts where it is zero at an end of the years.
/// \param held values of the parameters that are not free
[[nodiscard]] std::optional<Solution<double>> line_at_zero(const Problem& problem,
                                                           std::span<const double> held);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/count_line.ipp>
#endif
