#pragma once
// Rising sigmoid shapes on an even axis, so close that between them none is far from all: what a
// series may follow is looked up among them. Beside each stands how far its cell reaches, so that a
// cell can be ruled out (see excluded cells in kernel_scan.inc), and its neighbours, so that the
// tops of what is left can be told.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "batch/kernel.hpp"

namespace reeindex::detail {

/// Axes of more points have no grid.
inline constexpr int most_grid_points = 512;
/// Rates per gap from which shapes are steep: they are in no grid, but found beside each point.
inline constexpr double steep_from = 2.2;

class ShapeGrid {
public:
    ShapeGrid(KernelCurve curve, int points);

    [[nodiscard]] int size() const noexcept { return static_cast<int>(theta1.size()); }
    /// The shapes with no better neighbour among `some`, by their gains.
    void tops(const float* gains, const std::int16_t* some, int count,
              std::vector<std::int16_t>& out) const;

    std::vector<double> theta1, theta2;
    std::vector<float> values;        ///< of unit norm; point by point
    std::vector<float> cosine, sine;  ///< of the half-angle of the cell
    /// Beside it in its row, the five nearest of each adjacent row and the three of the next but
    /// one; itself where there are less.
    std::vector<std::array<std::int16_t, 18>> near;

private:
    struct Row {
        int first, last;
    };
    void lay(KernelCurve curve, int points);
    void compare(int points);

    std::vector<Row> rows_;
};

/// The grid of an axis; kept for later calls.
[[nodiscard]] std::shared_ptr<const ShapeGrid> shape_grid(KernelCurve curve, int points);

/// Value of a kernel's shape.
[[nodiscard]] double shape_value(KernelCurve curve, double theta1, double theta2, double x);

}  // namespace reeindex::detail
