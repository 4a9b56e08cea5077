#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/bilogistic.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/forecast/forecast.hpp>

#include "../../benchmarks/fit/interval_judge.hpp"

using namespace reeindex;

namespace {

TimeSeries yearly(int first, std::vector<double> values) {
    std::vector<int> years(values.size());
    std::iota(years.begin(), years.end(), first);
    return {years, std::move(values)};
}
TimeSeries bent() {
    return yearly(2010, {4.1, 5.3, 5.9, 8.2, 9.4, 12.6, 14.1, 18.9, 21.7, 25.2, 30.9, 33.8, 39.6,
                         43.1, 46.2});
}
TimeSeries unbent() {
    return yearly(2013, {110, 123, 130, 126, 132, 170, 210, 240, 280, 300, 350, 390});
}
/// Its forecasts have several optima.
TimeSeries wild() {
    return yearly(2000, {-0.3, -0.0, -0.01, 0.21, -0.09, 0.48, 0.2, 0.16, 0.75, 1.0});
}

bool near(double a, double b, double tolerance) {
    return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(confidence_region)

// The lower end is the smallest value over all optima of the refit, which take turns here.
BOOST_AUTO_TEST_CASE(lower_ends_of_an_exponential) {
    const auto f = fit(wild(), "exponential");
    const auto ahead = forecast(f, {.horizon = 10});
    const judge::Judge truth(judge::Family::exponential, f.data.x, f.data.y);
    const double t = student_t_quantile(0.975, f.dof());
    for (const int h : {0, 4, 7, 9}) {
        const auto ends = truth.ends(2010.0 + h, t * t / f.dof());
        BOOST_TEST(near(ahead.upper[h], ends[0], 1e-7));
        BOOST_TEST(near(ahead.lower[h], ends[1], 1e-7));
        BOOST_TEST(near(ahead.mean_upper[h], ends[2], 1e-7));
        BOOST_TEST(near(ahead.mean_lower[h], ends[3], 1e-7));
    }
    BOOST_TEST(near(ahead.lower[7], 4.2651091, 1e-6));
}

BOOST_AUTO_TEST_CASE(agrees_with_brute_force) {
    const auto check = [](const TimeSeries& series, const char* curve, judge::Family family) {
        const auto f = fit(series, curve);
        const judge::Judge truth(family, f.data.x, f.data.y);
        BOOST_TEST(near(f.sse, truth.sse(), 1e-7));
        const double t = student_t_quantile(0.975, f.dof());
        const ConfidenceRegion region(f);
        const double x = f.data.x.back() + 4.0;
        const auto ends = truth.ends(x, t * t / f.dof());
        const auto observation = region.observation(x), value = region.value(x);
        BOOST_TEST(near(observation.upper, ends[0], 1e-6));
        BOOST_TEST(near(observation.lower, ends[1], 1e-6));
        BOOST_TEST(near(value.upper, ends[2], 1e-6));
        BOOST_TEST(near(value.lower, ends[3], 1e-6), curve << " " << value.lower << " " << ends[3]
                                                           << " upper " << value.upper << " "
                                                           << ends[2]);
    };
    check(bent(), "logistic", judge::Family::logistic);
    check(unbent(), "gompertz", judge::Family::gompertz);
    check(wild(), "logistic", judge::Family::logistic);
}

BOOST_AUTO_TEST_CASE(the_same_number_whichever_years_are_asked_for) {
    for (const auto* curve : {"exponential", "logistic", "gompertz"})
        for (const auto& series : {wild(), bent(), unbent()}) {
            const auto f = fit(series, curve);
            if (!f.usable()) continue;
            const int last = f.data.years.back();
            const auto all = forecast(f, {.horizon = 10});
            for (const int h : {3, 7, 10}) {
                const auto one = forecast(f, {.years = {last + h}});
                BOOST_TEST(one.lower[0] == all.lower[h - 1]);
                BOOST_TEST(one.upper[0] == all.upper[h - 1]);
                BOOST_TEST(one.mean_lower[0] == all.mean_lower[h - 1]);
                BOOST_TEST(one.mean_upper[0] == all.mean_upper[h - 1]);
            }
        }
}

BOOST_AUTO_TEST_CASE(other_units_give_the_same_region) {
    const auto small = fit(bent(), "logistic");
    std::vector<double> values;
    for (const double y : small.data.y) values.push_back(1e9 * y);
    const auto large = fit(yearly(2010, values), "logistic");
    const ConfidenceRegion a(small), b(large);
    BOOST_TEST(near(1e9 * a.value(2030).upper, b.value(2030).upper, 1e-8));
    BOOST_TEST(near(1e9 * a.observation(2030).lower, b.observation(2030).lower, 1e-8));
    BOOST_TEST(near(a.parameter("r").lower, b.parameter("r").lower, 1e-8));
}

// Least squares of a straight line: every function of it is linear, and its interval exact.
BOOST_AUTO_TEST_CASE(functions_of_a_line) {
    const auto f = fit(bent(), "linear");
    const ConfidenceRegion region(f);
    const double t = student_t_quantile(0.975, f.dof()), n = 15.0, sxx = 280.0;  // about 2017
    const double mean = std::accumulate(f.data.y.begin(), f.data.y.end(), 0.0) / n;
    const double slope = f.estimate("slope");
    const auto check = [&](const Extent& got, double centre, double variance) {
        const double half = t * f.sigma * std::sqrt(variance);
        BOOST_TEST(near(got.lower, centre - half, 1e-9));
        BOOST_TEST(near(got.upper, centre + half, 1e-9));
    };
    check(region.value(2030), mean + 13.0 * slope, 1.0 / n + 169.0 / sxx);
    check(region.observation(2030, 4.0), mean + 13.0 * slope, 0.25 + 1.0 / n + 169.0 / sxx);
    check(region.change(2020, 2030), 10.0 * slope, 100.0 / sxx);
    // 2026 to 2028: three times the value of 2027
    check(region.total(2026, 2028), 3.0 * (mean + 10.0 * slope), 9.0 * (1.0 / n + 100.0 / sxx));
    check(region.function([](std::span<const double> p) { return 3.0 * p[1]; }), 3.0 * slope,
          9.0 / sxx);
    // Scheffe's band is wider by the root of p F over t
    const ConfidenceRegion all(f, 0.95, Coverage::all_at_once);
    const double wider = std::sqrt(2.0 * f_quantile(0.95, 2.0, f.dof())) / t;
    BOOST_TEST(near(all.value(2030).upper - (mean + 13.0 * slope),
                    wider * (region.value(2030).upper - (mean + 13.0 * slope)), 1e-8));
}

BOOST_AUTO_TEST_CASE(a_function_that_is_a_parameter) {
    const auto f = fit(bent(), "logistic");
    const ConfidenceRegion region(f);
    for (std::size_t j = 0; j < 3; ++j) {
        const auto parameter = region.parameter(f.parameters[j].name);
        const auto function = region.function([&](std::span<const double> p) { return p[j]; });
        BOOST_TEST(near(parameter.lower, function.lower, 1e-8));
        BOOST_TEST(near(parameter.upper, function.upper, 1e-8));
        BOOST_TEST(parameter.closed());
    }
    // monotone functions of a parameter take its ends along
    const auto doubling =
        region.function([](std::span<const double> p) { return std::log(2.0) / p[1]; });
    const auto rate = region.parameter("r");
    BOOST_TEST(near(doubling.lower, std::log(2.0) / rate.upper, 1e-8));
    BOOST_TEST(near(doubling.upper, std::log(2.0) / rate.lower, 1e-8));
}

BOOST_AUTO_TEST_CASE(an_open_end_names_its_limit) {
    const auto f = fit(unbent(), "logistic");
    const ConfidenceRegion region(f);
    const auto ceiling = region.parameter("K");
    BOOST_TEST(!ceiling.closed());
    BOOST_TEST((ceiling.upper_limit == Limit::exponential));
    BOOST_TEST((ceiling.lower_limit == Limit::none));
    const auto years = region.function([](std::span<const double> p) {
        return p[2] + std::log(9.0) / p[1];  // 90 % of the ceiling
    });
    BOOST_TEST(years.upper == infinity);
    BOOST_TEST(std::isfinite(years.lower));
    BOOST_TEST(region.parameter("r").closed());
}

BOOST_AUTO_TEST_CASE(the_year_of_a_level) {
    const auto f = fit(bent(), "logistic");
    const ConfidenceRegion region(f);
    const auto year = region.year_of(60.0);
    BOOST_TEST(near(region.value(year.lower).upper, 60.0, 1e-6));
    BOOST_TEST(near(region.value(year.upper).lower, 60.0, 1e-6));
    // past years too, and levels that the curve may never reach
    const auto past = region.year_of(20.0);
    BOOST_TEST(past.lower > 2016.5);
    BOOST_TEST(past.upper < 2018.5);
    BOOST_TEST(region.year_of(70.0).upper == infinity);
    BOOST_TEST(std::isfinite(region.year_of(70.0).lower));
}

// The first phase is the earlier one: its ceiling's interval is not that of either phase.
BOOST_AUTO_TEST_CASE(phases_keep_their_order) {
    const std::array<double, 6> truth{50.0, 0.9, 2006.0, 50.0, 0.8, 2018.0};
    Random random(11, 0);
    std::vector<double> values;
    for (int year = 2000; year < 2026; ++year)
        values.push_back(BiLogistic{}(double(year), std::span<const double>(truth)) +
                         1.5 * random.normal());
    const auto f = fit(yearly(2000, values), "bilogistic");
    BOOST_REQUIRE(f.converged());
    const ConfidenceRegion region(f);
    const auto first = region.parameter("t1"), second = region.parameter("t2");
    BOOST_TEST(first.upper < second.lower);
    BOOST_TEST(first.lower < f.estimate("t1"));
    BOOST_TEST(first.upper > f.estimate("t1"));
    BOOST_TEST(region.parameter("K1").upper < 60.0);
    BOOST_TEST(region.parameter("r1").lower > 0.5);
}

// The smallest deviance of an exponential that passes through a mean, by golden section.
BOOST_AUTO_TEST_CASE(means_of_counts) {
    const std::vector<double> counts{2, 3, 6, 7, 8, 9, 10, 12, 15, 21, 30, 33};
    const auto f = fit(yearly(2010, counts), "exponential", {.error = ErrorModel::poisson});
    const auto ahead = forecast(f, {.horizon = 4});
    const auto deviance = [&](double rate, double mean, double year) {
        double sum = 0.0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double mu = mean * std::exp(rate * (2010.0 + static_cast<double>(i) - year));
            sum += 2.0 * (counts[i] * std::log(counts[i] / mu) - (counts[i] - mu));
        }
        return sum;
    };
    const auto least = [&](double mean, double year) {
        double low = -0.2, high = 1.0;
        for (int round = 0; round < 200; ++round) {
            const double a = low + (high - low) / 3.0, b = high - (high - low) / 3.0;
            (deviance(a, mean, year) < deviance(b, mean, year) ? high : low) =
                deviance(a, mean, year) < deviance(b, mean, year) ? b : a;
        }
        return deviance(low, mean, year);
    };
    const double z = normal_quantile(0.975);
    for (std::size_t h = 0; h < 4; ++h)
        for (const double end : {ahead.mean_lower[h], ahead.mean_upper[h]})
            BOOST_TEST(near(least(end, ahead.years[h]) - f.objective, z * z, 1e-7));
}

BOOST_AUTO_TEST_CASE(contains_its_estimate) {
    for (const auto& curve : shipped_curves())
        for (const auto error : {ErrorModel::gaussian, ErrorModel::huber, ErrorModel::lognormal}) {
            const auto f = fit(bent(), curve, {.error = error});
            if (!f.usable() || f.limit == Limit::step) continue;
            const auto ahead = forecast(f, {.horizon = 3, .method = IntervalMethod::profile});
            for (std::size_t h = 0; h < 3; ++h) {
                BOOST_TEST_CONTEXT(curve.name() << " " << name(error) << " " << h) {
                    if (!std::isfinite(ahead.mean[h])) continue;
                    BOOST_TEST(ahead.lower[h] <= ahead.mean_lower[h]);
                    BOOST_TEST(ahead.mean_lower[h] <= ahead.mean[h] * (1.0 + 1e-9));
                    BOOST_TEST(ahead.mean_upper[h] >= ahead.mean[h] * (1.0 - 1e-9));
                    BOOST_TEST(ahead.upper[h] >= ahead.mean_upper[h]);
                }
            }
        }
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto f = fit(bent(), "logistic");
    BOOST_CHECK_THROW(ConfidenceRegion(f, 1.0), InvalidArgument);
    const ConfidenceRegion region(f);
    BOOST_CHECK_THROW((void)region.parameter("L"), NotFound);
    BOOST_CHECK_THROW((void)region.total(2030, 2029), InvalidArgument);
    BOOST_CHECK_THROW((void)region.observation(2030, 0.0), InvalidArgument);
    const auto held = fit(bent(), "logistic", {.fixed = {{"K", 80.0}}});
    BOOST_CHECK_THROW((void)ConfidenceRegion(held).parameter("K"), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(a_shape_that_growth_does_not_tell_lies_within_its_range) {
    // all growth in one year: of nu, which lies in 0..20, the data say nothing
    std::vector<double> y(12, 0.0);
    y[4] = 1000.0;
    std::vector<int> years(12);
    std::iota(years.begin(), years.end(), 2000);
    for (const double noise : {0.0, 3.0}) {
        y[2] = noise;
        y[7] = -noise;
        const auto f = fit(TimeSeries{years, y}, "richards", {.on = FitOn::increments});
        BOOST_TEST(f.estimates[3] >= 0.0);
        BOOST_TEST(f.estimates[3] <= 20.0);
        for (const double level : {0.001, 0.5, 0.95})
            for (const auto method : {IntervalMethod::profile, IntervalMethod::wald}) {
                const auto nu = interval(f, "nu", method, level);
                BOOST_TEST(nu.lower >= 0.0);
                BOOST_TEST(nu.lower <= nu.estimate);
                BOOST_TEST(nu.estimate <= nu.upper);
                BOOST_TEST(nu.upper <= 20.0);
            }
    }
}

BOOST_AUTO_TEST_SUITE_END()
