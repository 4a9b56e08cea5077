#pragma once
#include <cstddef>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex {

REEINDEX_INLINE std::size_t FitResult::index(std::string_view parameter) const {
    if (estimates.empty())
        throw InvalidArgument("fit", name(status), "one with estimates: " + message);
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].name == parameter) return i;
        known.emplace_back(parameters[i].name);
    }
    throw NotFound(detail::concat("parameter of ", curve), parameter, known);
}

}  // namespace reeindex
