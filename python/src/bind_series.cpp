#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <limits>

#include <reeindex/core/series_arithmetic.hpp>
#include <reeindex/core/text_width.hpp>

#include "convert.hpp"
#include "core_help.hpp"
#include "core_parts.hpp"
#include "data_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

MissingPolicy parse_missing(std::string_view text) {
    if (text == "raise") return MissingPolicy::raise;
    if (text == "mark") return MissingPolicy::mark;
    throw InvalidArgument("missing", detail::concat("'", text, "'"), "'raise' or 'mark'");
}

SeriesInfo make_info(const py::object& unit, const std::string& basis, std::string indicator,
                     std::string area, std::string title, std::optional<int> decimals) {
    if (decimals && (*decimals < 0 || *decimals > 15))
        throw InvalidArgument("decimals", detail::concat(*decimals), "from 0 to 15");
    return {.indicator = std::move(indicator),
            .area = std::move(area),
            .title = std::move(title),
            .unit = to_unit(unit),
            .basis = parse_basis(basis),
            .decimals = decimals};
}

TimeSeries make_series(const py::object& years, const py::object& values, const py::object& unit,
                       const std::string& basis, const std::string& indicator,
                       const std::string& area, const std::string& title, const py::object& status,
                       const py::object& source, const std::string& missing,
                       std::optional<int> decimals) {
    auto info = make_info(unit, basis, indicator, area, title, decimals);
    const auto year_list = to_years(years, "years");
    const auto value_list = to_doubles(values, "values");
    std::vector<ObsStatus> codes;
    if (!status.is_none())
        for (const auto& one : to_texts(status, "status")) codes.push_back(parse_obs_status(one));
    const auto policy = parse_missing(missing);
    const auto place = to_source(source);
    if (!status.is_none() && codes.size() != value_list.size())
        throw InvalidArgument("status", detail::concat("of length ", codes.size()),
                              detail::concat("of the length of values, ", value_list.size()));
    TimeSeries plain{year_list, value_list, std::move(info), codes, policy};
    if (place.empty()) return plain;
    std::vector<Observation> sourced(plain.observations().begin(), plain.observations().end());
    for (auto& one : sourced) one.source = place;
    return {plain.info(), std::move(sourced)};
}

TimeSeries series_from_pandas(const py::object& series, const py::object& unit,
                              const std::string& basis, const std::string& indicator,
                              const std::string& area, std::string title, const py::object& source,
                              const std::string& missing, std::optional<int> decimals) {
    if (!py::hasattr(series, "index") || !py::hasattr(series, "to_numpy") ||
        py::hasattr(series, "columns"))
        throw InvalidArgument("series", shown(series), "a pandas Series with years as its index");
    if (title.empty() && indicator.empty()) {
        const py::object label = series.attr("name");
        if (py::isinstance<py::str>(label)) title = label.cast<std::string>();
    }
    return make_series(series.attr("index"), series, unit, basis, indicator, area, title,
                       py::none(), source, missing, decimals);
}

bool same(const TimeSeries& a, const TimeSeries& b) {
    const auto& x = a.info();
    const auto& y = b.info();
    if (a.view() != b.view() || a.size() != b.size() || x.indicator != y.indicator ||
        x.area != y.area || x.title != y.title || !(x.unit == y.unit) || x.basis != y.basis ||
        x.scope != y.scope || x.printed_scope != y.printed_scope || x.decimals != y.decimals ||
        x.note != y.note || x.vintage != y.vintage || x.scenario != y.scenario)
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_observation(a.observations()[i], b.observations()[i])) return false;
    return true;
}

py::tuple series_state(const TimeSeries& series) {
    const auto& info = series.info();
    py::list observations;
    for (const auto& one : series.observations()) observations.append(observation_state(one));
    return py::make_tuple(info.indicator, info.area, info.title, info.unit.code(),
                          std::string{name(info.basis)}, info.scope, info.printed_scope,
                          info.decimals, info.note, observations, std::string{name(series.view())},
                          info.vintage, info.scenario,
                          info.reading ? py::object(reading_state(*info.reading)) : py::none());
}

