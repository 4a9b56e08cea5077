#pragma once
// Predictors of a curve: one axis, or a row for each observation.

#include <pybind11/pybind11.h>

#include <cstddef>
#include <utility>
#include <vector>

namespace reeindex::python {

// Rows of predictors from an array with one or two axes, and how many there are to a row.
std::pair<std::vector<double>, std::size_t> to_predictors(const pybind11::object& x);

// The same, for what is evaluated at them.
std::pair<std::vector<double>, std::size_t> to_finite_predictors(const pybind11::object& x);

}  // namespace reeindex::python
