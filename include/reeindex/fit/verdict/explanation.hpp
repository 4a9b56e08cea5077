#pragma once
/// \file
/// What a fit states of itself: why it stands on a limit, what the data leave open, what of the
/// error model a reader must know.

#include <span>

#include <reeindex/fit/limits/limits.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex::detail {

/// Gives a fit its notes, and the message that they make.
void explain(FitResult& fit, std::span<const LimitFit> limits, const Axis& axis);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/explanation.ipp>
#endif
