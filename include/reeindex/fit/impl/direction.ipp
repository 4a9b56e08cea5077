#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/fit/verdict/direction.hpp>

namespace reeindex::detail {

REEINDEX_INLINE bool falls(const FitResult& fit) {
    if (fit.fitted.empty() || fit.data.predictors != 1) return false;
    if (fit.options.on == FitOn::increments)
        return std::accumulate(fit.fitted.begin(), fit.fitted.end(), 0.0) < 0.0;
    const auto& x = fit.data.x;
    const auto [first, last] = std::minmax_element(x.begin(), x.end());
    const double before = fit.fitted[static_cast<std::size_t>(first - x.begin())];
    const double after = fit.fitted[static_cast<std::size_t>(last - x.begin())];
    return before - after > 1e-12 * std::max(std::abs(before), std::abs(after));
}

REEINDEX_INLINE std::optional<std::size_t> upper_level(const FitResult& fit) {
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < fit.estimates.size(); ++j) {
        const auto role = fit.parameters[j].role;
        if (role != Role::ceiling && role != Role::floor) continue;
        if (!std::isfinite(fit.estimates[j])) return std::nullopt;
        if (!best || fit.estimates[j] > fit.estimates[*best]) best = j;
    }
    if (!best || !(fit.estimates[*best] > 0.0)) return std::nullopt;
    const double highest = std::ranges::max(fit.fitted);
    const bool above =
        fit.options.on == FitOn::increments || fit.estimates[*best] >= highest * (1.0 - 1e-9);
    return above ? best : std::nullopt;
}

/// Values of the curve itself at places of the axis, whatever the data show of it.
inline std::vector<double> values_at(const FitResult& fit, std::span<const double> x) {
    std::vector<double> out(x.size());
    if (const auto* seen = dynamic_cast<const ObservedCurve*>(&fit.model->model()))
        for (std::size_t i = 0; i < x.size(); ++i) out[i] = seen->level(x[i], fit.estimates);
    else
        fit.model->model().evaluate({x, 1}, fit.estimates, out.data(), nullptr);
    return out;
}

/// What the curve shows against the level that a parameter is said to be, the one it comes to, or
/// from where it falls: a value beyond it, or another one to which it settles far out. None where
/// the curve shows nothing against it.
inline std::optional<double> against_level(const FitResult& fit, std::size_t parameter,
                                           bool falling) {
    const double level = fit.estimates[parameter];
    for (const double value : fit.estimates)
        if (!std::isfinite(value)) return std::nullopt;
    const auto [first, last] = std::ranges::minmax(fit.data.x);
    const double span = last - first, from = falling ? first : last;
    if (!(span > 0.0)) return std::nullopt;
    std::vector<double> far{from};
    for (const int power : {10, 20, 30, 40})
        far.push_back(from + (falling ? -1.0 : 1.0) * std::ldexp(span, power));
    const auto values = values_at(fit, far);
    for (const double value : values)
        if (std::isfinite(value) && value - level > 1e-6 * std::abs(level)) return value;
    const double end = values.back(), before = values[values.size() - 2];
    const bool settled = std::isfinite(end) && std::abs(end - before) <= 1e-6 * std::abs(end);
    if (settled && std::abs(end - level) > 1e-3 * std::abs(level)) return end;
    return std::nullopt;
}

REEINDEX_INLINE void settle_reach(FitResult& fit) {
    if (!fit.reach) return;
    const auto own = fit.ceiling();
    if (!own) return;
    const bool falling = falls(fit);
    const auto level = falling ? upper_level(fit) : own;
    if (!level) {
        fit.reach.reset();
        return;
    }
    if (fit.status == FitStatus::converged) {
        if (const auto value = against_level(fit, *level, falling)) {
            fit.reach.reset();
            Note note{.kind = "no_ceiling",
                      .numbers = {{"estimate", fit.estimates[*level]}, {"value", *value}},
                      .names = {{"parameter", fit.parameters[*level].name}}};
            if (fit.options.on == FitOn::levels)
                note.numbers.emplace_back("highest", std::ranges::max(fit.data.y));
            fit.notes.push_back(std::move(note));
            return;
        }
    }
    if (!(fit.estimates[*level] > 0.0))
        fit.reach.reset();
    else if (falling)
        *fit.reach *= fit.estimates[*own] / fit.estimates[*level];
    // no more than all of it, but for rounding
    if (fit.reach && !falling && *fit.reach > 1.0) {
        if (*fit.reach > 1.0 + 1e-6)
            fit.reach.reset();
        else
            fit.reach = 1.0;
    }
}

}  // namespace reeindex::detail
