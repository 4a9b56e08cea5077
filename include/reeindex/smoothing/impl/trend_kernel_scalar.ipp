#pragma once
// The kernels one member or path at a time, in plain C++: of programs without the compiled library.

#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/detail/trend_kernel.hpp>

namespace reeindex::detail {
namespace trend_scalar {

using Vec = double;
constexpr int lanes = 1;
inline Vec all(double value) { return value; }
inline Vec load(const double* from) { return *from; }
inline void store(double* to, Vec value) { *to = value; }
inline Vec larger(Vec a, Vec b) { return a > b ? a : b; }
inline Vec smaller(Vec a, Vec b) { return a < b ? a : b; }
inline Vec log_of(Vec x) { return std::log(x); }
inline Vec sqrt_of(Vec x) { return std::sqrt(x); }

#define TREND_FUNCTION inline
#include <reeindex/smoothing/impl/trend_kernel_body.ipp>
#undef TREND_FUNCTION

}  // namespace trend_scalar

REEINDEX_INLINE const TrendKernels& trend_kernels() {
    static const TrendKernels kernels{"scalar", trend_scalar::fit_members, trend_scalar::simulate,
                                      trend_scalar::mixture};
    return kernels;
}

}  // namespace reeindex::detail
