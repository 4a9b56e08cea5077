#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/fit/intervals.hpp>

using namespace reeindex;

namespace {

/// Michaelis-Menten, as a user would write it.
struct Saturation {
    static constexpr std::string_view name = "saturation";
    static constexpr std::array<Parameter, 2> parameters{
        {{.name = "V", .lower = 0.0, .linear = true}, {.name = "K", .lower = 0.0}}};
    template <class T>
    T operator()(double x, std::span<const T> p) const {
        return p[0] * x / (p[1] + x);
    }
    StartGrid starts(const Axis& axis) const {
        return {geometric(axis.last / 1000.0, axis.last * 10.0, 40)};
    }
};

std::vector<int> years_from(int first, std::size_t count) {
    std::vector<int> out(count);
    std::iota(out.begin(), out.end(), first);
    return out;
}

/// Growth that does not bend: a logistic fit has no finite ceiling.
TimeSeries unbent() {
    const std::vector<double> y{110, 123, 130, 126, 132, 170, 210, 240, 280, 300, 350, 390};
    return {years_from(2013, y.size()), y};
}
TimeSeries bent() {
    const std::vector<double> y{4.1,  5.3,  5.9,  8.2,  9.4,  12.6, 14.1, 18.9,
                                21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2};
    return {years_from(2010, y.size()), y};
}

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_intervals)

// Bates and Watts (1988), treated puromycin. The bounds are those of an independent computation
// with SciPy 1.17 (bounded scalar minimisation, brentq).
BOOST_AUTO_TEST_CASE(puromycin) {
    const std::vector<double> conc{.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1};
    const std::vector<double> rate{76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200};
    const auto f = fit_xy(conc, rate, Saturation{});
    BOOST_REQUIRE(f.converged());
    const auto k = interval(f, "K", IntervalMethod::profile);
    BOOST_TEST(near(k.lower, 0.04692034203517, 1e-7));
    BOOST_TEST(near(k.upper, 0.08615691342714, 1e-7));
    const auto v = interval(f, "V", IntervalMethod::profile);
    BOOST_TEST(near(v.lower, 197.3019329003, 1e-7));
    BOOST_TEST(near(v.upper, 229.2890550551, 1e-7));
    BOOST_TEST((v.method == IntervalMethod::profile));
    BOOST_TEST(!v.open());
}

BOOST_AUTO_TEST_CASE(logistic_ceiling_closed) {
    const auto f = fit(bent(), "logistic");
    const auto k = interval(f, "K");
    BOOST_TEST((k.method == IntervalMethod::profile));
    BOOST_TEST(near(k.lower, 60.36471175911601, 1e-7));
    BOOST_TEST(near(k.upper, 75.16297314824368, 1e-7));
    // the Wald interval is symmetric, the profile leans upwards
    const auto wald = interval(f, "K", IntervalMethod::wald);
    BOOST_TEST(near(wald.upper - wald.estimate, wald.estimate - wald.lower, 1e-12));
    BOOST_TEST(k.upper - k.estimate > k.estimate - k.lower);
}

BOOST_AUTO_TEST_CASE(open_end_of_a_degenerate_fit) {
    const auto f = fit(unbent(), "logistic");
    BOOST_REQUIRE((f.status == FitStatus::degenerate));
    const auto k = interval(f, "K");
    BOOST_TEST(std::isinf(k.estimate));
    BOOST_TEST(near(k.lower, 723.8840494878903, 1e-6));  // SciPy
    BOOST_TEST(k.upper == infinity);
    BOOST_TEST(k.open());
    BOOST_TEST(k.message.find("open above") != std::string::npos);
    const auto t0 = interval(f, "t0");
    BOOST_TEST(std::isfinite(t0.lower));
    BOOST_TEST(t0.upper == infinity);
    const auto wald = interval(f, "K", IntervalMethod::wald);
    BOOST_TEST(wald.lower == 0.0);
    BOOST_TEST(wald.upper == infinity);
    // at the bounds the profile has the threshold's value, far above it the limit's
    const std::vector<double> at{k.lower, 1e7};
    const auto s = profile(f, "K", at);
    const double t = student_t_quantile(0.975, 9.0);
    BOOST_TEST(near(s[0], f.objective * (1.0 + t * t / 9.0), 1e-6));
    BOOST_TEST(near(s[1], f.objective, 1e-3));
}

