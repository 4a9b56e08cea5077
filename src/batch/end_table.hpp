#pragma once
// A curve's shapes on an even grid, close enough together that no part of a confidence region lies
// between them unseen.

#include <array>
#include <cstddef>
#include <vector>

#include "batch/kernel_ends.hpp"

namespace reeindex::detail {

/// A shape of EndPlaces, one of them.
struct EndPlace {
    double a = 1.0, b = 0.0;
    bool bent = false;
};

/// p at x.
[[nodiscard]] double shape_at(KernelCurve curve, const EndPlace& place, double x, int points);

/// Whether two places are the same to 0.1 %.
[[nodiscard]] bool same_place(const EndPlace& one, const EndPlace& other) noexcept;

/// Shapes of unit norm over the points 0, 1, ..., points - 1 of x.
class EndTable {
public:
    /// \param falls x counts forward from the first point, not back from the last
    EndTable(KernelCurve curve, int points, bool falls);

    [[nodiscard]] int size() const noexcept { return static_cast<int>(places_.size()); }
    /// Number of shapes that take more than two steps from low to high; the others follow them.
    [[nodiscard]] int gentle() const noexcept { return gentle_; }
    [[nodiscard]] const EndPlace& place(int shape) const {
        return places_[static_cast<std::size_t>(shape)];
    }
    /// The shape's neighbours, or itself.
    [[nodiscard]] const std::array<int, 6>& beside(int shape) const {
        return beside_[static_cast<std::size_t>(shape)];
    }
    /// Shapes of one rate have one row, and lie in it in the order of their inflections.
    [[nodiscard]] int row(int shape) const { return row_[static_cast<std::size_t>(shape)]; }
    /// Cosine and sine of the angle within which the shapes around this one lie.
    [[nodiscard]] float cosine(int shape) const { return cosine_[static_cast<std::size_t>(shape)]; }
    [[nodiscard]] float sine(int shape) const { return sine_[static_cast<std::size_t>(shape)]; }
    /// All shapes at a point.
    [[nodiscard]] const float* values(int point) const {
        return values_.data() + static_cast<std::size_t>(point) * places_.size();
    }
    /// All shapes so many steps after the last point.
    [[nodiscard]] const std::vector<float>& ahead(int steps);

private:
    using Row = std::vector<int>;
    void add(Row& row, double a, double b);
    void lay_out();
    void find_neighbours(const std::vector<std::vector<double>>& values);

    KernelCurve curve_;
    int points_;
    bool falls_;
    int gentle_ = 0;
    std::vector<Row> rows_;
    std::vector<int> row_;
    std::vector<EndPlace> places_;
    std::vector<std::array<int, 6>> beside_;
    std::vector<float> values_, cosine_, sine_;
    std::vector<double> norms_;
    std::vector<std::vector<float>> ahead_;
};

/// Sums over the points of y times each shape in [from, to) and, with weights, of w times its
/// square. In single precision and the same on every instruction set.
void scan_shapes(const EndTable& table, int points, const float* y, const float* w, int from,
                 int to, float* dots, float* squares);

}  // namespace reeindex::detail
