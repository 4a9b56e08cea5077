#pragma once
/// \file
/// Eigen's view of our matrices and vectors. The only public header that brings Eigen: it costs a
/// second of compilation, and only programs that calculate with matrices need it.

#include <Eigen/Core>
#include <vector>

#include <reeindex/core/matrix.hpp>

namespace reeindex {

/// The matrix as Eigen's, without a copy; as long as it lives and keeps its shape.
[[nodiscard]] inline Eigen::Map<const Eigen::MatrixXd> eigen_view(const Matrix& matrix) noexcept {
    return {matrix.data(), static_cast<Eigen::Index>(matrix.rows()),
            static_cast<Eigen::Index>(matrix.cols())};
}
[[nodiscard]] inline Eigen::Map<Eigen::MatrixXd> eigen_view(Matrix& matrix) noexcept {
    return {matrix.data(), static_cast<Eigen::Index>(matrix.rows()),
            static_cast<Eigen::Index>(matrix.cols())};
}
/// A vector as a column of Eigen's, without a copy.
[[nodiscard]] inline Eigen::Map<const Eigen::VectorXd> eigen_view(
    const std::vector<double>& values) noexcept {
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}
[[nodiscard]] inline Eigen::Map<Eigen::VectorXd> eigen_view(std::vector<double>& values) noexcept {
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}

}  // namespace reeindex
