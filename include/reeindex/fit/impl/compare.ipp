#pragma once
/// \file
/// Fits ranked by the corrected Akaike information criterion.

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/fit/sample.hpp>

namespace reeindex {

namespace detail {

/// Why an error model cannot stand in a comparison of these data; empty if it can.
REEINDEX_INLINE std::string unsuitable(ErrorModel error, std::span<const double> y) {
    if (!has_likelihood(error))
        return concat("the ", name(error),
                      " loss is no likelihood: information criteria do not compare it");
    for (const double value : y) {
        if (domain_of(error) == ErrorDomain::positive && value <= 0.0)
            return concat(name(error), " errors need positive values; ", to_text(value), " is not");
        if (is_count(error) && (value < 0.0 || value != std::floor(value)))
            return concat(name(error), " errors compare for whole counts only; ", to_text(value),
                          " is none");
    }
    return {};
}

/// Whether a fit follows the data to rounding, so that its likelihood measures rounding only.
REEINDEX_INLINE bool follows_exactly(const FitResult& fit) {
    double largest = 0.0;
    for (const double y : fit.data.y) largest = std::max(largest, std::abs(y));
    const double unit = fit.options.error == ErrorModel::gaussian    ? largest
                        : fit.options.error == ErrorModel::lognormal ? 1.0
                                                                     : 0.0;
    double weights = fit.data.weights.empty() ? static_cast<double>(fit.n_obs) : 0.0;
    for (const double w : fit.data.weights) weights += w;
    if (fit.options.error == ErrorModel::student_t)
        return fit.scale && *fit.scale <= 1e-11 * largest;
    return unit > 0.0 && fit.objective <= 1e-22 * unit * unit * weights;
}

/// Ranks the fits and gives them their notes.
class Ranking {
public:
    explicit Ranking(std::vector<ComparisonRow> rows) : rows_(std::move(rows)) {}

    [[nodiscard]] Comparison run() {
        for (auto& row : rows_) judge(row);
        mark_redundant();
        std::stable_sort(rows_.begin(), rows_.end(),
                         [&](const auto& a, const auto& b) { return key(a) < key(b); });
        weigh();
        return {std::move(rows_)};
    }

private:
    /// Ranked before unranked; exact fits before all others, by their parameters; then by AICc;
    /// what is another row over again after that.
    [[nodiscard]] std::tuple<int, double, bool> key(const ComparisonRow& row) const {
        if (row.rank == 0) return {2, 0.0, false};
        const bool again = is_redundant(row);
        if (row.delta == 0.0) return {0, static_cast<double>(row.parameters), again};
        return {1, row.aicc, again};
    }
    [[nodiscard]] bool is_redundant(const ComparisonRow& row) const {
        return redundant_.contains({row.curve, row.error});
    }

    /// Parameters that the data estimate: of a fit on a limit those of the limit. A jump keeps
    /// those of its curve: its place is searched over all years, which costs more than one
    /// parameter.
    [[nodiscard]] static std::size_t estimated(const FitResult& fit) {
        for (const auto& one : fit.limits)
            if (fit.status == FitStatus::degenerate && one.limit == fit.limit &&
                !is_sudden(one.limit))
                return std::min(fit.n_free, one.parameters);
        return fit.n_free;
    }

    /// The criteria of a fit with its k.
    static void measure(ComparisonRow& row) {
        const double l = row.fit.log_likelihood, n = static_cast<double>(row.fit.n_obs);
        const auto k = static_cast<double>(row.parameters);
        const bool bearable = n - k - 1.0 > 0.0;
        row.bic = -2.0 * l + k * std::log(n);
        row.aicc = bearable ? -2.0 * l + 2.0 * k + 2.0 * k * (k + 1.0) / (n - k - 1.0) : infinity;
    }

    /// Sets the rank to 1 where a fit can be ranked, the delta to 0 where it is exact.
    static void judge(ComparisonRow& row) {
        const auto& fit = row.fit;
        row.parameters =
            estimated(fit) + (row.error == ErrorModel::poisson || !row.note.empty() ? 0U : 1U);
        row.obstacle = forecast_obstacle(fit);
        if (!row.note.empty()) return;
        if (const auto absurd = absurd_next_year(fit)) {
            row.note = obstacle_in_words(*absurd);
            return;
        }
        measure(row);
        if (follows_exactly(fit) && row.parameters + 1 < fit.n_obs) {
            row.rank = 1;
            row.delta = 0.0;
            row.note = "follows the data exactly";
        } else if (!std::isfinite(row.aicc)) {
            row.note = concat("AICc needs more than ", row.parameters + 1, " observations for ",
                              row.parameters, " parameters");
            return;
        }
        row.rank = 1;
        if (fit.status == FitStatus::degenerate)
            row.note += concat(row.note.empty() ? "" : "; ", "falls back to its limit '",
                               reeindex::name(fit.limit), "'");
    }

