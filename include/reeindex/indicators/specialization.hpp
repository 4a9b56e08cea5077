#pragma once
/// \file
/// Revealed comparative and technological advantage.
///
/// A table holds units (countries) in rows and fields in columns. All fields must be there: with
/// the table of one field alone no advantage can be computed.

#include <reeindex/core/matrix.hpp>
#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Revealed comparative advantage (Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x) of every
/// cell: the unit's share of the field over the unit's share of everything. 1 is the average; 0 to
/// infinity. The same formula on patent counts is the revealed technological advantage.
/// \returns a matrix of the shape of the table.
/// \throws InvalidArgument if a value is negative or not finite, there are fewer than two rows or
/// columns, or a row or column is all zero (its advantage is 0/0).
[[nodiscard]] Matrix rca(const Matrix& table);

/// Revealed technological advantage: rca() of patent counts.
/// \throws InvalidArgument
[[nodiscard]] inline Matrix rta(const Matrix& patents) { return rca(patents); }

/// Revealed symmetric comparative advantage (B - 1)/(B + 1), from -1 to 1 (Dalum, Laursen and
/// Villumsen 1998, International Review of Applied Economics 12(3), 423-443).
/// \throws InvalidArgument unless the advantage is finite and not negative.
[[nodiscard]] double rsca(double advantage);

/// Relative patent advantage 100 tanh(ln B), from -100 to 100, equal to 100 (B^2 - 1)/(B^2 + 1).
/// \throws InvalidArgument unless the advantage is finite and not negative.
[[nodiscard]] double rpa(double advantage);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/specialization.ipp>
#endif
