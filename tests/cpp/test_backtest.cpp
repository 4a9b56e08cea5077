#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
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
    BOOST_TEST(near(one.upper, made.upper[0]));
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
    BOOST_TEST(rolled.curve == "naive");
    BOOST_TEST(rolled.outcomes[1].mean == 2.0);
    BOOST_TEST(rolled.outcomes[1].year == 2014);
    // squares 4 and 1 over two changes, two years ahead
    const double half = student_t_quantile(0.975, 2.0) * std::sqrt(2.5 * 2.0);
    BOOST_TEST(near(rolled.outcomes[1].upper, 2.0 + half));
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
    BOOST_TEST(a.best().curve == "logistic");
    BOOST_TEST(a.common == 4U * 7U + 3U + 2U + 1U);
    for (const auto& one : a.ranked) BOOST_TEST(one.outcomes.size() == a.common);
    const auto b = select(series_of(line, 2000), curves, options, SelectBy::mae);
    BOOST_TEST(b.best().curve == "linear");
    BOOST_TEST(b.ranked.size() + b.failed.size() == 4U);
}

BOOST_AUTO_TEST_CASE(origins_without_a_fit_are_failures) {
    const auto rolled = backtest(bent(), "logistic", {.horizon = 2, .min_observations = 3});
    BOOST_REQUIRE(!rolled.failures.empty());
    BOOST_TEST(rolled.failures.front().origin == 2012);
    BOOST_TEST(rolled.failures.front().reason.find("too_few_observations") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(misuse) {
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.horizon = 0}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.min_observations = 1}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.min_observations = 15}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linear", {.level = 0.0}), InvalidArgument);
    BOOST_CHECK_THROW((void)backtest(bent(), "linaer"), NotFound);
    BOOST_CHECK_THROW((void)select(bent(), {}), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
