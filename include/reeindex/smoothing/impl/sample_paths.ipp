#pragma once
// Quantiles of sample paths.

#include <algorithm>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex {

namespace detail {

/// Orders [first, last) so that what stands at `at` is in its place. The partition has no branch
/// on the values, which are in no order that a processor could foresee.
REEINDEX_INLINE void select_one(double* first, double* last, double* at) {
    while (last - first > 24) {
        double* const middle = first + (last - first) / 2;
        double* const end = last - 1;
        // median of three, to the end
        if (*middle < *first) std::swap(*middle, *first);
        if (*end < *first) std::swap(*end, *first);
        if (*middle < *end) std::swap(*middle, *end);
        const double pivot = *end;
        double* below = first;
        for (double* one = first; one != end; ++one) {
            const double value = *one;
            *one = *below;
            *below = value;
            below += value < pivot ? 1 : 0;
        }
        std::swap(*below, *end);
        if (at == below) return;
        if (at < below) {
            last = below;
            continue;
        }
        first = below + 1;
        // Many equal values, as on a floor, would be taken off one at a time.
        double* equal = first;
        for (double* one = first; one != last; ++one)
            if (*one == pivot) std::swap(*equal++, *one);
        if (at < equal) return;
        first = equal;
    }
    std::sort(first, last);
}

REEINDEX_INLINE void select_quantiles(std::span<double> values,
                                      std::span<const double> probabilities, double* out) {
    const auto n = static_cast<std::ptrdiff_t>(values.size());
    double* first = values.data();
    double* const last = first + n;
    for (std::size_t j = 0; j < probabilities.size(); ++j) {
        const double place = probabilities[j] * static_cast<double>(n) - 0.5;
        const auto index = std::clamp<std::ptrdiff_t>(
            static_cast<std::ptrdiff_t>(std::floor(place)), 0, std::max<std::ptrdiff_t>(n - 2, 0));
        const double share = std::clamp(place - static_cast<double>(index), 0.0, 1.0);
        double* const at = values.data() + index;
        if (at > first || j == 0) select_one(first, last, at);
        const double low = *at;
        const double high = at + 1 < last ? *std::min_element(at + 1, last) : low;
        // equal or infinite neighbours leave nothing to interpolate
        out[j] = low == high || share == 0.0 ? low : low * (1.0 - share) + high * share;
        first = at;
    }
}

REEINDEX_INLINE std::vector<double> band_probabilities(std::span<const double> levels) {
    std::vector<double> out;
    for (auto level = levels.rbegin(); level != levels.rend(); ++level)
        out.push_back((1.0 - *level) / 2.0);
    out.push_back(0.5);
    for (const double level : levels) out.push_back((1.0 + level) / 2.0);
    return out;
}

REEINDEX_INLINE void check_level(double level) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", to_text(level), "between 0 and 1, both excluded");
}

}  // namespace detail

REEINDEX_INLINE std::vector<double> SamplePaths::quantile(double p) const {
    if (!(p > 0.0 && p < 1.0))
        throw InvalidArgument("p", detail::to_text(p), "between 0 and 1, both excluded");
    std::vector<double> out(horizon), row;
    for (std::size_t h = 0; h < horizon; ++h) {
        const auto values_here = year(h);
        row.assign(values_here.begin(), values_here.end());
        detail::select_quantiles(row, {&p, 1}, &out[h]);
    }
    return out;
}

}  // namespace reeindex
