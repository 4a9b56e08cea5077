#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <reeindex/indicators/growth.hpp>

using namespace reeindex;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Table 1 of the paper: mine production, thousand tonnes, and demand for neodymium oxide.
const std::vector<int> years{2013, 2014, 2015, 2016, 2017, 2018,
                             2019, 2020, 2021, 2022, 2023, 2024};
const std::vector<double> mine{110, 123, 130, 129, 132, 190, 220, 240, 280, 300, 376, 390};

template <class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const Error& e) {
        return e.what();
    }
    return "no exception";
}

bool near(double value, double expected, double tolerance = 1e-12) {
    return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

TimeSeries series_of(std::vector<int> at, std::vector<double> values,
                     std::vector<ObsStatus> status = {}) {
    return {at, values, SeriesInfo{.indicator = "test", .decimals = 0}, status,
            MissingPolicy::mark};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(indicators_growth)

BOOST_AUTO_TEST_CASE(cagr_of_the_paper) {
    const TimeSeries s{years, mine};
    BOOST_TEST(near(cagr(s), 0.12194140204325588));
    BOOST_TEST(near(doubling_time(s), 6.024193378932192));
    // (390/190)^(1/6) - 1 by Python
    BOOST_TEST(near(cagr(s, {.first = 2018, .last = 2024}), 0.12733199859278832));
    BOOST_TEST(cagr(mine) == cagr(years, mine));
    BOOST_TEST(near(cagr(100, 200, 1), 1.0));
    BOOST_TEST(near(cagr(1e-300, 1e300, 600), 9.0));
    BOOST_TEST(near(cagr(1.0, 1.0 + 1e-12, 1.0), 1.000088900582341e-12, 1e-26));
}

BOOST_AUTO_TEST_CASE(gaps_and_status) {
    const auto s =
        series_of({2010, 2011, 2012, 2015, 2016}, {not_a_number, 100, not_a_number, 200, 250},
                  {ObsStatus::missing, ObsStatus::normal, ObsStatus::missing, ObsStatus::normal,
                   ObsStatus::provisional});
    const auto rate = growth(s);
    BOOST_TEST(rate.first_year == 2011);
    BOOST_TEST(rate.last_year == 2016);
    BOOST_TEST(rate.intervals() == 5);
    BOOST_TEST(near(rate.value, std::pow(2.5, 0.2) - 1));
    BOOST_TEST(rate.used.provisional == std::vector<int>{2016}, boost::test_tools::per_element());
    BOOST_TEST(rate.used.left_out == (std::vector<int>{2010, 2012}),
               boost::test_tools::per_element());
    BOOST_TEST(near(cagr(s, {.include_provisional = false}), std::pow(2.0, 0.25) - 1));
    const auto change = year_on_year(s);
    BOOST_TEST(change.years == std::vector<int>{2016}, boost::test_tools::per_element());
    BOOST_TEST(near(change.rates[0], 0.25));
    BOOST_TEST(change.skipped.size() == 1U);
    BOOST_TEST(change.skipped[0].reason == "no value in 2014");
    BOOST_TEST(message_of([&] { (void)cagr(s, {.last = 2012}); }) ==
               "year = 2012: must be a year with a value; test/ has status O (missing; reason "
               "unspecified) there");
    BOOST_TEST(message_of([&] { (void)cagr(s, {.last = 2016, .include_provisional = false}); }) ==
               "year = 2016: must be a year that is not provisional, or include them");
    BOOST_CHECK_THROW((void)cagr(s, {.first = 2013}), NotFound);
}

BOOST_AUTO_TEST_CASE(corrections_are_named) {
    std::vector<Observation> list;
    for (int i = 0; i < 4; ++i)
        list.push_back({.year = Year{2010 + i}, .printed = 100.0 + 10.0 * i});
    list[2].correction = Correction{1.0, ObsStatus::imputed, "E-x", "test"};
    const TimeSeries s{SeriesInfo{}, list};
    BOOST_TEST(growth(s).used.corrected == std::vector<int>{2012},
               boost::test_tools::per_element());
    BOOST_TEST(growth(s.with_view(View::printed)).used.corrected.empty());
}

// statsmodels OLS of ln(mine) on the year, and scipy.stats.t, computed in Python.
BOOST_AUTO_TEST_CASE(log_linear) {
    const auto fit = log_linear_growth(years, mine);
    BOOST_TEST(near(fit.rate, 0.12464234209336465));
    BOOST_TEST(near(fit.annual_rate, std::expm1(0.12464234209336465)));
    BOOST_TEST(near(*fit.stderr_rate, 0.007882707859334983));
    BOOST_TEST(near(fit.rate_lower, 0.10707857445312273, 1e-11));
    BOOST_TEST(near(fit.rate_upper, 0.14220610973360637, 1e-11));
    BOOST_TEST(near(*fit.r_squared, 0.9615418957158107));
    BOOST_TEST(near(*fit.doubling_time, std::log(2.0) / fit.rate));
    BOOST_TEST(near(*fit.doubling_lower, std::log(2.0) / fit.rate_upper));
    BOOST_TEST(near(*fit.doubling_upper, std::log(2.0) / fit.rate_lower));
    // An exact exponential far from zero is recovered.
    std::vector<double> exact;
    for (int i = 0; i < 12; ++i) exact.push_back(1e-200 * std::exp(0.03 * i));
    const auto line = log_linear_growth(years, exact);
    BOOST_TEST(near(line.rate, 0.03, 1e-14));
    BOOST_TEST(*line.stderr_rate < 1e-14);
}

BOOST_AUTO_TEST_CASE(log_linear_without_certainty) {
    const std::vector<int> two{2000, 2003};
    const std::vector<double> pair{10, 20};
    const auto line = log_linear_growth(two, pair);
    BOOST_TEST(!line.stderr_rate);
    BOOST_TEST(line.rate_lower == -inf);
    BOOST_TEST(*line.doubling_upper == inf);
    const std::vector<int> three{2000, 2001, 2002};
    const auto flat = log_linear_growth(three, std::vector<double>{5, 5, 5});
    BOOST_TEST(!flat.r_squared);
    BOOST_TEST(!flat.doubling_time);
    const auto noisy = log_linear_growth(three, std::vector<double>{5, 9, 6});
    BOOST_TEST(*noisy.doubling_upper == inf);
    const auto falling = log_linear_growth(three, std::vector<double>{8, 4.01, 2});
    BOOST_TEST(!falling.doubling_time);
}

BOOST_AUTO_TEST_CASE(sensitivity) {
    SeriesInfo info{.decimals = 0};
    const auto rate = growth(TimeSeries{years, mine, info});
    BOOST_TEST(near(*rate.without_first, std::pow(390.0 / 123.0, 0.1) - 1));
    BOOST_TEST(near(*rate.without_last, std::pow(376.0 / 110.0, 0.1) - 1));
    BOOST_TEST(near(*rate.rounding_lower, std::pow(389.5 / 110.5, 1.0 / 11) - 1));
    BOOST_TEST(near(*rate.rounding_upper, std::pow(390.5 / 109.5, 1.0 / 11) - 1));
    BOOST_TEST(near(rate.regression->rate, 0.12464234209336465));
    const auto zero_inside = growth(series_of({2000, 2001, 2002}, {1, 0, 4}));
    BOOST_TEST(!zero_inside.regression);
    BOOST_TEST(!zero_inside.without_first);
    BOOST_TEST(near(zero_inside.value, 1.0));
}

BOOST_AUTO_TEST_CASE(bad_input) {
    BOOST_TEST(message_of([] { (void)cagr(0, 5, 3); }) ==
               "first value = 0: must be finite and greater than 0; a compound rate needs positive "
               "ends");
    BOOST_CHECK_THROW((void)cagr(5, 0, 3), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(-1, 5, 3), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(not_a_number, 5, 3), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(1, inf, 3), InvalidArgument);
    BOOST_TEST(message_of([] { (void)cagr(1, 5, 0); }) ==
               "intervals = 0: must be greater than 0: two different years are needed");
    BOOST_CHECK_THROW((void)cagr(std::vector<double>{}), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(std::vector<double>{3}), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(std::vector<double>{3, not_a_number, 4}), InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(std::vector<int>{2000, 2000}, std::vector<double>{3, 4}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)cagr(std::vector<int>{2000}, std::vector<double>{3, 4}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)doubling_time(0.0), InvalidArgument);
    BOOST_CHECK_THROW((void)doubling_time(-0.1), InvalidArgument);
    BOOST_CHECK_THROW((void)doubling_time(not_a_number), InvalidArgument);
    BOOST_CHECK_THROW((void)log_linear_growth(years, std::vector<double>(12, 0.0)),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)log_linear_growth(years, mine, 1.0), InvalidArgument);
    const TimeSeries s{years, mine};
    BOOST_TEST(message_of([&] { (void)cagr(s, {.first = 2020, .last = 2015}); }) ==
               "first = 2020: must be not after last, 2015");
    BOOST_CHECK_THROW((void)cagr(s, {.first = 2020, .last = 2020}), InvalidArgument);
    const auto empty = series_of({2000, 2001}, {not_a_number, not_a_number});
    BOOST_CHECK_THROW((void)growth(empty), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
