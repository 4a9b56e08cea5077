#pragma once
/// \file
/// Simple exponential smoothing, and the damped trend.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex {

/// Simple exponential smoothing: l_t = alpha y_t + (1 - alpha) l_{t-1} with l_1 = y_1, and every
/// forecast is l_n (Brown 1956). alpha has the least sum of squared one-year errors. The error
/// after h years is sigma sqrt(1 + (h - 1) alpha^2) (Hyndman, Koehler, Ord and Snyder 2008,
/// doi:10.1007/978-3-540-71918-2, table 6.1), with n - 2 degrees of freedom; two observations set
/// no bounds. A missing year leaves the level as it is.
class SimpleExponentialSmoothing {
public:
    static constexpr std::string_view name = "ses";
    static constexpr std::size_t least_observations = 2;

    /// \param alpha from 0 to 1; estimated if not given
    /// \throws InvalidArgument as Naive, or if alpha is out of range
    explicit SimpleExponentialSmoothing(std::span<const double> values,
                                        std::optional<double> alpha = std::nullopt);

    [[nodiscard]] double alpha() const noexcept { return alpha_; }  ///< smoothing of the level
    [[nodiscard]] double level() const noexcept { return level_; }  ///< of the last year
    [[nodiscard]] double sigma() const noexcept { return sigma_; }  ///< of the one-year errors
    /// As of Naive.
    [[nodiscard]] std::vector<double> point(int horizon) const;
    [[nodiscard]] PredictionBand interval(int horizon, double level) const;
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;

private:
    double alpha_ = 0.0, level_ = 0.0, sigma_ = 0.0;
};

/// The damped trend (Gardner and McKenzie 1985, doi:10.1287/mnsc.31.10.1237) as the model
/// ETS(A,Ad,N): l_t = l_{t-1} + phi b_{t-1} + alpha e_t, b_t = phi b_{t-1} + beta e_t, forecast l_n
/// + (phi + ... + phi^h) b_n. The first level and slope are eliminated by linear least squares;
/// alpha in [0.0001, 0.9999], beta in [0.0001, alpha] and phi in [0.8, 0.98] have the least sum of
/// squared errors of a search from a grid. Intervals as of table 6.1 above, with n - 5 degrees of
/// freedom.
class DampedTrend {
public:
    static constexpr std::string_view name = "damped_trend";
    static constexpr std::size_t least_observations = 6;

    /// \throws InvalidArgument as Naive, or with fewer than six observations
    explicit DampedTrend(std::span<const double> values);

    [[nodiscard]] double alpha() const noexcept { return alpha_; }  ///< smoothing of the level
    [[nodiscard]] double beta() const noexcept { return beta_; }    ///< smoothing of the slope
    [[nodiscard]] double phi() const noexcept { return phi_; }      ///< damping of the slope
    [[nodiscard]] double level() const noexcept { return level_; }  ///< of the last year
    [[nodiscard]] double slope() const noexcept { return slope_; }  ///< of the last year
    [[nodiscard]] double sigma() const noexcept { return sigma_; }  ///< of the one-year errors
    /// As of Naive.
    [[nodiscard]] std::vector<double> point(int horizon) const;
    [[nodiscard]] PredictionBand interval(int horizon, double level) const;
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;

private:
    double alpha_ = 0.0, beta_ = 0.0, phi_ = 0.0, level_ = 0.0, slope_ = 0.0, sigma_ = 0.0;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/exponential_smoothing.ipp>
#endif
