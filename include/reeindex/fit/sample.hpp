#pragma once
/// \file
/// The observations that a fit stands on, as one value.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/series.hpp>

namespace reeindex {

/// An observation that was left out of a fit, and why.
struct ExcludedObservation {
    int year = 0;
    ObsStatus status = ObsStatus::normal;
    std::string reason;
};

/// Observations with all that belongs to each of them: what is fitted, compared and judged.
///
/// \code
/// const auto fitted = fit(sample_of(series, {.weights = weights}), Logistic{});
/// const auto plain = fit(Sample{.x = x, .y = y, .completeness = shares}, Linear{});
/// \endcode
struct Sample {
    std::vector<double> x{};     ///< row-major, `predictors` per row
    std::size_t predictors = 1;  ///< numbers of a row of x
    std::vector<double> y{};
    /// Relative weights, one an observation; empty for equal weights. Only their ratios matter for
    /// the parameters; s^2 is the weighted sum of squares over n - p. Zero leaves the observation
    /// out.
    std::vector<double> weights{};
    /// Share of each observation that is already published, in (0, 1]; empty for complete data.
    /// Multiplies the curve.
    std::vector<double> completeness{};
    std::vector<int> years{};  ///< empty for plain x and y
    std::vector<ExcludedObservation> excluded{};
    std::string label = "y";
    std::string unit = "1";
    std::string basis = "none";
};

/// What a sample takes from a series.
struct SampleOptions {
    /// Sample::weights: one for each observation of the series, or for each that is used.
    std::vector<double> weights{};
    /// Sample::completeness, of the same length.
    std::vector<double> completeness{};
    /// Use observations of status P (provisional) too. With `completeness` they are used anyway.
    bool include_provisional = false;
};

/// The observations of a series that have a value, without provisional ones unless asked for; those
/// left out are listed with their reason.
/// \throws InvalidArgument if nothing is left, or the length of an option is that of neither the
/// series nor the observations used.
[[nodiscard]] Sample sample_of(const TimeSeries& series, const SampleOptions& options = {});

namespace detail {

/// Takes out the observations of weight zero, and lists those of a year. \param statuses of the
/// observations; empty where all are normal \throws InvalidArgument if nothing is left.
void leave_out_weightless(Sample& sample, std::span<const ObsStatus> statuses = {});

}  // namespace detail

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/sample.ipp>
#endif
