#pragma once
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/robust.hpp>

namespace reeindex::detail {

REEINDEX_INLINE double median_absolute(std::vector<double> values) {
    for (auto& value : values) value = std::abs(value);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double upper = *middle;
    if (values.size() % 2 == 1) return upper;
    return 0.5 * (upper + *std::max_element(values.begin(), middle));
}

REEINDEX_INLINE std::vector<double> weighted_residuals(const Problem& problem,
                                                       std::span<const double> values) {
    std::vector<double> out(values.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = problem.objective.root(i) * (problem.objective.y[i] - values[i]);
    return out;
}

}  // namespace reeindex::detail
