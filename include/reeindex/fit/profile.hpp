#pragma once
/// \file
/// Profiles: how well the curve fits with one parameter held at given values.

#include <span>
#include <string_view>
#include <vector>

#include <reeindex/fit/fit.hpp>

namespace reeindex {

/// Smallest objective of the fit with one parameter held at each of the values: sum of squares,
/// deviance, or the sum of squares of the pseudo-values for robust fits. Infinite where the curve
/// cannot be evaluated.
/// \throws NotFound for an unknown parameter; InvalidArgument if the fit has no optimum, the
/// parameter is fixed, or a value is not finite or outside its bounds.
[[nodiscard]] std::vector<double> profile(const FitResult& fit, std::string_view parameter,
                                          std::span<const double> values);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/profile.ipp>
#endif
