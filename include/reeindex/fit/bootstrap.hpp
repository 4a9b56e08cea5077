#pragma once
/// \file
/// The bootstrap: refits to data simulated from a fit.

#include <reeindex/fit/bootstrap_result.hpp>
#include <reeindex/fit/fit.hpp>

namespace reeindex {

/// Refits the curve to data simulated from the fit. Negative binomial fits keep their size, robust
/// ones their weights (see Refit on pseudo-values).
/// \throws InvalidArgument if the fit has no optimum or there are too few replicates.
[[nodiscard]] Bootstrap bootstrap(const FitResult& fit, const BootstrapOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/bootstrap.ipp>
#endif
