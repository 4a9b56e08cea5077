#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <utility>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/report/report.hpp>

#include "assess_parts.hpp"
#include "bind.hpp"
#include "convert.hpp"
#include "listing.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string text(const SeriesAssessment& one) {
    auto out = detail::concat("SeriesAssessment(", one.series.key());
    if (one.growth)
        out += detail::concat(", ", detail::to_fixed(100.0 * one.growth->value, 2), " % a year ",
                              one.growth->first_year, "-", one.growth->last_year);
    out += ", " +
           (one.best ? "best " + one.fits[*one.best].curve : std::string{"no curve identified"});
    return out + ")";
}

std::string text(const OfficeYear& one) {
    return detail::concat("OfficeYear(", one.year, one.provisional ? " provisional" : "", ": ",
                          one.leader, " ", detail::to_fixed(100.0 * one.leader_share, 1), " % of ",
                          detail::to_text(one.total), ", HHI ", detail::to_fixed(1e4 * one.hhi, 0),
                          ")");
}

std::string text(const PatentCeiling& one) {
    const auto& years = one.fit.data.years;
    return detail::concat(
        "PatentCeiling(", one.fit.curve, " on ",
        one.fit.options.on == FitOn::increments ? "yearly" : "cumulative", " counts ",
        years.front(), "-", years.back(), ": ", detail::to_significant(one.interval.estimate, 5),
        ", ", detail::to_significant(one.interval.lower, 5), " to ",
        detail::to_significant(one.interval.upper, 5), ", ", name(one.fit.identification), ")");
}

std::string text(const PatentAssessment& one) {
    auto out = detail::concat("PatentAssessment, ", one.offices.size(), " offices");
    for (const auto& year : one.years) out += "\n  " + text(year);
    for (const auto& ceiling : one.ceilings) out += "\n  " + text(ceiling);
    return out;
}

std::string text(const Assessment& one) {
    auto out =
        detail::concat("Assessment of ", one.document.id, ", forecasts to ", one.options.until,
                       ", intervals at ", detail::to_text(100.0 * one.options.level), " %");
    for (const auto& series : one.series) out += "\n  " + text(series);
    if (one.patents)
        out += detail::concat("\n  patents of ", one.patents->offices.size(), " offices, ",
                              one.patents->years.front().year, "-", one.patents->years.back().year);
    out += detail::concat("\n  ", one.errata.size(), " errata");
    return out + "\n  .report() puts it into words";
}

}  // namespace

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
                      "Line through the values as printed, where errata correct one.")
        .def("__repr__", [](const SeriesAssessment& one) { return text(one); });
    py::class_<OfficeYear>(module, "OfficeYear", "Concentration of one year.")
        .def_readonly("year", &OfficeYear::year, "Year.")
        .def_readonly("total", &OfficeYear::total, "Sum over the offices.")
        .def_readonly("leader", &OfficeYear::leader, "Office with the largest count.")
        .def_readonly("leader_share", &OfficeYear::leader_share, "Its share.")
        .def_readonly("hhi", &OfficeYear::hhi, "Herfindahl-Hirschman index, 0 to 1, all rows.")
        .def_readonly("national_hhi", &OfficeYear::national_hhi, "National offices only.")
        .def_readonly("offices", &OfficeYear::offices, "Offices with a value.")
        .def_readonly("provisional", &OfficeYear::provisional, "Whether the year is incomplete.")
        .def("__repr__", [](const OfficeYear& one) { return text(one); });
    py::class_<PatentCeiling>(module, "PatentCeiling", "A ceiling of patenting as one fit has it.")
        .def_readonly("fit", &PatentCeiling::fit, "The fit.")
        .def_property_readonly(
            "ceiling", [](const PatentCeiling& one) { return one.interval.estimate; },
            "Its ceiling K; infinite where there is no finite one.")
        .def_property_readonly(
            "interval",
            [](const PatentCeiling& one) {
                return std::pair{one.interval.lower, one.interval.upper};
            },
            "Profile interval of the ceiling; an end without bound is infinite.")
        .def_property_readonly(
            "message", [](const PatentCeiling& one) { return one.interval.message; },
            "How the interval was found.")
        .def("__repr__", [](const PatentCeiling& one) { return text(one); });
    py::class_<PatentAssessment>(module, "PatentAssessment", "Patent counts by office.")
        .def_readonly("offices", &PatentAssessment::offices, "One series per office.")
        .def_readonly("years", &PatentAssessment::years, "Concentration by year.")
        .def_readonly("leader_fit", &PatentAssessment::leader_fit,
                      "Increments of a cumulative logistic curve, negative binomial.")
        .def_readonly("cumulative_fit", &PatentAssessment::cumulative_fit,
                      "Least squares on the cumulative counts.")
        .def_readonly(
            "ceilings", &PatentAssessment::ceilings,
            "Ceilings: by leader_fit, by a Gompertz curve, by leader_fit without its last "
            "year, by cumulative_fit; only those with an optimum.")
        .def("__repr__", [](const PatentAssessment& one) { return text(one); });
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
        .def_property_readonly(
            "errata", [](const Assessment& one) { return listing(one.errata); },
            "Errata of the dataset.")
        .def("report", &make_report, "The assessment in words and tables.")
        .def("__repr__", [](const Assessment& one) { return text(one); });
    module.def(
        "assess",
        [](const Dataset& dataset, int until, double level) {
            const py::gil_scoped_release unlocked;
            return assess(dataset, {.until = until, .level = level});
        },
        "dataset"_a, "until"_a = 2035, "level"_a = 0.95, "Assesses a dataset.");
}

}  // namespace reeindex::python
