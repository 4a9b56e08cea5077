#pragma once
/// \file
/// Profiles of parameters.

#include <cmath>
#include <string>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/profile.hpp>
#include <reeindex/fit/region/parameter_profile.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<double> profile(const FitResult& fit, std::string_view parameter,
                                            std::span<const double> values) {
    const std::size_t j = fit.index(parameter);
    if (fit.options.fixed.contains(std::string{parameter}))
        throw InvalidArgument("parameter", parameter, "one that is estimated, not fixed");
    detail::ParameterProfile along(fit, j);
    const auto& setup = along.refit().setup;
    std::vector<double> out;
    for (const double value : values) {
        if (!std::isfinite(value) || value < setup.lower[j] || value > setup.upper[j])
            throw InvalidArgument(
                parameter, detail::to_text(value),
                detail::concat("finite and from ", setup.lower[j], " to ", setup.upper[j]));
        out.push_back(along.at(value, out.empty()));
    }
    return out;
}

}  // namespace reeindex
