#pragma once
// Curve shapes on an axis, from which the kernels choose their start. Their spacing follows the
// width of the transition, so that a curve lies between shapes equally well wherever it bends;
// nothing in it knows the scale or unit of the axis.

#include <vector>

#include "batch/kernel.hpp"

namespace reeindex::detail {

class StartShapes {
public:
    /// Shapes at nodes 0, 1, ..., nodes - 1, evenly spread over `span` steps back from the last
    /// point.
    StartShapes(KernelCurve curve, int nodes, double span);

    [[nodiscard]] StartTable table() const noexcept {
        return {nodes_,         static_cast<int>(theta1_.size()),
                common_,        steepest_,
                values_.data(), theta1_.data(),
                theta2_.data()};
    }

private:
    int nodes_, common_ = 0, steepest_ = 0;
    std::vector<double> values_, theta1_, theta2_;
};

}  // namespace reeindex::detail
