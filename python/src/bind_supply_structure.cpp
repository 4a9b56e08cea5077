// Indicators on the figures of a dataset: who supplies, with what governance, and which elements.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/indicators/element_content.hpp>
#include <reeindex/indicators/governance.hpp>
#include <reeindex/indicators/supply_structure.hpp>

#include "convert.hpp"
#include "core_parts.hpp"
#include "indicator_parts.hpp"
#include "listing.hpp"
#include "supply_structure_help.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string share_words(double fraction) { return detail::to_fixed(100.0 * fraction, 1) + " %"; }

std::string text(const SupplyStructure& one) {
    auto out = detail::concat("SupplyStructure ", one.indicator, " ", one.year.value(),
                              one.vintage.empty() ? "" : ", " + one.vintage, ", ", one.unit.code(),
                              ": HHI ", detail::to_fixed(one.concentration.hhi_10000, 0), ", CR3 ",
                              share_words(one.cr3), ", effective number ",
                              detail::to_fixed(one.concentration.effective_number, 2));
    if (one.hhi_range.lower != one.hhi_range.upper)
        out += detail::concat("\n  HHI ", detail::to_fixed(1e4 * one.hhi_range.lower, 0), " to ",
                              detail::to_fixed(1e4 * one.hhi_range.upper, 0),
                              " as the other countries are many or one");
    for (const auto& row : one.rows)
        out += detail::concat("\n  ", row.area, "  ", detail::to_plain(row.value), "  ",
                              share_words(row.share), "  ", row.name);
    out += detail::concat("\n  sum ", detail::to_plain(one.sum));
    if (one.total)
        out += detail::concat(", printed total ", sign(one.total_qualifier),
                              detail::to_plain(*one.total));
    out += detail::concat(", without the largest ", detail::to_plain(one.without_largest));
    if (!one.not_available.empty())
        out += detail::concat("\n  printed without a number: ", detail::join(one.not_available));
    return out;
}

std::string text(const ReservesLifetimes& one) {
    auto out = detail::concat("ReservesLifetimes ", one.vintage, ", production of ",
                              one.year.value(), ", reserves in ", one.unit.code());
    for (const auto& row : one.rows)
        out += detail::concat(
            "\n  ", row.area, "  ",
            row.reserves ? detail::concat(sign(row.qualifier), detail::to_plain(*row.reserves))
                         : std::string{"-"},
            "  ", row.production ? detail::to_plain(*row.production) : std::string{"-"}, "  ",
            row.years ? detail::concat(row.qualifier == Qualifier::exact ? "" : sign(row.qualifier),
                                       detail::to_fixed(*row.years, 0), " years")
                      : std::string{"-"},
            "  ", row.name);
    return out + detail::concat("\n  ", share_words(one.production_without_reserves),
                                " of the production is from countries without a figure of "
                                "reserves; ",
                                share_words(one.reserves_without_production),
                                " of the reserves are in countries without production");
}

std::string text(const RiskEstimate& one) {
    auto out = detail::concat("RiskEstimate(", detail::to_significant(one.lower, 4));
    if (one.upper != one.lower) out += " to " + detail::to_significant(one.upper, 4);
    out += ", standard error " + detail::to_significant(one.standard_error, 2);
    if (!one.unknown.empty()) out += ", unknown: " + detail::join(one.unknown);
    return out + ")";
}

std::string text(const ElementContent& one) {
    return detail::concat("ElementContent(", one.element, ": ",
                          detail::to_significant(one.lower, 4), " to ",
                          detail::to_significant(one.upper, 4), " of oxide, ", one.basis, ")");
}

std::string text(const ElementBalance& one) {
    auto out = detail::concat("ElementBalance ", one.element, " ", one.year, ", ", one.vintage,
                              ", ", one.unit.code(), " of oxide: mined ",
                              detail::to_significant(one.supply.lower, 4), " to ",
                              detail::to_significant(one.supply.upper, 4));
    for (const auto& item : one.demands)
        out += detail::concat("\n  ", item.label, ", ", item.year, ": ",
                              detail::to_significant(item.oxide, 4), "; left ",
                              detail::to_significant(item.least_surplus, 4), " to ",
                              detail::to_significant(item.greatest_surplus, 4));
    return out;
}

StructureChoice structure_choice(const py::object& year, const py::object& vintage,
                                 const py::object& scenario) {
    StructureChoice out;
    if (!year.is_none()) out.year = to_year(year, "year");
    if (!vintage.is_none()) out.vintage = text_of(vintage, "vintage");
    if (!scenario.is_none()) out.scenario = text_of(scenario, "scenario");
    return out;
}

