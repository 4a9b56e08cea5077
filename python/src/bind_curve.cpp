#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/text.hpp>
#include <reeindex/curves/registry.hpp>

#include "convert.hpp"
#include "fit_options.hpp"
#include "fit_parts.hpp"
#include "predictors.hpp"
#include "python_curve.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

py::array_t<double> curve_values(const AnyCurve& curve, const py::object& x,
                                 const py::kwargs& parameters) {
    auto [rows, width] = to_finite_predictors(x);
    if (width != curve.model().predictors())
        throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                              detail::concat("with ", curve.model().predictors()));
    std::vector<double> p(curve.size());
    std::vector<bool> given(curve.size(), false);
    for (const auto& [key, value] : parameters) {
        const auto j = curve.index(key.cast<std::string>());
        p[j] = to_number(value, key.cast<std::string>());
        given[j] = true;
    }
    for (std::size_t j = 0; j < p.size(); ++j)
        if (!given[j])
            throw InvalidArgument(curve.parameters()[j].name, "missing", "given as a keyword");
    std::vector<double> out(rows.size() / width);
    curve.model().evaluate({rows, width}, p, out.data(), nullptr);
    return to_array(out);
}

}  // namespace

void bind_curve(py::module_& module) {
    py::class_<ParameterInfo>(module, "Parameter", "One parameter of a curve.")
        .def_readonly("name", &ParameterInfo::name, "Name.")
        .def_readonly("lower", &ParameterInfo::lower, "Natural lower bound.")
        .def_readonly("upper", &ParameterInfo::upper, "Natural upper bound.")
        .def_readonly("linear", &ParameterInfo::linear, "Whether the value is linear in it.")
        .def_readonly("meaning", &ParameterInfo::meaning, "Meaning.")
        .def_property_readonly(
            "role", [](const ParameterInfo& p) { return std::string{name(p.role)}; },
            "What it is to the curve: 'ceiling', 'floor', 'level', 'rate', 'time', 'shape' or "
            "'none'.")
        .def("__repr__", [](const ParameterInfo& p) {
            return detail::concat("Parameter('", p.name, "', ", p.lower, " to ", p.upper, ")");
        });
    py::class_<AnyCurve>(module, "Curve", "A curve that can be fitted.")
        .def_property_readonly("name", &AnyCurve::name, "Name.")
        .def_property_readonly(
            "display_name", [](const AnyCurve& curve) { return curve.traits().display_name; },
            "Name in a sentence or a legend.")
        .def_property_readonly("parameters", &AnyCurve::parameters, "Parameters in order.")
        .def("__call__", &curve_values, "x"_a, "Values at x for parameters given by name.")
        .def("__repr__",
             [](const AnyCurve& curve) {
                 std::vector<std::string> names;
                 for (const auto& p : curve.parameters()) names.push_back(p.name);
                 return detail::concat("Curve('", curve.name(), "': ", detail::join(names), ")");
             })
        .def_static(
            "from_python",
            [](py::object curve) { return AnyCurve(make_python_curve(std::move(curve))); },
            "curve"_a, "The curve behind a reeindex.own_curves.PythonCurve.");
    module.def("curve_by_name", &curve_by_name, "name"_a, "A shipped curve.");
    module.def(
        "curve_names",
        [] {
            std::vector<std::string> names;
            for (const auto& curve : shipped_curves()) names.push_back(curve.name());
            return names;
        },
        "Names of the shipped curves.");
}

}  // namespace reeindex::python
