// Refits of a bootstrap by the kernels.

#include <reeindex/fit/solve/replicate_fits.hpp>

#include <string>
#include <vector>

#include <reeindex/batch/batch.hpp>

namespace reeindex::detail {
namespace {

BatchResult on_one_thread(const BatchCurve& curve, std::span<const double> x,
                          std::span<const double> weights, const std::vector<double>& values) {
    BatchInput input;
    input.values = MatrixView(values.data(), values.size() / x.size(), x.size());
    input.years = MatrixView(x.data(), 1, x.size());
    if (!weights.empty()) input.weights = MatrixView(weights.data(), 1, weights.size());
    BatchOptions options;
    options.threads = 1;  // the caller may be one of many
    return fit_batch(input, curve, options);
}

}  // namespace

void fit_replicates(std::string_view curve, std::span<const double> x,
                    std::span<const double> weights, std::span<const double> values,
                    std::span<ReplicateOptimum> out) {
    const std::size_t n = x.size();
    const auto fits = on_one_thread(BatchCurve(curve), x, weights, {values.begin(), values.end()});
    std::vector<std::size_t> open;
    std::vector<double> open_values;
    for (std::size_t k = 0; k < out.size(); ++k) {
        out[k] = {};
        if (fits.status[k] == FitStatus::converged) {
            out[k].objective = fits.sse[k];
            const auto p = fits.parameters_of(k);
            std::copy(p.begin(), p.end(), out[k].p.begin());
        } else if (fits.status[k] == FitStatus::degenerate && fits.limit[k] == Limit::exponential) {
            open.push_back(k);
            const auto row = values.subspan(k * n, n);
            open_values.insert(open_values.end(), row.begin(), row.end());
        }
    }
    if (open.empty()) return;
    const auto limits = on_one_thread(BatchCurve("exponential"), x, weights, open_values);
    for (std::size_t j = 0; j < open.size(); ++j) {
        if (limits.status[j] != FitStatus::converged) continue;
        auto& optimum = out[open[j]];
        optimum.objective = limits.sse[j];
        optimum.limit = Limit::exponential;
        const auto p = limits.parameters_of(j);
        std::copy(p.begin(), p.end(), optimum.p.begin());
    }
}

}  // namespace reeindex::detail
