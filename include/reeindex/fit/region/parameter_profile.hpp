#pragma once
/// \file
/// The profile of one parameter and the interval in which it stays below a threshold.

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// The objective's minimum as a function of one parameter.
class ParameterProfile {
public:
    ParameterProfile(const FitResult& fit, std::size_t parameter)
        : fit_(fit),
          refit_(fit),
          j_(parameter),
          setup_(hold(refit_.setup, parameter)),
          prepared_(setup_, refit_.predictors(), refit_.y, refit_.weights),
          solver_(prepared_.problem) {
        prepared_.problem.objective.size = setup_.size.value_or(Objective::infinity_size);
        if (stands_on_curve(fit)) known_[fit.carrier_estimates[j_]] = fit.carrier_estimates;
        scale_ = typical_size();
    }

    [[nodiscard]] const Refit& refit() const noexcept { return refit_; }

    /// Smallest objective with the parameter at a value; infinite where the curve has none.
    [[nodiscard]] double at(double value, bool globally = false) {
        auto& problem = prepared_.problem;
        setup_.base[j_] = value;
        Solution<double> best;
        const auto consider = [&](Solution<double> other) {
            if (other.point.objective < best.point.objective) best = std::move(other);
        };
        if (setup_.free_count() == 0) {
            Solution<double> only;
            only.point.p = setup_.base;
            if (evaluate(problem, only.point, false)) best = std::move(only);
        } else {
            for (auto warm : neighbours(value)) {
                warm[j_] = value;
                consider(solver_.run(std::move(warm), {.max_iterations = 100, .offset = 1e-9}));
            }
            if ((globally || !best.point.usable()) && setup_.start.empty())
                consider(solve(setup_, problem, nullptr));
        }
        if (!best.point.usable()) return infinity;
        known_[value] = best.point.p;
        return best.point.objective * prepared_.unit();
    }

    /// Ends of the interval within which the objective stays below the threshold.
    [[nodiscard]] std::pair<double, double> within(double level) {
        const double threshold = refit_.threshold(level);
        const double estimate = fit_.estimates[j_];
        const auto limits = ends_at_limits(threshold);
        double lower = -infinity, upper = infinity;
        const double inside = std::isfinite(estimate) ? estimate : some_value_within(threshold);
        for (const double side : {-1.0, 1.0}) {
            double& end = side < 0.0 ? lower : upper;
            if (std::isinf(estimate) && std::signbit(estimate) == (side < 0.0)) {
                end = estimate;
                continue;
            }
            std::optional<double> limit;
            for (const double v : limits)
                if ((v - inside) * side > 0.0 && (!limit || (v - *limit) * side > 0.0)) limit = v;
            if (limit && std::isinf(*limit)) {
                end = *limit;
                continue;
            }
            if (std::isfinite(inside)) end = crossing(inside, side, threshold);
            if (!limit || (end - *limit) * side >= 0.0) continue;
            // from the limit on the profile may stay within the threshold
            end = at(*limit, true) <= threshold ? crossing(*limit, side, threshold) : *limit;
        }
        return {lower, upper};
    }

private:
    [[nodiscard]] static Setup hold(Setup setup, std::size_t parameter) {
        setup.free[parameter] = false;
        return setup;
    }

    [[nodiscard]] double root(double objective) const {
        return std::sqrt(std::max(objective - refit_.minimum, 0.0));
    }

    /// Size in which values of the parameter are counted.
    [[nodiscard]] double typical_size() const {
        const auto& parameters = refit_.setup.curve.parameters();
        double size = 0.0;
        if (parameters[j_].linear) {
            for (const double y : refit_.y) size = std::max(size, std::abs(y));
        } else {
            const auto grid = refit_.setup.curve.model().starts(refit_.setup.axis);
            std::size_t position = 0;
            for (std::size_t k = 0; k < j_; ++k) position += parameters[k].linear ? 0U : 1U;
            if (position < grid.size() && !grid[position].empty()) {
                auto values = grid[position];
                std::sort(values.begin(), values.end());
                centre_ = values[values.size() / 2];
                size = values.back() - values.front();
            }
        }
        const double estimate = fit_.estimates[j_], error = fit_.standard_errors[j_];
        if (std::isfinite(estimate)) size = std::max(size, std::abs(estimate));
        if (std::isfinite(error)) size = std::max(size, error);
        return size > 0.0 ? size : 1.0;
    }

