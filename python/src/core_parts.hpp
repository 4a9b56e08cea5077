#pragma once
// The parts of the submodule `core`.

#include <pybind11/pybind11.h>

#include <string>

#include <reeindex/core/series.hpp>

namespace reeindex::python {

void bind_errors(pybind11::module_& module);
void bind_note(pybind11::module_& module);
// Elements, countries and offices.
void bind_reference(pybind11::module_& module);
void bind_observation(pybind11::module_& module);
void bind_series(pybind11::module_& module);

// A Source, or a text that names a document.
Source to_source(const pybind11::object& object);

bool same_observation(const Observation& a, const Observation& b);

// What pickle keeps of an observation.
pybind11::tuple observation_state(const Observation& one);
Observation observation_from_state(const pybind11::tuple& state);

// A series as a small table; corrected, provisional and missing cells are marked.
std::string series_text(const TimeSeries& series);
std::string series_html(const TimeSeries& series);

// Gives a class the module name under which users import it.
template <class Class>
void show_as_public(const Class& type) {
    type.attr("__module__") = "reeindex";
}

}  // namespace reeindex::python
