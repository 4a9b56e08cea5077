#pragma once
#include <cmath>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/eigen_view.hpp>
#include <reeindex/indicators/specialization.hpp>

namespace reeindex {

REEINDEX_INLINE Matrix rca(const Matrix& matrix) {
    const auto table = eigen_view(matrix);
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
    Matrix out(matrix.rows(), matrix.cols());
    auto advantage = eigen_view(out);
    for (Eigen::Index i = 0; i < table.rows(); ++i)
        for (Eigen::Index j = 0; j < table.cols(); ++j)
            advantage(i, j) = (table(i, j) / columns[j]) / (rows[i] / total);
    return out;
}

REEINDEX_INLINE double rsca(double advantage) {
    detail::require_non_negative("advantage", advantage);
    return (advantage - 1.0) / (advantage + 1.0);
}

REEINDEX_INLINE double rpa(double advantage) {
    detail::require_non_negative("advantage", advantage);
    return advantage == 0.0 ? -100.0 : 100.0 * std::tanh(std::log(advantage));
}

}  // namespace reeindex
