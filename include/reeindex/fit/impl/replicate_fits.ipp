#pragma once
#include <cstddef>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/replicate_fits.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::string_view kernel_of(const FitResult& fit, const Refit& refit) {
    if (!kernels_are_there || refit.setup.error != ErrorModel::gaussian || refit.observed)
        return {};
    if (refit.width != 1 || refit.y.size() <= fit.parameters.size()) return {};
    if (!fit.options.fixed.empty() || !fit.options.bounds.empty()) return {};
    const auto rising = [&](std::size_t i) { return refit.rows[i - 1] < refit.rows[i]; };
    for (std::size_t i = 1; i < refit.rows.size(); ++i)
        if (!rising(i)) return {};
    for (const double weight : refit.weights)
        if (!(weight > 0.0)) return {};
    std::vector<double> state;
    const void* const identity = fit.model->model().identity(state);
    if (identity == nullptr) return {};
    for (const std::string_view name : {"linear", "exponential", "logistic", "gompertz"}) {
        std::vector<double> shipped_state;
        const auto shipped = curve_by_name(name).anchored(refit.setup.axis);
        if (identity == shipped.model().identity(shipped_state) && state == shipped_state)
            return name;
    }
    return {};
}

}  // namespace reeindex::detail
