#pragma once
// The limits of curves in closed form: jumps, the constant, all of it in one year.

#include <array>
#include <limits>
#include <span>

#include "batch/kernel_ends.hpp"

namespace reeindex::detail {

/// The four bounds of a year: new observation up and down, curve up and down; lower ones with the
/// sign changed, so that each is a maximum.
using FourEnds = std::array<double, climbs_at_once>;

/// Whether a bound is a lower one, and whether it holds the scatter of a new observation.
[[nodiscard]] constexpr bool is_lower(std::size_t bound) noexcept { return bound % 2 == 1; }
[[nodiscard]] constexpr bool is_observation(std::size_t bound) noexcept { return bound < 2; }

struct LimitEnds {
    double least = std::numeric_limits<double>::infinity();  ///< residual sum of the best limit
    FourEnds ends;  ///< within the threshold, ahead of the data; -infinity where there is none
};

/// Jumps between zero and a level, before, after or on a point, and the constant; of the
/// exponential curve the first or last point alone. Points in the order of years.
[[nodiscard]] LimitEnds limit_ends(KernelCurve curve, std::span<const double> y,
                                   std::span<const double> w, double threshold);

/// Residual sum of the best sequence of levels that never falls, or never rises, in the given
/// order (pool adjacent violators).
[[nodiscard]] double monotone_sum(std::span<const double> y, std::span<const double> w,
                                  bool rising);

/// No curve that falls from high to low within three points, in the given order, has a smaller
/// residual sum.
[[nodiscard]] double steep_sum(std::span<const double> y, std::span<const double> w);

}  // namespace reeindex::detail
