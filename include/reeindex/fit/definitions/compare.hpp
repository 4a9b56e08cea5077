#pragma once
/// \file
/// Fits ranked by the corrected Akaike information criterion.

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/observations.hpp>

namespace reeindex {

namespace detail {

/// Why an error model cannot stand in a comparison of these data; empty if it can.
[[nodiscard]] inline std::string unsuitable(ErrorModel error, std::span<const double> y) {
    if (!has_likelihood(error))
        return concat("the ", name(error),
                      " loss is no likelihood: information criteria do not compare it");
    for (const double value : y) {
        if (error == ErrorModel::lognormal && value <= 0.0)
            return concat("lognormal errors need positive values; ", to_text(value), " is not");
        if (is_count(error) && (value < 0.0 || value != std::floor(value)))
            return concat(name(error), " errors compare for whole counts only; ", to_text(value),
                          " is none");
    }
    return {};
}

/// Whether a fit follows the data to rounding, so that its likelihood measures rounding only.
[[nodiscard]] inline bool follows_exactly(const FitResult& fit) {
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
        std::stable_sort(rows_.begin(), rows_.end(),
                         [](const auto& a, const auto& b) { return key(a) < key(b); });
        mark_redundant();
        weigh();
        return {std::move(rows_)};
    }

private:
    /// Ranked before unranked; exact fits before all others, by their parameters; then by AICc.
    [[nodiscard]] static std::pair<int, double> key(const ComparisonRow& row) {
        if (row.rank == 0) return {2, 0.0};
        if (row.delta == 0.0) return {0, static_cast<double>(row.parameters)};
        return {1, row.fit.aicc};
    }

    /// Sets the rank to 1 where a fit can be ranked, the delta to 0 where it is exact.
    static void judge(ComparisonRow& row) {
        const auto& fit = row.fit;
        row.parameters =
            fit.n_free + (row.error == ErrorModel::poisson || !row.note.empty() ? 0U : 1U);
        if (!row.note.empty()) return;
        if (!fit.usable()) {
            row.note = fit.message;
            return;
        }
        if (follows_exactly(fit) && row.parameters + 1 < fit.n_obs) {
            row.rank = 1;
            row.delta = 0.0;
            row.note = "follows the data exactly";
        } else if (!std::isfinite(fit.aicc)) {
            row.note = concat("AICc needs more than ", row.parameters + 1, " observations for ",
                              row.parameters, " parameters");
            return;
        }
        row.rank = 1;
        if (fit.status == FitStatus::degenerate)
            row.note += concat(row.note.empty() ? "" : "; ", "stands on its limit '",
                               reeindex::name(fit.limit), "'");
    }

    /// A degenerate fit is the simpler curve over again: where that is in the list too, it has no
    /// weight, which would be counted twice, and never comes first.
    void mark_redundant() {
        for (auto& row : rows_) {
            if (row.rank == 0 || row.fit.status != FitStatus::degenerate) continue;
            const auto same = std::find_if(rows_.begin(), rows_.end(), [&](const auto& other) {
                const double a = other.fit.log_likelihood, b = row.fit.log_likelihood;
                return &other != &row && other.rank != 0 && other.error == row.error &&
                       other.fit.status != FitStatus::degenerate &&
                       other.parameters < row.parameters &&
                       (a == b || std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b)) ||
                        (other.delta == 0.0 && row.delta == 0.0));
            });
            if (same == rows_.end()) continue;
            redundant_.push_back(&row);
            row.note += concat(", which is the ", same->curve, " of this list");
        }
    }

    void weigh() {
        const bool any = !rows_.empty() && rows_.front().rank != 0;
        if (!any) return;
        const bool exact = rows_.front().delta == 0.0;
        const double least = rows_.front().fit.aicc;
        const std::size_t fewest = rows_.front().parameters;
        double total = 0.0;
        for (std::size_t i = 0; i < rows_.size() && rows_[i].rank != 0; ++i) {
            auto& row = rows_[i];
            row.rank = i + 1;
            if (exact) {
                row.delta = row.delta == 0.0 && row.parameters == fewest ? 0.0 : infinity;
            } else {
                row.delta = row.fit.aicc - least;
            }
            const bool redundant =
                std::find(redundant_.begin(), redundant_.end(), &row) != redundant_.end();
            row.weight = redundant ? 0.0 : std::exp(-0.5 * row.delta);
            total += row.weight;
        }
        for (auto& row : rows_) row.weight /= total;
    }

    std::vector<ComparisonRow> rows_;
    std::vector<const ComparisonRow*> redundant_;
};

using FitWith = std::function<FitResult(const AnyCurve&, const FitOptions&)>;

[[nodiscard]] inline Comparison compare_all(const CompareOptions& options,
                                            std::span<const double> y, const FitWith& fit_with) {
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
            one.weights = options.weights;
            one.completeness = options.completeness;
            one.include_provisional = options.include_provisional;
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

REEINDEX_INLINE Comparison compare(const TimeSeries& series, const CompareOptions& options) {
    FitOptions common;
    common.weights = options.weights;
    common.completeness = options.completeness;
    common.include_provisional = options.include_provisional;
    const auto data = detail::data_of(series, common);
    return detail::compare_all(options, data.y, [&](const AnyCurve& curve, const FitOptions& one) {
        return fit(series, curve, one);
    });
}

REEINDEX_INLINE Comparison compare_xy(std::span<const double> x, std::span<const double> y,
                                      const CompareOptions& options) {
    return detail::compare_all(options, y, [&](const AnyCurve& curve, const FitOptions& one) {
        return fit_xy(x, y, curve, one);
    });
}

}  // namespace reeindex
