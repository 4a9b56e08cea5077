#pragma once
// Curve shapes on an axis, from which the kernels choose their start. Their spacing follows the
// width of the transition, so that a curve lies between shapes equally well wherever it bends;
// nothing in it knows the scale or unit of the axis.

#include <array>
#include <vector>

#include "batch/kernel.hpp"

namespace reeindex::detail {

class StartShapes {
public:
    /// Shapes at nodes 0, 1, ..., nodes - 1, evenly spread over `span` steps back from the last
    /// point.
    StartShapes(KernelCurve curve, int nodes, double span);

    [[nodiscard]] StartTable table() const noexcept {
        StartTable out{};
        out.nodes = nodes_;
        for (std::size_t i = 0; i < band_.size(); ++i) out.band[i] = band_[i];
        out.values = values_.data();
        out.theta1 = theta1_.data();
        out.theta2 = theta2_.data();
        return out;
    }

private:
    int nodes_;
    std::array<int, bands + 1> band_{};
    std::vector<double> values_, theta1_, theta2_;
};

}  // namespace reeindex::detail
