#pragma once
/// \file
/// Options and result of a forecast.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/result.hpp>
#include <string>
#include <vector>

namespace reeindex {

/// Options of a forecast.
struct ForecastOptions {
    /// Years after the last observation of the fit; ignored when `years` is given.
    int horizon = 5;
    /// Years to forecast, strictly increasing, inside or outside the data; empty for `horizon`
    /// years after the last one.
    std::vector<int> years{};
    /// Coverage of the prediction interval of a new observation.
    double level = 0.95;
    IntervalMethod method = IntervalMethod::automatic;
    /// Weight of a future observation, for weighted fits; by default the mean of the weights.
    std::optional<double> weight{};
    /// Replicates and seed of the bootstrap.
    int replicates = 999;
    std::uint64_t seed = 1;
};

/// A forecast: the curve's value and the interval that a new observation falls into.
struct Forecast {
    std::vector<int> years;     ///< as asked for; all vectors have one value for each
    std::vector<double> mean;   ///< value of the curve; the median for the lognormal error model
    std::vector<double> lower;  ///< may be -infinity
    std::vector<double> upper;  ///< may be infinity
    std::vector<double> mean_lower;  ///< interval of the curve's value itself
    std::vector<double> mean_upper;
    double level = 0.95;                            ///< coverage of the intervals
    IntervalMethod method = IntervalMethod::delta;  ///< the method used
    std::string message;  ///< what the forecast stands on, and what it cannot tell
    std::vector<ExcludedObservation> excluded;  ///< observations that the fit left out
    std::string curve, label, unit, basis;
    std::string display_name{};  ///< of the curve, in a sentence or a legend
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
