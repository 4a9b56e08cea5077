#pragma once
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/limits/sudden_limits.hpp>

namespace reeindex::detail {

/// Looks for the best step of least squares, whose levels are means.
class StepSearch {
public:
    StepSearch(const Setup& setup, Predictors x, std::span<const double> y,
               std::span<const double> weights, bool only_ends)
        : x_(x), y_(y), weights_(weights), only_ends_(only_ends), order_(y.size()) {
        const auto& parameters = setup.curve.parameters();
        const auto levels = std::count_if(parameters.begin(), parameters.end(), &is_height);
        floor_is_free_ = levels > 1;
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(),
                  [&](auto a, auto b) { return x.row(a)[0] < x.row(b)[0]; });
    }

    [[nodiscard]] std::optional<LimitFit> run() {
        LimitFit best{.limit = only_ends_ ? Limit::spike : Limit::step,
                      .curve = AnyCurve(Constant{}),
                      .minimum = {},
                      .q = {},
                      .parameters = floor_is_free_ ? 3U : 2U,
                      .upper_level_only = true};
        const std::size_t n = y_.size();
        for (std::size_t j = 0; j < n; ++j) {
            if (!only_ends_ && j > 0) {
                between(j, true, best);
                between(j, false, best);
            }
            const bool rising_end = j == n - 1, falling_end = j == 0;
            if (!only_ends_ || rising_end) upon(j, true, best);
            if (!only_ends_ || falling_end) upon(j, false, best);
        }
        if (!best.minimum.usable()) return std::nullopt;
        return best;
    }

private:
    [[nodiscard]] double place(std::size_t i) const { return x_.row(order_[i])[0]; }
    [[nodiscard]] double value(std::size_t i) const { return y_[order_[i]]; }
    [[nodiscard]] double weight(std::size_t i) const {
        return weights_.empty() ? 1.0 : weights_[order_[i]];
    }
    [[nodiscard]] double level_of(std::size_t from, std::size_t to, bool free) const {
        double sum = 0.0, total = 0.0;
        for (std::size_t i = from; i < to; ++i) {
            sum += weight(i) * value(i);
            total += weight(i);
        }
        return free && total > 0.0 ? sum / total : 0.0;
    }
    [[nodiscard]] double squares(std::size_t from, std::size_t to, double level) const {
        double sum = 0.0;
        for (std::size_t i = from; i < to; ++i)
            sum += weight(i) * (value(i) - level) * (value(i) - level);
        return sum;
    }

    /// Observation j lies on the jump; those before have one level, those after the other.
    void upon(std::size_t j, bool rising, LimitFit& best) const {
        const std::size_t n = y_.size();
        const double before = level_of(0, j, floor_is_free_ || !rising);
        const double after = level_of(j + 1, n, floor_is_free_ || rising);
        const double high = rising ? after : before;
        const double low = rising ? before : after;
        const bool alone = (rising ? n - j - 1 : j) == 0;  // nothing shows the upper level
        if (!alone && high < low) return;
        const double upper = alone ? std::max(value(j), low) : high;
        const double here = std::clamp(value(j), low, upper);
        const double sse = squares(0, j, before) + squares(j + 1, n, after) +
                           weight(j) * (value(j) - here) * (value(j) - here);
        if (sse >= best.minimum.objective) return;
        double jump = place(j);  // halfway to the neighbour where it has a level already
        const bool down = here <= low, up = here >= upper;
        if (down != up) {
            const bool later = rising == down;
            if (later && j + 1 < n) jump = 0.5 * (place(j) + place(j + 1));
            if (!later && j > 0) jump = 0.5 * (place(j - 1) + place(j));
        }
        keep({alone ? upper : high, rising ? 1.0 : -1.0, jump, low}, sse, best);
    }

    /// The jump lies between observations j - 1 and j.
    void between(std::size_t j, bool rising, LimitFit& best) const {
        const std::size_t n = y_.size();
        const double before = level_of(0, j, floor_is_free_ || !rising);
        const double after = level_of(j, n, floor_is_free_ || rising);
        const double high = rising ? after : before;
        const double low = rising ? before : after;
        const double sse = squares(0, j, before) + squares(j, n, after);
        if (high < low || sse >= best.minimum.objective) return;
        keep({high, rising ? 1.0 : -1.0, 0.5 * (place(j - 1) + place(j)), low}, sse, best);
    }

    static void keep(std::vector<double> q, double sse, LimitFit& best) {
        best.minimum.objective = sse;
        best.minimum.p = {q[0]};
        best.minimum.converged = true;
        best.q = std::move(q);
    }

