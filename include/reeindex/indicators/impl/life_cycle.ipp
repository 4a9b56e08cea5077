#pragma once
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/life_cycle.hpp>

namespace reeindex {

REEINDEX_INLINE LifeCycle life_cycle_stage(double value, double ceiling_lower, double ceiling_upper,
                                           const LifeCycleMarks& marks) {
    detail::require_non_negative("value", value);
    detail::require_positive("ceiling", ceiling_lower);
    if (!(ceiling_upper >= ceiling_lower))
        throw InvalidArgument("upper ceiling", detail::to_text(ceiling_upper),
                              detail::concat("at least the lower ceiling, ", ceiling_lower));
    if (!(0.0 < marks.emergence && marks.emergence < marks.growth &&
          marks.growth < marks.maturity && marks.maturity < 1.0))
        throw InvalidArgument(
            "marks", detail::concat(marks.emergence, ", ", marks.growth, ", ", marks.maturity),
            "rising, between 0 and 1");
    const auto stage = [&](double share) {
        if (share < marks.emergence) return LifeCycleStage::emergence;
        if (share < marks.growth) return LifeCycleStage::growth;
        return share < marks.maturity ? LifeCycleStage::maturity : LifeCycleStage::saturation;
    };
    LifeCycle out;
    out.share_lower = std::isinf(ceiling_upper) ? 0.0 : value / ceiling_upper;
    out.share_upper = value / ceiling_lower;
    out.earliest = stage(out.share_lower);
    out.latest = stage(out.share_upper);
    return out;
}

}  // namespace reeindex
