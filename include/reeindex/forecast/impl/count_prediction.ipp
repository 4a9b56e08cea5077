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

REEINDEX_INLINE CountProfile::CountProfile(const FitResult& fit, const Refit& refit, double weight)
    : minimum_(refit.minimum),
      n_(refit.y.size()),
      width_(refit.width),
      error_(refit.setup.error),
      size_(refit.setup.size.value_or(Objective::infinity_size)),
      weight_(weight),
      rows_(refit.rows),
      y_(refit.y),
      weights_(refit.weights),
      closure_(prepare(fit, refit)) {}

REEINDEX_INLINE MeanDistribution CountProfile::at(std::span<const double> row, double mean,
                                                  double error) {
    std::copy(row.begin(), row.end(), rows_.begin() + static_cast<std::ptrdiff_t>(n_ * width_));
    std::vector<MeanDistribution::Point> points{{0.0, mean}};
    for (const double side : {-1.0, 1.0}) {
        Closure::State state = closure_.start();
        double step = 0.4 * std::min(error, mean), z = 0.0, count = mean;
        for (int round = 0; round < 80 && z < 4.0; ++round) {
            count = side < 0.0 ? std::max(count - step, 0.6 * count) : count + step;
            y_[n_] = count;
            const auto best = closure_.solve(state);
            if (!std::isfinite(best.objective) || !(best.last > 0.0)) break;
            const double added = weight_ * deviance(count, best.last);
            const double here = std::sqrt(std::max(best.objective - added - minimum_, 0.0));
            const double gain = here - z;
            if (gain > 1e-6) {
                points.push_back({side * here, best.last});
                z = here;
            }
            step *= std::clamp(0.4 / std::max(gain, 1e-3), 0.3, 3.0);
        }
    }
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.z < b.z; });
    return MeanDistribution(std::move(points));
}

REEINDEX_INLINE Closure CountProfile::prepare(const FitResult& fit, const Refit& refit) {
    rows_.resize((n_ + 1) * width_, 0.0);
    for (std::size_t c = 0; c < width_; ++c) rows_[n_ * width_ + c] = rows_[c];
    y_.push_back(refit.y.back());
    weights_.resize(n_, 1.0);
    weights_.push_back(weight_);
    return {fit, refit, refit.minimum + 16.0, Predictors{rows_, width_}, y_, weights_};
}

REEINDEX_INLINE double CountProfile::deviance(double count, double mean) const {
    const Objective one{.model = error_, .y = {&count, 1}, .roots = {}, .size = size_};
    return one.loss(0, mean);
}

}  // namespace reeindex::detail
