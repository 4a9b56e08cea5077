// What the memory gives one thread and two: GB/s of summing 1 GiB of doubles, the best of several
// rounds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include <reeindex/batch/batch_buffer.hpp>

namespace {

double sum(const double* from, std::size_t count) {
    typedef double Lanes __attribute__((vector_size(64)));
    Lanes total[8] = {};
    for (std::size_t i = 0; i + 64 <= count; i += 64)
        for (std::size_t l = 0; l < 8; ++l) {
            Lanes part;
            __builtin_memcpy(&part, from + i + 8 * l, sizeof part);
            total[l] += part;
        }
    double out = 0.0;
    for (const auto& lanes : total)
        for (int l = 0; l < 8; ++l) out += lanes[l];
    return out;
}

}  // namespace

int main() {
    const std::size_t count = std::size_t{1} << 27;
    reeindex::BatchBuffer<double> values(count);
    for (auto& value : values) value = 1.0;
    for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
        double best = 1e300;
        volatile double sink = 0.0;
        for (int round = 0; round < 9; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            std::vector<std::thread> others;
            std::vector<double> parts(threads);
            for (std::size_t t = 0; t < threads; ++t)
                others.emplace_back([&, t] {
                    parts[t] = sum(values.data() + t * (count / threads), count / threads);
                });
            for (auto& other : others) other.join();
            for (const double part : parts) sink = sink + part;
            best = std::min(
                best,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        }
        std::printf("%zu %.4g\n", threads,
                    static_cast<double>(count) * sizeof(double) / best / 1e9);
    }
    return 0;
}
