#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/detail/bootstrap_runner.hpp>
#include <reeindex/fit/intervals.hpp>

using namespace reeindex;

namespace {

std::vector<int> years_from(int first, std::size_t count) {
    std::vector<int> out(count);
    std::iota(out.begin(), out.end(), first);
    return out;
}
TimeSeries bent() {
    const std::vector<double> y{4.1,  5.3,  5.9,  8.2,  9.4,  12.6, 14.1, 18.9,
                                21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2};
    return {years_from(2010, y.size()), y};
}
double deviation(const Bootstrap& draws, std::size_t j) {
    double mean = 0.0, squares = 0.0;
    const auto n = static_cast<double>(draws.estimates.size());
    for (const auto& p : draws.estimates) mean += p[j] / n;
    for (const auto& p : draws.estimates) squares += (p[j] - mean) * (p[j] - mean) / (n - 1.0);
    return std::sqrt(squares);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bootstrap_refits)

// The residual bootstrap of a regression has the covariance s^2 (X'X)^-1, because each residual is
// divided by the root of 1 - leverage; without that it would be smaller by sqrt(13/15) = 0.93.
BOOST_AUTO_TEST_CASE(reproduces_the_standard_errors_of_a_regression) {
    const auto f = fit(bent(), "linear");
    const auto draws = bootstrap(f, {.replicates = 20000, .seed = 11});
    BOOST_REQUIRE(draws.failed == 0);
    for (std::size_t j = 0; j < 2; ++j)
        BOOST_TEST(std::abs(deviation(draws, j) / f.standard_errors[j] - 1.0) < 0.035);
}

BOOST_AUTO_TEST_CASE(parametric_for_counts_and_lognormal) {
    const std::vector<double> counts{20, 31, 28, 44, 51, 60, 75, 88, 101, 130, 150, 171};
    const TimeSeries series(years_from(2010, counts.size()), counts);
    for (const auto error : {ErrorModel::poisson, ErrorModel::lognormal}) {
        const auto f = fit(series, "exponential", {.error = error});
        const auto draws = bootstrap(f, {.replicates = 4000, .seed = 5});
        BOOST_TEST(std::abs(deviation(draws, 1) / f.standard_errors[1] - 1.0) < 0.06);
    }
}

BOOST_AUTO_TEST_CASE(same_seed_same_result_and_streams_per_replicate) {
    const auto f = fit(bent(), "logistic");
    const auto few = bootstrap(f, {.replicates = 50, .seed = 3});
    const auto many = bootstrap(f, {.replicates = 120, .seed = 3});
    for (std::size_t k = 0; k < few.estimates.size(); ++k)
        BOOST_TEST(few.estimates[k] == many.estimates[k], boost::test_tools::per_element());
    BOOST_TEST(bootstrap(f, {.replicates = 50, .seed = 4}).estimates[0][0] != few.estimates[0][0]);
}

// What the kernels of batches find is what the engine finds, series by series.
BOOST_AUTO_TEST_CASE(kernels_and_engine_agree) {
    const std::vector<double> open{110, 123, 130, 126, 132, 170, 210, 240, 280, 300, 350, 390};
    const std::vector<double> weights{1, 2, 1, 1, 3, 1, 1, 1, 2, 1, 1, 1};
    const BootstrapOptions options{.replicates = 400, .seed = 3};
    const auto compare = [&](const FitResult& f) {
        BOOST_TEST_CONTEXT(f.curve << ", " << f.data.y.size() << " points") {
            const auto draws = bootstrap(f, options);
            BOOST_REQUIRE(draws.failed == 0);
            detail::BootstrapRunner runner(f);
            int worse = 0;
            for (int k = 0; k < options.replicates; ++k) {
                auto random = detail::BootstrapRunner::stream(options, k);
                const auto alone = runner.run(random);
                const auto at = static_cast<std::size_t>(k);
                if (runner.closure().limit(alone.member) != draws.limits[at]) {
                    ++worse;  // a start beside the optimum of the fit need not lead to the best
                    continue;
                }
                const auto expected = runner.estimates(alone);
                // the further away a ceiling, the less sharp its optimum
                const bool near = !(expected[0] > 10.0 * f.data.y.back());
                const auto tolerance = boost::test_tools::tolerance(near ? 1e-6 : 1e-4);
                for (std::size_t j = 0; j < expected.size(); ++j)
                    if (std::isfinite(expected[j]))
                        BOOST_TEST(draws.estimates[at][j] == expected[j], tolerance);
                    else
                        BOOST_TEST(draws.estimates[at][j] == expected[j]);
            }
            BOOST_TEST(worse <= options.replicates / 100);
        }
    };
    for (const auto* const curve : {"linear", "exponential", "logistic", "gompertz"}) {
        compare(fit(bent(), curve));
        const TimeSeries series(years_from(2013, open.size()), open);
        compare(fit(series, curve));
        compare(fit(sample_of(series, {.weights = weights}), curve_by_name(curve)));
        compare(fit(series, curve, {.error = ErrorModel::huber}));
    }
}

BOOST_AUTO_TEST_CASE(interval_by_percentiles) {
    const auto f = fit(bent(), "logistic");
    const auto narrow = interval(f, "K", IntervalMethod::bootstrap, 0.8);
    const auto wide = interval(f, "K", IntervalMethod::bootstrap, 0.95);
    const auto along = interval(f, "K", IntervalMethod::profile, 0.95);
    BOOST_TEST(wide.lower < narrow.lower);
    BOOST_TEST(wide.upper > narrow.upper);
    BOOST_TEST(narrow.lower < f.estimate("K"));
    BOOST_TEST(narrow.upper > f.estimate("K"));
    // the data identify the ceiling: both methods agree roughly
    BOOST_TEST(std::abs(wide.upper - along.upper) < 0.35 * (along.upper - along.estimate));
    BOOST_TEST(std::abs(wide.lower - along.lower) < 0.35 * (along.estimate - along.lower));
}

BOOST_AUTO_TEST_CASE(replicates_on_a_limit_have_no_ceiling) {
    const std::vector<double> y{110, 123, 130, 126, 132, 170, 210, 240, 280, 300, 350, 390};
    const auto f = fit(TimeSeries(years_from(2013, y.size()), y), "logistic");
    const auto draws = bootstrap(f, {.replicates = 200});
    std::size_t open = 0;
    for (std::size_t k = 0; k < draws.estimates.size(); ++k) {
        BOOST_TEST(!std::isnan(draws.estimates[k][0]));
        const bool at_limit = draws.limits[k] == Limit::exponential;
        if (at_limit) BOOST_TEST(draws.estimates[k][0] == infinity);
        open += at_limit ? 1 : 0;
    }
    BOOST_TEST(open > 40U);
    BOOST_TEST(open < 160U);
    BOOST_TEST(interval(f, "K", IntervalMethod::bootstrap, 0.95, {.replicates = 199}).upper ==
               infinity);
}

BOOST_AUTO_TEST_CASE(misuse) {
    const auto f = fit(bent(), "logistic");
    BOOST_CHECK_THROW((void)bootstrap(f, {.replicates = 10}), InvalidArgument);
    // 99 % needs more than 39 replicates
    BOOST_CHECK_THROW((void)interval(f, "K", IntervalMethod::bootstrap, 0.99, {.replicates = 100}),
                      InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
