#pragma once
/// \file
/// Composite indices after the OECD/JRC Handbook on Constructing Composite Indicators (Nardo et al.
/// 2008, doi:10.1787/9789264043466-en): normalise, weight, aggregate, rank.

#include <reeindex/core/error.hpp>
#include <reeindex/indicators/composite_types.hpp>

namespace reeindex {

/// Builds a composite index. The index compares the units of the table with each other: under
/// min_max, z_score and rank a further unit or year moves the scores of all. \throws
/// InvalidArgument for tables, directions, weights or goalposts that do not fit together, an
/// indicator that does not vary, an infinite value, or missing cells that the policy does not
/// allow.
[[nodiscard]] CompositeIndex composite_index(const IndicatorTable& table,
                                             const CompositeOptions& options);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/composite.ipp>
#endif
