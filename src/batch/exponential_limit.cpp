#include "batch/exponential_limit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace reeindex::detail {
namespace {

/// Y^2 / G, by which the best scale of a rate lowers the sum of squares, and its slopes by the
/// rate.
struct Gain {
    double value = 0.0, slope = 0.0, curvature = 0.0, scale = 0.0;
};

Gain gain_at(std::span<const double> x, std::span<const double> y, std::span<const double> weights,
             double rate, double origin) {
    double Y = 0.0, Y1 = 0.0, Y2 = 0.0, G = 0.0, G1 = 0.0, G2 = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double w = weights.empty() ? 1.0 : weights[i];
        const double d = x[i] - origin, p = std::exp(rate * d), wp = w * p;
        Y += y[i] * wp;
        Y1 += y[i] * wp * d;
        Y2 += y[i] * wp * d * d;
        G += p * wp;
        G1 += p * wp * d;
        G2 += p * wp * d * d;
    }
    const double K = Y / G;
    return {Y * K, 2.0 * K * (Y1 - K * G1),
            2.0 * (Y1 * Y1 + Y * Y2) / G - 8.0 * K * Y1 * G1 / G - 4.0 * K * K * G2 +
                8.0 * K * K * G1 * G1 / G,
            K};
}

}  // namespace

double Exponential::operator()(double x) const { return scale * std::exp(rate * (x - origin)); }

Exponential best_exponential(std::span<const double> x, std::span<const double> y,
                             std::span<const double> weights) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const double span = x.back() - x.front();
    // Counted from where the curve is highest, so that nothing overflows.
    const auto origin = [&](double rate) { return rate >= 0.0 ? x.back() : x.front(); };
    constexpr int half = 20;
    const double step = span / static_cast<double>(x.size() - 1),
                 widest = std::asinh(6.0 * span / step);
    const auto rate_at = [&](int i) { return std::sinh(widest * i / half) / span; };
    int best = 0;
    double most = -1.0;
    for (int i = -half; i <= half; ++i) {
        const double gain = gain_at(x, y, weights, rate_at(i), origin(rate_at(i))).value;
        if (gain > most) most = gain, best = i;
    }
    if (std::abs(best) == half) return {nan, nan, nan, nan};
    double low = rate_at(best - 1), high = rate_at(best + 1), rate = rate_at(best);
    Gain here;
    for (int round = 0; round < 60; ++round) {
        here = gain_at(x, y, weights, rate, origin(rate));
        (here.slope > 0.0 ? low : high) = rate;
        double next = rate - here.slope / here.curvature;
        if (!(here.curvature < 0.0) || !(next > low && next < high)) next = 0.5 * (low + high);
        const double moved = std::abs(next - rate);
        rate = next;
        if (moved <= 1e-14 * (std::abs(rate) + 1.0 / span)) break;
    }
    here = gain_at(x, y, weights, rate, origin(rate));
    Exponential out{here.scale, rate, origin(rate), 0.0};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double e = y[i] - out(x[i]);
        out.sse += (weights.empty() ? 1.0 : weights[i]) * e * e;
    }
    return out;
}

}  // namespace reeindex::detail
