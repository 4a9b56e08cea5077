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
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string text(const SeriesAssessment& one) {
    auto out = detail::concat("SeriesAssessment(", one.series.key());
    if (one.growth)
        out += detail::concat(", ", detail::to_fixed(100.0 * one.growth->value, 2), " % a year ",
                              one.growth->first_year, "-", one.growth->last_year);
    out += ", " + (one.best ? "best curve " + one.comparison.rows[*one.best].curve
                            : std::string{"no curve to forecast from"});
    return out + ")";
}

std::string text(const SupplyStage& one) {
    const auto& now = one.years.back();
    return detail::concat("SupplyStage(", one.title, " ", now.year.value(), ": ",
                          now.rows.front().name, " ",
                          detail::to_fixed(100.0 * now.rows.front().share, 1), " %)");
}

std::string text(const ScenarioPlace& one) {
    return detail::concat("ScenarioPlace(", one.key, " ", one.scenario, " ", one.year, ": ",
                          detail::to_significant(one.value, 4), ", ours ",
                          detail::to_significant(one.lower, 4), " to ",
                          detail::to_significant(one.upper, 4), ")");
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
        .def_readonly("automatic", &SeriesAssessment::automatic,
                      "The automatic forecast at 80 % and the level asked for, or None.")
        .def_readonly("comparison", &SeriesAssessment::comparison,
                      "Every shipped curve, the best first.")
        .def_property_readonly(
            "fits",
            [](const SeriesAssessment& one) {
                std::vector<FitResult> out;
                for (const auto& row : one.comparison.rows) out.push_back(row.fit);
                return out;
            },
            "The fits of the comparison, in its order.")
        .def_readonly("scenarios", &SeriesAssessment::scenarios,
                      "What the curves give that the data do not exclude.")
        .def_property_readonly(
            "supported",
            [](const SeriesAssessment& one) {
                std::vector<std::string> out;
                for (std::size_t i = 0; i < one.comparison.rows.size(); ++i)
                    if (one.supported(i)) out.push_back(one.comparison.rows[i].curve);
                return out;
            },
            "Names of the curves that the data do not exclude.")
        .def_property_readonly(
            "best",
            [](const SeriesAssessment& one) -> std::optional<FitResult> {
                if (!one.best) return std::nullopt;
                return one.comparison.rows[*one.best].fit;
            },
            "The fit to forecast from if a curve is wanted, or None.")
        .def_readonly("corrected_line", &SeriesAssessment::corrected_line,
                      "Line through the values as corrected, where errata correct one.")
        .def_readonly("printed_line", &SeriesAssessment::printed_line,
                      "Line through the values as printed, where errata correct one.")
        .def("__repr__", [](const SeriesAssessment& one) { return text(one); });
    py::class_<SupplyStage>(module, "SupplyStage", "A quantity by country, year by year.")
        .def_readonly("dataset", &SupplyStage::dataset, "Name of its dataset.")
        .def_readonly("source", &SupplyStage::source, "Publisher and edition.")
        .def_readonly("title", &SupplyStage::title, "Title of the quantity.")
        .def_readonly("years", &SupplyStage::years, "Structures, the oldest first.")
        .def_readonly("before", &SupplyStage::before, "The first year of the oldest edition.")
        .def("__repr__", [](const SupplyStage& one) { return text(one); });
    py::class_<ScenarioPlace>(module, "ScenarioPlace",
                              "A published scenario beside the automatic forecast.")
        .def_readonly("key", &ScenarioPlace::key, "Key of the series that is forecast.")
        .def_readonly("title", &ScenarioPlace::title, "Title of the scenario's series.")
        .def_readonly("scenario", &ScenarioPlace::scenario, "Name of the scenario.")
        .def_readonly("source", &ScenarioPlace::source, "Publisher and edition.")
        .def_readonly("year", &ScenarioPlace::year, "Year.")
        .def_readonly("published", &ScenarioPlace::published, "As published.")
        .def_readonly("unit", &ScenarioPlace::unit, "Unit and basis of that.")
        .def_readonly("value", &ScenarioPlace::value, "In unit and basis of the forecast.")
        .def_readonly("median", &ScenarioPlace::median, "Of the automatic forecast.")
        .def_property_readonly(
            "interval",
            [](const ScenarioPlace& one) {
                return std::pair{one.lower, one.upper};
            },
            "Of the automatic forecast, at the level of the assessment.")
        .def("__repr__", [](const ScenarioPlace& one) { return text(one); });
    py::class_<ShareOverTime>(module, "ShareOverTime", "One country against the world.")
        .def_readonly("title", &ShareOverTime::title, "Title of the quantity.")
        .def_readonly("source", &ShareOverTime::source, "Publisher and edition.")
        .def_readonly("country", &ShareOverTime::country, "The country.")
        .def_readonly("others", &ShareOverTime::others, "The world less that country.")
        .def("__repr__", [](const ShareOverTime& one) {
            return detail::concat("ShareOverTime(", one.title, ", ", one.country.area(), ")");
        });
    py::class_<EditionRank>(module, "EditionRank", "A country in an index of one edition.")
        .def_readonly("area", &EditionRank::area, "Code.")
        .def_readonly("reserves", &EditionRank::reserves, "Reserves.")
        .def_readonly("production", &EditionRank::production, "Mine production.")
        .def_readonly("median", &EditionRank::median, "Median rank; 1 is best.")
        .def_property_readonly(
            "interval",
            [](const EditionRank& one) {
                return std::pair{one.lower, one.upper};
            },
            "Central 90 % of the draws.")
        .def("__repr__", [](const EditionRank& one) {
            return detail::concat("EditionRank(", one.area, ": ", detail::to_text(one.median), ", ",
                                  one.lower, " to ", one.upper, ")");
        });
    py::class_<EditionIndex>(module, "EditionIndex", "Countries by reserves and mine production.")
        .def_readonly("vintage", &EditionIndex::vintage, "Edition.")
        .def_readonly("year", &EditionIndex::year, "Year of the production.")
        .def_readonly("countries", &EditionIndex::countries, "By median rank.")
        .def_readonly("left_out", &EditionIndex::left_out, "Countries without one of the two.")
        .def("__repr__", [](const EditionIndex& one) {
            return detail::concat("EditionIndex(", one.vintage, ", ", one.countries.size(),
                                  " countries)");
        });
    py::class_<ImportSource>(module, "ImportSource", "The share of one partner in imports.")
        .def_readonly("vintage", &ImportSource::vintage, "Edition.")
        .def_readonly("material", &ImportSource::material, "Material.")
        .def_readonly("period", &ImportSource::period, "Years that the share is over.")
        .def_readonly("area", &ImportSource::area, "Code of the partner.")
        .def_readonly("partner", &ImportSource::partner, "As printed.")
        .def_readonly("share", &ImportSource::share, "0 to 1.")
        .def_readonly("source", &ImportSource::source, "Place.")
        .def("__repr__", [](const ImportSource& one) {
            return detail::concat("ImportSource(", one.material, ", ", one.partner, " ",
                                  detail::to_text(100.0 * one.share), " %)");
        });
    module.def(
        "import_sources",
        [](const Dataset& dataset, const std::string& vintage) {
            return import_sources(dataset, vintage);
        },
        "dataset"_a, "vintage"_a, "Import sources of an edition.");
    py::class_<Evidence>(module, "Evidence", "What the sources say.")
        .def_readonly("stages", &Evidence::stages, "Stages of supply.")
        .def_readonly("history", &Evidence::history, "One country against the world.")
        .def_readonly("revisions", &Evidence::revisions, "Series whose editions differ.")
        .def_readonly("balance", &Evidence::balance, "Balance of an element, or None.")
        .def_readonly("scenarios", &Evidence::scenarios, "Published scenarios.")
        .def_readonly("indices", &Evidence::indices,
                      "Ranks by reserves and mining, the newest edition last.")
        .def("__repr__", [](const Evidence& one) {
            return detail::concat("Evidence(", one.stages.size(), " stages, ", one.revisions.size(),
                                  " revised series, ", one.scenarios.size(), " scenario values)");
        });
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
        .def_readonly("evidence", &Assessment::evidence, "What the sources say.")
        .def(
            "report",
            [](const Assessment& one, std::string title) {
                return make_report(one, {.title = std::move(title)});
            },
            py::kw_only(), "title"_a = "", "The assessment in words and tables.")
        .def("__repr__", [](const Assessment& one) { return text(one); });
    module.def(
        "assess",
        [](const Dataset& dataset, const std::vector<Dataset>& sources, int until, double level) {
            const Unlocked unlocked;
            return assess(dataset, sources, {.until = until, .level = level});
        },
        "dataset"_a, "sources"_a, "until"_a = 2035, "level"_a = 0.95, "Assesses a dataset.");
    py::class_<ChapterNeeds>(module, "ChapterNeeds", "A chapter and what it needs.")
        .def_readonly("id", &ChapterNeeds::id, "Stable key.")
        .def_readonly("title", &ChapterNeeds::title, "Its question.")
        .def_readonly("needs", &ChapterNeeds::needs, "What must be there.")
        .def("__repr__", [](const ChapterNeeds& one) {
            return detail::concat("ChapterNeeds(", one.id, ": ", one.needs, ")");
        });
    module.def("report_chapters", &report_chapters, "Every chapter that a report may have.");
}

}  // namespace reeindex::python
