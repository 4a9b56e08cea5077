#pragma once
// Naive and drift.

#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/impl/baseline_parts.ipp>
#include <reeindex/smoothing/random_walk.hpp>

namespace reeindex {

namespace detail::baseline {

/// Mean square of the changes around a drift, each over its years, times their number.
REEINDEX_INLINE double squared_changes(const std::vector<double>& z, double drift) {
    double sum = 0.0;
    std::size_t before = 0;
    for (std::size_t t = 1; t < z.size(); ++t) {
        if (std::isnan(z[t])) continue;
        const auto years = static_cast<double>(t - before);
        const double change = z[t] - z[before] - drift * years;
        sum += change * change / years;
        before = t;
    }
    return sum;
}

}  // namespace detail::baseline

REEINDEX_INLINE Naive::Naive(std::span<const double> values) {
    const detail::baseline::Scaled data(values, least_observations);
    last_ = values.back();
    sigma_ = data.scale * detail::baseline::sigma(detail::baseline::squared_changes(data.z, 0.0),
                                                  static_cast<double>(data.observations) - 1.0);
}

REEINDEX_INLINE std::vector<double> Naive::point(int horizon) const {
    detail::baseline::check_horizon(horizon);
    return std::vector<double>(static_cast<std::size_t>(horizon), last_);
}

REEINDEX_INLINE PredictionBand Naive::interval(int horizon, double level) const {
    return detail::baseline::normal_band(point(horizon), level,
                                         [&](double h) { return sigma_ * std::sqrt(h); });
}

REEINDEX_INLINE SamplePaths Naive::sample_paths(int horizon, const PathOptions& options) const {
    return detail::baseline::simulated(
        horizon, options, [&](double) { return last_; },
        [&](double& level, double draw) { return level += sigma_ * draw; });
}

REEINDEX_INLINE Drift::Drift(std::span<const double> values) {
    const detail::baseline::Scaled data(values, least_observations);
    last_ = values.back();
    steps_ = static_cast<double>(values.size()) - 1.0;
    const double slope = (data.z.back() - data.z.front()) / steps_;
    slope_ = slope * data.scale;
    sigma_ = data.scale * detail::baseline::sigma(detail::baseline::squared_changes(data.z, slope),
                                                  static_cast<double>(data.observations) - 2.0);
}

REEINDEX_INLINE std::vector<double> Drift::point(int horizon) const {
    detail::baseline::check_horizon(horizon);
    std::vector<double> out;
    for (int h = 1; h <= horizon; ++h) out.push_back(last_ + h * slope_);
    return out;
}

REEINDEX_INLINE PredictionBand Drift::interval(int horizon, double level) const {
    return detail::baseline::normal_band(point(horizon), level, [&](double h) {
        return sigma_ * std::sqrt(h * (1.0 + h / steps_));
    });
}

REEINDEX_INLINE SamplePaths Drift::sample_paths(int horizon, const PathOptions& options) const {
    struct State {
        double level, drift;
    };
    // Without degrees of freedom the paths spread over everything.
    return detail::baseline::simulated(
        horizon, options,
        [&](double draw) {
            return State{last_, slope_ + (sigma_ / std::sqrt(steps_)) * draw};
        },
        [&](State& state, double draw) {
            if (std::isinf(sigma_)) return std::copysign(sigma_, draw);
            return state.level += state.drift + sigma_ * draw;
        });
}

}  // namespace reeindex
