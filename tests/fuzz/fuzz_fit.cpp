// A fit with one of the curves and error models, and the interval of one parameter.

#include <reeindex/fit/intervals.hpp>

#include "fit_input.hpp"

using namespace reeindex;

namespace {

std::string checked(const FitResult& result, const std::string& where) {
    std::string out{name(result.status)};
    if (!result.usable()) {
        fuzz::require(!result.message.empty(), "a fit without optimum has a reason", where);
        return out;
    }
    fuzz::require(result.estimates.size() == result.parameters.size(), "an estimate each", where);
    for (std::size_t i = 0; i < result.estimates.size(); ++i) {
        fuzz::require_no_nan(result.estimates[i], "no estimate is NaN", where);
        fuzz::require_no_nan(result.standard_errors[i], "no standard error is NaN", where);
        fuzz::require(result.standard_errors[i] >= 0.0, "no standard error is negative", where);
        fuzz::append(out, result.estimates[i]);
        fuzz::append(out, result.standard_errors[i]);
    }
    for (const double value : {result.objective, result.sse, result.sigma, result.r_squared,
                               result.log_likelihood, result.aic, result.bic})
        fuzz::require_no_nan(value, "no statistic is NaN", where);
    for (const double value : result.fitted)
        fuzz::require_no_nan(value, "no fitted value is NaN", where);
    for (const double value : result.residuals)
        fuzz::require_no_nan(value, "no residual is NaN", where);
    fuzz::append(out, result.objective);
    return out;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    return fuzz::mutate(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider bytes{data, size};
    const auto problem = fuzz::problem_of(bytes);
    const auto where = fuzz::where(problem);
    FitResult result;
    const auto make = [&] {
        result = fit(problem.series, problem.curve, problem.options);
        return checked(result, where);
    };
    const bool again = bytes.ConsumeIntegralInRange<int>(0, 3) == 3;
    (void)fuzz::twice("fit: " + where, make, again);
    if (!result.usable()) return 0;
    const fuzz::Clock clock{"interval: " + where};
    const auto method = bytes.ConsumeBool() ? IntervalMethod::profile : IntervalMethod::wald;
    const double level = bytes.ConsumeIntegralInRange<int>(1, 999) / 1000.0;
    const auto& parameter =
        result
            .parameters[bytes.ConsumeIntegralInRange<std::size_t>(0, result.parameters.size() - 1)];
    (void)fuzz::outcome([&] {
        const auto one = interval(result, parameter.name, method, level);
        const auto place =
            detail::concat(where, ", ", parameter.name, ", ", name(method), ", level ", level, ": ",
                           one.lower, " ", one.estimate, " ", one.upper);
        fuzz::require_no_nan(one.lower, "no end of an interval is NaN", place);
        fuzz::require_no_nan(one.upper, "no end of an interval is NaN", place);
        fuzz::require(one.lower <= one.estimate && one.estimate <= one.upper,
                      "an interval holds its estimate", place);
        return std::string{};
    });
    return 0;
}
