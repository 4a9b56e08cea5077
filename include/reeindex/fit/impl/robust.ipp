#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

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

REEINDEX_INLINE double roughness(const Problem& problem) {
    const std::size_t n = problem.rows();
    if (problem.x.count > 2 || n < 8) return 0.0;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto x = [&](std::size_t k) { return problem.x.row(order[k])[0]; };
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return problem.x.row(a)[0] < problem.x.row(b)[0]; });
    std::vector<double> apart;
    for (std::size_t k = 1; k + 2 < n; ++k) {
        const std::size_t others[] = {k - 1, k + 1, k + 2};
        double value = problem.objective.y[order[k]], squares = 1.0;
        for (const auto a : others) {
            double share = 1.0;
            for (const auto b : others)
                if (a != b) share *= (x(k) - x(b)) / (x(a) - x(b));
            value -= share * problem.objective.y[order[a]];
            squares += share * share;
        }
        const double one = std::abs(value) * problem.objective.root(order[k]) / std::sqrt(squares);
        if (std::isfinite(one)) apart.push_back(one);
    }
    if (apart.size() < 5) return 0.0;
    const auto sixth = apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 6);
    std::nth_element(apart.begin(), sixth, apart.end());
    return *sixth / 0.21042839424792467;  // normal quantile of 7/12
}

}  // namespace reeindex::detail
