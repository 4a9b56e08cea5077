#pragma once
// Copying and pickling of results, which no one can change.

#include <pybind11/pybind11.h>

#include <string>

namespace reeindex::python {

// copy.copy() and copy.deepcopy() give the object itself.
template <class Type>
void copies_are_itself(Type& type) {
    namespace py = pybind11;
    type.def("__copy__", [](const py::object& self) { return self; });
    type.def(
        "__deepcopy__", [](const py::object& self, const py::dict&) { return self; },
        py::arg("memo"));
}

// pickle says what to keep instead.
template <class Type>
void is_not_pickled(Type& type, const std::string& instead) {
    namespace py = pybind11;
    const auto name = type.attr("__name__").template cast<std::string>();
    type.def("__reduce__",
             [message = name + " cannot be pickled: " + instead](const py::object&) -> py::object {
                 throw py::type_error(message);
             });
}

}  // namespace reeindex::python
