#pragma once
/// \file
/// Revealed comparative and technological advantage.
///
/// A table holds units (countries) in rows and fields in columns. All fields must be there: with
/// the table of one field alone no advantage can be computed.

#include <Eigen/Core>
#include <cmath>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/sums.hpp>

namespace reeindex {

/// Revealed comparative advantage (Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x) of every
/// cell: the unit's share of the field over the unit's share of everything. 1 is the average; 0 to
/// infinity. The same formula on patent counts is the revealed technological advantage.
/// \returns a matrix of the shape of the table.
/// \throws InvalidArgument if a value is negative or not finite, there are fewer than two rows or
/// columns, or a row or column is all zero (its advantage is 0/0).
[[nodiscard]] inline Eigen::MatrixXd rca(const Eigen::Ref<const Eigen::MatrixXd>& table) {
    if (table.rows() < 2 || table.cols() < 2)
        throw InvalidArgument("table", detail::concat(table.rows(), " x ", table.cols()),
                              "at least two units (rows) and two fields (columns)");
    for (Eigen::Index i = 0; i < table.rows(); ++i)
        for (Eigen::Index j = 0; j < table.cols(); ++j)
            if (!(table(i, j) >= 0.0) || !std::isfinite(table(i, j)))
                throw InvalidArgument("table",
                                      detail::concat(table(i, j), " at row ", i, ", column ", j),
                                      "finite and not negative");
    const Eigen::VectorXd rows = table.rowwise().sum();
    const Eigen::RowVectorXd columns = table.colwise().sum();
    const double total = rows.sum();
    if (!std::isfinite(total))
        throw InvalidArgument("table", "too large", "small enough that the sum is finite");
    for (Eigen::Index i = 0; i < rows.size(); ++i)
        if (!(rows[i] > 0.0))
            throw InvalidArgument("table", detail::concat("row ", i, " all zero"),
                                  "positive in sum in every row; leave the unit out");
    for (Eigen::Index j = 0; j < columns.size(); ++j)
        if (!(columns[j] > 0.0))
            throw InvalidArgument("table", detail::concat("column ", j, " all zero"),
                                  "positive in sum in every column; leave the field out");
    Eigen::MatrixXd out(table.rows(), table.cols());
    for (Eigen::Index i = 0; i < table.rows(); ++i)
        for (Eigen::Index j = 0; j < table.cols(); ++j)
            out(i, j) = (table(i, j) / columns[j]) / (rows[i] / total);
    return out;
}

/// Revealed technological advantage: rca() of patent counts.
/// \throws InvalidArgument
[[nodiscard]] inline Eigen::MatrixXd rta(const Eigen::Ref<const Eigen::MatrixXd>& patents) {
    return rca(patents);
}

/// Revealed symmetric comparative advantage (B - 1)/(B + 1), from -1 to 1 (Dalum, Laursen and
/// Villumsen 1998, International Review of Applied Economics 12(3), 423-443).
/// \throws InvalidArgument unless the advantage is finite and not negative.
[[nodiscard]] inline double rsca(double advantage) {
    detail::require_non_negative("advantage", advantage);
    return (advantage - 1.0) / (advantage + 1.0);
}

/// Relative patent advantage 100 tanh(ln B), from -100 to 100, equal to 100 (B^2 - 1)/(B^2 + 1).
/// \throws InvalidArgument unless the advantage is finite and not negative.
[[nodiscard]] inline double rpa(double advantage) {
    detail::require_non_negative("advantage", advantage);
    return advantage == 0.0 ? -100.0 : 100.0 * std::tanh(std::log(advantage));
}

}  // namespace reeindex
