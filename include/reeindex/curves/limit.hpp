#pragma once
/// \file
/// The limits of growth curves: where a curve's best fit lies when the data cannot bound it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// A simpler shape that a curve approaches when a parameter runs to the end of its range.
enum class Limit : std::uint8_t {
    none,
    exponential,          ///< ceiling without bound
    linear,               ///< rate towards zero, ceiling without bound
    constant,             ///< no growth
    step,                 ///< rate without bound: a jump between two years
    spike,                ///< rate without bound: all of the change in the first or last year
    shifted_exponential,  ///< one asymptote without bound, the other finite
    gompertz,             ///< shape parameter towards zero
    logistic,             ///< the second phase vanishes
    unbounded,            ///< a ceiling without bound for which the curve names no simpler shape
    pulse,                ///< rate without bound: all of it in one year or two neighbours
    jump,                 ///< rate without bound: one level in the first year, another afterwards
    early_adoption,       ///< ceiling without bound, growth from zero at the origin
    open_phase            ///< the second of two phases has a ceiling without bound
};

/// Name of a limit, for example "exponential".
[[nodiscard]] constexpr std::string_view name(Limit limit) noexcept {
    constexpr std::array<std::string_view, 14> names{"none",
                                                     "exponential",
                                                     "linear",
                                                     "constant",
                                                     "step",
                                                     "spike",
                                                     "shifted_exponential",
                                                     "gompertz",
                                                     "logistic",
                                                     "unbounded",
                                                     "pulse",
                                                     "jump",
                                                     "early_adoption",
                                                     "open_phase"};
    return names[static_cast<std::size_t>(limit)];
}

/// The limit with a name.
/// \throws NotFound
[[nodiscard]] inline Limit parse_limit(std::string_view text) {
    constexpr auto count = static_cast<std::size_t>(Limit::open_phase) + 1;
    std::array<std::string_view, count> known{};
    for (std::size_t i = 0; i < count; ++i) {
        known[i] = name(static_cast<Limit>(i));
        if (known[i] == text) return static_cast<Limit>(i);
    }
    throw NotFound("limit", text, known);
}

/// Name of the limit in a sentence: persons have a capital, as in CurveTraits::display_name.
[[nodiscard]] constexpr std::string_view display_name(Limit limit) noexcept {
    return limit == Limit::gompertz ? "Gompertz" : name(limit);
}

/// The limit in words, as in "the data do not exclude ...".
[[nodiscard]] constexpr std::string_view description(Limit limit) noexcept {
    constexpr std::array<std::string_view, 14> texts{"no limit",
                                                     "exponential change without a ceiling",
                                                     "a straight line without a ceiling",
                                                     "no change at all",
                                                     "a jump within one step",
                                                     "a change in the first or last year only",
                                                     "an asymptote out of reach",
                                                     "a Gompertz curve",
                                                     "a single logistic curve",
                                                     "a ceiling without bound",
                                                     "all of it in one year or two neighbours",
                                                     "a jump after the first year",
                                                     "adoption that gathers pace without a ceiling",
                                                     "a second phase without a ceiling"};
    return texts[static_cast<std::size_t>(limit)];
}

/// Where one parameter of a curve stands at a limit.
struct AtLimit {
    /// Parameter of the limiting shape that equals this one, or -1 where the data say nothing.
    int from = -1;
    /// Value where the data say nothing: an infinity, or 0 for a rate. NaN where the curve does not
    /// approach the shape that was fitted (a rate of the wrong sign).
    double value = 0.0;
};

}  // namespace reeindex
