#pragma once
/// \file
/// What a caller can ask of a fit.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include <reeindex/curves/curve.hpp>
#include <reeindex/curves/fit_on.hpp>
#include <reeindex/fit/error_model.hpp>

namespace reeindex {

/// Options of a fit; every one has a default. Weights and shares of observations belong to the
/// Sample.
struct FitOptions {
    /// Distribution of the observations around the curve.
    ErrorModel error = ErrorModel::gaussian;
    /// Fit values or yearly increments.
    FitOn on = FitOn::levels;
    /// Parameters held at a value, by name.
    std::map<std::string, double> fixed{};
    /// Bounds narrower than the curve's own, by name.
    std::map<std::string, std::pair<double, double>> bounds{};
    /// Start values by name; needed only by curves that do not start themselves.
    std::map<std::string, double> start{};
    /// Of a series: use observations of status P (provisional) too.
    bool include_provisional = false;
    /// Level at which the verdict judges whether a limit of the curve is excluded by the data.
    double level = 0.95;
    /// Iterations allowed from each start.
    int max_iterations = 400;
    /// Random starts tried around the given one for curves that do not start themselves.
    int starts = 60;
    /// Seed of those starts.
    std::uint64_t seed = 1;
};

}  // namespace reeindex
