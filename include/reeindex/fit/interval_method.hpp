#pragma once
/// \file
/// How intervals are found, for parameters and for forecasts alike.

#include <array>
#include <cstdint>
#include <string_view>

#include <reeindex/core/error.hpp>

namespace reeindex {

/// How an interval is found.
enum class IntervalMethod : std::uint8_t {
    automatic,  ///< chosen by the curve and by what the data identify; the result names the choice
    wald,       ///< linearised at the optimum, Student t; for forecasts the delta method
    profile,    ///< all values that the data do not reject by the likelihood-ratio or F test
    bootstrap,  ///< percentiles over refits to simulated data
    delta = wald
};

namespace detail {
inline constexpr std::array<std::string_view, 5> interval_method_names{
    "automatic", "wald", "profile", "bootstrap", "delta"};
}

[[nodiscard]] constexpr std::string_view name(IntervalMethod method) noexcept {
    return detail::interval_method_names[static_cast<std::size_t>(method)];
}

/// Reads the name of an interval method; "delta" is another word for "wald".
/// \throws NotFound
[[nodiscard]] inline IntervalMethod parse_interval_method(std::string_view text) {
    if (text == "delta") return IntervalMethod::delta;
    for (std::size_t i = 0; i < 4; ++i)
        if (detail::interval_method_names[i] == text) return static_cast<IntervalMethod>(i);
    throw NotFound("interval method", text, detail::interval_method_names);
}

}  // namespace reeindex
