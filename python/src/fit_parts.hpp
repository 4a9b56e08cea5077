#pragma once
// The parts of the submodule `fit`.

#include <pybind11/pybind11.h>

#include <reeindex/fit/result.hpp>

namespace reeindex::python {

void bind_curve(pybind11::module_& module);
void bind_fit_result(pybind11::module_& module);
void bind_fit_intervals(pybind11::class_<FitResult>& result);
void bind_compare(pybind11::module_& module);
void bind_fit_states(pybind11::module_& module);

}  // namespace reeindex::python
