#pragma once
/// \file
/// The shipped curves by name.

#include <string_view>
#include <vector>

#include <reeindex/curves/any_curve.hpp>
#include <reeindex/curves/bass.hpp>
#include <reeindex/curves/bilogistic.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/hubbert.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/logistic_floor.hpp>
#include <reeindex/curves/monomolecular.hpp>
#include <reeindex/curves/polynomial.hpp>
#include <reeindex/curves/power_law.hpp>
#include <reeindex/curves/richards.hpp>

namespace reeindex {

/// Every shipped curve with a name of its own; polynomial() makes the others.
[[nodiscard]] const std::vector<AnyCurve>& shipped_curves();

/// The shipped curve with a name.
/// \throws NotFound
[[nodiscard]] AnyCurve curve_by_name(std::string_view name);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/registry.ipp>
#endif
