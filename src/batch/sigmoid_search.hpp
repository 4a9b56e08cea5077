#pragma once
// The best sigmoid curve of every series of an even axis: the kernel from the best shape of a grid,
// then from every other top that the residual sum found does not rule out, steep curves and falling
// ones included. Every start runs in the lanes.

#include <functional>
#include <memory>
#include <vector>

#include "batch/careful.hpp"
#include "batch/series_block.hpp"
#include "batch/shape_grid.hpp"
#include "batch/steep_starts.hpp"

namespace reeindex::detail {

/// How a series was searched.
struct Searched {
    bool again = false;     ///< from several starts
    bool reversed = false;  ///< the optimum counts steps from the first point on
    bool careful = false;   ///< there may be a better curve, out of the kernels' range
    Stall stall;            ///< the lowest end of a start that is no optimum

    /// Looks at an end that is no optimum. Near a curve through all points rounding decides which
    /// end is one, with every set of instructions another.
    void note(const KernelFit& end, bool back) {
        if (end.state == KernelState::rejected && end.scale > 0.0 && end.sse < stall.sse)
            stall = {end.theta1, end.theta2, end.sse, back};
    }
    /// Says whether such an end lies below the optimum kept, and has the careful way begin there.
    void judge(const KernelFit& kept, int points) {
        const bool optimum = kept.state != KernelState::rejected && kept.scale > 0.0;
        if (optimum && !(stall.sse < kept.sse * (1.0 - 1e-6) && kept.sse > 1e-20 * points))
            stall = {};
        if (stall.found()) again = careful = true;
    }
};

class SigmoidSearch {
public:
    /// Fits the series of a view: from its starts, or from those of the block's start table.
    using Run = std::function<void(const CurveBlock&, const SeriesBlock*, std::vector<KernelFit>&)>;
    SigmoidSearch(KernelCurve curve, const Kernels& kernels, Run run)
        : curve_(curve), kernels_(kernels), run_(std::move(run)), steep_(curve) {}

    /// Whether series of a block can be searched so.
    [[nodiscard]] static bool possible(const SeriesBlock& block) {
        return block.kind != SeriesBlock::Kind::uneven && block.points <= most_grid_points;
    }
    void solve(const SeriesBlock& block, std::vector<KernelFit>& fits, std::vector<Searched>& how);

private:
    struct Scan {
        ScanBlock block{};
        std::vector<float> gains;
        std::vector<int> best;
    };
    struct Further {
        std::size_t row;
        std::size_t reversed;  ///< its place among the reversed series, or none
        Start start;
    };
    static constexpr std::size_t none = ~std::size_t{0};

    [[nodiscard]] static bool easy(const SeriesBlock& block, const KernelFit& fit, double squares);
    void scan(const CurveBlock& view, Scan& to);
    void add_tops(const Scan& scan, std::size_t at, double norm, const KernelFit* found,
                  Further further);
    void add_steep(const Series& series, double squares, double sum, Further further,
                   Searched& how);
    void add_bent(const KernelFit& exponential, Further further);
    void search_falling(const SeriesBlock& block, const std::vector<KernelFit>& fits,
                        std::vector<Searched>& how);
    void run_further(const SeriesBlock& block, std::vector<KernelFit>& fits,
                     std::vector<Searched>& how);
    [[nodiscard]] double rate_of(const KernelFit& fit) const {
        return curve_ == KernelCurve::gompertz ? fit.theta2 : fit.theta1;
    }

    KernelCurve curve_;
    const Kernels& kernels_;
    Run run_;
    SteepShapes steep_;
    std::shared_ptr<const ShapeGrid> grid_;
    int grid_points_ = 0;
    Scan scan_, reversed_scan_;
    std::vector<std::size_t> hard_, falling_;
    ChosenSeries chosen_;
    std::vector<double> given_, reversed_y_, reversed_w_, y_, w_, squares_, space_;
    std::vector<std::int16_t> left_, tops_;
    std::vector<Start> starts_;
    std::vector<Further> further_;
    std::vector<KernelFit> further_fits_;
};

}  // namespace reeindex::detail