    /// Solved points on both sides of a value, and the optimum.
    [[nodiscard]] std::vector<std::vector<double>> neighbours(double value) const {
        std::vector<std::vector<double>> out;
        const auto after = known_.lower_bound(value);
        if (after != known_.end()) out.push_back(after->second);
        if (after != known_.begin()) out.push_back(std::prev(after)->second);
        return out;
    }

    /// Where the limits that the data do not exclude put the parameter.
    [[nodiscard]] std::vector<double> ends_at_limits(double threshold) const {
        std::vector<double> out;
        for (const auto& limit : limits_within(fit_, refit_, threshold)) {
            const auto mapping = refit_.setup.curve.model().at_limit(limit.limit, limit.q);
            if (j_ >= mapping.size()) continue;
            const auto from = mapping[j_].from;
            const double end =
                from < 0 ? mapping[j_].value : limit.q[static_cast<std::size_t>(from)];
            if (!std::isnan(end)) out.push_back(end);
        }
        return out;
    }

    /// A finite value within the interval of a parameter whose estimate is infinite; infinite if
    /// there is none.
    [[nodiscard]] double some_value_within(double threshold) {
        const double side = std::signbit(fit_.estimates[j_]) ? -1.0 : 1.0;
        const bool linear = refit_.setup.curve.parameters()[j_].linear;
        const double start = linear ? side * scale_ : centre_;
        for (double step = 0.0; step<1e6 * scale_; step = step> 0.0 ? 2.0 * step : 0.25 * scale_) {
            const double value = clamped(start + side * step);
            if (at(value, step == 0.0) <= threshold) return value;
        }
        return side * infinity;
    }

    [[nodiscard]] double clamped(double value) const {
        return std::clamp(value, refit_.setup.lower[j_], refit_.setup.upper[j_]);
    }

    /// The value on one side at which the profile crosses the threshold: by doubled steps outwards,
    /// then false position with the Illinois rule on the root of the excess.
    [[nodiscard]] double crossing(double from, double side, double threshold) {
        const double target = root(threshold);
        if (!(target > 0.0)) return from;
        const double bound = side < 0.0 ? refit_.setup.lower[j_] : refit_.setup.upper[j_];
        const double error = fit_.standard_errors[j_];
        double step =
            std::isfinite(error) && error > 0.0 ? refit_.quantile(0.95) * error : 0.1 * scale_;
        step = std::min(step, scale_);
        double inside = from, outside = from;
        double low = root(at(from)) - target, high = 0.0;
        for (;;) {
            outside = clamped(from + side * step);
            high = root(at(outside)) - target;
            if (high > 0.0) high = root(at(outside, true)) - target;
            if (high > 0.0) break;
            if (outside == bound) return bound;
            if (step > 1e6 * scale_) return side * infinity;
            inside = outside;
            low = high;
            step *= 2.0;
        }
        int same = 0;
        for (int round = 0; round < 100; ++round) {
            if (std::abs(outside - inside) <= 1e-10 * (std::abs(inside) + std::abs(outside))) break;
            const double share = std::isfinite(high) ? low / (low - high) : 0.5;
            const double value = inside + std::clamp(share, 1e-3, 1.0 - 1e-3) * (outside - inside);
            const double here = root(at(value)) - target;
            if (std::abs(here) <= 1e-9 * target) return value;
            if (here > 0.0) {
                outside = value;
                high = here;
                if (same > 0) low *= 0.5;
                same = 1;
            } else {
                inside = value;
                low = here;
                if (same < 0) high *= 0.5;
                same = -1;
            }
        }
        return 0.5 * (inside + outside);
    }

    const FitResult& fit_;
    Refit refit_;
    std::size_t j_;
    Setup setup_;
    Prepared prepared_;
    LevenbergMarquardt<double> solver_;
    std::map<double, std::vector<double>> known_;
    mutable double centre_ = 0.0;
    double scale_ = 1.0;
};

}  // namespace reeindex::detail
