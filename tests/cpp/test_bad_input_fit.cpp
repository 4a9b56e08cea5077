// Bad input of curves, fits, intervals, comparisons and forecasts: exception type and message of
// each case.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <typeinfo>
#include <utility>
#include <vector>

#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/forecast/backtest.hpp>
#include <reeindex/forecast/forecast.hpp>

using namespace reeindex;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Asserts the exact type and that the message begins with `message`.
template <class Expected>
void expect(const std::string& message, const std::function<void()>& act) {
    try {
        act();
        BOOST_ERROR("nothing was thrown instead of '" << message << "'");
    } catch (const Error& error) {
        BOOST_TEST((typeid(error) == typeid(Expected)),
                   "threw " << typeid(error).name() << ": " << error.what());
        BOOST_TEST(std::string{error.what()}.starts_with(message),
                   "said '" << error.what() << "', not '" << message << "'");
    }
}

// Twelve years that bend.
TimeSeries series(std::vector<double> values = {3, 4, 6, 8, 11, 14, 17, 20, 22, 24, 25, 26}) {
    std::vector<int> years;
    for (std::size_t i = 0; i < values.size(); ++i) years.push_back(2000 + static_cast<int>(i));
    return {years, values};
}

std::vector<double> twelve(double value) { return std::vector<double>(12, value); }

struct OptionCase {
    FitOptions options;
    std::string message;
};

// A curve that does not start itself.
struct Ramp {
    static constexpr std::string_view name = "ramp";
    static constexpr std::array<Parameter, 2> parameters{{{.name = "a"}, {.name = "b"}}};
    template <class T>
    [[nodiscard]] T operator()(double x, std::span<const T> p) const {
        return p[0] * x / (T(1) + p[1] * p[1] * x);
    }
};

