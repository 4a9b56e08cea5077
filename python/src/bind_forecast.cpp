#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/forecast/forecast.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "fit_options.hpp"
#include "fit_text.hpp"
#include "forecast_parts.hpp"
#include "immutable.hpp"
#include "state.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// A level as its percentage: "95", "99.5".
std::string percent_name(double level) { return detail::to_plain(std::round(level * 1e8) / 1e6); }

// Notes as plain data.
py::list notes_of(const Forecast& forecast) {
    py::list out;
    for (const auto& note : forecast.notes) {
        py::dict one;
        one["kind"] = note.kind;
        for (const auto& [name, value] : note.numbers) one[py::str(name)] = value;
        for (const auto& [name, text] : note.names) one[py::str(name)] = text;
        out.append(one);
    }
    return out;
}

py::object to_pandas(const Forecast& forecast) {
    py::module_ pandas;
    try {
        pandas = py::module_::import("pandas");
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ImportError)) throw;
        PyErr_SetString(PyExc_ImportError,
                        "to_pandas() needs pandas: pip install 'reeindex[pandas]'");
        throw py::error_already_set();
    }
    py::dict columns;
    columns["mean"] = to_array(forecast.mean);
    if (forecast.bands.empty()) {
        columns["lower"] = to_array(forecast.lower);
        columns["upper"] = to_array(forecast.upper);
    } else {
        const auto put = [&](const char* side, const PredictionBand& band,
                             const std::vector<double>& bounds) {
            columns[py::str(detail::concat(side, percent_name(band.level)))] = to_array(bounds);
        };
        for (auto band = forecast.bands.rbegin(); band != forecast.bands.rend(); ++band)
            put("lo-", *band, band->lower);
        for (const auto& band : forecast.bands) put("hi-", band, band.upper);
    }
    if (!forecast.mean_lower.empty()) {
        columns["mean_lower"] = to_array(forecast.mean_lower);
        columns["mean_upper"] = to_array(forecast.mean_upper);
    }
    const auto index = pandas.attr("Index")(
        to_array(std::vector<std::int64_t>(forecast.years.begin(), forecast.years.end())),
        "name"_a = "year");
    return pandas.attr("DataFrame")(columns, "index"_a = index);
}

// What is kept of a forecast: all of it.
template <class Value, class Visit>
void visit_forecast(Value& one, const Visit& visit) {
    visit("years", one.years);
    visit("mean", one.mean);
    visit("lower", one.lower);
    visit("upper", one.upper);
    visit("mean_lower", one.mean_lower);
    visit("mean_upper", one.mean_upper);
    visit("level", one.level);
    visit("message", one.message);
    visit("excluded", one.excluded);
    visit("curve", one.curve);
    visit("label", one.label);
    visit("unit", one.unit);
    visit("basis", one.basis);
    visit("display_name", one.display_name);
    visit("model", one.model);
    visit("bands", one.bands);
    visit("notes", one.notes);
}

py::dict forecast_state(const Forecast& one) {
    const WriteState out;
    visit_forecast(one, out);
    out.state["format"] = state_format;
    out.state["method"] = std::string{name(one.method)};
    return out.state;
}

Forecast forecast_from_state(const py::object& kept) {
    const py::dict state = checked_state(kept, "forecast");
    Forecast out;
    visit_forecast(out, ReadState{state});
    out.method = parse_interval_method(state["method"].cast<std::string>());
    return out;
}

py::object prediction_to_pandas(const Prediction& one) {
    py::module_ pandas;
    try {
        pandas = py::module_::import("pandas");
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ImportError)) throw;
        PyErr_SetString(PyExc_ImportError,
                        "to_pandas() needs pandas: pip install 'reeindex[pandas]'");
        throw py::error_already_set();
    }
    py::dict columns;
    for (std::size_t k = 0; k < one.predictors; ++k) {
        std::vector<double> column;
        for (std::size_t i = k; i < one.x.size(); i += one.predictors) column.push_back(one.x[i]);
        columns[py::str(one.predictors == 1 ? "x" : detail::concat("x", k + 1))] = to_array(column);
    }
    columns["mean"] = to_array(one.mean);
    columns["lower"] = to_array(one.lower);
    columns["upper"] = to_array(one.upper);
    columns["mean_lower"] = to_array(one.mean_lower);
    columns["mean_upper"] = to_array(one.mean_upper);
    return pandas.attr("DataFrame")(columns);
}

