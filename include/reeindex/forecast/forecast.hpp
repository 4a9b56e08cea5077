#pragma once
/// \file
/// Forecasts from a fit, always with a prediction interval.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/fit.hpp>

namespace reeindex {

/// How a prediction interval is found.
enum class IntervalMethod : std::uint8_t {
    automatic,  ///< chosen by what the data identify; the forecast names the choice
    delta,      ///< linearised at the optimum, Student t
};

namespace detail {
inline constexpr std::array<std::string_view, 2> interval_method_names{"automatic", "delta"};
}

[[nodiscard]] constexpr std::string_view name(IntervalMethod method) noexcept {
    return detail::interval_method_names[static_cast<std::size_t>(method)];
}

/// Reads the name of an interval method.
/// \throws NotFound
[[nodiscard]] inline IntervalMethod parse_interval_method(std::string_view text) {
    for (std::size_t i = 0; i < detail::interval_method_names.size(); ++i)
        if (detail::interval_method_names[i] == text) return static_cast<IntervalMethod>(i);
    throw NotFound("interval method", text, detail::interval_method_names);
}

/// Options of a forecast.
struct ForecastOptions {
    /// Years after the last observation of the fit; ignored when `years` is given.
    int horizon = 5;
    /// Years to forecast, strictly increasing; empty for `horizon` years after the last one.
    std::vector<int> years{};
    /// Coverage of the prediction interval of a new observation.
    double level = 0.95;
    IntervalMethod method = IntervalMethod::automatic;
};

/// A forecast: the curve's value and the interval that a new observation falls into.
struct Forecast {
    std::vector<int> years;
    std::vector<double> mean;   ///< value of the curve
    std::vector<double> lower;  ///< may be -infinity
    std::vector<double> upper;  ///< may be infinity
    double level = 0.95;
    IntervalMethod method = IntervalMethod::delta;  ///< the method used
    std::string message;  ///< what the forecast stands on, and what it cannot tell
    std::vector<ExcludedObservation> excluded;  ///< observations that the fit left out
    std::string curve, label, unit, basis;
};

namespace detail {

[[nodiscard]] inline std::vector<int> forecast_years(const FitResult& fit,
                                                     const ForecastOptions& options) {
    if (!options.years.empty()) {
        for (std::size_t i = 0; i < options.years.size(); ++i) {
            (void)Year{options.years[i]};
            if (i > 0 && options.years[i] <= options.years[i - 1])
                throw InvalidArgument("years",
                                      concat(options.years[i], " after ", options.years[i - 1]),
                                      "strictly increasing");
        }
        return options.years;
    }
    if (options.horizon < 1 || options.horizon > 1000)
        throw InvalidArgument("horizon", concat(options.horizon), "from 1 to 1000 years");
    std::vector<int> years;
    for (int h = 1; h <= options.horizon; ++h)
        years.push_back((Year{fit.data.years.back()} + h).value());
    return years;
}

/// Value of what the predictions stand on, and its gradient.
inline void carrier_at(const FitResult& fit, double t, double& value, Eigen::VectorXd& gradient) {
    const bool observed = fit.carrier->model().predictors() == 2;
    const std::array<double, 2> row{t, 1.0};
    gradient.resize(static_cast<Eigen::Index>(fit.carrier->size()));
    fit.carrier->model().evaluate(
        {std::span<const double>(row).first(observed ? 2U : 1U), observed ? 2U : 1U},
        fit.carrier_estimates, &value, gradient.data());
}

}  // namespace detail

/// Forecasts a fitted series.
/// \throws InvalidArgument if the fit has no optimum (its message says why), the fit is not of a
/// series, or an option is out of range.
[[nodiscard]] inline Forecast forecast(const FitResult& fit, const ForecastOptions& options = {}) {
    if (!fit.usable() || !fit.carrier)
        throw InvalidArgument("fit", name(fit.status),
                              detail::concat("converged or degenerate; ", fit.message));
    if (fit.data.years.empty())
        throw InvalidArgument("fit", "of plain arrays", "of a series with years");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    Forecast out;
    out.years = detail::forecast_years(fit, options);
    out.level = options.level;
    out.method = IntervalMethod::delta;
    out.excluded = fit.data.excluded;
    out.curve = fit.curve;
    out.label = fit.data.label;
    out.unit = fit.data.unit;
    out.basis = fit.data.basis;
    const double dof = static_cast<double>(fit.n_obs) -
                       static_cast<double>(std::count(fit.carrier_free.begin(),
                                                      fit.carrier_free.end(), true));
    const double quantile = student_t_quantile(0.5 + 0.5 * options.level, dof);
    for (const int year : out.years) {
        double value = 0.0;
        Eigen::VectorXd gradient;
        detail::carrier_at(fit, year, value, gradient);
        const double variance =
            fit.sigma * fit.sigma + gradient.dot(fit.carrier_covariance * gradient);
        const double half = quantile * std::sqrt(variance);
        out.mean.push_back(value);
        out.lower.push_back(value - half);
        out.upper.push_back(value + half);
    }
    out.message = fit.message;
    return out;
}

}  // namespace reeindex
