#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/forecast/auto_forecast.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/past_accuracy.hpp>
#include <reeindex/forecast/selection.hpp>

using namespace reeindex;

namespace {

std::vector<int> years_from(int first, std::size_t count) {
    std::vector<int> out(count);
    std::iota(out.begin(), out.end(), first);
    return out;
}
TimeSeries series_of(const std::vector<double>& y, int first) {
    return {years_from(first, y.size()), y};
}
TimeSeries bent() {
    return series_of(
        {4.1, 5.3, 5.9, 8.2, 9.4, 12.6, 14.1, 18.9, 21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2},
        2010);
}
bool near(double a, double b, double tolerance = 1e-12) {
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backtests)

BOOST_AUTO_TEST_CASE(scores_by_hand) {
    const std::vector<ForecastOutcome> outcomes{{.origin = 2020,
                                                 .year = 2021,
                                                 .actual = 10,
                                                 .mean = 12,
                                                 .lower = 9,
                                                 .upper = 15,
                                                 .scale = 2},
                                                {.origin = 2020,
                                                 .year = 2022,
                                                 .actual = 20,
                                                 .mean = 15,
                                                 .lower = 11,
                                                 .upper = 19,
                                                 .scale = 2},
                                                {.origin = 2021,
                                                 .year = 2022,
                                                 .actual = 20,
                                                 .mean = 21,
                                                 .lower = 18,
                                                 .upper = 24,
                                                 .scale = 4}};
    const auto s = scores(outcomes, 0.95);
    BOOST_TEST(s.count == 3U);
    BOOST_TEST(near(*s.mae, 8.0 / 3.0));
    BOOST_TEST(near(*s.rmse, std::sqrt(10.0)));
    BOOST_TEST(near(*s.bias, -2.0 / 3.0));
    BOOST_TEST(near(*s.smape, (200.0 * 2 / 22 + 200.0 * 5 / 35 + 200.0 / 41) / 3.0));
    BOOST_TEST(near(*s.mase, (1.0 + 2.5 + 0.25) / 3.0));
    BOOST_TEST(near(*s.coverage, 2.0 / 3.0));
    // widths 6, 8, 6; the second misses by 1, which costs 2/0.05 = 40
    BOOST_TEST(near(*s.interval_score, (6.0 + 48.0 + 6.0) / 3.0));
    BOOST_TEST(near(*s.scaled_interval_score, (3.0 + 24.0 + 1.5) / 3.0));
    // pinball losses of the bounds and the middle, twice their mean
    const double p = 0.025;
    const double first = p * 1 + 0.5 * 2 + p * 5, second = 0.975 + 0.5 * 5 + p * 9,
                 third = p * 2 + 0.5 + p * 4;
    BOOST_TEST(near(*s.weighted_interval_score, 2.0 * (first + second + third) / 9.0));
}

BOOST_AUTO_TEST_CASE(undefined_scores_are_absent) {
    const auto none = scores({}, 0.95);
    BOOST_TEST(none.count == 0U);
    BOOST_TEST(!none.mae.has_value());
    const std::vector<ForecastOutcome> still{{.origin = 2020,
                                              .year = 2021,
                                              .actual = 0,
                                              .mean = 0,
                                              .lower = -1,
                                              .upper = 1,
                                              .scale = 0}};
    const auto s = scores(still);
    BOOST_TEST(!s.mase.has_value());
    BOOST_TEST(*s.smape == 0.0);
    BOOST_CHECK_THROW((void)interval_score(2.0, 1.0, 0.0), InvalidArgument);
    BOOST_TEST(std::isinf(interval_score(0.0, infinity, 1.0)));
}

BOOST_AUTO_TEST_CASE(every_origin_knows_only_its_past) {
    const auto rolled = backtest(bent(), "linear", {.horizon = 3, .min_observations = 10});
    // origins 2019 to 2023 with 3, 3, 3, 2, 1 years left
    BOOST_TEST(rolled.outcomes.size() == 12U);
    BOOST_TEST(rolled.failures.empty());
    BOOST_TEST(rolled.by_horizon.size() == 3U);
    BOOST_TEST(rolled.by_horizon[0].count == 5U);
    BOOST_TEST(rolled.by_horizon[2].count == 3U);
    const auto& one = rolled.outcomes[4];  // origin 2020, year 2022
    BOOST_TEST(one.origin == 2020);
    BOOST_TEST(one.year == 2022);
    const auto known = bent().between(Year{2010}, Year{2020});
    const auto made = forecast(fit(known, "linear"), {.years = {2022}});
    BOOST_TEST(near(one.mean, made.mean[0]));
    BOOST_TEST(near(*one.upper, made.upper[0]));
    BOOST_TEST(one.actual == 39.6);
    double change = 0.0;
    for (std::size_t i = 1; i < known.size(); ++i)
        change += std::abs(*known.value(i) - *known.value(i - 1)) / 10.0;
    BOOST_TEST(near(one.scale, change));
}

BOOST_AUTO_TEST_CASE(naive_reference) {
    const auto rolled =
        backtest_naive(series_of({1, 3, 2, 4, 7}, 2010), {.horizon = 2, .min_observations = 3});
    BOOST_TEST(rolled.outcomes.size() == 3U);
    BOOST_TEST(rolled.method == "naive");
    BOOST_TEST(rolled.outcomes[1].mean == 2.0);
    BOOST_TEST(rolled.outcomes[1].year == 2014);
    // squares 4 and 1 over two changes, two years ahead
    const double half = normal_quantile(0.975) * std::sqrt(2.5 * 2.0);
    BOOST_TEST(near(*rolled.outcomes[1].upper, 2.0 + half));
    // its absolute error over the scale of the same origin
    BOOST_TEST(near(*rolled.by_horizon[0].mase, (2.0 / 1.5 + 3.0 / (5.0 / 3.0)) / 2.0));
}

BOOST_AUTO_TEST_CASE(provisional_and_missing_years_are_left_out) {
    const std::vector<double> y{1, 2, 3, 4, 5, 6, 7, 9, 8, 20};
    std::vector<ObsStatus> status(y.size(), ObsStatus::normal);
    status.back() = ObsStatus::provisional;
    const TimeSeries s(years_from(2010, y.size()), y, {}, status);
    const auto rolled = backtest(s, "linear", {.horizon = 2, .min_observations = 7});
    for (const auto& one : rolled.outcomes) BOOST_TEST(one.year < 2019);
    const auto all = backtest(
        s, "linear", {.horizon = 2, .min_observations = 7, .fit = {.include_provisional = true}});
    BOOST_TEST(all.outcomes.size() == rolled.outcomes.size() + 2U);
}

BOOST_AUTO_TEST_CASE(selection_finds_the_shape_that_made_the_data) {
    std::vector<double> logistic, line;
    for (int i = 0; i < 22; ++i) {
        Random random(5, static_cast<std::uint64_t>(i));
        const double noise = 0.5 * random.normal();
        logistic.push_back(100.0 / (1.0 + std::exp(-0.4 * (i - 9))) + noise);
        line.push_back(10.0 + 3.0 * i + noise);
    }
    const std::vector<AnyCurve> curves{Linear{}, Exponential{}, Logistic{}};
    const BacktestOptions options{.horizon = 4, .min_observations = 12};
    const auto a = select(series_of(logistic, 2000), curves, options);
    BOOST_TEST(a.best().method == "logistic");
    BOOST_TEST(a.common == 4U * 7U + 3U + 2U + 1U);
    for (const auto& one : a.ranked) BOOST_TEST(one.outcomes.size() == a.common);
    const auto b = select(series_of(line, 2000), curves, options, SelectBy::mae);
    BOOST_TEST(b.best().method == "linear");
    BOOST_TEST(b.ranked.size() + b.failed.size() == 5U);
}

BOOST_AUTO_TEST_CASE(origins_without_a_fit_are_failures) {
    const auto rolled = backtest(bent(), "logistic", {.horizon = 2, .min_observations = 3});
    BOOST_REQUIRE(!rolled.failures.empty());
    BOOST_TEST(rolled.failures.front().origin == 2012);
    BOOST_TEST(rolled.failures.front().reason.find("too_few_observations") != std::string::npos);
}

// y = 10, 12, 11, 15: slope 5/3, changes 2, -1, 4 leave 1/3, -8/3, 7/3 around it.
BOOST_AUTO_TEST_CASE(drift_reference) {
    const auto rolled = backtest(series_of({10, 12, 11, 15, 14, 20}, 2010), "drift",
                                 {.horizon = 2, .min_observations = 4, .windows = 1});
    BOOST_REQUIRE(rolled.outcomes.size() == 2U);
    const double s2 = (1.0 / 9 + 64.0 / 9 + 49.0 / 9) / 2.0;
    for (int h = 1; h <= 2; ++h) {
        const auto& one = rolled.outcomes[static_cast<std::size_t>(h - 1)];
        BOOST_TEST(near(one.mean, 15.0 + h * 5.0 / 3.0));
        const double half = normal_quantile(0.975) * std::sqrt(s2 * h * (1.0 + h / 3.0));
        BOOST_TEST(near(*one.upper - one.mean, half, 1e-9));
    }
}

BOOST_AUTO_TEST_CASE(windows_are_the_last_with_the_whole_horizon) {
    const auto cutoffs = [](const BacktestOptions& options) {
        return backtest(bent(), std::vector{naive_method()}, options).cutoffs;
    };
    using Years = std::vector<int>;
    BOOST_TEST(cutoffs({.horizon = 3, .windows = 3}) == (Years{2019, 2020, 2021}));
    BOOST_TEST(cutoffs({.horizon = 3, .windows = 2, .step = 2}) == (Years{2019, 2021}));
    BOOST_TEST(cutoffs({.horizon = 3, .min_observations = 12}) == (Years{2021, 2022, 2023}));
    BOOST_TEST(cutoffs({.horizon = 3, .min_observations = 10, .step = 3}) == (Years{2020, 2023}));
    BOOST_CHECK_THROW((void)cutoffs({.horizon = 3, .windows = 6}), InvalidArgument);
    BOOST_CHECK_THROW((void)cutoffs({.horizon = 3, .windows = 0}), InvalidArgument);
    BOOST_CHECK_THROW((void)cutoffs({.step = 0}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(naive_and_drift_stand_beside_every_method) {
    const std::vector<ForecastMethod> methods{curve_method(Linear{}), forecast_method("logistic")};
    const auto set = backtest(bent(), methods, {.horizon = 3, .min_observations = 10});
    std::vector<std::string> names;
    for (const auto& one : set.methods) names.push_back(one.method);
    BOOST_TEST(names == (std::vector<std::string>{"linear", "logistic", "naive", "drift"}));
    for (const auto& one : set.methods) BOOST_TEST(one.outcomes.size() == set.common);
    BOOST_TEST(set.method("drift").method == "drift");
    BOOST_CHECK_THROW((void)set.method("linaer"), NotFound);
    const std::vector<ForecastMethod> given{drift_method(), naive_method()};
    BOOST_TEST(backtest(bent(), given, {}).methods.size() == 2U);
    const std::vector<ForecastMethod> twice{curve_method(Linear{}), curve_method(Linear{})};
    BOOST_CHECK_THROW((void)backtest(bent(), twice, {}), InvalidArgument);
}

// What comes after a cutoff is not seen before it, whatever it is.
BOOST_AUTO_TEST_CASE(no_look_ahead) {
    std::vector<double> y;
    for (std::size_t i = 0; i < bent().size(); ++i) y.push_back(*bent().value(i));
    const BacktestOptions options{.horizon = 3, .min_observations = 9};
    std::vector<ForecastMethod> methods{naive_method(), drift_method()};
    for (const auto* one : {"linear", "logistic", "gompertz", "exponential"})
        methods.push_back(forecast_method(one));
    const auto before = backtest(series_of(y, 2010), methods, options);
    for (int cutoff = 2018; cutoff <= 2022; ++cutoff) {
        auto changed = y;
        for (auto i = static_cast<std::size_t>(cutoff - 2010 + 1); i < y.size(); ++i)
            changed[i] = 1000.0 - 17.0 * static_cast<double>(i * i);
        const auto after = backtest(series_of(changed, 2010), methods, options);
        for (const auto& one : before.methods)
            for (const auto& outcome : one.outcomes) {
                if (outcome.origin > cutoff) continue;
                const auto& others = after.method(one.method).outcomes;
                const auto same =
                    std::find_if(others.begin(), others.end(), [&](const auto& other) {
                        return other.origin == outcome.origin && other.year == outcome.year;
                    });
                if (same == others.end()) continue;  // another method failed on the changed end
                BOOST_TEST(same->mean == outcome.mean);
                BOOST_TEST(*same->lower == *outcome.lower);
                BOOST_TEST(*same->upper == *outcome.upper);
                BOOST_TEST(same->scale == outcome.scale);
            }
        BOOST_TEST(after.common > 0U);
    }
}

// A method sees what was known and nothing else.
BOOST_AUTO_TEST_CASE(a_method_is_given_its_past) {
    std::vector<int> last_years;
    const ForecastMethod spy{"spy", [&](const ForecastTask& task) {
                                 last_years.push_back(task.known.years.back());
                                 BOOST_TEST(task.known.y.size() == task.known.years.size());
                                 BOOST_TEST(task.known.x.size() == task.known.years.size());
                                 BOOST_TEST(task.years.front() > task.known.years.back());
                                 return MethodForecast{std::vector<double>(task.years.size(), 1.0)};
                             }};
    const auto rolled = backtest(bent(), spy, {.horizon = 2, .min_observations = 12});
    BOOST_TEST(last_years == (std::vector<int>{2021, 2022, 2023}));
    BOOST_TEST(rolled.all.mae.has_value());
    BOOST_TEST(!rolled.all.coverage.has_value());
    BOOST_TEST(!rolled.outcomes[0].lower.has_value());
    // without intervals it can be ranked by its error alone
    const std::vector<ForecastMethod> methods{spy};
    BOOST_TEST(select(bent(), methods, {.horizon = 2}).failed.size() == 1U);
    BOOST_TEST(select(bent(), methods, {.horizon = 2}, SelectBy::mae).ranked.size() == 3U);
}

BOOST_AUTO_TEST_CASE(methods_by_name) {
    for (const auto* name : {"auto", "naive", "drift", "ses", "damped_trend", "theta", "dotm",
                             "local_global_trend", "linear", "logistic anchored"}) {
        const auto rolled = backtest(bent(), name, {.horizon = 2, .min_observations = 12});
        BOOST_TEST(rolled.method == name);
        BOOST_TEST(rolled.outcomes.size() == 5U);
        BOOST_TEST(rolled.all.coverage.has_value());
    }
    BOOST_CHECK_THROW((void)forecast_method("sse"), NotFound);
    BOOST_CHECK_THROW((void)smoothing_method("linear"), NotFound);
    // a year without a value is a step that nobody saw: 10, 12, -, 16 goes on by 2
    const std::vector<int> gap_years{2010, 2011, 2013, 2014};
    const std::vector<double> gap_values{10, 12, 16, 18.5};
    const TimeSeries gap(gap_years, gap_values);
    const auto rolled = backtest(gap, "drift", {.horizon = 1, .min_observations = 3});
    BOOST_TEST(near(rolled.outcomes[0].mean, 18.0));
    // what is too short is a failure, not an error
    const auto short_of = backtest(bent(), "damped_trend", {.horizon = 1, .min_observations = 4});
    BOOST_TEST(short_of.failures.size() == 2U);
}

BOOST_AUTO_TEST_CASE(answers_that_are_none_are_misuse) {
    const auto answering = [](MethodForecast answer) {
        return ForecastMethod{"odd", [answer](const ForecastTask&) { return answer; }};
    };
    const BacktestOptions options{.horizon = 2, .min_observations = 8, .windows = 1};
    const auto judge = [&](MethodForecast answer) {
        return backtest(bent(), answering(std::move(answer)), options);
    };
    const double nan = std::nan("");
    BOOST_TEST(judge({{1, 2}}).outcomes.size() == 2U);
    BOOST_CHECK_THROW((void)judge({{1}}), InvalidArgument);
    BOOST_CHECK_THROW((void)judge({{1, 2, 3}}), InvalidArgument);
    BOOST_CHECK_THROW((void)judge({{1, 2}, {0, 1}, {}}), InvalidArgument);
    BOOST_CHECK_THROW((void)judge({{1, 2}, {0, 3}, {2, 2}}), InvalidArgument);
    BOOST_CHECK_THROW((void)judge({{1, 2}, {0, nan}, {2, 3}}), InvalidArgument);
    BOOST_TEST(judge({{1, 2}, {-infinity, 1}, {2, infinity}}).outcomes.size() == 2U);
    for (const double bad : {nan, infinity, -infinity}) {
        const auto rolled = judge({{1, bad}});
        BOOST_TEST(rolled.outcomes.empty());
        BOOST_TEST(rolled.failures.size() == 1U);
    }
    BOOST_CHECK_THROW((void)backtest(bent(), ForecastMethod{"none", {}}, options), InvalidArgument);
    // a mistake in a method is no failure of its forecasts
    const ForecastMethod mistaken{
        "mistaken", [](const ForecastTask&) -> MethodForecast { throw std::logic_error("no"); }};
    BOOST_CHECK_THROW((void)backtest(bent(), mistaken, options), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_method_that_mostly_fails_does_not_spoil_the_comparison) {
    const ForecastMethod rare{
        "rare", [](const ForecastTask& task) {
            if (task.known.y.size() < 13) throw ForecastFailure("too short");
            return MethodForecast{std::vector<double>(task.years.size(), 50.0)};
        }};
    const std::vector<ForecastMethod> methods{rare};
    const auto set = backtest(bent(), methods, {.horizon = 2, .min_observations = 8});
    BOOST_REQUIRE(set.failed.size() == 1U);
    BOOST_TEST(set.failed[0].failures.size() == 5U);
    BOOST_TEST(set.failed[0].failures[0].reason == "too short");
    BOOST_TEST(set.common == 13U);
}

// Fits whose value for the next year leaves the data behind are no forecasts.
BOOST_AUTO_TEST_CASE(absurd_fits_fail) {
    const auto rolled = backtest(series_of({1, 1, 1, 1, 1, 1, 1e-3, 1e3, 1e3, 1e3}, 2010),
                                 "exponential", {.horizon = 1, .min_observations = 8});
    BOOST_REQUIRE(!rolled.failures.empty());
    BOOST_TEST(rolled.failures[0].origin == 2017);
    BOOST_TEST(rolled.failures[0].reason.find("10 times the range") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(forecasts_tell_their_past_on_request) {
    const auto fitted = fit(bent(), "logistic");
    const int last = fitted.data.years.back();
    const auto told = [](const Forecast& made) {
        const Note* found = nullptr;
        for (const auto& note : made.notes)
            if (note.kind == "past_accuracy") found = &note;
        return found;
    };
    BOOST_TEST(told(forecast(fitted)) == nullptr);
    const auto plain = forecast(fitted, {.horizon = 2, .past = true});
    const auto expected = past_accuracy(fitted, {.horizon = 2});
    BOOST_REQUIRE(told(plain) != nullptr);
    BOOST_TEST((*told(plain) == expected.note()));
    BOOST_TEST(plain.message.ends_with(expected.message()));
    BOOST_TEST(plain.notes.front().kind == "assumes_curve");
    BOOST_TEST(plain.notes.front().text("curve") == "logistic");
    // of an anchored one that of anchored ones, which assume no curve
    const auto anchored = forecast(fitted, {.until = last + 2, .anchored = true, .past = true});
    const auto same =
        past_accuracy(bent(), forecast_method("logistic anchored"), {.horizon = 2}).note();
    BOOST_REQUIRE(told(anchored) != nullptr);
    BOOST_TEST((*told(anchored) == same));
    BOOST_TEST((same.number("mae") != expected.note().number("mae")));
    BOOST_TEST(anchored.message.find("it holds if") == std::string::npos);
    // the automatic one, of a series and of plain values with a gap
    const auto automatic = auto_forecast(bent(), {.h = 3, .past = true});
    BOOST_REQUIRE(told(automatic) != nullptr);
    BOOST_TEST((*told(automatic) ==
                past_accuracy(bent(), smoothing_method("auto"), {.horizon = 3}).note()));
    const double none = std::nan("");
    const std::vector<double> gap{1, 2, 4, none, 5, 7, 8, 11, 12, 14};
    const auto values = auto_forecast(gap, {.h = 1, .model = "drift", .past = true});
    BOOST_REQUIRE(told(values) != nullptr);
    BOOST_TEST(told(values)->number("forecasts") == 4.0);
    BOOST_TEST(told(values)->text("method") == "drift");
    BOOST_TEST(values.message.ends_with(past_accuracy_in_words(*told(values))));
    BOOST_CHECK_THROW((void)forecast(fitted, {.years = {last - 1, last}, .past = true}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)forecast(fit_xy(std::vector<double>{1, 2, 3, 4},
                                            std::vector<double>{1, 2, 3, 5}, Linear{}),
                                     {.past = true}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_CASE(past_accuracy_against_the_last_value) {
    // a line: drift is exact, the last value is off by the slope times the horizon
    std::vector<double> line;
    for (int i = 0; i < 20; ++i) line.push_back(10.0 + 2.0 * i);
    const auto exact = past_accuracy(series_of(line, 2000), drift_method());
    BOOST_TEST(exact.forecasts == 8U);
    BOOST_TEST(near(*exact.naive_mae, 10.0));
    BOOST_TEST(*exact.mae < 1e-12);
    BOOST_TEST(exact.message() ==
               "the last 8 five-year forecasts would have been 100 % closer than the last value");
    // by hand: 1, 2, 4, 7 | 11, 16 one year ahead with slopes 3/2... of the drift
    const auto one = past_accuracy(series_of({1, 2, 4, 7, 11, 16}, 2000), drift_method(),
                                   {.horizon = 1, .forecasts = 2, .min_observations = 3});
    // known to 2003: 7 + 2 = 9, came 11; known to 2004: 11 + 2.5 = 13.5, came 16
    BOOST_TEST(near(*one.mae, 2.25));
    BOOST_TEST(near(*one.naive_mae, 4.5));
    BOOST_TEST(near(*one.closer(), 0.5));
    BOOST_TEST(one.note().kind == "past_accuracy");
    BOOST_TEST(near(one.note().number("closer"), 0.5));
    BOOST_TEST(one.message() ==
               "the last 2 one-year forecasts would have been 50 % closer than the last value");
    // back and forth: the drift is farther off
    const auto worse = past_accuracy(series_of({1, 2, 1, 2, 1, 2, 1, 2}, 2000), drift_method(),
                                     {.horizon = 2, .forecasts = 1, .min_observations = 3});
    BOOST_TEST(!worse.closer().has_value());  // the last value was exact
    BOOST_TEST(worse.message() ==
               "the last two-year forecast would have been farther off than the last value, which "
               "was exact");
    const auto none = past_accuracy(series_of({1, 2, 3}, 2000), drift_method());
    BOOST_TEST(none.forecasts == 0U);
    BOOST_TEST(!none.mae.has_value());
    BOOST_TEST(none.message().find("no past five-year forecast can be judged") == 0U);
    // the fit of a series: its curve and its options
    const auto fitted = fit(bent(), "logistic");
    const auto own = past_accuracy(fitted, {.horizon = 3, .forecasts = 4});
    const auto same =
        past_accuracy(bent(), forecast_method("logistic"), {.horizon = 3, .forecasts = 4});
    BOOST_TEST(own.forecasts == 4U);
    BOOST_TEST(near(*own.mae, *same.mae, 1e-6));
    BOOST_CHECK_THROW((void)past_accuracy(bent(), drift_method(), {.horizon = 0}), InvalidArgument);
    BOOST_CHECK_THROW((void)past_accuracy(bent(), drift_method(), {.forecasts = 0}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)past_accuracy(bent(), drift_method(), {.min_observations = 1}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_CASE(samples_travel_with_their_weights) {
    const auto series = bent();
    const std::vector<ForecastMethod> methods{forecast_method("linear")};
    const BacktestOptions options{.horizon = 2, .min_observations = 8};
    const auto plain = backtest(series, methods[0], options);
    const auto same = backtest(sample_of(series), methods[0], options);
    // the oldest years count little, and the third one not at all
    std::vector<double> weights(series.size(), 1.0);
    std::fill_n(weights.begin(), 4, 0.01);
    weights[2] = 0.0;
    const auto sample = sample_of(series, {.weights = weights});
    BOOST_TEST(sample.y.size() == series.size() - 1);
    const auto weighted = backtest(sample, methods, options);
    const auto& by_hand = weighted.method("linear");
    BOOST_TEST(same.all.mae.value() == plain.all.mae.value());
    BOOST_TEST(by_hand.all.mae.value() < plain.all.mae.value());
    for (const auto& one : by_hand.outcomes) {
        Sample known = sample;
        const auto count = static_cast<std::size_t>(
            std::upper_bound(known.years.begin(), known.years.end(), one.origin) -
            known.years.begin());
        for (auto* values : {&known.x, &known.y, &known.weights}) values->resize(count);
        known.years.resize(count);
        const auto ahead = forecast(fit(known, Linear{}), {.years = {one.year}});
        BOOST_TEST(near(one.mean, ahead.mean[0]));
        BOOST_TEST(near(*one.upper, ahead.upper[0], 1e-9));
    }
    const auto ranked = select(sample, methods, options, SelectBy::mae);
    BOOST_TEST(ranked.common == weighted.common);
    const auto compared = compare(sample, {.curves = {Linear{}, Exponential{}}});
    BOOST_TEST(compared.rows[0].fit.n_obs == series.size() - 1);
    BOOST_TEST(compared.rows[0].fit.data.weights == sample.weights,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(misuse) {
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.horizon = 0}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.min_observations = 1}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.min_observations = 15}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.level = 0.0}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linaer"), NotFound);
    BOOST_CHECK_THROW((void)select(bent(), std::vector<AnyCurve>{}), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
