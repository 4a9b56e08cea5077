#pragma once
/// \file
/// The theta method and its dynamic optimised form.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex {

/// A model of the theta family (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016,
/// doi:10.1016/j.ijforecast.2016.02.005):
/// \verbatim
///   mu_t = l_{t-1} + (1 - 1/theta) [(1 - alpha)^(t-1) A + (1 - (1 - alpha)^t) / alpha B]
///   l_t  = alpha y_t + (1 - alpha) l_{t-1}
/// \endverbatim
/// A and B are intercept and slope of the straight line through the data: all of them, or, in the
/// dynamic form, those before the year t. Residuals are linear in l_0 and in 1 - 1/theta: these are
/// eliminated by linear least squares, which leaves a search along alpha in [0.1, 0.99]. The first
/// two years are not judged. Intervals are quantiles of simulated paths with normal errors. A
/// missing year is filled along the straight line between its neighbours, and not judged.
class ThetaModel {
public:
    /// Smoothing of the level.
    [[nodiscard]] double alpha() const noexcept { return alpha_; }
    /// Weight of the trend, 1 - 1/theta: from 0 to 1.
    [[nodiscard]] double trend_weight() const noexcept { return weight_; }
    /// Level before the first and after the last year.
    [[nodiscard]] double first_level() const noexcept { return first_; }
    [[nodiscard]] double level() const noexcept { return level_; }
    /// Standard deviation of the one-year errors.
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    /// Sum of the squared errors that were judged.
    [[nodiscard]] double sse() const noexcept { return sse_; }
    /// As of Naive; paths and intervals are simulated.
    [[nodiscard]] std::vector<double> point(int horizon) const;
    [[nodiscard]] PredictionBand interval(int horizon, double level,
                                          const PathOptions& options = {}) const;
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;

protected:
    ThetaModel(std::span<const double> values, bool dynamic, std::size_t least_observations);

private:
    bool dynamic_ = false;
    std::size_t years_ = 0;
    double alpha_ = 0.0, weight_ = 0.0, first_ = 0.0, level_ = 0.0, sigma_ = 0.0, sse_ = 0.0;
    double intercept_ = 0.0, slope_ = 0.0, mean_ = 0.0;
};

/// The theta method (Assimakopoulos and Nikolopoulos 2000, doi:10.1016/S0169-2070(00)00066-2) with
/// theta = 2: simple exponential smoothing with half the slope of the straight line as drift
/// (Hyndman and Billah 2003, doi:10.1016/S0169-2070(01)00143-1).
class Theta : public ThetaModel {
public:
    static constexpr std::string_view name = "theta";
    static constexpr std::size_t least_observations = 5;
    /// \throws InvalidArgument as Naive, or with fewer than five observations
    explicit Theta(std::span<const double> values)
        : ThetaModel(values, false, least_observations) {}
};

/// The dynamic optimised theta model, DOTM.
class DynamicOptimizedTheta : public ThetaModel {
public:
    static constexpr std::string_view name = "dotm";
    static constexpr std::size_t least_observations = 6;
    /// \throws InvalidArgument as Naive, or with fewer than six observations
    explicit DynamicOptimizedTheta(std::span<const double> values)
        : ThetaModel(values, true, least_observations) {}
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/theta.ipp>
#endif
