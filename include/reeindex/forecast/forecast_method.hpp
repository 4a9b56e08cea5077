#pragma once
/// \file
/// A way to forecast, as a value: what backtests and selections compare.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/error.hpp>
#include <reeindex/curves/any_curve.hpp>
#include <reeindex/fit/interval_method.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex {

/// What a method is asked.
struct ForecastTask {
    /// What was known at the cutoff, and nothing after it. One predictor, the year.
    const Sample& known;
    /// Years to forecast, strictly increasing, after the last one known.
    std::vector<int> years;
    /// Coverage of the interval; none where only the forecast itself is used.
    std::optional<double> level = 0.95;
};

/// What a method answers: one value for each year.
struct MethodForecast {
    std::vector<double> mean{};
    /// Bounds, which may be infinite; empty of a method without intervals.
    std::vector<double> lower{}, upper{};
};

/// What a method throws where it cannot forecast from what is known. A backtest lists it as a
/// failure with the message as its reason; every other exception is a mistake and goes on to the
/// caller.
class ForecastFailure : public Error {
public:
    using Error::Error;
};

/// A name and a function, which throws ForecastFailure where it cannot forecast.
///
/// \code
/// const ForecastMethod last_change{"last change", [](const ForecastTask& task) {
///     const auto& y = task.known.y;
///     MethodForecast out;
///     for (const int year : task.years)
///         out.mean.push_back(y.back() + (year - task.known.years.back()) * (y.back() - y[y.size()
///         - 2]));
///     return out;
/// }};
/// \endcode
struct ForecastMethod {
    std::string name;
    std::function<MethodForecast(const ForecastTask&)> forecast;
};

/// How the fit of a curve forecasts as a method.
struct CurveMethodOptions {
    FitOptions fit{};
    IntervalMethod method = IntervalMethod::automatic;
    bool anchored = false;   ///< as ForecastOptions::anchored
    int replicates = 999;    ///< of the bootstrap
    std::uint64_t seed = 1;  ///< of the bootstrap
};

/// A smoothing model by its name (smoothing_model_names()), or "auto" for the local-global trend
/// family. It takes missing years as missing and leaves out shares of an observation.
/// \throws NotFound for another name.
[[nodiscard]] ForecastMethod smoothing_method(std::string_view model);

/// The last value stays, with the interval of a random walk: the smoothing model Naive.
[[nodiscard]] ForecastMethod naive_method();

/// The last value goes on by the mean change per year: the smoothing model Drift.
[[nodiscard]] ForecastMethod drift_method();

/// The fit of a curve to what is known; named as the curve, with " anchored" after it where it is.
/// It fails where the fit has no optimum, or where its value for the next year is absurd
/// (absurd_next_year()).
[[nodiscard]] ForecastMethod curve_method(const AnyCurve& curve,
                                          const CurveMethodOptions& options = {});

/// A method by name: "auto" or a smoothing model ("naive", "drift", "ses", ...), a shipped curve,
/// or a shipped curve and " anchored", for example "logistic anchored". \throws NotFound for
/// another name.
[[nodiscard]] ForecastMethod forecast_method(std::string_view name,
                                             const CurveMethodOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecast_method.ipp>
#endif
