#pragma once
/// \file
/// Sobol sensitivity indices of any function of independent uniform inputs.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <reeindex/core/matrix.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Sobol indices of each output (rows) to each input (columns).
struct SobolIndices {
    Matrix first;              ///< share of the variance due to the input alone
    Matrix total;              ///< share in which the input takes part, interactions included
    Matrix first_stderr;       ///< Monte Carlo standard errors, by the delta method
    Matrix total_stderr;       ///< the same for `total`
    std::vector<double> mean;  ///< of each output
    std::vector<double>
        variance;             ///< of each output; where it is 0 the indices are 0 and mean nothing
    std::size_t samples = 0;  ///< base samples
    std::size_t evaluations = 0;  ///< samples (inputs + 2)
};

namespace detail {
/// What the function gave: for each point one row of outputs.
struct SobolOutputs {
    SobolOutputs(std::size_t inputs, std::size_t outputs_, std::size_t samples_)
        : outputs(outputs_),
          samples(samples_),
          at_a(samples * outputs),
          at_b(samples * outputs),
          at_mixed(inputs, std::vector<double>(samples * outputs)) {}
    [[nodiscard]] std::span<double> row(std::vector<double>& of, std::size_t i) const noexcept {
        return {of.data() + i * outputs, outputs};
    }

    std::size_t outputs, samples;
    std::vector<double> at_a, at_b;
    std::vector<std::vector<double>> at_mixed;  ///< by input
};

[[nodiscard]] SobolIndices sobol_indices_of(const SobolOutputs& kept);
}  // namespace detail

/// First-order indices by Saltelli et al. (2010, doi:10.1016/j.cpc.2009.09.018), with outputs
/// centred, and total indices by Jansen (1999), from samples (inputs + 2) evaluations. \param f
/// called as f(inputs, outputs) with spans of doubles; inputs are independent and uniform on (0,
/// 1); it fills the outputs. \throws InvalidArgument unless there are at least one input, one
/// output and 16 samples, or if an output is not finite.
template <class Function>
[[nodiscard]] SobolIndices sobol_indices(Function&& f, std::size_t inputs, std::size_t outputs,
                                         std::size_t samples, std::uint64_t seed) {
    if (inputs < 1) throw InvalidArgument("inputs", "0", "at least 1");
    if (outputs < 1) throw InvalidArgument("outputs", "0", "at least 1");
    if (samples < 16) throw InvalidArgument("samples", detail::concat(samples), "at least 16");
    const auto evaluate = [&](std::span<const double> x, std::span<double> y) {
        f(x, y);
        for (const double value : y)
            if (!std::isfinite(value))
                throw InvalidArgument("output", detail::to_text(value), "finite");
    };
    // All outputs are kept, because centring needs the mean first.
    detail::SobolOutputs kept(inputs, outputs, samples);
    std::vector<double> a(inputs), b(inputs), mixed(inputs);
    for (std::size_t row = 0; row < samples; ++row) {
        Random random{seed, row};
        for (auto& x : a) x = random.uniform_open();
        for (auto& x : b) x = random.uniform_open();
        evaluate(a, kept.row(kept.at_a, row));
        evaluate(b, kept.row(kept.at_b, row));
        mixed = a;
        for (std::size_t i = 0; i < inputs; ++i) {
            mixed[i] = b[i];
            evaluate(mixed, kept.row(kept.at_mixed[i], row));
            mixed[i] = a[i];
        }
    }
    return detail::sobol_indices_of(kept);
}

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/sobol.ipp>
#endif
