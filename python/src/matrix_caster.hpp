#pragma once
// reeindex::Matrix from and to NumPy, column after column. To be included wherever a matrix
// crosses.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include <reeindex/core/matrix.hpp>

namespace pybind11::detail {

template <>
struct type_caster<reeindex::Matrix> {
    PYBIND11_TYPE_CASTER(reeindex::Matrix, const_name("numpy.ndarray[numpy.float64[m, n]]"));

    bool load(handle source, bool convert) {
        using Array = array_t<double, array::f_style | array::forcecast>;
        if (!convert && !isinstance<array_t<double>>(source)) return false;
        const auto array = Array::ensure(source);
        if (!array) {
            PyErr_Clear();
            return false;
        }
        if (array.ndim() < 1 || array.ndim() > 2) return false;
        // one dimension is a column; JSON writes a matrix without elements as []
        const ssize_t columns = array.ndim() == 2 ? array.shape(1) : array.size() > 0 ? 1 : 0;
        value = reeindex::Matrix(static_cast<std::size_t>(array.shape(0)),
                                 static_cast<std::size_t>(columns));
        std::copy_n(array.data(), value.size(), value.data());
        return true;
    }

    static handle cast(const reeindex::Matrix& matrix, return_value_policy /*policy*/,
                       handle /*parent*/) {
        array_t<double, array::f_style> out(std::vector<ssize_t>{
            static_cast<ssize_t>(matrix.rows()), static_cast<ssize_t>(matrix.cols())});
        std::copy_n(matrix.data(), matrix.size(), out.mutable_data());
        return out.release();
    }
};

}  // namespace pybind11::detail
