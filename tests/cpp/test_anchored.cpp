#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/forecast/forecast_method.hpp>

using namespace reeindex;

namespace {

TimeSeries series_of(const std::vector<double>& y, int first = 2010) {
    std::vector<int> years(y.size());
    std::iota(years.begin(), years.end(), first);
    return {years, y};
}
const std::vector<double> bent{4.1,  5.3,  5.9,  8.2,  9.4,  12.6, 14.1, 18.9,
                               21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2};
bool near(double a, double b, double tolerance = 1e-10) {
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

/// A line and errors that follow phi.
std::vector<double> line_with_errors(std::uint64_t stream, double phi, std::size_t count) {
    Random random(11, stream);
    std::vector<double> out;
    double e = random.normal() / std::sqrt(1.0 - phi * phi);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(100.0 + 3.0 * static_cast<double>(i) + e);
        e = phi * e + random.normal();
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(anchored_forecasts)

// NumPy 2, dense matrices and generalised least squares by the book, over the same grid of phi.
BOOST_AUTO_TEST_CASE(linear_against_dense_matrices) {
    const auto made =
        forecast(fit(series_of(bent), "linear"), {.years = {2025, 2026, 2029}, .anchored = true});
    const double mean[]{49.256338674648816, 52.324576299445305, 61.58040997411084};
    const double error[]{1.703301602825502, 2.489988576229837, 4.28543080757917};
    const double narrow[]{0.580876988607815, 1.138131240103303, 2.727340077956736};
    const double t = student_t_quantile(0.975, 13.0);
    for (std::size_t h = 0; h < 3; ++h) {
        BOOST_TEST(near(made.mean[h], mean[h]));
        BOOST_TEST(near(made.upper[h] - made.mean[h], t * error[h], 1e-9));
        BOOST_TEST(near(made.mean[h] - made.lower[h], t * error[h], 1e-9));
        BOOST_TEST(near(made.mean_upper[h] - made.mean[h], t * narrow[h], 1e-9));
    }
    BOOST_TEST(made.message.find("anchored at 2024") != std::string::npos);
    BOOST_TEST(made.message.find("fades by the factor 0.95 a year") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lognormal_against_dense_matrices) {
    const auto made =
        forecast(fit(series_of(bent), "exponential", {.error = ErrorModel::lognormal}),
                 {.years = {2025, 2026, 2029}, .anchored = true});
    const double mean[]{4.025040990814184, 4.21467826811238, 4.775863257735223};
    const double error[]{0.092737614578811, 0.135147802859924, 0.229634172416301};
    const double t = student_t_quantile(0.975, 13.0);
    for (std::size_t h = 0; h < 3; ++h) {
        BOOST_TEST(near(std::log(made.mean[h]), mean[h], 1e-8));
        BOOST_TEST(near(std::log(made.upper[h] / made.mean[h]), t * error[h], 1e-6));
        BOOST_TEST(near(std::log(made.mean[h] / made.lower[h]), t * error[h], 1e-6));
    }
}

BOOST_AUTO_TEST_CASE(it_starts_where_the_data_end) {
    const auto fitted = fit(series_of(bent), "linear");
    const auto plain = forecast(fitted), anchored = forecast(fitted, {.anchored = true});
    const double slope = fitted.estimate("slope");
    const double there = bent.back() + slope;
    BOOST_TEST(std::abs(anchored.mean[0] - there) < 0.2 * std::abs(plain.mean[0] - there));
    for (std::size_t h = 1; h < 5; ++h)
        BOOST_TEST(anchored.upper[h] - anchored.lower[h] >
                   anchored.upper[h - 1] - anchored.lower[h - 1]);
    BOOST_TEST(anchored.mean_lower[4] > anchored.lower[4]);
}

BOOST_AUTO_TEST_CASE(exact_data_have_no_width) {
    const auto made = forecast(fit(series_of({1, 3, 5, 7, 9, 11}), "linear"), {.anchored = true});
    for (std::size_t h = 0; h < 5; ++h) {
        BOOST_TEST(near(made.mean[h], 13.0 + 2.0 * static_cast<double>(h), 1e-12));
        BOOST_TEST(made.lower[h] == made.mean[h]);
        BOOST_TEST(made.upper[h] == made.mean[h]);
    }
}

BOOST_AUTO_TEST_CASE(units_years_and_weights) {
    const auto base = forecast(fit(series_of(bent), "logistic"), {.anchored = true});
    for (const double unit : {0x1p-40, 0x1p30}) {
        auto y = bent;
        for (auto& value : y) value *= unit;
        const auto made = forecast(fit(series_of(y), "logistic"), {.anchored = true});
        for (std::size_t h = 0; h < 5; ++h) {
            BOOST_TEST(near(made.mean[h], unit * base.mean[h], 1e-9));
            BOOST_TEST(near(made.upper[h], unit * base.upper[h], 1e-9));
        }
    }
    const auto moved = forecast(fit(series_of(bent, 1910), "logistic"), {.anchored = true});
    const auto weighed =
        forecast(fit(sample_of(series_of(bent), {.weights = std::vector<double>(bent.size(), 4.0)}),
                     Logistic{}),
                 {.anchored = true});
    for (std::size_t h = 0; h < 5; ++h) {
        BOOST_TEST(near(moved.upper[h], base.upper[h], 1e-8));
        BOOST_TEST(near(weighed.upper[h], base.upper[h], 1e-9));
    }
}

// A missing year: its neighbours are two years apart.
BOOST_AUTO_TEST_CASE(gaps) {
    std::vector<int> years;
    std::vector<double> y;
    for (int i = 0; i < 15; ++i)
        if (i != 6 && i != 12) {
            years.push_back(2010 + i);
            y.push_back(bent[static_cast<std::size_t>(i)]);
        }
    const auto made = forecast(fit(TimeSeries(years, y), "linear"), {.anchored = true});
    for (std::size_t h = 0; h < 5; ++h) {
        BOOST_TEST(made.lower[h] < made.mean[h]);
        BOOST_TEST(std::isfinite(made.upper[h]));
    }
}

// What is still incomplete is no place to anchor at.
BOOST_AUTO_TEST_CASE(incomplete_years_are_left_out) {
    auto y = bent;
    y.back() *= 0.5;
    std::vector<double> completeness(y.size(), 1.0);
    completeness.back() = 0.5;
    const auto made = forecast(
        fit(sample_of(series_of(y), {.completeness = completeness}), Linear{}), {.anchored = true});
    BOOST_TEST(made.message.find("anchored at 2023") != std::string::npos);
    const auto whole = forecast(fit(series_of(bent), "linear"), {.anchored = true});
    BOOST_TEST(near(made.mean[0], whole.mean[0], 0.02));
}

// Nominal 95 %, 600 series of 20 years each: the standard error is 0.9 points.
BOOST_AUTO_TEST_CASE(coverage_under_autocorrelated_errors) {
    for (const double phi : {0.0, 0.6, 0.9}) {
        int inside = 0, plain_inside = 0;
        for (std::uint64_t k = 0; k < 600; ++k) {
            auto y = line_with_errors(k, phi, 25);
            const double came = y.back();
            y.resize(20);
            const auto fitted = fit(series_of(y), "linear");
            const ForecastOptions at{.years = {2034}};
            auto anchored = at;
            anchored.anchored = true;
            const auto a = forecast(fitted, anchored), b = forecast(fitted, at);
            inside += a.lower[0] <= came && came <= a.upper[0] ? 1 : 0;
            plain_inside += b.lower[0] <= came && came <= b.upper[0] ? 1 : 0;
        }
        BOOST_TEST_MESSAGE("phi " << phi << ": " << inside / 6.0 << " % anchored, "
                                  << plain_inside / 6.0 << " % not");
        BOOST_TEST(inside >= 600 * 0.90);
        if (phi == 0.9) BOOST_TEST(plain_inside < 600 * 0.75);
    }
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto line = fit(series_of(bent), "linear");
    BOOST_CHECK_THROW((void)forecast(line, {.years = {2024, 2025}, .anchored = true}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)forecast(line, {.anchored = true, .method = IntervalMethod::bootstrap}),
                      InvalidArgument);
    BOOST_CHECK_THROW((void)forecast(line, {.anchored = true, .weight = -1.0}), InvalidArgument);
    BOOST_CHECK_THROW((void)forecast(line, {.until = 2024}), InvalidArgument);
    BOOST_CHECK_THROW((void)forecast(line, {.years = {2030}, .until = 2030}), InvalidArgument);
    BOOST_TEST(forecast(line, {.until = 2027}).years == (std::vector<int>{2025, 2026, 2027}));
    const auto robust = fit(series_of(bent), "linear", {.error = ErrorModel::huber});
    BOOST_CHECK_THROW((void)forecast(robust, {.anchored = true}), InvalidArgument);
    const auto jump = fit(series_of({10, 10.1, 9.9, 10, 20, 20.1, 19.9, 20}), "logistic_floor");
    BOOST_REQUIRE(jump.limit == Limit::step);
    BOOST_CHECK_THROW((void)forecast(jump, {.anchored = true}), InvalidArgument);
}

BOOST_AUTO_TEST_CASE(as_a_method) {
    const auto method = forecast_method("linear anchored");
    BOOST_TEST(method.name == "linear anchored");
    const auto fitted = fit(series_of(bent), "linear");
    const auto made = method.forecast({.known = fitted.data, .years = {2025, 2026}, .level = 0.8});
    const auto same = forecast(fitted, {.horizon = 2, .anchored = true, .level = 0.8});
    BOOST_TEST(made.mean == same.mean);
    BOOST_TEST(made.upper == same.upper);
    // a jump is a failure of the forecast, an error model that cannot be anchored is misuse
    const auto jump = series_of({10, 10.1, 9.9, 10, 20, 20.1, 19.9, 20});
    const auto data = fit(jump, "logistic_floor").data;
    BOOST_CHECK_THROW((void)forecast_method("logistic_floor anchored")
                          .forecast({.known = data, .years = {2018}, .level = 0.9}),
                      ForecastFailure);
    const auto counts = forecast_method("linear anchored", {.fit = {.error = ErrorModel::huber}});
    BOOST_CHECK_THROW((void)counts.forecast({.known = data, .years = {2018}, .level = 0.9}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