BOOST_AUTO_TEST_CASE(poisson_deviance) {
    const std::vector<double> counts{2, 3, 6, 7, 8, 9, 10, 12, 15, 21, 30, 33};
    const TimeSeries series(years_from(2010, counts.size()), counts);
    const auto f = fit(series, "exponential", {.error = ErrorModel::poisson});
    const auto rate = interval(f, "rate");
    BOOST_TEST(near(rate.lower, 0.17000449834992, 1e-7));  // SciPy, chi-squared quantile
    BOOST_TEST(near(rate.upper, 0.27712283512330, 1e-7));
}

BOOST_AUTO_TEST_CASE(linear_curves_are_exact) {
    const auto f = fit(bent(), "linear");
    for (const auto* key : {"intercept", "slope"}) {
        const auto wald = interval(f, key);
        BOOST_TEST((wald.method == IntervalMethod::wald));
        const auto along = interval(f, key, IntervalMethod::profile);
        BOOST_TEST(near(wald.lower, along.lower, 1e-7));
        BOOST_TEST(near(wald.upper, along.upper, 1e-7));
        const double half = student_t_quantile(0.975, 13.0) * f.standard_error(key);
        BOOST_TEST(near(wald.upper - wald.estimate, half, 1e-12));
    }
}

BOOST_AUTO_TEST_CASE(contains_the_estimate_and_widens_with_the_level) {
    for (const auto error : {ErrorModel::gaussian, ErrorModel::lognormal, ErrorModel::huber,
                             ErrorModel::tukey, ErrorModel::student_t}) {
        const auto f = fit(bent(), "logistic", {.error = error});
        BOOST_REQUIRE(f.converged());
        for (const auto* key : {"K", "r", "t0"}) {
            double lower = f.estimate(key), upper = lower;
            for (const double level : {0.5, 0.8, 0.95, 0.99}) {
                const auto one = interval(f, key, IntervalMethod::profile, level);
                BOOST_TEST(one.lower < lower);
                BOOST_TEST(one.upper > upper);
                lower = one.lower;
                upper = one.upper;
            }
        }
    }
}

// A limit with a finite value lies inside the interval, not at its end.
BOOST_AUTO_TEST_CASE(finite_limits_do_not_cut_the_interval) {
    struct Example {
        const char *curve, *parameter;
        int first;
        std::vector<double> values;
    };
    const std::vector<double> jump{2, 2.2, 1.9, 2.1, 8.4, 9.3, 9.1, 8.8, 9.4};
    const std::array<Example, 5> examples{{
        {"logistic", "K", 2013, {140, 130, 130, 120, 120, 120, 120, 120, 120, 130, 110, 90}},
        {"logistic_floor", "K", 2016, jump},
        {"logistic_floor", "floor", 2016, jump},
        {"logistic",
         "K",
         2012,
         {10.16, 14.89, 20.22, 26, 28.67, 29.59, 28.26, 25.85, 19.39, 16.68, 9.75, 7.1, 6.12}},
        {"exponential", "level", 2015, {2.55, 3.48, 12.72, 23.95, 28.37, 16.94, 4.28, .91}},
    }};
    for (const auto& one : examples) {
        const auto f =
            fit(TimeSeries(years_from(one.first, one.values.size()), one.values), one.curve);
        double lower = f.estimate(one.parameter), upper = lower;
        for (const double level : {0.5, 0.8, 0.9, 0.95, 0.99}) {
            BOOST_TEST_CONTEXT(one.curve << " " << one.parameter << " " << level) {
                const auto now = interval(f, one.parameter, IntervalMethod::profile, level);
                BOOST_TEST(now.lower < lower);
                BOOST_TEST(now.upper >= upper);
                BOOST_TEST((now.upper > upper || std::isinf(upper)));
                lower = now.lower;
                upper = now.upper;
            }
        }
    }
    // 19 and 20.5 have sums of squares of 509.8 and 433.6, below the threshold of 581.6 (SciPy)
    const auto& peak = examples[3];
    const auto f =
        fit(TimeSeries(years_from(peak.first, peak.values.size()), peak.values), "logistic");
    BOOST_TEST(interval(f, "K").lower < 19.0);
}

