#pragma once
/// \file
/// What a fit says of itself in words: why it stands on a limit, what the data leave open, what
/// of the error model a reader must know.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/limits/limits.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/verdict/direction.hpp>
#include <reeindex/fit/verdict/inference.hpp>

namespace reeindex::detail {

/// The curve of a limit as a formula, t the predictor: "112.93 + 8.1062 exp(0.1598 (t - 277.15))".
/// Empty for limits that no formula of one line tells.
[[nodiscard]] inline std::string limit_formula(const FitResult& fit, const Axis& axis) {
    const auto& q = fit.carrier_estimates;
    if (fit.options.on == FitOn::increments || q.empty()) return {};
    const auto number = [](double value) { return to_significant(value, 6); };
    const auto plus = [&](double value) {
        return concat(value < 0.0 ? " - " : " + ", number(std::abs(value)));
    };
    const auto since = concat(" (t - ", to_text(axis.first), ")");
    const auto exponent = [&](double rate) { return concat(" exp(", number(rate), since, ")"); };
    switch (fit.limit) {
        case Limit::exponential:
            return q.size() == 2 ? number(q[0]) + exponent(q[1]) : std::string{};
        case Limit::shifted_exponential:
            return q.size() == 3 ? number(q[0]) + plus(q[1]) + exponent(q[2]) : std::string{};
        case Limit::constant:
            return q.size() == 1 ? number(q[0]) : std::string{};
        case Limit::linear:
            return q.size() == 2 ? number(q[0]) + plus(q[1]) + since : std::string{};
        default:
            return {};
    }
}

/// Why a degenerate fit has no finite optimum; empty where that is said already.
[[nodiscard]] inline std::string limit_in_words(const FitResult& fit,
                                                std::span<const LimitFit> limits,
                                                const Axis& axis) {
    const bool increments = fit.options.on == FitOn::increments;
    const auto found = std::find_if(limits.begin(), limits.end(),
                                    [&](const auto& l) { return l.limit == fit.limit; });
    const auto with_formula = [&](std::string_view text, std::string_view lead) {
        const auto formula = limit_formula(fit, axis);
        return formula.empty() ? std::string{text} : concat(text, lead, formula);
    };
    switch (fit.limit) {
        case Limit::exponential:
        case Limit::shifted_exponential:
            if (increments)
                return concat("the yearly growth follows an exponential (",
                              to_significant(100.0 * std::expm1(fit.carrier_estimates[1]), 3),
                              " % per year): the data do not bend, no ceiling can be stated");
            if (fit.limit == Limit::shifted_exponential)
                return with_formula(
                    "the sum of squares falls as one asymptote moves away without bound: only the "
                    "other can be stated",
                    "; the result stands on ");
            return with_formula(
                "the sum of squares falls as the ceiling grows without bound: the data do not "
                "bend, no ceiling can be stated",
                "; the result stands on the exponential ");
        case Limit::constant:
            if (!increments && fit.carrier_estimates[0] == 0.0 && fit.r_squared < 0.0)
                return "the observations lie below 0, where the curve cannot be: nothing of it is "
                       "determined";
            return with_formula(
                "the data show no growth that the curve could follow better than a constant level",
                " of ");
        case Limit::step:
            if (found == limits.end()) return {};  // one phase of several
            return concat("the change happens within one step at ", to_text(found->q[2]),
                          "; no rate can be stated");
        case Limit::spike:
            if (std::ranges::min(fit.data.y) == std::ranges::max(fit.data.y))
                return "the data show no change; no rate can be stated";
            return "all of the change is in the first or last observation; no rate can be stated";
        case Limit::pulse:
            return "all that happens is in one year or two neighbouring ones; no rate can be "
                   "stated";
        case Limit::linear:
            if (increments)
                return "the data are best followed by constant yearly growth: no ceiling can be "
                       "stated";
            return with_formula(
                "the data are best followed by a straight line: no ceiling can be stated",
                "; the result stands on ");
        case Limit::open_phase:
            return "the sum of squares falls as the ceiling of the second phase grows without "
                   "bound: it does not bend, no ceiling can be stated; the result stands on a "
                   "first phase and exponential growth";
        default:
            break;
    }
    return concat("the best fit is the limit of the curve named ", name(fit.limit));
}

/// How far along the curve the data reach, and which limits they do not exclude.
[[nodiscard]] inline std::string reach_in_words(const FitResult& fit) {
    if (fit.status != FitStatus::converged) return {};
    std::string out;
    if (fit.reach) {
        const auto share = to_significant(100.0 * *fit.reach, 3);
        out += falls(fit) ? concat("; the curve has fallen to ", share, " % of its upper level")
                          : concat("; the data reach ", share, " % of the ceiling");
    }
    std::string open;
    for (const auto& row : fit.limits)
        if (!row.excluded) open += concat(open.empty() ? "" : " or ", description(row.limit));
    if (!open.empty())
        out += concat("; at the ", to_text(std::round(1e6 * fit.options.level) / 1e4),
                      " % level the data do not exclude ", open);
    return out;
}

/// Whether counts have the variance of their model.
[[nodiscard]] inline std::string counts_in_words(const FitResult& fit) {
    std::string out;
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
        out += concat(
            "; the counts scatter more than Poisson counts (Pearson chi-squared ",
            to_significant(pearson, 4), " on ", to_text(dof),
            " degrees of freedom): the standard errors are too small, negative_binomial errors "
            "allow for it");
    if (fit.size && std::isinf(*fit.size))
        out +=
            "; the counts scatter no more than Poisson counts, which the negative binomial then "
            "equals";
    if (!std::all_of(y.begin(), y.end(), [](double v) { return v == std::floor(v); }))
        out += concat("; not all values are whole numbers: the ", name(fit.options.error),
                      " errors are right only if the variance follows the value in this unit");
    return out;
}

/// Likelihood ratio of a scatter proportional to the fitted value to some power from 0 to 1.5
/// against a constant one (power of the mean: Davidian and Carroll 1987,
/// doi:10.1080/01621459.1987.10478543), on the residuals of the latter: chi-squared with one degree
/// of freedom. \param fitted positive
[[nodiscard]] inline double growing_scatter(std::span<const double> fitted,
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
[[nodiscard]] inline bool runs_systematically(std::span<const double> ordered) {
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
[[nodiscard]] inline std::string scatter_in_words(const FitResult& fit) {
    constexpr std::size_t least = 8;  // below, the test has no power
    constexpr double threshold = 0.01;
    const std::size_t n = fit.data.y.size(), width = fit.data.predictors;
    const auto positive = [](double v) { return v > 0.0; };
    if (n < least || !fit.data.weights.empty() || !(fit.sigma > 0.0)) return {};
    if (!std::all_of(fit.data.y.begin(), fit.data.y.end(), positive) ||
        !std::all_of(fit.fitted.begin(), fit.fitted.end(), positive))
        return {};
    const double p = chi_squared_survival(growing_scatter(fit.fitted, fit.residuals), 1.0);
    if (p >= threshold) return {};
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
    if (runs_systematically(residuals)) return {};
    for (std::size_t i = 0; i < n; ++i) {  // the last place is the one left out
        std::swap(fitted[i], fitted.back());
        std::swap(residuals[i], residuals.back());
        const double without =
            growing_scatter(std::span(fitted).first(n - 1), std::span(residuals).first(n - 1));
        if (chi_squared_survival(without, 1.0) >= threshold) return {};
        std::swap(fitted[i], fitted.back());
        std::swap(residuals[i], residuals.back());
    }
    return concat(
        "; the scatter grows with the value (likelihood ratio, p = ", to_significant(p, 2),
        "): constant errors make intervals too wide at small values and too narrow at "
        "large values, lognormal errors allow for it");
}

inline void explain(FitResult& fit, std::span<const LimitFit> limits, const Axis& axis) {
    settle_reach(fit);
    if (fit.status == FitStatus::degenerate && fit.limit != Limit::unbounded) {
        const auto words = limit_in_words(fit, limits, axis);
        if (!words.empty()) fit.message = words;
    }
    fit.message += reach_in_words(fit);
    if (fit.estimates.empty()) return;
    if (is_count(fit.options.error)) fit.message += counts_in_words(fit);
    if (fit.options.error == ErrorModel::gaussian) fit.message += scatter_in_words(fit);
}

}  // namespace reeindex::detail
