#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <thread>
#include <vector>

#include <reeindex/batch/batch.hpp>

#include "batch_workload.hpp"

using namespace reeindex;
using batch_workload::Shape;
using batch_workload::Workload;

namespace {

BatchInput input_of(const Workload& work) {
    return {.values = MatrixView(work.values.data(), work.rows, work.columns),
            .years = MatrixView(work.years.data(), 1, work.columns)};
}

/// A curve whose fit takes a millisecond.
BatchCurve slow(std::atomic<int>& calls) {
    return BatchCurve("slow", {"a"}, [&calls](auto, auto values, auto, SeriesFit& out) {
        ++calls;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (values[0] < 0.0) throw std::runtime_error("a series that throws");
        out.parameters[0] = values[0];
        out.sse = 1.0;
        out.status = FitStatus::converged;
    });
}

template <class Value>
bool equal_bits(const BatchBuffer<Value>& a, const BatchBuffer<Value>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Value)) == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_threads)

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_the_same_bits) {
    const Workload work = batch_workload::make(Shape::logistic, 5000, 20, 0.15, 1);
    for (const char* curve : {"linear", "exponential", "logistic"}) {
        const auto one = fit_batch(input_of(work), curve, {.threads = 1});
        for (const unsigned threads : {2U, 3U, 8U, 0U}) {
            const auto many = fit_batch(input_of(work), curve, {.threads = threads});
            BOOST_TEST(equal_bits(one.parameters, many.parameters));
            BOOST_TEST(equal_bits(one.standard_errors, many.standard_errors));
            BOOST_TEST(equal_bits(one.sse, many.sse));
            BOOST_TEST(equal_bits(one.status, many.status));
            BOOST_TEST(equal_bits(one.identification, many.identification));
        }
    }
}

BOOST_AUTO_TEST_CASE(batches_at_the_same_time) {
    const Workload work = batch_workload::make(Shape::logistic, 3000, 20, 0.05, 2);
    const auto expected = fit_batch(input_of(work), "logistic", {.threads = 1});
    std::vector<BatchResult> results(3);
    std::vector<std::thread> callers;
    for (auto& result : results)
        callers.emplace_back(
            [&] { result = fit_batch(input_of(work), "logistic", {.threads = 2}); });
    for (auto& caller : callers) caller.join();
    for (const auto& result : results)
        BOOST_TEST(equal_bits(expected.parameters, result.parameters));
}

BOOST_AUTO_TEST_CASE(progress_counts_to_the_end_in_the_calling_thread) {
    const Workload work = batch_workload::make(Shape::logistic, 300, 4, 0.05, 3);
    std::atomic<int> calls{0};
    const auto caller = std::this_thread::get_id();
    std::size_t last = 0;
    int reports = 0;
    BatchOptions options{.threads = 3};
    options.progress = [&](std::size_t done, std::size_t total) {
        BOOST_TEST((std::this_thread::get_id() == caller));
        BOOST_TEST(done >= last);
        BOOST_TEST(total == 300U);
        last = done;
        ++reports;
    };
    (void)fit_batch(input_of(work), slow(calls), options);
    BOOST_TEST(last == 300U);
    BOOST_TEST(reports >= 2);
    BOOST_TEST(calls.load() == 300);
}

BOOST_AUTO_TEST_CASE(cancelling_stops_within_a_fifth_of_a_second) {
    const Workload work = batch_workload::make(Shape::logistic, 20000, 4, 0.05, 4);
    for (const unsigned threads : {1U, 3U}) {
        std::atomic<int> calls{0};
        std::atomic<bool> cancel{false};
        std::chrono::steady_clock::time_point asked;
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            asked = std::chrono::steady_clock::now();
            cancel = true;
        });
        BatchOptions options{.threads = threads};
        options.cancel = &cancel;
        BOOST_CHECK_THROW((void)fit_batch(input_of(work), slow(calls), options), Cancelled);
        other.join();
        BOOST_TEST((std::chrono::steady_clock::now() - asked < std::chrono::milliseconds(200)));
        const int after = calls.load();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        BOOST_TEST(calls.load() == after);  // no thread goes on
        BOOST_TEST(after < 20000);
    }
}

BOOST_AUTO_TEST_CASE(an_exception_ends_all_threads_and_reaches_the_caller) {
    Workload work = batch_workload::make(Shape::logistic, 2000, 4, 0.0, 5);
    work.values[4 * 40] = -1.0;
    for (const unsigned threads : {1U, 3U}) {
        std::atomic<int> calls{0};
        BOOST_CHECK_EXCEPTION((void)fit_batch(input_of(work), slow(calls), {.threads = threads}),
                              std::runtime_error, [](const std::runtime_error& error) {
                                  return std::string(error.what()) == "a series that throws";
                              });
        BOOST_TEST(calls.load() < 1000);
        BatchOptions options{.threads = threads};
        options.progress = [](std::size_t, std::size_t) { throw std::runtime_error("stop"); };
        work.values[4 * 40] = 1.0;
        BOOST_CHECK_EXCEPTION(
            (void)fit_batch(input_of(work), slow(calls), options), std::runtime_error,
            [](const std::runtime_error& error) { return std::string(error.what()) == "stop"; });
        work.values[4 * 40] = -1.0;
    }
}

BOOST_AUTO_TEST_SUITE_END()
