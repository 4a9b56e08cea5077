#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/text.hpp>
#include <reeindex/fit/result.hpp>

#include "convert.hpp"
#include "fit_parts.hpp"
#include "fit_text.hpp"
#include "matrix_caster.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

py::dict by_name(const FitResult& fit, const std::vector<double>& values) {
    py::dict out;
    for (std::size_t j = 0; j < values.size(); ++j)
        out[py::str(fit.parameters[j].name)] = values[j];
    return out;
}

void bind_parts_of_results(py::module_& module) {
    py::class_<ExcludedObservation>(module, "ExcludedObservation",
                                    "An observation that a fit left out.")
        .def_readonly("year", &ExcludedObservation::year, "Year.")
        .def_property_readonly(
            "status", [](const ExcludedObservation& one) { return std::string{code(one.status)}; },
            "SDMX observation status.")
        .def_readonly("reason", &ExcludedObservation::reason, "Why it was left out.")
        .def("__repr__", [](const ExcludedObservation& one) {
            return detail::concat("ExcludedObservation(", one.year, ", '", code(one.status), "', '",
                                  one.reason, "')");
        });
    py::class_<LimitComparison>(module, "LimitComparison",
                                "A limit of the curve against the curve itself.")
        .def_property_readonly(
            "limit", [](const LimitComparison& row) { return std::string{name(row.limit)}; },
            "Name of the limit.")
        .def_readonly("objective", &LimitComparison::objective, "Minimum on the limit.")
        .def_readonly("p_value", &LimitComparison::p_value, "Of the test against the curve.")
        .def_readonly("excluded", &LimitComparison::excluded,
                      "Whether the data exclude the limit at the fit's level.")
        .def("__repr__", [](const LimitComparison& row) {
            return detail::concat("LimitComparison('", name(row.limit),
                                  "', p = ", detail::to_significant(row.p_value, 3),
                                  row.excluded ? ", excluded)" : ", not excluded)");
        });
}

void bind_values(py::class_<FitResult>& result) {
    const auto text = [](std::string_view view) { return std::string{view}; };
    result.def_readonly("curve", &FitResult::curve, "Name of the curve.")
        .def_property_readonly("display_name", &FitResult::display_name,
                               "Name of the curve in a sentence or a legend.")
        .def_property_readonly(
            "params", [](const FitResult& fit) { return by_name(fit, fit.estimates); },
            "Estimates by name; infinite where the data give none.")
        .def_property_readonly(
            "stderr", [](const FitResult& fit) { return by_name(fit, fit.standard_errors); },
            "Standard errors by name; infinite where there is no finite one, 0 if fixed.")
        .def_property_readonly(
            "parameters", [](const FitResult& fit) { return fit.parameters; }, "Parameters.")
        .def_property_readonly(
            "covariance",
            [](const FitResult& fit) {
                auto out = py::cast(fit.covariance);
                out.attr("flags").attr("writeable") = false;
                return out;
            },
            "Covariance of the estimates.")
        .def_readonly("sse", &FitResult::sse, "Sum of squared residuals.")
        .def_readonly("objective", &FitResult::objective, "Minimised objective.")
        .def_readonly("sigma", &FitResult::sigma, "Residual standard deviation.")
        .def_readonly("r_squared", &FitResult::r_squared, "Coefficient of determination.")
        .def_readonly("log_likelihood", &FitResult::log_likelihood, "Maximised log-likelihood.")
        .def_readonly("aic", &FitResult::aic, "Akaike information criterion.")
        .def_readonly("aicc", &FitResult::aicc, "AIC corrected for small samples.")
        .def_readonly("bic", &FitResult::bic, "Bayesian information criterion.")
        .def_readonly("size", &FitResult::size,
                      "Size of the negative binomial, infinite where it equals Poisson; else None.")
        .def_readonly("scale", &FitResult::scale, "Residual scale of robust errors, else None.")
        .def_readonly("n_obs", &FitResult::n_obs, "Observations used.")
        .def_readonly("n_free", &FitResult::n_free, "Free parameters.")
        .def_readonly("iterations", &FitResult::iterations, "Iterations of the solver.")
        .def_property_readonly("converged", &FitResult::converged,
                               "Whether a finite optimum was reached.")
        .def_property_readonly("usable", &FitResult::usable, "Whether it can be forecast.")
        .def_property_readonly("identified", &FitResult::identified,
                               "Whether the data bound every parameter, see identification.")
        .def_property_readonly(
            "status", [text](const FitResult& fit) { return text(name(fit.status)); },
            "How the fit ended.")
        .def_property_readonly(
            "identification",
            [text](const FitResult& fit) { return text(name(fit.identification)); },
            "Verdict. 'identified': the data bound every parameter at the fit's level; they "
            "exclude "
            "every limit of the curve, named or found. 'weakly identified': there is an optimum, "
            "but they do not exclude a limit, or a parameter has no bound or lies on one. 'not "
            "identified': the optimum is a limit, or parameters cannot be told apart.")
        .def_property_readonly(
            "limit", [text](const FitResult& fit) { return text(name(fit.limit)); },
            "The limit on which a degenerate fit stands, else 'none'.")
        .def_readonly("limits", &FitResult::limits, "The limits of the curve, compared.")
        .def_property_readonly(
            "notes", [](const FitResult& fit) { return fit.notes; },
            "What the fit states of itself, as facts.")
        .def_readonly("message", &FitResult::message, "The notes in words: what the data tell.")
        .def_readonly(
            "reach", &FitResult::reach,
            "Share of the ceiling at the last observation; of a curve that falls, the share "
            "of its upper level that is left.")
        .def_property_readonly(
            "fitted", [](const FitResult& fit) { return to_array(fit.fitted); }, "Fitted values.")
        .def_property_readonly(
            "residuals", [](const FitResult& fit) { return to_array(fit.residuals); },
            "Observed minus fitted.")
        .def_property_readonly(
            "years",
            [](const FitResult& fit) {
                return to_array(
                    std::vector<std::int64_t>(fit.data.years.begin(), fit.data.years.end()));
            },
            "Years used; empty for plain arrays.")
        .def_property_readonly(
            "x", [](const FitResult& fit) { return to_array(fit.data.x); }, "Predictors used.")
        .def_property_readonly(
            "values", [](const FitResult& fit) { return to_array(fit.data.y); },
            "Observations used.")
        .def_property_readonly(
            "excluded", [](const FitResult& fit) { return fit.data.excluded; },
            "Observations left out, with reasons.")
        .def_property_readonly(
            "error", [text](const FitResult& fit) { return text(name(fit.options.error)); },
            "Error model.")
        .def_property_readonly(
            "on", [text](const FitResult& fit) { return text(name(fit.options.on)); },
            "Levels or increments.")
        .def_property_readonly(
            "label", [](const FitResult& fit) { return fit.data.label; }, "What was fitted.")
        .def_property_readonly(
            "unit", [](const FitResult& fit) { return fit.data.unit; }, "Unit.")
        .def("__repr__", &fit_text)
        .def("_repr_html_", &fit_html);
}

}  // namespace

void bind_fit_result(py::module_& module) {
    bind_parts_of_results(module);
    py::class_<FitResult> result(module, "FitResult",
                                 "A fitted curve, or the reason why there is none.");
    bind_values(result);
    bind_fit_intervals(result);
}

}  // namespace reeindex::python
