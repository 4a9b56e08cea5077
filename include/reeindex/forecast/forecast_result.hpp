#pragma once
/// \file
/// Options and result of a forecast.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/smoothing/sample_paths.hpp>

namespace reeindex {

/// Options of a forecast.
struct ForecastOptions {
    /// Years after the last observation of the fit; ignored when `years` is given.
    int horizon = 5;
    /// Years to forecast, strictly increasing, inside or outside the data; empty for `horizon`
    /// years after the last one.
    std::vector<int> years{};
    /// Last year to forecast, instead of a horizon: every year after the data up to it.
    std::optional<int> until{};
    /// Whether the forecast starts where the data end: the curve plus what is left of its last
    /// residual, whose autocorrelation is modelled, with intervals that grow accordingly. For
    /// Gaussian and lognormal errors, and years after the data.
    bool anchored = false;
    /// Coverage of the prediction interval of a new observation.
    double level = 0.95;
    IntervalMethod method = IntervalMethod::automatic;
    /// Weight of a future observation, for weighted fits; by default the mean of the weights.
    std::optional<double> weight{};
    /// Replicates and seed of the bootstrap.
    int replicates = 999;
    std::uint64_t seed = 1;
    /// Whether notes and message say how this forecast would have done in the past of the series
    /// against the last value: past_accuracy() as many years ahead as the last year asked for.
    bool past = false;
};

/// A forecast: a value for each year, and the interval that a new observation falls into.
struct Forecast {
    std::vector<int> years;  ///< as asked for; all vectors have one value for each
    /// Value of the curve, the median for the lognormal error model; of a smoothing model the
    /// median of its paths, or its point forecast.
    std::vector<double> mean;
    std::vector<double> lower;  ///< may be -infinity
    std::vector<double> upper;  ///< may be infinity
    std::vector<double>
        mean_lower;  ///< interval of the curve's value itself; empty without a curve
    std::vector<double> mean_upper;
    double level = 0.95;  ///< coverage of the interval; of several levels the widest
    IntervalMethod method = IntervalMethod::delta;  ///< the method used; automatic without a curve
    std::string message;  ///< what the forecast stands on, and what it cannot tell
    std::vector<ExcludedObservation> excluded;  ///< observations that were left out
    std::string curve;                          ///< name of the curve; empty without one
    std::string label, unit, basis;
    std::string display_name{};  ///< of the curve or model, in a sentence or a legend
    std::string model{};         ///< name of the smoothing model; empty for a curve
    /// Intervals by increasing level, the last of which is lower and upper; empty where only one
    /// level was asked for.
    std::vector<PredictionBand> bands{};
    /// What it stands on as facts, see auto_forecast(). That of a curve which is not anchored has
    /// `assumes_curve` with the name `curve`: its interval holds if the series follows the curve.
    std::vector<Note> notes{};

    /// Levels of the intervals, increasing.
    [[nodiscard]] std::vector<double> levels() const;
    /// The interval of a level.
    /// \throws InvalidArgument if it was not asked for.
    [[nodiscard]] PredictionBand band(double wanted) const;
};

/// Options of a prediction.
struct PredictionOptions {
    double level = 0.95;  ///< coverage of the interval of a new observation
    IntervalMethod method = IntervalMethod::automatic;
    std::optional<double> weight{};  ///< of a new observation; by default the mean of the weights
    int replicates = 999;            ///< of the bootstrap, and its seed
    std::uint64_t seed = 1;
};

/// The curve at some predictors, and the interval that a new observation there falls into.
struct Prediction {
    std::vector<double> x;       ///< as asked for, row after row
    std::size_t predictors = 1;  ///< numbers in a row
    std::vector<double> mean;    ///< as of Forecast; all vectors have one value for each row
    std::vector<double> lower, upper, mean_lower, mean_upper;
    double level = 0.95;
    IntervalMethod method = IntervalMethod::delta;
    std::string message;
    std::string curve, label, unit, basis;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecast_result.ipp>
#endif
