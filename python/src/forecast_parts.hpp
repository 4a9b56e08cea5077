#pragma once
// The parts of the submodule `forecast`.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_auto_forecast(pybind11::module_& module);

}  // namespace reeindex::python
