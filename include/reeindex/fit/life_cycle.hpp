#pragma once
/// \file
/// Stage of a life cycle from a fitted curve.

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/verdict/direction.hpp>
#include <reeindex/indicators/life_cycle.hpp>

namespace reeindex {

/// Stage at the last observation of a fit of a curve with a ceiling. A fit that does not identify
/// its ceiling leaves it without an upper bound. A curve that falls is in decline; where the data
/// exclude neither the fall nor a constant level, no stage is named.
/// \param level of the interval of the ceiling, or of the upper level, by Student t on its
/// logarithm \throws InvalidArgument if the fit has no ceiling, or the level or the marks are out
/// of order
[[nodiscard]] LifeCycle life_cycle_stage(const FitResult& fit, double level = 0.95,
                                         const LifeCycleMarks& marks = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/life_cycle.ipp>
#endif
