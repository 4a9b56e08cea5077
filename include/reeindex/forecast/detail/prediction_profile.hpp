#pragma once
/// \file
/// Prediction intervals by profile: the future observations that the data and the curve do not
/// reject together.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <reeindex/fit/region/refit.hpp>

namespace reeindex::detail {

/// Interval of a new observation, and of the curve's value.
struct ProfileBand {
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
///
/// The refit may have several optima, which take turns as y0 moves. Those that a global search has
/// met in any year are tried wherever a bound is set; beyond a bound it is looked for another
/// stretch of accepted values, and the interval reaches to the end of the outermost.
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
        for (const double y : refit.y) {
            far_ = std::max(far_, std::abs(scaled(y)));
            lowest_ = std::min(lowest_, scaled(y));
            highest_ = std::max(highest_, scaled(y));
        }
        far_ = log_ ? far_ + 50.0 : 1e7 * far_;
        below_ = above_ = closure_.start();
    }

    /// Meets the optima at one row, for this and the other rows. Arguments as of at().
    /// \param thoroughly also where an observation is as low or as high as any before
    void scout(std::span<const double> row, double value, double half, bool thoroughly) {
        move_to(row, value);
        const double d = std::isfinite(half) ? half : reach_ / std::sqrt(weight_);
        std::vector<double> places{centre_ - d, centre_ + d};
        if (thoroughly) places.insert(places.end(), {lowest_, highest_});
        for (const double u : places) {
            auto state = closure_.start();
            (void)best_of_all(u, state, true);
        }
    }

