#pragma once
/// \file
/// Whether a fitted curve falls, and from which level.

#include <optional>

#include <reeindex/fit/result.hpp>

namespace reeindex::detail {

/// Whether a curve in time ends lower than it begins, over the years of the data; of yearly growth,
/// whether it adds up to a loss.
[[nodiscard]] bool falls(const FitResult& fit);

/// Position of the parameter from which a falling curve comes: the higher of its
/// ceiling and its floor. None where it has no such level, as the monomolecular curve has none.
[[nodiscard]] std::optional<std::size_t> upper_level(const FitResult& fit);

/// Makes FitResult::reach the share of the upper level for a curve that falls, and leaves it empty
/// where it would be no share of a level.
void settle_reach(FitResult& fit);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/direction.ipp>
#endif