void bind_prediction(py::module_& module) {
    auto type = py::class_<Prediction>(
        module, "Prediction",
        "A curve at some predictors: its value and the interval of a new observation.");
    copies_are_itself(type);
    type.def_property_readonly(
            "x",
            [](const Prediction& one) -> py::object {
                const py::object all = to_array(one.x);
                if (one.predictors == 1) return all;
                return all.attr("reshape")(-1, one.predictors);
            },
            "Predictors, shape (n,) or (n, predictors).")
        .def_property_readonly(
            "mean", [](const Prediction& one) { return to_array(one.mean); }, "Value of the curve.")
        .def_property_readonly(
            "lower", [](const Prediction& one) { return to_array(one.lower); },
            "Lower bound; may be -inf.")
        .def_property_readonly(
            "upper", [](const Prediction& one) { return to_array(one.upper); },
            "Upper bound; may be inf.")
        .def_property_readonly(
            "mean_lower", [](const Prediction& one) { return to_array(one.mean_lower); },
            "Lower bound of the curve's value itself.")
        .def_property_readonly(
            "mean_upper", [](const Prediction& one) { return to_array(one.mean_upper); },
            "Upper bound of the curve's value itself.")
        .def_readonly("level", &Prediction::level, "Coverage of the interval.")
        .def_property_readonly(
            "method", [](const Prediction& one) { return std::string{name(one.method)}; },
            "How the interval was found.")
        .def_readonly("message", &Prediction::message, "What the prediction rests on.")
        .def_readonly("curve", &Prediction::curve, "Name of the curve.")
        .def("to_pandas", &prediction_to_pandas,
             "DataFrame with the columns x (or x1, x2, ...), mean, lower, upper, mean_lower, "
             "mean_upper.")
        .def("__len__", [](const Prediction& one) { return one.mean.size(); })
        .def("__repr__", &prediction_text)
        .def("_repr_html_", &prediction_html)
        .def(py::pickle(
            [](const Prediction& one) {
                return py::make_tuple(one.x, one.predictors, one.mean, one.lower, one.upper,
                                      one.mean_lower, one.mean_upper, one.level,
                                      static_cast<int>(one.method), one.message, one.curve,
                                      one.label, one.unit, one.basis);
            },
            [](const py::tuple& state) {
                using Numbers = std::vector<double>;
                return Prediction{.x = state[0].cast<Numbers>(),
                                  .predictors = state[1].cast<std::size_t>(),
                                  .mean = state[2].cast<Numbers>(),
                                  .lower = state[3].cast<Numbers>(),
                                  .upper = state[4].cast<Numbers>(),
                                  .mean_lower = state[5].cast<Numbers>(),
                                  .mean_upper = state[6].cast<Numbers>(),
                                  .level = state[7].cast<double>(),
                                  .method = static_cast<IntervalMethod>(state[8].cast<int>()),
                                  .message = state[9].cast<std::string>(),
                                  .curve = state[10].cast<std::string>(),
                                  .label = state[11].cast<std::string>(),
                                  .unit = state[12].cast<std::string>(),
                                  .basis = state[13].cast<std::string>()};
            }));
}

}  // namespace

