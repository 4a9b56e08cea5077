#pragma once
/// \file
/// Prediction intervals by profile: the future observations that the data and the curve do not
/// reject together.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <reeindex/fit/refit.hpp>

namespace reeindex::detail {

/// Interval of a new observation, and of the curve's value.
struct PredictionBand {
    double lower = -infinity, upper = infinity;
    double mean_lower = -infinity, mean_upper = infinity;
};

/// Adds a future observation y0 to the data and refits: y0 belongs to the interval iff the smallest
/// objective rises by no more than t^2 s^2, with s^2 = S/(n - p) of the fit without it. Exact for
/// curves linear in their parameters. The refits range over the curve and over every limit of it
/// that the data do not exclude, so that a ceiling that can be anywhere is everywhere.
///
/// Bjornstad (1990), doi:10.1214/ss/1177012175, on predictive likelihood; Bates and Watts (1988),
/// chapter 6, doi:10.1002/9780470316757, on profiles. For the Gaussian and the lognormal error
/// model (there on the scale of logarithms).
class PredictionProfile {
public:
    /// \param row_width predictors of one row; \param weight of a future observation
    PredictionProfile(const FitResult& fit, const Refit& refit, double level, double weight)
        : log_(refit.setup.error == ErrorModel::lognormal),
          weight_(weight),
          minimum_(refit.minimum),
          reach_(refit.quantile(level) * std::sqrt(refit.unit)),
          n_(refit.y.size()),
          width_(refit.width),
          rows_(refit.rows),
          y_(refit.y),
          weights_(refit.weights),
          closure_(prepare(fit, refit, level)) {
        for (const double y : refit.y) far_ = std::max(far_, std::abs(scaled(y)));
        far_ = log_ ? far_ + 50.0 : 1e7 * far_;
        below_ = above_ = closure_.start();
    }

    /// The band at one row of predictors. Consecutive rows should be neighbours.
    /// \param value of the curve there; \param half half-width of the linearised interval
    /// \param globally search globally for other optima at the bounds
    /// \param doubtful the value may lie outside of the interval: then no bound is given
    [[nodiscard]] PredictionBand at(std::span<const double> row, double value, double half,
                                    bool globally, bool doubtful) {
        std::copy(row.begin(), row.end(), rows_.begin() + static_cast<std::ptrdiff_t>(n_ * width_));
        centre_ = scaled(value);
        PredictionBand out;
        if (log_) out.lower = out.mean_lower = 0.0;
        if (doubtful) {
            auto state = closure_.start();
            const auto best = optimum(centre_, state, true);
            if (!(best.objective <= minimum_ + reach_ * reach_)) return out;
        }
        // the curve as fitted is one of those that may explain the future observation
        certain_ = doubtful ? 0.0 : reach_ / std::sqrt(weight_) * (1.0 - 1e-9);
        out.lower = bound(-1.0, half, globally, below_);
        out.mean_lower = mean_bound(-1.0, out.lower, below_);
        out.upper = bound(+1.0, half, globally, above_);
        out.mean_upper = mean_bound(+1.0, out.upper, above_);
        return out;
    }
    /// Whether a limit of the curve takes part.
    [[nodiscard]] bool with_limits() const noexcept { return closure_.size() > 1; }

private:
    [[nodiscard]] Closure prepare(const FitResult& fit, const Refit& refit, double level) {
        rows_.resize((n_ + 1) * width_, 0.0);
        for (std::size_t c = 0; c < width_; ++c) rows_[n_ * width_ + c] = rows_[c];
        y_.push_back(refit.y.back());
        if (!weights_.empty() || weight_ != 1.0) {
            weights_.resize(n_, 1.0);
            weights_.push_back(weight_);
        }
        return {fit, refit, refit.threshold(level), Predictors{rows_, width_}, y_, weights_};
    }

    [[nodiscard]] double scaled(double y) const { return log_ ? std::log(y) : y; }
    [[nodiscard]] double natural(double u) const { return log_ ? std::exp(u) : u; }

    [[nodiscard]] Closure::Optimum optimum(double u, Closure::State& state, bool globally) {
        y_[n_] = natural(u);
        auto best = globally ? closure_.solve_globally(state) : closure_.solve(state);
        // the fit itself is one of the curves; if the refit is worse, its start had gone astray
        const double known = minimum_ + weight_ * (u - centre_) * (u - centre_);
        const double most = certain_ > 0.0 ? known * (1.0 + 1e-9) : infinity;
        if (!(best.objective <= most)) {
            state = closure_.start();
            best = closure_.solve(state);
        }
        if (!(best.objective <= most)) best = closure_.solve_globally(state);
        if (!(best.objective <= most)) best = {known, natural(centre_), 0, {}};
        return best;
    }

