#pragma once
// Which kernels this processor can run.

#include "batch/kernel.hpp"
#include "batch/kernel_ends.hpp"

namespace reeindex::detail {

/// The kernels that REEINDEX_SIMD names, or the widest that the processor has. Asked anew at every
/// batch. \throws InvalidArgument
const Kernels& kernels_in_use();

/// The kernels of interval ends for the same instruction set.
const EndKernels& end_kernels_of(const Kernels& kernels);

}  // namespace reeindex::detail
