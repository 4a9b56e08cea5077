// The kernels for one instruction set. No header of the standard library but the two of C: see
// kernel.hpp.
#include "batch/kernel.hpp"

#define REEINDEX_LANES 2

namespace reeindex::detail {
namespace baseline {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_lines.inc"
#include "batch/kernel_models.inc"
#include "batch/kernel_scan.inc"
#include "batch/kernel_solver.inc"
}  // namespace
}  // namespace baseline

const Kernels kernels_baseline{"baseline",          REEINDEX_LANES,        baseline::fit_curves,
                               baseline::fit_lines, baseline::scan_shapes, baseline::cells_left};

}  // namespace reeindex::detail