TimeSeries series_from_state(const py::tuple& state) {
    SeriesInfo info{.indicator = state[0].cast<std::string>(),
                    .area = state[1].cast<std::string>(),
                    .title = state[2].cast<std::string>(),
                    .unit = Unit{state[3].cast<std::string>()},
                    .basis = parse_basis(state[4].cast<std::string>()),
                    .scope = state[5].cast<std::string>(),
                    .printed_scope = state[6].cast<std::string>(),
                    .decimals = state[7].cast<std::optional<int>>(),
                    .note = state[8].cast<std::string>()};
    if (state.size() > 11) {
        info.vintage = state[11].cast<std::string>();
        info.scenario = state[12].cast<std::string>();
    }
    if (state.size() > 13 && !state[13].is_none())
        info.reading = reading_from_state(state[13].cast<py::tuple>());
    std::vector<Observation> observations;
    for (const auto one : state[9])
        observations.push_back(observation_from_state(one.cast<py::tuple>()));
    return {std::move(info), std::move(observations), parse_view(state[10].cast<std::string>())};
}

std::vector<double> value_list(const TimeSeries& series) {
    std::vector<double> out;
    for (std::size_t i = 0; i < series.size(); ++i) out.push_back(series.value(i).value_or(nan));
    return out;
}

std::vector<std::int64_t> year_list(const TimeSeries& series) {
    std::vector<std::int64_t> out;
    for (const auto& one : series.observations()) out.push_back(one.year.value());
    return out;
}

std::vector<std::string> status_list(const TimeSeries& series) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < series.size(); ++i) out.emplace_back(1, code(series.status(i)));
    return out;
}

py::module_ pandas(const char* wanting) {
    try {
        return py::module_::import("pandas");
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ModuleNotFoundError)) throw;
        const auto text = detail::concat(wanting, " needs pandas: pip install 'reeindex[pandas]'");
        py::raise_from(error, PyExc_ImportError, text.c_str());
        throw py::error_already_set();
    }
}

py::object series_index(const TimeSeries& series) {
    return pandas("to_pandas()").attr("Index")(to_array(year_list(series)), "name"_a = "year");
}

py::object to_pandas(const TimeSeries& series) {
    const auto index = series_index(series);
    return pandas("to_pandas()")
        .attr("Series")(py::array_t<double>(py::cast(value_list(series))), "index"_a = index,
                        "name"_a = series.indicator().empty() ? series.label() : series.key());
}

py::object to_frame(const TimeSeries& series) {
    const auto module = pandas("to_frame()");
    py::list qualifiers, printed, errata, sources, notes;
    for (const auto& one : series.observations()) {
        qualifiers.append(std::string{name(one.qualifier)});
        printed.append(one.printed.value_or(nan));
        errata.append(one.correction ? one.correction->erratum : "");
        sources.append(one.source.text());
        notes.append(one.note);
    }
    py::dict columns;
    columns["value"] = value_list(series);
    columns["status"] = status_list(series);
    columns["qualifier"] = qualifiers;
    columns["printed"] = printed;
    columns["erratum"] = errata;
    columns["source"] = sources;
    columns["note"] = notes;
    return module.attr("DataFrame")(columns, "index"_a = series_index(series));
}

py::object item(const TimeSeries& series, const py::object& key) {
    if (!PySlice_Check(key.ptr())) return py::float_(series.at(Year{to_year(key, "year")}));
    const py::object step = key.attr("step");
    if (!step.is_none())
        throw InvalidArgument("step", shown(step), "left out; a slice of years has no step");
    const py::object start = key.attr("start");
    const py::object stop = key.attr("stop");
    const Year first{start.is_none() ? series.first_year().value() : to_year(start, "year")};
    const Year last{stop.is_none() ? series.last_year().value() : to_year(stop, "year")};
    return py::cast(series.between(first, last));
}

}  // namespace

