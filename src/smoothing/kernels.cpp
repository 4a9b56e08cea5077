// Which kernels of the local-global trend are in use.

#include <string_view>

#include <reeindex/batch/batch.hpp>
#include <reeindex/smoothing/detail/trend_kernel.hpp>

namespace reeindex::detail {

extern const TrendKernels trend_kernels_baseline;
#if defined(REEINDEX_KERNEL_AVX2)
extern const TrendKernels trend_kernels_avx2;
#endif
#if defined(REEINDEX_KERNEL_AVX512)
extern const TrendKernels trend_kernels_avx512;
#endif

const TrendKernels& trend_kernels() {
    [[maybe_unused]] const std::string_view name = simd_name();
#if defined(REEINDEX_KERNEL_AVX512)
    if (name == "avx512") return trend_kernels_avx512;
#endif
#if defined(REEINDEX_KERNEL_AVX2)
    if (name == "avx2") return trend_kernels_avx2;
#endif
    return trend_kernels_baseline;
}

}  // namespace reeindex::detail
