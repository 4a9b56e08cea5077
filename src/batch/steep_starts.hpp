#pragma once
// Steep curves on an even axis: a few points in transit, later ones on a plateau, earlier ones at
// zero. Each place between points is looked at with sums over the plateau.

#include <vector>

#include "batch/row_fit.hpp"

namespace reeindex::detail {

struct Start {
    double theta1, theta2;
};

class SteepShapes {
public:
    explicit SteepShapes(KernelCurve curve);

    /// Adds the places from which a curve may fall below `sum`, `squares` being the sum of squares
    /// of the series. False where some are beyond the kernels' range.
    bool add_starts(const Series& series, double squares, double sum, std::vector<Start>& out);

private:
    void look_at_gaps(const Series& series, double sum);

    KernelCurve curve_;
    struct Rate {
        double rate;
        int parts;   ///< places of the inflection in a gap
        int window;  ///< points either side of the inflection that are in transit
        std::vector<double> values;
    };
    std::vector<Rate> rates_;
    std::vector<double> products_, weights_, gains_, norms_;
    std::vector<char> open_;
};

/// Lower bound of the residual sum of curves steeper than those of SteepShapes.
[[nodiscard]] double steepest_bound(const Series& series);

}  // namespace reeindex::detail
