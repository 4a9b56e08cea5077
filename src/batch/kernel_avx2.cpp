// The kernels for one instruction set. No header of the standard library but the two of C: see
// kernel.hpp.
#include "batch/kernel.hpp"

#define REEINDEX_LANES 4

namespace reeindex::detail {
namespace avx2 {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_lines.inc"
#include "batch/kernel_models.inc"
#include "batch/kernel_scan.inc"
#include "batch/kernel_solver.inc"
}  // namespace
}  // namespace avx2

const Kernels kernels_avx2{"avx2",          REEINDEX_LANES,    avx2::fit_curves,
                           avx2::fit_lines, avx2::scan_shapes, avx2::cells_left};

}  // namespace reeindex::detail
