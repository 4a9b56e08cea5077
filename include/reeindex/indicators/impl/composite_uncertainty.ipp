#pragma once
/// \file
/// Ranks of a composite index over the choices made in building it.

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/interrupt.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/indicators/composite_uncertainty.hpp>
#include <reeindex/indicators/detail/composite_steps.hpp>

namespace reeindex {

namespace detail {

/// Whether an indicator is the same for every unit, as far as a deviation can tell.
REEINDEX_INLINE bool any_constant(const IndicatorTable& table) {
    const auto values = eigen_view(table.values);
    for (Eigen::Index j = 0; j < values.cols(); ++j) {
        const Eigen::ArrayXd centred = values.col(j).array() - values.col(j).mean();
        if (!(values.col(j).maxCoeff() > values.col(j).minCoeff()) ||
            !(centred.square().sum() > 0.0))
            return true;
    }
    return false;
}

/// The index as a function of points of the unit cube.
class UncertainIndex {
public:
    UncertainIndex(const IndicatorTable& table, const CompositeOptions& options,
                   UncertaintyOptions uncertainty)
        : options_(options), uncertainty_(std::move(uncertainty)) {
        auto& u = uncertainty_;
        baseline_ = composite_index(table, options);
        prepared_ = prepare(table, options).table;
        if (u.normalizations.empty()) {
            // of an indicator that is the same for every unit only these two say anything
            if (!any_constant(prepared_))
                u.normalizations = {Normalization::min_max, Normalization::z_score};
            u.normalizations.push_back(Normalization::rank);
            if (!options.goalposts.empty()) u.normalizations.push_back(Normalization::goalposts);
        }
        if (u.aggregations.empty())
            u.aggregations = {Aggregation::arithmetic, Aggregation::geometric,
                              Aggregation::mazziotta_pareto};
        if (u.weightings.empty()) u.weightings = {options.weighting};
        if (!(u.weight_spread >= 0.0 && u.weight_spread < 1.0))
            throw InvalidArgument("weight spread", to_text(u.weight_spread), "from 0 to below 1");
        require_level(u.level);
        for (const auto normalization : u.normalizations)
            if (normalization == Normalization::goalposts &&
                options.goalposts.size() != table.indicators.size())
                throw InvalidArgument("goalposts", concat("of length ", options.goalposts.size()),
                                      concat("of length ", table.indicators.size()));
        for (const auto weighting : u.weightings) {
            if (weighting == Weighting::given && options.weights.size() != table.indicators.size())
                throw InvalidArgument("weights", concat("of length ", options.weights.size()),
                                      concat("of length ", table.indicators.size()));
            auto one = options;
            one.weighting = weighting;
            const auto weights = composite_index(table, one).weights;
            weights_.emplace_back(eigen_view(weights));
        }
        for (const auto normalization : u.normalizations)
            for (const bool positive : {false, true})
                normalized_[{normalization, positive}] =
                    normalize(prepared_, options_, normalization, positive);
        if (u.normalizations.size() > 1) inputs_.emplace_back("normalization");
        if (u.aggregations.size() > 1) inputs_.emplace_back("aggregation");
        if (u.weightings.size() > 1) inputs_.emplace_back("weighting");
        if (u.weight_spread > 0.0 && prepared_.indicators.size() > 1)
            for (const auto& one : prepared_.indicators) inputs_.push_back("weight of " + one);
    }

    [[nodiscard]] const CompositeIndex& baseline() const noexcept { return baseline_; }
    [[nodiscard]] const UncertaintyOptions& options() const noexcept { return uncertainty_; }
    [[nodiscard]] const std::vector<std::string>& inputs() const noexcept { return inputs_; }

