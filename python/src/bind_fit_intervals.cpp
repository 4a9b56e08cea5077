// What a fit says at chosen places, and how sure it is: methods of FitResult.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/fit/intervals.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/forecast/forecast.hpp>

#include "convert.hpp"
#include "fit_help.hpp"
#include "fit_options.hpp"
#include "fit_parts.hpp"
#include "predictors.hpp"
#include "python_curve.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// A function of the parameters that Python defines; not a number where it raises an arithmetic
// error.
std::function<double(std::span<const double>)> to_function(const FitResult& fit,
                                                           const py::object& function) {
    return [&fit, &function](std::span<const double> p) {
        const Locked lock;
        py::dict values;
        for (std::size_t j = 0; j < p.size(); ++j) values[py::str(fit.parameters[j].name)] = p[j];
        try {
            return function(values).cast<double>();
        } catch (py::error_already_set& error) {
            if (!error.matches(PyExc_ArithmeticError) && !error.matches(PyExc_ValueError)) throw;
            return std::nan("");
        } catch (const py::cast_error&) {
            throw InvalidArgument("parameter", "a function that gives no number",
                                  "a name, or a function that gives a number");
        }
    };
}

std::pair<double, double> ends_of(const Extent& extent) { return {extent.lower, extent.upper}; }

}  // namespace

void bind_fit_intervals(py::class_<FitResult>& result) {
    result
        .def(
            "predict",
            [](const FitResult& fit, const py::object& x, const py::object& level,
               const py::object& method, const py::object& replicates,
               const py::object& seed) -> py::object {
                if (!fit.usable() || !fit.carrier)
                    throw InvalidArgument("fit", name(fit.status),
                                          detail::concat("converged or degenerate; ", fit.message));
                const bool single = PyNumber_Check(x.ptr()) != 0 && PySequence_Check(x.ptr()) == 0;
                auto [rows, width] =
                    to_finite_predictors(single ? py::object(py::make_tuple(x)) : x);
                if (width != fit.data.predictors)
                    throw InvalidArgument("x", detail::concat("with ", width, " predictors"),
                                          detail::concat("with ", fit.data.predictors));
                if (!level.is_none()) {
                    const PredictionOptions options{
                        .level = to_number(level, "level"),
                        .method = parse_interval_method(to_name(method, "method")),
                        .replicates = to_whole(replicates, "replicates"),
                        .seed = to_seed(seed)};
                    Prediction out;
                    {
                        const Unlocked unlocked;
                        out = predict(fit, rows, options);
                    }
                    return py::cast(std::move(out));
                }
                const std::size_t n = rows.size() / width;
                if (fit.carrier->model().predictors() != width) {  // complete observations
                    std::vector<double> wide;
                    for (const double value : rows) wide.insert(wide.end(), {value, 1.0});
                    rows = std::move(wide);
                    width = 2;
                }
                std::vector<double> out(n);
                fit.carrier->model().evaluate({rows, width}, fit.carrier_estimates, out.data(),
                                              nullptr);
                if (single) return py::float_(out.front());
                return to_array(out);
            },
            "x"_a, "level"_a = py::none(), py::kw_only(), "method"_a = "automatic",
            "replicates"_a = 999, "seed"_a = 1, predict_help)
        .def(
            "interval",
            [](const FitResult& fit, const py::object& parameter, const py::object& method,
               const py::object& level, const py::object& replicates, const py::object& seed) {
                const auto how = parse_interval_method(to_name(method, "method"));
                const double coverage = to_number(level, "level");
                if (PyCallable_Check(parameter.ptr()) != 0) {
                    if (how != IntervalMethod::automatic && how != IntervalMethod::profile)
                        throw InvalidArgument("method", reeindex::name(how),
                                              "profile for a function of the parameters");
                    const auto function = to_function(fit, parameter);
                    const Unlocked unlocked;
                    return ends_of(ConfidenceRegion(fit, coverage).function(function));
                }
                const auto name = to_name(parameter, "parameter");
                const BootstrapOptions options{.replicates = to_whole(replicates, "replicates"),
                                               .seed = to_seed(seed)};
                const Unlocked unlocked;
                const auto out = interval(fit, name, how, coverage, options);
                return std::pair{out.lower, out.upper};
            },
            "parameter"_a, "method"_a = "automatic", "level"_a = 0.95, py::kw_only(),
            "replicates"_a = 999, "seed"_a = 1, interval_help)
        .def(
            "year_of",
            [](const FitResult& fit, const py::object& value, const py::object& level) {
                const double reached = to_number(value, "value"),
                             coverage = to_number(level, "level");
                const Unlocked unlocked;
                return ends_of(ConfidenceRegion(fit, coverage).year_of(reached));
            },
            "value"_a, "level"_a = 0.95, year_of_help)
        .def(
            "total",
            [](const FitResult& fit, const py::object& first, const py::object& last,
               const py::object& level) {
                const int from = to_whole(first, "first"), to = to_whole(last, "last");
                const double coverage = to_number(level, "level");
                const Unlocked unlocked;
                return ends_of(ConfidenceRegion(fit, coverage).total(from, to));
            },
            "first"_a, "last"_a, "level"_a = 0.95, total_help)
        .def(
            "band",
            [](const FitResult& fit, const py::object& x, const py::object& level,
               bool simultaneous) {
                const auto points = to_doubles(x, "x");
                const double coverage = to_number(level, "level");
                std::vector<double> lower, upper;
                {
                    const Unlocked unlocked;
                    const ConfidenceRegion region(
                        fit, coverage, simultaneous ? Coverage::all_at_once : Coverage::one_by_one);
                    for (const double point : points) {
                        const Extent one = region.value(point);
                        lower.push_back(one.lower);
                        upper.push_back(one.upper);
                    }
                }
                return std::pair{to_array(lower), to_array(upper)};
            },
            "x"_a, "level"_a = 0.95, py::kw_only(), "simultaneous"_a = false, band_help)
        .def(
            "bootstrap",
            [](const FitResult& fit, const py::object& replicates, const py::object& seed) {
                const BootstrapOptions options{.replicates = to_whole(replicates, "replicates"),
                                               .seed = to_seed(seed)};
                Bootstrap draws;
                {
                    const Unlocked unlocked;
                    draws = bootstrap(fit, options);
                }
                py::dict out;
                for (std::size_t j = 0; j < draws.parameters.size(); ++j) {
                    std::vector<double> column;
                    for (const auto& one : draws.estimates) column.push_back(one[j]);
                    out[py::str(draws.parameters[j])] = to_array(column);
                }
                return out;
            },
            "replicates"_a = 999, "seed"_a = 1, bootstrap_help);
}

}  // namespace reeindex::python
