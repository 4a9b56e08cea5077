#pragma once
/// \file
/// The shipped curves by name.

#include <string_view>
#include <vector>

#include <reeindex/curves/any_curve.hpp>

namespace reeindex {

/// Every curve of ShippedCurves, in their order; polynomial() makes others.
[[nodiscard]] const std::vector<AnyCurve>& shipped_curves();

/// The shipped curve with a name.
/// \throws NotFound
[[nodiscard]] AnyCurve curve_by_name(std::string_view name);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/registry.ipp>
#endif
