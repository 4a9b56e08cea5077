#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/solve/prepare.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void check_values(std::span<const double> values, std::string_view what) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]) || std::abs(values[i]) > largest_value)
            throw InvalidArgument(what, concat(to_text(values[i]), " at position ", i),
                                  "finite and at most 1e150 in magnitude");
}

REEINDEX_INLINE void check_options(const FitOptions& options) {
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", to_text(options.level), "between 0 and 1, both excluded");
    if (options.max_iterations < 1)
        throw InvalidArgument("max_iterations", concat(options.max_iterations), "at least 1");
    if (options.starts < 0) throw InvalidArgument("starts", concat(options.starts), "at least 0");
}

REEINDEX_INLINE void check_data(const Sample& data, const FitOptions& options) {
    if (data.y.empty()) throw InvalidArgument("y", "empty", "at least one observation");
    if (data.predictors == 0 || data.x.size() != data.y.size() * data.predictors)
        throw InvalidArgument(
            "x", concat("of ", data.x.size(), " numbers"),
            concat(data.predictors, " for each of the ", data.y.size(), " observations"));
    check_values(data.x, "x");
    check_values(data.y, "y");
    double largest = 0.0;
    for (const double y : data.y) largest = std::max(largest, std::abs(y));
    if (!in_range(largest))
        throw InvalidArgument("y", concat("values of magnitude ", to_text(largest), " and less"),
                              "zero throughout, or with a largest magnitude of 1e-140 to 1e150");
    const auto same_length = [&](std::size_t length, std::string_view what) {
        if (length != 0 && length != data.y.size())
            throw InvalidArgument(what, concat("of length ", length),
                                  concat("of the number of observations, ", data.y.size()));
    };
    same_length(data.weights.size(), "weights");
    same_length(data.completeness.size(), "completeness");
    same_length(data.years.size(), "years");
    for (const double w : data.weights)
        if (!std::isfinite(w) || w < 0.0)
            throw InvalidArgument("weights", to_text(w), "finite and not negative");
    for (const double c : data.completeness)
        if (!(c > 0.0 && c <= 1.0)) throw InvalidArgument("completeness", to_text(c), "in (0, 1]");
    for (std::size_t i = 0; i < data.y.size(); ++i) {
        const auto domain = domain_of(options.error);
        if (domain == ErrorDomain::positive && data.y[i] <= 0.0)
            throw InvalidArgument("y", concat(data.y[i], " at position ", i),
                                  concat("positive for the ", name(options.error), " error model"));
        if (domain == ErrorDomain::not_negative && data.y[i] < 0.0)
            throw InvalidArgument(
                "y", concat(data.y[i], " at position ", i),
                concat("not negative for the ", name(options.error), " error model"));
    }
}

REEINDEX_INLINE Axis axis_of(const Sample& data) {
    Axis axis;
    std::vector<double> first;
    for (std::size_t i = 0; i < data.y.size(); ++i) first.push_back(data.x[i * data.predictors]);
    std::sort(first.begin(), first.end());
    axis.first = first.front();
    axis.last = first.back();
    axis.gap = axis.span();
    for (std::size_t i = 1; i < first.size(); ++i)
        if (first[i] > first[i - 1]) axis.gap = std::min(axis.gap, first[i] - first[i - 1]);
    return axis;
}

REEINDEX_INLINE void scale_to_mean_one(std::vector<double>& weights) {
    double sum = 0.0;
    for (const double w : weights) sum += w / static_cast<double>(weights.size());
    for (auto& w : weights) w /= sum;
}

REEINDEX_INLINE Setup make_setup(const AnyCurve& curve, const Axis& axis,
                                 const FitOptions& options) {
    Setup setup{.curve = curve,
                .axis = axis,
                .error = options.error,
                .max_iterations = options.max_iterations,
                .starts = options.starts,
                .seed = options.seed};
    for (const auto& parameter : curve.parameters()) {
        setup.lower.push_back(parameter.lower);
        setup.upper.push_back(parameter.upper);
        setup.base.push_back(0.0);
        setup.free.push_back(true);
    }
    for (const auto& [key, range] : options.bounds) {
        const auto j = curve.index(key);
        const auto [lower, upper] = range;
        if (std::isnan(lower) || std::isnan(upper) || !(lower < upper))
            throw InvalidArgument(concat("bounds of ", key), concat("(", lower, ", ", upper, ")"),
                                  "an increasing pair");
        setup.lower[j] = std::max(setup.lower[j], lower);
        setup.upper[j] = std::min(setup.upper[j], upper);
        if (!(setup.lower[j] < setup.upper[j]))
            throw InvalidArgument(concat("bounds of ", key), concat("(", lower, ", ", upper, ")"),
                                  concat("within ", to_text(curve.parameters()[j].lower), " to ",
                                         to_text(curve.parameters()[j].upper)));
    }
    for (const auto& [key, value] : options.fixed) {
        const auto j = curve.index(key);
        if (!std::isfinite(value) || value < setup.lower[j] || value > setup.upper[j])
            throw InvalidArgument(concat("fixed value of ", key), to_text(value),
                                  concat("finite and within ", to_text(setup.lower[j]), " to ",
                                         to_text(setup.upper[j])));
        setup.base[j] = value;
        setup.free[j] = false;
    }
    auto start = curve.model().start();
    if (!options.start.empty()) {
        if (start.empty()) {
            for (const auto& parameter : curve.parameters())
                if (!options.start.contains(parameter.name) &&
                    !options.fixed.contains(parameter.name))
                    throw InvalidArgument("start", concat("without ", parameter.name),
                                          "one value for every free parameter");
            start.assign(curve.size(), 0.0);
        }
        for (const auto& [key, value] : options.start) {
            if (!std::isfinite(value))
                throw InvalidArgument(concat("start of ", key), to_text(value), "finite");
            start[curve.index(key)] = value;
        }
    }
    if (!start.empty()) {
        for (std::size_t j = 0; j < start.size(); ++j) {
            if (!setup.free[j]) start[j] = setup.base[j];
            if (setup.free[j] && (start[j] < setup.lower[j] || start[j] > setup.upper[j]))
                start[j] = std::clamp(start[j], setup.lower[j], setup.upper[j]);
        }
        setup.start = std::move(start);
    }
    return setup;
}

}  // namespace reeindex::detail
