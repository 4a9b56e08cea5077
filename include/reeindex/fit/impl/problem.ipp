#pragma once
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/problem.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::size_t Problem::free_count() const {
    std::size_t count = 0;
    for (const bool is_free : free) count += is_free ? 1U : 0U;
    return count;
}

REEINDEX_INLINE std::vector<std::size_t> Problem::select(bool want_linear) const {
    std::vector<std::size_t> out;
    for (std::size_t j = 0; j < free.size(); ++j)
        if (free[j] && linear[j] == want_linear) out.push_back(j);
    return out;
}

}  // namespace reeindex::detail
