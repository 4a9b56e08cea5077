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
