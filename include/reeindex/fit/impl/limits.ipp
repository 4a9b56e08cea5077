#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/limits/limits.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::optional<AnyCurve> limit_curve(Limit limit) {
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

REEINDEX_INLINE bool reachable(const Setup& setup, Limit limit, std::span<const double> q) {
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

REEINDEX_INLINE bool is_within_a_step(const AnyCurve& shape, std::span<const double> p,
                                      const Axis& axis) {
    const auto& parameters = shape.parameters();
    for (std::size_t j = 0; j < parameters.size(); ++j) {
        if (parameters[j].role == Role::rate && std::abs(p[j]) * axis.gap > steep_rate) return true;
    }
    return false;
}

REEINDEX_INLINE std::optional<AnyCurve> increments_limit_curve(Limit limit, Predictors x,
                                                               std::span<const double> y,
                                                               std::span<const double> weights) {
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

REEINDEX_INLINE std::optional<LimitFit> fit_limit(const Setup& setup, Limit limit, FitOn on,
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
    const auto height = std::find_if(parameters.begin(), parameters.end(), &is_height);
    const bool positive = height != parameters.end() && height->lower >= 0.0;
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
    const bool sudden = limit == Limit::step || limit == Limit::spike || limit == Limit::pulse ||
                        limit == Limit::jump;
    if (increments && sudden) {  // q holds the levels of years
        const auto years = largest_years(x, y, weights, limit == Limit::jump);
        q = {std::accumulate(q.begin(), q.end(), 0.0), 1.0,
             0.5 * (years.front().first + years.back().first)};
    }
    if (!reachable(setup, limit, q)) return std::nullopt;
    return LimitFit{limit, std::move(curve), std::move(minimum), std::move(q), count};
}

REEINDEX_INLINE std::vector<std::vector<double>> starts_beside(const Setup& setup,
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
