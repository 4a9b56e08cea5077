#pragma once
/// \file
/// Sobol sensitivity indices of any function of independent uniform inputs.

#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Sobol indices of each output (rows) to each input (columns).
struct SobolIndices {
    Eigen::MatrixXd first;         ///< share of the variance due to the input alone
    Eigen::MatrixXd total;         ///< share in which the input takes part, interactions included
    Eigen::MatrixXd first_stderr;  ///< Monte Carlo standard errors, by the delta method
    Eigen::MatrixXd total_stderr;  ///< the same for `total`
    Eigen::VectorXd mean;          ///< of each output
    Eigen::VectorXd variance;  ///< of each output; where it is 0 the indices are 0 and mean nothing
    std::size_t samples = 0;   ///< base samples
    std::size_t evaluations = 0;  ///< samples (inputs + 2)
};

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
    const auto rows = static_cast<Eigen::Index>(samples);
    const auto q = static_cast<Eigen::Index>(outputs);
    using Outputs = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Outputs at_a(rows, q), at_b(rows, q);
    std::vector<Outputs> at_mixed(inputs, Outputs(rows, q));
    std::vector<double> a(inputs), b(inputs), mixed(inputs);
    const auto row_of = [outputs](Outputs& matrix, Eigen::Index row) {
        return std::span<double>(matrix.row(row).data(), outputs);
    };
    for (Eigen::Index row = 0; row < rows; ++row) {
        Random random{seed, static_cast<std::uint64_t>(row)};
        for (auto& x : a) x = random.uniform_open();
        for (auto& x : b) x = random.uniform_open();
        evaluate(a, row_of(at_a, row));
        evaluate(b, row_of(at_b, row));
        mixed = a;
        for (std::size_t i = 0; i < inputs; ++i) {
            mixed[i] = b[i];
            evaluate(mixed, row_of(at_mixed[i], row));
            mixed[i] = a[i];
        }
    }

    const auto k = static_cast<Eigen::Index>(inputs);
    SobolIndices out;
    out.samples = samples;
    out.evaluations = samples * (inputs + 2);
    out.first = out.total = out.first_stderr = out.total_stderr = Eigen::MatrixXd::Zero(q, k);
    out.mean = out.variance = Eigen::VectorXd::Zero(q);
    const double n = static_cast<double>(samples);
    for (Eigen::Index o = 0; o < q; ++o) {
        const double mean = 0.5 * (at_a.col(o).mean() + at_b.col(o).mean());
        const Eigen::ArrayXd fa = at_a.col(o).array() - mean;
        const Eigen::ArrayXd fb = at_b.col(o).array() - mean;
        const Eigen::ArrayXd squares = 0.5 * (fa.square() + fb.square());
        const double variance = squares.mean();
        out.mean[o] = mean;
        out.variance[o] = variance;
        if (!(variance > 1e-24 * (1.0 + mean * mean))) {
            out.variance[o] = 0.0;
            continue;
        }
        // An index is a ratio of means, S = mean(g)/mean(h): its error follows (g - S h)/mean(h).
        const auto ratio = [&](const Eigen::ArrayXd& g, double& index, double& error) {
            index = g.mean() / variance;
            error = std::sqrt((g - index * squares).square().sum() / (n - 1.0) / n) / variance;
        };
        for (Eigen::Index i = 0; i < k; ++i) {
            const Eigen::ArrayXd fm = at_mixed[static_cast<std::size_t>(i)].col(o).array() - mean;
            ratio(fb * (fm - fa), out.first(o, i), out.first_stderr(o, i));
            ratio(0.5 * (fa - fm).square(), out.total(o, i), out.total_stderr(o, i));
        }
    }
    return out;
}

}  // namespace reeindex
