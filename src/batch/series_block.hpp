#pragma once
// Series of one number of points, laid out one behind the other for the kernels.

#include <cstdint>
#include <vector>

#include "batch/kernel.hpp"
#include "batch/row_fit.hpp"

namespace reeindex::detail {

constexpr int block_rows = 128;

/// Series of one number of points, all complete, all weighted (gaps have no weight), or all on
/// uneven axes.
struct SeriesBlock {
    enum class Kind { complete, weighted, uneven };

    SeriesBlock(Kind kind_, int points_);

    [[nodiscard]] std::size_t size() const noexcept { return origins.size(); }
    /// The pointers of a CurveBlock on the first `count` series.
    [[nodiscard]] CurveBlock view(std::size_t count) const;
    /// The same on one series.
    [[nodiscard]] CurveBlock view_of(std::size_t i) const;
    [[nodiscard]] Series series(std::size_t i) const;

    /// Whose series it is, and how to come back to its numbers.
    struct Origin {
        std::size_t row;
        double unit, weight_unit, last, step, log_weights;
        double first_x;
        int n_obs;
    };

    Kind kind;
    int points;
    std::vector<double> y, w, x;
    std::vector<std::int16_t> node;
    std::vector<double> grid;  ///< x of even axes
    std::vector<Origin> origins;

private:
    [[nodiscard]] std::size_t cells() const {
        return static_cast<std::size_t>(points) * block_rows;
    }
};

/// Some series of a block, one behind the other.
class ChosenSeries {
public:
    /// A CurveBlock on copies, valid until the next call.
    [[nodiscard]] CurveBlock copy(const SeriesBlock& block, const std::vector<std::size_t>& chosen);

private:
    std::vector<double> y_, w_, x_;
    std::vector<std::int16_t> node_;
};

}  // namespace reeindex::detail
