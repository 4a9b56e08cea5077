#include "batch/end_limits.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "batch/row_fit.hpp"

namespace reeindex::detail {
namespace {

void raise(FourEnds& ends, double observation, double curve) {
    for (std::size_t bound = 0; bound < ends.size(); ++bound)
        ends[bound] = std::max(ends[bound], is_observation(bound) ? observation : curve);
}

/// Running sums of weights, of values and of squares.
struct RunningSums {
    double w = 0.0, wy = 0.0, wyy = 0.0;
    friend RunningSums operator-(const RunningSums& a, const RunningSums& b) {
        return {a.w - b.w, a.wy - b.wy, a.wyy - b.wyy};
    }
};

class JumpEnds {
public:
    JumpEnds(double threshold, LimitEnds& out) : threshold_(threshold), out_(out) {}

    /// The level's part, what is zero, and the value of a point on the jump.
    void consider(const RunningSums& high, const RunningSums& zero, bool ahead_is_high,
                  const double* on) {
        if (on != nullptr && *on < 0.0) return;
        const bool shown = high.w > 0.0;
        const double level = shown ? std::max(high.wy / high.w, 0.0) : 0.0;
        const double sse = std::max(high.wyy - high.wy * level + std::max(zero.wyy, 0.0), 0.0);
        const bool in_order = on == nullptr || !shown || *on <= level;
        if (in_order) out_.least = std::min(out_.least, sse);
        const double room = threshold_ - sse;
        if (!(room >= 0.0)) return;
        if (!ahead_is_high) {
            if (in_order) raise(out_.ends, std::sqrt(room), 0.0);
            return;
        }
        for (std::size_t bound = 0; bound < out_.ends.size(); ++bound) {
            const double side = is_lower(bound) ? -1.0 : 1.0;
            const double omega = is_observation(bound) ? 1.0 : 0.0;
            double& end = out_.ends[bound];
            if (!shown) {  // the level is anything from the last point up
                const double lowest = on != nullptr ? *on : 0.0;
                end = is_lower(bound) ? std::max(end, std::sqrt(room * omega) - lowest) : inf;
                continue;
            }
            const double variance = 1.0 / high.w + omega, spread = std::sqrt(room * variance);
            const double there = level + side * spread / variance / high.w;
            if (there < 0.0 || (on != nullptr && there < *on)) continue;
            end = std::max(end, side * level + spread);
        }
    }

private:
    double threshold_;
    LimitEnds& out_;
};

}  // namespace

LimitEnds limit_ends(KernelCurve curve, std::span<const double> y, std::span<const double> w,
                     double threshold) {
    LimitEnds out;
    out.ends.fill(-inf);
    const std::size_t n = y.size();
    const auto weight = [&](std::size_t i) { return w.empty() ? 1.0 : w[i]; };
    std::vector<RunningSums> before(n + 1);
    for (std::size_t i = 0; i < n; ++i)
        before[i + 1] = {before[i].w + weight(i), before[i].wy + weight(i) * y[i],
                         before[i].wyy + weight(i) * y[i] * y[i]};
    if (curve == KernelCurve::exponential) {
        const auto alone = [&](std::size_t i) {
            double sse = 0.0;
            for (std::size_t j = 0; j < n; ++j)
                if (j != i) sse += weight(j) * y[j] * y[j];
            out.least = std::min(out.least, sse);
            return threshold - sse;
        };
        const double first = alone(0), last = alone(n - 1);
        if (first >= 0.0) raise(out.ends, std::sqrt(first), 0.0);
        if (last >= 0.0) {
            const double spread = std::sqrt(last / weight(n - 1));
            for (std::size_t bound = 0; bound < out.ends.size(); ++bound)
                if ((is_lower(bound) ? -y[n - 1] : y[n - 1]) + spread > 0.0) out.ends[bound] = inf;
        }
        return out;
    }
    JumpEnds jumps(threshold, out);
    const RunningSums& whole = before[n];
    for (std::size_t j = 0; j <= n; ++j) {
        jumps.consider(whole - before[j], before[j], true, nullptr);
        jumps.consider(before[j], whole - before[j], false, nullptr);
        if (j == n || weight(j) == 0.0) continue;
        jumps.consider(whole - before[j + 1], before[j], true, &y[j]);
        jumps.consider(before[j], whole - before[j + 1], false, &y[j]);
    }
    return out;
}

double monotone_sum(std::span<const double> y, std::span<const double> w, bool rising) {
    std::vector<RunningSums> levels;
    double squares = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double weight = w.empty() ? 1.0 : w[i];
        if (weight == 0.0) continue;
        squares += weight * y[i] * y[i];
        levels.push_back({weight, weight * y[i]});
        while (levels.size() > 1) {
            const RunningSums &last = levels.back(), &other = levels[levels.size() - 2];
            const double step = last.wy * other.w - other.wy * last.w;
            if (rising ? step > 0.0 : step < 0.0) break;
            const RunningSums both{last.w + other.w, last.wy + other.wy};
            levels.pop_back();
            levels.back() = both;
        }
    }
    for (const auto& level : levels) squares -= level.wy * level.wy / level.w;
    return std::max(squares, 0.0);
}

double steep_sum(std::span<const double> y, std::span<const double> w) {
    const std::size_t n = y.size();
    const auto weight = [&](std::size_t i) { return w.empty() ? 1.0 : w[i]; };
    double rest = 0.0, least = inf;
    for (std::size_t i = 0; i < n; ++i) rest += weight(i) * y[i] * y[i];
    RunningSums high;
    for (std::size_t j = 0; j <= n; ++j) {
        double low = rest;
        for (std::size_t i = j; i < std::min(j + 3, n); ++i) low -= weight(i) * y[i] * y[i];
        const double gain = high.w > 0.0 && high.wy > 0.0 ? high.wy * high.wy / high.w : 0.0;
        least = std::min(least, high.wyy - gain + std::max(low, 0.0));
        if (j == n) break;
        const double g = weight(j);
        high.w += g;
        high.wy += g * y[j];
        high.wyy += g * y[j] * y[j];
        rest -= g * y[j] * y[j];
    }
    return least;
}

}  // namespace reeindex::detail
