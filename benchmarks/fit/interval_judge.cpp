// Prediction intervals of the library against brute force.
//
//     interval_judge CURVE|all [SERIES] [SEED] [region|batch] [show [SERIES]]
//
// region: the ends that ConfidenceRegion finds for a single fit; batch: those of forecast_batch.
//
// Series of 8 to 30 years: plain 60 %, gaps, plateaus, steps and falling ones 10 % each; noise of 5
// and 25 %, a reach of 10 to 95 % of the ceiling. Ten years ahead, both ends of a new observation
// and of the curve. Ends of years where the curve is more than 1,000 times the data count for none,
// as the library gives no bounds there, nor do ends beyond ten million times the data, which it
// calls infinite.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>

#include <reeindex/batch/forecast_batch.hpp>
#include <reeindex/core/random.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>
#include <reeindex/fit/region/confidence_region.hpp>

#include "interval_judge.hpp"

namespace {
using namespace reeindex;

struct Series {
    std::vector<double> x, y;
    std::string kind;
    double noise = 0.0;
};

double from_to(Random& random, double low, double high) {
    return low + (high - low) * random.uniform();
}

Series simulate(const std::string& curve, std::uint64_t seed, std::size_t index) {
    static const std::array<const char*, 10> kinds{"plain", "plain", "plain",   "plain", "plain",
                                                   "plain", "gaps",  "plateau", "step",  "falling"};
    Random random(seed, index);
    Series out;
    out.kind = kinds[index % 10];
    out.noise = index / 10 % 2 == 0 ? 0.05 : 0.25;
    const auto n = static_cast<int>(from_to(random, 8.0, 31.0));
    const double ceiling = std::pow(10.0, from_to(random, -2.0, 4.0));
    std::vector<double> y;
    const double step_at = std::floor(from_to(random, n / 2.0, n - 1.0));
    const double reach = from_to(random, 0.1, 0.95);
    const bool gompertz = curve == "gompertz", exponential = curve == "exponential";
    double rate = exponential ? from_to(random, 0.03, 0.4)
                  : gompertz  ? from_to(random, 0.08, 0.5)
                              : from_to(random, 0.15, 0.9);
    const double steep = from_to(random, 0.5, 1.5), flat = random.uniform(), on = random.uniform();
    for (int i = 0; i < n; ++i) {
        const double back = n - 1.0 - i;
        double value = 0.0;
        if (exponential)
            value = ceiling * std::exp(-rate * back);
        else if (gompertz)
            value = ceiling * std::exp(std::log(reach) * std::exp(rate * back));
        else
            value = ceiling / (1.0 + (1.0 / reach - 1.0) * std::exp(rate * back));
        if (out.kind == "plateau")
            value = exponential || flat < 0.5 ? ceiling
                                              : ceiling / (1.0 + std::exp(-steep * (i - 0.25 * n)));
        if (out.kind == "step")
            value = i < step_at ? (exponential ? 0.1 * ceiling : 0.0)
                                : ceiling * (i == step_at && !exponential ? on : 1.0);
        y.push_back(value);
    }
    if (out.kind == "falling") std::reverse(y.begin(), y.end());
    const double largest = *std::max_element(y.begin(), y.end());
    const int mode = static_cast<int>(random.uniform() * 3.0);
    for (int i = 0; i < n; ++i) {
        const double size = mode == 0 ? largest : mode == 1 ? y.back() + y.front() : y[i];
        y[i] += out.noise * size * random.normal();
    }
    for (int i = 0; i < n; ++i) {
        const bool inner = i > 0 && i + 1 < n;
        if (out.kind == "gaps" && inner && n - static_cast<int>(out.x.size()) > 3 &&
            random.uniform() < 0.2)
            continue;
        out.x.push_back(2000.0 + i);
        out.y.push_back(y[i]);
    }
    return out;
}

struct Row {
    std::size_t ends = 0, equal = 0, outside = 0, narrow = 0;
    double most_outside = 0.0, most_narrow = 0.0;
};

using Ends = std::array<std::array<double, 4>, 10>;

/// Upper and lower ends of ten years, of an observation and of the curve; false where the batch
/// stands on another optimum.
bool ends_of_batch(const std::string& curve, const Series& data, double sse, Ends& out) {
    const BatchInput input{.values = MatrixView(data.y.data(), 1, data.y.size()),
                           .years = MatrixView(data.x.data(), 1, data.x.size()),
                           .weights = {}};
    const BatchCurve chosen{curve};
    const auto fits = fit_batch(input, chosen);
    if (fits.sse[0] > sse * (1.0 + 1e-7)) return false;
    const auto ahead = forecast_batch(input, chosen, fits, 10);
    for (std::size_t h = 0; h < 10; ++h)
        out[h] = {ahead.upper[h], ahead.lower[h], ahead.mean_upper[h], ahead.mean_lower[h]};
    return true;
}

double cpu() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
    const std::string which = argc > 1 ? argv[1] : "all";
    const std::size_t series = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100;
    const std::uint64_t seed = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 1;
    const bool batch = argc > 4 && std::string(argv[4]) == "batch";
    const bool show = argc > 5;
    const std::size_t only = argc > 6 ? std::strtoul(argv[6], nullptr, 10) : series;
    const std::map<std::string, judge::Family> families{
        {"logistic", judge::Family::logistic},
        {"gompertz", judge::Family::gompertz},
        {"exponential", judge::Family::exponential}};
    std::printf("%-12s %-9s %7s %9s %9s %9s %10s %10s\n", "curve", "kind", "ends", "equal %",
                "outside", "narrow", "most out", "most narrow");
    for (const auto& [name, family] : families) {
        if (which != "all" && which != name) continue;
        std::map<std::string, Row> rows;
        double seconds = 0.0;
        std::size_t other_optimum = 0, done = 0;
        for (std::size_t k = 0; k < series; ++k) {
            if (only < series && k != only) continue;
            const auto data = simulate(name, seed, k);
            const auto fitted = fit_xy(data.x, data.y, curve_by_name(name));
            if (!fitted.usable()) continue;
            const judge::Judge truth(family, data.x, data.y);
            if (fitted.sse > truth.sse() * (1.0 + 1e-7)) {
                ++other_optimum;
                if (show)
                    std::printf("  %s %zu %s: sse %.9g for %.9g\n", name.c_str(), k,
                                data.kind.c_str(), fitted.sse, truth.sse());
                continue;
            }
            double largest = 0.0;
            for (const double v : data.y) largest = std::max(largest, std::abs(v));
            const double t = student_t_quantile(0.975, fitted.dof());
            const double start = cpu();
            std::array<std::array<double, 4>, 10> got{};
            if (batch) {
                if (!ends_of_batch(name, data, truth.sse(), got)) {
                    ++other_optimum;
                    continue;
                }
            } else {
                const ConfidenceRegion region(fitted);
                for (int h = 0; h < 10; ++h) {
                    const double x = data.x.back() + 1.0 + h;
                    const auto observation = region.observation(x), value = region.value(x);
                    got[h] = {observation.upper, observation.lower, value.upper, value.lower};
                }
            }
            seconds += cpu() - start;
            ++done;
            for (int h = 0; h < 10; ++h) {
                const double x = data.x.back() + 1.0 + h;
                double middle = 0.0;
                fitted.carrier->model().evaluate({{&x, 1}, 1}, fitted.carrier_estimates, &middle,
                                                 nullptr);
                if (!(std::abs(middle) <= 1000.0 * largest)) continue;
                const auto want = truth.ends(x, t * t / fitted.dof());
                for (int kind = 0; kind < 4; ++kind) {
                    const double sign = kind % 2 == 0 ? 1.0 : -1.0;
                    const double difference = sign * (got[h][kind] - want[kind]);
                    if (got[h][kind] == sign * infinity && sign * want[kind] > 1e7 * largest)
                        continue;
                    for (const auto& key : {data.kind, std::string("all")}) {
                        auto& row = rows[key];
                        ++row.ends;
                        const double tolerance =
                            std::max(1e-6 * std::abs(want[kind]), 1e-9 * largest);
                        if (got[h][kind] == want[kind] || std::abs(difference) <= tolerance) {
                            ++row.equal;
                            continue;
                        }
                        const double half = std::max(std::abs(want[kind] - middle), 1e-9 * largest);
                        const double share =
                            std::isnan(difference) ? infinity : std::abs(difference) / half;
                        ++(difference > 0.0 ? row.outside : row.narrow);
                        auto& most = difference > 0.0 ? row.most_outside : row.most_narrow;
                        most = std::max(most, share);
                        if (show && key == "all")
                            std::printf(
                                "  %s %zu %s noise %g year %d end %d: %.12g for %.12g (%.2g)\n",
                                name.c_str(), k, data.kind.c_str(), data.noise, h + 1, kind,
                                got[h][kind], want[kind], difference / half);
                    }
                }
            }
        }
        for (const auto& [kind, row] : rows)
            std::printf("%-12s %-9s %7zu %9.3f %9zu %9zu %10.2g %10.2g\n", name.c_str(),
                        kind.c_str(), row.ends,
                        100.0 * static_cast<double>(row.equal) / static_cast<double>(row.ends),
                        row.outside, row.narrow, row.most_outside, row.most_narrow);
        std::printf("%-12s %.3f ms a series, %zu with another optimum\n", name.c_str(),
                    1e3 * seconds / static_cast<double>(std::max<std::size_t>(done, 1)),
                    other_optimum);
    }
    return 0;
}
