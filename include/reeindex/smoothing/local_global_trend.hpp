#pragma once
/// \file
/// The local-global trend family: the automatic forecast of short annual series.

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/smoothing/path_draws.hpp>
#include <reeindex/smoothing/sample_paths.hpp>
#include <reeindex/smoothing/trend_grid.hpp>

namespace reeindex {

/// One member of the family, fitted. Level, slope, gamma and sigma are those of the series divided
/// by LocalGlobalTrend::scale(); in the logarithmic form those of its logarithm over the last
/// value, divided by the largest magnitude of these.
struct TrendMember {
    double alpha = 0.0, beta = 0.0, lambda = 0.0, tau = 0.0, kappa = 0.0;
    double level = 0.0;        ///< l at the last year
    double slope = 0.0;        ///< b at the last year
    double gamma = 0.0;        ///< coefficient of the global trend
    double gamma_error = 0.0;  ///< its posterior standard deviation
    double sigma = 0.0;        ///< scale of the noise
    double log_weight = 0.0;   ///< log of prior times marginal likelihood
    double weight = 0.0;       ///< posterior weight; all add up to one
};

/// What the forecast of a family stands on: averages over the members by their weights.
struct TrendSummary {
    double level = 0.0;  ///< of the last year, in the unit of the series
    /// Expected change of the first year ahead, in the unit of the series; not below what a path
    /// may fall to. Level and change of the logarithmic form are those of the mean logarithms.
    double trend = 0.0;
    double alpha = 0.0, beta = 0.0, lambda = 0.0, tau = 0.0, kappa = 0.0, gamma = 0.0;
    /// Weight of members that expect a change of less than half their noise in the first year: they
    /// forecast as the last level does.
    double naive_like = 0.0;
    double trending = 0.0;  ///< weight of the other members
    double memory = 0.0;  ///< years that hold 95 % of the level's weight, at most those of the data
};

namespace detail {
struct TrendState;
}

/// The local-global trend family, averaged over a grid of members with closed-form weights.
///
/// A member (alpha, beta, lambda, tau, kappa) of the series z = y / scale is
/// \verbatim
///   l_t     = alpha z_t + (1 - alpha) l_{t-1},           l_1 = z_1
///   b_t     = beta (l_t - l_{t-1}) + (1 - beta) b_{t-1},  b_1 = 0
///   z_{t+1} = l_t + gamma l_t^rho + lambda b_t + sigma l_t^tau e,   e ~ Student t, nu = 4
///   gamma | sigma ~ N(0, kappa^2 sigma^2)
/// \endverbatim
/// after the local and global trend model of Smyl, Bergmeir, Dokumentov, Long, Wibowo and Schmidt
/// (2025, doi:10.1016/j.ijforecast.2024.03.006), here linear in gamma, so that a grid of members
/// replaces sampling. Naive, drift, simple exponential smoothing, and that with drift, are limits:
/// lambda = 0, rho = tau = 0, normal noise, kappa towards zero or infinity.
///
/// Missing years are missing observations of the recursion: the state goes on by its own
/// expectation, which is linear in gamma, its variance grows, and the next observation moves it by
/// the gain of the Kalman filter (Harvey 1990, doi:10.1017/CBO9781107049994, section 3.4.7).
///
/// sigma itself is uncertain: each path draws its own, sigma^2 (m + 2) / chi^2_m with m = n - 1
/// changes. From fewer than 9 observations the noise is wider by the noise factor of the grid:
/// without it simulated random walks of 3 to 5 years are covered 90 to 95 % at a nominal 95
/// (docs/auto-forecast.md).
///
/// Positive series have noise and trend that grow with the level, and their paths stay positive.
/// Others take the additive form (rho = 0, tau = 0); without negative values their paths stay at 0
/// or above. Positive series over a factor of more than 10,000 take the likelier of two forms, the
/// positive one and the additive one of their logarithms.
class LocalGlobalTrend {
public:
    /// \param values one a year, NaN where a year has no value; the first and last have one
    /// \throws InvalidArgument if there are fewer than two observations or more than 10,000 years,
    /// a value is infinite or of a magnitude outside 1e-300 to 1e150 and not zero, the first or
    /// last is missing, or the grid is out of range.
    explicit LocalGlobalTrend(std::span<const double> values, const TrendGrid& grid = {});

    /// Name of the model.
    static constexpr std::string_view name = "local_global_trend";

    /// The members, alpha outermost, then beta, lambda, tau, kappa. Empty for a constant series.
    [[nodiscard]] const std::vector<TrendMember>& members() const noexcept { return members_; }
    /// By what the series is divided: its last value, or the largest magnitude in the additive
    /// form.
    [[nodiscard]] double scale() const noexcept { return scale_; }
    /// Form that the series takes.
    [[nodiscard]] TrendForm form() const noexcept { return form_; }
    /// Whether all observations are equal: the forecast is their value, with no width.
    [[nodiscard]] bool constant() const noexcept { return members_.empty(); }
    /// Number of observations.
    [[nodiscard]] std::size_t observations() const noexcept { return observations_; }
    /// What the forecast rests on.
    [[nodiscard]] TrendSummary summary() const;

    /// Mean over the members of their path without noise: a check value, not the forecast.
    /// \throws InvalidArgument unless horizon is from 1 to 1000.
    [[nodiscard]] std::vector<double> mean_path(int horizon) const;
    /// Simulated futures. Path i belongs to the member where the running sum of the weights reaches
    /// (i + 1/2) / paths.
    [[nodiscard]] SamplePaths sample_paths(const PathDraws& draws, int horizon) const;
    /// The same from the shared draws. \throws InvalidArgument as PathDraws.
    [[nodiscard]] SamplePaths sample_paths(int horizon, const PathOptions& options = {}) const;
    /// Quantiles of the paths, exact for their noise in the first year, one value a year for each
    /// p. \throws InvalidArgument as PathDraws, or unless the probabilities increase from above 0
    /// to below 1.
    [[nodiscard]] std::vector<std::vector<double>> quantiles(int horizon,
                                                             std::span<const double> probabilities,
                                                             const PathOptions& options = {}) const;
    /// Median of the paths.
    /// \throws InvalidArgument as PathDraws.
    [[nodiscard]] std::vector<double> point(int horizon, const PathOptions& options = {}) const;
    /// Quantiles of the paths at (1 - level) / 2 and (1 + level) / 2.
    /// \throws InvalidArgument as PathDraws, or unless 0 < level < 1.
    [[nodiscard]] PredictionBand interval(int horizon, double level,
                                          const PathOptions& options = {}) const;

private:
    std::vector<TrendMember> members_;
    std::shared_ptr<const detail::TrendState> state_;
    double scale_ = 1.0, value_ = 0.0;
    TrendForm form_ = TrendForm::positive;
    std::size_t observations_ = 0;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/local_global_trend.ipp>
#endif