    Predictors x_;
    std::span<const double> y_, weights_;
    bool only_ends_ = false, floor_is_free_ = false;
    std::vector<std::size_t> order_;  ///< of the observations along the axis
};

REEINDEX_INLINE std::optional<LimitFit> step_limit(const Setup& setup, Predictors x,
                                                   std::span<const double> y,
                                                   std::span<const double> weights,
                                                   bool only_ends) {
    if (setup.error != ErrorModel::gaussian || y.size() < 3) return std::nullopt;
    return StepSearch(setup, x, y, weights, only_ends).run();
}

REEINDEX_INLINE std::optional<LimitFit> pulse_limit(const Setup& setup, Predictors x,
                                                    std::span<const double> y,
                                                    std::span<const double> weights) {
    if (setup.error != ErrorModel::gaussian || y.size() < 4) return std::nullopt;
    std::map<double, std::pair<double, double>> totals;  // per year: sum of w y, sum of w
    for (std::size_t i = 0; i < y.size(); ++i) {
        auto& [sum, weight] = totals[x.row(i)[0]];
        const double w = weights.empty() ? 1.0 : weights[i];
        sum += w * y[i];
        weight += w;
    }
    const bool rate = setup.curve.traits().instantaneous;
    const auto explained = [](const auto& entry) {
        const auto& [sum, weight] = entry.second;
        return sum > 0.0 ? sum * sum / weight : 0.0;
    };
    double most = -1.0, first = 0.0, second = 0.0;
    for (auto here = totals.begin(); here != totals.end(); ++here) {
        const auto next = std::next(here);
        double both = explained(*here);
        const bool pair = next != totals.end() && (rate || next->first - here->first <= 1.0) &&
                          explained(*next) > 0.0;
        if (pair) both += explained(*next);
        if (both <= most) continue;
        most = both;
        first = here->first;
        second = pair ? next->first : first;
    }
    std::vector<std::pair<double, double>> ranges{{first, first}};
    if (second > first) ranges.emplace_back(second, second);
    const std::size_t count = ranges.size();
    AnyCurve curve(std::make_shared<IndicatorCurve>("pulse", std::move(ranges)));
    Setup inner{.curve = curve, .axis = setup.axis, .error = setup.error};
    inner.lower.assign(count, 0.0);
    inner.upper.assign(count, infinity);
    inner.base.assign(count, 0.0);
    inner.free.assign(count, true);
    auto minimum = minimise(inner, x, y, weights);
    if (!minimum.usable()) return std::nullopt;
    auto q = minimum.p;
    q.push_back(0.5 * (first + second));
    return LimitFit{Limit::pulse, std::move(curve), std::move(minimum), std::move(q), count};
}

/// Looks for the best step of any error model: each is a curve of indicator columns.
class SharpSearch {
public:
    SharpSearch(const Setup& setup, Limit limit, Predictors x, std::span<const double> y,
                std::span<const double> weights, const Minimum& of)
        : setup_(setup), limit_(limit), x_(x), y_(y), weights_(weights), of_(of) {
        const auto& parameters = setup.curve.parameters();
        floor_is_free_ = std::count_if(parameters.begin(), parameters.end(), &is_height) > 1;
        std::map<double, bool> zero;  // per place: nothing was observed there
        for (std::size_t i = 0; i < y.size(); ++i) {
            auto& all = zero.try_emplace(x.row(i)[0], true).first->second;
            all = all && y[i] == 0.0;
        }
        for (const auto& [place, none] : zero) {
            places_.push_back(place);
            nothing_.push_back(none);
        }
    }

    [[nodiscard]] std::optional<LimitFit> run() {
        const std::size_t m = places_.size();
        for (std::size_t at = 0; at < m; ++at) {
            if (limit_ == Limit::spike) {
                if (at + 1 == m) consider(at, true, true);
                if (at == 0) consider(at, false, true);
                continue;
            }
            for (const bool between : {false, true}) {
                consider(at, true, between);
                consider(at, false, between);
            }
        }
        return std::move(best_);
    }

private:
    /// Which places have the lower and which the upper level.
    struct Sides {
        std::size_t low_from, low_to, high_from, high_to;
    };