GovernanceChoice governance_choice(const py::object& dimension, const py::object& year,
                                   double scale) {
    GovernanceChoice out{.scale = scale};
    if (!dimension.is_none()) out.dimension = text_of(dimension, "dimension");
    if (!year.is_none()) out.year = to_year(year, "year");
    return out;
}

// {"CN": 0.7, "OTH": 0.3}
std::vector<std::pair<std::string, double>> amounts_by_area(const py::dict& given,
                                                            const std::string& argument) {
    std::vector<std::pair<std::string, double>> out;
    for (const auto& [area, amount] : given)
        out.emplace_back(text_of(area, argument),
                         to_double(py::reinterpret_borrow<py::object>(amount), argument));
    return out;
}

void bind_structures(py::module_& module) {
    py::class_<SupplyShare> row(module, "SupplyShare", "One country of a supply structure.");
    row.def_readonly("area", &SupplyShare::area, "Code; 'OTH' for the other countries as one row.")
        .def_readonly("name", &SupplyShare::name, "English.")
        .def_readonly("value", &SupplyShare::value, "In the unit of the structure.")
        .def_readonly("share", &SupplyShare::share, "Of the sum of the rows, 0 to 1.")
        .def_readonly("share_of_total", &SupplyShare::share_of_total,
                      "Of the printed total, 0 to 1; None without one.")
        .def_property_readonly(
            "status", [](const SupplyShare& one) { return std::string(1, code(one.status)); },
            "SDMX status code.")
        .def("__repr__", [](const SupplyShare& one) {
            return detail::concat("SupplyShare(", one.area, ": ", detail::to_plain(one.value), ", ",
                                  share_words(one.share), ")");
        });
    show_as_public(row);
    py::class_<SupplyStructure> type(module, "SupplyStructure",
                                     "The countries behind one figure of the world.");
    type.def_readonly("indicator", &SupplyStructure::indicator, "For example 'mine_production'.")
        .def_readonly("vintage", &SupplyStructure::vintage, "Edition; may be empty.")
        .def_readonly("scenario", &SupplyStructure::scenario, "Of a projection; else empty.")
        .def_property_readonly(
            "year", [](const SupplyStructure& one) { return one.year.value(); }, "Calendar year.")
        .def_property_readonly(
            "unit", [](const SupplyStructure& one) { return one.unit.code(); }, "Of the values.")
        .def_property_readonly(
            "basis", [](const SupplyStructure& one) { return std::string{name(one.basis)}; },
            "What the values are the mass of.")
        .def_property_readonly(
            "rows", [](const SupplyStructure& one) { return listing(one.rows); },
            "Countries with a number, the largest first.")
        .def("of", &SupplyStructure::of, "area"_a, "The row of a country.")
        .def_readonly("sum", &SupplyStructure::sum, "Of the rows.")
        .def_readonly("total", &SupplyStructure::total, "Of the world as printed; None without.")
        .def_property_readonly(
            "total_qualifier",
            [](const SupplyStructure& one) { return std::string{name(one.total_qualifier)}; },
            "'exact', or 'more_than' where the total is a lower bound.")
        .def_property_readonly(
            "hhi", [](const SupplyStructure& one) { return one.concentration.hhi; },
            "Herfindahl index of the rows, 0 to 1; other countries count as one unit.")
        .def_property_readonly(
            "hhi_10000", [](const SupplyStructure& one) { return one.concentration.hhi_10000; },
            "The same times 10,000.")
        .def_property_readonly(
            "hhi_range",
            [](const SupplyStructure& one) {
                return std::pair{one.hhi_range.lower, one.hhi_range.upper};
            },
            "Herfindahl index if the other countries are very many, and if they are one.")
        .def_property_readonly(
            "effective_number",
            [](const SupplyStructure& one) { return one.concentration.effective_number; },
            "1 over the Herfindahl index.")
        .def_readonly("cr3", &SupplyStructure::cr3, "Share of the three largest rows.")
        .def_readonly("without_largest", &SupplyStructure::without_largest,
                      "N-1: what is left of the sum without the largest row.")
        .def_readonly("not_available", &SupplyStructure::not_available,
                      "Codes of countries printed without a number.")
        .def_readonly("dashes", &SupplyStructure::dashes,
                      "Codes of countries printed with a dash or an empty cell.")
        .def("__repr__", [](const SupplyStructure& one) { return text(one); });
    show_as_public(type);
    py::class_<ReservesLifetime> lifetime(module, "ReservesLifetime",
                                          "Reserves against production of one country.");
    lifetime.def_readonly("area", &ReservesLifetime::area, "Code; 'WLD' for the printed totals.")
        .def_readonly("name", &ReservesLifetime::name, "English.")
        .def_readonly("reserves", &ReservesLifetime::reserves, "None where no number is printed.")
        .def_property_readonly(
            "qualifier",
            [](const ReservesLifetime& one) { return std::string{name(one.qualifier)}; },
            "Of the reserves.")
        .def_readonly("production", &ReservesLifetime::production, "None without a number.")
        .def_readonly("years", &ReservesLifetime::years, "None unless both are there and positive.")
        .def("__repr__", [](const ReservesLifetime& one) {
            return detail::concat("ReservesLifetime(", one.area, ": ",
                                  one.years ? detail::to_fixed(*one.years, 0) + " years" : "none",
                                  ")");
        });
    show_as_public(lifetime);
    py::class_<ReservesLifetimes> all(module, "ReservesLifetimes",
                                      "Reserves over production by country, in one edition.");
    all.def_readonly("vintage", &ReservesLifetimes::vintage, "Edition.")
        .def_property_readonly(
            "year", [](const ReservesLifetimes& one) { return one.year.value(); },
            "Of the production.")
        .def_property_readonly(
            "unit", [](const ReservesLifetimes& one) { return one.unit.code(); },
            "Of the reserves.")
        .def_property_readonly(
            "rows", [](const ReservesLifetimes& one) { return listing(one.rows); },
            "The largest reserves first; the world last.")
        .def_readonly("production_without_reserves",
                      &ReservesLifetimes::production_without_reserves,
                      "Share of the production from countries without a figure of reserves.")
        .def_readonly("reserves_without_production",
                      &ReservesLifetimes::reserves_without_production,
                      "Share of the reserves in countries without production.")
        .def("__repr__", [](const ReservesLifetimes& one) { return text(one); });
    show_as_public(all);
    module.def(
        "supply_structure",
        [](const Dataset& dataset, const py::object& indicator, const py::object& year,
           const py::object& vintage, const py::object& scenario) {
            return supply_structure(dataset, text_of(indicator, "indicator"),
                                    structure_choice(year, vintage, scenario));
        },
        "dataset"_a, "indicator"_a, py::kw_only(), "year"_a = py::none(), "vintage"_a = py::none(),
        "scenario"_a = py::none(), supply_structure_help);
    module.def(
        "supply_structures",
        [](const Dataset& dataset, const py::object& indicator, const py::object& vintage,
           const py::object& scenario) {
            return listing(supply_structures(dataset, text_of(indicator, "indicator"),
                                             structure_choice(py::none(), vintage, scenario)));
        },
        "dataset"_a, "indicator"_a, py::kw_only(), "vintage"_a = py::none(),
        "scenario"_a = py::none(), supply_structures_help);
    module.def(
        "rest_of_world",
        [](const Dataset& dataset, const py::object& indicator, const py::object& area,
           const py::object& vintage) {
            SeriesChoice choice;
            if (!vintage.is_none()) choice.vintage = text_of(vintage, "vintage");
            return rest_of_world(dataset, text_of(indicator, "indicator"), text_of(area, "area"),
                                 choice);
        },
        "dataset"_a, "indicator"_a, "area"_a, py::kw_only(), "vintage"_a = py::none(),
        rest_of_world_help);
    module.def(
        "reserves_lifetimes",
        [](const Dataset& dataset, const py::object& vintage) {
            return reserves_lifetimes(
                dataset, vintage.is_none() ? std::string{} : text_of(vintage, "vintage"));
        },
        "dataset"_a, py::kw_only(), "vintage"_a = py::none(), reserves_lifetimes_help);
}

