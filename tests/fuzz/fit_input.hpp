#pragma once
// A fit problem from the bytes of an input: a curve, an error model, data of every size.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fuzzer/FuzzedDataProvider.h>

#include <reeindex/core/series.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>

#include "properties.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace reeindex::fuzz {

/// Changes an input. Few mutations would hit the bytes that choose curve, error model and form of
/// the series, which a FuzzedDataProvider takes from the end: every other one sets them all.
inline std::size_t mutate(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    constexpr std::size_t choices = 8;
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 2 == 0 || size < choices) return size;
    std::minstd_rand random{seed};
    for (std::size_t i = 1; i <= choices; ++i) data[size - i] = static_cast<std::uint8_t>(random());
    return size;
}

/// A value: most often a plain number, else one of any size.
[[nodiscard]] inline double number(FuzzedDataProvider& bytes) {
    switch (bytes.ConsumeIntegralInRange<int>(0, 7)) {
        case 0:
            return 0.0;
        case 1: {
            // one after the other: compilers differ in the order of arguments
            const double mantissa = 1.0 + bytes.ConsumeIntegral<std::uint8_t>() / 256.0;
            return std::ldexp(mantissa, bytes.ConsumeIntegralInRange<int>(-500, 500));
        }
        case 2:
            return -static_cast<double>(bytes.ConsumeIntegral<std::uint8_t>());
        case 3:
            return 1e8 + bytes.ConsumeIntegral<std::uint8_t>();
        default:
            return bytes.ConsumeIntegral<std::uint16_t>() / 8.0;
    }
}

struct Problem {
    AnyCurve curve = shipped_curves().front();
    FitOptions options;
    TimeSeries series;
};

[[nodiscard]] inline TimeSeries series_of(FuzzedDataProvider& bytes) {
    const int n = bytes.ConsumeIntegralInRange<int>(1, 40);
    int year = bytes.ConsumeIntegralInRange<int>(1900, 2000);
    std::vector<Observation> observations;
    // The scale is one of the whole series, as that of its unit.
    const double scale = bytes.ConsumeIntegralInRange<int>(0, 3) == 0
                             ? std::ldexp(1.0, bytes.ConsumeIntegralInRange<int>(-200, 200))
                             : 1.0;
    const auto form = bytes.ConsumeIntegral<std::uint8_t>();
    const bool plain = form % 2 == 1;
    const bool summed = form / 2 % 4 == 2, sigmoid = form / 2 % 4 == 3;
    double sum = 0.0;
    for (int i = 0; i < n; ++i) {
        Observation one{.year = Year{year}};
        double value = plain ? bytes.ConsumeIntegral<std::uint8_t>() : number(bytes);
        if (summed) value = sum += value;
        // scatter around a curve of any middle and rate
        if (sigmoid)
            value = (64.0 + value / 16.0) / (1.0 + std::exp((form / 8 + 1) / 16.0 * (n / 2.0 - i)));
        one.printed = value * scale;
        observations.push_back(one);
        year += bytes.ConsumeIntegralInRange<int>(0, 15) == 0
                    ? bytes.ConsumeIntegralInRange<int>(1, 10)
                    : 1;
    }
    SeriesInfo info{.indicator = "x", .area = "WLD", .title = "x", .unit = Unit{"t"}};
    return {std::move(info), std::move(observations)};
}

[[nodiscard]] inline Problem problem_of(FuzzedDataProvider& bytes) {
    const auto& curves = shipped_curves();
    const auto curve = bytes.ConsumeIntegralInRange<std::size_t>(0, curves.size() - 1);
    FitOptions options;
    options.error = static_cast<ErrorModel>(
        bytes.ConsumeIntegralInRange<int>(0, detail::error_model_names.size() - 1));
    options.on = bytes.ConsumeBool() ? FitOn::levels : FitOn::increments;
    Problem out{curves[curve], options, series_of(bytes)};
    // Most fits end long before; those that do not cost seconds here.
    if (bytes.ConsumeIntegralInRange<int>(0, 7) != 0) out.options.max_iterations = 50;
    return out;
}

/// Bits of numbers, so that "the same" means every bit.
inline void append(std::string& out, double value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

inline void require_no_nan(double value, std::string_view what, const std::string& where) {
    require(!std::isnan(value), what, where);
}

[[nodiscard]] inline std::string where(const Problem& problem) {
    return detail::concat(problem.curve.name(), ", ", name(problem.options.error), ", ",
                          problem.options.on == FitOn::levels ? "levels" : "increments", ", ",
                          problem.series.size(), " observations");
}

}  // namespace reeindex::fuzz
