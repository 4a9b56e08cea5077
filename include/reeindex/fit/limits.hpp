#pragma once
/// \file
/// The limits of a curve fitted to the same data: where a degenerate fit stands, and what the data
/// must exclude before a parameter counts as identified.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <vector>

#include <reeindex/curves/constant.hpp>
#include <reeindex/curves/early_adoption.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/open_phase.hpp>
#include <reeindex/curves/shifted_exponential.hpp>
#include <reeindex/fit/engine.hpp>
#include <reeindex/fit/indicator_curve.hpp>
#include <reeindex/fit/observed_curve.hpp>

namespace reeindex::detail {

/// Rate times gap above which the change lies between two points of the data.
inline constexpr double steep_rate = 15.0;

/// A limit with its optimum.
struct LimitFit {
    Limit limit = Limit::none;
    AnyCurve curve;         ///< the limiting shape, as observed
    Minimum minimum;        ///< of that shape
    std::vector<double> q;  ///< its parameters as the curve's at_limit() reads them
    std::size_t parameters = 0;
};

[[nodiscard]] inline std::optional<AnyCurve> limit_curve(Limit limit) {
    switch (limit) {
        case Limit::constant:
            return AnyCurve(Constant{});
        case Limit::linear:
            return AnyCurve(Linear{});
        case Limit::exponential:
            return AnyCurve(Exponential{});
        case Limit::shifted_exponential:
            return AnyCurve(ShiftedExponential{});
        case Limit::gompertz:
            return AnyCurve(Gompertz{});
        case Limit::logistic:
            return AnyCurve(Logistic{});
        case Limit::early_adoption:
            return AnyCurve(EarlyAdoption{});
        case Limit::open_phase:
            return AnyCurve(OpenPhase{});
        default:
            return std::nullopt;
    }
}

/// Whether fixed or bounded parameters keep the curve away from the limit.
[[nodiscard]] inline bool reachable(const Setup& setup, Limit limit, std::span<const double> q) {
    const auto mapping = setup.curve.model().at_limit(limit, q);
    for (std::size_t j = 0; j < mapping.size(); ++j) {
        if (mapping[j].from >= 0) {
            const double value = q[static_cast<std::size_t>(mapping[j].from)];
            if (!setup.free[j] || value < setup.lower[j] || value > setup.upper[j]) return false;
            continue;
        }
        const double end = mapping[j].value;
        if (std::isnan(end)) return false;
        const auto& natural = setup.curve.parameters()[j];
        if (!setup.free[j]) return false;
        if (setup.lower[j] > natural.lower || setup.upper[j] < natural.upper)
            if (end < setup.lower[j] || end > setup.upper[j]) return false;
    }
    return true;
}

/// Whether a limiting shape has its change within one step: then it is a jump, another limit.
[[nodiscard]] inline bool is_within_a_step(const AnyCurve& shape, std::span<const double> p,
                                           const Axis& axis) {
    const auto& parameters = shape.parameters();
    for (std::size_t j = 0; j < parameters.size(); ++j) {
        const auto& key = parameters[j].name;
        if ((key == "rate" || key == "r" || key == "q") && std::abs(p[j]) * axis.gap > steep_rate)
            return true;
    }
    return false;
}

/// The step: one level before a year, another after it, any level between them in that year.
[[nodiscard]] inline std::optional<LimitFit> step_limit(const Setup& setup, Predictors x,
                                                        std::span<const double> y,
                                                        std::span<const double> weights,
                                                        bool only_ends) {
    const std::size_t n = y.size();
    if (setup.error != ErrorModel::gaussian || n < 3) return std::nullopt;
    const auto levels =
        std::count_if(setup.curve.parameters().begin(), setup.curve.parameters().end(),
                      [](const auto& p) { return p.linear; });
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
                  .parameters = floor_is_free ? 3U : 2U};
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
    const bool rate = setup.curve.name() == "hubbert";
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
    const bool floor_is_free = std::count_if(parameters.begin(), parameters.end(),
                                             [](const auto& p) { return p.linear; }) > 1;
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

/// The limiting shape of yearly growth, as observed; none where the limit does not concern it.
[[nodiscard]] inline std::optional<AnyCurve> increments_limit_curve(
    Limit limit, Predictors x, std::span<const double> y, std::span<const double> weights) {
    const auto observed = [](AnyCurve curve, FitOn on) {
        return AnyCurve(std::make_shared<ObservedCurve>(std::move(curve), on));
    };
    switch (limit) {
        case Limit::constant:
            return std::nullopt;
        case Limit::linear:
            return observed(Constant{}, FitOn::levels);
        case Limit::shifted_exponential:
            return observed(Exponential{}, FitOn::increments);
        case Limit::step:
        case Limit::spike:
        case Limit::pulse:
        case Limit::jump:
            return observed(AnyCurve(std::make_shared<IndicatorCurve>(
                                "pulse", largest_years(x, y, weights, limit == Limit::jump))),
                            FitOn::levels);
        default: {
            auto shape = limit_curve(limit);
            if (!shape) return std::nullopt;
            return observed(std::move(*shape), FitOn::increments);
        }
    }
}

/// The optimum on one limit; none where bounds exclude it or the data do not determine it.
[[nodiscard]] inline std::optional<LimitFit> fit_limit(const Setup& setup, Limit limit, FitOn on,
                                                       bool observed, Predictors x,
                                                       std::span<const double> y,
                                                       std::span<const double> weights,
                                                       const Minimum& of) {
    const bool increments = on == FitOn::increments;
    if (!increments && (limit == Limit::step || limit == Limit::spike)) {
        const bool plain = setup.error == ErrorModel::gaussian && !observed;
        auto step = plain ? step_limit(setup, x, y, weights, limit == Limit::spike)
                          : sharp_limit(setup, limit, x, y, weights, of);
        if (step && !reachable(setup, limit, step->q)) return std::nullopt;
        return step;
    }
    if (!increments && limit == Limit::pulse) {
        if (observed) return std::nullopt;
        auto pulse = pulse_limit(setup, x, y, weights);
        if (pulse && !reachable(setup, limit, pulse->q)) return std::nullopt;
        return pulse;
    }
    auto shape = limit_curve(limit);
    if (limit == Limit::jump && !observed)
        shape = AnyCurve(std::make_shared<IndicatorCurve>(
            "jump", std::vector<std::pair<double, double>>{
                        {-infinity, setup.axis.first},
                        {std::nextafter(setup.axis.first, infinity), infinity}}));
    if (increments) shape = increments_limit_curve(limit, x, y, weights);
    if (!shape) return std::nullopt;
    AnyCurve curve =
        observed && !increments ? AnyCurve(std::make_shared<ObservedCurve>(*shape, on)) : *shape;
    curve = curve.anchored(setup.axis);
    Setup inner{.curve = curve,
                .axis = setup.axis,
                .error = setup.error,
                .max_iterations = setup.max_iterations};
    if (is_robust(setup.error)) inner.scale = of.scale;
    if (setup.error == ErrorModel::negative_binomial) inner.size = of.size;
    // a ceiling that must be positive keeps its limits positive
    const auto& parameters = setup.curve.parameters();
    const auto linear =
        std::find_if(parameters.begin(), parameters.end(), [](const auto& p) { return p.linear; });
    const bool positive = linear != parameters.end() && linear->lower >= 0.0;
    // yearly growth may be the end of a curve without a beginning, which falls exponentially
    const bool any_sign = increments ? limit == Limit::exponential : limit == Limit::linear;
    for (const auto& parameter : curve.parameters()) {
        inner.lower.push_back(parameter.linear && positive && !any_sign ? 0.0 : parameter.lower);
        inner.upper.push_back(parameter.upper);
        inner.base.push_back(0.0);
        inner.free.push_back(true);
    }
    if (setup.error == ErrorModel::gaussian) inner.refine_below = of.objective * (1.0 + 1e-4);
    auto minimum = minimise(inner, x, y, weights);
    if (!minimum.usable()) return std::nullopt;
    if (is_within_a_step(curve, minimum.p, setup.axis)) return std::nullopt;
    const std::size_t count = curve.size();
    auto q = minimum.p;
    if (increments && limit == Limit::exponential && q[0] < 0.0) q[1] = -q[1];
    if (increments && curve.name() == "pulse") {
        const auto years = largest_years(x, y, weights, limit == Limit::jump);
        q = {std::accumulate(q.begin(), q.end(), 0.0), 1.0,
             0.5 * (years.front().first + years.back().first)};
    }
    if (!reachable(setup, limit, q)) return std::nullopt;
    return LimitFit{limit, std::move(curve), std::move(minimum), std::move(q), count};
}

/// Curves that are nearly the limit: what the curve itself names, and for a jump every steep change
/// about its place.
[[nodiscard]] inline std::vector<std::vector<double>> starts_beside(const Setup& setup,
                                                                    const LimitFit& limit,
                                                                    Predictors x) {
    const auto& model = setup.curve.model();
    auto out = model.beside(limit.limit, limit.q, setup.axis);
    if (limit.limit != Limit::step || limit.q.size() < 3) return out;
    const auto mapping = model.at_limit(limit.limit, limit.q);
    const double jump = limit.q[2];
    double before = infinity, after = infinity;  // distances to the nearest observations
    for (std::size_t i = 0; i < x.rows(); ++i) {
        const double d = x.row(i)[0] - jump;
        if (d > 0.0) after = std::min(after, d);
        if (d < 0.0) before = std::min(before, -d);
    }
    const double least = std::min(before, after);
    if (!std::isfinite(least)) return out;
    if (!std::isfinite(before)) before = least;
    if (!std::isfinite(after)) after = least;
    for (const double steepness : {1.0, 2.0, 4.0, 8.0})
        for (int place = -6; place <= 6; ++place) {
            std::vector<double> p;
            for (const auto& parameter : mapping) {
                const auto from = static_cast<std::size_t>(std::max(parameter.from, 0));
                double value = parameter.from < 0 ? parameter.value : limit.q[from];
                if (std::isinf(value)) value = std::copysign(steepness / least, value);
                if (parameter.from == 2)
                    value = jump + (place < 0 ? before : after) * static_cast<double>(place) / 4.0;
                p.push_back(value);
            }
            out.push_back(std::move(p));
        }
    return out;
}

}  // namespace reeindex::detail
