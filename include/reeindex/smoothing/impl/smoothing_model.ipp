#pragma once
// Smoothing models by name.

#include <array>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/smoothing/smoothing_model.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE constexpr std::array<std::string_view, 7> smoothing_names{
    LocalGlobalTrend::name,           Naive::name,       Drift::name,
    SimpleExponentialSmoothing::name, DampedTrend::name, Theta::name,
    DynamicOptimizedTheta::name};

REEINDEX_INLINE void check_levels(std::span<const double> levels) {
    if (levels.empty()) throw InvalidArgument("levels", "empty", "at least one level");
    if (levels.size() > 50)
        throw InvalidArgument("levels", concat("of length ", levels.size()), "at most 50 levels");
    for (std::size_t i = 0; i < levels.size(); ++i) {
        check_level(levels[i]);
        if (i > 0 && levels[i] <= levels[i - 1])
            throw InvalidArgument("levels",
                                  concat(to_text(levels[i]), " after ", to_text(levels[i - 1])),
                                  "strictly increasing");
    }
}

/// \throws InvalidArgument if the paths are too few to tell the bounds of a level: beyond it they
/// would all be the least and the largest path.
REEINDEX_INLINE void check_paths_tell(double level, int paths) {
    if (paths >= 100 && (1.0 - level) * paths < 1.0 - 1e-9)
        throw InvalidArgument("level", to_text(level),
                              concat("at most ", to_text(1.0 - 1.0 / paths), " with ", paths,
                                     " paths, which do not tell what is rarer; more paths do"));
}

/// Median, or the model's own point forecast, and bands by the quantiles of the paths.
template <SmoothingModel Model>
[[nodiscard]] SmoothingForecast forecast_of(const Model& model, int horizon,
                                            std::span<const double> levels,
                                            const PathOptions& options) {
    SmoothingForecast out{.model = Model::name};
    if constexpr (std::same_as<Model, LocalGlobalTrend> || std::derived_from<Model, ThetaModel>)
        check_paths_tell(levels.back(), options.paths);
    if constexpr (std::same_as<Model, LocalGlobalTrend>) {
        auto found = model.quantiles(horizon, band_probabilities(levels), options);
        const std::size_t middle = levels.size();
        out.point = found[middle];
        for (std::size_t j = 0; j < middle; ++j)
            out.bands.push_back({.level = levels[j],
                                 .lower = std::move(found[middle - 1 - j]),
                                 .upper = std::move(found[middle + 1 + j])});
    } else if constexpr (std::derived_from<Model, ThetaModel>) {
        const SamplePaths paths = model.sample_paths(horizon, options);
        out.point = model.point(horizon);
        for (const double level : levels)
            out.bands.push_back({.level = level,
                                 .lower = paths.quantile((1.0 - level) / 2.0),
                                 .upper = paths.quantile((1.0 + level) / 2.0)});
    } else {
        (void)options;
        out.point = model.point(horizon);
        for (const double level : levels) out.bands.push_back(model.interval(horizon, level));
    }
    return out;
}

}  // namespace detail

REEINDEX_INLINE SmoothingForecast smoothing_forecast(const LocalGlobalTrend& model, int horizon,
                                                     std::span<const double> levels,
                                                     const PathOptions& options) {
    detail::check_levels(levels);
    return detail::forecast_of(model, horizon, levels, options);
}

REEINDEX_INLINE std::span<const std::string_view> smoothing_model_names() {
    return detail::smoothing_names;
}

REEINDEX_INLINE SmoothingForecast smoothing_forecast(std::span<const double> values,
                                                     std::string_view model, int horizon,
                                                     std::span<const double> levels,
                                                     const PathOptions& options) {
    detail::check_levels(levels);
    const auto made = [&]<class Model>() {
        return detail::forecast_of(Model{values}, horizon, levels, options);
    };
    if (model == LocalGlobalTrend::name) return made.template operator()<LocalGlobalTrend>();
    if (model == Naive::name) return made.template operator()<Naive>();
    if (model == Drift::name) return made.template operator()<Drift>();
    if (model == SimpleExponentialSmoothing::name)
        return made.template operator()<SimpleExponentialSmoothing>();
    if (model == DampedTrend::name) return made.template operator()<DampedTrend>();
    if (model == Theta::name) return made.template operator()<Theta>();
    if (model == DynamicOptimizedTheta::name)
        return made.template operator()<DynamicOptimizedTheta>();
    throw NotFound("smoothing model", model, detail::smoothing_names);
}

}  // namespace reeindex
