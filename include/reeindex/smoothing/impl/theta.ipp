#pragma once
// The theta family.

#include <algorithm>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/impl/baseline_parts.ipp>
#include <reeindex/smoothing/theta.hpp>

namespace reeindex {

namespace detail::baseline {

/// The straight line through the years 1..t by least squares, year by year.
struct RunningLine {
    double years = 0.0, mean = 0.0, slope = 0.0;

    void add(double value) {
        years += 1.0;
        if (years > 1.0)
            slope = ((years - 2.0) * slope + 6.0 * (value - mean) / years) / (years + 1.0);
        mean += (value - mean) / years;
    }
    [[nodiscard]] double intercept() const { return mean - 0.5 * (years + 1.0) * slope; }
};

/// Missing years along the straight line between their neighbours.
REEINDEX_INLINE std::vector<double> filled(const std::vector<double>& z) {
    std::vector<double> out = z;
    std::size_t before = 0;
    for (std::size_t t = 1; t < z.size(); ++t) {
        if (std::isnan(z[t])) continue;
        for (std::size_t s = before + 1; s < t; ++s)
            out[s] = z[before] + (z[t] - z[before]) * static_cast<double>(s - before) /
                                     static_cast<double>(t - before);
        before = t;
    }
    return out;
}

/// The trend that a weight of one adds in the year t, counted from 1.
REEINDEX_INLINE double theta_trend(double alpha, double year, double intercept, double slope) {
    const double rest = std::pow(1.0 - alpha, year - 1.0);
    return rest * intercept + (1.0 - rest * (1.0 - alpha)) / alpha * slope;
}

struct ThetaFit {
    double sse = infinity, weight = 0.0, first = 0.0, level = 0.0;
};

/// \param line of all years, for the static form; null for the dynamic one
REEINDEX_INLINE ThetaFit theta_fit(const std::vector<double>& data, const std::vector<double>& y,
                                   double alpha, const RunningLine* line) {
    double level = 0.0, share = 1.0;  // of a first level of zero, and of a unit first level
    RunningLine known;
    double aa = 0.0, ab = 0.0, bb = 0.0, ay = 0.0, by = 0.0, yy = 0.0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        const auto year = static_cast<double>(t + 1);
        const double trend =
            line != nullptr
                ? theta_trend(alpha, year, line->intercept(), line->slope)
                : (t == 0 ? 0.0 : theta_trend(alpha, year, known.intercept(), known.slope));
        if (t >= 2 && !std::isnan(data[t])) {
            const double left = y[t] - level;
            yy += left * left;
            aa += share * share;
            ab += share * trend;
            bb += trend * trend;
            ay += share * left;
            by += trend * left;
        }
        level = alpha * y[t] + (1.0 - alpha) * level;
        share *= 1.0 - alpha;
        known.add(y[t]);
    }
    ThetaFit out;
    const auto first = [&](double weight) { return aa > 0.0 ? (ay - weight * ab) / aa : 0.0; };
    const auto sse = [&](double weight) {
        const double f = first(weight);
        return std::max(yy - 2.0 * (f * ay + weight * by) + f * f * aa + 2.0 * f * weight * ab +
                            weight * weight * bb,
                        0.0);
    };
    out.weight = 0.5;
    if (line == nullptr) {
        const double curvature = aa * bb - ab * ab;
        out.weight = curvature > 1e-12 * aa * bb
                         ? std::clamp((by * aa - ay * ab) / curvature, 0.0, 1.0)
                         : 0.0;
    }
    out.first = first(out.weight);
    out.sse = sse(out.weight);
    out.level = level + share * out.first;
    return out;
}

}  // namespace detail::baseline

REEINDEX_INLINE ThetaModel::ThetaModel(std::span<const double> values, bool dynamic,
                                       std::size_t least_observations)
    : dynamic_(dynamic), years_(values.size()) {
    const detail::baseline::Scaled data(values, least_observations);
    const auto y = detail::baseline::filled(data.z);
    detail::baseline::RunningLine line;
    for (const double value : y) line.add(value);
    const auto at = [&](double alpha) {
        return detail::baseline::theta_fit(data.z, y, alpha, dynamic ? nullptr : &line);
    };
    alpha_ =
        detail::baseline::least_along(0.1, 0.99, 89, [&](double alpha) { return at(alpha).sse; });
    const auto found = at(alpha_);
    // the years judged: all observations but those of the first two years
    const auto judged =
        static_cast<double>(data.observations) - 1.0 - (std::isnan(data.z[1]) ? 0.0 : 1.0);
    weight_ = found.weight;
    first_ = found.first * data.scale;
    level_ = found.level * data.scale;
    sse_ = found.sse * data.scale * data.scale;
    sigma_ = data.scale * detail::baseline::sigma(found.sse, judged - (dynamic ? 3.0 : 2.0));
    intercept_ = line.intercept() * data.scale;
    slope_ = line.slope * data.scale;
    mean_ = line.mean * data.scale;
}

REEINDEX_INLINE std::vector<double> ThetaModel::point(int horizon) const {
    detail::baseline::check_horizon(horizon);
    std::vector<double> out;
    double level = level_;
    detail::baseline::RunningLine line{static_cast<double>(years_), mean_, slope_};
    for (int h = 0; h < horizon; ++h) {
        const double year = static_cast<double>(years_) + h + 1.0;
        const double mean =
            level +
            weight_ * (dynamic_ ? detail::baseline::theta_trend(alpha_, year, line.intercept(),
                                                                line.slope)
                                : detail::baseline::theta_trend(alpha_, year, intercept_, slope_));
        out.push_back(mean);
        level = alpha_ * mean + (1.0 - alpha_) * level;
        line.add(mean);
    }
    return out;
}

REEINDEX_INLINE SamplePaths ThetaModel::sample_paths(int horizon,
                                                     const PathOptions& options) const {
    struct State {
        double level;
        detail::baseline::RunningLine line;
    };
    return detail::baseline::simulated(
        horizon, options,
        [&](double) {
            return State{level_, {static_cast<double>(years_), mean_, slope_}};
        },
        [&](State& state, double draw) {
            if (std::isinf(sigma_)) return std::copysign(sigma_, draw);
            const double year = state.line.years + 1.0;
            const double intercept = dynamic_ ? state.line.intercept() : intercept_;
            const double slope = dynamic_ ? state.line.slope : slope_;
            const double value =
                state.level +
                weight_ * detail::baseline::theta_trend(alpha_, year, intercept, slope) +
                sigma_ * draw;
            state.level = alpha_ * value + (1.0 - alpha_) * state.level;
            state.line.add(value);
            return value;
        });
}

REEINDEX_INLINE PredictionBand ThetaModel::interval(int horizon, double level,
                                                    const PathOptions& options) const {
    detail::check_level(level);
    const SamplePaths paths = sample_paths(horizon, options);
    return {.level = level,
            .lower = paths.quantile((1.0 - level) / 2.0),
            .upper = paths.quantile((1.0 + level) / 2.0)};
}

}  // namespace reeindex
