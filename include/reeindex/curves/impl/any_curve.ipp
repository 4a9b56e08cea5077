#pragma once
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/any_curve.hpp>

namespace reeindex {

REEINDEX_INLINE std::size_t AnyCurve::index(std::string_view parameter) const {
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        if (parameters_[i].name == parameter) return i;
        known.emplace_back(parameters_[i].name);
    }
    throw NotFound(detail::concat("parameter of ", name_), parameter, known);
}

}  // namespace reeindex
