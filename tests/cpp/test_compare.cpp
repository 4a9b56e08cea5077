#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/forecastable.hpp>
#include <reeindex/forecast/forecast.hpp>

using namespace reeindex;

namespace {

TimeSeries series_of(const std::vector<double>& y) {
    std::vector<int> years(y.size());
    std::iota(years.begin(), years.end(), 2000);
    return {years, y};
}
const ComparisonRow& row_of(const Comparison& table, std::string_view curve) {
    for (const auto& row : table.rows)
        if (row.curve == curve) return row;
    throw NotFound("row", curve, std::vector<std::string>{});
}
std::vector<AnyCurve> named(std::initializer_list<std::string_view> names) {
    std::vector<AnyCurve> out;
    for (const auto one : names) out.push_back(curve_by_name(one));
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(comparisons)

// Logistic and Gompertz fits of this series have the smallest AICc of the smooth curves, and their
// fall within the last two of twelve years gives 0.1 Mt and less in 2030.
BOOST_AUTO_TEST_CASE(the_best_of_world_reserves_may_be_forecast_from) {
    const auto reserves = load_paper().series("reserves", "WLD");
    const auto table = compare(reserves);
    BOOST_TEST(row_of(table, "logistic").obstacle.has_value());
    BOOST_TEST(row_of(table, "logistic").obstacle->kind == "jump_not_excluded");
    BOOST_TEST(row_of(table, "linear").delta < 2.0);
    BOOST_TEST(table.best().curve == "linear");
    const auto made = forecast(table.best(), {.years = {2030, 2035}});
    for (const double mean : made.mean) {
        BOOST_TEST(mean > 50.0);
        BOOST_TEST(mean < 140.0);
    }
    BOOST_TEST(table.message().find("to forecast from: linear") == 0U);
    BOOST_TEST(table.message().find("do not exclude a jump") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_fit_to_forecast_from_says_why) {
    const auto reserves = load_paper().series("reserves", "WLD");
    const auto table = compare(reserves, {.curves = named({"logistic", "gompertz"})});
    BOOST_TEST(table.rows.front().rank == 1U);
    BOOST_CHECK_EXCEPTION((void)table.best(), InvalidArgument, [](const auto& error) {
        const std::string text = error.what();
        return text.find("without a fit to forecast from") != std::string::npos &&
               text.find("logistic has the smallest AICc") != std::string::npos;
    });
    BOOST_TEST(table.message().find("no fit to forecast from") == 0U);
}

// A jump between two levels: a line has no support beside it and is no way out.
BOOST_AUTO_TEST_CASE(what_the_data_do_not_support_is_no_way_out) {
    const auto table = compare(series_of({10, 10.1, 9.9, 10, 10.1, 9.9, 20, 20.1, 19.9, 20, 20.1}),
                               {.curves = named({"linear", "logistic_floor"})});
    BOOST_TEST(table.rows.front().curve == "logistic_floor");
    BOOST_TEST(row_of(table, "linear").delta > 10.0);
    BOOST_CHECK_THROW((void)table.best(), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(a_degenerate_fit_is_its_limit) {
    std::vector<double> y;
    for (int i = 0; i < 16; ++i)
        y.push_back(10.0 * std::exp(0.2 * i) * (1 + 0.001 * std::sin(9 * i)));
    const auto table =
        compare(series_of(y), {.curves = named({"gompertz", "logistic", "exponential"})});
    const auto& line = row_of(table, "exponential");
    BOOST_TEST(table.rows.front().curve == "exponential");
    for (const auto* curve : {"logistic", "gompertz"}) {
        const auto& row = row_of(table, curve);
        BOOST_REQUIRE(row.fit.limit == Limit::exponential);
        BOOST_TEST(row.parameters == line.parameters);
        BOOST_TEST(row.aicc == line.aicc);
        BOOST_TEST(row.bic == line.bic);
        BOOST_TEST(row.weight == 0.0);
    }
    // without the limit itself in the list, the first of them stands for it
    const auto two = compare(series_of(y), {.curves = named({"logistic", "gompertz"})});
    BOOST_TEST(two.rows[0].weight == 1.0);
    BOOST_TEST(two.rows[1].weight == 0.0);
    BOOST_TEST(std::abs(two.rows[0].aicc - line.aicc) < 1e-6);
    BOOST_TEST(two.best().curve == two.rows[0].curve);
}

BOOST_AUTO_TEST_CASE(absurd_next_years) {
    FitResult fitted = fit(series_of({1, 2, 3, 4.5, 5}), "linear");
    BOOST_TEST(!absurd_next_year(fitted).has_value());
    BOOST_TEST(!forecast_obstacle(fitted).has_value());
    // the range is 4: up to 45 and down to -39 is allowed
    const auto at_next = [&](double value) {
        FitResult out = fitted;
        const double now = detail::value_of_next_year(fitted);
        const auto names = out.carrier->parameters();
        for (std::size_t j = 0; j < names.size(); ++j)
            if (names[j].name == "intercept") out.carrier_estimates[j] += value - now;
        BOOST_TEST(std::abs(detail::value_of_next_year(out) - value) < 1e-9);
        return out;
    };
    BOOST_TEST(!absurd_next_year(at_next(44.9)).has_value());
    BOOST_TEST(!absurd_next_year(at_next(-38.9)).has_value());
    for (const double value : {45.1, -39.1, 1e90}) {
        const auto note = absurd_next_year(at_next(value));
        BOOST_REQUIRE(note.has_value());
        BOOST_TEST(note->kind == "next_value_beyond_range");
        BOOST_TEST(note->number("year") == 2005.0);
        BOOST_TEST(note->number("highest") == 5.0);
        BOOST_TEST(detail::obstacle_in_words(*note).find("for 2005") != std::string::npos);
    }
    FitResult lost = fitted;
    lost.carrier_estimates[0] = infinity;
    BOOST_TEST(absurd_next_year(lost)->kind == "next_value_not_finite");
    const auto failed = fit(series_of({1, 2}), "logistic");
    BOOST_TEST(absurd_next_year(failed)->kind == "no_optimum");
    BOOST_TEST(detail::obstacle_in_words(*absurd_next_year(failed)) == failed.message);
}

// Steep growth fitted to two flat years and one that leaves them: exponential fits of it pass
// through 1, 1, 1000 and give 1e6 for the next year.
BOOST_AUTO_TEST_CASE(a_fit_that_leaves_the_range_is_not_ranked) {
    const auto table = compare(series_of({1, 1, 1, 1, 1, 1, 1e-3, 1e3}),
                               {.curves = named({"exponential", "linear"})});
    const auto& row = row_of(table, "exponential");
    const double next = detail::value_of_next_year(row.fit);
    BOOST_TEST(next > 1.1e4);
    BOOST_TEST(row.rank == 0U);
    BOOST_TEST(row.weight == 0.0);
    BOOST_TEST(row.note.find("lies beyond 10 times the range of the data") != std::string::npos);
    BOOST_TEST(table.best().curve == "linear");
}

BOOST_AUTO_TEST_CASE(constants_are_ranked) {
    const auto table = compare(series_of(std::vector<double>(8, 7.0)),
                               {.curves = named({"linear", "exponential", "logistic"})});
    BOOST_TEST(row_of(table, "linear").rank > 0U);
    BOOST_TEST(std::abs(forecast(table.best()).mean.back() - 7.0) < 1e-9);
}

BOOST_AUTO_TEST_SUITE_END()
