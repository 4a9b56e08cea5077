// Forecasts of fits by every method.

#include <array>

#include <reeindex/forecast/forecast.hpp>

#include "fit_input.hpp"

using namespace reeindex;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider bytes{data, size};
    const auto problem = fuzz::problem_of(bytes);
    const auto where = fuzz::where(problem);
    ForecastOptions options;
    options.horizon = bytes.ConsumeIntegralInRange<int>(1, 60);
    options.level = bytes.ConsumeIntegralInRange<int>(1, 999) / 1000.0;
    options.replicates = 99;
    constexpr std::array methods{IntervalMethod::automatic, IntervalMethod::delta,
                                 IntervalMethod::profile, IntervalMethod::bootstrap};
    options.method = methods[bytes.ConsumeIntegralInRange<std::size_t>(0, methods.size() - 1)];
    (void)fuzz::twice("forecast: " + where, [&] {
        const auto result = fit(problem.series, problem.curve, problem.options);
        if (!result.usable()) return std::string{name(result.status)};
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
    });
    return 0;
}
