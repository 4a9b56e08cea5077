#pragma once
/// \file
/// A matrix of numbers, as results hold it.

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace reeindex {

namespace detail {
/// A matrix type of another library: rows(), cols() and m(row, column), as Eigen's.
template <class M>
concept ForeignMatrix = requires(const M& m) {
    static_cast<std::size_t>(m.rows());
    static_cast<std::size_t>(m.cols());
    static_cast<double>(m(m.rows(), m.cols()));
};
}  // namespace detail

/// A matrix of doubles, column after column. A matrix of Eigen becomes one by itself;
/// reeindex/core/eigen_view.hpp looks at one as Eigen's, without a copy.
class Matrix {
public:
    /// No rows, no columns.
    Matrix() = default;
    /// Every element is `value`.
    Matrix(std::size_t rows, std::size_t columns, double value = 0.0)
        : rows_(rows), columns_(columns), values_(rows * columns, value) {}
    /// A copy of a matrix of another library.
    template <class M>
    requires(!std::is_same_v<M, Matrix> && detail::ForeignMatrix<M>) Matrix(
        const M& other)  // NOLINT(google-explicit-constructor): so that Eigen's can be passed
        : Matrix(static_cast<std::size_t>(other.rows()), static_cast<std::size_t>(other.cols())) {
        using Index = decltype(other.rows());
        double* to = values_.data();
        for (Index j = 0; j < other.cols(); ++j)
            for (Index i = 0; i < other.rows(); ++i) *to++ = static_cast<double>(other(i, j));
    }

    /// Number of rows.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    /// Number of columns.
    [[nodiscard]] std::size_t cols() const noexcept { return columns_; }
    /// Number of elements.
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    /// An element; the place is not checked.
    [[nodiscard]] double operator()(std::size_t row, std::size_t column) const noexcept {
        return values_[column * rows_ + row];
    }
    [[nodiscard]] double& operator()(std::size_t row, std::size_t column) noexcept {
        return values_[column * rows_ + row];
    }
    /// A column.
    [[nodiscard]] std::span<const double> column(std::size_t j) const noexcept {
        return {values_.data() + j * rows_, rows_};
    }
    [[nodiscard]] std::span<double> column(std::size_t j) noexcept {
        return {values_.data() + j * rows_, rows_};
    }
    /// The elements, column after column.
    [[nodiscard]] const double* data() const noexcept { return values_.data(); }
    [[nodiscard]] double* data() noexcept { return values_.data(); }

    /// Same shape, same elements.
    friend bool operator==(const Matrix&, const Matrix&) = default;

private:
    std::size_t rows_ = 0, columns_ = 0;
    std::vector<double> values_;
};

}  // namespace reeindex
