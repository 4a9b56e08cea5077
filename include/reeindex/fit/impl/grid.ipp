#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/fit/solve/grid.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::vector<double> within_bounds(std::vector<double> values, double lower,
                                                  double upper) {
    std::erase_if(values, [&](double v) { return v < lower || v > upper; });
    if (values.size() < 4 && std::isfinite(lower) && std::isfinite(upper) && lower < upper) {
        const auto extra = arithmetic(lower, upper, 8);
        values.insert(values.end(), extra.begin(), extra.end());
    }
    if (values.empty()) values.push_back(std::isfinite(lower) ? lower : upper);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

REEINDEX_INLINE GridAxes::GridAxes(const Problem& problem, const StartGrid& grid,
                                   const std::vector<double>& base) {
    for (std::size_t j = 0; j < problem.parameters(); ++j)
        if (!problem.linear[j]) nonlinear_.push_back(j);
    for (std::size_t a = 0; a < nonlinear_.size(); ++a) {
        const auto j = nonlinear_[a];
        values_.push_back(problem.free[j]
                              ? within_bounds(grid.at(a), problem.lower[j], problem.upper[j])
                              : std::vector<double>{base[j]});
        total_ *= values_.back().size();
    }
}

REEINDEX_INLINE void GridAxes::place(std::size_t index, std::vector<double>& p) const {
    for (std::size_t a = 0; a < nonlinear_.size(); ++a) {
        p[nonlinear_[a]] = values_[a][index % values_[a].size()];
        index /= values_[a].size();
    }
}

REEINDEX_INLINE std::vector<std::size_t> GridAxes::minima(const std::vector<double>& objective,
                                                          std::size_t most) const {
    std::vector<std::size_t> out, position(values_.size(), 0);
    const auto is_lowest = [&](std::size_t index) {
        std::size_t stride = 1;
        for (std::size_t a = 0; a < values_.size(); ++a) {
            const std::size_t count = values_[a].size();
            if (position[a] > 0 && objective[index - stride] < objective[index]) return false;
            if (position[a] + 1 < count && objective[index + stride] < objective[index])
                return false;
            stride *= count;
        }
        return true;
    };
    for (std::size_t index = 0; index < total_; ++index) {
        if (std::isfinite(objective[index]) && is_lowest(index)) out.push_back(index);
        for (std::size_t a = 0; a < values_.size() && ++position[a] == values_[a].size(); ++a)
            position[a] = 0;
    }
    const auto lower = [&](auto a, auto b) { return objective[a] < objective[b]; };
    const std::size_t count = std::min(most, out.size());
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count), out.end(),
                      lower);
    out.resize(count);
    return out;
}

/// Numbers of a table beyond which it is neither kept nor made: a long series would need gigabytes.
inline constexpr std::size_t largest_table = std::size_t{1} << 20;

/// The curve with each of the linear parameters `open` at one and the others at zero.
REEINDEX_INLINE void shape_columns(const Problem& problem, const std::vector<std::size_t>& open,
                                   std::vector<double>& p, double* out) {
    const std::size_t n = problem.rows();
    if (n >= 64) look_for_interrupt();
    for (std::size_t c = 0; c < open.size(); ++c) {
        p[open[c]] = 1.0;
        problem.curve->evaluate(problem.x, p, out + c * n, nullptr);
        p[open[c]] = 0.0;
    }
}

/// Whether the curve is zero where its linear parameters are, which `p` holds at zero.
REEINDEX_INLINE bool is_homogeneous(const Problem& problem, const GridAxes& grid,
                                    std::vector<double> p) {
    std::vector<double> level(problem.rows());
    for (const std::size_t index : {std::size_t{0}, grid.size() / 2, grid.size() - 1}) {
        grid.place(index, p);
        problem.curve->evaluate(problem.x, p, level.data(), nullptr);
        for (const double f : level)
            if (f != 0.0) return false;
    }
    return true;
}

REEINDEX_INLINE void ShapeTable::fill(const Problem& problem, const GridAxes& grid,
                                      std::vector<double> p) {
    const auto open = problem.select(true);
    const std::size_t stride = open.size() * problem.rows();
    for (const auto j : open) p[j] = 0.0;
    homogeneous = is_homogeneous(problem, grid, p);
    if (!homogeneous) return;
    columns.resize(grid.size() * stride);
    for (std::size_t index = 0; index < grid.size(); ++index) {
        grid.place(index, p);
        shape_columns(problem, open, p, &columns[index * stride]);
    }
}

REEINDEX_INLINE std::shared_ptr<const ShapeTable> shape_table(const Problem& problem,
                                                              const GridAxes& grid,
                                                              const std::vector<double>& base) {
    constexpr std::size_t most_tables = 12;
    static thread_local std::deque<std::shared_ptr<const ShapeTable>> kept;
    auto table = std::make_shared<ShapeTable>();
    table->identity = problem.curve->identity(table->state);
    table->linear.assign(problem.linear.begin(), problem.linear.end());
    for (std::size_t j = 0; j < base.size(); ++j)
        table->linear[j] = problem.linear[j] && problem.free[j];
    if (table->identity != nullptr)
        for (std::size_t k = 0; k < kept.size(); ++k) {
            const auto& other = *kept[k];
            if (other.identity != table->identity || other.state != table->state ||
                other.linear != table->linear || other.axes != grid.values() ||
                !std::equal(other.x.begin(), other.x.end(), problem.x.values.begin(),
                            problem.x.values.end()))
                continue;
            if (k > 0) std::swap(kept[k], kept[k - 1]);
            return kept[k > 0 ? k - 1 : 0];
        }
    table->axes = grid.values();
    table->x.assign(problem.x.values.begin(), problem.x.values.end());
    table->fill(problem, grid, base);
    if (table->identity != nullptr && table->homogeneous) {
        kept.push_back(table);
        if (kept.size() > most_tables) kept.pop_front();
    }
    return table;
}

