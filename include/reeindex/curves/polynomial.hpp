#pragma once
/// \file
/// Polynomials of any degree, fitted to the last digits.

#include <optional>

#include <reeindex/curves/any_curve.hpp>

namespace reeindex {

/// y = b0 + b1 (t - origin) + ... + b_degree (t - origin)^degree.
///
/// The origin is the first point of the data unless it is given. Polynomials describe; they do not
/// forecast: outside of the data they leave for infinity.
/// \param degree 0 to 30
/// \throws InvalidArgument
[[nodiscard]] AnyCurve polynomial(int degree, std::optional<double> origin = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/curves/impl/polynomial.ipp>
#endif