    /// A degenerate fit is the simpler curve over again: where that is in the list too, or another
    /// curve stands on the same limit, it has no weight, which would be counted twice, and comes
    /// after the other.
    void mark_redundant() {
        for (auto& row : rows_) {
            if (row.rank == 0 || row.fit.status != FitStatus::degenerate) continue;
            const auto is_same = [&](const ComparisonRow& other) {
                const double a = other.fit.log_likelihood, b = row.fit.log_likelihood;
                return other.rank != 0 && other.error == row.error &&
                       (a == b || std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b)) ||
                        (other.delta == 0.0 && row.delta == 0.0));
            };
            const auto simpler = std::find_if(rows_.begin(), rows_.end(), [&](const auto& other) {
                return other.fit.status != FitStatus::degenerate &&
                       other.parameters <= row.parameters && is_same(other);
            });
            const auto* same = simpler != rows_.end() ? &*simpler : nullptr;
            for (const auto* other = rows_.data(); same == nullptr && other != &row; ++other)
                if (other->fit.limit == row.fit.limit && other->parameters == row.parameters &&
                    is_same(*other))
                    same = other;
            if (same == nullptr) continue;
            redundant_.insert({row.curve, row.error});
            row.note += concat(", which is ", same == &*simpler ? "the " : "that of the ",
                               same->curve, " of this list");
            if (row.parameters == same->parameters) {  // equal but for rounding
                row.aicc = same->aicc;
                row.bic = same->bic;
            }
        }
    }

    void weigh() {
        const bool any = !rows_.empty() && rows_.front().rank != 0;
        if (!any) return;
        const bool exact = rows_.front().delta == 0.0;
        const double least = rows_.front().aicc;
        const std::size_t fewest = rows_.front().parameters;
        double total = 0.0;
        for (std::size_t i = 0; i < rows_.size() && rows_[i].rank != 0; ++i) {
            auto& row = rows_[i];
            row.rank = i + 1;
            if (exact) {
                row.delta = row.delta == 0.0 && row.parameters == fewest ? 0.0 : infinity;
            } else {
                row.delta = row.aicc - least;
            }
            row.weight = is_redundant(row) ? 0.0 : std::exp(-0.5 * row.delta);
            total += row.weight;
        }
        for (auto& row : rows_) row.weight /= total;
    }

    std::vector<ComparisonRow> rows_;
    std::set<std::pair<std::string, ErrorModel>> redundant_;  ///< what is another row over again
};

using FitWith = std::function<FitResult(const AnyCurve&, const FitOptions&)>;

REEINDEX_INLINE Comparison compare_all(const CompareOptions& options, std::span<const double> y,
                                       const FitWith& fit_with) {
    if (options.errors.empty())
        throw InvalidArgument("errors", "empty", "at least one error model");
    auto curves = options.curves.empty() ? shipped_curves() : options.curves;
    std::vector<ComparisonRow> rows;
    for (const auto& curve : curves)
        for (const auto error : options.errors) {
            for (const auto& row : rows)
                if (row.curve == curve.name() && row.error == error)
                    throw InvalidArgument("curves", concat("with ", row.curve, " twice"),
                                          "different curves and error models");
            ComparisonRow row;
            row.curve = curve.name();
            row.error = error;
            row.note = unsuitable(error, y);
            FitOptions one;
            const bool fits = row.note.empty() || !has_likelihood(error);
            one.error = fits ? error : ErrorModel::gaussian;
            one.on = options.on;
            one.level = options.level;
            one.max_iterations = options.max_iterations;
            if (fits) {
                row.fit = fit_with(curve, one);
            } else {
                row.fit.curve = curve.name();
                row.fit.parameters = curve.parameters();
                row.fit.options = one;
                row.fit.options.error = error;
                row.fit.status = FitStatus::invalid_data;
                row.fit.message = row.note;
                row.fit.n_obs = y.size();
                row.fit.n_free = curve.size();
            }
            rows.push_back(std::move(row));
        }
    return Ranking(std::move(rows)).run();
}

}  // namespace detail

REEINDEX_INLINE std::size_t Comparison::best_position() const {
    constexpr double supported = 10.0;  // Burnham and Anderson (2002), section 2.6
    if (rows.empty() || rows.front().rank == 0)
        throw InvalidArgument(
            "comparison", "without a ranked fit",
            rows.empty()
                ? "of at least one curve"
                : "of a curve and an error model that the data can bear; the first says: " +
                      rows.front().note);
    const auto& first = rows.front();
    const bool exact = !std::isfinite(first.aicc);
    for (std::size_t i = 0; i < rows.size() && rows[i].rank != 0; ++i) {
        const bool near = exact ? rows[i].delta == 0.0 : rows[i].delta <= supported;
        if (near && !rows[i].obstacle) return i;
    }
    throw InvalidArgument(
        "comparison", "without a fit to forecast from",
        detail::concat("of a curve that the data support and whose course they show; the ",
                       first.curve, " has the smallest AICc, but ",
                       detail::obstacle_in_words(*first.obstacle)));
}

REEINDEX_INLINE std::string Comparison::message() const {
    if (rows.empty() || rows.front().rank == 0 || !rows.front().obstacle) return {};
    try {
        return detail::concat("to forecast from: ", best().curve, "; the ", rows.front().curve,
                              " has the smallest AICc, but ",
                              detail::obstacle_in_words(*rows.front().obstacle));
    } catch (const InvalidArgument& error) {
        return detail::concat("no fit to forecast from: ", error.allowed());
    }
}

REEINDEX_INLINE Comparison compare(Sample sample, const CompareOptions& options) {
    detail::leave_out_weightless(sample);
    return detail::compare_all(
        options, sample.y,
        [&](const AnyCurve& curve, const FitOptions& one) { return fit(sample, curve, one); });
}

REEINDEX_INLINE Comparison compare(const TimeSeries& series, const CompareOptions& options) {
    return compare(sample_of(series, {.include_provisional = options.include_provisional}),
                   options);
}

REEINDEX_INLINE Comparison compare_xy(std::span<const double> x, std::span<const double> y,
                                      const CompareOptions& options) {
    return detail::compare_all(options, y, [&](const AnyCurve& curve, const FitOptions& one) {
        return fit_xy(x, y, curve, one);
    });
}

}  // namespace reeindex
