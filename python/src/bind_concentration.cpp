#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/specialization.hpp>
#include <string>
#include <vector>

#include "bind.hpp"
#include "concentration_help.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "indicator_parts.hpp"
#include "matrix_caster.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

Matrix to_matrix(const py::object& table) {
    const py::object source = py::hasattr(table, "to_numpy") ? table.attr("to_numpy")() : table;
    const auto array =
        py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(source);
    if (!array) {
        PyErr_Clear();
        throw InvalidArgument("table", shown(table), "a two-dimensional array of numbers");
    }
    if (array.ndim() != 2)
        throw InvalidArgument("table", detail::concat("of ", array.ndim(), " dimensions"),
                              "two-dimensional: units in rows, fields in columns");
    return py::cast<Matrix>(array);
}

// A number, or elementwise over an array.
template <double (*Function)(double)>
py::object elementwise(const py::object& advantage) {
    if (PyNumber_Check(advantage.ptr()) != 0 && !py::hasattr(advantage, "shape"))
        return py::float_(Function(to_double(advantage, "advantage")));
    const auto array =
        py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(advantage);
    if (!array) {
        PyErr_Clear();
        throw InvalidArgument("advantage", shown(advantage), "a number or an array of numbers");
    }
    py::array_t<double> out(std::vector<py::ssize_t>(array.shape(), array.shape() + array.ndim()));
    double* target = out.mutable_data();
    for (py::ssize_t i = 0; i < array.size(); ++i) target[i] = Function(array.data()[i]);
    if (array.ndim() == 0) return py::float_(*target);
    return out;
}

}  // namespace

// Amounts: numbers in a sequence or array, or the values of a mapping.
std::vector<double> to_amounts(const py::object& values, std::string_view argument) {
    if (py::hasattr(values, "keys") && !py::hasattr(values, "to_numpy"))
        return to_doubles(py::list(values.attr("values")()), argument);
    if (py::isinstance<TimeSeries>(values)) return to_doubles(values.attr("values"), argument);
    return to_doubles(values, argument);
}