    [[nodiscard]] CompositeDraw operator()(std::span<const double> point) const {
        std::size_t next = 0;
        const auto pick = [&](const auto& list) -> std::size_t {
            if (list.size() < 2) return 0;
            const double scaled = point[next++] * static_cast<double>(list.size());
            return std::min(list.size() - 1, static_cast<std::size_t>(scaled));
        };
        CompositeDraw draw{};
        draw.normalization = uncertainty_.normalizations[pick(uncertainty_.normalizations)];
        draw.aggregation = uncertainty_.aggregations[pick(uncertainty_.aggregations)];
        const std::size_t weighting = pick(uncertainty_.weightings);
        draw.weighting = uncertainty_.weightings[weighting];
        Eigen::VectorXd weights = weights_[weighting];
        if (next < point.size()) {
            for (auto& weight : weights)
                weight *= 1.0 + uncertainty_.weight_spread * (2.0 * point[next++] - 1.0);
            weights /= weights.sum();
        }
        const auto& z = normalized_.at({draw.normalization, needs_positive(draw.aggregation)});
        draw.ranks = positions(aggregate(z, weights, draw.aggregation, prepared_.units));
        draw.weights.assign(weights.begin(), weights.end());
        return draw;
    }

private:
    CompositeOptions options_;
    UncertaintyOptions uncertainty_;
    CompositeIndex baseline_;
    IndicatorTable prepared_;
    std::vector<Eigen::VectorXd> weights_;
    std::map<std::pair<Normalization, bool>, Eigen::MatrixXd> normalized_;
    std::vector<std::string> inputs_;
};

}  // namespace detail

REEINDEX_INLINE void check_uncertainty(const IndicatorTable& table, const CompositeOptions& options,
                                       const UncertaintyOptions& uncertainty) {
    (void)detail::UncertainIndex(table, options, uncertainty);
}

REEINDEX_INLINE RankUncertainty rank_uncertainty(const IndicatorTable& table,
                                                 const CompositeOptions& options,
                                                 const UncertaintyOptions& uncertainty) {
    // the result keeps every draw
    if (uncertainty.draws < 10 || uncertainty.draws > 1'000'000)
        throw InvalidArgument("draws", detail::concat(uncertainty.draws), "from 10 to 1000000");
    const detail::UncertainIndex index(table, options, uncertainty);
    RankUncertainty out;
    out.options = index.options();
    out.units = index.baseline().units;
    out.baseline = index.baseline().ranks;
    const std::size_t n = out.units.size();
    std::vector<double> point(index.inputs().size());
    for (std::size_t i = 0; i < uncertainty.draws; ++i) {
        detail::look_for_interrupt();
        Random random{uncertainty.seed, i};
        for (auto& x : point) x = random.uniform_open();
        out.draws.push_back(index(point));
    }
    out.frequency = Matrix(n, n);
    const std::size_t m = out.draws.size();
    // Order statistics: the interval holds at least `level` of the draws.
    const double outside = 0.5 * (1.0 - uncertainty.level) * static_cast<double>(m);
    const std::size_t cut = std::min(static_cast<std::size_t>(outside), (m - 1) / 2);
    double shift = 0.0;
    for (std::size_t unit = 0; unit < n; ++unit) {
        std::vector<int> ranks;
        for (const auto& draw : out.draws) {
            ranks.push_back(draw.ranks[unit]);
            out.frequency(unit, static_cast<std::size_t>(draw.ranks[unit] - 1)) +=
                1.0 / static_cast<double>(m);
            shift += std::abs(draw.ranks[unit] - out.baseline[unit]);
        }
        std::sort(ranks.begin(), ranks.end());
        out.median.push_back(0.5 * (ranks[(m - 1) / 2] + ranks[m / 2]));
        out.lower.push_back(ranks[cut]);
        out.upper.push_back(ranks[m - 1 - cut]);
        out.best.push_back(ranks.front());
        out.worst.push_back(ranks.back());
    }
    out.mean_shift = shift / static_cast<double>(n * m);
    return out;
}

REEINDEX_INLINE RankSensitivity rank_sensitivity(const IndicatorTable& table,
                                                 const CompositeOptions& options,
                                                 const UncertaintyOptions& uncertainty,
                                                 std::size_t samples) {
    const detail::UncertainIndex index(table, options, uncertainty);
    const auto& baseline = index.baseline();
    RankSensitivity out;
    out.inputs = index.inputs();
    out.outputs = baseline.units;
    out.outputs.emplace_back("mean shift");
    if (out.inputs.empty()) {  // one choice each: no rank moves
        out.indices.first = out.indices.total = Matrix(out.outputs.size(), 0);
        out.indices.first_stderr = out.indices.total_stderr = out.indices.first;
        out.indices.mean = out.indices.variance = std::vector<double>(out.outputs.size());
        return out;
    }
    // all outputs are kept
    const double kept = static_cast<double>(samples) *
                        static_cast<double>((out.inputs.size() + 2) * out.outputs.size());
    if (kept > 1e8)
        throw InvalidArgument(
            "samples", detail::concat(samples),
            detail::concat("at most ",
                           detail::to_plain(std::floor(1e8 * static_cast<double>(samples) / kept)),
                           " for so many units and choices"));
    out.indices = sobol_indices(
        [&](std::span<const double> point, std::span<double> values) {
            detail::look_for_interrupt();
            const auto draw = index(point);
            double shift = 0.0;
            for (std::size_t i = 0; i < draw.ranks.size(); ++i) {
                values[i] = draw.ranks[i];
                shift += std::abs(draw.ranks[i] - baseline.ranks[i]);
            }
            values[draw.ranks.size()] = shift / static_cast<double>(draw.ranks.size());
        },
        out.inputs.size(), out.outputs.size(), samples, uncertainty.seed);
    return out;
}

}  // namespace reeindex
