#pragma once
/// \file
/// How a fit ended, and what the data can tell. The same codes serve single and batch fits.

#include <array>
#include <cstdint>
#include <string_view>

#include <reeindex/curves/limit.hpp>

namespace reeindex {

/// Why the fit ended. Only `converged` and `degenerate` have an optimum.
enum class FitStatus : std::uint8_t {
    converged,   ///< a finite optimum was reached
    degenerate,  ///< the sum of squares falls towards a limit of the curve (ceiling without bound,
                 ///< straight line, step, constant); the result stands on that limit, by name
    max_iterations,  ///< the iteration limit was reached first; the parameters are not an optimum
    too_few_observations,  ///< not more observations than parameters
    invalid_data,          ///< values that the curve or the error model cannot take
    failed,                ///< the model could not be evaluated
};

/// Whether the data determine the parameters: what `identified` means everywhere. It is earned, at
/// FitOptions::level: a curve that names limits is tested against each, and every other one is
/// examined (fit/verdict/examination.hpp).
enum class Identification : std::uint8_t {
    identified,  ///< the data bound every parameter: they exclude every limit of the curve, named
                 ///< or found
    weakly_identified,  ///< there is an optimum, but the data do not exclude a limit, or a
                        ///< parameter has no bound on one side or lies on a bound of its own
    not_identified      ///< the optimum is a limit of the curve, or the data cannot tell parameters
                        ///< apart: what is not determined has no finite estimate or standard error
};

/// Name of a status, for example "max_iterations".
[[nodiscard]] constexpr std::string_view name(FitStatus status) noexcept {
    constexpr std::array<std::string_view, 6> names{"converged",      "degenerate",
                                                    "max_iterations", "too_few_observations",
                                                    "invalid_data",   "failed"};
    return names[static_cast<std::size_t>(status)];
}

/// Name of a verdict, for example "weakly identified".
[[nodiscard]] constexpr std::string_view name(Identification verdict) noexcept {
    constexpr std::array<std::string_view, 3> names{"identified", "weakly identified",
                                                    "not identified"};
    return names[static_cast<std::size_t>(verdict)];
}

}  // namespace reeindex
