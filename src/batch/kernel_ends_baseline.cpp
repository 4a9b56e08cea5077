// The kernels of interval ends for one instruction set. No header of the standard library but the
// two of C: see kernel.hpp.
#include "batch/kernel_ends.hpp"

#define REEINDEX_LANES 2

namespace reeindex::detail {
namespace ends_baseline {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_end_shapes.inc"
#include "batch/kernel_ends.inc"
}  // namespace
}  // namespace ends_baseline

const EndKernels end_kernels_baseline{"baseline", ends_baseline::descend, ends_baseline::climb};

}  // namespace reeindex::detail
