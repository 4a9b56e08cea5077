#pragma once
/// \file
/// The automatic forecast of very many short series. Defined in the compiled part
/// (reeindex::reeindex).

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <reeindex/batch/batch.hpp>
#include <reeindex/batch/batch_buffer.hpp>
#include <reeindex/smoothing/path_draws.hpp>

namespace reeindex {

/// Options of auto_forecast_batch().
struct AutoForecastBatchOptions {
    std::size_t horizon = 5;           ///< years after the last observation of each series
    std::vector<double> levels{0.95};  ///< coverages of the intervals, strictly increasing
    bool counts = false;               ///< bounds as whole numbers, as AutoForecastOptions
    PathOptions paths{};
    unsigned threads = 0;  ///< as in BatchOptions, and so are the next two
    std::function<void(std::size_t done, std::size_t total)> progress{};
    const std::atomic<bool>* cancel = nullptr;
};

/// What became of a series.
enum class AutoForecastStatus : std::uint8_t {
    forecast,
    constant,              ///< all observations are equal: a forecast without width
    too_few_observations,  ///< fewer than two
    invalid_data,          ///< infinite, or of a magnitude outside 1e-300 to 1e150 and not zero
    not_counts,            ///< counts were asked for, and a value is no whole number from 0
};

/// Name of a status: "forecast", "constant", "too_few_observations", "invalid_data", "not_counts".
[[nodiscard]] std::string_view name(AutoForecastStatus status) noexcept;
/// Why there is no forecast, in words; empty where there is one.
[[nodiscard]] std::string_view reason(AutoForecastStatus status) noexcept;

/// Forecasts of many series.
struct AutoForecastBatch {
    std::size_t horizon = 0;
    std::vector<double> levels{};
    BatchBuffer<double> mean;  ///< series x horizon: median of the paths; NaN without a forecast
    BatchBuffer<double> lower, upper;  ///< series x levels x horizon; NaN without a forecast
    BatchBuffer<std::int32_t> last;    ///< column of the last observation; -1 where there is none
    BatchBuffer<std::int32_t> n_obs;
    BatchBuffer<AutoForecastStatus> status;

    /// Number of series.
    [[nodiscard]] std::size_t size() const noexcept { return status.size(); }
};

/// Forecasts every row as auto_forecast() does, one column a year. NaN is a year without a value;
/// before the first and after the last observation of a row it is not part of the series, which
/// goes on after its own last observation. A row that cannot be forecast is a status of that row.
/// The result is the same for any number of threads, and to 1e-10 relative for any instruction set.
/// \throws InvalidArgument if there are more than 10,000 columns or an option is out of range;
/// Cancelled.
[[nodiscard]] AutoForecastBatch auto_forecast_batch(const MatrixView& values,
                                                    const AutoForecastBatchOptions& options = {});

}  // namespace reeindex
