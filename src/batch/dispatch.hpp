#pragma once
// Which kernels this processor can run.

#include "batch/kernel.hpp"

namespace reeindex::detail {

/// The kernels that REEINDEX_SIMD names, or the widest that the processor has. Asked anew at every
/// batch. \throws InvalidArgument
const Kernels& kernels_in_use();

}  // namespace reeindex::detail
