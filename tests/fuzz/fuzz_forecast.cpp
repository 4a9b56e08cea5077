// A fit with one of the curves and error models, and its forecast by one of the methods.

#include <algorithm>
#include <array>
#include <cmath>

#include <reeindex/forecast/forecast.hpp>

#include "fit_input.hpp"

using namespace reeindex;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    return fuzz::mutate(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider bytes{data, size};
    const auto problem = fuzz::problem_of(bytes);
    const auto where = fuzz::where(problem);
    ForecastOptions options;
    // The next year and a later one: the years between cost time and are no different.
    const int last = problem.series.observations().back().year.value();
    const int horizon = bytes.ConsumeIntegralInRange<int>(1, 60);
    options.years = {last + 1};
    if (horizon > 1) options.years.push_back(last + horizon);
    options.level = bytes.ConsumeIntegralInRange<int>(1, 999) / 1000.0;
    // as few as the level allows
    options.replicates =
        std::clamp(static_cast<int>(std::ceil(2.0 / (1.0 - options.level))) - 1, 39, 199);
    constexpr std::array methods{IntervalMethod::automatic, IntervalMethod::delta,
                                 IntervalMethod::profile, IntervalMethod::bootstrap};
    options.method = methods[bytes.ConsumeIntegralInRange<std::size_t>(0, methods.size() - 1)];
    options.anchored = bytes.ConsumeIntegralInRange<int>(0, 3) == 3;
    FitResult result;
    (void)fuzz::outcome([&] {
        result = fit(problem.series, problem.curve, problem.options);
        return std::string{};
    });
    if (!result.usable()) return 0;
    const bool again = bytes.ConsumeIntegralInRange<int>(0, 3) == 3;
    const auto make = [&] {
        const auto one = forecast(result, options);
        std::string out;
        for (std::size_t i = 0; i < one.years.size(); ++i) {
            const auto place =
                detail::concat(where, ", ", name(one.method), ", level ", one.level, ", ",
                               one.years[i], ": ", one.lower[i], " ", one.mean_lower[i], " ",
                               one.mean[i], " ", one.mean_upper[i], " ", one.upper[i]);
            for (const double value :
                 {one.lower[i], one.mean_lower[i], one.mean[i], one.mean_upper[i], one.upper[i]}) {
                fuzz::require_no_nan(value, "no number of a forecast is NaN", place);
                fuzz::append(out, value);
            }
            fuzz::require(one.lower[i] <= one.mean[i] && one.mean[i] <= one.upper[i],
                          "lower <= mean <= upper", place);
            fuzz::require(one.mean_lower[i] <= one.mean[i] && one.mean[i] <= one.mean_upper[i],
                          "mean_lower <= mean <= mean_upper", place);
        }
        return out;
    };
    (void)fuzz::twice("forecast: " + where, make, again);
    return 0;
}
