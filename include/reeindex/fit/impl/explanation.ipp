#pragma once
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/verdict/direction.hpp>
#include <reeindex/fit/verdict/explanation.hpp>
#include <reeindex/fit/verdict/inference.hpp>
#include <reeindex/fit/verdict/words.hpp>

namespace reeindex::detail {

/// The limit on which a degenerate fit stands, with what is said of it; none where that is said
/// already.
REEINDEX_INLINE std::optional<Note> limit_note(const FitResult& fit,
                                               std::span<const LimitFit> limits, const Axis& axis) {
    const bool increments = fit.options.on == FitOn::increments;
    const auto found = std::find_if(limits.begin(), limits.end(),
                                    [&](const auto& l) { return l.limit == fit.limit; });
    const auto& q = fit.carrier_estimates;
    if (fit.limit == Limit::constant && !increments && q[0] == 0.0 && fit.r_squared < 0.0)
        return Note{.kind = "below_zero"};
    if (fit.limit == Limit::spike && std::ranges::min(fit.data.y) == std::ranges::max(fit.data.y))
        return Note{.kind = "no_change"};
    Note out{.kind = "on_limit",
             .names = {{"limit", std::string{name(fit.limit)}},
                       {"on", std::string{name(fit.options.on)}}}};
    if (fit.limit == Limit::step) {
        if (found == limits.end()) return std::nullopt;  // one phase of several
        out.numbers = {{"place", found->q[2]}};
    }
    const auto put = [&](std::initializer_list<const char*> keys) {
        for (const char* key : keys)
            if (out.numbers.size() < q.size()) out.numbers.emplace_back(key, q[out.numbers.size()]);
        out.numbers.emplace_back("origin", axis.first);
    };
    if (fit.limit == Limit::exponential || (fit.limit == Limit::shifted_exponential && increments))
        put({"level", "rate"});
    else if (fit.limit == Limit::shifted_exponential)
        put({"asymptote", "amplitude", "rate"});
    else if (fit.limit == Limit::constant || (fit.limit == Limit::linear && increments))
        put({"level"});
    else if (fit.limit == Limit::linear)
        put({"intercept", "slope"});
    return out;
}

/// How far along the curve the data reach, and which limits they do not exclude.
REEINDEX_INLINE void note_reach(FitResult& fit) {
    if (fit.status != FitStatus::converged) return;
    if (fit.reach)
        fit.notes.push_back(
            {.kind = falls(fit) ? "fallen" : "reach", .numbers = {{"share", *fit.reach}}});
    for (const auto& row : fit.limits)
        if (!row.excluded)
            fit.notes.push_back(
                {.kind = "limit_not_excluded",
                 .numbers = {{"level", fit.options.level}, {"p_value", row.p_value}},
                 .names = {{"limit", std::string{name(row.limit)}}}});
}

/// Whether counts have the variance of their model.
REEINDEX_INLINE void note_counts(FitResult& fit) {
    const auto& y = fit.data.y;
    const double dof = fit.dof();
    double pearson = 0.0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double w = fit.data.weights.empty() ? 1.0 : fit.data.weights[i];
        const double e = y[i] - fit.fitted[i];
        if (e != 0.0) pearson += w * e * e / fit.fitted[i];
    }
    if (fit.options.error == ErrorModel::poisson && dof > 0.0 && std::isfinite(pearson) &&
        chi_squared_survival(pearson, dof) < 0.01)
        fit.notes.push_back(
            {.kind = "overdispersed", .numbers = {{"pearson", pearson}, {"dof", dof}}});
    if (fit.size && std::isinf(*fit.size)) fit.notes.push_back({.kind = "as_poisson"});
    if (!std::all_of(y.begin(), y.end(), [](double v) { return v == std::floor(v); }))
        fit.notes.push_back(
            {.kind = "not_whole", .names = {{"error", std::string{name(fit.options.error)}}}});
}

