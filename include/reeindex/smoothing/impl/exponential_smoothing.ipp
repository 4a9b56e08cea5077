#pragma once
// Simple exponential smoothing and the damped trend.

#include <algorithm>
#include <array>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/exponential_smoothing.hpp>
#include <reeindex/smoothing/impl/baseline_parts.ipp>

namespace reeindex {

namespace detail::baseline {

/// Level after the last year, and the sum of the squared errors.
struct Smoothed {
    double level = 0.0, sse = 0.0;
};

REEINDEX_INLINE Smoothed smoothed(const std::vector<double>& z, double alpha) {
    Smoothed out{.level = z.front()};
    for (std::size_t t = 1; t < z.size(); ++t) {
        if (std::isnan(z[t])) continue;
        const double error = z[t] - out.level;
        out.sse += error * error;
        out.level = alpha * z[t] + (1.0 - alpha) * out.level;
    }
    return out;
}

/// The damped trend of given alpha, beta and phi: first level and slope by least squares.
struct Damped {
    double alpha = 0.0, beta = 0.0, phi = 0.0;
    double sse = infinity, level = 0.0, slope = 0.0;
};

REEINDEX_INLINE Damped damped(const std::vector<double>& z, double alpha, double beta, double phi) {
    // Errors are linear in the first state: those of the data from a state of zero, and those of no
    // data from a unit level and from a unit slope.
    struct State {
        double level, slope;
    };
    std::array<State, 3> states{{{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}}};
    std::array<double, 3> error{};
    double aa = 0.0, ab = 0.0, bb = 0.0, ay = 0.0, by = 0.0, yy = 0.0;
    for (const double value : z) {
        const bool missing = std::isnan(value);
        for (std::size_t k = 0; k < 3; ++k) {
            const double forecast = states[k].level + phi * states[k].slope;
            const double seen = missing ? forecast : (k == 0 ? value : 0.0);
            error[k] = seen - forecast;
            states[k] = {forecast + alpha * error[k], phi * states[k].slope + beta * error[k]};
        }
        yy += error[0] * error[0];
        aa += error[1] * error[1];
        bb += error[2] * error[2];
        ab += error[1] * error[2];
        ay -= error[0] * error[1];
        by -= error[0] * error[2];
    }
    const double determinant = aa * bb - ab * ab;
    double level = aa > 0.0 ? ay / aa : 0.0, slope = 0.0;
    if (determinant > 1e-12 * aa * bb) {
        level = (ay * bb - by * ab) / determinant;
        slope = (by * aa - ay * ab) / determinant;
    }
    Damped out{.alpha = alpha, .beta = beta, .phi = phi};
    out.sse = std::max(yy - 2.0 * (level * ay + slope * by) + level * level * aa +
                           2.0 * level * slope * ab + slope * slope * bb,
                       0.0);
    out.level = states[0].level + level * states[1].level + slope * states[2].level;
    out.slope = states[0].slope + level * states[1].slope + slope * states[2].slope;
    return out;
}

/// Best of a grid, then a compass search in alpha, beta / alpha and phi.
REEINDEX_INLINE Damped best_damped(const std::vector<double>& z) {
    constexpr double low = 1e-4, high = 0.9999, phi_low = 0.8, phi_high = 0.98;
    const auto at = [&](const std::array<double, 3>& p) {
        const double alpha = std::clamp(p[0], low, high);
        const double beta = std::clamp(p[1] * alpha, low, alpha);
        return damped(z, alpha, beta, std::clamp(p[2], phi_low, phi_high));
    };
    Damped best;
    std::array<double, 3> place{};
    for (int i = 0; i <= 10; ++i)
        for (int j = 0; j <= 10; ++j)
            for (int k = 0; k <= 3; ++k) {
                const std::array<double, 3> p{0.1 * i, 0.1 * j, phi_low + 0.06 * k};
                const Damped here = at(p);
                if (here.sse < best.sse) {
                    best = here;
                    place = p;
                }
            }
    std::array<double, 3> step{0.05, 0.05, 0.03};
    for (int round = 0; round < 4000 && step[0] > 1e-9; ++round) {
        bool better = false;
        for (std::size_t c = 0; c < 3; ++c)
            for (const double sign : {1.0, -1.0}) {
                auto p = place;
                p[c] = std::clamp(p[c] + sign * step[c], c == 2 ? phi_low : 0.0,
                                  c == 2 ? phi_high : 1.0);
                const Damped here = at(p);
                if (here.sse < best.sse) {
                    best = here;
                    place = p;
                    better = true;
                    break;
                }
            }
        for (auto& one : step) one = better ? std::min(one * 1.3, 0.1) : one * 0.5;
    }
    return best;
}

}  // namespace detail::baseline

REEINDEX_INLINE SimpleExponentialSmoothing::SimpleExponentialSmoothing(
    std::span<const double> values, std::optional<double> alpha) {
    const detail::baseline::Scaled data(values, least_observations);
    if (alpha && !(*alpha >= 0.0 && *alpha <= 1.0))
        throw InvalidArgument("alpha", detail::to_text(*alpha), "from 0 to 1");
    alpha_ = alpha ? *alpha : detail::baseline::least_along(0.0, 1.0, 100, [&](double one) {
        return detail::baseline::smoothed(data.z, one).sse;
    });
    const auto found = detail::baseline::smoothed(data.z, alpha_);
    level_ = found.level * data.scale;
    sigma_ =
        data.scale * detail::baseline::sigma(
                         found.sse, static_cast<double>(data.observations) - (alpha ? 1.0 : 2.0));
}

REEINDEX_INLINE std::vector<double> SimpleExponentialSmoothing::point(int horizon) const {
    detail::baseline::check_horizon(horizon);
    return std::vector<double>(static_cast<std::size_t>(horizon), level_);
}

REEINDEX_INLINE PredictionBand SimpleExponentialSmoothing::interval(int horizon,
                                                                    double level) const {
    return detail::baseline::normal_band(point(horizon), level, [&](double h) {
        return sigma_ * std::sqrt(1.0 + (h - 1.0) * alpha_ * alpha_);
    });
}

REEINDEX_INLINE SamplePaths
SimpleExponentialSmoothing::sample_paths(int horizon, const PathOptions& options) const {
    return detail::baseline::simulated(
        horizon, options, [&](double) { return level_; },
        [&](double& level, double draw) {
            if (std::isinf(sigma_)) return std::copysign(sigma_, draw);
            const double value = level + sigma_ * draw;
            level += alpha_ * sigma_ * draw;
            return value;
        });
}

REEINDEX_INLINE DampedTrend::DampedTrend(std::span<const double> values) {
    const detail::baseline::Scaled data(values, least_observations);
    const auto found = detail::baseline::best_damped(data.z);
    alpha_ = found.alpha;
    beta_ = found.beta;
    phi_ = found.phi;
    level_ = found.level * data.scale;
    slope_ = found.slope * data.scale;
    sigma_ = data.scale *
             detail::baseline::sigma(found.sse, static_cast<double>(data.observations) - 5.0);
}

REEINDEX_INLINE std::vector<double> DampedTrend::point(int horizon) const {
    detail::baseline::check_horizon(horizon);
    std::vector<double> out;
    double sum = 0.0, power = 1.0;
    for (int h = 0; h < horizon; ++h) {
        sum += power *= phi_;
        out.push_back(level_ + sum * slope_);
    }
    return out;
}

REEINDEX_INLINE PredictionBand DampedTrend::interval(int horizon, double level) const {
    double variance = 1.0, sum = 0.0, power = 1.0;
    return detail::baseline::normal_band(point(horizon), level, [&](double) {
        const double reach = sigma_ * std::sqrt(variance);
        sum += power *= phi_;
        const double response = alpha_ + beta_ * sum;
        variance += response * response;
        return reach;
    });
}

REEINDEX_INLINE SamplePaths DampedTrend::sample_paths(int horizon,
                                                      const PathOptions& options) const {
    struct State {
        double level, slope;
    };
    return detail::baseline::simulated(
        horizon, options,
        [&](double) {
            return State{level_, slope_};
        },
        [&](State& state, double draw) {
            const double forecast = state.level + phi_ * state.slope, error = sigma_ * draw;
            state = {forecast + alpha_ * error, phi_ * state.slope + beta_ * error};
            return forecast + error;
        });
}

}  // namespace reeindex
