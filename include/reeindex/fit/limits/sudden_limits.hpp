#pragma once
/// \file
/// Limits of a curve whose change is sudden: the step, the spike and the pulse, with their optima.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/indicator_curve.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/fit/solve/minimise.hpp>

namespace reeindex::detail {

/// A limit with its optimum.
struct LimitFit {
    Limit limit = Limit::none;
    AnyCurve curve;         ///< the limiting shape, as observed
    Minimum minimum;        ///< of that shape
    std::vector<double> q;  ///< its parameters as the curve's at_limit() reads them
    std::size_t parameters = 0;
    bool upper_level_only = false;  ///< the shape is the upper level of a step, whatever the year
};

/// The step: one level before a year, another after it, any level between them in that year.
[[nodiscard]] inline std::optional<LimitFit> step_limit(const Setup& setup, Predictors x,
                                                        std::span<const double> y,
                                                        std::span<const double> weights,
                                                        bool only_ends) {
    const std::size_t n = y.size();
    if (setup.error != ErrorModel::gaussian || n < 3) return std::nullopt;
    const auto levels =
        std::count_if(setup.curve.parameters().begin(), setup.curve.parameters().end(), &is_height);
    const bool floor_is_free = levels > 1;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return x.row(a)[0] < x.row(b)[0]; });
    const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[order[i]]; };
    const auto value = [&](std::size_t i) { return y[order[i]]; };
    const auto level_of = [&](std::size_t from, std::size_t to, bool free) {
        double sum = 0.0, total = 0.0;
        for (std::size_t i = from; i < to; ++i) {
            sum += weight(i) * value(i);
            total += weight(i);
        }
        return free && total > 0.0 ? sum / total : 0.0;
    };
    const auto squares = [&](std::size_t from, std::size_t to, double level) {
        double sum = 0.0;
        for (std::size_t i = from; i < to; ++i)
            sum += weight(i) * (value(i) - level) * (value(i) - level);
        return sum;
    };
    LimitFit best{.limit = only_ends ? Limit::spike : Limit::step,
                  .curve = AnyCurve(Constant{}),
                  .minimum = {},
                  .q = {},
                  .parameters = floor_is_free ? 3U : 2U,
                  .upper_level_only = true};
    const auto consider = [&](std::size_t j, bool rising) {
        // observation j lies on the jump; those before have one level, those after the other
        const double before = level_of(0, j, floor_is_free || !rising);
        const double after = level_of(j + 1, n, floor_is_free || rising);
        const double high = rising ? after : before;
        const double low = rising ? before : after;
        const bool alone = (rising ? n - j - 1 : j) == 0;  // nothing shows the upper level
        if (!alone && high < low) return;
        const double upper = alone ? std::max(value(j), low) : high;
        const double on = std::clamp(value(j), low, upper);
        const double sse = squares(0, j, before) + squares(j + 1, n, after) +
                           weight(j) * (value(j) - on) * (value(j) - on);
        if (sse >= best.minimum.objective) return;
        best.minimum.objective = sse;
        best.minimum.p = {alone ? upper : high};
        best.minimum.converged = true;
        const auto at = [&](std::size_t i) { return x.row(order[i])[0]; };
        double jump = at(j);  // halfway to the neighbour where the observation has a level already
        const bool down = on <= low, up = on >= upper;
        if (down != up) {
            const bool later = rising == down;
            if (later && j + 1 < n) jump = 0.5 * (at(j) + at(j + 1));
            if (!later && j > 0) jump = 0.5 * (at(j - 1) + at(j));
        }
        best.q = {best.minimum.p[0], rising ? 1.0 : -1.0, jump, low};
    };
    const auto split = [&](std::size_t j, bool rising) {  // the jump lies between j - 1 and j
        const double before = level_of(0, j, floor_is_free || !rising);
        const double after = level_of(j, n, floor_is_free || rising);
        const double high = rising ? after : before;
        const double low = rising ? before : after;
        const double sse = squares(0, j, before) + squares(j, n, after);
        if (high < low || sse >= best.minimum.objective) return;
        best.minimum.objective = sse;
        best.minimum.p = {high};
        best.minimum.converged = true;
        best.q = {high, rising ? 1.0 : -1.0, 0.5 * (x.row(order[j - 1])[0] + x.row(order[j])[0]),
                  low};
    };
    for (std::size_t j = 0; j < n; ++j) {
        if (!only_ends && j > 0) {
            split(j, true);
            split(j, false);
        }
        const bool rising_end = j == n - 1, falling_end = j == 0;
        if (!only_ends || rising_end) consider(j, true);
        if (!only_ends || falling_end) consider(j, false);
    }
    if (!best.minimum.usable()) return std::nullopt;
    return best;
}

