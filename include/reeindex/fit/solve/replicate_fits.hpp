#pragma once
/// \file
/// Least-squares refits of one curve to many data on the same years: the kernels of fit_batch,
/// where the compiled part is there and the curve has one.

#include <array>
#include <span>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/limit.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// Optimum of one replicate: on the curve, or on its exponential limit with that limit's own
/// parameters. An infinite objective: left to the single-fit engine.
struct ReplicateOptimum {
    double objective = infinity;
    Limit limit = Limit::none;
    std::array<double, 3> p{};
};

#ifdef REEINDEX_COMPILED
/// Fits the curve of a kernel to each row of `values`, observed at the strictly increasing `x`.
/// \param weights one per column, or empty
void fit_replicates(std::string_view curve, std::span<const double> x,
                    std::span<const double> weights, std::span<const double> values,
                    std::span<ReplicateOptimum> out);
constexpr bool kernels_are_there = true;
#else
constexpr bool kernels_are_there = false;
#endif

/// Name of the kernel by which a fit can be refitted: of a shipped curve, whatever the curve is
/// called, by plain least squares; empty where there is none.
[[nodiscard]] std::string_view kernel_of(const FitResult& fit, const Refit& refit);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/replicate_fits.ipp>
#endif
