#pragma once
#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/sobol.hpp>

namespace reeindex::detail {

REEINDEX_INLINE SobolIndices sobol_indices_of(const SobolOutputs& kept) {
    using Outputs = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto look = [&kept](const std::vector<double>& values) {
        return Eigen::Map<const Outputs>(values.data(), static_cast<Eigen::Index>(kept.samples),
                                         static_cast<Eigen::Index>(kept.outputs));
    };
    const auto at_a = look(kept.at_a), at_b = look(kept.at_b);
    const std::size_t inputs = kept.at_mixed.size(), samples = kept.samples;
    SobolIndices out;
    out.samples = samples;
    out.evaluations = samples * (inputs + 2);
    out.first = out.total = out.first_stderr = out.total_stderr = Matrix(kept.outputs, inputs);
    out.mean = out.variance = std::vector<double>(kept.outputs);
    const double n = static_cast<double>(samples);
    for (std::size_t o = 0; o < kept.outputs; ++o) {
        const auto column = static_cast<Eigen::Index>(o);
        const double mean = 0.5 * (at_a.col(column).mean() + at_b.col(column).mean());
        const Eigen::ArrayXd fa = at_a.col(column).array() - mean;
        const Eigen::ArrayXd fb = at_b.col(column).array() - mean;
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
        for (std::size_t i = 0; i < inputs; ++i) {
            const Eigen::ArrayXd fm = look(kept.at_mixed[i]).col(column).array() - mean;
            ratio(fb * (fm - fa), out.first(o, i), out.first_stderr(o, i));
            ratio(0.5 * (fa - fm).square(), out.total(o, i), out.total_stderr(o, i));
        }
    }
    return out;
}

}  // namespace reeindex::detail
