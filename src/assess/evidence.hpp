#pragma once
// The evidence of an assessment, from the dataset itself and from sources beside it.

#include <span>
#include <vector>

#include <reeindex/assess/assessment.hpp>

namespace reeindex::detail {

[[nodiscard]] Evidence evidence_of(const Dataset& dataset, std::span<const Dataset> sources,
                                   const std::vector<SeriesAssessment>& assessed, double level);

}  // namespace reeindex::detail
