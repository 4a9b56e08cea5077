// The kernels of the local-global trend for one instruction set. No header of the standard library
// but those of C: see trend_kernel.hpp.
#include <stdint.h>

#include <reeindex/smoothing/detail/trend_kernel.hpp>

#define REEINDEX_LANES 2

namespace reeindex::detail {
namespace trend_baseline {
namespace {
#include "batch/kernel_math.inc"

#include "smoothing/kernel_vector.inc"

#include <reeindex/smoothing/impl/trend_kernel_body.ipp>
}  // namespace
}  // namespace trend_baseline

extern const TrendKernels trend_kernels_baseline{"baseline", trend_baseline::fit_members,
                                                 trend_baseline::simulate, trend_baseline::mixture};

}  // namespace reeindex::detail
