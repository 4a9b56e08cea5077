// Times of the profile intervals of batches beside those of single forecasts, as a table.
//
//     batch_intervals [SERIES] [SINGLE]
//
// Series of 20 years that reach 10 to 95 % of the ceiling, ten years ahead, upper and lower ends of
// a new observation and of the curve; CPU time of one thread, the median of five rounds. Single:
// fit and forecast of the first SINGLE series, in the same process.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/forecast/forecast.hpp>

namespace {
using namespace reeindex;

constexpr std::size_t columns = 20;
constexpr int horizon = 10;

std::vector<double> simulate(const std::string& curve, std::size_t rows, double noise) {
    Random random(2025, 0);
    std::vector<double> out;
    for (std::size_t i = 0; i < rows; ++i) {
        const double ceiling = std::pow(10.0, 6.0 * random.uniform() - 2.0);
        const double reach = 0.1 + 0.85 * random.uniform(), u = random.uniform();
        const double rate = curve == "logistic"   ? 0.15 + 0.75 * u
                            : curve == "gompertz" ? 0.08 + 0.42 * u
                                                  : 0.03 + 0.37 * u;
        for (std::size_t j = 0; j < columns; ++j) {
            const double back = static_cast<double>(columns - 1 - j);
            double value = ceiling / (1.0 + (1.0 / reach - 1.0) * std::exp(rate * back));
            if (curve == "gompertz")
                value = ceiling * std::exp(std::log(reach) * std::exp(rate * back));
            if (curve == "exponential") value = ceiling * std::exp(-rate * back);
            const double end = curve == "exponential" ? ceiling : ceiling * reach;
            out.push_back(value + noise * (i % 2 == 0 ? end : value) * random.normal());
        }
    }
    return out;
}

template <class Work>
double median_seconds(int rounds, const Work& work) {
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t start = std::clock();
        work();
        seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::nth_element(seconds.begin(), seconds.begin() + rounds / 2, seconds.end());
    return seconds[static_cast<std::size_t>(rounds / 2)];
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 400;
    const std::size_t singles = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 20;
    std::vector<double> years;
    for (std::size_t j = 0; j < columns; ++j) years.push_back(2005.0 + static_cast<double>(j));
    const std::vector<int> whole(years.begin(), years.end());
    std::printf("| curve | noise | batch, us a series | of that the fits | single, us | times |\n");
    std::printf("|---|--:|--:|--:|--:|--:|\n");
    for (const char* const curve : {"exponential", "logistic", "gompertz"})
        for (const double noise : {0.05, 0.25}) {
            const auto values = simulate(curve, rows, noise);
            const BatchInput input{.values = MatrixView(values.data(), rows, columns),
                                   .years = MatrixView(years.data(), 1, columns),
                                   .weights = {}};
            const double fitting =
                median_seconds(5, [&] { (void)fit_batch(input, curve, {.threads = 1}); });
            const auto fits = fit_batch(input, curve, {.threads = 1});
            const double ahead = median_seconds(
                5, [&] { (void)forecast_batch(input, curve, fits, horizon, {.threads = 1}); });
            const auto model = curve_by_name(curve);
            const double single = median_seconds(1, [&] {
                for (std::size_t i = 0; i < singles; ++i) {
                    const auto from = values.begin() + static_cast<std::ptrdiff_t>(i * columns);
                    const TimeSeries series(whole, {from, from + columns});
                    (void)forecast(fit(series, model), {.horizon = horizon});
                }
            });
            const double scale = 1e6 / static_cast<double>(rows);
            const double alone = 1e6 * single / static_cast<double>(singles);
            std::printf("| %s | %g %% | %.1f | %.1f | %.0f | %.0f |\n", curve, 100.0 * noise,
                        scale * (fitting + ahead), scale * fitting, alone,
                        alone / (scale * (fitting + ahead)));
        }
    std::printf("\nInstructions: %s.\n", std::string(simd_name()).c_str());
    return 0;
}
