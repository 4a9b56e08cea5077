#pragma once
// The work behind LocalGlobalTrend.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/smoothing/detail/trend_engine.hpp>

#ifndef REEINDEX_COMPILED
#include <reeindex/smoothing/impl/trend_kernel_scalar.ipp>
#endif

namespace reeindex::detail {

REEINDEX_INLINE SeriesFault examine(std::span<const double> values, SeriesShape& shape) {
    constexpr double smallest = 1e-300, largest = 1e150;
    shape = {};
    if (values.size() > 10'000)
        return {concat("of ", values.size(), " years"), "of at most 10000 years"};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        if (std::isnan(value)) continue;
        if (std::isinf(value))
            return {concat(to_text(value), " at position ", i),
                    "finite, or NaN for a missing year"};
        if (shape.observations == 0) shape.first = shape.least = shape.most = value;
        shape.least = std::min(shape.least, value);
        shape.most = std::max(shape.most, value);
        shape.equal = shape.equal && value == shape.first;
        shape.last = value;
        ++shape.observations;
    }
    if (shape.observations < 2)
        return {concat("of ", counted(shape.observations, "observation")),
                "of at least 2 observations: one value tells neither a change nor a scatter"};
    const double size = std::max(-shape.least, shape.most);
    if (size != 0.0 && !(size >= smallest && size <= largest))
        return {concat("of magnitude ", to_text(size)),
                "zero throughout or of a magnitude from 1e-300 to 1e150; choose another unit"};
    if (std::isnan(values.front()) || std::isnan(values.back()))
        return {"nan at an end", "without missing years before the first or after the last value"};
    return {};
}

REEINDEX_INLINE void check_series(std::string_view argument, std::span<const double> values,
                                  SeriesShape& shape) {
    const SeriesFault fault = examine(values, shape);
    if (!fault.empty()) throw InvalidArgument(argument, fault.value, fault.allowed);
}

namespace trend {

REEINDEX_INLINE void check_values(std::string_view argument, const std::vector<double>& values,
                                  double low, double high, std::string_view allowed) {
    if (values.empty()) throw InvalidArgument(argument, "empty", "at least one value");
    for (const double value : values)
        if (!(value >= low && value <= high))
            throw InvalidArgument(argument, to_text(value), allowed);
}

REEINDEX_INLINE void check_prior(std::string_view argument, const std::vector<double>& prior,
                                 std::size_t size) {
    if (prior.size() != size)
        throw InvalidArgument(argument, concat("of length ", prior.size()),
                              concat("of the length of the values, ", size));
    for (const double weight : prior)
        if (!(weight > 0.0 && std::isfinite(weight)))
            throw InvalidArgument(argument, to_text(weight), "positive and finite");
}

REEINDEX_INLINE LevelPower level_power(std::string_view argument, double power) {
    if (power == 0.0) return LevelPower::zero;
    if (power == 0.5) return LevelPower::half;
    if (power == 1.0) return LevelPower::one;
    throw InvalidArgument(argument, to_text(power), "0, 0.5 or 1");
}

REEINDEX_INLINE void check_grid(const TrendGrid& grid) {
    check_values("alpha", grid.alpha, std::numeric_limits<double>::min(), 1.0,
                 "above 0 and at most 1");
    check_values("beta", grid.beta, 0.0, 1.0, "from 0 to 1");
    check_values("lambda", grid.lambda, 0.0, 2.0, "from 0 to 2");
    check_values("kappa", grid.kappa, 1e-12, 1e12, "from 1e-12 to 1e12");
    check_values("tau", grid.tau, 0.0, 1.0, "0, 0.5 or 1");
    for (const double tau : grid.tau) (void)level_power("tau", tau);
    (void)level_power("rho", grid.rho);
    check_prior("lambda_prior", grid.lambda_prior, grid.lambda.size());
    check_prior("kappa_prior", grid.kappa_prior, grid.kappa.size());
    if (grid.alpha.size() * grid.beta.size() * grid.lambda.size() * grid.tau.size() *
            grid.kappa.size() >
        100'000)
        throw InvalidArgument("grid", "of more than 100000 members", "smaller");
    if (!(grid.nu >= 1.0)) throw InvalidArgument("nu", to_text(grid.nu), "at least 1");
    if (grid.passes < 1 || grid.passes > 100)
        throw InvalidArgument("passes", concat(grid.passes), "from 1 to 100");
    if (!(grid.lambda_spread >= 0.0 && grid.lambda_spread <= 1.0))
        throw InvalidArgument("lambda_spread", to_text(grid.lambda_spread), "from 0 to 1");
    if (!(grid.noise_factor >= 0.0 && grid.noise_factor <= 100.0))
        throw InvalidArgument("noise_factor", to_text(grid.noise_factor), "from 0 to 100");
    if (!(grid.floor > 0.0 && grid.floor < 1.0))
        throw InvalidArgument("floor", to_text(grid.floor), "between 0 and 1, both excluded");
}

REEINDEX_INLINE std::vector<double> log_shares(const std::vector<double>& prior) {
    double total = 0.0;
    for (const double weight : prior) total += weight;
    std::vector<double> out;
    for (const double weight : prior) out.push_back(std::log(weight / total));
    return out;
}

}  // namespace trend

REEINDEX_INLINE TrendTables::TrendTables(const TrendGrid& given, bool additive_form)
    : grid(given), additive(additive_form) {
    if (additive) {
        grid.tau = {0.0};
        grid.rho = 0.0;
    }
    rho = trend::level_power("rho", grid.rho);
    has_powers = grid.tau != std::vector<double>{0.0};
    inner = grid.beta.size() * grid.lambda.size() * grid.tau.size() * grid.kappa.size();
    padded = (inner + trend_group - 1) / trend_group * trend_group;
    table.resize(rows * padded);
    const auto prior_lambda = trend::log_shares(grid.lambda_prior);
    const auto prior_kappa = trend::log_shares(grid.kappa_prior);
    std::size_t k = 0;
    const auto put = [&](Row row, double value) { table[row * padded + k] = value; };
    for (const double one : grid.beta)
        for (std::size_t i = 0; i < grid.lambda.size(); ++i)
            for (const double power : grid.tau)
                for (std::size_t j = 0; j < grid.kappa.size(); ++j, ++k) {
                    put(beta, one);
                    put(lambda, grid.lambda[i]);
                    put(tau, power);
                    put(tau0, power == 0.0 ? 1.0 : 0.0);
                    put(tau_half, power == 0.5 ? 1.0 : 0.0);
                    put(tau1, power == 1.0 ? 1.0 : 0.0);
                    put(kappa, grid.kappa[j]);
                    put(precision, 1.0 / (grid.kappa[j] * grid.kappa[j]));
                    put(log_prior, prior_lambda[i] + prior_kappa[j] - std::log(grid.kappa[j]));
                }
    for (; k < padded; ++k)  // the last member again
        for (std::size_t r = 0; r < rows; ++r)
            table[r * padded + k] = table[r * padded + inner - 1];
}

REEINDEX_INLINE TrendEngine::TrendEngine(const TrendGrid& grid) : kernels_(trend_kernels()) {
    trend::check_grid(grid);
    positive_ = std::make_shared<const TrendTables>(grid, false);
    additive_ = std::make_shared<const TrendTables>(grid, true);
}

REEINDEX_INLINE void TrendEngine::fit(std::span<const double> values, const SeriesShape& shape,
                                      TrendState& out) {
    const TrendForm form = shape.form();
    if (form == TrendForm::logarithmic && shape.most <= 1e50 * shape.least) {
        fit_form(values, shape, TrendForm::positive, out);
        const double evidence = out.evidence;
        fit_form(values, shape, form, out);
        if (!(evidence > out.evidence)) return;
        fit_form(values, shape, TrendForm::positive, out);
    } else {
        fit_form(values, shape, form, out);
    }
}

REEINDEX_INLINE void TrendEngine::fit_form(std::span<const double> values, const SeriesShape& shape,
                                           TrendForm form, TrendState& out) {
    const bool positive = form == TrendForm::positive, logs = form == TrendForm::logarithmic;
    const TrendTables& tables = positive ? *positive_ : *additive_;
    const TrendGrid& grid = tables.grid;
    out.tables = positive ? positive_ : additive_;
    out.scale = positive || logs ? shape.last : std::max(std::abs(shape.least), shape.most);
    out.form = form;
    out.gaps = values.size() - shape.observations;
    out.observations = shape.observations;
    out.log_scale = 0.0;
    const auto log_ratio = [&](double value) {
        const double ratio = value / shape.last;  // the same in any unit
        return ratio > 0.0 && std::isfinite(ratio) ? std::log(ratio)
                                                   : std::log(value) - std::log(shape.last);
    };
    if (logs) out.log_scale = std::max(-log_ratio(shape.least), log_ratio(shape.most));
    scaled_.resize(values.size());
    for (std::size_t t = 0; t < values.size(); ++t)
        scaled_[t] = logs ? log_ratio(values[t]) / out.log_scale : values[t] / out.scale;
    out.floor = positive             ? grid.floor * (shape.least / out.scale)
                : shape.least == 0.0 ? 0.0
                                     : -infinity;
    const std::size_t size = out.size();
    out.results.resize(TrendState::rows * size);
    out.weights.assign(size, 0.0);
    workspace_.resize(values.size() * 3 * (trend_group + 1) + 8);
    const auto address = reinterpret_cast<std::uintptr_t>(workspace_.data());
    double* const aligned = workspace_.data() + (64 - address % 64) % 64 / sizeof(double);
    const auto m = static_cast<double>(shape.observations - 1);
    const bool normal = std::isinf(grid.nu);
    const double nu = normal ? 1.0 : grid.nu;
    const double constant = normal ? -0.5 * std::log(2.0 * std::numbers::pi)
                                   : std::lgamma(0.5 * (nu + 1.0)) - std::lgamma(0.5 * nu) -
                                         0.5 * std::log(nu * std::numbers::pi);
    const auto result = [&](TrendState::Row row) { return out.results.data() + row * size; };
    kernels_.fit_members({.z = scaled_.data(),
                          .years = static_cast<int>(values.size()),
                          .innovations = static_cast<int>(shape.observations) - 1,
                          .gaps = static_cast<int>(out.gaps),
                          .least_level = out.floor,
                          .rho = tables.rho,
                          .has_powers = tables.has_powers ? 1 : 0,
                          .normal = normal ? 1 : 0,
                          .nu = nu,
                          .log_constant = m * constant,
                          .passes = normal ? 1 : grid.passes,
                          .alphas = static_cast<int>(grid.alpha.size()),
                          .padded = static_cast<int>(tables.padded),
                          .alpha = grid.alpha.data(),
                          .beta = tables.row(TrendTables::beta),
                          .lambda = tables.row(TrendTables::lambda),
                          .tau0 = tables.row(TrendTables::tau0),
                          .tau_half = tables.row(TrendTables::tau_half),
                          .tau1 = tables.row(TrendTables::tau1),
                          .precision = tables.row(TrendTables::precision),
                          .log_prior = tables.row(TrendTables::log_prior),
                          .workspace = aligned,
                          .log_weight = result(TrendState::log_weight),
                          .gamma = result(TrendState::gamma),
                          .gamma_error = result(TrendState::gamma_error),
                          .sigma = result(TrendState::sigma),
                          .level = result(TrendState::level),
                          .slope = result(TrendState::slope),
                          .level_gamma = result(TrendState::level_gamma),
                          .slope_gamma = result(TrendState::slope_gamma),
                          .level_variance = result(TrendState::level_variance),
                          .covariance = result(TrendState::covariance),
                          .slope_variance = result(TrendState::slope_variance)});
    const double* const log_weight = result(TrendState::log_weight);
    const std::size_t inner = tables.inner, padded = tables.padded;
    double most = -infinity, total = 0.0;
    for (std::size_t k = 0; k < size; ++k) most = std::max(most, log_weight[k]);
    for (std::size_t a = 0; a < size; a += padded)
        for (std::size_t k = a; k < a + inner; ++k)
            if (log_weight[k] > most - 745.0)
                total += out.weights[k] = std::exp(log_weight[k] - most);
    for (auto& weight : out.weights) weight /= total;
    out.evidence = most + std::log(total) -
                   std::log(static_cast<double>(grid.alpha.size() * grid.beta.size() *
                                                grid.tau.size()));  // whose priors are equal
    if (!logs) return;
    // from the density of the logarithms to that of the series
    out.evidence -= m * std::log(out.log_scale);
    bool first = true;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        if (!first) out.evidence -= log_ratio(value);
        first = false;
    }
}

REEINDEX_INLINE void TrendEngine::simulate(const TrendState& state, const PathDraws& draws,
                                           std::size_t horizon) {
    const TrendTables& tables = *state.tables;
    const TrendGrid& grid = tables.grid;
    count_ = draws.paths();
    padded_ = (count_ + trend_group - 1) / trend_group * trend_group;
    out_.resize(padded_ * horizon);
    center_.resize(padded_);
    scale_.resize(padded_);
    floor_ = state.floor;
    table_.resize(9 * padded_);
    enum : std::size_t { alpha, beta, level, slope, gamma, lambda, scale0, scale_half, scale1 };
    const auto put = [&](std::size_t row, std::size_t i, double value) {
        table_[row * padded_ + i] = value;
    };
    const auto of = [&](TrendState::Row row) { return state.row(row); };
    const double over = 1.0 / static_cast<double>(count_);
    const std::size_t size = state.size();
    const bool open = state.gaps > 0;
    const auto ratios = draws.scale_ratios(state.observations - 1);
    exact_ = ratios != nullptr;
    const double noise_factor =
        ratios == nullptr || state.observations < few_observations ? grid.noise_factor : 1.0;
    std::size_t next = 0, k = 0, j = 0, a = 0;
    double sum = 0.0;
    for (std::size_t i = 0; i < padded_; ++i) {
        const std::size_t path = std::min(i, count_ - 1);
        // paths belong to members in turn, in proportion to the weights
        while (next < size && (next == 0 || sum < (static_cast<double>(path) + 0.5) * over)) {
            sum += state.weights[next];
            if (state.weights[next] > 0.0 || next == 0) k = next;
            ++next;
        }
        a = k / tables.padded;
        j = k % tables.padded;
        const double factor = ratios != nullptr ? (*ratios)[path] : 1.0;
        const double sigma = of(TrendState::sigma)[k] * factor;
        const double g = of(TrendState::gamma)[k] +
                         of(TrendState::gamma_error)[k] * factor * draws.global()[path];
        double l = of(TrendState::level)[k], b = of(TrendState::slope)[k];
        if (open) {
            const double root = std::sqrt(std::max(of(TrendState::level_variance)[k], 0.0));
            const double cross = root > 0.0 ? of(TrendState::covariance)[k] / root : 0.0;
            const double left =
                std::sqrt(std::max(of(TrendState::slope_variance)[k] - cross * cross, 0.0));
            l += g * of(TrendState::level_gamma)[k] + sigma * root * draws.level()[path];
            b += g * of(TrendState::slope_gamma)[k] +
                 sigma * (cross * draws.level()[path] + left * draws.slope()[path]);
            l = std::max(l, state.floor);
        }
        const double scale = noise_factor * sigma;
        put(alpha, i, grid.alpha[a]);
        put(beta, i, tables.row(TrendTables::beta)[j]);
        put(level, i, l);
        put(slope, i, b);
        put(gamma, i, g);
        put(lambda, i,
            tables.row(TrendTables::lambda)[j] + grid.lambda_spread * draws.local()[path]);
        put(scale0, i, scale * tables.row(TrendTables::tau0)[j]);
        put(scale_half, i, scale * tables.row(TrendTables::tau_half)[j]);
        put(scale1, i, scale * tables.row(TrendTables::tau1)[j]);
    }
    const auto row = [&](std::size_t which) { return table_.data() + which * padded_; };
    kernels_.simulate({.padded = static_cast<int>(padded_),
                       .horizon = static_cast<int>(horizon),
                       .rho = tables.rho,
                       .has_powers = tables.has_powers ? 1 : 0,
                       .floor = state.floor,
                       .ceiling = TrendState::ceiling,
                       .alpha = row(alpha),
                       .beta = row(beta),
                       .level = row(level),
                       .slope = row(slope),
                       .gamma = row(gamma),
                       .lambda = row(lambda),
                       .scale0 = row(scale0),
                       .scale_half = row(scale_half),
                       .scale1 = row(scale1),
                       .noise = draws.noise(0),
                       .noise_stride = static_cast<ptrdiff_t>(count_),
                       .out = out_.data(),
                       .out_stride = static_cast<ptrdiff_t>(padded_),
                       .center = center_.data(),
                       .scale = scale_.data()});
    for (std::size_t i = count_; i < padded_; ++i) {  // so far up that they add nothing
        center_[i] = 1e150;
        scale_[i] = 1.0;
    }
}

REEINDEX_INLINE double TrendEngine::mixture_quantile(double probability, double x) const {
    const auto count = static_cast<double>(count_);
    // what the padding takes off, for it adds no half
    const double rest = probability - 0.5 * static_cast<double>(padded_) / count;
    double low = -infinity, high = infinity;
    for (int step = 0; step < 100; ++step) {
        const MixtureSums sums = kernels_.mixture({.padded = static_cast<int>(padded_),
                                                   .center = center_.data(),
                                                   .scale = scale_.data(),
                                                   .x = x});
        const double miss = sums.probability / count - rest;
        (miss < 0.0 ? low : high) = x;
        // Halley's step, which triples the digits
        const double newton = -miss * count / sums.density;
        const double bend = std::clamp(1.0 + 0.5 * newton * sums.slope / sums.density, 0.5, 2.0);
        double next = x + newton / bend;
        if (!(next > low && next < high)) {
            if (!std::isfinite(low) || !std::isfinite(high)) return x;
            next = 0.5 * low + 0.5 * high;
        } else if (std::abs(miss) <= 1e-2 * std::min(probability, 1.0 - probability)) {
            return next;
        }
        x = next;
    }
    return x;
}

REEINDEX_INLINE void TrendEngine::quantiles(std::size_t year, std::span<const double> probabilities,
                                            double* out) {
    select_quantiles(paths(year), probabilities, out);
    if (year > 0 || !exact_) return;
    double least = floor_;
    for (std::size_t j = 0; j < probabilities.size(); ++j)
        least = out[j] =
            std::clamp(mixture_quantile(probabilities[j], out[j]), least, TrendState::ceiling);
}

}  // namespace reeindex::detail
