#pragma once
/// \file
/// Composite indices after the OECD/JRC Handbook on Constructing Composite Indicators (Nardo et al.
/// 2008, doi:10.1787/9789264043466-en): normalise, weight, aggregate, rank.

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// Whether more of an indicator is better or worse.
enum class Direction { higher_is_better, lower_is_better };

/// How indicators are brought onto one scale; afterwards higher is always better.
enum class Normalization {
    min_max,    ///< (x - min)/(max - min) onto 1 to 100, so that a geometric mean is defined
    z_score,    ///< mean 0, standard deviation 1 (over the units, divisor n); for geometric and
                ///< Mazziotta-Pareto aggregation mean 100, standard deviation 10
    goalposts,  ///< as min_max between two given values; outside of them is an error
    rank        ///< 1 for the worst to n for the best; equal values share the mean of their ranks
};

/// How weights come about.
enum class Weighting {
    equal,
    given,
    pca  ///< squared elements of the first eigenvector of the correlation matrix; they add up to 1
};

/// How normalised indicators become one number.
enum class Aggregation {
    arithmetic,       ///< sum w z: full compensation
    geometric,        ///< product z^w: partial compensation; needs z > 0
    mazziotta_pareto  ///< M - S^2/M with weighted mean M and standard deviation S over the
                      ///< indicators: imbalance is penalised (De Muro, Mazziotta and Pareto 2011,
                      ///< Social Indicators Research 104, 1-18); needs M > 0
};

/// What happens to a missing cell.
enum class MissingData {
    raise,       ///< throw and name the cell
    drop_unit,   ///< leave the unit out and list it
    column_mean  ///< put in the mean of the indicator and list the cell
};

namespace detail {
template <class Enum, std::size_t N>
struct EnumNames {
    std::string_view what;
    std::array<std::string_view, N> names;

    [[nodiscard]] constexpr std::string_view operator()(Enum value) const noexcept {
        return names[static_cast<std::size_t>(value)];
    }
    [[nodiscard]] Enum parse(std::string_view text) const {
        for (std::size_t i = 0; i < N; ++i)
            if (names[i] == text) return static_cast<Enum>(i);
        throw NotFound(what, text, names);
    }
};
inline constexpr EnumNames<Normalization, 4> normalization_names{
    "normalization", {"min_max", "z_score", "goalposts", "rank"}};
inline constexpr EnumNames<Weighting, 3> weighting_names{"weighting", {"equal", "given", "pca"}};
inline constexpr EnumNames<Aggregation, 3> aggregation_names{
    "aggregation", {"arithmetic", "geometric", "mazziotta_pareto"}};
inline constexpr EnumNames<MissingData, 3> missing_data_names{
    "missing-data policy", {"raise", "drop_unit", "column_mean"}};
}  // namespace detail

[[nodiscard]] constexpr std::string_view name(Normalization x) noexcept {
    return detail::normalization_names(x);
}
[[nodiscard]] constexpr std::string_view name(Weighting x) noexcept {
    return detail::weighting_names(x);
}
[[nodiscard]] constexpr std::string_view name(Aggregation x) noexcept {
    return detail::aggregation_names(x);
}
[[nodiscard]] constexpr std::string_view name(MissingData x) noexcept {
    return detail::missing_data_names(x);
}

/// Units in rows, indicators in columns; NaN marks a missing cell.
struct IndicatorTable {
    std::vector<std::string> units;
    std::vector<std::string> indicators;
    Eigen::MatrixXd values;
};

/// How an index is built.
struct CompositeOptions {
    std::vector<Direction> directions{};  ///< one per indicator
    Normalization normalization = Normalization::min_max;
    std::vector<std::pair<double, double>> goalposts{};  ///< lowest and highest, per indicator
    Weighting weighting = Weighting::equal;
    std::vector<double> weights{};  ///< for Weighting::given; divided by their sum
    Aggregation aggregation = Aggregation::arithmetic;
    MissingData missing = MissingData::raise;
};

/// A cell whose value was put in.
struct ImputedCell {
    std::string unit, indicator;
    double value;
};

/// Scores and ranks of units.
struct CompositeIndex {
    std::vector<std::string> units;  ///< in the order of the table, without dropped ones
    std::vector<std::string> indicators;
    Eigen::VectorXd scores;   ///< higher is better
    std::vector<int> ranks;   ///< 1 is best; equal scores share the better rank
    Eigen::VectorXd weights;  ///< add up to 1
    Eigen::MatrixXd normalized;
    std::vector<std::string> dropped;  ///< units left out for missing cells
    std::vector<ImputedCell> imputed;
    /// Share of the variance of the standardised indicators on the first component; for PCA
    /// weights.
    std::optional<double> pca_explained{};
    /// Indicators that load against the others on the first component: their weight is of doubtful
    /// meaning.
    std::vector<std::string> pca_opposed{};
};

namespace detail {

inline void require_distinct(std::string_view what, const std::vector<std::string>& names) {
    auto sorted = names;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end())
        throw InvalidArgument(what, concat("'", *twice, "' twice"), "distinct");
}

/// The table after checks, the missing-data policy and the directions.
struct PreparedTable {
    IndicatorTable table;
    std::vector<std::string> dropped;
    std::vector<ImputedCell> imputed;
};

