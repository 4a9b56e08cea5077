// Long work that is stopped from outside.

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

#include <reeindex/core/interrupt.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/fit/bootstrap.hpp>
#include <reeindex/fit/fit.hpp>

using namespace reeindex;
using namespace std::chrono_literals;

namespace {

struct Stopped {};

TimeSeries wavy() {
    std::vector<int> years;
    std::vector<double> values;
    for (int i = 0; i < 20; ++i) {
        years.push_back(2000 + i);
        values.push_back(100.0 / (1.0 + std::exp(-0.4 * (i - 10))) + 3.0 * std::sin(7.0 * i));
    }
    return TimeSeries(years, values);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupts)

BOOST_AUTO_TEST_CASE(without_a_scope_nothing_happens) { detail::look_for_interrupt(); }

BOOST_AUTO_TEST_CASE(the_check_is_called_at_most_once_in_20_ms) {
    int calls = 0;
    const InterruptScope scope([&] { ++calls; });
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < 100ms) detail::look_for_interrupt();
    BOOST_TEST(calls >= 1);
    BOOST_TEST(calls <= 5);
}

BOOST_AUTO_TEST_CASE(the_inner_scope_counts_and_the_outer_one_comes_back) {
    int outer = 0, inner = 0;
    const InterruptScope one([&] { ++outer; });
    {
        const InterruptScope two([&] { ++inner; });
        std::this_thread::sleep_for(25ms);
        detail::look_for_interrupt();
    }
    BOOST_TEST(inner == 1);
    BOOST_TEST(outer == 0);
    detail::look_for_interrupt();
    BOOST_TEST(outer == 1);
}

BOOST_AUTO_TEST_CASE(a_scope_is_of_one_thread) {
    int calls = 0;
    const InterruptScope scope([&] { ++calls; });
    std::this_thread::sleep_for(25ms);
    std::thread([] { detail::look_for_interrupt(); }).join();
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(what_the_check_throws_ends_a_bootstrap) {
    const auto found = fit(wavy(), "richards");
    const InterruptScope scope([] { throw Stopped{}; });
    const auto start = std::chrono::steady_clock::now();
    BOOST_CHECK_THROW(bootstrap(found, {.replicates = 1'000'000}), Stopped);
    BOOST_TEST((std::chrono::steady_clock::now() - start < 5s));
}

BOOST_AUTO_TEST_CASE(work_with_a_patient_check_has_the_same_result) {
    const auto found = fit(wavy(), "logistic");
    const auto alone = bootstrap(found, {.replicates = 99});
    const InterruptScope scope([] {});
    const auto watched = bootstrap(found, {.replicates = 99});
    BOOST_TEST((alone.estimates == watched.estimates));
}

BOOST_AUTO_TEST_SUITE_END()