/// All in one year or in two neighbouring ones, nothing in the others. Yearly growth of a
/// cumulative curve can share a jump only between consecutive years, a rate between any two
/// neighbours.
[[nodiscard]] inline std::optional<LimitFit> pulse_limit(const Setup& setup, Predictors x,
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

/// The step where errors are not Gaussian or the data not complete: the best of all places, each
/// fitted as levels over ranges of the axis. The upper level comes first.
[[nodiscard]] inline std::optional<LimitFit> sharp_limit(const Setup& setup, Limit limit,
                                                         Predictors x, std::span<const double> y,
                                                         std::span<const double> weights,
                                                         const Minimum& of) {
    if (y.size() < 3) return std::nullopt;
    const auto& parameters = setup.curve.parameters();
    const bool floor_is_free = std::count_if(parameters.begin(), parameters.end(), &is_height) > 1;
    std::map<double, bool> zero;  // per place: nothing was observed there
    for (std::size_t i = 0; i < y.size(); ++i) {
        auto& all = zero.try_emplace(x.row(i)[0], true).first->second;
        all = all && y[i] == 0.0;
    }
    std::vector<double> places;
    std::vector<bool> nothing;
    for (const auto& [place, none] : zero) {
        places.push_back(place);
        nothing.push_back(none);
    }
    std::optional<LimitFit> best;
    const auto consider = [&](std::size_t at, bool rising, bool between) {
        // places before `at` have one level, those after it the other, `at` one of its own
        const std::size_t m = places.size();
        const std::size_t low_from = rising ? 0 : at + 1, low_to = rising ? at : m;
        const std::size_t high_from = rising ? (between ? at + 1 : at) : 0;
        const std::size_t high_to = rising ? m : (between ? at : at + 1);
        if (low_from >= low_to || (high_from >= high_to && !between)) return;
        if (!floor_is_free && (is_count(setup.error) || setup.error == ErrorModel::lognormal))
            for (std::size_t i = low_from; i < low_to; ++i)
                if (!nothing[i]) return;  // impossible where the mean is zero
        std::vector<std::pair<double, double>> ranges;
        const auto far = infinity;
        if (high_from < high_to)
            ranges.emplace_back(rising ? places[high_from] : -far,
                                rising ? far : places[high_to - 1]);
        if (between) {
            const bool open = high_from >= high_to;  // nothing lies beyond: the level goes on
            ranges.emplace_back(open && !rising ? -far : places[at],
                                open && rising ? far : places[at]);
        }
        if (floor_is_free)
            ranges.emplace_back(rising ? -far : places[low_from],
                                rising ? places[low_to - 1] : far);
        AnyCurve curve(std::make_shared<IndicatorCurve>("step", std::move(ranges)));
        if (setup.curve.model().predictors() == 2)
            curve = AnyCurve(std::make_shared<ObservedCurve>(std::move(curve), FitOn::levels));
        Setup inner{.curve = curve, .axis = setup.axis, .error = setup.error};
        if (is_robust(setup.error)) inner.scale = of.scale;
        if (setup.error == ErrorModel::negative_binomial) inner.size = of.size;
        inner.lower.assign(curve.size(), -infinity);
        inner.upper.assign(curve.size(), infinity);
        inner.base.assign(curve.size(), 0.0);
        inner.free.assign(curve.size(), true);
        auto minimum = minimise(inner, x, y, weights);
        if (!minimum.usable() || (best && minimum.objective >= best->minimum.objective)) return;
        const auto& p = minimum.p;
        const double high = p[0], low = floor_is_free ? p.back() : 0.0;
        if (high < low) return;
        if (between && high_from < high_to && (p[1] > high || p[1] < low)) return;
        const double jump = between  ? places[at]
                            : rising ? 0.5 * (places[at - 1] + places[at])
                                     : 0.5 * (places[at] + places[at + 1]);
        LimitFit found{.limit = limit,
                       .curve = std::move(curve),
                       .minimum = {},
                       .q = {high, rising ? 1.0 : -1.0, jump, low},
                       .parameters = floor_is_free ? 3U : 2U};
        found.minimum = std::move(minimum);
        best.emplace(std::move(found));
    };
    const std::size_t m = places.size();
    for (std::size_t at = 0; at < m; ++at) {
        if (limit == Limit::spike) {
            if (at + 1 == m) consider(at, true, true);
            if (at == 0) consider(at, false, true);
            continue;
        }
        for (const bool between : {false, true}) {
            consider(at, true, between);
            consider(at, false, between);
        }
    }
    return best;
}

/// The year, or the two consecutive years, that hold the most of all growth.
[[nodiscard]] inline std::vector<std::pair<double, double>> largest_years(
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
