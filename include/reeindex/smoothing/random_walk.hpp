#pragma once
/// \file
/// The naive forecast and the drift: random walks, the yardstick of every other forecast.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex {

/// The naive forecast: the last value stays. Errors are those of a random walk with normal steps,
/// sigma sqrt(h) after h years (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
/// 3rd ed., section 5.5). A missing year is a step that nobody saw.
class Naive {
public:
    /// Name of the method.
    static constexpr std::string_view name = "naive";
    /// Observations that it needs.
    static constexpr std::size_t least_observations = 2;

    /// \param values one a year, NaN where a year has no value; the first and last have one
    /// \throws InvalidArgument as LocalGlobalTrend
    explicit Naive(std::span<const double> values);

    /// Standard deviation of a year's change, around zero.
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    /// Point forecast. \throws InvalidArgument unless horizon is from 1 to 1000
    [[nodiscard]] std::vector<double> point(int horizon) const;
    /// Normal interval. \throws InvalidArgument as point(), or unless 0 < level < 1
    [[nodiscard]] PredictionBand interval(int horizon, double level) const;
    /// Simulated futures. \throws InvalidArgument as PathDraws
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;

private:
    double last_ = 0.0, sigma_ = 0.0;
};

/// The drift: the last value goes on by the mean change, (y_n - y_1) / (n - 1) a year. Its interval
/// holds the error of the drift: sigma sqrt(h (1 + h / (n - 1))), section 5.5 as above, where sigma
/// has n - 2 degrees of freedom; two observations set no bounds.
class Drift {
public:
    static constexpr std::string_view name = "drift";
    static constexpr std::size_t least_observations = 2;

    /// \throws InvalidArgument as Naive
    explicit Drift(std::span<const double> values);

    /// Mean change of a year.
    [[nodiscard]] double slope() const noexcept { return slope_; }
    /// Standard deviation of a year's change around it; infinite for two observations.
    [[nodiscard]] double sigma() const noexcept { return sigma_; }
    /// As of Naive.
    [[nodiscard]] std::vector<double> point(int horizon) const;
    [[nodiscard]] PredictionBand interval(int horizon, double level) const;
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;

private:
    double last_ = 0.0, slope_ = 0.0, sigma_ = 0.0, steps_ = 1.0;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/random_walk.ipp>
#endif
