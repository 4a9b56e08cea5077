// The automatic forecast of many series: one engine a thread, one series after the other.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include <reeindex/batch/auto_forecast_batch.hpp>
#include <reeindex/forecast/detail/count_bounds.hpp>
#include <reeindex/smoothing/detail/trend_engine.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

#include "batch/workers.hpp"

namespace reeindex {

namespace detail {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

void check(const MatrixView& values, const AutoForecastBatchOptions& options) {
    if (values.columns() > 10'000)
        throw InvalidArgument("values", concat("of ", values.columns(), " years"),
                              "of at most 10000 years");
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", concat(options.horizon), "from 1 to 1000 years");
    if (options.levels.empty()) throw InvalidArgument("levels", "empty", "at least one level");
    if (options.levels.size() > 50)
        throw InvalidArgument("levels", concat("of length ", options.levels.size()),
                              "at most 50 levels");
    for (std::size_t i = 0; i < options.levels.size(); ++i) {
        check_level(options.levels[i]);
        if (i > 0 && options.levels[i] <= options.levels[i - 1])
            throw InvalidArgument(
                "levels",
                concat(to_text(options.levels[i]), " after ", to_text(options.levels[i - 1])),
                "strictly increasing");
    }
    const int paths = options.paths.paths;
    if (paths >= 100 && (1.0 - options.levels.back()) * paths < 1.0 - 1e-9)
        throw InvalidArgument("level", to_text(options.levels.back()),
                              concat("at most ", to_text(1.0 - 1.0 / paths), " with ", paths,
                                     " paths, which do not tell what is rarer; more paths do"));
}

class AutoWorker {
public:
    AutoWorker(const MatrixView& values, const AutoForecastBatchOptions& options,
               const std::vector<double>& probabilities, const PathDraws& draws,
               AutoForecastBatch& out)
        : values_(values),
          options_(options),
          probabilities_(probabilities),
          draws_(draws),
          out_(out),
          engine_(TrendGrid{}),
          row_(values.columns()),
          quantiles_(probabilities.size()) {}

    void run(std::size_t row) {
        values_.copy_row(row, row_.data());
        std::size_t first = 0, last = row_.size();
        while (first < last && std::isnan(row_[first])) ++first;
        while (last > first && std::isnan(row_[last - 1])) --last;
        const std::span<const double> series{row_.data() + first, last - first};
        out_.last[row] = static_cast<std::int32_t>(last) - 1;
        if (series.empty()) out_.last[row] = -1;
        SeriesShape shape;
        const SeriesFault fault = examine(series, shape);
        out_.n_obs[row] = static_cast<std::int32_t>(count(series));
        out_.status[row] = status_of(series, fault, shape);
        if (out_.status[row] == AutoForecastStatus::forecast)
            forecast(row, series, shape);
        else if (out_.status[row] == AutoForecastStatus::constant)
            constant(row, shape);
        else
            for (std::size_t h = 0; h < options_.horizon; ++h) put(row, h, nullptr);
    }

private:
    static std::size_t count(std::span<const double> series) {
        return static_cast<std::size_t>(std::count_if(
            series.begin(), series.end(), [](double value) { return !std::isnan(value); }));
    }

    [[nodiscard]] AutoForecastStatus status_of(std::span<const double> series,
                                               const SeriesFault& fault,
                                               const SeriesShape& shape) const {
        if (!fault.empty())
            return count(series) < 2 ? AutoForecastStatus::too_few_observations
                                     : AutoForecastStatus::invalid_data;
        if (options_.counts)
            for (const double value : series)
                if (!std::isnan(value) && !is_count_value(value))
                    return AutoForecastStatus::not_counts;
        return shape.equal ? AutoForecastStatus::constant : AutoForecastStatus::forecast;
    }

    void forecast(std::size_t row, std::span<const double> series, const SeriesShape& shape) {
        engine_.fit(series, shape, state_);
        engine_.simulate(state_, draws_, options_.horizon);
        const std::size_t middle = options_.levels.size();
        for (std::size_t h = 0; h < options_.horizon; ++h) {
            engine_.quantiles(h, probabilities_, quantiles_.data());
            for (auto& quantile : quantiles_) quantile = state_.value(quantile);
            if (options_.counts) {
                const double median = quantiles_[middle];
                for (std::size_t j = 0; j < middle; ++j)
                    quantiles_[j] = lower_count(quantiles_[j], median);
                for (std::size_t j = middle + 1; j < quantiles_.size(); ++j)
                    quantiles_[j] = upper_count(quantiles_[j], median);
            }
            put(row, h, quantiles_.data());
        }
    }

    void constant(std::size_t row, const SeriesShape& shape) {
        for (std::size_t j = 0; j < quantiles_.size(); ++j)
            quantiles_[j] =
                options_.counts && j != options_.levels.size()
                    ? constant_count_quantile(probabilities_[j], shape.last, shape.observations)
                    : shape.last;
        for (std::size_t h = 0; h < options_.horizon; ++h) put(row, h, quantiles_.data());
    }

    /// \param quantiles by probability; null where there is no forecast
    void put(std::size_t row, std::size_t h, const double* quantiles) {
        const std::size_t levels = options_.levels.size(), horizon = options_.horizon;
        out_.mean[row * horizon + h] = quantiles != nullptr ? quantiles[levels] : no_value;
        for (std::size_t j = 0; j < levels; ++j) {
            const std::size_t at = (row * levels + j) * horizon + h;
            out_.lower[at] = quantiles != nullptr ? quantiles[levels - 1 - j] : no_value;
            out_.upper[at] = quantiles != nullptr ? quantiles[levels + 1 + j] : no_value;
        }
    }

    const MatrixView& values_;
    const AutoForecastBatchOptions& options_;
    const std::vector<double>& probabilities_;
    const PathDraws& draws_;
    AutoForecastBatch& out_;
    TrendEngine engine_;
    TrendState state_;
    std::vector<double> row_, quantiles_;
};

}  // namespace
}  // namespace detail

std::string_view name(AutoForecastStatus status) noexcept {
    constexpr std::array<std::string_view, 5> names{"forecast", "constant", "too_few_observations",
                                                    "invalid_data", "not_counts"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view reason(AutoForecastStatus status) noexcept {
    constexpr std::array<std::string_view, 5> reasons{
        "", "", "fewer than 2 observations",
        "a value is infinite, or the largest magnitude is outside 1e-300 to 1e150",
        "a value is no whole number from 0"};
    return reasons[static_cast<std::size_t>(status)];
}

AutoForecastBatch auto_forecast_batch(const MatrixView& values,
                                      const AutoForecastBatchOptions& options) {
    detail::check(values, options);
    const auto draws = PathDraws::shared(options.paths, static_cast<int>(options.horizon));
    const auto probabilities = detail::band_probabilities(options.levels);
    AutoForecastBatch out;
    out.horizon = options.horizon;
    out.levels = options.levels;
    const std::size_t rows = values.rows(), cells = rows * options.horizon;
    out.mean.resize(cells);
    out.lower.resize(cells * options.levels.size());
    out.upper.resize(cells * options.levels.size());
    out.last.resize(rows);
    out.n_obs.resize(rows);
    out.status.resize(rows);
    const BatchOptions work{
        .threads = options.threads, .progress = options.progress, .cancel = options.cancel};
    detail::run_chunks(rows, 16, work, [&](const detail::Pause& pause) -> detail::ChunkWork {
        const auto worker =
            std::make_shared<detail::AutoWorker>(values, options, probabilities, *draws, out);
        return [worker, pause](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                pause();
                worker->run(row);
            }
        };
    });
    return out;
}

}  // namespace reeindex
