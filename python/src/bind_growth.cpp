#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <reeindex/indicators/growth.hpp>
#include <string>
#include <utility>
#include <vector>

#include "convert.hpp"
#include "core_parts.hpp"
#include "growth_help.hpp"
#include "indicator_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::optional<int> optional_year(const py::object& year, std::string_view argument) {
    if (year.is_none()) return std::nullopt;
    return to_year(year, argument);
}

// What reeindex.series_input takes for a series; plain values without years are one a year.
TimeSeries to_series(const py::object& data, const py::object& years, bool needs_years,
                     const std::string& missing = "mark") {
    if (py::isinstance<TimeSeries>(data) && years.is_none()) return py::cast<TimeSeries>(data);
    const auto take = py::module_::import("reeindex.series_input").attr("to_series");
    const bool dated = py::isinstance<TimeSeries>(data) || py::isinstance<py::dict>(data) ||
                       py::hasattr(data, "columns") || py::hasattr(data, "column_names") ||
                       (py::hasattr(data, "index") && py::hasattr(data, "to_numpy"));
    if (!dated && years.is_none() && needs_years)
        throw InvalidArgument("years", "None", "given when first or last is given");
    if (!dated && py::hasattr(data, "__len__") && py::len(data) == 0)
        throw InvalidArgument("values", "empty", "at least two values");
    return py::cast<TimeSeries>(take(data, years, "missing"_a = missing, "numbered"_a = true));
}

GrowthOptions growth_options(const py::object& first, const py::object& last, bool provisional,
                             double level) {
    return {optional_year(first, "first"), optional_year(last, "last"), provisional, level};
}

template <class Function>
auto with_series(Function function) {
    return [function](const py::object& series, const py::object& first, const py::object& last,
                      const py::object& years, bool include_provisional) {
        const bool ends = !first.is_none() || !last.is_none();
        return function(to_series(series, years, ends),
                        growth_options(first, last, include_provisional, 0.95));
    };
}

std::string used_text(const UsedValues& used) {
    std::string out;
    if (!used.provisional.empty())
        out += "; provisional values used: " + detail::join(used.provisional);
    if (!used.corrected.empty()) out += "; corrected values used: " + detail::join(used.corrected);
    if (!used.left_out.empty()) out += "; left out: " + detail::join(used.left_out);
    return out;
}

template <class T>
void define_used(py::class_<T>& type) {
    type.def_property_readonly(
            "years", [](const T& self) { return self.used.years; }, "Years used.")
        .def_property_readonly(
            "provisional", [](const T& self) { return self.used.provisional; },
            "Years used whose value is provisional.")
        .def_property_readonly(
            "corrected", [](const T& self) { return self.used.corrected; },
            "Years used whose printed value an erratum replaces.")
        .def_property_readonly(
            "left_out", [](const T& self) { return self.used.left_out; },
            "Years in the range without a usable value.");
}

}  // namespace

