#pragma once
// The parts of the submodule `data`.

#include <pybind11/pybind11.h>

#include <memory>

#include <reeindex/data/reading.hpp>

namespace reeindex::python {

// Revisions over editions, splices, reconciliations.
void bind_vintages(pybind11::module_& module);

void bind_reading(pybind11::module_& module);

// What pickle keeps of a reading.
pybind11::tuple reading_state(const Reading& one);
std::shared_ptr<Reading> reading_from_state(const pybind11::tuple& state);

}  // namespace reeindex::python
