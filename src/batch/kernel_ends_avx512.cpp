// The kernels of interval ends for one instruction set. No header of the standard library but the
// two of C: see kernel.hpp.
#include "batch/kernel_ends.hpp"

// Four climbs go together, see climbs_at_once: half a vector.
#define REEINDEX_LANES 4

namespace reeindex::detail {
namespace ends_avx512 {
namespace {
#include "batch/kernel_math.inc"

#include "batch/kernel_end_shapes.inc"
#include "batch/kernel_ends.inc"
}  // namespace
}  // namespace ends_avx512

const EndKernels end_kernels_avx512{"avx512", ends_avx512::descend, ends_avx512::climb};

}  // namespace reeindex::detail
