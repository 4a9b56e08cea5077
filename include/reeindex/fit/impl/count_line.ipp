#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/count_line.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::optional<CountLine> count_line(const Problem& problem) {
    const bool poisson = problem.objective.model == ErrorModel::poisson ||
                         (problem.objective.model == ErrorModel::negative_binomial &&
                          !(problem.objective.size < Objective::infinity_size));
    if (!poisson || !problem.curve->traits().line) return std::nullopt;
    for (std::size_t j = 0; j < problem.parameters(); ++j)
        if (problem.free[j] && (std::isfinite(problem.lower[j]) || std::isfinite(problem.upper[j])))
            return std::nullopt;
    Point<double> point;
    point.p = {1.0, 0.0};
    if (!evaluate(problem, point, true)) return std::nullopt;
    CountLine line{.problem = problem};
    for (std::size_t i = 0; i < problem.rows(); ++i) {
        const double published = point.column(0)[i];
        if (!(published > 0.0)) return std::nullopt;
        line.share.push_back(published);
        line.d.push_back(point.column(1)[i] / published);
    }
    const auto [low, high] = std::minmax_element(line.d.begin(), line.d.end());
    line.first = *low;
    line.last = *high;
    return line.first < line.last ? std::optional{std::move(line)} : std::nullopt;
}

REEINDEX_INLINE bool no_better_inside(const CountLine& line, std::span<const double> p, double end,
                                      std::array<double, 2> step) {
    double change = 0.0, size = 0.0;
    for (std::size_t i = 0; i < line.d.size(); ++i) {
        const double mean = line.d[i] == end ? 0.0 : line.share[i] * (p[0] + p[1] * line.d[i]);
        const double lift = line.weight(i) * line.share[i] * (step[0] + step[1] * line.d[i]);
        if (mean < 0.0 || (mean == 0.0 && line.count(i) != 0.0)) return false;
        change += lift * (mean > 0.0 ? 1.0 - line.count(i) / mean : 1.0);
        size += std::abs(lift);
    }
    return change >= -1e-12 * size;
}

REEINDEX_INLINE std::optional<Point<double>> line_from_zero(const CountLine& line,
                                                            std::span<const double> held,
                                                            double end) {
    const Problem& problem = line.problem;
    const double sign = end == line.last ? -1.0 : 1.0;
    std::array<double, 2> step{sign * line.other(end), -sign};  // lifts `end`, leaves the other end
    double per_year = 0.0;
    if (problem.free[0] && problem.free[1]) {
        double counts = 0.0, distances = 0.0;
        for (std::size_t i = 0; i < line.d.size(); ++i) {
            counts += line.weight(i) * line.count(i);
            distances += line.weight(i) * line.share[i] * std::abs(line.d[i] - end);
        }
        per_year = sign * counts / distances;
    } else if (problem.free[0]) {
        per_year = held[1];
        step = {1.0, 0.0};
    } else {
        if (end == 0.0) return std::nullopt;  // the level there is held
        per_year = -held[0] / end;
        step = {0.0, end > 0.0 ? 1.0 : -1.0};
    }
    const double rise = std::abs(per_year) * (line.last - line.first);
    if (!(per_year * sign > 0.0)) return std::nullopt;
    Point<double> point;
    for (const double lift : {0.0, 1e-15, 1e-14}) {  // rounding must not leave a negative mean
        point.p = {problem.free[0] ? -per_year * end + lift * rise : held[0],
                   problem.free[0] ? per_year : per_year + lift * rise / end};
        if (evaluate(problem, point, true))
            return no_better_inside(line, point.p, end, step) ? std::optional{std::move(point)}
                                                              : std::nullopt;
    }
    return std::nullopt;
}

REEINDEX_INLINE std::optional<Solution<double>> line_at_zero(const Problem& problem,
                                                             std::span<const double> held) {
    if (problem.free_count() == 0) return std::nullopt;
    const auto line = count_line(problem);
    if (!line) return std::nullopt;
    for (const double end : {line->last, line->first})
        if (auto found = line_from_zero(*line, held, end))
            return Solution<double>{.point = std::move(*found), .iterations = 1, .converged = true};
    return std::nullopt;
}

}  // namespace reeindex::detail
