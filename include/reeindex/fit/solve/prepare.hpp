#pragma once
/// \file
/// From a caller's data and options to a checked setup.

#include <span>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/curves/observed_curve.hpp>
#include <reeindex/fit/result.hpp>
#include <reeindex/fit/solve/setup.hpp>

namespace reeindex::detail {

/// Magnitudes whose squares can be summed: what lies above overflows, and a series that lies below
/// throughout loses its residuals to underflow.
inline constexpr double largest_value = 1e150, least_largest_value = 1e-140;

/// Whether the largest magnitude of observations lets their squares be summed.
[[nodiscard]] inline bool in_range(double largest) {
    return largest == 0.0 || (largest >= least_largest_value && largest <= largest_value);
}

void check_values(std::span<const double> values, std::string_view what);

void check_options(const FitOptions& options);

void check_data(const Sample& data, const FitOptions& options);

[[nodiscard]] Axis axis_of(const Sample& data);

/// Weights of counts: their ratios matter, their size would feign more or fewer counts.
void scale_to_mean_one(std::vector<double>& weights);

/// Values by name into the order of the parameters.
[[nodiscard]] Setup make_setup(const AnyCurve& curve, const Axis& axis, const FitOptions& options);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/prepare.ipp>
#endif