void bind_growth(py::module_& module) {
    auto linear = py::class_<LogLinearGrowth>(module, "LogLinearGrowth",
                                              "Least squares of ln(value) on the year.");
    show_as_public(linear);
    define_used(linear);
    linear.def_readonly("rate", &LogLinearGrowth::rate, "Instantaneous rate g per year.")
        .def_readonly("annual_rate", &LogLinearGrowth::annual_rate, "Annual rate e^g - 1.")
        .def_readonly("stderr", &LogLinearGrowth::stderr_rate,
                      "Standard error of g; None with two values.")
        .def_readonly("dof", &LogLinearGrowth::dof, "Degrees of freedom.")
        .def_readonly("level", &LogLinearGrowth::level, "Level of the intervals.")
        .def_property_readonly(
            "interval",
            [](const LogLinearGrowth& g) {
                return std::pair{g.rate_lower, g.rate_upper};
            },
            "Student t interval of g.")
        .def_property_readonly(
            "annual_interval",
            [](const LogLinearGrowth& g) {
                return std::pair{g.annual_lower, g.annual_upper};
            },
            "The same of the annual rate.")
        .def_readonly("r_squared", &LogLinearGrowth::r_squared,
                      "On the logarithmic scale; None if all values are equal.")
        .def_readonly("doubling_time", &LogLinearGrowth::doubling_time,
                      "ln 2 / g in years; None unless g > 0.")
        .def_property_readonly(
            "doubling_interval",
            [](const LogLinearGrowth& g) -> std::optional<std::pair<double, double>> {
                if (!g.doubling_lower) return std::nullopt;
                return std::pair{*g.doubling_lower, *g.doubling_upper};
            },
            "From the interval of g; None if even its upper end does not grow.")
        .def_readonly("log_level", &LogLinearGrowth::log_level,
                      "Fitted ln(value) in the first year used.")
        .def_readonly("residual_sd", &LogLinearGrowth::residual_sd, "Of ln(value).")
        .def("__repr__", [](const LogLinearGrowth& g) {
            return detail::concat("LogLinearGrowth(", percent(g.annual_rate), " a year, ",
                                  detail::to_text(std::round(1e6 * g.level) / 1e4), " % interval ",
                                  percent(g.annual_lower), " to ", percent(g.annual_upper),
                                  ", R2 (log scale) ", optional_text(g.r_squared), ", n ",
                                  g.used.years.size(), used_text(g.used), ")");
        });

    auto growth_rate = py::class_<GrowthRate>(
        module, "GrowthRate", "Compound annual growth rate with what shows how far to trust it.");
    show_as_public(growth_rate);
    define_used(growth_rate);
    growth_rate.def_readonly("value", &GrowthRate::value, "Compound annual growth rate.")
        .def_readonly("first_year", &GrowthRate::first_year, "First year.")
        .def_readonly("last_year", &GrowthRate::last_year, "Last year.")
        .def_readonly("first_value", &GrowthRate::first_value, "Value in the first year.")
        .def_readonly("last_value", &GrowthRate::last_value, "Value in the last year.")
        .def_property_readonly("intervals", &GrowthRate::intervals, "Years between the ends.")
        .def_readonly("doubling_time", &GrowthRate::doubling_time,
                      "Years; None unless the rate is positive.")
        .def_readonly("regression", &GrowthRate::regression,
                      "Log-linear growth over all values; None where it is undefined.")
        .def_readonly("without_first", &GrowthRate::without_first,
                      "The rate when the first observation is left out.")
        .def_readonly("without_last", &GrowthRate::without_last,
                      "The rate when the last observation is left out.")
        .def_property_readonly(
            "rounding_interval",
            [](const GrowthRate& g) -> std::optional<std::pair<double, double>> {
                if (!g.rounding_lower) return std::nullopt;
                return std::pair{*g.rounding_lower, *g.rounding_upper};
            },
            "The rates that rounding of both ends allows; None if the decimals are unknown.")
        .def("__float__", [](const GrowthRate& g) { return g.value; })
        .def("__repr__", [](const GrowthRate& g) {
            std::string out =
                detail::concat("GrowthRate(", percent(g.value), " a year, ", g.first_year, " to ",
                               g.last_year, ", ", g.intervals(), " intervals");
            if (g.regression)
                out += detail::concat("; regression ", percent(g.regression->annual_rate), ", ",
                                      detail::to_text(std::round(1e6 * g.regression->level) / 1e4),
                                      " % interval ", percent(g.regression->annual_lower), " to ",
                                      percent(g.regression->annual_upper));
            if (g.without_first)
                out += detail::concat("; without the first value ", percent(*g.without_first));
            if (g.without_last)
                out += detail::concat("; without the last value ", percent(*g.without_last));
            return out + used_text(g.used) + ")";
        });

    auto changes =
        py::class_<YearOnYear>(module, "YearOnYear", "Relative change from each year to the next.");
    show_as_public(changes);
    changes
        .def_property_readonly(
            "years",
            [](const YearOnYear& y) {
                return to_array(std::vector<std::int64_t>(y.years.begin(), y.years.end()));
            },
            "The later year of each pair.")
        .def_property_readonly(
            "rates", [](const YearOnYear& y) { return to_array(y.rates); },
            "Value / previous value - 1.")
        .def_property_readonly(
            "skipped",
            [](const YearOnYear& y) {
                py::dict out;
                for (const auto& one : y.skipped) out[py::int_(one.year)] = one.reason;
                return out;
            },
            "Years without a rate, and why.")
        .def("__len__", [](const YearOnYear& y) { return y.years.size(); })
        .def("__repr__", [](const YearOnYear& y) {
            std::string out = "YearOnYear(";
            for (std::size_t i = 0; i < y.years.size(); ++i)
                out += detail::concat(i > 0 ? ", " : "", y.years[i], ": ", percent(y.rates[i]));
            return out + ")";
        });

    module.def("cagr",
               with_series([](const TimeSeries& s, const GrowthOptions& o) { return cagr(s, o); }),
               "series"_a, "first"_a = py::none(), "last"_a = py::none(), py::kw_only(),
               "years"_a = py::none(), "include_provisional"_a = true, cagr_help);
    module.def("doubling_time", with_series([](const TimeSeries& s, const GrowthOptions& o) {
                   return doubling_time(s, o);
               }),
               "series"_a, "first"_a = py::none(), "last"_a = py::none(), py::kw_only(),
               "years"_a = py::none(), "include_provisional"_a = true, doubling_time_help);
    module.def(
        "growth",
        [](const py::object& series, const py::object& first, const py::object& last,
           const py::object& years, bool include_provisional, double level,
           const std::string& missing) {
            return growth(to_series(series, years, !first.is_none() || !last.is_none(), missing),
                          growth_options(first, last, include_provisional, level));
        },
        "series"_a, "first"_a = py::none(), "last"_a = py::none(), py::kw_only(),
        "years"_a = py::none(), "include_provisional"_a = true, "level"_a = 0.95,
        "missing"_a = "mark", growth_help);
    module.def(
        "log_linear_growth",
        [](const py::object& series, const py::object& first, const py::object& last,
           const py::object& years, bool include_provisional, double level) {
            return log_linear_growth(to_series(series, years, !first.is_none() || !last.is_none()),
                                     growth_options(first, last, include_provisional, level));
        },
        "series"_a, "first"_a = py::none(), "last"_a = py::none(), py::kw_only(),
        "years"_a = py::none(), "include_provisional"_a = true, "level"_a = 0.95,
        log_linear_growth_help);
    module.def("year_on_year", with_series([](const TimeSeries& s, const GrowthOptions& o) {
                   return year_on_year(s, o);
               }),
               "series"_a, "first"_a = py::none(), "last"_a = py::none(), py::kw_only(),
               "years"_a = py::none(), "include_provisional"_a = true, year_on_year_help);
}

}  // namespace reeindex::python
