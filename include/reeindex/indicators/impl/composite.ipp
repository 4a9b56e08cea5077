#pragma once
/// \file
/// Composite indices.

#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/composite.hpp>
#include <reeindex/indicators/detail/composite_steps.hpp>

namespace reeindex {

REEINDEX_INLINE CompositeIndex composite_index(const IndicatorTable& table,
                                               const CompositeOptions& options) {
    auto prepared = detail::prepare(table, options);
    CompositeIndex out;
    const auto& data = prepared.table;
    const Eigen::MatrixXd normalized = detail::normalize(
        data, options, options.normalization, detail::needs_positive(options.aggregation));
    Eigen::VectorXd weights;
    switch (options.weighting) {
        case Weighting::equal:
            weights = Eigen::VectorXd::Constant(normalized.cols(),
                                                1.0 / static_cast<double>(normalized.cols()));
            break;
        case Weighting::given:
            weights = detail::checked_weights(options.weights);
            break;
        case Weighting::pca: {
            auto pca = detail::pca_weights(data, options);
            weights = std::move(pca.weights);
            out.pca_explained = pca.explained;
            out.pca_opposed = std::move(pca.opposed);
            break;
        }
    }
    const auto scores = detail::aggregate(normalized, weights, options.aggregation, data.units);
    out.ranks = detail::positions(scores);
    out.scores.assign(scores.begin(), scores.end());
    out.weights.assign(weights.begin(), weights.end());
    out.normalized = normalized;
    out.units = data.units;
    out.indicators = data.indicators;
    out.dropped = std::move(prepared.dropped);
    out.imputed = std::move(prepared.imputed);
    return out;
}

}  // namespace reeindex
