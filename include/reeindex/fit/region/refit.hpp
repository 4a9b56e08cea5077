#pragma once
/// \file
/// The pieces of a fit put together again, so that its data or parameters can be varied.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/limits/limits.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/solve/prepare.hpp>
#include <reeindex/fit/verdict/inference.hpp>

namespace reeindex::detail {

/// A fit ready to be varied. Robust fits stand on Huber's pseudo-values y' = mu + scale psi(u) /
/// mean psi'(u): their least-squares fit has the same optimum, and its residual variance is that of
/// the robust covariance (Huber 1973, doi:10.1214/aos/1176342503, section 8).
struct Refit {
    /// \throws InvalidArgument if the fit has no optimum.
    explicit Refit(const FitResult& fit) : setup(checked(fit)), y(fit.data.y) {
        weights = fit.data.weights;
        observed = fit.options.on == FitOn::increments || !fit.data.completeness.empty();
        width = observed ? 2 : fit.data.predictors;
        rows = fit.data.x;
        if (observed) {
            rows.clear();
            for (std::size_t i = 0; i < y.size(); ++i) {
                rows.push_back(fit.data.x[i]);
                rows.push_back(fit.data.completeness.empty() ? 1.0 : fit.data.completeness[i]);
            }
        }
        minimum = fit.objective;
        dof = fit.dof();
        if (is_robust(setup.error)) {
            to_pseudo_values(fit);
        } else if (is_count(setup.error)) {
            setup.size = fit.size;
            dof = infinity;
            unit = 1.0;
        } else {
            unit = minimum / dof;
        }
        double squares = 0.0;
        for (std::size_t i = 0; i < y.size(); ++i)
            squares += y[i] * y[i] * (weights.empty() ? 1.0 : weights[i]);
        const double scale = setup.error == ErrorModel::gaussian ? squares : 1.0;
        exact = !is_count(setup.error) && minimum <= 1e-26 * scale;
    }

    [[nodiscard]] Predictors predictors() const { return {rows, width}; }
    /// Two-sided quantile in units of the root of `unit`: Student t, normal for counts.
    [[nodiscard]] double quantile(double level) const {
        return student_t_quantile(0.5 + 0.5 * level, dof);
    }
    /// Objective up to which a value belongs to the interval.
    [[nodiscard]] double threshold(double level) const {
        const double t = quantile(level);
        return minimum + t * t * unit;
    }
    [[nodiscard]] double weight(std::size_t i) const { return weights.empty() ? 1.0 : weights[i]; }

    Setup setup;
    std::vector<double> rows, y, weights;
    std::size_t width = 1;
    bool observed = false;
    bool exact = false;     ///< no scatter at all
    double minimum = 0.0;   ///< objective of the fit
    double unit = 1.0;      ///< an excess of t^2 units is what t standard errors are
    double dof = infinity;  ///< of the residual scale

private:
    [[nodiscard]] static Setup checked(const FitResult& fit) {
        if (!fit.usable() || !fit.model || !fit.carrier)
            throw InvalidArgument("fit", name(fit.status),
                                  concat("converged or degenerate; ", fit.message));
        return make_setup(*fit.model, axis_of(fit.data), fit.options);
    }

    void to_pseudo_values(const FitResult& fit) {
        const double scale = fit.scale.value_or(fit.sigma);
        double slope = 0.0;
        std::vector<double> psi(y.size());
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double root = std::sqrt(weight(i));
            const auto at = influence(setup.error, root * fit.residuals[i] / scale);
            psi[i] = at.value / root;
            slope += at.slope;
        }
        slope /= static_cast<double>(y.size());
        if (!(slope > 0.0))
            throw InvalidArgument("fit", name(setup.error),
                                  "a robust fit that keeps more observations than it rejects");
        minimum = 0.0;
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double e = scale * psi[i] / slope;
            y[i] = fit.fitted[i] + e;
            minimum += weight(i) * e * e;
        }
        setup.error = ErrorModel::gaussian;
        unit = minimum / dof;
    }
};

/// Whether the predictions stand on the curve itself, not on a limit.
[[nodiscard]] inline bool stands_on_curve(const FitResult& fit) {
    return fit.carrier && fit.model && &fit.carrier->model() == &fit.model->model();
}

/// Whether a limit is a jump that no smooth shape describes; the curve itself can come as close.
[[nodiscard]] constexpr bool is_jump(Limit limit, FitOn on) noexcept {
    return on == FitOn::levels && (limit == Limit::step || limit == Limit::spike);
}

/// The limits of the curve whose own best fit stays within an objective.
[[nodiscard]] inline std::vector<LimitFit> limits_within(const FitResult& fit, const Refit& refit,
                                                         double objective) {
    std::vector<LimitFit> out;
    Minimum at;  // of which the limits take the dispersion
    at.scale = fit.scale.value_or(1.0);
    at.size = fit.size.value_or(Objective::infinity_size);
    for (const auto& row : fit.limits) {
        // the objective of a robust fit is not that of its pseudo-values
        const bool comparable = !is_robust(fit.options.error);
        if (comparable && row.objective > objective && row.limit != fit.limit) continue;
        auto limit = fit_limit(refit.setup, row.limit, fit.options.on, refit.observed,
                               refit.predictors(), refit.y, refit.weights, at);
        if (!limit) continue;
        if (limit->minimum.objective > objective && row.limit != fit.limit) continue;
        out.push_back(std::move(*limit));
    }
    return out;
}

/// The problem of a limit: all its parameters free, within bounds that follow from the curve's.
[[nodiscard]] inline Setup setup_of_limit(const Setup& whole, const LimitFit& limit, FitOn on) {
    const auto& parameters = whole.curve.parameters();
    const auto linear =
        std::find_if(parameters.begin(), parameters.end(), [](const auto& p) { return p.linear; });
    const bool positive = linear != parameters.end() && linear->lower >= 0.0;
    const bool any_sign =
        limit.limit == (on == FitOn::increments ? Limit::exponential : Limit::linear);
    Setup out{.curve = limit.curve,
              .axis = whole.axis,
              .error = whole.error,
              .scale = whole.scale,
              .size = whole.size};
    for (const auto& parameter : limit.curve.parameters()) {
        const bool floor = parameter.linear && positive && !any_sign;
        out.lower.push_back(floor ? 0.0 : parameter.lower);
        out.upper.push_back(parameter.upper);
        out.base.push_back(0.0);
        out.free.push_back(true);
    }
    return out;
}

}  // namespace reeindex::detail
