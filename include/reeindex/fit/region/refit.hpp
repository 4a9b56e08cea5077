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

/// A curve together with those of its limits that the data do not exclude, refitted from warm
/// starts to data that vary a little: the smallest objective over all of them.
class Closure {
public:
    struct Optimum {
        double objective = infinity;  ///< in units of the data
        double last = 0.0;            ///< value of the curve at the last row
        std::size_t member = 0;       ///< 0: the curve; above: a limit
        std::vector<double> p;
    };
    /// Where each member was last; empty for a global search.
    using State = std::vector<std::vector<double>>;

    /// \param x, y the data to refit; they must outlive this and may change between calls
    /// \param excess objective above which a limit of the fit is left out
    Closure(const FitResult& fit, const Refit& refit, double excess, Predictors x,
            std::span<const double> y, std::span<const double> weights) {
        add(refit.setup, x, y, weights);
        start_.push_back(stands_on_curve(fit) ? fit.carrier_estimates : std::vector<double>{});
        for (auto& limit : limits_within(fit, refit, excess)) {
            if (is_jump(limit.limit, fit.options.on)) continue;
            const auto& parameters = refit.setup.curve.parameters();
            const auto linear = std::find_if(parameters.begin(), parameters.end(),
                                             [](const auto& p) { return p.linear; });
            const bool positive = linear != parameters.end() && linear->lower >= 0.0;
            const bool any_sign =
                limit.limit ==
                (fit.options.on == FitOn::increments ? Limit::exponential : Limit::linear);
            Setup inner{.curve = limit.curve,
                        .axis = refit.setup.axis,
                        .error = refit.setup.error,
                        .scale = refit.setup.scale,
                        .size = refit.setup.size};
            for (const auto& parameter : limit.curve.parameters()) {
                const bool floor = parameter.linear && positive && !any_sign;
                inner.lower.push_back(floor ? 0.0 : parameter.lower);
                inner.upper.push_back(parameter.upper);
                inner.base.push_back(0.0);
                inner.free.push_back(true);
            }
            add(inner, x, y, weights);
            limits_.push_back(limit.limit);
            start_.push_back(limit.minimum.p);
        }
    }

    [[nodiscard]] const State& start() const noexcept { return start_; }
    [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
    [[nodiscard]] Limit limit(std::size_t member) const { return limits_[member]; }
    [[nodiscard]] const AnyCurve& curve(std::size_t member) const {
        return members_[member]->setup.curve;
    }

    /// Changes the weight of one row.
    void weigh(std::size_t row, double weight) {
        for (const auto& member : members_) member->prepared.weigh(row, weight);
    }

    /// The smallest objective, each member started where the state says; the state is moved along.
    [[nodiscard]] Optimum solve(State& state) {
        Optimum best;
        const auto curve_before = state[0];
        for (std::size_t m = 0; m < members_.size(); ++m) {
            auto found = members_[m]->solve(state[m]);
            // a limit that is as good as the curve is where the curve ends
            if (!(found.objective <= best.objective * (m == 0 ? 1.0 : 1.0 + 1e-9))) continue;
            found.objective = std::min(found.objective, best.objective);
            best = std::move(found);
            best.member = m;
        }
        // a curve that ran off towards a limit finds no way back from there
        if (best.member != 0 && !curve_before.empty()) state[0] = curve_before;
        return best;
    }
    /// The same with a global search for the curve itself.
    [[nodiscard]] Optimum solve_globally(State& state) {
        State fresh = state;
        fresh[0].clear();
        auto best = solve(fresh);
        state = std::move(fresh);
        return best;
    }

private:
    struct Member {
        Member(Setup with, Predictors x, std::span<const double> y, std::span<const double> w)
            : setup(std::move(with)), prepared(setup, x, y, w), solver(prepared.problem) {
            prepared.problem.objective.scale = setup.scale.value_or(1.0);
            prepared.problem.objective.size = setup.size.value_or(Objective::infinity_size);
        }
        [[nodiscard]] Optimum solve(std::vector<double>& from) {
            Solution<double> solution;
            if (setup.free_count() == 0) {
                solution.point.p = setup.base;
                if (!evaluate(prepared.problem, solution.point, false)) return {};
            } else if (from.empty()) {
                solution = detail::solve(setup, prepared.problem, nullptr);
            } else {
                solution = solver.run(from, {.max_iterations = 60, .offset = 1e-9});
            }
            if (!solution.point.usable()) return {};
            from = solution.point.p;
            return {solution.point.objective * prepared.unit(), solution.point.f.back(), 0,
                    std::move(solution.point.p)};
        }
        Setup setup;
        Prepared prepared;
        LevenbergMarquardt<double> solver;
    };

    void add(const Setup& setup, Predictors x, std::span<const double> y,
             std::span<const double> weights) {
        members_.push_back(std::make_unique<Member>(setup, x, y, weights));
    }

    std::vector<std::unique_ptr<Member>> members_;
    std::vector<Limit> limits_{Limit::none};
    State start_;
};

}  // namespace reeindex::detail
