#pragma once
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/detail/composite_steps.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void require_distinct(std::string_view what,
                                      const std::vector<std::string>& names) {
    auto sorted = names;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        throw InvalidArgument(what, concat("'", *twice, "' twice"), "distinct");
}

REEINDEX_INLINE PreparedTable prepare(const IndicatorTable& table,
                                      const CompositeOptions& options) {
    const auto n = table.values.rows();
    const auto k = table.values.cols();
    const auto same = [](std::string_view what, std::size_t size, std::size_t expected) {
        if (size != expected)
            throw InvalidArgument(what, concat("of length ", size), concat("of length ", expected));
    };
    same("units", table.units.size(), n);
    same("indicators", table.indicators.size(), k);
    if (k < 1) throw InvalidArgument("table", "without indicators", "at least one indicator");
    same("directions", options.directions.size(), k);
    require_distinct("units", table.units);
    require_distinct("indicators", table.indicators);
    if (options.weighting == Weighting::given) same("weights", options.weights.size(), k);
    if (options.normalization == Normalization::goalposts)
        same("goalposts", options.goalposts.size(), k);

    PreparedTable out{table, {}, {}};
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < n; ++i) {
        bool complete = true;
        for (std::size_t j = 0; j < k; ++j) {
            const double value = table.values(i, j);
            if (std::isinf(value))
                throw InvalidArgument(
                    "table", concat(value, " for ", table.units[i], ", ", table.indicators[j]),
                    "finite");
            if (!std::isnan(value)) continue;
            complete = false;
            if (options.missing == MissingData::raise)
                throw InvalidArgument(
                    "table", concat("missing for ", table.units[i], ", ", table.indicators[j]),
                    "complete; or choose drop_unit or column_mean");
            if (options.missing == MissingData::column_mean) {
                double sum = 0.0;
                int count = 0;
                for (const double other : table.values.column(j))
                    if (!std::isnan(other)) {
                        sum += other;
                        ++count;
                    }
                if (count == 0)
                    throw InvalidArgument("table", concat(table.indicators[j], " all missing"),
                                          "at least one value per indicator");
                out.table.values(i, j) = sum / count;
                out.imputed.push_back({table.units[i], table.indicators[j], sum / count});
            }
        }
        if (complete || options.missing == MissingData::column_mean)
            kept.push_back(i);
        else
            out.dropped.push_back(table.units[i]);
    }
    if (kept.size() < 2)
        throw InvalidArgument("table", concat(kept.size(), " complete units"),
                              "at least two units to compare");
    Matrix complete(kept.size(), k);
    for (std::size_t i = 0; i < kept.size(); ++i)
        for (std::size_t j = 0; j < k; ++j) complete(i, j) = out.table.values(kept[i], j);
    out.table.values = std::move(complete);
    std::vector<std::string> units;
    for (const auto i : kept) units.push_back(table.units[i]);
    out.table.units = std::move(units);
    return out;
}

REEINDEX_INLINE Eigen::VectorXd mean_ranks(const Eigen::VectorXd& values) {
    Eigen::VectorXd out(values.size());
    for (Eigen::Index i = 0; i < values.size(); ++i) {
        double below = 0.0, equal = 0.0;
        for (Eigen::Index j = 0; j < values.size(); ++j) {
            below += values[j] < values[i] ? 1.0 : 0.0;
            equal += values[j] == values[i] ? 1.0 : 0.0;
        }
        out[i] = below + 0.5 * (equal + 1.0);
    }
    return out;
}

REEINDEX_INLINE std::vector<int> positions(const Eigen::VectorXd& scores) {
    // Scores that differ by rounding alone are equal.
    const double tolerance = 1e-12 * std::max(1.0, scores.cwiseAbs().maxCoeff());
    std::vector<int> out(static_cast<std::size_t>(scores.size()), 1);
    for (Eigen::Index i = 0; i < scores.size(); ++i)
        for (Eigen::Index j = 0; j < scores.size(); ++j)
            if (scores[j] > scores[i] + tolerance) ++out[static_cast<std::size_t>(i)];
    return out;
}

REEINDEX_INLINE void refuse_constant(const std::string& indicator) {
    throw InvalidArgument("table", concat("indicator '", indicator, "' the same for every unit"),
                          "varying; leave it out or choose goalposts or rank");
}

