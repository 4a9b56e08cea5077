#pragma once
#include <algorithm>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/curve.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::vector<double> sorted(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace reeindex::detail
