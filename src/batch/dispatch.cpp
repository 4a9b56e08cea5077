#include "batch/dispatch.hpp"

#include <cstdlib>
#include <string_view>

#include <reeindex/batch/batch.hpp>
#include <reeindex/core/error.hpp>

namespace reeindex {
namespace detail {
namespace {

/// The kernels of a name if this build and this processor have them.
const Kernels* available(std::string_view name) {
#if defined(REEINDEX_KERNEL_AVX512)
    if (name == "avx512" && __builtin_cpu_supports("avx512f") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
        __builtin_cpu_supports("fma") != 0)
        return &kernels_avx512;
#endif
#if defined(REEINDEX_KERNEL_AVX2)
    if (name == "avx2" && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0)
        return &kernels_avx2;
#endif
    return name == "baseline" ? &kernels_baseline : nullptr;
}

}  // namespace

const Kernels& kernels_in_use() {
    const char* const asked = std::getenv("REEINDEX_SIMD");
    if (asked == nullptr || *asked == '\0') {
        for (const auto* name : {"avx512", "avx2"})
            if (const auto* found = available(name)) return *found;
        return kernels_baseline;
    }
    const std::string_view name{asked};
    if (name != "avx512" && name != "avx2" && name != "baseline")
        throw InvalidArgument("REEINDEX_SIMD", concat("'", name, "'"), "avx512, avx2 or baseline");
    if (const auto* found = available(name)) return *found;
    std::string can = "baseline";
    for (const auto* other : {"avx2", "avx512"})
        if (available(other) != nullptr) can += concat(" or ", other);
    throw InvalidArgument("REEINDEX_SIMD", concat("'", name, "'"),
                          concat(can, ", which is what this processor and build have"));
}

const EndKernels& end_kernels_of([[maybe_unused]] const Kernels& kernels) {
#if defined(REEINDEX_KERNEL_AVX512)
    if (&kernels == &kernels_avx512) return end_kernels_avx512;
#endif
#if defined(REEINDEX_KERNEL_AVX2)
    if (&kernels == &kernels_avx2) return end_kernels_avx2;
#endif
    return end_kernels_baseline;
}

}  // namespace detail

std::string_view simd_name() { return detail::kernels_in_use().name; }

}  // namespace reeindex
