// The kernels of interval ends for one instruction set. No header of the standard library but the
// two of C: see kernel.hpp.
#include "batch/kernel_ends.hpp"

#define REEINDEX_LANES 4

namespace reeindex::detail {
namespace ends_avx2 {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_end_shapes.inc"
#include "batch/kernel_ends.inc"
}  // namespace
}  // namespace ends_avx2

const EndKernels end_kernels_avx2{"avx2", ends_avx2::descend, ends_avx2::climb};

}  // namespace reeindex::detail
