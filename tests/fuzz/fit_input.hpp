#pragma once
// A fit problem from the bytes of an input: a curve, an error model, data of every size.

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fuzzer/FuzzedDataProvider.h>

#include <reeindex/core/series.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/fit/fit.hpp>

#include "properties.hpp"

namespace reeindex::fuzz {

/// A value: most often a plain number, else one of any size.
[[nodiscard]] inline double number(FuzzedDataProvider& bytes) {
    switch (bytes.ConsumeIntegralInRange<int>(0, 7)) {
        case 0:
            return 0.0;
        case 1:
            return std::ldexp(1.0 + bytes.ConsumeIntegral<std::uint8_t>() / 256.0,
                              bytes.ConsumeIntegralInRange<int>(-500, 500));
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
    const bool plain = bytes.ConsumeBool();
    for (int i = 0; i < n; ++i) {
        Observation one{.year = Year{year}};
        one.printed = (plain ? bytes.ConsumeIntegral<std::uint8_t>() : number(bytes)) * scale;
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
    return {curves[curve], options, series_of(bytes)};
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