    /// The future observation at which the objective reaches the threshold, by safeguarded Newton
    /// steps on the root of its excess, which is nearly straight.
    [[nodiscard]] double bound(double side, double half, bool globally, Closure::State& state) {
        at_bound_ = centre_;
        if (!(reach_ > 0.0)) return natural(centre_);
        double inside = certain_, outside = infinity;  // distances from the centre
        // the linearised bound, unless the neighbour's shows that it is far off
        double& last = side < 0.0 ? last_below_ : last_above_;
        double d = half > 0.0 ? std::min(half, 2.0 * last) : last;
        if (!std::isfinite(d)) d = reach_ / std::sqrt(weight_);
        d = std::max(d, certain_);
        bool check = globally;
        for (int round = 0; round < 80; ++round) {
            const double u = centre_ + side * d;
            const auto before = state;
            const auto best = optimum(u, state, check && round == 0);
            if (!std::isfinite(best.objective)) {
                state = before;
                outside = d;
                d = 0.5 * (inside + d);
                continue;
            }
            const double root = std::sqrt(std::max(best.objective - minimum_, 0.0));
            const double excess = root - reach_;
            const bool found = std::abs(excess) <= 1e-8 * reach_;
            if (found || outside - inside <= 1e-12 * d) {
                last = d;
                at_bound_ = scaled(best.last);
                if (!check) return natural(u);
                // a global search at the bound: another optimum would move it outwards
                check = false;
                const auto sure = optimum(u, state, true);
                if (!(sure.objective < best.objective - 1e-6 * reach_ * reach_)) return natural(u);
                inside = d;
                outside = infinity;
                d *= 1.5;
                continue;
            }
            (excess < 0.0 ? inside : outside) = d;
            const double slope =
                root > 0.0 ? weight_ * std::abs(u - scaled(best.last)) / root : 0.0;
            double next = slope > 0.0 ? d - excess / slope : infinity;
            if (!(next > inside && next < outside) || next > 4.0 * d)
                next = std::isfinite(outside) ? 0.5 * (inside + outside) : 3.0 * d;
            d = next;
            if (d > far_) return side > 0.0 ? infinity : (log_ ? 0.0 : -infinity);
        }
        return side > 0.0 ? infinity : (log_ ? 0.0 : -infinity);
    }

    /// The curve's value where the objective without the future observation reaches the threshold.
    /// The refit with it is the best fit that takes this value there. The curve's value at the
    /// bound of a new observation lies within; a search that ends before it has followed another
    /// optimum and is repeated globally.
    [[nodiscard]] double mean_bound(double side, double start, Closure::State state) {
        if (!(reach_ > 0.0)) return natural(centre_);
        if (!std::isfinite(start) || (log_ && start <= 0.0)) return start;
        double value = mean_crossing(side, start, state, false);
        if ((value - at_bound_) * side < 0.0) value = mean_crossing(side, start, state, true);
        return natural(side < 0.0 ? std::min(value, at_bound_) : std::max(value, at_bound_));
    }

    /// Where the fit jumps from one optimum to another across the threshold, the value beyond it.
    [[nodiscard]] double mean_crossing(double side, double start, Closure::State& state,
                                       bool globally) {
        double inside = 0.0, outside = infinity, at_inside = -reach_, at_outside = 0.0;
        double d = 1.5 * std::abs(scaled(start) - centre_);
        double value = centre_, beyond = side * infinity;
        for (int round = 0; round < 60; ++round) {
            const double u = centre_ + side * d;
            const auto best = optimum(u, state, globally);
            if (!std::isfinite(best.objective)) break;
            value = scaled(best.last);
            const double own = best.objective - weight_ * (u - value) * (u - value);
            const double excess = std::sqrt(std::max(own - minimum_, 0.0)) - reach_;
            if (std::abs(excess) <= 1e-6 * reach_) return value;
            if (excess < 0.0) {
                inside = d;
                at_inside = excess;
            } else {
                outside = d;
                at_outside = excess;
                beyond = value;
            }
            if (outside - inside <= 1e-10 * d) break;
            if (std::isfinite(outside)) {
                const double share = at_inside / (at_inside - at_outside);
                d = inside + std::clamp(share, 0.02, 0.98) * (outside - inside);
            } else {
                d = std::min(4.0 * d, 1.05 * d * reach_ / std::max(excess + reach_, 1e-3 * reach_));
            }
            if (d > far_) break;
        }
        return std::isfinite(beyond) ? beyond : value;
    }

    bool log_;
    double weight_, minimum_, reach_;
    std::size_t n_, width_;
    std::vector<double> rows_, y_, weights_;
    Closure closure_;
    Closure::State below_, above_;
    double far_ = 0.0, centre_ = 0.0, certain_ = 0.0;
    double last_below_ = infinity, last_above_ = infinity;
    double at_bound_ = 0.0;  ///< value of the curve refitted to the last bound found
};

}  // namespace reeindex::detail
