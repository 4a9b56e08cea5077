#pragma once
/// \file
/// Prediction of counts: Poisson or negative binomial quantiles, averaged over what the data leave
/// open about their mean.

#include <span>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/region/confidence_region.hpp>

namespace reeindex::detail {

/// The mean of a future count by the signed root z of the rise in deviance that it costs: z is
/// standard normal, so that the points are the quantiles of a confidence distribution of the mean.
class MeanDistribution {
public:
    struct Point {
        double z = 0.0, mean = 0.0;
    };

    /// \param points by increasing z
    explicit MeanDistribution(std::vector<Point> points);

    /// Linearised: mean + z error.
    [[nodiscard]] static MeanDistribution linear(double mean, double error);

    /// Of no count in some years: the mean whose upper bound at a one-sided level 1 - a is the
    /// exact one, -ln(a)/years, with which all of them have no count with probability a.
    [[nodiscard]] static MeanDistribution without_counts(double years);

    /// Mean at z, by linear interpolation; 0 or infinite beyond the last point.
    [[nodiscard]] double at(double z) const;

    /// Smallest count whose probability of not being exceeded is at least p.
    [[nodiscard]] double quantile(double p, double dispersion) const;

private:
    static constexpr int half = 16;
    std::vector<Point> points_;
    std::vector<Point> nodes_;  ///< weight and mean
};

/// The distribution of a future mean: its smallest and largest values at rising deviances, among
/// them that of z standard errors.
[[nodiscard]] MeanDistribution mean_distribution(const ConfidenceRegion& region, const Goal& goal,
                                                 double mean, double z);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/count_prediction.ipp>
#endif
