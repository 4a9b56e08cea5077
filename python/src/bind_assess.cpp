#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>

#include <reeindex/assess/assessment.hpp>

#include "assess_parts.hpp"
#include "bind.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

void bind_assess(py::module_& module) {
    bind_report(module);
    bind_audit(module);
    py::class_<SeriesAssessment>(module, "SeriesAssessment", "One series assessed.")
        .def_readonly("series", &SeriesAssessment::series, "The series.")
        .def_readonly("growth", &SeriesAssessment::growth, "Growth, or None.")
        .def_readonly("fits", &SeriesAssessment::fits, "One fit for each curve.")
        .def_readonly("forecasts", &SeriesAssessment::forecasts, "One for each usable fit.")
        .def_property_readonly(
            "best",
            [](const SeriesAssessment& one) -> std::optional<FitResult> {
                if (!one.best) return std::nullopt;
                return one.fits[*one.best];
            },
            "The fit with the lowest AICc among those with a finite optimum, or None.")
        .def_readonly("printed_line", &SeriesAssessment::printed_line,
                      "Line through the values as printed, where errata correct one.");
    py::class_<OfficeYear>(module, "OfficeYear", "Concentration of one year.")
        .def_readonly("year", &OfficeYear::year, "Year.")
        .def_readonly("total", &OfficeYear::total, "Sum over the offices.")
        .def_readonly("leader", &OfficeYear::leader, "Office with the largest count.")
        .def_readonly("leader_share", &OfficeYear::leader_share, "Its share.")
        .def_readonly("hhi", &OfficeYear::hhi, "Herfindahl-Hirschman index, 0 to 1, all rows.")
        .def_readonly("national_hhi", &OfficeYear::national_hhi, "National offices only.")
        .def_readonly("offices", &OfficeYear::offices, "Offices with a value.")
        .def_readonly("provisional", &OfficeYear::provisional, "Whether the year is incomplete.");
    py::class_<PatentAssessment>(module, "PatentAssessment", "Patent counts by office.")
        .def_readonly("offices", &PatentAssessment::offices, "One series per office.")
        .def_readonly("years", &PatentAssessment::years, "Concentration by year.")
        .def_readonly("leader_fit", &PatentAssessment::leader_fit,
                      "Increments of a cumulative logistic curve, negative binomial.")
        .def_readonly("cumulative_fit", &PatentAssessment::cumulative_fit,
                      "Least squares on the cumulative counts.");
    py::class_<Assessment>(module, "Assessment", "Everything that the report tells.")
        .def_readonly("document", &Assessment::document, "Source of the data.")
        .def_property_readonly(
            "until", [](const Assessment& one) { return one.options.until; },
            "Last year of the forecasts.")
        .def_property_readonly(
            "level", [](const Assessment& one) { return one.options.level; },
            "Level of the intervals.")
        .def_readonly("series", &Assessment::series, "The series assessed.")
        .def_readonly("patents", &Assessment::patents, "Patent counts, or None.")
        .def_readonly("errata", &Assessment::errata, "Errata of the dataset.")
        .def("report", &make_report, "The assessment in words and tables.");
    module.def(
        "assess",
        [](const Dataset& dataset, int until, double level) {
            const py::gil_scoped_release unlocked;
            return assess(dataset, {.until = until, .level = level});
        },
        "dataset"_a, "until"_a = 2035, "level"_a = 0.95, "Assesses a dataset.");
}

}  // namespace reeindex::python
