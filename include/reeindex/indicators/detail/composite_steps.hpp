#pragma once
/// \file
/// The steps of a composite index: missing cells, normalisation, weights, aggregation.

#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/eigen_view.hpp>
#include <reeindex/indicators/composite_types.hpp>

namespace reeindex::detail {

void require_distinct(std::string_view what, const std::vector<std::string>& names);

/// The table after checks, the missing-data policy and the directions.
struct PreparedTable {
    IndicatorTable table;
    std::vector<std::string> dropped;
    std::vector<ImputedCell> imputed;
};

[[nodiscard]] PreparedTable prepare(const IndicatorTable& table, const CompositeOptions& options);

/// Ranks from 1 (lowest) to n (highest); equal values share the mean of theirs.
[[nodiscard]] Eigen::VectorXd mean_ranks(const Eigen::VectorXd& values);

/// Positions from 1 (highest score); equal scores share the better one.
[[nodiscard]] std::vector<int> positions(const Eigen::VectorXd& scores);

void refuse_constant(const std::string& indicator);

/// Normalised copy in which higher is better. `positive` puts z-scores on mean 100, deviation 10.
[[nodiscard]] Eigen::MatrixXd normalize(const IndicatorTable& table,
                                        const CompositeOptions& options,
                                        Normalization normalization, bool positive);

struct PcaWeights {
    Eigen::VectorXd weights;
    double explained = 0.0;
    std::vector<std::string> opposed;
};

/// Weights from the first principal component of the indicators, directions applied.
[[nodiscard]] PcaWeights pca_weights(const IndicatorTable& table, const CompositeOptions& options);

[[nodiscard]] Eigen::VectorXd checked_weights(const std::vector<double>& weights);

/// Scores of normalised indicators.
[[nodiscard]] Eigen::VectorXd aggregate(const Eigen::MatrixXd& z, const Eigen::VectorXd& weights,
                                        Aggregation aggregation,
                                        const std::vector<std::string>& units);

[[nodiscard]] constexpr bool needs_positive(Aggregation aggregation) noexcept {
    return aggregation != Aggregation::arithmetic;
}

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/composite_steps.ipp>
#endif
