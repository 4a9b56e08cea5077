// Fits with every curve and error model, and the intervals of their parameters.

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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider bytes{data, size};
    const auto problem = fuzz::problem_of(bytes);
    const auto where = fuzz::where(problem);
    (void)fuzz::twice("fit: " + where, [&] {
        return checked(fit(problem.series, problem.curve, problem.options), where);
    });
    const fuzz::Clock clock{"intervals"};
    const auto result = [&]() -> FitResult {
        try {
            return fit(problem.series, problem.curve, problem.options);
        } catch (const Error&) {
            return {};
        }
    }();
    if (!result.usable()) return 0;
    const auto method = bytes.ConsumeBool() ? IntervalMethod::profile : IntervalMethod::wald;
    const double level = bytes.ConsumeIntegralInRange<int>(1, 999) / 1000.0;
    for (const auto& parameter : result.parameters)
        (void)fuzz::outcome([&] {
            const auto one = interval(result, parameter.name, method, level);
            const auto place = detail::concat(where, ", ", parameter.name, ", level ", level, ": ",
                                              one.lower, " ", one.estimate, " ", one.upper);
            fuzz::require_no_nan(one.lower, "no end of an interval is NaN", place);
            fuzz::require_no_nan(one.upper, "no end of an interval is NaN", place);
            fuzz::require(one.lower <= one.estimate && one.estimate <= one.upper,
                          "an interval holds its estimate", place);
            return std::string{};
        });
    return 0;
}