struct Plane {
    static constexpr std::string_view name = "plane";
    static constexpr std::size_t predictors = 2;
    static constexpr std::array<Parameter, 2> parameters{
        {{.name = "a", .linear = true}, {.name = "b", .linear = true}}};
    template <class T>
    [[nodiscard]] T operator()(std::span<const double> x, std::span<const T> p) const {
        return p[0] * x[0] + p[1] * x[1];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input_fit)

BOOST_AUTO_TEST_CASE(options_out_of_range) {
    const std::vector<OptionCase> cases{
        {{.fixed = {{"K", not_a_number}}},
         "fixed value of K = nan: must be finite and within 0 to"},
        {{.fixed = {{"K", infinity}}},
         "fixed value of K = inf: must be finite and within 0 to inf"},
        {{.fixed = {{"K", -1.0}}}, "fixed value of K = -1: must be finite and within 0 to inf"},
        {{.fixed = {{"K", 44.0}}, .bounds = {{"K", {0.0, 10.0}}}},
         "fixed value of K = 44: must be finite and within 0 to 10"},
        {{.bounds = {{"r", {2.0, 0.0}}}}, "bounds of r = (2, 0): must be an increasing pair"},
        {{.bounds = {{"r", {1.0, 1.0}}}}, "bounds of r = (1, 1): must be an increasing pair"},
        {{.bounds = {{"r", {0.0, not_a_number}}}}, "bounds of r = (0, nan): must be an increasing"},
        {{.bounds = {{"r", {not_a_number, 1.0}}}}, "bounds of r = (nan, 1): must be an increasing"},
        {{.bounds = {{"K", {-5.0, -1.0}}}}, "bounds of K = (-5, -1): must be within 0 to inf"},
        {{.start = {{"K", 30.0}}}, "start = without r: must be one value for every free parameter"},
        {{.start = {{"k", 30.0}, {"r", 1.0}, {"t0", 2000.0}}}, "start = without K: must be one"},
        {{.start = {{"K", 30.0}, {"r", infinity}, {"t0", 2000.0}}},
         "start of r = inf: must be finite"},
        {{.start = {{"K", not_a_number}, {"r", 1.0}, {"t0", 2000.0}}},
         "start of K = nan: must be finite"},
        {{.level = 0.0}, "level = 0: must be between 0 and 1, both excluded"},
        {{.level = 1.0}, "level = 1: must be between 0 and 1, both excluded"},
        {{.level = 95.0}, "level = 95: must be between 0 and 1, both excluded"},
        {{.level = -0.5}, "level = -0.5: must be between 0 and 1, both excluded"},
        {{.level = not_a_number}, "level = nan: must be between 0 and 1, both excluded"},
        {{.max_iterations = 0}, "max_iterations = 0: must be at least 1"},
        {{.max_iterations = -3}, "max_iterations = -3: must be at least 1"},
        {{.starts = -1}, "starts = -1: must be at least 0"},
    };
    for (const auto& one : cases)
        expect<InvalidArgument>(one.message, [&] { (void)fit(series(), "logistic", one.options); });
}

BOOST_AUTO_TEST_CASE(weights_and_shares) {
    struct Case {
        SampleOptions options;
        std::string message;
    };
    const std::vector<Case> cases{
        {{.weights = {1.0, 2.0}}, "weights = of length 2: must be of the length of the series, 12"},
        {{.weights = twelve(-1.0)}, "weights = -1: must be finite and not negative"},
        {{.weights = twelve(0.0)},
         "weights = zero throughout: must be positive for some observation"},
        {{.weights = twelve(not_a_number)}, "weights = nan: must be finite and not negative"},
        {{.weights = twelve(infinity)}, "weights = inf: must be finite and not negative"},
        {{.completeness = {1.0}},
         "completeness = of length 1: must be of the length of the series"},
        {{.completeness = twelve(0.0)}, "completeness = 0: must be in (0, 1]"},
        {{.completeness = twelve(-0.5)}, "completeness = -0.5: must be in (0, 1]"},
        {{.completeness = twelve(1.5)}, "completeness = 1.5: must be in (0, 1]"},
        {{.completeness = twelve(not_a_number)}, "completeness = nan: must be in (0, 1]"},
    };
    for (const auto& one : cases)
        expect<InvalidArgument>(one.message,
                                [&] { (void)fit(sample_of(series(), one.options), Logistic{}); });
}

BOOST_AUTO_TEST_CASE(names_that_do_not_exist) {
    expect<NotFound>("no curve 'logstic'; did you mean 'logistic'?",
                     [] { (void)fit(series(), "logstic"); });
    expect<NotFound>("no curve ''; known: linear, exponential", [] { (void)curve_by_name(""); });
    expect<NotFound>("no error model 'gausian'; did you mean 'gaussian'?",
                     [] { (void)parse_error_model("gausian"); });
    expect<NotFound>("no error model ''; known: gaussian, lognormal",
                     [] { (void)parse_error_model(""); });
    expect<NotFound>("no interval method 'profil'; did you mean 'profile'?",
                     [] { (void)parse_interval_method("profil"); });
    expect<NotFound>("no parameter of logistic 'k'; did you mean 'K'?", [] {
        (void)fit(series(), Logistic{}, {.fixed = {{"k", 3.0}}});
    });
    expect<NotFound>("no parameter of logistic 'rr'; did you mean 'r'?", [] {
        (void)fit(series(), Logistic{}, {.bounds = {{"rr", {0.0, 1.0}}}});
    });
    expect<NotFound>("no parameter of ramp 'c'; known: a, b", [] {
        (void)fit(series(), Ramp{}, {.start = {{"a", 1.0}, {"b", 1.0}, {"c", 1.0}}});
    });
    const auto done = fit(series(), Logistic{});
    expect<NotFound>("no parameter of logistic 'ceiling'; known: K, r, t0",
                     [&] { (void)done.estimate("ceiling"); });
    expect<NotFound>("no parameter of logistic 'k'; did you mean 'K'?",
                     [&] { (void)done.standard_error("k"); });
    expect<NotFound>("no parameter of logistic 't'; did you mean 't0'?",
                     [&] { (void)interval(done, "t"); });
}

BOOST_AUTO_TEST_CASE(values_that_an_error_model_cannot_take) {
    const auto values = [](double third) {
        return series({1, 2, third, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    };
    const auto with = [&](double third, ErrorModel error, const std::string& message) {
        expect<InvalidArgument>(message,
                                [&] { (void)fit(values(third), Exponential{}, {.error = error}); });
    };
    with(0, ErrorModel::lognormal, "y = 0 at position 2: must be positive for the lognormal");
    with(-3, ErrorModel::lognormal, "y = -3 at position 2: must be positive for the lognormal");
    with(-3, ErrorModel::poisson, "y = -3 at position 2: must be not negative for the poisson");
    with(-3, ErrorModel::negative_binomial,
         "y = -3 at position 2: must be not negative for the negative_binomial error model");
    with(1e308, ErrorModel::gaussian, "y = 1e+308 at position 2: must be finite and at most 1e150");
    with(-1e200, ErrorModel::huber, "y = -1e+200 at position 2: must be finite and at most 1e150");
    expect<InvalidArgument>("series = ", [] {
        const std::vector<int> years{2000, 2001};
        const std::vector<double> two{1, 2};
        const std::vector<ObsStatus> status(2, ObsStatus::provisional);
        (void)fit(TimeSeries{years, two, {}, status}, Linear{});
    });
}

BOOST_AUTO_TEST_CASE(plain_arrays) {
    using Numbers = std::vector<double>;
    const auto with = [](const Numbers& x, const Numbers& y, const std::string& message,
                         const FitOptions& options = {}) {
        expect<InvalidArgument>(message, [&] { (void)fit_xy(x, y, Linear{}, options); });
    };
    with({}, {}, "y = empty: must be at least one observation");
    with({1, 2, 3}, {}, "y = empty: must be at least one observation");
    with({1, 2, 3}, {1, 2}, "x = of 3 numbers: must be 1 for each of the 2 observations");
    with({}, {1, 2}, "x = of 0 numbers: must be 1 for each of the 2 observations");
    with({1, 2, 3}, {1, not_a_number, 3}, "y = nan at position 1: must be finite");
    with({1, infinity, 3}, {1, 2, 3}, "x = inf at position 1: must be finite");
    with({not_a_number, 2, 3}, {1, 2, 3}, "x = nan at position 0: must be finite");
    with({1, 2, 3}, {1, 1e308, 3}, "y = 1e+308 at position 1: must be finite and at most 1e150");
    const Numbers counted{1, 2, 3};
    expect<InvalidArgument>("weights = of length 2: must be of the number of observations, 3", [&] {
        (void)fit(Sample{.x = counted, .y = counted, .weights = {1, 2}}, Linear{});
    });
    expect<InvalidArgument>(
        "completeness = of length 4: must be of the number of observations", [&] {
            (void)fit(Sample{.x = counted, .y = counted, .completeness = {1, 1, 1, 1}}, Linear{});
        });
    expect<InvalidArgument>("years = of length 2: must be of the number of observations, 3", [&] {
        (void)fit(Sample{.x = counted, .y = counted, .years = {2001, 2002}}, Linear{});
    });
    expect<InvalidArgument>("x = of 3 numbers: must be 2 for each of the 3 observations", [] {
        const Numbers three{1, 2, 3};
        (void)fit_xy(three, three, Plane{});
    });
    expect<InvalidArgument>("on = increments: must be used with one predictor only", [] {
        const Numbers x{1, 2, 3, 4, 5, 7, 7, 9}, y{1, 2, 3, 4};
        (void)fit_xy(x, y, Plane{}, {.on = FitOn::increments});
    });
    expect<InvalidArgument>("start = without b: must be one value for every free parameter", [] {
        (void)fit(series(), Ramp{}, {.start = {{"a", 1.0}}});
    });
    const Numbers same{2, 2, 2, 2}, y{1, 2, 3, 4};
    const auto failed = fit_xy(same, y, Linear{});
    BOOST_TEST((failed.status == FitStatus::failed));
    BOOST_TEST(failed.message == "all observations are at the same x");
}

BOOST_AUTO_TEST_CASE(intervals) {
    const auto bent = fit(series(), Logistic{});
    const auto with = [&](double level, const BootstrapOptions& options,
                          const std::string& message) {
        expect<InvalidArgument>(
            message, [&] { (void)interval(bent, "K", IntervalMethod::bootstrap, level, options); });
    };
    with(0.0, {}, "level = 0: must be between 0 and 1, both excluded");
    with(1.0, {}, "level = 1: must be between 0 and 1, both excluded");
    with(95.0, {}, "level = 95: must be between 0 and 1, both excluded");
    with(not_a_number, {}, "level = nan: must be between 0 and 1, both excluded");
    with(0.95, {.replicates = 0}, "replicates = 0: must be from 39 at this level to 10000000");
    with(0.95, {.replicates = -5}, "replicates = -5: must be from 39 at this level to 10000000");
    with(0.95, {.replicates = 38}, "replicates = 38: must be from 39 at this level to 10000000");
    with(0.99, {.replicates = 100}, "replicates = 100: must be from 199 at this level to 10000000");
    with(0.95, {.replicates = 2'000'000'000}, "replicates = 2000000000: must be from 39 at this");
    expect<InvalidArgument>("replicates = 5: must be from 39",
                            [&] { (void)bootstrap(bent, {.replicates = 5}); });
    const auto held = fit(series(), Logistic{}, {.fixed = {{"K", 100.0}}});
    expect<InvalidArgument>("parameter = K: must be one that is estimated, not fixed",
                            [&] { (void)interval(held, "K"); });
    const auto short_one = fit(series({1, 2}), Logistic{});
    expect<InvalidArgument>("fit = too_few_observations: must be converged or degenerate; 2 obser",
                            [&] { (void)interval(short_one, "K"); });
    expect<InvalidArgument>("fit = too_few_observations: must be one with estimates",
                            [&] { (void)short_one.estimate("K"); });
}

BOOST_AUTO_TEST_CASE(forecasts) {
    const auto line = fit(series(), Linear{});
    const auto with = [&](const ForecastOptions& options, const std::string& message) {
        expect<InvalidArgument>(message, [&] { (void)forecast(line, options); });
    };
    with({.horizon = 0}, "horizon = 0: must be from 1 to 1000 years");
    with({.horizon = -3}, "horizon = -3: must be from 1 to 1000 years");
    with({.horizon = 1001}, "horizon = 1001: must be from 1 to 1000 years");
    with({.years = {2030, 2029}}, "years = 2029 after 2030: must be strictly increasing");
    with({.years = {2030, 2030}}, "years = 2030 after 2030: must be strictly increasing");
    with({.years = {0}}, "year = 0: must be from 1 to 9999");
    with({.years = {10000}}, "year = 10000: must be from 1 to 9999");
    with({.level = 0.0}, "level = 0: must be between 0 and 1, both excluded");
    with({.level = 1.0}, "level = 1: must be between 0 and 1, both excluded");
    with({.level = not_a_number}, "level = nan: must be between 0 and 1, both excluded");
    with({.weight = 0.0}, "weight = 0: must be positive and finite");
    with({.weight = -1.0}, "weight = -1: must be positive and finite");
    with({.weight = not_a_number}, "weight = nan: must be positive and finite");
    with({.method = IntervalMethod::bootstrap, .replicates = 0}, "replicates = 0: must be from 39");
    with({.method = IntervalMethod::bootstrap, .replicates = -1}, "replicates = -1: must be from");
    expect<InvalidArgument>("fit = too_few_observations", [] {
        (void)forecast(fit(series({1, 2}), Logistic{}));
    });
    expect<InvalidArgument>("fit = of plain arrays: must be of years", [] {
        const std::vector<double> x{0.5, 1.5, 2.5, 3.5}, y{1, 2, 4, 7};
        (void)forecast(fit_xy(x, y, Linear{}));
    });
}

BOOST_AUTO_TEST_CASE(backtests_of_samples) {
    const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const auto with = [](const Sample& sample, const std::string& message) {
        expect<InvalidArgument>(message, [&] { (void)backtest(sample, naive_method()); });
    };
    with(Sample{.x = x, .y = x}, "sample = of 10 observations, 0 years and 10 predictors: must be");
    with(Sample{.x = {2, 1}, .y = {1, 2}, .years = {2, 1}}, "sample = of 2 observations");
    with(Sample{}, "sample = of 0 observations");
}

BOOST_AUTO_TEST_CASE(comparisons) {
    const auto with = [](const CompareOptions& options, const std::string& message) {
        expect<InvalidArgument>(message, [&] { (void)compare(series(), options); });
    };
    with({.errors = {}}, "errors = empty: must be at least one error model");
    with({.curves = {Linear{}, Linear{}}}, "curves = with linear twice: must be different curves");
    with({.curves = {Linear{}}, .errors = {ErrorModel::gaussian, ErrorModel::gaussian}},
         "curves = with linear twice: must be different curves and error models");
    with({.level = 2.0}, "level = 2: must be between 0 and 1, both excluded");
    with({.max_iterations = 0}, "max_iterations = 0: must be at least 1");
    expect<InvalidArgument>("weights = of length 1: must be of the length of the series, 12",
                            [] { (void)compare(sample_of(series(), {.weights = {1.0}})); });
    expect<InvalidArgument>("completeness = 2: must be in (0, 1]", [] {
        (void)compare(sample_of(series(), {.completeness = twelve(2.0)}));
    });
    expect<InvalidArgument>("comparison = without a ranked fit: must be of a curve and an error",
                            [] {
                                (void)compare(series({1, 2})).best();
                            });
    expect<InvalidArgument>("comparison = without a ranked fit: must be of at least one curve",
                            [] { (void)Comparison{}.best(); });
}

BOOST_AUTO_TEST_SUITE_END()
