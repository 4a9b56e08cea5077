#pragma once
/// \file
/// Options and result of a bootstrap.

#include <cstdint>
#include <reeindex/fit/result.hpp>
#include <string>
#include <vector>

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

}  // namespace reeindex
