#pragma once
// The fit of one sigmoid series without speed: several starts, steep ones included, in both
// directions.

#include <limits>
#include <vector>

#include "batch/row_fit.hpp"

namespace reeindex::detail {

/// A sigmoid curve scale * sigma(b - k (x - centre)) fitted to a series.
struct SigmoidFit {
    double scale = 0.0, k = 0.0, b = 0.0, centre = 0.0;
    double sse = 0.0;
    double covariance[6] = {};  ///< (J'J)^-1 of scale, k, b
    int iterations = 0;
    bool converged = false;
};

/// Where a kernel ended without an optimum: its shape (see KernelFit) and residual sum.
struct Stall {
    double theta1 = 0.0, theta2 = 0.0;
    double sse = std::numeric_limits<double>::infinity();
    bool reversed = false;  ///< x counts from the first point on

    [[nodiscard]] bool found() const { return sse < std::numeric_limits<double>::infinity(); }
};

class CarefulSigmoid {
public:
    explicit CarefulSigmoid(KernelCurve curve) : curve_(curve) {}

    /// The best rising curve (k > 0) in the direction of falling x; scale is 0 where there is none
    /// above zero. `steep`: only of those with two points in transit at most. `from`: where to
    /// begin besides; none where its scale is 0.
    [[nodiscard]] SigmoidFit rising(const Series& series, bool steep, const SigmoidFit& from);
    /// The better of both directions, in calendar years; k is negative in `found` for a falling
    /// one.
    [[nodiscard]] RowFit fit(const Series& series, SigmoidFit& found, bool steep,
                             const Stall& from);

private:
    struct Sums;
    double evaluate(const Series& series, SigmoidFit& at) const;
    [[nodiscard]] SigmoidFit start_at(const Series& series, const Stall& stall) const;
    void descend(const Series& series, SigmoidFit& from, int iterations) const;

    KernelCurve curve_;
    std::vector<double> reversed_y_, reversed_w_, reversed_x_, after_, weight_after_;
};

}  // namespace reeindex::detail
