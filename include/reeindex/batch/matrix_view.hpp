#pragma once
/// \file
/// Many series as a matrix that is read where it lies.

#include <cstddef>

namespace reeindex {

/// A matrix read where it lies: double or float, any strides.
class MatrixView {
public:
    /// No matrix.
    MatrixView() = default;

    /// \param row_stride, column_stride in elements; zero repeats the row or the column.
    MatrixView(const double* data, std::size_t rows, std::size_t columns, std::ptrdiff_t row_stride,
               std::ptrdiff_t column_stride) noexcept
        : doubles_(data),
          rows_(rows),
          columns_(columns),
          row_stride_(row_stride),
          column_stride_(column_stride) {}
    MatrixView(const float* data, std::size_t rows, std::size_t columns, std::ptrdiff_t row_stride,
               std::ptrdiff_t column_stride) noexcept
        : floats_(data),
          rows_(rows),
          columns_(columns),
          row_stride_(row_stride),
          column_stride_(column_stride) {}

    /// Rows one after the other (C order).
    template <class Number>
    MatrixView(const Number* data, std::size_t rows, std::size_t columns) noexcept
        : MatrixView(data, rows, columns, static_cast<std::ptrdiff_t>(columns), 1) {}

    /// Whether it views nothing.
    [[nodiscard]] bool empty() const noexcept { return doubles_ == nullptr && floats_ == nullptr; }
    /// Number of series.
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    /// Number of points of the axis.
    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    /// Elements from one row to the next.
    [[nodiscard]] std::ptrdiff_t row_stride() const noexcept { return row_stride_; }
    /// Elements from one column to the next.
    [[nodiscard]] std::ptrdiff_t column_stride() const noexcept { return column_stride_; }
    /// The elements as doubles; null where they are floats.
    [[nodiscard]] const double* doubles() const noexcept { return doubles_; }

    [[nodiscard]] double operator()(std::size_t row, std::size_t column) const noexcept {
        const auto at = static_cast<std::ptrdiff_t>(row) * row_stride_ +
                        static_cast<std::ptrdiff_t>(column) * column_stride_;
        return doubles_ != nullptr ? doubles_[at] : static_cast<double>(floats_[at]);
    }

    /// Copies a row to `out`, which holds columns() numbers.
    void copy_row(std::size_t row, double* out) const noexcept {
        const auto at = static_cast<std::ptrdiff_t>(row) * row_stride_;
        if (doubles_ != nullptr)
            for (std::size_t j = 0; j < columns_; ++j)
                out[j] = doubles_[at + static_cast<std::ptrdiff_t>(j) * column_stride_];
        else
            for (std::size_t j = 0; j < columns_; ++j)
                out[j] = static_cast<double>(
                    floats_[at + static_cast<std::ptrdiff_t>(j) * column_stride_]);
    }

private:
    const double* doubles_ = nullptr;
    const float* floats_ = nullptr;
    std::size_t rows_ = 0, columns_ = 0;
    std::ptrdiff_t row_stride_ = 0, column_stride_ = 0;
};

}  // namespace reeindex
