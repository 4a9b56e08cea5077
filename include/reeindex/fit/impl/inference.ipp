#pragma once
#include <cmath>
#include <cstddef>
#include <span>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/verdict/inference.hpp>

namespace reeindex::detail {

REEINDEX_INLINE RobustMoments robust_moments(const Objective& objective, double scale,
                                             std::span<const double> fitted,
                                             std::size_t parameters) {
    const auto n = static_cast<double>(fitted.size());
    const auto p = static_cast<double>(parameters);
    double squares = 0.0, slope = 0.0, slope_squares = 0.0, rejected = 0.0;
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        const auto psi =
            influence(objective.model, objective.root(i) * (objective.y[i] - fitted[i]) / scale);
        squares += psi.value * psi.value;
        if (objective.model == ErrorModel::tukey && psi.value == 0.0 && psi.slope == 0.0)
            rejected += 1.0;
        slope += psi.slope / n;
        slope_squares += psi.slope * psi.slope / n;
    }
    if (!(n > p) || !(slope > 0.0)) return {};
    if (rejected > 0.25 * n && squares < 1e-12) return {};  // what is left lies on the curve
    squares /= n - p;
    return {.variance = scale * scale * squares / (slope * slope),
            .correction = 1.0 + p / n * (slope_squares - slope * slope) / (slope * slope),
            .loss_unit = squares / slope};
}

REEINDEX_INLINE double variance_factor(const Problem& problem, const Minimum& minimum, double dof) {
    if (is_count(problem.objective.model)) return 1.0;
    return dof > 0.0 ? minimum.objective / dof : 0.0;
}

REEINDEX_INLINE Precision precision_at(const Setup& setup, Predictors x, std::span<const double> y,
                                       std::span<const double> weights, const Minimum& minimum) {
    Prepared prepared(setup, x, y, weights);
    Problem& problem = prepared.problem;
    problem.objective.scale = minimum.scale;
    problem.objective.size = minimum.size;
    const std::size_t count = setup.free.size();
    Precision out;
    out.covariance =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(count));
    out.estimated.assign(count, false);
    if (!jacobian_precision<long double>(setup, problem, minimum, out))
        (void)jacobian_precision<double>(setup, problem, minimum, out);
    if (out.fitted.empty()) {  // values without finite derivatives: nothing is estimated
        out.fitted.resize(y.size());
        setup.curve.model().evaluate(x, minimum.p, out.fitted.data(), nullptr);
    }
    const double dof = static_cast<double>(y.size()) - static_cast<double>(setup.free_count());
    double factor = 1.0, correction = 1.0;
    if (is_robust(setup.error)) {
        const auto moments =
            robust_moments(problem.objective, minimum.scale, out.fitted, setup.free_count());
        factor = moments.variance;
        correction = moments.correction * moments.correction;
        if (std::isinf(factor)) out.estimated.assign(count, false);  // psi gives no precision
    } else {
        factor = variance_factor(problem, minimum, dof);
    }
    out.sigma = is_count(setup.error) ? 1.0 : std::sqrt(factor);
    if (std::isinf(factor)) {
        out.covariance.setZero();
        return out;
    }
    factor *= correction;
    if (minimum.regression) {
        out.covariance = Eigen::Map<const Eigen::MatrixXd>(minimum.regression->covariance.data(),
                                                           static_cast<Eigen::Index>(count),
                                                           static_cast<Eigen::Index>(count));
    } else {
        // the Gaussian problem is solved in units of the data's scale
        out.covariance *= setup.error == ErrorModel::gaussian ? factor / prepared.unit() : factor;
    }
    return out;
}

REEINDEX_INLINE double loss_unit_at(const Setup& setup, Predictors x, std::span<const double> y,
                                    std::span<const double> weights, const Minimum& minimum) {
    const Prepared prepared(setup, x, y, weights);
    std::vector<double> fitted(y.size());
    setup.curve.model().evaluate(x, minimum.p, fitted.data(), nullptr);
    return robust_moments(prepared.problem.objective, minimum.scale, fitted, setup.free_count())
        .loss_unit;
}

REEINDEX_INLINE double log_likelihood(const Setup& setup, std::span<const double> y,
                                      std::span<const double> weights,
                                      const std::vector<double>& mu, const Minimum& minimum) {
    FittedScatter all{.y = y,
                      .mu = mu,
                      .roots = {},
                      .objective = minimum.objective,
                      .scale = minimum.scale,
                      .size = minimum.size};
    std::vector<double> roots;
    for (const double w : weights) {
        all.log_weights += std::log(w);
        roots.push_back(std::sqrt(w));
    }
    all.roots = roots;
    const bool squares = !is_count(setup.error) && !is_robust(setup.error);
    if (squares && minimum.objective <= 0.0) return infinity;
    return with_errors(setup.error, [&](auto type) {
        if constexpr (requires { type.log_likelihood(all); })
            return type.log_likelihood(all);
        else
            return -infinity;  // the loss is no likelihood
    });
}

}  // namespace reeindex::detail
