// Lines through 1 GiB of series, into the memory of the result before: lines VALUES COUNT, raw
// doubles, 20 a series, repeated until the memory is full. Prints threads and microseconds a line,
// the best of several rounds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <vector>

#include <reeindex/batch/batch.hpp>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("lines VALUES COUNT\n", stderr);
        return 2;
    }
    constexpr std::size_t points = 20;
    std::vector<double> some(static_cast<std::size_t>(std::atoll(argv[2])) * points), years(points);
    std::iota(years.begin(), years.end(), 2005.0);
    std::FILE* in = std::fopen(argv[1], "rb");
    if (in == nullptr || some.empty() ||
        std::fread(some.data(), sizeof(double), some.size(), in) != some.size())
        return 1;
    std::fclose(in);
    const std::size_t rows = (std::size_t{1} << 27) / points;
    reeindex::BatchBuffer<double> values(rows * points);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = some[i % some.size()];
    const reeindex::BatchInput input{.values = reeindex::MatrixView(values.data(), rows, points),
                                     .years = reeindex::MatrixView(years.data(), 1, points)};
    for (const unsigned threads : {1U, 2U}) {
        reeindex::BatchResult result;
        double best = 1e300;
        for (int round = 0; round < 9; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            reeindex::fit_batch(input, "linear", {.threads = threads}, result);
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
            best = std::min(best, passed.count());
        }
        std::printf("%u %.4g\n", threads, best / static_cast<double>(rows) * 1e6);
    }
    return 0;
}
