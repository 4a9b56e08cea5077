#pragma once
/// \file
/// Definitions of accuracy.hpp.

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/error.hpp>
#include <reeindex/forecast/accuracy.hpp>
#include <reeindex/forecast/scores.hpp>

namespace reeindex {

namespace detail {

REEINDEX_INLINE void check_finite(std::span<const double> values, std::string_view argument) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw InvalidArgument(argument, concat(to_text(values[i]), " at position ", i),
                                  "finite");
}

REEINDEX_INLINE void check_length(std::span<const double> values, std::string_view argument,
                                  std::span<const double> actual) {
    if (values.size() != actual.size())
        throw InvalidArgument(argument, concat("of length ", values.size()),
                              concat("of the length of actual, ", actual.size()));
}

REEINDEX_INLINE void check_actual(std::span<const double> actual) {
    if (actual.empty()) throw InvalidArgument("actual", "empty", "at least one value");
    check_finite(actual, "actual");
}

REEINDEX_INLINE void check_pair(std::span<const double> actual, std::span<const double> forecast,
                                std::string_view argument = "forecast") {
    check_actual(actual);
    check_length(forecast, argument, actual);
    check_finite(forecast, argument);
}

REEINDEX_INLINE void check_bounds(std::span<const double> actual, std::span<const double> lower,
                                  std::span<const double> upper) {
    check_actual(actual);
    check_length(lower, "lower", actual);
    check_length(upper, "upper", actual);
    for (std::size_t i = 0; i < actual.size(); ++i)
        if (!(lower[i] <= upper[i]))
            throw InvalidArgument("lower", concat(to_text(lower[i]), " at position ", i),
                                  concat("at most the upper bound, ", to_text(upper[i])));
}

/// Mean of f(actual, other) over all positions.
template <class F>
[[nodiscard]] double mean_of(std::span<const double> actual, std::span<const double> other,
                             const F& f) {
    double sum = 0.0;
    for (std::size_t i = 0; i < actual.size(); ++i) sum += f(actual[i], other[i]);
    return sum / static_cast<double>(actual.size());
}

REEINDEX_INLINE double positive_scale(std::span<const double> training) {
    const double scale = naive_scale(training);
    if (!(scale > 0.0))
        throw InvalidArgument("training", "without any change",
                              "of values that change, or no error can be scaled by them");
    return scale;
}

REEINDEX_INLINE double pinball(double y, double q, double p) {
    return y >= q ? p * (y - q) : (1.0 - p) * (q - y);
}

}  // namespace detail

REEINDEX_INLINE double mae(std::span<const double> actual, std::span<const double> forecast) {
    detail::check_pair(actual, forecast);
    return detail::mean_of(actual, forecast, [](double y, double f) { return std::abs(f - y); });
}

REEINDEX_INLINE double rmse(std::span<const double> actual, std::span<const double> forecast) {
    detail::check_pair(actual, forecast);
    double largest = 0.0;  // so that squares neither overflow nor vanish
    for (std::size_t i = 0; i < actual.size(); ++i)
        largest = std::max(largest, std::abs(forecast[i] - actual[i]));
    if (!(largest > 0.0)) return 0.0;
    return largest * std::sqrt(detail::mean_of(actual, forecast, [&](double y, double f) {
               return (f - y) / largest * ((f - y) / largest);
           }));
}

REEINDEX_INLINE double bias(std::span<const double> actual, std::span<const double> forecast) {
    detail::check_pair(actual, forecast);
    return detail::mean_of(actual, forecast, [](double y, double f) { return f - y; });
}

REEINDEX_INLINE double smape(std::span<const double> actual, std::span<const double> forecast) {
    detail::check_pair(actual, forecast);
    return detail::mean_of(actual, forecast, [](double y, double f) {
        const double size = std::abs(y) + std::abs(f);
        return size > 0.0 ? 200.0 * (std::abs(f - y) / size) : 0.0;
    });
}

REEINDEX_INLINE double naive_scale(std::span<const double> training) {
    if (training.size() < 2)
        throw InvalidArgument("training", detail::concat("of length ", training.size()),
                              "at least two values");
    detail::check_finite(training, "training");
    double sum = 0.0;
    for (std::size_t i = 1; i < training.size(); ++i)
        sum += std::abs(training[i] - training[i - 1]);
    return sum / static_cast<double>(training.size() - 1);
}

