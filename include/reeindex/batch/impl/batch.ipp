#pragma once
#include <reeindex/batch/batch.hpp>
#include <reeindex/core/compiled.hpp>

namespace reeindex {

REEINDEX_INLINE MatrixView::MatrixView(const double* data, std::size_t rows, std::size_t columns,
                                       std::ptrdiff_t row_stride,
                                       std::ptrdiff_t column_stride) noexcept
    : doubles_(data),
      rows_(rows),
      columns_(columns),
      row_stride_(row_stride),
      column_stride_(column_stride) {}

REEINDEX_INLINE MatrixView::MatrixView(const float* data, std::size_t rows, std::size_t columns,
                                       std::ptrdiff_t row_stride,
                                       std::ptrdiff_t column_stride) noexcept
    : floats_(data),
      rows_(rows),
      columns_(columns),
      row_stride_(row_stride),
      column_stride_(column_stride) {}

REEINDEX_INLINE double MatrixView::operator()(std::size_t row, std::size_t column) const noexcept {
    const auto at = static_cast<std::ptrdiff_t>(row) * row_stride_ +
                    static_cast<std::ptrdiff_t>(column) * column_stride_;
    return doubles_ != nullptr ? doubles_[at] : static_cast<double>(floats_[at]);
}

REEINDEX_INLINE void MatrixView::copy_row(std::size_t row, double* out) const noexcept {
    const auto at = static_cast<std::ptrdiff_t>(row) * row_stride_;
    if (doubles_ != nullptr)
        for (std::size_t j = 0; j < columns_; ++j)
            out[j] = doubles_[at + static_cast<std::ptrdiff_t>(j) * column_stride_];
    else
        for (std::size_t j = 0; j < columns_; ++j)
            out[j] =
                static_cast<double>(floats_[at + static_cast<std::ptrdiff_t>(j) * column_stride_]);
}

}  // namespace reeindex
