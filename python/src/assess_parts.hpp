#pragma once
// Parts of the module assess's bindings.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_report(pybind11::module_& module);
void bind_audit(pybind11::module_& module);

}  // namespace reeindex::python
