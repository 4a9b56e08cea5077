#pragma once
/// \file
/// The start grid: the objective at every combination of a curve's start values, the linear
/// parameters eliminated. Shapes are kept, because many fits share their years.

#include <memory>
#include <vector>

#include <reeindex/fit/solve/linear_elimination.hpp>

namespace reeindex::detail {

/// Grid values of one parameter that respect its bounds.
[[nodiscard]] std::vector<double> within_bounds(std::vector<double> values, double lower,
                                                double upper);

/// A start with its objective after elimination of the linear parameters.
struct Candidate {
    std::vector<double> p;
    double objective = infinity;
};

/// Every combination of grid values of the nonlinear parameters.
class GridAxes {
public:
    GridAxes(const Problem& problem, const StartGrid& grid, const std::vector<double>& base);
    [[nodiscard]] std::size_t size() const noexcept { return total_; }
    [[nodiscard]] const StartGrid& values() const noexcept { return values_; }
    /// Writes the combination's values into the nonlinear parameters.
    void place(std::size_t index, std::vector<double>& p) const;
    /// Writes `choose(values of the axis)` into each nonlinear parameter.
    template <class Choose>
    void place(const Choose& choose, std::vector<double>& p) const
        requires(std::is_invocable_v<Choose, const std::vector<double>&>) {
        for (std::size_t a = 0; a < nonlinear_.size(); ++a) p[nonlinear_[a]] = choose(values_[a]);
    }
    /// Combinations with no lower neighbour along any axis, lowest first, at most `most`.
    [[nodiscard]] std::vector<std::size_t> minima(const std::vector<double>& objective,
                                                  std::size_t most) const;

private:
    std::vector<std::size_t> nonlinear_;
    StartGrid values_;
    std::size_t total_ = 1;
};

/// The linear columns of a curve at every combination of a grid.
struct ShapeTable {
    const void* identity = nullptr;
    std::vector<double> state, x;
    StartGrid axes;
    std::vector<bool> linear;
    std::vector<double> columns;  ///< combination by combination, column by column
    bool homogeneous = true;      ///< the curve is zero where its linear parameters are

    /// Computes the table.
    void fill(const Problem& problem, const GridAxes& grid, std::vector<double> p);
};

/// The table for a problem: from this thread's last few if they hold it.
[[nodiscard]] std::shared_ptr<const ShapeTable> shape_table(const Problem& problem,
                                                            const GridAxes& grid,
                                                            const std::vector<double>& base);

/// Lowest weighted sum of squares of y on one or two columns within bounds, by normal equations:
/// good enough to rank starts.
class QuickElimination {
public:
    explicit QuickElimination(const Problem& problem);
    [[nodiscard]] bool possible() const { return open_.size() == 1 || open_.size() == 2; }

    [[nodiscard]] double operator()(const double* columns) const;

private:
    [[nodiscard]] double clamped(double norm, double projection, std::size_t c) const;

    std::vector<std::size_t> open_;
    std::vector<double> lower_, upper_, w_, wy_;
    double yy_ = 0.0;
};

/// The objective at every combination of a start grid, the linear parameters eliminated, up to
/// rounding. `interchangeable`: infinite for combinations that CurveModel::order() would reorder.
[[nodiscard]] std::vector<double> grid_objectives(const Problem& problem, const GridAxes& axes,
                                                  std::vector<double> base, bool interchangeable);

/// The local minima of the objective on the start grid, best first, at most `most`.
/// `interchangeable`: as for grid_objectives().
[[nodiscard]] std::vector<Candidate> grid_minima(const Problem& problem, const StartGrid& grid,
                                                 std::vector<double> base, std::size_t most,
                                                 bool interchangeable = false);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/grid.ipp>
#endif
