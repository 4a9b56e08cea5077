#pragma once
// One bind_*.cpp per module; each fills the submodule reeindex._core.<module>, and its stub is
// python/reeindex._core.<module>.pyi.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_core(pybind11::module_& module);
void bind_data(pybind11::module_& module);
void bind_industry(pybind11::module_& module);
void bind_patents(pybind11::module_& module);
void bind_indicators(pybind11::module_& module);
void bind_fit(pybind11::module_& module);
void bind_batch(pybind11::module_& module);
void bind_forecast(pybind11::module_& module);
void bind_assess(pybind11::module_& module);
// After all others: it gives pickles to what they have bound.
void bind_keeping(pybind11::module_& module);

}  // namespace reeindex::python