void bind_governance(py::module_& module) {
    py::class_<GovernanceScore> score(module, "GovernanceScore",
                                      "Governance of one country in one year.");
    score.def_readonly("area", &GovernanceScore::area, "Code.")
        .def_readonly("year", &GovernanceScore::year, "Calendar year.")
        .def_readonly("estimate", &GovernanceScore::estimate, "-2.5 (weak) to 2.5 (strong).")
        .def_readonly("standard_error", &GovernanceScore::standard_error,
                      "Of the estimate; of a mean the mean of the errors.")
        .def_readonly("dimensions", &GovernanceScore::dimensions, "1 or 6.")
        .def("__repr__", [](const GovernanceScore& one) {
            return detail::concat("GovernanceScore(", one.area, " ", one.year, ": ",
                                  detail::to_fixed(one.estimate, 3), ", standard error ",
                                  detail::to_fixed(one.standard_error, 3), ")");
        });
    show_as_public(score);
    py::class_<RiskEstimate> estimate(
        module, "RiskEstimate",
        "A number with the range of unknown inputs and the standard error of the known ones.");
    estimate.def_readonly("lower", &RiskEstimate::lower, "With the least risk for what is unknown.")
        .def_readonly("upper", &RiskEstimate::upper, "With the greatest.")
        .def_property_readonly("middle", &RiskEstimate::middle, "The middle of the range.")
        .def_readonly("standard_error", &RiskEstimate::standard_error,
                      "From the standard errors of the governance estimates.")
        .def_readonly("unknown", &RiskEstimate::unknown, "Areas without governance.")
        .def("__repr__", [](const RiskEstimate& one) { return text(one); });
    show_as_public(estimate);
    py::class_<StageRisk> stage(module, "StageRisk", "Supply risk of one stage.");
    stage.def_readonly("stage", &StageRisk::stage, "Name of the stage.")
        .def_readonly("hhi_global", &StageRisk::global,
                      "Governance-weighted concentration of the world.")
        .def_readonly("hhi_sourcing", &StageRisk::sourcing,
                      "Of what the area buys; None if it is not known.")
        .def_readonly("risk", &StageRisk::risk, "The supply risk.")
        .def_readonly("missing", &StageRisk::missing, "Inputs taken over their whole range.")
        .def("__repr__", [](const StageRisk& one) {
            return detail::concat(
                "StageRisk(", one.stage, ": ", text(one.risk),
                one.missing.empty() ? "" : ", over the whole range: " + detail::join(one.missing),
                ")");
        });
    show_as_public(stage);
    module.def(
        "governance_score",
        [](const Dataset& wgi, const py::object& area, const py::object& dimension,
           const py::object& year) {
            return governance_score(wgi, text_of(area, "area"),
                                    governance_choice(dimension, year, 1.0));
        },
        "wgi"_a, "area"_a, py::kw_only(), "dimension"_a = py::none(), "year"_a = py::none(),
        governance_score_help);
    module.def(
        "governance_weighted_hhi",
        [](const SupplyStructure& structure, const Dataset& wgi, const py::object& dimension,
           const py::object& year, double scale) {
            return governance_weighted_hhi(structure, wgi,
                                           governance_choice(dimension, year, scale));
        },
        "structure"_a, "wgi"_a, py::kw_only(), "dimension"_a = py::none(), "year"_a = py::none(),
        "scale"_a = 1.0, governance_weighted_hhi_help);
    module.def(
        "supply_risk_of_stage",
        [](const std::string& name, const SupplyStructure& structure, const Dataset& wgi,
           const std::optional<py::dict>& sourcing, std::optional<double> import_reliance,
           std::optional<double> recycling_input_rate, std::optional<double> substitution_index,
           const py::object& dimension, const py::object& year, double scale) {
            SupplyRiskStage input{.stage = name,
                                  .structure = structure,
                                  .sourcing = {},
                                  .import_reliance = import_reliance,
                                  .recycling_input_rate = recycling_input_rate,
                                  .substitution_index = substitution_index};
            if (sourcing)
                for (auto& [area, amount] : amounts_by_area(*sourcing, "sourcing"))
                    input.sourcing.push_back(
                        {.area = area, .name = area, .value = amount, .share = amount});
            const std::vector<SupplyRiskStage> stages{std::move(input)};
            return supply_risk_of_stages(stages, wgi, governance_choice(dimension, year, scale))
                .front();
        },
        "stage"_a, "structure"_a, "wgi"_a, py::kw_only(), "sourcing"_a = py::none(),
        "import_reliance"_a = py::none(), "recycling_input_rate"_a = py::none(),
        "substitution_index"_a = py::none(), "dimension"_a = py::none(), "year"_a = py::none(),
        "scale"_a = 1.0, supply_risk_of_stage_help);
    module.def(
        "geopolrisk_of",
        [](const SupplyStructure& world, const py::dict& imports, double domestic_production,
           const Dataset& wgi, const py::object& year) {
            std::vector<Import> flows;
            for (auto& [area, amount] : amounts_by_area(imports, "imports"))
                flows.push_back({area, amount});
            return geopolrisk_of(world, flows, domestic_production, wgi,
                                 governance_choice(py::none(), year, 1.0));
        },
        "world"_a, "imports"_a, "domestic_production"_a, "wgi"_a, py::kw_only(),
        "year"_a = py::none(), geopolrisk_of_help);
}