[[nodiscard]] inline PreparedTable prepare(const IndicatorTable& table,
                                           const CompositeOptions& options) {
    const auto n = static_cast<std::size_t>(table.values.rows());
    const auto k = static_cast<std::size_t>(table.values.cols());
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
    std::vector<Eigen::Index> kept;
    for (std::size_t i = 0; i < n; ++i) {
        bool complete = true;
        for (std::size_t j = 0; j < k; ++j) {
            const auto row = static_cast<Eigen::Index>(i);
            const auto column = static_cast<Eigen::Index>(j);
            const double value = table.values(row, column);
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
                for (Eigen::Index r = 0; r < table.values.rows(); ++r)
                    if (!std::isnan(table.values(r, column))) {
                        sum += table.values(r, column);
                        ++count;
                    }
                if (count == 0)
                    throw InvalidArgument("table", concat(table.indicators[j], " all missing"),
                                          "at least one value per indicator");
                out.table.values(row, column) = sum / count;
                out.imputed.push_back({table.units[i], table.indicators[j], sum / count});
            }
        }
        if (complete || options.missing == MissingData::column_mean)
            kept.push_back(static_cast<Eigen::Index>(i));
        else
            out.dropped.push_back(table.units[i]);
    }
    if (kept.size() < 2)
        throw InvalidArgument("table", concat(kept.size(), " complete units"),
                              "at least two units to compare");
    Eigen::MatrixXd complete(static_cast<Eigen::Index>(kept.size()), table.values.cols());
    for (std::size_t i = 0; i < kept.size(); ++i)
        complete.row(static_cast<Eigen::Index>(i)) = out.table.values.row(kept[i]);
    out.table.values = std::move(complete);
    std::vector<std::string> units;
    for (const auto i : kept) units.push_back(table.units[static_cast<std::size_t>(i)]);
    out.table.units = std::move(units);
    return out;
}

/// Ranks from 1 (lowest) to n (highest); equal values share the mean of theirs.
[[nodiscard]] inline Eigen::VectorXd mean_ranks(const Eigen::VectorXd& values) {
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

/// Positions from 1 (highest score); equal scores share the better one.
[[nodiscard]] inline std::vector<int> positions(const Eigen::VectorXd& scores) {
    // Scores that differ by rounding alone are equal.
    const double tolerance = 1e-12 * std::max(1.0, scores.cwiseAbs().maxCoeff());
    std::vector<int> out(static_cast<std::size_t>(scores.size()), 1);
    for (Eigen::Index i = 0; i < scores.size(); ++i)
        for (Eigen::Index j = 0; j < scores.size(); ++j)
            if (scores[j] > scores[i] + tolerance) ++out[static_cast<std::size_t>(i)];
    return out;
}

inline void refuse_constant(const std::string& indicator) {
    throw InvalidArgument("table", concat("indicator '", indicator, "' the same for every unit"),
                          "varying; leave it out or choose goalposts or rank");
}

/// Normalised copy in which higher is better. `positive` puts z-scores on mean 100, deviation 10.
[[nodiscard]] inline Eigen::MatrixXd normalize(const IndicatorTable& table,
                                               const CompositeOptions& options,
                                               Normalization normalization, bool positive) {
    Eigen::MatrixXd out(table.values.rows(), table.values.cols());
    const double n = static_cast<double>(table.values.rows());
    for (Eigen::Index j = 0; j < table.values.cols(); ++j) {
        const auto at = static_cast<std::size_t>(j);
        const bool reverse = options.directions[at] == Direction::lower_is_better;
        const Eigen::VectorXd raw = table.values.col(j);
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

struct PcaWeights {
    Eigen::VectorXd weights;
    double explained = 0.0;
    std::vector<std::string> opposed;
};

/// Weights from the first principal component of the indicators, directions applied.
[[nodiscard]] inline PcaWeights pca_weights(const IndicatorTable& table,
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

[[nodiscard]] inline Eigen::VectorXd checked_weights(const std::vector<double>& weights) {
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

/// Scores of normalised indicators.
[[nodiscard]] inline Eigen::VectorXd aggregate(const Eigen::MatrixXd& z,
                                               const Eigen::VectorXd& weights,
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

[[nodiscard]] constexpr bool needs_positive(Aggregation aggregation) noexcept {
    return aggregation != Aggregation::arithmetic;
}

}  // namespace detail

/// Builds a composite index. The index compares the units of the table with each other: under
/// min_max, z_score and rank a further unit or year moves the scores of all. \throws
/// InvalidArgument for tables, directions, weights or goalposts that do not fit together, an
/// indicator that does not vary, an infinite value, or missing cells that the policy does not
/// allow.
[[nodiscard]] inline CompositeIndex composite_index(const IndicatorTable& table,
                                                    const CompositeOptions& options) {
    auto prepared = detail::prepare(table, options);
    CompositeIndex out;
    const auto& data = prepared.table;
    out.normalized = detail::normalize(data, options, options.normalization,
                                       detail::needs_positive(options.aggregation));
    switch (options.weighting) {
        case Weighting::equal:
            out.weights = Eigen::VectorXd::Constant(data.values.cols(),
                                                    1.0 / static_cast<double>(data.values.cols()));
            break;
        case Weighting::given:
            out.weights = detail::checked_weights(options.weights);
            break;
        case Weighting::pca: {
            auto pca = detail::pca_weights(data, options);
            out.weights = std::move(pca.weights);
            out.pca_explained = pca.explained;
            out.pca_opposed = std::move(pca.opposed);
            break;
        }
    }
    out.scores = detail::aggregate(out.normalized, out.weights, options.aggregation, data.units);
    out.ranks = detail::positions(out.scores);
    out.units = data.units;
    out.indicators = data.indicators;
    out.dropped = std::move(prepared.dropped);
    out.imputed = std::move(prepared.imputed);
    return out;
}

}  // namespace reeindex
