#pragma once
// The local-global trend family.

#include <algorithm>
#include <cmath>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/smoothing/detail/trend_engine.hpp>
#include <reeindex/smoothing/local_global_trend.hpp>

namespace reeindex {

namespace detail::trend {

REEINDEX_INLINE double power(double level, double exponent) {
    return exponent == 0.0 ? 1.0 : (exponent == 0.5 ? std::sqrt(level) : level);
}

REEINDEX_INLINE void check_horizon(int horizon) {
    if (horizon < 1 || horizon > 1000)
        throw InvalidArgument("horizon", concat(horizon), "from 1 to 1000 years");
}

}  // namespace detail::trend

REEINDEX_INLINE LocalGlobalTrend::LocalGlobalTrend(std::span<const double> values,
                                                   const TrendGrid& grid) {
    detail::TrendEngine engine(grid);
    detail::SeriesShape shape;
    detail::check_series("values", values, shape);
    observations_ = shape.observations;
    value_ = shape.last;
    if (shape.equal) {
        scale_ = shape.last == 0.0 ? 1.0 : std::abs(shape.last);
        return;
    }
    auto state = std::make_shared<detail::TrendState>();
    engine.fit(values, shape, *state);
    scale_ = state->scale;
    form_ = state->form;
    using State = detail::TrendState;
    using Tables = detail::TrendTables;
    const Tables& tables = *state->tables;
    for (std::size_t a = 0; a < tables.grid.alpha.size(); ++a)
        for (std::size_t j = 0; j < tables.inner; ++j) {
            const std::size_t k = a * tables.padded + j;
            const auto of = [&](State::Row row) { return state->row(row)[k]; };
            const double g = of(State::gamma);
            const bool open = state->gaps > 0;
            members_.push_back(
                {.alpha = tables.grid.alpha[a],
                 .beta = tables.row(Tables::beta)[j],
                 .lambda = tables.row(Tables::lambda)[j],
                 .tau = tables.row(Tables::tau)[j],
                 .kappa = tables.row(Tables::kappa)[j],
                 .level = of(State::level) + (open ? g * of(State::level_gamma) : 0.0),
                 .slope = of(State::slope) + (open ? g * of(State::slope_gamma) : 0.0),
                 .gamma = g,
                 .gamma_error = of(State::gamma_error),
                 .sigma = of(State::sigma),
                 .log_weight = of(State::log_weight),
                 .weight = state->weights[k]});
        }
    state_ = std::move(state);
}

REEINDEX_INLINE TrendSummary LocalGlobalTrend::summary() const {
    TrendSummary out;
    if (constant()) {
        out.level = value_;
        out.naive_like = 1.0;
        out.memory = static_cast<double>(observations_);
        return out;
    }
    const double rho = state_->tables->grid.rho;
    const auto in_unit = [&](double z) { return state_->value(z); };
    const auto most = static_cast<double>(observations_);
    // weight of the members whose level and trend are within the range of a double
    double told = 0.0;
    double log_level = 0.0, log_ahead = 0.0;  // a mean of numbers is that of the largest alone
    for (const auto& one : members_) {
        const double w = one.weight;
        if (w == 0.0) continue;
        const double level = std::max(one.level, state_->floor);
        const double change = one.gamma * detail::trend::power(level, rho) + one.lambda * one.slope;
        const double noise = one.sigma * detail::trend::power(level, one.tau);
        const double rest = 1.0 - one.alpha;
        const double years = rest > 0.0 ? std::log(0.05) / std::log(rest) : 1.0;
        const double here = in_unit(one.level);
        const double ahead = std::max(one.level + change, state_->floor);  // as of a path
        const double step = in_unit(ahead) - here;
        log_level += w * one.level;
        log_ahead += w * ahead;
        if (std::isfinite(here) && std::isfinite(step)) {
            out.level += w * here;
            out.trend += w * step;
            told += w;
        }
        out.alpha += w * one.alpha;
        out.beta += w * one.beta;
        out.lambda += w * one.lambda;
        out.tau += w * one.tau;
        out.kappa += w * one.kappa;
        out.gamma += w * one.gamma;
        (std::abs(change) < 0.5 * noise ? out.naive_like : out.trending) += w;
        out.memory += w * std::clamp(years, 1.0, std::max(most, 1.0));
    }
    if (form_ == TrendForm::logarithmic) {
        out.level = in_unit(log_level);
        out.trend = in_unit(log_ahead) - out.level;
    } else if (told == 0.0) {
        out.level = in_unit(1.0);  // the last value, or the largest where the form is additive
    } else if (told < 1.0 - 1e-9) {
        out.level /= told;
        out.trend /= told;
    }
    return out;
}

REEINDEX_INLINE std::vector<double> LocalGlobalTrend::mean_path(int horizon) const {
    detail::trend::check_horizon(horizon);
    const auto h = static_cast<std::size_t>(horizon);
    if (constant()) return std::vector<double>(h, value_);
    std::vector<double> out(h, 0.0);
    const double rho = state_->tables->grid.rho;
    // as the reference has it: a share of the last value, which is one
    const double floor = form_ == TrendForm::positive ? 1e-3 : -detail::infinity;
    for (const auto& one : members_) {
        double l = one.level, b = one.slope;
        for (auto& value : out) {
            const double f =
                std::max(l + one.gamma * detail::trend::power(l, rho) + one.lambda * b, floor);
            value += one.weight * state_->value(f);
            const double next = one.alpha * f + (1.0 - one.alpha) * l;
            b = one.beta * (next - l) + (1.0 - one.beta) * b;
            l = next;
        }
    }
    return out;
}

REEINDEX_INLINE SamplePaths LocalGlobalTrend::sample_paths(const PathDraws& draws,
                                                           int horizon) const {
    detail::trend::check_horizon(horizon);
    if (static_cast<std::size_t>(horizon) > draws.horizon())
        throw InvalidArgument("horizon", detail::concat(horizon),
                              detail::concat("at most that of the draws, ", draws.horizon()));
    SamplePaths out{.paths = draws.paths(), .horizon = static_cast<std::size_t>(horizon)};
    if (constant()) {
        out.values.assign(out.paths * out.horizon, value_);
        return out;
    }
    detail::TrendEngine engine(state_->tables->grid);
    engine.simulate(*state_, draws, out.horizon);
    out.values.reserve(out.paths * out.horizon);
    for (std::size_t h = 0; h < out.horizon; ++h)
        for (const double value : engine.paths(h)) out.values.push_back(state_->value(value));
    return out;
}

REEINDEX_INLINE SamplePaths LocalGlobalTrend::sample_paths(int horizon,
                                                           const PathOptions& options) const {
    return sample_paths(*PathDraws::shared(options, horizon), horizon);
}

REEINDEX_INLINE std::vector<std::vector<double>> LocalGlobalTrend::quantiles(
    int horizon, std::span<const double> probabilities, const PathOptions& options) const {
    detail::trend::check_horizon(horizon);
    for (std::size_t j = 0; j < probabilities.size(); ++j)
        if (!(probabilities[j] > (j == 0 ? 0.0 : probabilities[j - 1]) && probabilities[j] < 1.0))
            throw InvalidArgument("probabilities", detail::to_text(probabilities[j]),
                                  "increasing, between 0 and 1, both excluded");
    const auto draws = PathDraws::shared(options, horizon);
    const auto years = static_cast<std::size_t>(horizon);
    std::vector<std::vector<double>> out(probabilities.size(), std::vector<double>(years, value_));
    if (constant()) return out;
    detail::TrendEngine engine(state_->tables->grid);
    engine.simulate(*state_, *draws, years);
    std::vector<double> found(probabilities.size());
    for (std::size_t h = 0; h < years; ++h) {
        engine.quantiles(h, probabilities, found.data());
        for (std::size_t j = 0; j < found.size(); ++j) out[j][h] = state_->value(found[j]);
    }
    return out;
}

REEINDEX_INLINE std::vector<double> LocalGlobalTrend::point(int horizon,
                                                            const PathOptions& options) const {
    const double half = 0.5;
    return quantiles(horizon, {&half, 1}, options).front();
}

REEINDEX_INLINE PredictionBand LocalGlobalTrend::interval(int horizon, double level,
                                                          const PathOptions& options) const {
    detail::check_level(level);
    const std::vector<double> p{(1.0 - level) / 2.0, (1.0 + level) / 2.0};
    auto found = quantiles(horizon, p, options);
    return {.level = level, .lower = std::move(found[0]), .upper = std::move(found[1])};
}

}  // namespace reeindex
