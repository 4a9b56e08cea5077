#pragma once
/// \file
/// The bootstrap: refits to data simulated from a fit.

#include <cstdint>
#include <string>
#include <vector>

#include <reeindex/fit/fit.hpp>

namespace reeindex {

/// Options of a bootstrap.
struct BootstrapOptions {
    int replicates = 999;
    /// Each replicate draws from its own stream, `Random{seed, replicate}`.
    std::uint64_t seed = 1;
};

/// Refits to simulated data.
struct Bootstrap {
    std::vector<std::string> parameters;
    /// One vector of estimates per replicate, infinite where a replicate stands on a limit that
    /// says so.
    std::vector<std::vector<double>> estimates;
    std::vector<Limit> limits;  ///< the limit on which each replicate stands
    int failed = 0;             ///< replicates without an optimum, left out of the above
    std::uint64_t seed = 1;
};

/// Refits the curve to data simulated from the fit. Negative binomial fits keep their size, robust
/// ones their weights (see Refit on pseudo-values).
/// \throws InvalidArgument if the fit has no optimum or there are too few replicates.
[[nodiscard]] Bootstrap bootstrap(const FitResult& fit, const BootstrapOptions& options = {});

}  // namespace reeindex

#ifndef REEINDEX_COMPILED
#include <reeindex/fit/definitions/bootstrap.hpp>
#endif
