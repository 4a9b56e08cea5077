#pragma once
// The kernels one member or path at a time, in plain C++: of programs without the compiled library.

#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/detail/trend_kernel.hpp>

namespace reeindex::detail {
namespace trend_scalar {

using Vec = double;
constexpr int lanes = 1;
static inline Vec all(double value) { return value; }
static inline Vec load(const double* from) { return *from; }
static inline void store(double* to, Vec value) { *to = value; }
static inline Vec larger(Vec a, Vec b) { return a > b ? a : b; }
static inline Vec smaller(Vec a, Vec b) { return a < b ? a : b; }
static inline Vec log_of(Vec x) { return std::log(x); }
static inline Vec sqrt_of(Vec x) { return std::sqrt(x); }

#include <reeindex/smoothing/impl/trend_kernel_body.ipp>

}  // namespace trend_scalar

REEINDEX_INLINE const TrendKernels& trend_kernels() {
    static const TrendKernels kernels{"scalar", trend_scalar::fit_members, trend_scalar::simulate};
    return kernels;
}

}  // namespace reeindex::detail