// Where the change is sharp the step is one of the limits.
BOOST_AUTO_TEST_CASE(coverage_of_a_ceiling_after_a_sharp_rise) {
    Random random(5);
    int covered = 0;
    constexpr int count = 200;
    for (int k = 0; k < count; ++k) {
        std::vector<double> values;
        for (int i = 0; i < 12; ++i)
            values.push_back(9.0 / (1.0 + std::exp(-6.0 * (i - 5.7))) + 0.3 * random.normal());
        const auto f = fit(TimeSeries(years_from(2013, values.size()), values), "logistic");
        const auto ends = interval(f, "K");
        covered += ends.lower <= 9.0 && 9.0 <= ends.upper ? 1 : 0;
    }
    BOOST_TEST(covered >= 0.91 * count);
    BOOST_TEST(covered <= 0.99 * count);
}

BOOST_AUTO_TEST_CASE(same_in_other_units) {
    const auto plain = fit(bent(), "logistic");
    std::vector<double> scaled;
    for (std::size_t i = 0; i < bent().size(); ++i) scaled.push_back(*bent().value(i) * 1e-6);
    const auto small = fit(TimeSeries(years_from(2010, scaled.size()), scaled), "logistic");
    const auto a = interval(plain, "K"), b = interval(small, "K");
    BOOST_TEST(near(a.lower * 1e-6, b.lower, 1e-7));
    BOOST_TEST(near(a.upper * 1e-6, b.upper, 1e-7));
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto f = fit(bent(), "logistic");
    BOOST_CHECK_THROW((void)interval(f, "L"), NotFound);
    BOOST_CHECK_THROW((void)interval(f, "K", IntervalMethod::profile, 1.0), InvalidArgument);
    BOOST_CHECK_THROW((void)interval(f, "K", IntervalMethod::profile, 0.0), InvalidArgument);
    BOOST_CHECK_THROW(
        (void)interval(f, "K", IntervalMethod::profile, std::numeric_limits<double>::quiet_NaN()),
        InvalidArgument);
    const auto held = fit(bent(), "logistic", {.fixed = {{"K", 70.0}}});
    BOOST_CHECK_THROW((void)interval(held, "K"), InvalidArgument);
    BOOST_TEST(interval(held, "r").lower < held.estimate("r"));
    const std::vector<double> below{-1.0};
    BOOST_CHECK_THROW((void)profile(f, "K", below), InvalidArgument);
    const std::vector<int> two{2010, 2011};
    const std::vector<double> values{1.0, 2.0};
    const auto none = fit(TimeSeries(two, values), "logistic");
    BOOST_CHECK_THROW((void)interval(none, "K"), InvalidArgument);
    BOOST_CHECK_THROW((void)parse_interval_method("bayes"), NotFound);
    BOOST_TEST((parse_interval_method("delta") == IntervalMethod::wald));
    for (const auto* text : {"automatic", "wald", "profile", "bootstrap"})
        BOOST_TEST(name(parse_interval_method(text)) == text);
}

// Found by fuzzing: the rate of a step is infinite, and its interval ended at 32.
BOOST_AUTO_TEST_CASE(an_estimate_without_bound_is_of_its_interval) {
    const std::vector<double> values = {5.00, 9.28, 10.67, 1.35, 2.93, 0.99, 6.44, 11.44,
                                        7.79, 4.95, 7.25,  6.80, 3.78, 9.91, 8.92};
    std::vector<int> years(values.size());
    std::iota(years.begin(), years.end(), 1995);
    for (const auto error : {ErrorModel::gaussian, ErrorModel::lognormal})
        for (const char* const curve : {"logistic", "logistic_floor"}) {
            const auto f = fit(TimeSeries{years, values}, curve, {.error = error});
            if (!f.usable()) continue;
            for (const auto& parameter : f.parameters)
                for (const double level : {0.1, 0.284, 0.95}) {
                    const auto one = interval(f, parameter.name, IntervalMethod::profile, level);
                    BOOST_TEST_CONTEXT(curve << ", " << parameter.name << ", " << level) {
                        BOOST_TEST(one.lower <= one.estimate);
                        BOOST_TEST(one.estimate <= one.upper);
                    }
                }
        }
}

BOOST_AUTO_TEST_SUITE_END()