void bind_concentration(py::module_& module) {
    auto all = py::class_<Concentration>(module, "Concentration",
                                         "Concentration of one division, by all measures.");
    show_as_public(all);
    all.def_readonly("n", &Concentration::n, "Units, those with zero included.")
        .def_readonly("n_positive", &Concentration::n_positive, "Units with a positive amount.")
        .def_readonly("hhi", &Concentration::hhi, "Herfindahl-Hirschman index, 0 to 1.")
        .def_readonly("hhi_10000", &Concentration::hhi_10000, "The same times 10,000.")
        .def_readonly("normalized_hhi", &Concentration::normalized_hhi,
                      "(H - 1/N)/(1 - 1/N); None for a single unit.")
        .def_readonly("effective_number", &Concentration::effective_number, "1 / H.")
        .def_readonly("largest_share", &Concentration::largest_share, "Largest share, 0 to 1.")
        .def_readonly("shannon", &Concentration::shannon, "Shannon entropy in nats.")
        .def_readonly("theil", &Concentration::theil, "Theil index, ln N - entropy.")
        .def("__repr__", [](const Concentration& c) {
            return detail::concat("Concentration(HHI ", detail::to_significant(c.hhi, 4), " (",
                                  detail::to_fixed(c.hhi_10000, 0),
                                  " of 10,000), effective number ",
                                  detail::to_significant(c.effective_number, 4), " of ", c.n,
                                  ", largest share ", percent(c.largest_share), ")");
        });

    auto bounds = py::class_<HhiBounds>(module, "HhiBounds",
                                        "Range of the index that an unknown rest allows.");
    show_as_public(bounds);
    bounds.def_readonly("lower", &HhiBounds::lower, "The rest is spread over very many units.")
        .def_readonly("upper", &HhiBounds::upper, "The rest is one further unit.")
        .def_readonly("covered", &HhiBounds::covered, "Sum of the known shares.")
        .def("__repr__", [](const HhiBounds& b) {
            return detail::concat("HhiBounds(", detail::to_significant(b.lower, 4), " to ",
                                  detail::to_significant(b.upper, 4), ", ", percent(b.covered),
                                  " covered)");
        });

    auto thresholds = py::class_<HhiThresholds>(
        module, "HhiThresholds", "Thresholds of a vintage of the U.S. merger guidelines.");
    show_as_public(thresholds);
    thresholds.def_readonly("year", &HhiThresholds::year, "Year of the guidelines.")
        .def_readonly("moderate", &HhiThresholds::moderate,
                      "Above it: moderately concentrated, of 10,000.")
        .def_readonly("high", &HhiThresholds::high, "Above it: highly concentrated, of 10,000.")
        .def_property_readonly(
            "source", [](const HhiThresholds& t) { return std::string{t.source}; }, "Source.")
        .def("__repr__",
             [](const HhiThresholds& t) {
                 return detail::concat("HhiThresholds(", t.year, ": moderate ", t.moderate,
                                       ", high ", t.high, ")");
             })
        .def("__reduce__", [](const HhiThresholds& t) {
            return py::make_tuple(py::module_::import("reeindex.keeping").attr("_thresholds"),
                                  py::make_tuple(t.year));
        });

    module.def(
        "shares", [](const py::object& values) { return to_array(shares(to_amounts(values))); },
        "values"_a, shares_help);
    module.def(
        "hhi",
        [](const py::object& values, double scale) {
            if (scale != 1.0 && scale != 10000.0)
                throw InvalidArgument("scale", detail::to_text(scale), "1 or 10000");
            return scale * hhi(to_amounts(values));
        },
        "values"_a, py::kw_only(), "scale"_a = 1.0, hhi_help);
    module.def(
        "normalized_hhi",
        [](const py::object& values) { return normalized_hhi(to_amounts(values)); }, "values"_a,
        normalized_hhi_help);
    module.def(
        "concentration_ratio",
        [](const py::object& values, const py::object& n) {
            const double count = to_double(n, "n");
            if (!(count >= 1.0) || count != std::floor(count) || count > 1e9)
                throw InvalidArgument("n", shown(n),
                                      "a whole number from 1 to the number of units");
            return concentration_ratio(to_amounts(values), static_cast<std::size_t>(count));
        },
        "values"_a, "n"_a, concentration_ratio_help);
    module.def(
        "shannon", [](const py::object& values) { return shannon(to_amounts(values)); }, "values"_a,
        shannon_help);
    module.def(
        "theil", [](const py::object& values) { return theil(to_amounts(values)); }, "values"_a,
        theil_help);
    module.def(
        "concentration", [](const py::object& values) { return concentration(to_amounts(values)); },
        "values"_a, concentration_help);
    module.def(
        "hhi_bounds",
        [](const py::object& known) { return hhi_bounds(to_amounts(known, "shares")); }, "shares"_a,
        hhi_bounds_help);
    module.def(
        "hhi_thresholds", [](int guidelines) { return hhi_thresholds(guidelines); }, "guidelines"_a,
        hhi_thresholds_help);
    module.def(
        "hhi_class",
        [](double index, int guidelines) { return std::string{hhi_class(index, guidelines)}; },
        "hhi"_a, "guidelines"_a, hhi_class_help);
}

void bind_specialization(py::module_& module) {
    module.def(
        "rca", [](const py::object& table) { return rca(to_matrix(table)); }, "table"_a, rca_help);
    module.def(
        "rta", [](const py::object& table) { return rta(to_matrix(table)); }, "table"_a, rta_help);
    module.def("rsca", &elementwise<&rsca>, "advantage"_a, rsca_help);
    module.def("rpa", &elementwise<&rpa>, "advantage"_a, rpa_help);
}

}  // namespace reeindex::python
