#pragma once
/// \file
/// A ready composite index of countries: resource, mining and technology, from the figures that a
/// dataset has, with bounds where it has none.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/data/dataset.hpp>

namespace reeindex {

/// One indicator of one country: known, or between bounds.
struct CountryCell {
    std::optional<double> value{};  ///< as the dataset has it
    double lower = 0.0;             ///< least and greatest value that the dataset allows
    double upper = 0.0;
    std::string reason{};  ///< where the value or the bounds come from
};

namespace detail {
/// Three significant digits; of a value above 1000 one decimal, if it has any.
[[nodiscard]] inline std::string cell_number(double value) {
    return value < 1000.0 ? to_significant(value, 3) : to_plain(std::round(10.0 * value) / 10.0);
}
/// "44.0", "168 to 261", "0 to 6.66" where there is no figure.
[[nodiscard]] std::string cell_text(const CountryCell& cell);
}  // namespace detail

/// A country and its rank over all draws.
struct CountryRank {
    std::string country;  ///< ISO 3166-1 alpha-2
    std::string name;
    std::array<CountryCell, 3> cells{};  ///< reserves, mining, patents
    double median = 0.0;                 ///< of the rank; 1 is best
    int lower = 0, upper = 0;            ///< central interval of the rank at the level
    int best = 0, worst = 0;
    double first_share = 0.0;  ///< share of the draws in which it is first
};

/// Options of country_index().
struct CountryIndexOptions {
    std::size_t draws = 2000;  ///< at least 10
    std::uint64_t seed = 1;
    double level = 0.9;           ///< of the rank intervals, between 0 and 1
    double weight_spread = 0.25;  ///< each weight is multiplied by 1 - s to 1 + s
};

/// The index: countries by median rank.
struct CountryIndex {
    std::array<std::string, 3> indicators;
    std::array<std::string, 3> units;
    std::vector<CountryRank> countries;
    std::vector<std::string> blind_spots;  ///< what the figures leave out
    CountryIndexOptions options;
};

/// Ranks the countries for which the dataset has a figure by reserves, mining and patent counts.
///
/// Missing cells are drawn between bounds that the dataset's own figures give (shares of groups in
/// the reserves, the least output and the least count named); normalisation (min-max, z-score,
/// rank), aggregation (arithmetic, geometric, Mazziotta-Pareto) and weights (equal, spread) are
/// drawn with them, so that a rank interval holds all of these choices.
/// \throws NotFound without the series mine_production/WLD and patents, or without a figure of the
/// world's reserves; InvalidArgument for fewer than 10 draws, or a level or spread out of range.
/// \param progress called now and then with the draws made and wanted; what it throws ends the
/// work. Memory does not grow with the draws.
[[nodiscard]] CountryIndex country_index(
    const Dataset& dataset, const CountryIndexOptions& options = {},
    const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/country_index.ipp>
#endif
