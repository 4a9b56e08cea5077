// NIST's nonlinear regression problems as user-defined curves, from both start points, with default
// options: in extended precision, and in double only as a Python function would be.
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <reeindex/fit/fit.hpp>

#include "nist_problems.hpp"

using namespace reeindex;

BOOST_AUTO_TEST_SUITE(nist_suite)

BOOST_AUTO_TEST_CASE(nonlinear_problems_to_nine_digits) {
    auto all = nist::problems(false);
    BOOST_TEST(all.size() == 27U);
    for (auto& problem : all) {
        if (problem.name == "Nelson")
            for (auto& y : problem.y) y = std::log(y);
        for (const int which : {1, 2})
            for (const bool double_only : {false, true}) {
                AnyCurve curve = nist::curve(problem, which);
                if (double_only) curve = AnyCurve(std::make_shared<nist::DoubleOnly>(curve));
                const auto fit = fit_xy(problem.x, problem.y, curve);
                BOOST_TEST_CONTEXT(problem.name << ", start " << which
                                                << (double_only ? ", double only" : "")) {
                    BOOST_REQUIRE(fit.converged());
                    // Lanczos1's residuals are 1e-13 of its values: as doubles, the data hold three
                    // digits of them
                    const double least = problem.name == "Lanczos1" ? 2.0 : 9.0;
                    for (std::size_t j = 0; j < fit.estimates.size(); ++j) {
                        const auto& certified = problem.parameters[j];
                        BOOST_TEST_CONTEXT(certified.name) {
                            BOOST_TEST(nist::digits(fit.estimates[j], certified.value) >= 9.0);
                            BOOST_TEST(nist::digits(fit.standard_errors[j],
                                                    certified.standard_error) >= least);
                        }
                    }
                    BOOST_TEST(nist::digits(fit.sse, problem.rss) >= least);
                }
            }
    }
}

BOOST_AUTO_TEST_CASE(a_user_curve_that_is_linear_is_a_regression) {
    const auto curve = nist::model<2>([](auto x, auto b) { return b[0] + b[1] * x[0]; },
                                      std::vector<double>{1.0, 1.0});
    for (const auto& problem : nist::problems(true)) {
        if (problem.name != "Norris") continue;
        const auto fit = fit_xy(problem.x, problem.y, curve);
        for (std::size_t j = 0; j < 2; ++j)
            BOOST_TEST(nist::digits(fit.estimates[j], problem.parameters[j].value) >= 12.0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
