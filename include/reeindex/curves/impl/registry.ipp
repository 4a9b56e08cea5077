#pragma once
#include <string>
#include <tuple>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>
#include <reeindex/curves/shipped.hpp>

namespace reeindex {

REEINDEX_INLINE const std::vector<AnyCurve>& shipped_curves() {
    static const std::vector<AnyCurve> curves = std::apply(
        [](auto... curve) { return std::vector<AnyCurve>{AnyCurve(curve)...}; }, ShippedCurves{});
    return curves;
}

REEINDEX_INLINE AnyCurve curve_by_name(std::string_view name) {
    std::vector<std::string> known;
    for (const auto& curve : shipped_curves()) {
        if (curve.name() == name) return curve;
        known.push_back(curve.name());
    }
    throw NotFound("curve", name, known);
}

}  // namespace reeindex
