#pragma once
// What the baselines share.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/smoothing/detail/trend_engine.hpp>
#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex::detail::baseline {

/// A checked series divided by a power of two, so that no square leaves the range of double.
struct Scaled {
    Scaled(std::span<const double> values, std::size_t least) {
        SeriesShape shape;
        check_series("values", values, shape);
        if (shape.observations < least)
            throw InvalidArgument("values", concat("of ", shape.observations, " observations"),
                                  concat("of at least ", least, " observations for this model"));
        int exponent = 0;
        (void)std::frexp(std::max(std::abs(shape.least), std::abs(shape.most)), &exponent);
        scale = std::ldexp(1.0, std::clamp(exponent, -1020, 1020));
        z.reserve(values.size());
        for (const double value : values) z.push_back(value / scale);
        observations = shape.observations;
    }

    double scale = 1.0;
    std::vector<double> z;
    std::size_t observations = 0;
};

/// Square root of a mean of squares; infinite without degrees of freedom.
REEINDEX_INLINE double sigma(double squares, double freedom) {
    return freedom > 0.0 ? std::sqrt(squares / freedom) : infinity;
}

REEINDEX_INLINE void check_horizon(int horizon) {
    if (horizon < 1 || horizon > 1000)
        throw InvalidArgument("horizon", concat(horizon), "from 1 to 1000 years");
}

/// Normal interval around points. \param spread standard deviation after h years, h from 1
template <class Spread>
[[nodiscard]] PredictionBand normal_band(const std::vector<double>& point, double level,
                                         const Spread& spread) {
    check_level(level);
    const double z = normal_quantile(0.5 + 0.5 * level);
    PredictionBand out{.level = level};
    for (std::size_t h = 0; h < point.size(); ++h) {
        const double reach = z * spread(static_cast<double>(h + 1));
        out.lower.push_back(point[h] - reach);
        out.upper.push_back(point[h] + reach);
    }
    return out;
}

/// Paths of a model. \param start makes the state of a path; \param step takes it a year on by a
/// standard normal draw and returns the value
template <class Start, class Step>
[[nodiscard]] SamplePaths simulated(int horizon, const PathOptions& options, const Start& start,
                                    const Step& step) {
    const auto draws = PathDraws::shared(options, horizon);
    SamplePaths out{.paths = draws->paths(), .horizon = static_cast<std::size_t>(horizon)};
    out.values.resize(out.paths * out.horizon);
    for (std::size_t i = 0; i < out.paths; ++i) {
        auto state = start(draws->global()[i]);
        for (std::size_t h = 0; h < out.horizon; ++h)
            out.values[h * out.paths + i] = step(state, draws->gaussian(h)[i]);
    }
    return out;
}

/// The argument in [low, high] with the least value of a function: a grid, then a golden section
/// around its best point.
template <class Function>
[[nodiscard]] double least_along(double low, double high, int points, const Function& value) {
    double best = low, least = infinity;
    const double step = (high - low) / points;
    for (int i = 0; i <= points; ++i) {
        const double at = i == points ? high : low + i * step;
        if (const double here = value(at); here < least) {
            least = here;
            best = at;
        }
    }
    double a = std::max(low, best - step), b = std::min(high, best + step);
    const double ratio = 0.5 * (std::sqrt(5.0) - 1.0);
    double c = b - ratio * (b - a), d = a + ratio * (b - a);
    double fc = value(c), fd = value(d);
    while (b - a > 1e-10) {
        if (fc <= fd) {
            b = d;
            d = c;
            fd = fc;
            c = b - ratio * (b - a);
            fc = value(c);
        } else {
            a = c;
            c = d;
            fc = fd;
            d = a + ratio * (b - a);
            fd = value(d);
        }
    }
    const double middle = 0.5 * (a + b);
    return value(middle) < least ? middle : best;
}

}  // namespace reeindex::detail::baseline
