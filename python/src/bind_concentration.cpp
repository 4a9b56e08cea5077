#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/specialization.hpp>
#include <string>
#include <vector>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "indicator_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

Eigen::MatrixXd to_matrix(const py::object& table) {
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
    Eigen::MatrixXd out(array.shape(0), array.shape(1));
    for (py::ssize_t i = 0; i < array.shape(0); ++i)
        for (py::ssize_t j = 0; j < array.shape(1); ++j) out(i, j) = array.at(i, j);
    return out;
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
        .def("__repr__", [](const HhiThresholds& t) {
            return detail::concat("HhiThresholds(", t.year, ": moderate ", t.moderate, ", high ",
                                  t.high, ")");
        });

    module.def(
        "shares", [](const py::object& values) { return to_array(shares(to_amounts(values))); },
        "values"_a, R"(Shares of the sum.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
numpy.ndarray
    Shape (n,), from 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)");
    module.def(
        "hhi",
        [](const py::object& values, double scale) {
            if (scale != 1.0 && scale != 10000.0)
                throw InvalidArgument("scale", detail::to_text(scale), "1 or 10000");
            return scale * hhi(to_amounts(values));
        },
        "values"_a, py::kw_only(), "scale"_a = 1.0,
        R"(Herfindahl-Hirschman index: the sum of squared shares.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
scale : float
    1, or 10000 for the scale of the antitrust guidelines.

Returns
-------
float
    From 1/n to 1, times the scale.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761.
)");
    module.def(
        "normalized_hhi",
        [](const py::object& values) { return normalized_hhi(to_amounts(values)); }, "values"_a,
        R"(Herfindahl-Hirschman index rescaled, (H - 1/n)/(1 - 1/n).

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    0 for n equal units, 1 for one that has all.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or there is
    one unit only, where it is 0/0.
)");
    module.def(
        "concentration_ratio",
        [](const py::object& values, const py::object& n) {
            const double count = to_double(n, "n");
            if (!(count >= 1.0) || count != std::floor(count) || count > 1e9)
                throw InvalidArgument("n", shown(n),
                                      "a whole number from 1 to the number of units");
            return concentration_ratio(to_amounts(values), static_cast<std::size_t>(count));
        },
        "values"_a, "n"_a, R"(Sum of the n largest shares, CR_n.

Parameters
----------
values : array_like, shape (m,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
n : int
    Number of shares, from 1 to the number of units.

Returns
-------
float
    From 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or n is out of
    range.
)");
    module.def(
        "shannon", [](const py::object& values) { return shannon(to_amounts(values)); }, "values"_a,
        R"(Shannon entropy of the shares, -sum s ln s in nats.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 to ln n; exp of it is an effective number of units.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
)");
    module.def(
        "theil", [](const py::object& values) { return theil(to_amounts(values)); }, "values"_a,
        R"(Theil index of inequality, ln n less the Shannon entropy.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 for equal units to ln n.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)");
    module.def(
        "concentration", [](const py::object& values) { return concentration(to_amounts(values)); },
        "values"_a, R"(Concentration of one division, by all measures.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
Concentration
    ``.hhi``, ``.normalized_hhi``, ``.effective_number``, ``.shannon``, ``.theil`` and more.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)");
    module.def(
        "hhi_bounds",
        [](const py::object& known) { return hhi_bounds(to_amounts(known, "shares")); }, "shares"_a,
        R"(Range of the Herfindahl-Hirschman index that an unknown rest allows.

Parameters
----------
shares : array_like, shape (n,)
    Known shares of the whole, 0 to 1, their sum at most 1.

Returns
-------
HhiBounds
    ``.lower`` if the rest is spread over very many units, ``.upper`` if it is one.

Raises
------
InvalidArgument
    If a share is out of range, or their sum is above 1.
)");
    module.def(
        "hhi_thresholds", [](int guidelines) { return hhi_thresholds(guidelines); }, "guidelines"_a,
        R"(Thresholds of a vintage of the U.S. merger guidelines.

Parameters
----------
guidelines : int
    1992, 2010 or 2023.

Returns
-------
HhiThresholds
    On the scale of 10,000.

Raises
------
InvalidArgument
    For another year.

Notes
-----
They are made for firms in a relevant market; applied to countries or offices they are a
convention.
)");
    module.def(
        "hhi_class",
        [](double index, int guidelines) { return std::string{hhi_class(index, guidelines)}; },
        "hhi"_a, "guidelines"_a, R"(Class of an index under a vintage of the U.S. merger guidelines.

Parameters
----------
hhi : float
    On the scale of 0 to 1.
guidelines : int
    1992, 2010 or 2023.

Returns
-------
str
    ``"unconcentrated"``, ``"moderately concentrated"`` or ``"highly concentrated"``.

Raises
------
InvalidArgument
    If the index is not from 0 to 1, or for another year.
)");
}

void bind_specialization(py::module_& module) {
    module.def(
        "rca", [](const py::object& table) { return rca(to_matrix(table)); }, "table"_a,
        R"(Revealed comparative advantage of every cell: the unit's share of the field over its share of all.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x.
)");
    module.def(
        "rta", [](const py::object& table) { return rta(to_matrix(table)); }, "table"_a,
        R"(Revealed technological advantage: :func:`rca` of patent counts.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x; on patents after Soete.
)");
    module.def("rsca", &elementwise<&rsca>, "advantage"_a,
               R"(Revealed symmetric comparative advantage, (B - 1)/(B + 1).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -1 to 1.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
Dalum, Laursen and Villumsen (1998), International Review of Applied Economics 12(3), 423-443.
)");
    module.def("rpa", &elementwise<&rpa>, "advantage"_a,
               R"(Relative patent advantage, 100 tanh(ln B).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -100 to 100.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
After Grupp; equal to 100 (B^2 - 1)/(B^2 + 1).
)");
}

}  // namespace reeindex::python
