#pragma once
// The parts of the submodule `indicators` that live in files of their own.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_composite(pybind11::module_& module);

}  // namespace reeindex::python
