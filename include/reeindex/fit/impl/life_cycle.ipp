#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/life_cycle.hpp>

namespace reeindex {

REEINDEX_INLINE LifeCycle life_cycle_stage(const FitResult& fit, double level,
                                           const LifeCycleMarks& marks) {
    if (!(level > 0.0 && level < 1.0))
        throw InvalidArgument("level", detail::to_text(level), "between 0 and 1, neither included");
    const auto ceiling = fit.ceiling();
    if (!ceiling || fit.estimates.empty())
        throw InvalidArgument("fit", fit.curve, "of a curve with a ceiling");
    const bool falling = detail::falls(fit);
    std::size_t own = *ceiling;
    if (const auto upper = detail::upper_level(fit); falling && upper) own = *upper;
    const double estimate = fit.estimates[own], error = fit.standard_errors[own];
    const bool known = std::isfinite(estimate) && std::isfinite(error) && estimate > 0.0;
    LifeCycle out;
    if (fit.reach && fit.identified() && known) {
        const double half = student_t_quantile(0.5 + 0.5 * level, fit.dof()) * error / estimate;
        out = life_cycle_stage(std::max(estimate * *fit.reach, 0.0), estimate * std::exp(-half),
                               estimate * std::exp(half), marks);
    } else {  // the ceiling lies above what was observed; nothing more is known
        const auto& y = fit.data.y;
        double least = *std::max_element(y.begin(), y.end());
        if (fit.options.on == FitOn::increments && !falling)
            least = std::accumulate(y.begin(), y.end(), 0.0);
        if (falling && !(least > 0.0)) least = 1.0;
        out = life_cycle_stage(least, least, infinity, marks);
    }
    if (!falling) return out;
    const bool flat = std::any_of(fit.limits.begin(), fit.limits.end(), [](const auto& row) {
        return row.limit == Limit::constant && !row.excluded;
    });
    out.latest = LifeCycleStage::decline;
    const bool certain = !flat && (fit.identified() || !fit.limits.empty());
    out.earliest = certain ? LifeCycleStage::decline : LifeCycleStage::emergence;
    return out;
}

}  // namespace reeindex
