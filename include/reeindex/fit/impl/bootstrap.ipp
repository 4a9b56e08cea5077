#pragma once
/// \file
/// The bootstrap.

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/bootstrap.hpp>
#include <reeindex/fit/detail/bootstrap_runner.hpp>

namespace reeindex {

REEINDEX_INLINE Bootstrap bootstrap(const FitResult& fit, const BootstrapOptions& options) {
    detail::check_bootstrap(options, 0.95);
    detail::BootstrapRunner runner(fit);
    Bootstrap out;
    out.seed = options.seed;
    for (const auto& parameter : fit.parameters) out.parameters.push_back(parameter.name);
    runner.run_all(options, [&](const auto& replicate, Random&) {
        if (!replicate.usable()) {
            ++out.failed;
            return;
        }
        out.estimates.push_back(runner.estimates(replicate));
        out.limits.push_back(runner.closure().limit(replicate.member));
    });
    return out;
}

}  // namespace reeindex
