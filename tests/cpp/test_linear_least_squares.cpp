// Linear regression: NIST's certified values, properties, bad input.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <reeindex/curves/polynomial.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/solve/linear_least_squares.hpp>

#include "nist_problems.hpp"

using namespace reeindex;

namespace {
std::vector<double> design_of(const nist::Problem& problem) {
    const std::size_t n = problem.n_obs, p = problem.parameters.size();
    std::vector<double> out;
    if (problem.predictors > 1) {
        out.assign(n, 1.0);
        for (std::size_t c = 0; c < problem.predictors; ++c)
            for (std::size_t i = 0; i < n; ++i)
                out.push_back(problem.x[i * problem.predictors + c]);
        return out;
    }
    const std::size_t first = problem.parameters.front().name == "B1" ? 1 : 0;
    for (std::size_t j = 0; j < p; ++j)
        for (std::size_t i = 0; i < n; ++i)
            out.push_back(std::pow(problem.x[i], static_cast<double>(j + first)));
    return out;
}
void check_digits(const nist::Problem& problem, const std::vector<double>& values,
                  const std::vector<double>& errors, double sse, double least) {
    for (std::size_t j = 0; j < values.size(); ++j) {
        const auto& certified = problem.parameters[j];
        BOOST_TEST_CONTEXT(problem.name << " " << certified.name) {
            BOOST_TEST(nist::digits(values[j], certified.value) >= least);
            BOOST_TEST(nist::digits(errors[j], certified.standard_error) >= least);
        }
    }
    BOOST_TEST_CONTEXT(problem.name) { BOOST_TEST(nist::digits(sse, problem.rss) >= least); }
}
}  // namespace

BOOST_AUTO_TEST_SUITE(linear_least_squares_suite)

BOOST_AUTO_TEST_CASE(nist_problems_from_their_design_matrix) {
    for (const auto& problem : nist::problems(true)) {
        const auto fit = linear_least_squares(design_of(problem), problem.y);
        // the powers of Filip's x, rounded to double, do not hold more
        const double least = problem.name == "Filip" ? 7.0 : 13.0;
        check_digits(problem, fit.coefficients, fit.standard_errors, fit.sse, least);
    }
}

BOOST_AUTO_TEST_CASE(nist_polynomials_to_thirteen_digits) {
    int count = 0;
    for (const auto& problem : nist::problems(true)) {
        if (problem.predictors > 1 || problem.parameters.front().name != "B0") continue;
        const int degree = static_cast<int>(problem.parameters.size()) - 1;
        const auto fit = fit_xy(problem.x, problem.y, polynomial(degree, 0.0));
        BOOST_TEST(fit.converged());
        check_digits(problem, fit.estimates, fit.standard_errors, fit.sse, 13.0);
        ++count;
    }
    BOOST_TEST(count == 8);
}

BOOST_AUTO_TEST_CASE(weights_act_like_repeated_observations) {
    const std::vector<double> ones{1, 1, 1, 1, 1, 2, 4, 7, 8, 11};
    const std::vector<double> y{3.1, 4.9, 9.2, 13.0, 18.7};
    const auto weighted =
        linear_least_squares(ones, y, std::vector<double>{1.0, 2.0, 1.0, 3.0, 1.0});
    const std::vector<double> repeated{1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 4, 7, 8, 8, 8, 11};
    const std::vector<double> more{3.1, 4.9, 4.9, 9.2, 13.0, 13.0, 13.0, 18.7};
    const auto full = linear_least_squares(repeated, more);
    for (std::size_t j = 0; j < 2; ++j)
        BOOST_TEST(weighted.coefficients[j] == full.coefficients[j],
                   boost::test_tools::tolerance(1e-14));
    BOOST_TEST(weighted.sse == full.sse, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(bad_input_is_refused) {
    const std::vector<double> y{1, 2, 3, 5};
    const std::vector<double> line{1, 1, 1, 1, 1, 2, 3, 4};
    BOOST_CHECK_THROW((void)linear_least_squares({}, y), InvalidArgument);
    BOOST_CHECK_THROW((void)linear_least_squares(line, std::vector<double>{1, 2}), InvalidArgument);
    BOOST_CHECK_THROW((void)linear_least_squares(line, y, std::vector<double>{1.0}),
                      InvalidArgument);
    const std::vector<double> twice{1, 1, 1, 1, 2, 2, 2, 2};
    BOOST_CHECK_THROW((void)linear_least_squares(twice, y), InvalidArgument);
    const std::vector<double> bad{1, 2, std::numeric_limits<double>::quiet_NaN(), 5};
    BOOST_CHECK_THROW((void)linear_least_squares(line, bad), InvalidArgument);
    BOOST_CHECK_THROW((void)polynomial(-1), InvalidArgument);
    BOOST_CHECK_THROW((void)polynomial(31), InvalidArgument);
    BOOST_CHECK_THROW((void)polynomial(2, infinity), InvalidArgument);
}

BOOST_AUTO_TEST_SUITE_END()
