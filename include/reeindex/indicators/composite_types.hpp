#pragma once
/// \file
/// What a composite index is made of, and what it gives.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/matrix.hpp>

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

/// Name of a normalisation, for example "min_max".
[[nodiscard]] constexpr std::string_view name(Normalization x) noexcept {
    return detail::normalization_names(x);
}
/// Name of a weighting, for example "pca".
[[nodiscard]] constexpr std::string_view name(Weighting x) noexcept {
    return detail::weighting_names(x);
}
/// Name of an aggregation, for example "geometric".
[[nodiscard]] constexpr std::string_view name(Aggregation x) noexcept {
    return detail::aggregation_names(x);
}
/// Name of a policy for missing cells, for example "drop_unit".
[[nodiscard]] constexpr std::string_view name(MissingData x) noexcept {
    return detail::missing_data_names(x);
}

/// Units in rows, indicators in columns; NaN marks a missing cell.
struct IndicatorTable {
    std::vector<std::string> units;
    std::vector<std::string> indicators;
    Matrix values;
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
    double value;  ///< in the unit of the indicator
};

/// Scores and ranks of units.
struct CompositeIndex {
    std::vector<std::string> units;  ///< in the order of the table, without dropped ones
    std::vector<std::string> indicators;
    std::vector<double> scores;        ///< higher is better
    std::vector<int> ranks;            ///< 1 is best; equal scores share the better rank
    std::vector<double> weights;       ///< add up to 1
    Matrix normalized;                 ///< units x indicators; higher is better
    std::vector<std::string> dropped;  ///< units left out for missing cells
    std::vector<ImputedCell> imputed;
    /// Share of the variance of the standardised indicators on the first component; for PCA
    /// weights.
    std::optional<double> pca_explained{};
    /// Indicators that load against the others on the first component: their weight is of doubtful
    /// meaning.
    std::vector<std::string> pca_opposed{};
};

}  // namespace reeindex
