#pragma once
/// \file
/// The members of the local-global trend family.

#include <vector>

namespace reeindex {

/// Values of the parameters over which the family averages, their prior weights, and its constants.
/// The defaults are documented in docs/auto-forecast.md with their origin.
struct TrendGrid {
    std::vector<double> alpha{0.1, 0.3, 0.5, 0.7, 0.9};  ///< smoothing of the level, in (0, 1]
    std::vector<double> beta{0.1, 0.3, 0.6, 1.0};        ///< smoothing of the slope, in [0, 1]
    std::vector<double> lambda{0.5, 1.0};                ///< share of the slope that goes on
    std::vector<double> lambda_prior{1.0, 0.01};
    std::vector<double> tau{0.0, 0.5, 1.0};  ///< power of the level in the noise: 0, 1/2 or 1
    std::vector<double> kappa{0.125, 0.25, 0.5, 1.0, 8.0};  ///< prior spread of the global trend
    std::vector<double> kappa_prior{1.0, 1.0, 1.0, 1.0, 1e-4};
    double rho = 0.5;             ///< power of the level in the global trend: 0, 1/2 or 1
    double nu = 4.0;              ///< degrees of freedom of the noise; infinity for normal noise
    int passes = 3;               ///< of the weighted least squares that gives gamma and sigma
    double lambda_spread = 0.25;  ///< standard deviation of lambda over the paths
    /// By which the noise of the paths exceeds sigma, where the paths do not draw their own sigma
    /// (tables of one's own) and where fewer than 9 observations tell it.
    double noise_factor = 1.2;
    double floor = 0.01;  ///< a path of a positive series stays above this share of its least value

    friend bool operator==(const TrendGrid&, const TrendGrid&) = default;
};

/// How a series is modelled.
enum class TrendForm {
    positive,     ///< trend and noise grow with the level, paths stay positive
    additive,     ///< zeros or negative values: they do not
    logarithmic,  ///< positive, over a factor of more than 10,000 by growth: additive in the logs
};

}  // namespace reeindex