void bind_element_content(py::module_& module) {
    py::class_<ElementContent> content(module, "ElementContent",
                                       "A range of masses of one element's oxide.");
    content.def_readonly("element", &ElementContent::element, "Symbol.")
        .def_readonly("lower", &ElementContent::lower, "Mass of the usual oxide at least.")
        .def_readonly("upper", &ElementContent::upper, "At most.")
        .def_readonly("lower_element", &ElementContent::lower_element,
                      "Mass of contained element at least.")
        .def_readonly("upper_element", &ElementContent::upper_element, "At most.")
        .def_readonly("basis", &ElementContent::basis, "The deposits that the range is over.")
        .def("__repr__", [](const ElementContent& one) { return text(one); });
    show_as_public(content);
    py::class_<DemandItem> item(module, "DemandItem",
                                "One figure of demand against a range of supply.");
    item.def_readonly("label", &DemandItem::label, "What is demanded.")
        .def_readonly("year", &DemandItem::year, "Of the demand.")
        .def_readonly("printed", &DemandItem::printed, "In its own basis.")
        .def_property_readonly(
            "basis", [](const DemandItem& one) { return std::string{name(one.basis)}; },
            "'oxide' or 'element'.")
        .def_readonly("oxide", &DemandItem::oxide, "As mass of the usual oxide.")
        .def_readonly("least_surplus", &DemandItem::least_surplus, "Least supply less demand.")
        .def_readonly("greatest_surplus", &DemandItem::greatest_surplus,
                      "Greatest supply less demand.")
        .def("__repr__", [](const DemandItem& one) {
            return detail::concat("DemandItem(", one.label, ", ", one.year, ": ",
                                  detail::to_significant(one.oxide, 4), " of oxide)");
        });
    show_as_public(item);
    py::class_<ElementBalance> balance(module, "ElementBalance",
                                       "What is mined of an element against what is demanded.");
    balance.def_readonly("element", &ElementBalance::element, "Symbol.")
        .def_readonly("year", &ElementBalance::year, "Of the supply.")
        .def_readonly("vintage", &ElementBalance::vintage, "Edition of the supply.")
        .def_property_readonly(
            "unit", [](const ElementBalance& one) { return one.unit.code(); }, "Of all masses.")
        .def_readonly("oxide_factor", &ElementBalance::oxide_factor,
                      "Mass of oxide that holds one unit mass of the element.")
        .def_readonly("supply", &ElementBalance::supply, "What is mined, as a range.")
        .def_readonly("demands", &ElementBalance::demands, "What is demanded.")
        .def("__repr__", [](const ElementBalance& one) { return text(one); });
    show_as_public(balance);
    module.def(
        "element_content",
        [](const Dataset& deposits, const py::object& element, const py::object& of,
           std::optional<double> reo) {
            const auto shares = deposit_shares(deposits);
            const auto symbol = text_of(element, "element");
            if (py::isinstance<SupplyStructure>(of))
                return element_content(shares, of.cast<const SupplyStructure&>(), symbol);
            const auto place = text_of(of, "of");
            if (!reo) throw InvalidArgument("reo", "None", "a mass of rare-earth oxides");
            const bool deposit = std::any_of(shares.begin(), shares.end(), [&](const auto& one) {
                return one.location == place;
            });
            if (deposit) return element_content_of_deposit(shares, place, symbol, *reo);
            return element_content_of_country(shares, country(place).code(), symbol, *reo);
        },
        "deposits"_a, "element"_a, "of"_a, "reo"_a = py::none(), element_content_help);
    module.def(
        "element_balance",
        [](const Dataset& deposits, const py::object& element, const SupplyStructure& structure,
           const std::vector<TimeSeries>& demands) {
            return element_balance(deposit_shares(deposits), structure, text_of(element, "element"),
                                   demands);
        },
        "deposits"_a, "element"_a, "structure"_a, "demands"_a, element_balance_help);
}

}  // namespace

void bind_supply_structure(py::module_& module) {
    bind_structures(module);
    bind_governance(module);
    bind_element_content(module);
}

}  // namespace reeindex::python
