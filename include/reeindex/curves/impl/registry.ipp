#pragma once
/// \file
/// The list of shipped curves.

#include <string>

#include <reeindex/core/compiled.hpp>
#include <reeindex/curves/registry.hpp>

namespace reeindex {

REEINDEX_INLINE const std::vector<AnyCurve>& shipped_curves() {
    static const std::vector<AnyCurve> curves{
        Linear{},   Exponential{},   PowerLaw{}, Logistic{},      LogisticFloor{}, Gompertz{},
        Richards{}, Monomolecular{}, Bass{},     BassAdoptions{}, BiLogistic{},    Hubbert{}};
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
