#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <reeindex/core/element.hpp>
#include <reeindex/core/quantity.hpp>
#include <reeindex/core/source.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_help.hpp"
#include "core_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

void bind_unit(py::module_& module) {
    py::class_<Unit> type(module, "Unit",
                          "A unit of measure: a UCUM code, or an ISO 4217 currency with a power of "
                          "ten such as '10*9.CNY'.");
    type.def(py::init([](const py::object& code) { return to_unit(code); }), "code"_a = "1")
        .def_property_readonly("code", &Unit::code, "The code as it was given.")
        .def_property_readonly("label", &Unit::label, "The code with a power of ten in words.")
        .def_property_readonly("dimension", &Unit::dimension, "The unit without factors.")
        .def(
            "commensurable",
            [](const Unit& one, const py::object& other) {
                return one.commensurable(to_unit(other));
            },
            "other"_a, "Whether a value in this unit can be given in `other`.")
        .def(
            "factor_to",
            [](const Unit& one, const py::object& other) { return one.factor_to(to_unit(other)); },
            "other"_a, "Number by which a value in this unit is multiplied to be in `other`.")
        .def(
            "__eq__", [](const Unit& a, const Unit& b) { return a == b; }, py::is_operator())
        .def("__hash__", [](const Unit& one) { return py::hash(py::str(one.code())); })
        .def("__str__", &Unit::code)
        .def("__repr__",
             [](const Unit& one) { return detail::concat("Unit(", quoted(one.code()), ")"); })
        .def(py::pickle([](const Unit& one) { return one.code(); },
                        [](const std::string& code) { return Unit{code}; }));
    show_as_public(type);
}

void bind_quantity(py::module_& module) {
    const auto make = [](const py::object& value, const py::object& unit, const std::string& basis,
                         const std::string& qualifier) {
        const double number = to_double(value, "value");
        if (!std::isfinite(number))
            throw InvalidArgument("value", detail::to_text(number), "finite");
        return Quantity{number, to_unit(unit), parse_basis(basis), parse_qualifier(qualifier)};
    };
    py::class_<Quantity> type(module, "Quantity",
                              "A number with its unit, basis and qualifier.\n\n"
                              "Parameters\n----------\nvalue : float\nunit : str or Unit\n"
                              "basis : str\n    'none', 'REO', 'element', 'oxide', ...\n"
                              "qualifier : str\n    'exact', 'about', 'almost', 'more_than', "
                              "'at_least', 'less_than' or 'up_to'.");
    type.def(py::init(make), "value"_a, "unit"_a = "1", "basis"_a = "none", "qualifier"_a = "exact")
        .def_readonly("value", &Quantity::value, "The number, in `unit`.")
        .def_property_readonly(
            "unit", [](const Quantity& one) { return one.unit.code(); }, "UCUM or currency code.")
        .def_property_readonly(
            "basis", [](const Quantity& one) { return std::string{name(one.basis)}; },
            "What a mass is a mass of: 'REO', 'oxide', ...; else 'none'.")
        .def_property_readonly(
            "qualifier", [](const Quantity& one) { return std::string{name(one.qualifier)}; },
            "Whether the value is exact, vague or a bound.")
        .def(
            "to", [](const Quantity& one, const py::object& unit) { return one.to(to_unit(unit)); },
            "unit"_a, "The same quantity in another unit of the same kind.")
        .def(
            "ratio", [](const Quantity& a, const Quantity& b) { return ratio(a, b); }, "other"_a,
            "This quantity divided by another of its kind, a pure number.")
        .def(
            "__add__", [](const Quantity& a, const Quantity& b) { return a + b; },
            py::is_operator())
        .def(
            "__sub__", [](const Quantity& a, const Quantity& b) { return a - b; },
            py::is_operator())
        .def(
            "__mul__", [](const Quantity& a, double factor) { return a * factor; },
            py::is_operator())
        .def(
            "__rmul__", [](const Quantity& a, double factor) { return factor * a; },
            py::is_operator())
        .def(
            "__truediv__", [](const Quantity& a, const Quantity& b) { return ratio(a, b); },
            py::is_operator())
        .def(
            "__eq__", [](const Quantity& a, const Quantity& b) { return a == b; },
            py::is_operator())
        .def("__hash__",
             [](const Quantity& one) {
                 return py::hash(py::make_tuple(one.value, one.unit.code(),
                                                static_cast<int>(one.basis),
                                                static_cast<int>(one.qualifier)));
             })
        .def("__str__", &Quantity::text)
        .def("__repr__",
             [](const Quantity& one) { return detail::concat("Quantity(", one.text(), ")"); })
        .def(py::pickle(
            [](const Quantity& one) {
                return py::make_tuple(one.value, one.unit.code(), std::string{name(one.basis)},
                                      std::string{name(one.qualifier)});
            },
            [make](const py::tuple& state) {
                return make(state[0], state[1], state[2].cast<std::string>(),
                            state[3].cast<std::string>());
            }));
    show_as_public(type);
    module.def("oxide_to_element", &oxide_to_element, "mass"_a, "element"_a, oxide_to_element_help);
    module.def("element_to_oxide", &element_to_oxide, "mass"_a, "element"_a, element_to_oxide_help);
}

