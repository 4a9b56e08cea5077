// A fit is the best one: also where the valley is narrow, where it lies on a bound of a parameter,
// and where robust errors have nothing to weigh down.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <reeindex/batch/batch_curve.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(one_optimum)

BOOST_AUTO_TEST_CASE(single_and_batch_agree_in_a_narrow_valley) {
    const std::vector<double> years{2000, 2001, 2002, 2003, 2005, 2006, 2007};
    const std::vector<double> values{.0002271, .0011539, .0056623, .0288388,
                                     .1572666, .3146573, .3864326};
    const auto single = fit_xy(years, values, curve_by_name("gompertz"), {});
    const auto batch = fit_batch(
        {.values = MatrixView(values.data(), 1, 7), .years = MatrixView(years.data(), 1, 7)},
        "gompertz");
    // the least sum of squares of a dense grid of starts
    BOOST_TEST(std::abs(single.sse - 0.00086478998) < 1e-10);
    BOOST_TEST(std::abs(single.sse - batch.sse[0]) <= 1e-9 * single.sse);
}

/// Growth at a constant rate that ends at once: the sharpest bend that Richards' curve has is on
/// the bound of nu.
BOOST_AUTO_TEST_CASE(optimum_on_the_bound_of_a_parameter) {
    for (const double rate : {0.06, 0.09}) {
        std::vector<double> x, y;
        for (int i = 0; i < 50; ++i) {
            x.push_back(1970.0 + i);
            y.push_back(std::min(std::exp(rate * i), std::exp(rate * 45.5)) *
                        (1.0 + 0.02 * std::sin(7.0 * i)));
        }
        const auto curve = curve_by_name("richards");
        const auto fitted = fit_xy(x, y, curve, {});
        FitOptions on_bound;
        on_bound.fixed = {{"nu", 20.0}};
        BOOST_TEST(fitted.sse <= fit_xy(x, y, curve, on_bound).sse * (1.0 + 1e-6));
    }
}

BOOST_AUTO_TEST_CASE(robust_errors_on_data_without_scatter) {
    for (const auto error : {ErrorModel::huber, ErrorModel::tukey, ErrorModel::student_t}) {
        FitOptions options;
        options.error = error;
        std::vector<double> x, doubling, bending;
        for (int i = 0; i < 8; ++i) {
            x.push_back(i);
            doubling.push_back(std::pow(2.0, i));
            bending.push_back(10.0 / (1.0 + std::exp(3.5 - i)));
        }
        const auto first = fit_xy(x, doubling, curve_by_name("exponential"), options);
        const auto second = fit_xy(x, bending, curve_by_name("logistic"), options);
        BOOST_TEST_CONTEXT(name(error)) {
            BOOST_TEST(name(first.status) == "converged");
            BOOST_TEST(std::abs(first.estimates[1] - std::log(2.0)) < 1e-9);
            BOOST_TEST(name(second.status) == "converged");
            BOOST_TEST(std::abs(second.estimates[0] - 10.0) < 1e-8);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