/// Likelihood ratio of a scatter proportional to the fitted value to some power from 0 to 1.5
/// against a constant one (power of the mean: Davidian and Carroll 1987,
/// doi:10.1080/01621459.1987.10478543), on the residuals of the latter: chi-squared with one degree
/// of freedom. \param fitted positive
REEINDEX_INLINE double growing_scatter(std::span<const double> fitted,
                                       std::span<const double> residuals) {
    constexpr double step = 0.05;
    const auto n = static_cast<double>(fitted.size());
    std::vector<double> squares, shrink;
    double logs = 0.0, constant = 0.0, best = 0.0;
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        logs += std::log(fitted[i]);
        squares.push_back(residuals[i] * residuals[i]);
        constant += squares.back();
    }
    const double centre = std::exp(logs / n);
    for (const double value : fitted) shrink.push_back(std::pow(value / centre, -2.0 * step));
    for (double power = step; power <= 1.5 + 0.5 * step; power += step) {
        double sum = 0.0;
        for (std::size_t i = 0; i < squares.size(); ++i) sum += squares[i] *= shrink[i];
        best = std::max(best, n * std::log(constant / sum));
    }
    return std::isfinite(best) ? best : 0.0;
}

/// Whether residuals in the order of x follow one another with the same sign more often than
/// independent ones, at 5 %. Each product of neighbours counts by its own size, so that scatter of
/// any pattern gives no alarm: without correlation the signs of the products are a toss.
REEINDEX_INLINE bool runs_systematically(std::span<const double> ordered) {
    double sum = 0.0, squares = 0.0;
    for (std::size_t i = 1; i < ordered.size(); ++i) {
        const double product = ordered[i] * ordered[i - 1];
        sum += product;
        squares += product * product;
    }
    return sum > 0.0 && sum > normal_quantile(0.95) * std::sqrt(squares);
}

/// Whether the scatter of positive data grows with their value, against constant variance. A curve
/// that misses the data leaves large residuals too, so that the verdict must not hang on any single
/// one, nor stand where the residuals run systematically.
REEINDEX_INLINE std::optional<Note> scatter_note(const FitResult& fit) {
    constexpr std::size_t least = 8;  // below, the test has no power
    constexpr double threshold = 0.01;
    const std::size_t n = fit.data.y.size(), width = fit.data.predictors;
    const auto positive = [](double v) { return v > 0.0; };
    if (n < least || !fit.data.weights.empty() || !(fit.sigma > 0.0)) return std::nullopt;
    if (!std::all_of(fit.data.y.begin(), fit.data.y.end(), positive) ||
        !std::all_of(fit.fitted.begin(), fit.fitted.end(), positive))
        return std::nullopt;
    const double p = chi_squared_survival(growing_scatter(fit.fitted, fit.residuals), 1.0);
    if (p >= threshold) return std::nullopt;
    std::vector<double> fitted(n), residuals(n);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
        return fit.data.x[i * width] < fit.data.x[j * width];
    });
    for (std::size_t i = 0; i < n; ++i) {
        fitted[i] = fit.fitted[order[i]];
        residuals[i] = fit.residuals[order[i]];
    }
    if (runs_systematically(residuals)) return std::nullopt;
    for (std::size_t i = 0; i < n; ++i) {  // the last place is the one left out
        std::swap(fitted[i], fitted.back());
        std::swap(residuals[i], residuals.back());
        const double without =
            growing_scatter(std::span(fitted).first(n - 1), std::span(residuals).first(n - 1));
        if (chi_squared_survival(without, 1.0) >= threshold) return std::nullopt;
        std::swap(fitted[i], fitted.back());
        std::swap(residuals[i], residuals.back());
    }
    return Note{.kind = "growing_scatter", .numbers = {{"p_value", p}}};
}

REEINDEX_INLINE void explain(FitResult& fit, std::span<const LimitFit> limits, const Axis& axis) {
    settle_reach(fit);
    if (fit.status == FitStatus::degenerate && fit.limit != Limit::unbounded)
        if (auto note = limit_note(fit, limits, axis)) fit.notes = {std::move(*note)};
    note_reach(fit);
    if (!fit.estimates.empty()) {
        if (is_count(fit.options.error)) note_counts(fit);
        if (fit.options.error == ErrorModel::gaussian)
            if (auto note = scatter_note(fit)) fit.notes.push_back(std::move(*note));
    }
    fit.message = fit_words(fit.notes);
}

}  // namespace reeindex::detail