void bind_series(py::module_& module) {
    bind_observation(module);
    module.def(
        "text_width", [](const std::string& text) { return detail::columns_of(text); }, "text"_a,
        "Columns that a text takes in a terminal; wide characters take two.");
    py::class_<TimeSeries> type(module, "TimeSeries", time_series_help);
    type.def(py::init(&make_series), "years"_a, "values"_a, py::kw_only(), "unit"_a = "1",
             "basis"_a = "none", "indicator"_a = "", "area"_a = "", "title"_a = "",
             "status"_a = py::none(), "source"_a = "", "missing"_a = "raise",
             "decimals"_a = py::none())
        .def_static("from_pandas", &series_from_pandas, "series"_a, py::kw_only(), "unit"_a = "1",
                    "basis"_a = "none", "indicator"_a = "", "area"_a = "", "title"_a = "",
                    "source"_a = "", "missing"_a = "raise", "decimals"_a = py::none(),
                    "A series from a pandas Series whose index holds the years.")
        .def_static(
            "from_observations",
            [](std::vector<Observation> observations, const py::object& unit,
               const std::string& basis, const std::string& indicator, const std::string& area,
               const std::string& title, std::optional<int> decimals) {
                return TimeSeries{make_info(unit, basis, indicator, area, title, decimals),
                                  std::move(observations)};
            },
            "observations"_a, py::kw_only(), "unit"_a = "1", "basis"_a = "none", "indicator"_a = "",
            "area"_a = "", "title"_a = "", "decimals"_a = py::none(),
            "A series from observations that carry their own status, source and correction.")
        .def_property_readonly(
            "years", [](const TimeSeries& one) { return to_array(year_list(one)); },
            "Years, a read-only int64 array.")
        .def_property_readonly(
            "values", [](const TimeSeries& one) { return to_array(value_list(one)); },
            "Values in the view of the series, a read-only float64 array; NaN "
            "only where the status says that there is no value.")
        .def_property_readonly("status", &status_list, "SDMX status code per year.")
        .def_property_readonly(
            "unit", [](const TimeSeries& one) { return one.unit().code(); },
            "UCUM or currency code of all values.")
        .def_property_readonly(
            "basis", [](const TimeSeries& one) { return std::string{name(one.basis())}; },
            "What a mass is a mass of: 'REO', 'oxide', ...; else 'none'.")
        .def_property_readonly("indicator", &TimeSeries::indicator,
                               "In snake_case, for example 'mine_production'; may be empty.")
        .def_property_readonly(
            "area", &TimeSeries::area,
            "Code of a country, office or aggregate, for example 'WLD'; may be empty.")
        .def_property_readonly(
            "key",
            [](const TimeSeries& one) {
                return one.indicator().empty() && one.area().empty() ? "" : one.key();
            },
            "'indicator/area', of a projection 'indicator/area/scenario'; empty where both are.")
        .def_property_readonly(
            "title", [](const TimeSeries& one) { return one.info().title; },
            "Title in words; may be empty.")
        .def_property_readonly("label", &TimeSeries::label, "Title, or key, or 'series'.")
        .def_property_readonly(
            "scope", [](const TimeSeries& one) { return one.info().scope; },
            "What the series covers.")
        .def_property_readonly(
            "printed_scope", [](const TimeSeries& one) { return one.info().printed_scope; },
            "What its source says that it covers.")
        .def_property_readonly(
            "decimals", [](const TimeSeries& one) { return one.info().decimals; },
            "Decimals to which the values are rounded; None if unknown.")
        .def_property_readonly(
            "note", [](const TimeSeries& one) { return one.info().note; }, "Remarks; may be empty.")
        .def_property_readonly(
            "vintage", [](const TimeSeries& one) { return one.info().vintage; },
            "Edition that the values are from; empty if not given.")
        .def_property_readonly(
            "scenario", [](const TimeSeries& one) { return one.info().scenario; },
            "Scenario of a projection; empty if it is none.")
        .def_property_readonly(
            "reading",
            [](const TimeSeries& one) {
                return std::const_pointer_cast<Reading>(one.info().reading);
            },
            "How the file was read that the series comes from, a Reading; None for other series.")
        .def_property_readonly(
            "view", [](const TimeSeries& one) { return std::string{name(one.view())}; },
            "'corrected' or 'printed'.")
        .def_property_readonly(
            "printed", [](const TimeSeries& one) { return one.with_view(View::printed); },
            "The same series with the values as printed.")
        .def_property_readonly(
            "corrected", [](const TimeSeries& one) { return one.with_view(View::corrected); },
            "The same series with proven errata applied.")
        .def(
            "with_view",
            [](const TimeSeries& one, const std::string& view) {
                return one.with_view(parse_view(view));
            },
            "view"_a, "The same series read in the view 'corrected' or 'printed'.")
        .def_property_readonly(
            "observations",
            [](const TimeSeries& one) {
                const auto all = one.observations();
                return std::vector<Observation>(all.begin(), all.end());
            },
            "One Observation a year, those without a value included.")
        .def_property_readonly(
            "sources",
            [](const TimeSeries& one) {
                std::vector<Source> out;
                for (const auto& observation : one.observations())
                    out.push_back(observation.source);
                return out;
            },
            "Source per year.")
        .def_property_readonly(
            "corrections",
            [](const TimeSeries& one) {
                py::dict out;
                for (const auto& observation : one.observations())
                    if (observation.correction)
                        out[py::int_(observation.year.value())] = py::cast(*observation.correction);
                return out;
            },
            "Correction by year, whatever the view.")
        .def(
            "between",
            [](const TimeSeries& one, const py::object& first, const py::object& last) {
                return one.between(Year{to_year(first, "first")}, Year{to_year(last, "last")});
            },
            "first"_a, "last"_a, "Part between two years, both included.")
        .def(
            "to",
            [](const TimeSeries& one, const py::object& unit) { return one.to(to_unit(unit)); },
            "unit"_a, "The series in another unit of the same kind.")
        .def("to_pandas", &to_pandas, "The values as a pandas Series indexed by year.")
        .def("to_frame", &to_frame,
             "A pandas DataFrame indexed by year: value, status, qualifier, printed, erratum, "
             "source, note.")
        .def("__len__", &TimeSeries::size)
        .def(py::self + py::self)
        .def(py::self - py::self)
        .def(py::self * py::self)
        .def(py::self / py::self)
        .def(py::self * double())
        .def(double() * py::self)
        .def(py::self / double())
        .def("__getitem__", &item, "year"_a)
        .def(
            "__contains__",
            [](const TimeSeries& one, const py::object& year) {
                const int wanted = to_year(year, "year");
                for (const auto& observation : one.observations())
                    if (observation.year.value() == wanted) return true;
                return false;
            },
            "year"_a)
        .def("__iter__",
             [](const TimeSeries& one) {
                 py::list pairs;
                 for (std::size_t i = 0; i < one.size(); ++i)
                     pairs.append(py::make_tuple(one.observations()[i].year.value(), one.value(i)));
                 return py::iter(pairs);
             })
        .def(
            "__array__",
            [](const TimeSeries& one, const py::object& dtype, const py::object&) {
                const py::object array = to_array(value_list(one));
                return dtype.is_none() ? array : py::object(array.attr("astype")(dtype));
            },
            "dtype"_a = py::none(), "copy"_a = py::none())
        .def(
            "__eq__", [](const TimeSeries& a, const TimeSeries& b) { return same(a, b); },
            py::is_operator())
        .def("__copy__", [](const TimeSeries& one) { return TimeSeries{one}; })
        .def(
            "__deepcopy__", [](const TimeSeries& one, const py::dict&) { return TimeSeries{one}; },
            "memo"_a)
        .def("__repr__", &series_text)
        .def("_repr_html_", &series_html)
        .def(py::pickle(&series_state, &series_from_state));
    show_as_public(type);
}

}  // namespace reeindex::python