REEINDEX_INLINE QuickElimination::QuickElimination(const Problem& problem)
    : open_(problem.select(true)) {
    for (const auto j : open_) {
        lower_.push_back(problem.lower[j]);
        upper_.push_back(problem.upper[j]);
    }
    const std::size_t n = problem.rows();
    w_.resize(n);
    wy_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        w_[i] = problem.objective.root(i) * problem.objective.root(i);
        wy_[i] = w_[i] * problem.objective.y[i];
        yy_ += wy_[i] * problem.objective.y[i];
    }
}

REEINDEX_INLINE double QuickElimination::operator()(const double* columns) const {
    const std::size_t n = w_.size();
    double aa = 0.0, ay = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        aa += w_[i] * columns[i] * columns[i];
        ay += wy_[i] * columns[i];
    }
    if (open_.size() == 1) return yy_ + clamped(aa, ay, 0);
    const double* second = columns + n;
    double ab = 0.0, bb = 0.0, by = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        ab += w_[i] * columns[i] * second[i];
        bb += w_[i] * second[i] * second[i];
        by += wy_[i] * second[i];
    }
    const double determinant = aa * bb - ab * ab;
    if (determinant > 1e-12 * aa * bb) {
        const double a = (ay * bb - by * ab) / determinant;
        const double b = (by * aa - ay * ab) / determinant;
        if (a >= lower_[0] && a <= upper_[0] && b >= lower_[1] && b <= upper_[1])
            return yy_ - a * ay - b * by;
    }
    double best = infinity;
    for (const double a : {lower_[0], upper_[0]})
        if (std::isfinite(a))
            best = std::min(best, a * (a * aa - 2.0 * ay) + clamped(bb, by - a * ab, 1));
    for (const double b : {lower_[1], upper_[1]})
        if (std::isfinite(b))
            best = std::min(best, b * (b * bb - 2.0 * by) + clamped(aa, ay - b * ab, 0));
    return std::isfinite(best) ? yy_ + best : yy_ + clamped(aa, ay, 0);
}

REEINDEX_INLINE double QuickElimination::clamped(double norm, double projection,
                                                 std::size_t c) const {
    if (!(norm > 0.0) || !std::isfinite(norm)) return norm == 0.0 ? 0.0 : infinity;
    const double a = std::clamp(projection / norm, lower_[c], upper_[c]);
    return a * (a * norm - 2.0 * projection);
}

REEINDEX_INLINE std::vector<double> grid_objectives(const Problem& problem, const GridAxes& axes,
                                                    std::vector<double> base,
                                                    bool interchangeable) {
    // of interchangeable combinations only the ordered one
    auto ordered = [&, p = base, q = base](std::size_t index) mutable {
        if (!interchangeable) return true;
        axes.place(index, p);
        q = p;
        problem.curve->order(q);
        return p == q;
    };
    const auto linear = problem.select(true);
    for (const auto j : linear) base[j] = 0.0;
    std::vector<double> objective(axes.size(), infinity);
    const QuickElimination quick(problem);
    const std::size_t stride = linear.size() * problem.rows();
    if (quick.possible() && axes.size() * stride > largest_table) {
        if (is_homogeneous(problem, axes, base)) {
            std::vector<double> columns(stride), p = base;
            for (std::size_t index = 0; index < axes.size(); ++index) {
                if (!ordered(index)) continue;
                axes.place(index, p);
                shape_columns(problem, linear, p, columns.data());
                objective[index] = quick(columns.data());
            }
            return objective;
        }
    } else if (quick.possible()) {
        const auto table = shape_table(problem, axes, base);
        if (table->homogeneous) {
            for (std::size_t index = 0; index < axes.size(); ++index)
                if (ordered(index)) objective[index] = quick(&table->columns[index * stride]);
            return objective;
        }
    }
    LinearElimination<double> elimination(problem);
    Point<double> point;
    for (std::size_t index = 0; index < axes.size(); ++index) {
        if (!ordered(index)) continue;
        point.p = base;
        axes.place(index, point.p);
        if (evaluate(problem, point, !linear.empty()) && elimination.solve(point))
            objective[index] = point.objective;
    }
    return objective;
}

REEINDEX_INLINE std::vector<Candidate> grid_minima(const Problem& problem, const StartGrid& grid,
                                                   std::vector<double> base, std::size_t most,
                                                   bool interchangeable) {
    const GridAxes axes(problem, grid, base);
    const auto linear = problem.select(true);
    for (const auto j : linear) base[j] = 0.0;
    const auto objective = grid_objectives(problem, axes, base, interchangeable);
    std::vector<Candidate> out;
    LinearElimination<double> elimination(problem);
    Point<double> point;
    for (const auto index : axes.minima(objective, most)) {
        point.p = base;
        axes.place(index, point.p);
        // error models that cannot eliminate the linear parameters start from these values
        if (!linear.empty() && evaluate(problem, point, true)) (void)elimination.solve(point);
        out.push_back({point.p, objective[index]});
    }
    return out;
}

}  // namespace reeindex::detail
