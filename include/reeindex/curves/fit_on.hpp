#pragma once
/// \file
/// Whether observations are levels of a curve or its yearly increments.

#include <cstdint>
#include <string_view>

namespace reeindex {

/// What the observations of a series are of a cumulative curve.
enum class FitOn : std::uint8_t {
    levels,     ///< the curve's value
    increments  ///< the curve's growth over the year, F(t) - F(t - 1)
};

/// "levels" or "increments".
[[nodiscard]] constexpr std::string_view name(FitOn on) noexcept {
    return on == FitOn::levels ? "levels" : "increments";
}

}  // namespace reeindex