void bind_source(py::module_& module) {
    py::class_<Document> document(module, "Document", "A published document.");
    document.def_readonly("id", &Document::id, "Key by which figures refer to it.")
        .def_readonly("title", &Document::title, "Title of the document.")
        .def_readonly("authors", &Document::authors, "As cited, all in one text.")
        .def_readonly("year", &Document::year, "Year of publication; 0 if unknown.")
        .def_readonly("container", &Document::container, "Journal, series or publisher.")
        .def_readonly("doi", &Document::doi, "Without resolver; empty if there is none.")
        .def_readonly("url", &Document::url, "Address; empty if there is none.")
        .def_readonly("licence", &Document::licence, "SPDX identifier or a short statement.")
        .def("citation", &Document::citation, "One-line citation.")
        .def("__str__", &Document::citation)
        .def("__repr__", [](const Document& one) {
            return detail::concat("Document(", quoted(one.id), ": ", one.citation(), ")");
        });
    show_as_public(document);

    py::class_<Source> source(module, "Source",
                              "Place of a figure: a document, and the table or section in it.");
    source
        .def(py::init([](std::string id, std::string locator) {
                 return Source{std::move(id), std::move(locator)};
             }),
             "document"_a, "locator"_a = "")
        .def_readonly("document", &Source::document,
                      "Id of a Document, or a file name for a user's data.")
        .def_readonly("locator", &Source::locator,
                      "Place in the document, for example 'Table 1, reserves, 2019'.")
        .def(
            "__eq__", [](const Source& a, const Source& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const Source& one) { return py::hash(py::make_tuple(one.document, one.locator)); })
        .def("__str__", &Source::text)
        .def("__repr__",
             [](const Source& one) { return detail::concat("Source(", quoted(one.text()), ")"); })
        .def(py::pickle(
            [](const Source& one) { return py::make_tuple(one.document, one.locator); },
            [](const py::tuple& state) {
                return Source{state[0].cast<std::string>(), state[1].cast<std::string>()};
            }));
    show_as_public(source);
}

}  // namespace

void bind_core(py::module_& module) {
    module.doc() = "Errors, elements, places, units, quantities, sources, series.";
    bind_errors(module);
    bind_note(module);
    bind_reference(module);
    bind_unit(module);
    bind_quantity(module);
    bind_source(module);
    module.def(
        "status_meaning",
        [](const std::string& code) { return std::string{meaning(parse_obs_status(code))}; },
        "code"_a, status_meaning_help);
    bind_series(module);
}

}  // namespace reeindex::python
