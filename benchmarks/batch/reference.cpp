// The best residual sum of each series by a slow, careful search; see tests/cpp/batch_workload.hpp.
// reference VALUES COUNT OUT logistic|gompertz: raw doubles, 20 a series.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "../../tests/cpp/batch_workload.hpp"

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("reference VALUES COUNT OUT logistic|gompertz\n", stderr);
        return 2;
    }
    const auto rows = static_cast<std::size_t>(std::atoll(argv[2]));
    const auto shape = std::string(argv[4]) == "gompertz" ? batch_workload::Shape::gompertz
                                                          : batch_workload::Shape::logistic;
    std::vector<double> values(rows * 20), years(20), best(rows);
    std::iota(years.begin(), years.end(), 2005.0);
    std::FILE* in = std::fopen(argv[1], "rb");
    if (in == nullptr ||
        std::fread(values.data(), sizeof(double), values.size(), in) != values.size())
        return 1;
    std::fclose(in);
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> pool;
    for (std::size_t t = 0; t < threads; ++t)
        pool.emplace_back([&, t] {
            for (std::size_t i = t; i < rows; i += threads)
                best[i] =
                    batch_workload::Reference(years, std::span(values).subspan(20 * i, 20), shape)
                        .best();
        });
    for (auto& thread : pool) thread.join();
    std::FILE* out = std::fopen(argv[3], "wb");
    if (out == nullptr || std::fwrite(best.data(), sizeof(double), rows, out) != rows) return 1;
    std::fclose(out);
    return 0;
}
