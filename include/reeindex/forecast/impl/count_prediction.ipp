#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/forecast/detail/count_prediction.hpp>

namespace reeindex::detail {

REEINDEX_INLINE MeanDistribution::MeanDistribution(std::vector<Point> points)
    : points_(std::move(points)) {
    double total = 0.0;
    for (int k = -half; k <= half; ++k) {
        const double z = 4.0 * k / half;
        nodes_.push_back({std::exp(-0.5 * z * z), at(z)});
        total += nodes_.back().z;
    }
    for (auto& node : nodes_) node.z /= total;
}

REEINDEX_INLINE MeanDistribution MeanDistribution::linear(double mean, double error) {
    std::vector<Point> points;
    for (int k = -20; k <= 20; ++k)
        points.push_back({0.25 * k, std::max(mean + 0.25 * k * error, 0.0)});
    return MeanDistribution(std::move(points));
}

REEINDEX_INLINE MeanDistribution MeanDistribution::without_counts(double years) {
    std::vector<Point> points;
    for (int k = -100; k <= 100; ++k) {
        const double z = 0.05 * k;
        points.push_back({z, -std::log(normal_survival(z)) / years});
    }
    return MeanDistribution(std::move(points));
}

REEINDEX_INLINE double MeanDistribution::at(double z) const {
    const auto above = std::lower_bound(points_.begin(), points_.end(), z,
                                        [](const Point& p, double v) { return p.z < v; });
    if (above == points_.end()) return infinity;
    if (above->z == z) return above->mean;
    if (above == points_.begin()) return 0.0;
    const auto& below = *(above - 1);
    return below.mean + (z - below.z) / (above->z - below.z) * (above->mean - below.mean);
}

REEINDEX_INLINE double MeanDistribution::quantile(double p, double dispersion) const {
    const auto reached = [&](double count) {
        double sum = 0.0;
        for (const auto& node : nodes_)
            if (std::isfinite(node.mean))
                sum += node.z * negative_binomial_cdf(count, node.mean, dispersion);
        return sum >= p;
    };
    if (reached(0.0)) return 0.0;
    double low = 0.0, high = 1.0;
    while (!reached(high)) {
        low = high;
        high *= 2.0;
        if (high > 9e15) return infinity;
    }
    while (high - low > 1.0) {
        const double middle = std::floor(low + 0.5 * (high - low));
        (reached(middle) ? high : low) = middle;
    }
    return high;
}

REEINDEX_INLINE MeanDistribution mean_distribution(const ConfidenceRegion& region, const Goal& goal,
                                                   double mean, double z) {
    std::vector<double> levels{z}, excesses;
    for (int k = 1; k <= 16; ++k) levels.push_back(0.25 * k);
    std::sort(levels.begin(), levels.end());
    for (const double level : levels) excesses.push_back(level * level);
    std::vector<MeanDistribution::Point> points{{0.0, mean}};
    for (const double side : {-1.0, 1.0}) {
        const auto ends = region.trace(goal, side, excesses);
        for (std::size_t i = 0; i < ends.size() && std::isfinite(ends[i]); ++i)
            points.push_back({side * levels[i], std::max(ends[i], 0.0)});
    }
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.z < b.z; });
    return MeanDistribution(std::move(points));
}

}  // namespace reeindex::detail
