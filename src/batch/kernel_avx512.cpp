// The kernels for one instruction set. No header of the standard library but the two of C: see
// kernel.hpp.
#include "batch/kernel.hpp"

#define REEINDEX_LANES 8

namespace reeindex::detail {
namespace avx512 {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_lines.inc"
#include "batch/kernel_models.inc"
#include "batch/kernel_scan.inc"
#include "batch/kernel_solver.inc"
}  // namespace
}  // namespace avx512

const Kernels kernels_avx512{"avx512",          REEINDEX_LANES,      avx512::fit_curves,
                             avx512::fit_lines, avx512::scan_shapes, avx512::cells_left};

}  // namespace reeindex::detail
