#pragma once
// The parts of the submodule `data`.

#include <pybind11/pybind11.h>

namespace reeindex::python {

// Revisions over editions, splices, reconciliations.
void bind_vintages(pybind11::module_& module);

}  // namespace reeindex::python
