#pragma once
// The parts of the module forecast.

#include <pybind11/pybind11.h>

namespace reeindex::python {

void bind_backtest(pybind11::module_& module);
void bind_auto_forecast(pybind11::module_& module);

}  // namespace reeindex::python
