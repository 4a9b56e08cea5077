#pragma once
/// \file
/// Simulated futures of a series, and their quantiles.

#include <cstddef>
#include <span>
#include <vector>

namespace reeindex {

/// Simulated futures: one value for each year and path.
struct SamplePaths {
    std::size_t paths = 0;         ///< number of paths
    std::size_t horizon = 0;       ///< number of years
    std::vector<double> values{};  ///< horizon x paths: all paths of the first year first

    /// All paths of a year, counted from 0.
    [[nodiscard]] std::span<const double> year(std::size_t h) const {
        return {values.data() + h * paths, paths};
    }
    /// Value of a path in a year.
    [[nodiscard]] double operator()(std::size_t path, std::size_t h) const {
        return values[h * paths + path];
    }
    /// Quantile of each year at a probability. Linear between the order statistics, the i-th of
    /// which, counted from 0, stands at (i + 1/2) / paths (type 5 of Hyndman and Fan 1996,
    /// doi:10.2307/2684934).
    /// \throws InvalidArgument unless 0 < p < 1.
    [[nodiscard]] std::vector<double> quantile(double p) const;
};

/// Lower and upper bound of an interval, one of each a year.
struct PredictionBand {
    double level = 0.95;          ///< coverage of a new observation, each year by itself
    std::vector<double> lower{};  ///< may be -infinity
    std::vector<double> upper{};  ///< may be infinity

    friend bool operator==(const PredictionBand&, const PredictionBand&) = default;
};

namespace detail {

/// Quantiles of values, one at least, at increasing probabilities. \param out one a probability
void select_quantiles(std::span<const double> values, std::span<const double> probabilities,
                      double* out);

/// Probabilities of the lower bounds of increasing levels from the widest on, of the median, and of
/// the upper bounds up to the widest.
[[nodiscard]] std::vector<double> band_probabilities(std::span<const double> levels);

/// \throws InvalidArgument unless 0 < level < 1.
void check_level(double level);

}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/sample_paths.ipp>
#endif
