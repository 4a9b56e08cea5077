#pragma once
/// \file
/// How far the ranks of a composite index depend on the choices made in building it (Saisana,
/// Saltelli and Tarantola 2005, doi:10.1111/j.1467-985X.2005.00350.x).

#include <cstdint>
#include <string>
#include <vector>

#include <reeindex/indicators/composite.hpp>
#include <reeindex/indicators/sobol.hpp>

namespace reeindex {

/// Choices among which draws are made, each with equal probability. Empty lists stand for: min_max,
/// z_score and rank (goalposts too if they are given; rank and goalposts alone where an indicator
/// is the same for every unit, of which the other two are not defined); all three aggregations; the
/// weighting of the index itself.
struct UncertaintyOptions {
    std::vector<Normalization> normalizations{};
    std::vector<Aggregation> aggregations{};
    std::vector<Weighting> weightings{};
    /// Each weight is multiplied by a uniform factor from 1 - s to 1 + s and all are rescaled to 1.
    double weight_spread = 0.25;
    std::size_t draws = 1000;  ///< from 10 to 1,000,000; each is kept in the result
    std::uint64_t seed = 1;
    double level = 0.9;  ///< of the rank intervals
};

/// One draw and what came of it.
struct CompositeDraw {
    Normalization normalization;
    Aggregation aggregation;
    Weighting weighting;
    std::vector<double> weights;  ///< one per indicator; add up to 1
    std::vector<int> ranks;       ///< one per unit; 1 is best
};

/// Ranks over all draws.
struct RankUncertainty {
    std::vector<std::string> units;
    std::vector<int> baseline;      ///< ranks of the index itself
    std::vector<double> median;     ///< of the rank over the draws, one per unit
    std::vector<int> lower, upper;  ///< central interval at the level: ranks that occurred
    std::vector<int> best, worst;   ///< extreme ranks that occurred
    Matrix frequency;               ///< units x ranks: share of the draws
    double mean_shift = 0.0;        ///< mean over units and draws of |rank - baseline|
    std::vector<CompositeDraw> draws;
    UncertaintyOptions options;  ///< with the lists that were used
};

/// What drives the ranks: outputs are the rank of each unit, then the mean absolute shift from the
/// baseline; inputs are the choices.
struct RankSensitivity {
    std::vector<std::string> outputs;  ///< units, then "mean shift"
    std::vector<std::string> inputs;   ///< "normalization", "aggregation", "weighting" where there
                                       ///< is more than one, then "weight of X"
    SobolIndices indices;              ///< outputs x inputs
};

/// Whether every one of the choices can be drawn, without a draw.
/// \throws InvalidArgument as rank_uncertainty()
void check_uncertainty(const IndicatorTable& table, const CompositeOptions& options,
                       const UncertaintyOptions& uncertainty);

/// Draws normalisation, aggregation, weighting and weights anew and keeps every draw. Draw i uses
/// stream i of the seed, so the result does not depend on how the work is divided.
/// Where there is one choice each, every draw gives the index itself.
/// \throws InvalidArgument as composite_index(), for a choice that the table does not allow, or for
/// fewer than 10 draws or more than 1,000,000.
[[nodiscard]] RankUncertainty rank_uncertainty(const IndicatorTable& table,
                                               const CompositeOptions& options,
                                               const UncertaintyOptions& uncertainty = {});

/// Sobol indices of the ranks to the choices.
/// \param samples base samples; the index is computed samples (inputs + 2) times.
/// \throws InvalidArgument
[[nodiscard]] RankSensitivity rank_sensitivity(const IndicatorTable& table,
                                               const CompositeOptions& options,
                                               const UncertaintyOptions& uncertainty = {},
                                               std::size_t samples = 1024);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/composite_uncertainty.ipp>
#endif
