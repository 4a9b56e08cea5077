#pragma once
/// \file
/// Internal: what passes between LocalGlobalTrend and the kernels that fit its members and simulate
/// their paths. Plain data only: a kernel is compiled for one instruction set and must share no
/// inline function with any other file.

#include <stddef.h>

namespace reeindex::detail {

/// Numbers of members and paths are padded to a multiple of this, the widest vector.
constexpr int trend_group = 8;

/// A power of the level.
enum class LevelPower : int { zero, half, one };

/// Members of one series. Tables of members hold `padded` numbers, the same for every alpha;
/// results hold `alphas` times as many.
struct TrendTask {
    const double* z;     ///< scaled series, one a year; NaN in missing years
    int years;           ///< from the first to the last observation
    int innovations;     ///< observations less one
    int gaps;            ///< missing years
    double least_level;  ///< below which a missing year does not take the level
    LevelPower rho;
    int has_powers;           ///< whether any tau is above zero
    int normal;               ///< whether the noise is normal
    double nu, log_constant;  ///< of the density of the noise, times the innovations
    int passes;
    int alphas, padded;
    const double* alpha;
    const double *beta, *lambda;
    const double *tau0, *tau_half, *tau1;  ///< one for the member's tau, else zero
    const double* precision;               ///< 1 / kappa^2
    const double* log_prior;               ///< of lambda and kappa, less ln kappa
    double* workspace;                     ///< (3 + 3 lanes) x years doubles, aligned to 64 bytes
    double *log_weight, *gamma, *gamma_error, *sigma;
    double *level, *slope;              ///< of the last year, where gamma is zero
    double *level_gamma, *slope_gamma;  ///< their derivatives by gamma; gaps only, as the next
    double *level_variance, *covariance, *slope_variance;  ///< in units of sigma^2
};

/// Paths: tables of `padded` numbers, the draws of `stride`.
struct PathTask {
    int padded, horizon;
    LevelPower rho;
    int has_powers;
    double floor, ceiling;
    const double *alpha, *beta, *level, *slope, *gamma, *lambda;
    const double *scale0, *scale_half, *scale1;  ///< of the noise, by its power of the level
    const double* noise;
    ptrdiff_t noise_stride;
    double* out;
    ptrdiff_t out_stride;
    double *center, *scale;  ///< of the first year, before its noise
};

/// Student distributions with 4 degrees of freedom, one a path, and a place.
struct MixtureTask {
    int padded;
    const double *center, *scale;
    double x;
};

/// Sums over the distributions: of the probability up to x less a half, of the density at x and of
/// its derivative.
struct MixtureSums {
    double probability, density, slope;
};

/// Kernels of one instruction set.
struct TrendKernels {
    const char* name;
    void (*fit_members)(const TrendTask&);
    void (*simulate)(const PathTask&);
    MixtureSums (*mixture)(const MixtureTask&);
};

/// The kernels in use: of the instruction set that simd_name() names in the compiled library.
const TrendKernels& trend_kernels();

}  // namespace reeindex::detail
