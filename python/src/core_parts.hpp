#pragma once
// The parts of the submodule `core`.

#include <pybind11/pybind11.h>

#include <string>

#include <reeindex/core/series.hpp>

namespace reeindex::python {

void bind_errors(pybind11::module_& module);
void bind_series(pybind11::module_& module);

// A series as a small table; corrected, provisional and missing cells are marked.
std::string series_text(const TimeSeries& series);
std::string series_html(const TimeSeries& series);

// Gives a class the module name under which users import it.
template <class Class>
void show_as_public(const Class& type) {
    type.attr("__module__") = "reeindex";
}

}  // namespace reeindex::python