REEINDEX_INLINE double mase(std::span<const double> actual, std::span<const double> forecast,
                            std::span<const double> training) {
    const double error = mae(actual, forecast);
    return error / detail::positive_scale(training);
}

REEINDEX_INLINE double mean_interval_score(std::span<const double> actual,
                                           std::span<const double> lower,
                                           std::span<const double> upper, double level) {
    detail::check_bounds(actual, lower, upper);
    double sum = 0.0;
    for (std::size_t i = 0; i < actual.size(); ++i)
        sum += interval_score(lower[i], upper[i], actual[i], level);
    return sum / static_cast<double>(actual.size());
}

REEINDEX_INLINE double msis(std::span<const double> actual, std::span<const double> lower,
                            std::span<const double> upper, std::span<const double> training,
                            double level) {
    const double score = mean_interval_score(actual, lower, upper, level);
    return score / detail::positive_scale(training);
}

REEINDEX_INLINE double coverage(std::span<const double> actual, std::span<const double> lower,
                                std::span<const double> upper) {
    detail::check_bounds(actual, lower, upper);
    double inside = 0.0;
    for (std::size_t i = 0; i < actual.size(); ++i)
        inside += lower[i] <= actual[i] && actual[i] <= upper[i] ? 1.0 : 0.0;
    return inside / static_cast<double>(actual.size());
}

REEINDEX_INLINE double pinball_loss(std::span<const double> actual,
                                    std::span<const double> quantile, double probability) {
    detail::check_pair(actual, quantile, "quantile");
    if (!(probability > 0.0 && probability < 1.0))
        throw InvalidArgument("probability", detail::to_text(probability),
                              "between 0 and 1, both excluded");
    return detail::mean_of(actual, quantile,
                           [&](double y, double q) { return detail::pinball(y, q, probability); });
}

REEINDEX_INLINE double crps_from_samples(double actual, std::span<const double> samples) {
    detail::check_actual({&actual, 1});
    if (samples.empty()) throw InvalidArgument("samples", "empty", "at least one sample");
    detail::check_finite(samples, "samples");
    std::vector<double> sorted(samples.begin(), samples.end());
    std::sort(sorted.begin(), sorted.end());
    // E|X - X'| of sorted samples is 2/n^2 times the sum of (2i - n + 1) x_i, i from 0
    const auto n = static_cast<double>(sorted.size());
    double distance = 0.0, spread = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        distance += std::abs(sorted[i] - actual);
        spread += (2.0 * static_cast<double>(i) - n + 1.0) * (sorted[i] - actual);
    }
    return distance / n - spread / (n * n);
}

REEINDEX_INLINE double crps_from_quantiles(double actual, std::span<const double> quantiles,
                                           std::span<const double> probabilities) {
    detail::check_actual({&actual, 1});
    if (quantiles.empty()) throw InvalidArgument("quantiles", "empty", "at least one quantile");
    if (probabilities.size() != quantiles.size())
        throw InvalidArgument("probabilities", detail::concat("of length ", probabilities.size()),
                              detail::concat("of the length of quantiles, ", quantiles.size()));
    detail::check_finite(quantiles, "quantiles");
    double sum = 0.0;
    for (std::size_t i = 0; i < quantiles.size(); ++i) {
        const double p = probabilities[i];
        if (!(p > 0.0 && p < 1.0))
            throw InvalidArgument("probabilities",
                                  detail::concat(detail::to_text(p), " at position ", i),
                                  "between 0 and 1, both excluded");
        if (i > 0 && !(p > probabilities[i - 1]))
            throw InvalidArgument("probabilities",
                                  detail::concat(p, " after ", probabilities[i - 1]),
                                  "strictly increasing");
        if (i > 0 && !(quantiles[i] >= quantiles[i - 1]))
            throw InvalidArgument("quantiles",
                                  detail::concat(quantiles[i], " after ", quantiles[i - 1]),
                                  "increasing with their probabilities");
        sum += detail::pinball(actual, quantiles[i], p);
    }
    return 2.0 * sum / static_cast<double>(quantiles.size());
}

}  // namespace reeindex
