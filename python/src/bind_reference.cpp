#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <string_view>
#include <vector>

#include <reeindex/core/country.hpp>
#include <reeindex/core/element.hpp>
#include <reeindex/core/office.hpp>

#include "convert.hpp"
#include "core_help.hpp"
#include "core_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

GroupDefinition parse_group_definition(std::string_view text) {
    if (text == "usgs") return GroupDefinition::usgs;
    if (text == "european_commission") return GroupDefinition::european_commission;
    throw NotFound("group definition", text,
                   std::array<std::string_view, 2>{"usgs", "european_commission"});
}

std::string_view name_of(ElementGroup group) {
    switch (group) {
        case ElementGroup::light:
            return "light";
        case ElementGroup::heavy:
            return "heavy";
        case ElementGroup::neither:
            break;
    }
    return "neither";
}

std::string_view name_of(OfficeKind kind) {
    switch (kind) {
        case OfficeKind::national:
            return "national";
        case OfficeKind::regional:
            return "regional";
        case OfficeKind::international:
            break;
    }
    return "international";
}

// Entries of a table are equal, hashed and pickled by a key; `finder` is the function of reeindex
// that finds them by it.
template <class T>
void known_by(py::class_<T>& type, const char* finder, std::string_view T::*key) {
    type.def(
            "__eq__", [key](const T& a, const T& b) { return a.*key == b.*key; }, py::is_operator())
        .def("__hash__", [key](const T& one) { return py::hash(py::cast(one.*key)); })
        .def("__reduce__", [finder, key](const T& one) {
            return py::make_tuple(py::module_::import("reeindex").attr(finder),
                                  py::make_tuple(one.*key));
        });
}

void bind_elements(py::module_& module) {
    py::class_<Oxide> oxide(module, "Oxide", "Metal and oxygen atoms of an oxide's formula.");
    // Elements come from a constexpr table, so the formula of an Oxide is never owned by Python.
    oxide.def_readonly("formula", &Oxide::formula, "For example 'Nd2O3'.")
        .def_readonly("metal_atoms", &Oxide::metal_atoms, "Atoms of the metal in the formula.")
        .def_readonly("oxygen_atoms", &Oxide::oxygen_atoms, "Atoms of oxygen in the formula.")
        .def("__repr__",
             [](const Oxide& one) { return detail::concat("Oxide(", quoted(one.formula), ")"); })
        .def("__reduce__", [](const Oxide& one) {
            return py::make_tuple(py::module_::import("reeindex.keeping").attr("_oxide"),
                                  py::make_tuple(one.formula));
        });
    show_as_public(oxide);

    py::class_<Element> type(module, "Element", "One of the 17 rare-earth elements.");
    type.def_readonly("symbol", &Element::symbol, "For example 'Nd'.")
        .def_readonly("name", &Element::name, "In English, for example 'neodymium'.")
        .def_readonly("atomic_number", &Element::atomic_number, "Number of protons.")
        .def_readonly("atomic_weight", &Element::atomic_weight,
                      "CIAAW standard atomic weight; None for promethium.")
        .def_readonly("weight_year", &Element::weight_year,
                      "Year of the revision that set the weight; 0 where there is none.")
        .def_readonly("oxide", &Element::oxide, "The oxide in which the element is traded.")
        .def("oxide_factor", py::overload_cast<>(&Element::oxide_factor, py::const_),
             "Mass of the usual oxide that holds one unit mass of the metal.")
        .def(
            "group",
            [](const Element& one, const std::string& definition) {
                return std::string{name_of(one.group(parse_group_definition(definition)))};
            },
            "definition"_a = "usgs",
            "'light', 'heavy' or 'neither' by the definition 'usgs' or 'european_commission'.")
        .def("__repr__", [](const Element& one) {
            return detail::concat("Element(", quoted(one.symbol), ", ", quoted(one.name),
                                  ", Z=", one.atomic_number, ")");
        });
    known_by(type, "element", &Element::symbol);
    show_as_public(type);
    module.def(
        "elements",
        [] {
            const auto all = elements();
            return std::vector<Element>(all.begin(), all.end());
        },
        elements_help);
    module.def("element", &element, "symbol_or_name"_a, element_help);
}

void bind_places(py::module_& module) {
    py::class_<Country> country_type(module, "Country",
                                     "A country, a former country, or an aggregate.");
    country_type
        .def_readonly("alpha2", &Country::alpha2, "ISO 3166-1 alpha-2; empty for an aggregate.")
        .def_readonly("alpha3", &Country::alpha3,
                      "ISO 3166-1 alpha-3 (ISO 3166-3 for a former country); 'WLD' for the world.")
        .def_readonly("numeric", &Country::numeric, "Three digits; '001' for the world, from M49.")
        .def_readonly("name", &Country::name, "Short English name.")
        .def_readonly("aggregate", &Country::aggregate,
                      "Whether it is a sum over countries, not a country.")
        .def_property_readonly(
            "code", [](const Country& one) { return std::string{one.code()}; },
            "The code that series use: alpha-2, or 'WLD'.")
        .def("__repr__", [](const Country& one) {
            return detail::concat("Country(", quoted(one.code()), ", ", quoted(one.name), ")");
        });
    known_by(country_type, "country", &Country::alpha3);
    show_as_public(country_type);
    module.def(
        "countries",
        [] {
            const auto all = countries();
            return std::vector<Country>(all.begin(), all.end());
        },
        countries_help);
    module.def("country", &country, "code"_a, country_help);

    py::class_<Office> office_type(module, "Office", "An intellectual property office, WIPO ST.3.");
    office_type.def_readonly("code", &Office::code, "Two letters, WIPO ST.3.")
        .def_readonly("name", &Office::name, "In English.")
        .def_property_readonly(
            "kind", [](const Office& one) { return std::string{name_of(one.kind)}; },
            "'national', 'regional' or 'international'.")
        .def("__repr__", [](const Office& one) {
            return detail::concat("Office(", quoted(one.code), ", ", quoted(one.name), ", ",
                                  name_of(one.kind), ")");
        });
    known_by(office_type, "office", &Office::code);
    show_as_public(office_type);
    module.def(
        "offices",
        [] {
            const auto all = offices();
            return std::vector<Office>(all.begin(), all.end());
        },
        offices_help);
    module.def("office", &office, "code"_a, office_help);
}

}  // namespace

void bind_reference(py::module_& module) {
    bind_elements(module);
    bind_places(module);
}

}  // namespace reeindex::python
