#pragma once
#include <algorithm>

#include <Eigen/Cholesky>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/region/starts.hpp>
#include <reeindex/fit/solve/search.hpp>

namespace reeindex::detail {

/// Other optima of the objective and nodes of the start grid, as far as they lie in the region.
REEINDEX_INLINE void add_from_grid(const Piece& piece, double ceiling,
                                   std::vector<std::vector<double>>& out) {
    constexpr std::size_t most_nodes = 60;
    const auto& setup = piece.setup;
    const Problem& problem = piece.problem();
    const StartGrid grid = setup.curve.model().starts(setup.axis);
    std::size_t nonlinear = 0, open = 0;
    for (std::size_t j = 0; j < setup.free.size(); ++j) {
        if (setup.curve.parameters()[j].linear) continue;
        ++nonlinear;
        open += setup.free[j] ? 1U : 0U;
    }
    if (grid.size() != nonlinear || open == 0) return;
    const GaussianProxy proxy(problem, setup.curve.parameters());
    const GridAxes axes(proxy.problem(), grid, setup.base);
    const auto objective = grid_objectives(proxy.problem(), axes, setup.base, !narrowed(setup));
    auto base = setup.base;
    if (problem.objective.model == ErrorModel::gaussian) {
        const auto inside = std::count_if(objective.begin(), objective.end(),
                                          [&](double value) { return value <= ceiling; });
        const std::size_t stride = 1 + static_cast<std::size_t>(inside) / most_nodes;
        std::size_t met = 0;
        for (std::size_t index = 0; index < objective.size(); ++index)
            if (objective[index] <= ceiling && met++ % stride == 0) {
                axes.place(index, base);
                out.push_back(base);
            }
    }
    LevenbergMarquardt<double> solver(problem);
    LinearElimination<double> elimination(proxy.problem());
    for (const auto index : axes.minima(objective, open <= 2 ? 6 : 12)) {
        Point<double> point;
        point.p = setup.base;
        axes.place(index, point.p);
        if (evaluate(proxy.problem(), point, true) && !elimination.empty())
            (void)elimination.solve(point);
        auto found = solver.run(std::move(point.p), {.max_iterations = 60, .offset = 1e-8});
        if (found.point.usable() && found.point.objective <= ceiling)
            out.push_back(std::move(found.point.p));
    }
}

/// The ends of the axes of the ellipsoid about the optimum, pulled in until they are in the region.
REEINDEX_INLINE void add_from_ellipsoid(const Piece& piece, double ceiling, double excess,
                                        std::vector<std::vector<double>>& out) {
    const Problem& problem = piece.problem();
    const auto size = static_cast<Eigen::Index>(piece.free.size());
    Point<double> point;
    point.p = piece.optimum;
    if (!evaluate(problem, point, true)) return;
    Eigen::MatrixXd information = Eigen::MatrixXd::Zero(size, size);
    for (std::size_t i = 0; i < problem.rows(); ++i) {
        double s = 0.0, z = 0.0;
        problem.objective.working(i, point.f[i], s, z);
        Eigen::VectorXd row(size);
        for (Eigen::Index a = 0; a < size; ++a)
            row(a) = s * point.column(piece.free[static_cast<std::size_t>(a)])[i];
        information += row * row.transpose();
    }
    const Eigen::VectorXd unit = information.diagonal().cwiseMax(1e-300).cwiseSqrt().cwiseInverse();
    const Eigen::MatrixXd scaled = unit.asDiagonal() * information * unit.asDiagonal();
    const Eigen::LLT<Eigen::MatrixXd> factor(scaled);
    if (factor.info() != Eigen::Success) return;
    for (Eigen::Index a = 0; a < size; ++a)
        for (const double sign : {1.0, -1.0}) {
            Eigen::VectorXd axis = Eigen::VectorXd::Unit(size, a) * sign * std::sqrt(excess);
            factor.matrixU().solveInPlace(axis);
            axis = axis.cwiseProduct(unit);
            for (double share = 1.2; share > 0.1; share *= 0.7) {
                Point<double> trial;
                trial.p = piece.optimum;
                for (Eigen::Index b = 0; b < size; ++b) {
                    const auto j = piece.free[static_cast<std::size_t>(b)];
                    trial.p[j] = std::clamp(trial.p[j] + share * axis(b), problem.lower[j],
                                            problem.upper[j]);
                }
                if (!evaluate(problem, trial, false) || trial.objective > ceiling) continue;
                out.push_back(std::move(trial.p));
                break;
            }
        }
}

REEINDEX_INLINE Starts starts_in(const Piece& piece, double ceiling, double excess) {
    Starts out;
    const double unit = piece.prepared.unit();
    if (!piece.optimum.empty()) {
        out.places.push_back(piece.optimum);
        if (piece.free.size() > piece.linear.size())
            add_from_ellipsoid(piece, ceiling / unit, excess / unit, out.places);
    }
    for (const auto& p : piece.beside) {
        Point<double> point;
        point.p = p;
        LinearElimination<double> elimination(piece.problem());
        if (evaluate(piece.problem(), point, true) &&
            (elimination.empty() || elimination.solve(point)) && point.objective <= ceiling / unit)
            out.places.push_back(std::move(point.p));
    }
    add_from_grid(piece, ceiling / unit, out.places);
    if (!narrowed(piece.setup))
        for (auto& p : out.places) piece.model().order(p);
    return out;
}

REEINDEX_INLINE std::vector<Climb::End> best_climbs(std::vector<RankedPlace> places,
                                                    std::size_t most, double middle, double share) {
    std::erase_if(places, [](const RankedPlace& one) { return !(one.edge > -infinity); });
    std::stable_sort(places.begin(), places.end(),
                     [](const RankedPlace& a, const RankedPlace& b) { return a.edge > b.edge; });
    std::vector<Climb::End> out;
    // on the way between two places of one hill the edge does not sink below the lower of them
    const auto same_hill = [](const RankedPlace& one, const Climb::End& end) {
        if (one.climb != end.climb) return false;
        auto between = end.p;
        for (std::size_t j = 0; j < between.size(); ++j)
            between[j] = 0.5 * (between[j] + (*one.p)[j]);
        return one.climb->edge(between) >= one.edge;
    };
    std::size_t tried = 0, looked = 0;
    double highest = -infinity;
    std::vector<const Climb*> met;
    for (const auto& one : places) {
        // a hill may be steep: of each piece the best place is climbed from, however low it lies
        const bool first = std::find(met.begin(), met.end(), one.climb) == met.end();
        if (highest == infinity) break;
        if (!first && (tried >= most || ++looked > 8 * most)) continue;
        highest = std::max(highest, one.edge);
        const bool low = one.edge < highest - share * std::max(highest - middle, 0.0);
        if (!first && low) continue;
        if (std::any_of(out.begin(), out.end(),
                        [&](const auto& end) { return same_hill(one, end); }))
            continue;
        met.push_back(one.climb);
        ++tried;
        auto end = one.climb->run(*one.p);
        highest = std::max(highest, end.value);
        if (end.value > -infinity) out.push_back(std::move(end));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    return out;
}

}  // namespace reeindex::detail
