#pragma once
/// \file
/// What a curve says of itself: the roles of its parameters, and its traits.
///
/// Fits, verdicts, reports and plots ask roles and traits. A name is text for people and decides
/// nothing: two curves that differ only in their names and in those of their parameters give the
/// same numbers and the same verdict.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// What a parameter is to its curve.
enum class Role : std::uint8_t {
    none,     ///< nothing that is asked for
    ceiling,  ///< the level that the curve comes to in the end, or comes from where it falls
    floor,    ///< the level that it comes from, or comes to where it falls
    level,    ///< another height of the curve, in the unit of the data, as of one phase of several
    rate,     ///< how fast: the inverse of a time, zero for no change
    time,     ///< a place on the axis, as the year of a midpoint or a peak
    shape,    ///< a number without a unit that bends the curve
};

namespace detail {
inline constexpr std::array<std::string_view, 7> role_names{"none", "ceiling", "floor", "level",
                                                            "rate", "time",    "shape"};
}

/// Name of a role, for example "ceiling".
[[nodiscard]] constexpr std::string_view name(Role role) noexcept {
    return detail::role_names[static_cast<std::size_t>(role)];
}

/// The role with a name.
/// \throws NotFound
[[nodiscard]] inline Role parse_role(std::string_view text) {
    for (std::size_t i = 0; i < detail::role_names.size(); ++i)
        if (detail::role_names[i] == text) return static_cast<Role>(i);
    throw NotFound("role", text, detail::role_names);
}

/// What a curve is as a whole. The text is a view for curves that are C++ types, and a string for
/// those made at run time.
template <class Text>
struct BasicTraits {
    /// Name of the curve in a sentence or a legend, for example "Gompertz"; its name where empty.
    Text display_name{};
    /// A straight line: p[0] + p[1] (x - origin).
    bool line = false;
    /// The value is the quantity itself (a stock, a share, a cumulative count), so that it can be a
    /// share of the ceiling. False for what a year adds to it, as yearly adoptions or production:
    /// there the ceiling is that of their sum.
    bool cumulative = true;
    /// The value is a rate at an instant, not the growth of a year.
    bool instantaneous = false;
};

/// Traits of a C++ curve.
using Traits = BasicTraits<std::string_view>;
/// Traits of any curve.
using CurveTraits = BasicTraits<std::string>;

}  // namespace reeindex
