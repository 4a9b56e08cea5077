#pragma once
/// \file
/// Internal: bounds of counts are whole numbers.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <reeindex/core/distributions.hpp>

namespace reeindex::detail {

/// Whether a value can be a count.
[[nodiscard]] inline bool is_count_value(double value) {
    return value >= 0.0 && value <= 9e15 && value == std::floor(value);
}

/// A lower bound as a whole number, not above the median. Rounding takes no count out of an
/// interval.
[[nodiscard]] inline double lower_count(double bound, double median) {
    return std::max(std::min(std::round(bound), std::floor(median)), 0.0);
}

/// An upper bound as a whole number, not below the median.
[[nodiscard]] inline double upper_count(double bound, double median) {
    return std::max(std::round(bound), std::ceil(median));
}

/// Quantile of a new count after `years` counts that all are `value`: their rate has the Gamma
/// posterior of Jeffreys' prior, a new count the negative binomial distribution.
[[nodiscard]] inline double constant_count_quantile(double p, double value, std::size_t years) {
    const double shape = value * static_cast<double>(years) + 0.5;
    const double mean = shape / static_cast<double>(years);
    const double bound = negative_binomial_quantile(p, mean, 1.0 / shape);
    return p < 0.5 ? std::min(bound, value) : std::max(bound, value);
}

}  // namespace reeindex::detail
