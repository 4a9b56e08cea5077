#pragma once
// Options of a fit from keyword arguments.

#include <pybind11/pybind11.h>

#include <reeindex/fit/options.hpp>

namespace reeindex::python {

// Unknown keywords are refused with the nearest known one.
FitOptions to_fit_options(const pybind11::kwargs& keywords);

}  // namespace reeindex::python
