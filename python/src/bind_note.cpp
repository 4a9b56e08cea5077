#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include <reeindex/core/note.hpp>
#include <reeindex/core/text.hpp>

#include "core_help.hpp"
#include "core_parts.hpp"
#include "immutable.hpp"

namespace reeindex::python {
namespace py = pybind11;

namespace {

template <class Value>
py::dict to_dict(const std::vector<std::pair<std::string, Value>>& entries) {
    py::dict out;
    for (const auto& [key, value] : entries) out[py::str(key)] = value;
    return out;
}

std::string note_text(const Note& note) {
    std::string out = detail::concat("Note('", note.kind, "'");
    for (const auto& [key, value] : note.numbers)
        out += detail::concat(", ", key, "=", detail::to_significant(value, 6));
    for (const auto& [key, value] : note.names) out += detail::concat(", ", key, "='", value, "'");
    return out + ")";
}

}  // namespace

void bind_note(py::module_& module) {
    auto type = py::class_<Note>(module, "Note", note_help);
    show_as_public(type);
    copies_are_itself(type);
    type.def_readonly("kind", &Note::kind, "What it states, for example 'reach'.")
        .def_property_readonly(
            "numbers", [](const Note& note) { return to_dict(note.numbers); },
            "Its numbers by name.")
        .def_property_readonly(
            "names", [](const Note& note) { return to_dict(note.names); },
            "Parameters, curves and limits that it is about, by what they are.")
        .def(py::self == py::self)
        .def("__hash__", [](const Note& note) { return py::hash(py::str(note_text(note))); })
        .def("__repr__", &note_text)
        .def(py::pickle(
            [](const Note& note) { return py::make_tuple(note.kind, note.numbers, note.names); },
            [](const py::tuple& state) {
                return Note{state[0].cast<std::string>(), state[1].cast<decltype(Note::numbers)>(),
                            state[2].cast<decltype(Note::names)>()};
            }));
}

}  // namespace reeindex::python
