// The kernels of the local-global trend for one instruction set. No header of the standard library
// but those of C: see trend_kernel.hpp.
#include <stdint.h>

#include <reeindex/smoothing/detail/trend_kernel.hpp>

#define REEINDEX_LANES 4

namespace reeindex::detail {
namespace trend_avx2 {
namespace {
#include "batch/kernel_math.inc"

#include "smoothing/kernel_vector.inc"

#include <reeindex/smoothing/impl/trend_kernel_body.ipp>
}  // namespace
}  // namespace trend_avx2

extern const TrendKernels trend_kernels_avx2{"avx2", trend_avx2::fit_members, trend_avx2::simulate,
                                             trend_avx2::mixture};

}  // namespace reeindex::detail
