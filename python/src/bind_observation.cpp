#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <reeindex/core/series.hpp>

#include "convert.hpp"
#include "core_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

Source to_source(const py::object& object) {
    if (py::isinstance<Source>(object)) return object.cast<Source>();
    if (PyUnicode_Check(object.ptr()) == 0)
        throw InvalidArgument("source", shown(object), "a text or a Source");
    const auto text = object.cast<std::string>();
    return text.empty() ? Source{} : Source{text, ""};
}

bool same_observation(const Observation& a, const Observation& b) {
    const auto same_correction = [](const Correction& x, const Correction& y) {
        return x.value == y.value && x.status == y.status && x.erratum == y.erratum &&
               x.reason == y.reason;
    };
    return a.year == b.year && a.printed == b.printed && a.printed_status == b.printed_status &&
           a.qualifier == b.qualifier && a.source == b.source && a.note == b.note &&
           a.standard_error == b.standard_error &&
           a.correction.has_value() == b.correction.has_value() &&
           (!a.correction || same_correction(*a.correction, *b.correction));
}

py::tuple observation_state(const Observation& one) {
    py::object correction = py::none();
    if (one.correction)
        correction =
            py::make_tuple(one.correction->value, std::string(1, code(one.correction->status)),
                           one.correction->erratum, one.correction->reason);
    return py::make_tuple(one.year.value(), one.printed, std::string(1, code(one.printed_status)),
                          std::string{name(one.qualifier)}, one.source.document, one.source.locator,
                          correction, one.note, one.standard_error);
}

Observation observation_from_state(const py::tuple& state) {
    Observation one{.year = Year{state[0].cast<int>()},
                    .printed = state[1].cast<std::optional<double>>(),
                    .printed_status = parse_obs_status(state[2].cast<std::string>()),
                    .qualifier = parse_qualifier(state[3].cast<std::string>()),
                    .source = {state[4].cast<std::string>(), state[5].cast<std::string>()},
                    .note = state[7].cast<std::string>()};
    if (state.size() > 8) one.standard_error = state[8].cast<std::optional<double>>();
    if (!state[6].is_none()) {
        const auto fix = state[6].cast<py::tuple>();
        one.correction =
            Correction{fix[0].cast<double>(), parse_obs_status(fix[1].cast<std::string>()),
                       fix[2].cast<std::string>(), fix[3].cast<std::string>()};
    }
    return one;
}

void bind_observation(py::module_& module) {
    py::class_<Correction> correction(module, "Correction",
                                      "A value that replaces a printed one in the corrected view.");
    correction
        .def(py::init([](const py::object& value, const std::string& status, std::string erratum,
                         std::string reason) {
                 return Correction{to_double(value, "correction"), parse_obs_status(status),
                                   std::move(erratum), std::move(reason)};
             }),
             "value"_a, "status"_a = "I", "erratum"_a = "", "reason"_a = "")
        .def_readonly("value", &Correction::value, "In the unit of the series.")
        .def_property_readonly(
            "status", [](const Correction& one) { return std::string(1, code(one.status)); },
            "SDMX status code in the corrected view.")
        .def_readonly("erratum", &Correction::erratum, "Id of the erratum that proves it.")
        .def_readonly("reason", &Correction::reason, "Why, in words.")
        .def("__repr__", [](const Correction& one) {
            return detail::concat("Correction(", one.value, ", status ", code(one.status), ", ",
                                  one.erratum, ": ", one.reason, ")");
        });
    show_as_public(correction);

    py::class_<Observation> type(module, "Observation",
                                 "One year's figure as printed, with its status, source and "
                                 "correction. `printed` is None where the source has no value.");
    type.def(
            py::init([](const py::object& year, const py::object& printed, const py::object& status,
                        const std::string& qualifier, const py::object& source,
                        const std::optional<Correction>& fix, std::string note) {
                Observation one{.year = Year{to_year(year, "year")},
                                .qualifier = parse_qualifier(qualifier),
                                .source = to_source(source),
                                .correction = fix,
                                .note = std::move(note)};
                if (!printed.is_none()) one.printed = to_double(printed, "printed");
                one.printed_status = !status.is_none()
                                         ? parse_obs_status(status.cast<std::string>())
                                         : (one.printed ? ObsStatus::normal : ObsStatus::missing);
                return one;
            }),
            "year"_a, "printed"_a, "status"_a = py::none(), "qualifier"_a = "exact",
            "source"_a = "", "correction"_a = py::none(), "note"_a = "")
        .def_property_readonly(
            "year", [](const Observation& one) { return one.year.value(); }, "Calendar year.")
        .def_readonly(
            "printed", &Observation::printed,
            "As published, in the unit of the series; None where the source has no value.")
        .def_property_readonly(
            "printed_status",
            [](const Observation& one) { return std::string(1, code(one.printed_status)); },
            "SDMX status code of the printed value.")
        .def_property_readonly(
            "qualifier", [](const Observation& one) { return std::string{name(one.qualifier)}; },
            "'exact', 'about', 'almost', 'more_than', 'at_least', 'less_than' or 'up_to'.")
        .def_readonly("source", &Observation::source, "Where the value is printed.")
        .def_readonly("correction", &Observation::correction,
                      "Correction; None unless an erratum proves the value wrong.")
        .def_readonly("note", &Observation::note, "Remarks; may be empty.")
        .def_readonly("standard_error", &Observation::standard_error,
                      "Standard error of the printed value; None where the source gives none.")
        .def(
            "value",
            [](const Observation& one, const std::string& view) {
                return one.value(parse_view(view));
            },
            "view"_a = "corrected", "The value in a view; None where there is none.")
        .def(
            "status",
            [](const Observation& one, const std::string& view) {
                return std::string(1, code(one.status(parse_view(view))));
            },
            "view"_a = "corrected", "The SDMX status in a view.")
        .def(
            "__eq__",
            [](const Observation& a, const Observation& b) { return same_observation(a, b); },
            py::is_operator())
        .def("__repr__",
             [](const Observation& one) {
                 auto text = detail::concat("Observation(", one.year.value(), ", ");
                 if (one.printed) {
                     text += std::string{sign(one.qualifier)};
                     text += detail::to_text(*one.printed);
                 } else {
                     text += "no value";
                 }
                 text += detail::concat(", status ", code(one.printed_status));
                 if (one.correction)
                     text += detail::concat(", corrected to ", one.correction->value, " (",
                                            one.correction->erratum, ")");
                 if (!one.source.empty()) text += ", " + one.source.text();
                 return text + ")";
             })
        .def(py::pickle(&observation_state, &observation_from_state));
    show_as_public(type);
}

}  // namespace reeindex::python