    /// The band at one row of predictors. Consecutive rows should be neighbours.
    /// \param value of the curve there; \param half half-width of the linearised interval
    /// \param globally search globally for other optima at the bounds, not only among those met
    /// \param doubtful the value may lie outside of the interval: then no bound is given
    [[nodiscard]] ProfileBand at(std::span<const double> row, double value, double half,
                                    bool globally, bool doubtful) {
        move_to(row, value);
        ProfileBand out;
        if (log_) out.lower = out.mean_lower = 0.0;
        if (doubtful) {
            auto state = closure_.start();
            const auto best = best_of_all(centre_, state, true);
            if (!(best.objective <= minimum_ + reach_ * reach_)) return out;
        }
        // the curve as fitted is one of those that may explain the future observation
        certain_ = doubtful ? 0.0 : reach_ / std::sqrt(weight_) * (1.0 - 1e-9);
        out.lower = bound(-1.0, half, globally, below_);
        out.mean_lower = std::max(mean_bound(-1.0, out.lower, below_), out.lower);
        out.upper = bound(+1.0, half, globally, above_);
        out.mean_upper = std::min(mean_bound(+1.0, out.upper, above_), out.upper);
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

    void move_to(std::span<const double> row, double value) {
        std::copy(row.begin(), row.end(), rows_.begin() + static_cast<std::ptrdiff_t>(n_ * width_));
        centre_ = scaled(value);
    }

    [[nodiscard]] double scaled(double y) const { return log_ ? std::log(y) : y; }
    [[nodiscard]] double natural(double u) const { return log_ ? std::exp(u) : u; }

    [[nodiscard]] Closure::Optimum optimum(double u, Closure::State& state) {
        y_[n_] = natural(u);
        auto best = closure_.solve(state);
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

    /// The best of the optima met so far and, if asked for, of a global search.
    [[nodiscard]] Closure::Optimum best_of_all(double u, Closure::State& state, bool globally) {
        auto best = optimum(u, state);
        const double little = 1e-7 * (reach_ * reach_);
        const auto consider = [&](Closure::State from, bool search) {
            y_[n_] = natural(u);
            auto found = search ? closure_.solve_globally(from) : closure_.solve(from);
            if (!(found.objective < best.objective - little)) return false;
            best = std::move(found);
            state = std::move(from);
            return true;
        };
        for (const auto& known : met_) (void)consider(known, false);
        if (globally && consider(closure_.start(), true) && met_.size() < most_met)
            met_.push_back(state);
        return best;
    }

    /// The outermost future observation at which the objective reaches the threshold.
    [[nodiscard]] double bound(double side, double half, bool globally, Closure::State& state) {
        at_bound_ = centre_;
        if (!(reach_ > 0.0)) return natural(centre_);
        // the linearised bound, unless the neighbour's shows that it is far off
        double& last = side < 0.0 ? last_below_ : last_above_;
        double d = half > 0.0 ? std::min(half, 2.0 * last) : last;
        if (!std::isfinite(d)) d = reach_ / std::sqrt(weight_);
        d = crossing(side, certain_, std::max(d, certain_), globally, state);
        // beyond it another stretch may begin
        for (const double further : places_beyond(side, d, half)) {
            if (!(further > d) || further > far_) continue;
            auto other = state;
            const auto there = best_of_all(centre_ + side * further, other, false);
            if (!(there.objective <= minimum_ + reach_ * reach_)) continue;
            state = std::move(other);
            d = crossing(side, further, 1.2 * further, globally, state);
        }
        last = d;
        if (std::isfinite(d)) return natural(centre_ + side * d);
        return side > 0.0 ? infinity : (log_ ? 0.0 : -infinity);
    }

    /// Distances from the centre, rising, at which observations beyond a bound may be accepted:
    /// some steps on, at the levels of the data, and where the other optima lead.
    [[nodiscard]] std::vector<double> places_beyond(double side, double d, double half) const {
        std::vector<double> out;
        const auto place = [&](double u) {
            const double distance = side * (u - centre_);
            if (std::isfinite(distance) && distance > d) out.push_back(distance);
        };
        const double step = half > d && std::isfinite(half) ? half : d;
        for (const double share : {0.15, 0.4, 0.8, 1.6, 3.2})
            place(centre_ + side * (d + share * step));
        for (const double level : {lowest_, highest_, 0.5 * (lowest_ + highest_)}) place(level);
        const std::span<const double> row(rows_.data() + n_ * width_, width_);
        for (const auto& state : met_)
            for (std::size_t m = 0; m < state.size(); ++m) {
                if (state[m].empty()) continue;
                double value = 0.0;
                closure_.curve(m).model().evaluate({row, width_}, state[m], &value, nullptr);
                if (!log_ || value > 0.0) place(scaled(value));
            }
        std::sort(out.begin(), out.end());
        return out;
    }

    /// Distance from the centre at which the objective reaches the threshold, by safeguarded Newton
    /// steps on the root of its excess, which is nearly straight; infinite where none is found.
    /// \param inside distance of an accepted observation; \param d first guess
    [[nodiscard]] double crossing(double side, double inside, double d, bool globally,
                                  Closure::State& state) {
        double outside = infinity;
        bool first = true, careful = false;
        for (int round = 0; round < 120; ++round) {
            const double u = centre_ + side * d;
            const auto before = state;
            const auto best =
                first || careful ? best_of_all(u, state, first && globally) : optimum(u, state);
            first = false;
            if (!std::isfinite(best.objective)) {
                state = before;
                outside = d;
                d = 0.5 * (inside + d);
                continue;
            }
            const double root = std::sqrt(std::max(best.objective - minimum_, 0.0));
            const double excess = root - reach_;
            if (std::abs(excess) <= 1e-8 * reach_ || outside - inside <= 1e-12 * d) {
                at_bound_ = scaled(best.last);
                // another optimum would move the bound outwards
                const auto sure = best_of_all(u, state, globally);
                if (!(sure.objective < best.objective - 1e-6 * reach_ * reach_)) return d;
                careful = true;  // the optima take turns here
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
            if (d > far_) return infinity;
        }
        return outside;
    }

    /// The outermost value of the curve whose objective without the future observation stays within
    /// the threshold. The curve's value at the bound of a new observation is one of them.
    [[nodiscard]] double mean_bound(double side, double start, Closure::State state) {
        if (!(reach_ > 0.0)) return natural(centre_);
        if (!std::isfinite(start) || (log_ && start <= 0.0)) return start;
        const double from = std::max((at_bound_ - centre_) * side, 0.0);
        const double to = std::abs(scaled(start) - centre_);
        const double value = mean_crossing(side, from, to, state);
        closure_.weigh(n_, weight_);
        return natural(side < 0.0 ? std::min(value, at_bound_) : std::max(value, at_bound_));
    }

    /// The last value within the threshold between two distances: by growing steps, each started
    /// from the last, then false position with the Illinois rule on the root of the excess.
    [[nodiscard]] double mean_crossing(double side, double from, double to, Closure::State& state) {
        double inside = from, outside = infinity, at_inside = -reach_, at_outside = reach_;
        double within = centre_ + side * from;
        double d = from > 0.0 ? std::min(1.05 * from, to) : 1e-3 * to;
        int same = 0;
        for (int round = 0; round < 80; ++round) {
            if (std::isfinite(outside) && outside - inside <= 1e-8 * outside) break;
            double value = centre_;
            const double excess = held_excess(side * d, state, value);
            if (excess <= 1e-6 * reach_ && (value - within) * side > 0.0) within = value;
            if (std::abs(excess) <= 1e-6 * reach_) break;
            const bool bracketed = std::isfinite(outside);
            if (excess < 0.0) {
                if (d >= to) break;
                inside = d;
                at_inside = excess;
                if (bracketed && same < 0) at_outside *= 0.5;
                same = -1;
            } else {
                outside = d;
                at_outside = std::min(excess, 1e3 * reach_);
                if (bracketed && same > 0) at_inside *= 0.5;
                same = 1;
            }
            if (std::isfinite(outside))
                d = inside + std::clamp(at_inside / (at_inside - at_outside), 0.01, 0.99) *
                                 (outside - inside);
            else
                d = std::min(to, d * std::min(1.5, 1.02 + 0.5 * -excess / reach_));
        }
        return within;
    }

    /// Excess of the root of the objective without the future observation over the threshold, where
    /// the curve is held at a distance from the centre; infinite where it cannot be.
    [[nodiscard]] double held_excess(double distance, Closure::State& state, double& value) {
        const double u = centre_ + distance;
        y_[n_] = natural(u);
        // so much weight that the profile, however curved, holds there
        const double weight = std::max(weight_, 1e4 * (reach_ * reach_) / (distance * distance));
        closure_.weigh(n_, weight);
        double least = infinity;
        Closure::State taken;
        const auto consider = [&](Closure::State from) {
            const auto best = closure_.solve(from);
            if (!std::isfinite(best.objective)) return;
            const double there = scaled(best.last);
            const double own = best.objective - weight * (u - there) * (u - there);
            const double excess = std::sqrt(std::max(own - minimum_, 0.0)) - reach_;
            if (!(std::abs(there - u) <= 0.1 * std::abs(distance)) || !(excess < least)) return;
            least = excess;
            value = there;
            taken = std::move(from);
        };
        consider(state);
        if (!(least <= 0.0))
            for (const auto& known : met_) consider(known);
        if (least < infinity) state = std::move(taken);
        return least;
    }

    bool log_;
    double weight_, minimum_, reach_;
    std::size_t n_, width_;
    std::vector<double> rows_, y_, weights_;
    Closure closure_;
    Closure::State below_, above_;
    static constexpr std::size_t most_met = 8;
    std::vector<Closure::State> met_;  ///< optima besides that of the fit
    double far_ = 0.0, lowest_ = infinity, highest_ = -infinity;
    double centre_ = 0.0, certain_ = 0.0;
    double last_below_ = infinity, last_above_ = infinity;
    double at_bound_ = 0.0;  ///< value of the curve refitted to the last bound found
};

}  // namespace reeindex::detail
