#pragma once
/// \file
/// The shipped curves by name.

#include <string_view>
#include <vector>

#include <reeindex/curves/any_curve.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>

namespace reeindex {

/// Every shipped curve.
[[nodiscard]] inline std::vector<AnyCurve> shipped_curves() {
    return {Linear{}, Exponential{}, Logistic{}, Gompertz{}};
}

/// The shipped curve with a name.
/// \throws NotFound
[[nodiscard]] inline AnyCurve curve_by_name(std::string_view name) {
    std::vector<std::string> known;
    for (auto& curve : shipped_curves()) {
        if (curve.name() == name) return curve;
        known.push_back(curve.name());
    }
    throw NotFound("curve", name, known);
}

}  // namespace reeindex
