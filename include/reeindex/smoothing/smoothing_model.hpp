#pragma once
/// \file
/// What every smoothing model can, and the models by name.

#include <concepts>
#include <span>
#include <string_view>
#include <vector>

#include <reeindex/smoothing/exponential_smoothing.hpp>
#include <reeindex/smoothing/local_global_trend.hpp>
#include <reeindex/smoothing/random_walk.hpp>
#include <reeindex/smoothing/theta.hpp>

namespace reeindex {

/// A model of a short annual series without a curve.
///
/// | expression                  | gives                                              |
/// |-----------------------------|----------------------------------------------------|
/// | `M{values}`                 | the model fitted to one value a year, NaN for none |
/// | `M::name`                   | its name                                           |
/// | `m.point(h)`                | point forecasts of h years                         |
/// | `m.interval(h, level)`      | PredictionBand                                     |
/// | `m.sample_paths(h)`         | SamplePaths                                        |
template <class M>
concept SmoothingModel = std::constructible_from<M, std::span<const double>> &&
    requires(const M& model, int horizon, double level, const PathOptions& options) {
    { M::name } -> std::convertible_to<std::string_view>;
    { model.point(horizon) } -> std::same_as<std::vector<double>>;
    { model.interval(horizon, level) } -> std::same_as<PredictionBand>;
    { model.sample_paths(horizon, options) } -> std::same_as<SamplePaths>;
};

/// Point forecast and intervals of a smoothing model.
struct SmoothingForecast {
    std::string_view model{};
    std::vector<double> point{};
    std::vector<PredictionBand> bands{};  ///< by increasing level
};

/// Names of the models: local_global_trend, naive, drift, ses, damped_trend, theta, dotm.
[[nodiscard]] std::span<const std::string_view> smoothing_model_names();

/// Fits a model by its name and forecasts.
/// \param values one a year, NaN where a year has no value; the first and last have one
/// \param levels coverages of the intervals, strictly increasing
/// \throws NotFound if there is no such model; InvalidArgument as its constructor, or if horizon or
/// a level is out of range.
[[nodiscard]] SmoothingForecast smoothing_forecast(std::span<const double> values,
                                                   std::string_view model, int horizon,
                                                   std::span<const double> levels,
                                                   const PathOptions& options = {});

/// The same of a family that is fitted already.
/// \throws InvalidArgument if horizon or a level is out of range.
[[nodiscard]] SmoothingForecast smoothing_forecast(const LocalGlobalTrend& model, int horizon,
                                                   std::span<const double> levels,
                                                   const PathOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/smoothing/impl/smoothing_model.ipp>
#endif