void bind_forecast(py::module_& module) {
    bind_prediction(module);
    auto type = py::class_<Forecast>(
        module, "Forecast",
        "A forecast: a value for each year, and the interval of a new observation.");
    copies_are_itself(type);
    type.def(py::pickle(&forecast_state, &forecast_from_state))
        .def_property_readonly(
            "years",
            [](const Forecast& one) {
                return to_array(std::vector<std::int64_t>(one.years.begin(), one.years.end()));
            },
            "Years.")
        .def_property_readonly(
            "mean", [](const Forecast& one) { return to_array(one.mean); },
            "Value of the curve; without a curve the median of the paths.")
        .def_property_readonly(
            "lower", [](const Forecast& one) { return to_array(one.lower); },
            "Lower bound; may be -inf.")
        .def_property_readonly(
            "upper", [](const Forecast& one) { return to_array(one.upper); },
            "Upper bound; may be inf.")
        .def_property_readonly(
            "mean_lower", [](const Forecast& one) { return to_array(one.mean_lower); },
            "Lower bound of the curve's value itself; empty without a curve.")
        .def_property_readonly(
            "mean_upper", [](const Forecast& one) { return to_array(one.mean_upper); },
            "Upper bound of the curve's value itself; empty without a curve.")
        .def_readonly("level", &Forecast::level,
                      "Coverage of the interval; of several levels the widest.")
        .def_property_readonly(
            "levels", [](const Forecast& one) { return to_array(one.levels()); },
            "Coverages of the intervals, increasing.")
        .def(
            "interval",
            [](const Forecast& one, const py::object& level) {
                const double wanted = to_number(level, "level");
                const auto band = one.band(wanted > 1.0 ? wanted / 100.0 : wanted);
                return py::make_tuple(to_array(band.lower), to_array(band.upper));
            },
            "level"_a, "Lower and upper bounds at one of the levels, as 0.8 or 80.")
        .def_property_readonly("notes", &notes_of,
                               "What the forecast rests on, as facts: dictionaries with a kind.")
        .def_readonly("model", &Forecast::model, "Name of the smoothing model; empty for a curve.")
        .def_property_readonly(
            "method",
            [](const Forecast& one) {
                // a smoothing model has one way only
                return one.curve.empty() ? std::string{"simulation"}
                                         : std::string{name(one.method)};
            },
            "How the interval was found.")
        .def_readonly("message", &Forecast::message, "What the forecast rests on.")
        .def_readonly("excluded", &Forecast::excluded, "Observations that were left out.")
        .def_readonly("curve", &Forecast::curve, "Name of the curve; empty without one.")
        .def_readonly("display_name", &Forecast::display_name,
                      "Name of the curve or model in a sentence or a legend.")
        .def_readonly("label", &Forecast::label, "What is forecast.")
        .def_readonly("unit", &Forecast::unit, "Unit.")
        .def_readonly("basis", &Forecast::basis, "Basis.")
        .def("to_pandas", &to_pandas,
             "DataFrame by year with the columns mean, lower and upper, and of a curve mean_lower "
             "and "
             "mean_upper; of several levels the bounds are lo-95, lo-80, hi-80, hi-95.")
        .def("__len__", [](const Forecast& one) { return one.years.size(); })
        .def("__repr__", &forecast_text)
        .def("_repr_html_", &forecast_html);
    module.def(
        "forecast",
        [](const FitResult& fit, const py::object& horizon, const py::object& level,
           const py::object& years, const py::object& until, const py::object& anchored,
           const py::object& method, const py::object& replicates, const py::object& seed,
           const py::object& past) {
            ForecastOptions options{.level = to_number(level, "level"),
                                    .method = parse_interval_method(to_name(method, "method")),
                                    .replicates = to_whole(replicates, "replicates"),
                                    .seed = to_seed(seed)};
            if (!horizon.is_none() && !years.is_none())
                throw InvalidArgument("horizon", shown(horizon), "left out when years are given");
            if (!years.is_none()) {
                options.years = to_years(years, "years");
                if (options.years.empty())
                    throw InvalidArgument("years", "empty", "at least one year");
            } else if (!horizon.is_none()) {
                options.horizon = to_whole(horizon, "horizon", "a whole number from 1 to 1000");
            }
            if (!until.is_none()) {
                if (!horizon.is_none())
                    throw InvalidArgument("until", shown(until),
                                          "left out when a horizon is given");
                options.until = to_year(until, "until");
            }
            if (!py::isinstance<py::bool_>(anchored))
                throw InvalidArgument("anchored", shown(anchored), "True or False");
            options.anchored = anchored.cast<bool>();
            if (!py::isinstance<py::bool_>(past))
                throw InvalidArgument("past", shown(past), "True or False");
            options.past = past.cast<bool>();
            const Unlocked unlocked;
            return forecast(fit, options);
        },
        "fit"_a, "horizon"_a = py::none(), "level"_a = 0.95, py::kw_only(), "years"_a = py::none(),
        "until"_a = py::none(), "anchored"_a = false, "method"_a = "automatic",
        "replicates"_a = 999, "seed"_a = 1, "past"_a = false, "Forecast of a fitted series.");
    bind_backtest(module);
    bind_auto_forecast(module);
}

}  // namespace reeindex::python
