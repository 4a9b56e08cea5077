#pragma once
// The parts of the submodule `fit`.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_compare(pybind11::module_& module);
void bind_fit_states(pybind11::module_& module);

}  // namespace reeindex::python
