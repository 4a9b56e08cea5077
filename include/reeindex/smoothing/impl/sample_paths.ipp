#pragma once
// Quantiles of sample paths.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

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

/// The least and the largest, four at a time: one at a time each would wait for the one before.
REEINDEX_INLINE std::pair<double, double> range_of(std::span<const double> values) {
    std::array<double, 4> low, high;
    low.fill(values.front());
    high.fill(values.front());
    std::size_t i = 0;
    for (; i + 4 <= values.size(); i += 4)
        for (std::size_t j = 0; j < 4; ++j) {
            const double value = values[i + j];
            low[j] = value < low[j] ? value : low[j];
            high[j] = value > high[j] ? value : high[j];
        }
    for (; i < values.size(); ++i) {
        low[0] = std::min(low[0], values[i]);
        high[0] = std::max(high[0], values[i]);
    }
    return {*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
}

/// Values in buckets of equal width between the least and the largest: an order statistic is then
/// to be sought among few. Values that one bucket holds, as those of a floor beside far outliers,
/// are sought as without buckets.
class ValueBuckets {
public:
    explicit ValueBuckets(std::span<const double> values) : values_(values.size()) {
        const std::size_t count = std::clamp<std::size_t>(values.size() / 2, 1, 2048);
        const auto [low, high] = range_of(values);
        const double factor = static_cast<double>(count) / (high - low);
        const auto last = static_cast<double>(count - 1);
        std::vector<std::uint16_t> bucket(values.size());
        ends_.assign(count, 0);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double place = (values[i] - low) * factor;  // NaN where the range is zero
            bucket[i] = static_cast<std::uint16_t>(place < last ? place : last);
            ++ends_[bucket[i]];
        }
        std::uint32_t before = 0;
        for (auto& end : ends_) {  // where the bucket begins, until its values have moved it on
            const std::uint32_t size = end;
            end = before;
            before += size;
        }
        for (std::size_t i = 0; i < values.size(); ++i) values_[ends_[bucket[i]]++] = values[i];
    }

    /// The order statistic, counted from 0. \param rank at least that of the call before less one
    [[nodiscard]] double at(std::size_t rank) {
        const auto end =
            std::upper_bound(ends_.begin(), ends_.end(), static_cast<std::uint32_t>(rank));
        const std::size_t begin = end == ends_.begin() ? 0 : *(end - 1);
        double* const first = values_.data() + std::max(begin, ordered_);
        double* const last = values_.data() + *end;
        double* const found = values_.data() + rank;
        if (found == first)
            std::swap(*found, *std::min_element(found, last));
        else if (rank >= ordered_)
            select_one(first, last, found);
        ordered_ = std::max(ordered_, rank + 1);
        return *found;
    }

private:
    std::vector<double> values_;
    std::vector<std::uint32_t> ends_;
    std::size_t ordered_ = 0;  ///< values before it are none larger than those from it on
};

REEINDEX_INLINE void select_quantiles(std::span<const double> values,
                                      std::span<const double> probabilities, double* out) {
    const auto n = static_cast<std::ptrdiff_t>(values.size());
    ValueBuckets buckets(values);
    for (std::size_t j = 0; j < probabilities.size(); ++j) {
        const double place = probabilities[j] * static_cast<double>(n) - 0.5;
        const auto index = std::clamp<std::ptrdiff_t>(
            static_cast<std::ptrdiff_t>(std::floor(place)), 0, std::max<std::ptrdiff_t>(n - 2, 0));
        const double share = std::clamp(place - static_cast<double>(index), 0.0, 1.0);
        const auto rank = static_cast<std::size_t>(index);
        const double low = buckets.at(rank);
        const double high = index + 1 < n ? buckets.at(rank + 1) : low;
        // equal or infinite neighbours leave nothing to interpolate
        out[j] = low == high || share == 0.0 ? low : low * (1.0 - share) + high * share;
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
