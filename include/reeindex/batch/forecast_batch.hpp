#pragma once
/// \file
/// Forecasts of very many short series. Part of the compiled library (reeindex::reeindex).

#include <reeindex/batch/batch.hpp>

namespace reeindex {

/// Point forecasts and prediction intervals, series x horizon.
struct BatchForecast {
    std::size_t horizon = 0;
    double level = 0.95;
    BatchBuffer<double> years, mean;             ///< series x horizon
    BatchBuffer<double> lower, upper;            ///< bounds of a new observation, series x horizon
    BatchBuffer<double> mean_lower, mean_upper;  ///< bounds of the curve, series x horizon
};

/// How forecast_batch finds its intervals.
enum class BatchInterval : std::uint8_t {
    /// Linearised at the optimum, Student's t. Only identified fits have such an interval: the
    /// bounds of the others are infinite.
    delta,
    /// As the single forecast: prediction profiles (Bates and Watts 1988, chapter 6,
    /// doi:10.1002/9780470316757), for every series that has an optimum. Exponential, logistic and
    /// Gompertz curves on even axes of up to 64 steps have vectorised kernels, which take some tens
    /// of microseconds a series; what they leave, and every other curve, is fitted and forecast one
    /// by one, in milliseconds.
    profile
};

/// Options of forecast_batch().
struct BatchForecastOptions {
    double level = 0.95;  ///< coverage of the interval of a new observation of average weight
    BatchInterval method = BatchInterval::profile;
    unsigned threads = 0;  ///< as in BatchOptions, and so are the next two
    std::function<void(std::size_t done, std::size_t total)> progress{};
    const std::atomic<bool>* cancel = nullptr;
};

/// Forecasts for the `horizon` steps after the last year of each axis; a step is the axis'
/// smallest.
///
/// For a degenerate fit the mean follows the limit on which it stands. A series without an optimum
/// has NaN means and infinite bounds. \param input, result what fit_batch took and gave. \throws
/// InvalidArgument if they do not belong together, the curve cannot be forecast, horizon is not
/// from 1 to 1000, or an option is out of range; Cancelled.
[[nodiscard]] BatchForecast forecast_batch(const BatchInput& input, const BatchCurve& curve,
                                           const BatchResult& result, std::size_t horizon,
                                           const BatchForecastOptions& options = {});

}  // namespace reeindex