    /// Places before `at` have one level, those after it the other, `at` one of its own if it lies
    /// between.
    void consider(std::size_t at, bool rising, bool between) {
        const std::size_t m = places_.size();
        const Sides sides{rising ? 0 : at + 1, rising ? at : m,
                          rising ? (between ? at + 1 : at) : 0,
                          rising ? m : (between ? at : at + 1)};
        if (sides.low_from >= sides.low_to || (sides.high_from >= sides.high_to && !between))
            return;
        if (!floor_is_free_ && (is_count(setup_.error) || setup_.error == ErrorModel::lognormal))
            for (std::size_t i = sides.low_from; i < sides.low_to; ++i)
                if (!nothing_[i]) return;  // impossible where the mean is zero
        AnyCurve curve = shape(at, rising, between, sides);
        auto minimum = optimum(curve);
        if (!minimum.usable() || (best_ && minimum.objective >= best_->minimum.objective)) return;
        const auto& p = minimum.p;
        const double high = p[0], low = floor_is_free_ ? p.back() : 0.0;
        if (high < low) return;
        if (between && sides.high_from < sides.high_to && (p[1] > high || p[1] < low)) return;
        const double jump = between  ? places_[at]
                            : rising ? 0.5 * (places_[at - 1] + places_[at])
                                     : 0.5 * (places_[at] + places_[at + 1]);
        LimitFit found{.limit = limit_,
                       .curve = std::move(curve),
                       .minimum = {},
                       .q = {high, rising ? 1.0 : -1.0, jump, low},
                       .parameters = floor_is_free_ ? 3U : 2U};
        found.minimum = std::move(minimum);
        best_.emplace(std::move(found));
    }

    /// The upper level, the place between and the lower level as columns, those that there are.
    [[nodiscard]] AnyCurve shape(std::size_t at, bool rising, bool between,
                                 const Sides& sides) const {
        std::vector<std::pair<double, double>> ranges;
        const auto far = infinity;
        if (sides.high_from < sides.high_to)
            ranges.emplace_back(rising ? places_[sides.high_from] : -far,
                                rising ? far : places_[sides.high_to - 1]);
        if (between) {
            const bool open = sides.high_from >= sides.high_to;  // nothing lies beyond: it goes on
            ranges.emplace_back(open && !rising ? -far : places_[at],
                                open && rising ? far : places_[at]);
        }
        if (floor_is_free_)
            ranges.emplace_back(rising ? -far : places_[sides.low_from],
                                rising ? places_[sides.low_to - 1] : far);
        AnyCurve curve(std::make_shared<IndicatorCurve>("step", std::move(ranges)));
        if (setup_.curve.model().predictors() == 2)
            curve = AnyCurve(std::make_shared<ObservedCurve>(std::move(curve), FitOn::levels));
        return curve;
    }

    [[nodiscard]] Minimum optimum(const AnyCurve& curve) const {
        Setup inner{.curve = curve, .axis = setup_.axis, .error = setup_.error};
        if (is_robust(setup_.error)) inner.scale = of_.scale;
        if (setup_.error == ErrorModel::negative_binomial) inner.size = of_.size;
        inner.lower.assign(curve.size(), -infinity);
        inner.upper.assign(curve.size(), infinity);
        inner.base.assign(curve.size(), 0.0);
        inner.free.assign(curve.size(), true);
        return minimise(inner, x_, y_, weights_);
    }

    const Setup& setup_;
    Limit limit_;
    Predictors x_;
    std::span<const double> y_, weights_;
    const Minimum& of_;
    bool floor_is_free_ = false;
    std::vector<double> places_;
    std::vector<bool> nothing_;  ///< per place: every observation there is zero
    std::optional<LimitFit> best_;
};

REEINDEX_INLINE std::optional<LimitFit> sharp_limit(const Setup& setup, Limit limit, Predictors x,
                                                    std::span<const double> y,
                                                    std::span<const double> weights,
                                                    const Minimum& of) {
    if (y.size() < 3) return std::nullopt;
    return SharpSearch(setup, limit, x, y, weights, of).run();
}

REEINDEX_INLINE std::vector<std::pair<double, double>> largest_years(
    Predictors x, std::span<const double> y, std::span<const double> weights, bool only_first) {
    std::map<double, double> squares;  // what one level for the year would explain
    for (std::size_t i = 0; i < y.size(); ++i)
        squares[x.row(i)[0]] += (weights.empty() ? 1.0 : weights[i]) * y[i] * std::max(y[i], 0.0);
    std::vector<std::pair<double, double>> best;
    double most = -1.0;
    for (auto here = squares.begin(); here != squares.end(); ++here) {
        const auto next = std::next(here);
        const bool pair = !only_first && next != squares.end() &&
                          next->first - here->first <= 1.0 && next->second > 0.0;
        const double both = here->second + (pair ? next->second : 0.0);
        if (both > most) {
            most = both;
            best.assign(1, {here->first, here->first});
            if (pair) best.emplace_back(next->first, next->first);
        }
        if (only_first) break;
    }
    return best;
}

}  // namespace reeindex::detail
