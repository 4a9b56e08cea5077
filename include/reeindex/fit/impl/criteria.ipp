#pragma once
// Residuals and criteria of a fit.
#include <algorithm>
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/detail/fitting.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void Fitting::finish(const Minimum& minimum, const Precision& precision,
                                     FitResult& out) {
    out.objective = minimum.objective;
    out.sigma = precision.sigma;
    out.fitted = precision.fitted;
    out.residuals.resize(data_.y.size());
    double sse = 0.0, mean = 0.0, total = 0.0;
    const auto weight = [&](std::size_t i) {
        return data_.weights.empty() ? 1.0 : data_.weights[i];
    };
    for (std::size_t i = 0; i < data_.y.size(); ++i) {
        mean += weight(i) * data_.y[i];
        total += weight(i);
    }
    mean /= total;
    double spread = 0.0;
    for (std::size_t i = 0; i < data_.y.size(); ++i) {
        out.residuals[i] = data_.y[i] - out.fitted[i];
        sse += weight(i) * out.residuals[i] * out.residuals[i];
        spread += weight(i) * (data_.y[i] - mean) * (data_.y[i] - mean);
    }
    out.sse = setup_->error == ErrorModel::gaussian ? minimum.objective : sse;
    out.r_squared = spread > 0.0 ? 1.0 - out.sse / spread : (out.sse > 0.0 ? 0.0 : 1.0);
    if (setup_->error == ErrorModel::negative_binomial)
        out.size = minimum.size < Objective::infinity_size ? minimum.size : infinity;
    if (is_robust(setup_->error)) out.scale = minimum.scale;
    out.log_likelihood = log_likelihood(*setup_, data_.y, data_.weights, out.fitted, minimum);
    const double n = static_cast<double>(out.n_obs);
    const double k =
        static_cast<double>(out.n_free) + (setup_->error == ErrorModel::poisson ? 0.0 : 1.0);
    if (std::isfinite(out.log_likelihood)) {
        out.aic = -2.0 * out.log_likelihood + 2.0 * k;
        out.bic = -2.0 * out.log_likelihood + k * std::log(n);
        out.aicc = n - k - 1.0 > 0.0 ? out.aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) : infinity;
    } else if (out.log_likelihood > 0.0) {  // exact fit
        out.aic = out.bic = -infinity;
        out.aicc = n - k - 1.0 > 0.0 ? -infinity : infinity;
    }
    reach(out);
}

REEINDEX_INLINE void Fitting::reach(FitResult& out) const {
    const auto own = out.ceiling();
    if (!own || data_.predictors != 1) return;
    const double ceiling = out.estimates[*own];
    if (!std::isfinite(ceiling) || ceiling == 0.0) return;
    if (const auto* seen = dynamic_cast<const ObservedCurve*>(&setup_->curve.model())) {
        out.reach = seen->level(setup_->axis.last, out.estimates) / ceiling;
        if (!std::isfinite(*out.reach)) out.reach.reset();
        return;
    }
    const auto last = std::max_element(data_.x.begin(), data_.x.end()) - data_.x.begin();
    out.reach = out.fitted[static_cast<std::size_t>(last)] / ceiling;
}

}  // namespace reeindex::detail