REEINDEX_INLINE Eigen::MatrixXd normalize(const IndicatorTable& table,
                                          const CompositeOptions& options,
                                          Normalization normalization, bool positive) {
    const auto values = eigen_view(table.values);
    Eigen::MatrixXd out(values.rows(), values.cols());
    const double n = static_cast<double>(values.rows());
    for (Eigen::Index j = 0; j < values.cols(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        const bool reverse = options.directions[at] == Direction::lower_is_better;
        const Eigen::VectorXd raw = values.col(j);
        const Eigen::VectorXd x = reverse ? Eigen::VectorXd{-raw} : raw;
        if (normalization == Normalization::rank) {
            out.col(j) = mean_ranks(x);
            continue;
        }
        if (normalization == Normalization::z_score) {
            const double mean = x.mean();
            const Eigen::ArrayXd centred = x.array() - mean;
            const double sd = std::sqrt(centred.square().sum() / n);
            if (!(x.maxCoeff() > x.minCoeff()) || !(sd > 0.0))
                refuse_constant(table.indicators[at]);
            out.col(j) = centred.matrix() / sd;
            if (positive) out.col(j) = (100.0 + 10.0 * out.col(j).array()).matrix();
            continue;
        }
        double low = x.minCoeff(), high = x.maxCoeff();
        if (normalization == Normalization::goalposts) {
            const auto [lowest, highest] = options.goalposts[at];
            if (!(lowest < highest) || !std::isfinite(lowest) || !std::isfinite(highest))
                throw InvalidArgument(
                    "goalposts", concat("(", lowest, ", ", highest, ") for ", table.indicators[at]),
                    "finite, the first below the second");
            if (raw.minCoeff() < lowest || raw.maxCoeff() > highest)
                throw InvalidArgument(
                    "goalposts", concat("(", lowest, ", ", highest, ") for ", table.indicators[at]),
                    concat("around all values, ", raw.minCoeff(), " to ", raw.maxCoeff()));
            low = reverse ? -highest : lowest;
            high = reverse ? -lowest : highest;
        } else if (!(high > low)) {
            refuse_constant(table.indicators[at]);
        }
        out.col(j) = (1.0 + 99.0 * ((x.array() - low) / (high - low))).matrix();
    }
    return out;
}

REEINDEX_INLINE PcaWeights pca_weights(const IndicatorTable& table,
                                       const CompositeOptions& options) {
    const auto z = normalize(table, options, Normalization::z_score, false);
    const double n = static_cast<double>(z.rows());
    const Eigen::MatrixXd correlation = z.transpose() * z / n;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
    const Eigen::Index k = correlation.rows();
    const double first = solver.eigenvalues()[k - 1];
    if (k > 1 && first - solver.eigenvalues()[k - 2] < 1e-9 * first)
        throw InvalidArgument("weighting", "pca",
                              "used on indicators with one leading component; the two largest "
                              "eigenvalues are equal");
    Eigen::VectorXd loading = solver.eigenvectors().col(k - 1);
    if (loading.sum() < 0.0) loading = -loading;
    PcaWeights out;
    out.weights = loading.cwiseAbs2() / loading.squaredNorm();
    out.explained = first / static_cast<double>(k);
    for (Eigen::Index j = 0; j < k; ++j)
        if (loading[j] < 0.0) out.opposed.push_back(table.indicators[static_cast<std::size_t>(j)]);
    return out;
}

REEINDEX_INLINE Eigen::VectorXd checked_weights(const std::vector<double>& weights) {
    Eigen::VectorXd out(static_cast<Eigen::Index>(weights.size()));
    for (std::size_t j = 0; j < weights.size(); ++j) {
        if (!(weights[j] >= 0.0) || !std::isfinite(weights[j]))
            throw InvalidArgument("weights", concat(weights[j], " at position ", j),
                                  "finite and not negative");
        out[static_cast<Eigen::Index>(j)] = weights[j];
    }
    if (!(out.sum() > 0.0) || !std::isfinite(out.sum()))
        throw InvalidArgument("weights", concat("in sum ", out.sum()), "positive in sum");
    return out / out.sum();
}

REEINDEX_INLINE Eigen::VectorXd aggregate(const Eigen::MatrixXd& z, const Eigen::VectorXd& weights,
                                          Aggregation aggregation,
                                          const std::vector<std::string>& units) {
    const Eigen::VectorXd mean = z * weights;
    if (aggregation == Aggregation::arithmetic) return mean;
    Eigen::VectorXd out(z.rows());
    for (Eigen::Index i = 0; i < z.rows(); ++i) {
        const auto& unit = units[static_cast<std::size_t>(i)];
        if (aggregation == Aggregation::geometric) {
            if (!(z.row(i).minCoeff() > 0.0))
                throw InvalidArgument("aggregation", "geometric",
                                      concat("used on positive normalised values; ", unit, " has ",
                                             z.row(i).minCoeff()));
            out[i] = std::exp(z.row(i).array().log().matrix().dot(weights));
        } else {
            if (!(mean[i] > 0.0))
                throw InvalidArgument("aggregation", "mazziotta_pareto",
                                      concat("used on a positive mean; ", unit, " has ", mean[i]));
            const double variance =
                (z.row(i).transpose().array() - mean[i]).square().matrix().dot(weights);
            out[i] = mean[i] - variance / mean[i];
        }
    }
    return out;
}

}  // namespace reeindex::detail
