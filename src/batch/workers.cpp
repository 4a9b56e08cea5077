#include "batch/workers.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <reeindex/core/interrupt.hpp>

namespace reeindex::detail {
namespace {

/// Unwinds a chunk that nobody waits for any more.
struct Stopped {};

class Pool {
public:
    Pool(std::size_t rows, std::size_t chunk, const BatchOptions& options)
        : rows_(rows), chunk_(chunk), options_(options) {}

    /// Works until no chunk is left. Only the calling thread polls.
    void work(const std::function<ChunkWork(const Pause&)>& make, bool polls) noexcept {
        try {
            const Pause pause = [&] {
                if (should_stop()) throw Stopped{};
                if (polls) poll();
            };
            const InterruptScope scope(pause);  // for what the engine does with one row
            const ChunkWork step = make(pause);
            while (!should_stop()) {
                const std::size_t begin = next_.fetch_add(chunk_, std::memory_order_relaxed);
                if (begin >= rows_) return;
                const std::size_t end = std::min(rows_, begin + chunk_);
                step(begin, end);
                done_.fetch_add(end - begin, std::memory_order_relaxed);
                if (polls) poll();
            }
        } catch (const Stopped&) {
        } catch (...) {
            keep(std::current_exception());
        }
    }

    [[nodiscard]] bool should_stop() const noexcept {
        return stop_.load(std::memory_order_relaxed) ||
               (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed));
    }

    /// Calls the progress function, at most every 20 ms unless `last`.
    void poll(bool last = false) {
        if (!options_.progress) return;
        const auto now = std::chrono::steady_clock::now();
        if (!last && now - polled_ < std::chrono::milliseconds(20)) return;
        polled_ = now;
        options_.progress(done_.load(std::memory_order_relaxed), rows_);
    }

    /// Waits until the other threads have no rows left, polling.
    void wait_for_the_others() noexcept {
        try {
            while (!should_stop() && done_.load() < rows_) {
                poll();
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        } catch (...) {
            keep(std::current_exception());
        }
    }

    void keep(std::exception_ptr failure) noexcept {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::move(failure);
        stop_.store(true);
    }

    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
        if (done_.load() < rows_) throw Cancelled{};
    }

private:
    std::size_t rows_, chunk_;
    const BatchOptions& options_;
    std::atomic<std::size_t> next_{0}, done_{0};
    std::atomic<bool> stop_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
    std::chrono::steady_clock::time_point polled_ = std::chrono::steady_clock::now();
};

}  // namespace

void run_chunks(std::size_t rows, std::size_t chunk, const BatchOptions& options,
                const std::function<ChunkWork(const Pause&)>& make) {
    if (options.cancel != nullptr && options.cancel->load()) throw Cancelled{};
    std::size_t threads =
        options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    threads = std::max<std::size_t>(1, std::min(threads, (rows + chunk - 1) / chunk));
    Pool pool(rows, chunk, options);
    std::vector<std::thread> others;
    others.reserve(threads - 1);
    try {
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back([&] { pool.work(make, false); });
    } catch (...) {  // no more threads to be had: the work goes on with those there are
    }
    pool.work(make, true);
    if (!others.empty()) pool.wait_for_the_others();
    for (auto& other : others) other.join();
    pool.rethrow();
    pool.poll(true);
}

}  // namespace reeindex::detail
