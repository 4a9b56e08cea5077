#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <ranges>

#include <reeindex/core/compiled.hpp>
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

REEINDEX_INLINE void settle_reach(FitResult& fit) {
    if (!fit.reach) return;
    const auto own = fit.ceiling();
    if (!own) return;
    if (!falls(fit)) {
        if (!(fit.estimates[*own] > 0.0)) fit.reach.reset();
        return;
    }
    const auto upper = upper_level(fit);
    if (!upper)
        fit.reach.reset();
    else
        *fit.reach *= fit.estimates[*own] / fit.estimates[*upper];
}

}  // namespace reeindex::detail
