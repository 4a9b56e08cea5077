// A small, seeded version of benchmarks/fit/optimum_study.cpp: the fit reaches the best sum of
// squares that random starts find with an independent solver.
#include <boost/test/unit_test.hpp>

#include <string>

#include "../../benchmarks/fit/optimum_study.hpp"

BOOST_AUTO_TEST_SUITE(optimum)

BOOST_AUTO_TEST_CASE(no_random_start_finds_better) {
    using namespace reeindex;
    study::for_each_curve([](const auto& curve, const auto& generate) {
        using C = std::remove_cvref_t<decltype(curve)>;
        const std::string key(C::name);
        const bool hard = key == "richards" || key == "bilogistic";
        const std::size_t count = key == "bilogistic" ? 20 : hard ? 40 : 120;
        const auto row = study::run(curve, generate, count, 20240, hard ? 10 : 15, false);
        BOOST_TEST_CONTEXT(key) {
            BOOST_TEST(row.thrown == 0U);
            BOOST_TEST(row.unnamed == 0U);
            BOOST_TEST(row.regular > count / 4);
            BOOST_TEST(row.regular - row.regular_best <= (hard ? 1U : 0U));
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()
