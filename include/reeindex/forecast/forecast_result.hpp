#pragma once
/// \file
/// Options and result of a forecast.

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

}  // namespace reeindex
