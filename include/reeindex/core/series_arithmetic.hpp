#pragma once
/// \file
/// Sums, differences, multiples and ratios of series, with unit, basis, status and sources kept.

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/series.hpp>

namespace reeindex {

/// Sum, year by year, in the unit of the first.
///
/// As in every operation here: the result has the years that both series have; a year in which one
/// has no value has none (status O), for a missing value is not zero. A value keeps the weaker
/// status of its parts, the sources of both, and the qualifier that follows from theirs ("more than
/// 3" plus 2 is more than 5; where the bounds point apart, "about"). Both views are computed.
/// \throws UnitError if units or bases differ in kind; InvalidArgument if the series share no year
/// or are read in different views.
[[nodiscard]] TimeSeries operator+(const TimeSeries& a, const TimeSeries& b);

/// Difference, year by year, in the unit of the first.
/// \throws UnitError, InvalidArgument as for the sum.
[[nodiscard]] TimeSeries operator-(const TimeSeries& a, const TimeSeries& b);

/// Product, year by year. Units multiply: "USD/t" times "kt/a" is "USD/a".
/// \throws UnitError if the product has no unit of one numerator, or both have a basis and the
/// bases differ; InvalidArgument as for the sum.
[[nodiscard]] TimeSeries operator*(const TimeSeries& a, const TimeSeries& b);

/// Ratio, year by year: a pure number of two series of one kind, "kt/a" over "{person}" is
/// "kt/a/{person}". A year in which the second is zero has no value (status M).
/// \throws UnitError if the ratio has no unit of one numerator, or both measure the same but on
/// different bases; InvalidArgument as for the sum.
[[nodiscard]] TimeSeries operator/(const TimeSeries& a, const TimeSeries& b);

/// A multiple; unit and basis stay.
/// \throws InvalidArgument unless the factor is finite, and not zero where a value is a bound.
[[nodiscard]] TimeSeries operator*(const TimeSeries& a, double factor);
/// The same multiple.
[[nodiscard]] inline TimeSeries operator*(double factor, const TimeSeries& a) { return a * factor; }
/// A fraction; unit and basis stay.
/// \throws InvalidArgument unless the divisor is finite and not zero.
[[nodiscard]] TimeSeries operator/(const TimeSeries& a, double divisor);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/series_arithmetic.ipp>
#endif
