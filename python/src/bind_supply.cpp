#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/truncation.hpp>
#include <string>
#include <vector>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "indicator_parts.hpp"
#include "supply_help.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// Suppliers: (share, governance risk[, trade factor]) in a sequence or a mapping by country.
std::vector<Supplier> to_suppliers(const py::object& object, std::string_view argument) {
    const py::object rows = py::hasattr(object, "values") ? object.attr("values")() : object;
    std::vector<Supplier> out;
    if (PyUnicode_Check(rows.ptr()) != 0 || !py::isinstance<py::iterable>(rows))
        throw InvalidArgument(argument, shown(object),
                              "(share, governance risk[, trade factor]) for each supplier");
    for (const auto row : rows) {
        const auto numbers = to_doubles(row, argument);
        if (numbers.size() != 2 && numbers.size() != 3)
            throw InvalidArgument(argument, shown(row),
                                  "(share, governance risk[, trade factor]) for each supplier");
        out.push_back({numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : 1.0});
    }
    return out;
}

}  // namespace

void bind_depletion(py::module_& module) {
    module.def(
        "reserves_to_production",
        [](const py::object& reserves, const py::object& production,
           const py::object& year) -> py::object {
            const bool series = py::isinstance<TimeSeries>(reserves);
            const bool quantity = py::isinstance<Quantity>(reserves);
            if (series != py::isinstance<TimeSeries>(production) ||
                quantity != py::isinstance<Quantity>(production))
                throw InvalidArgument("production", shown(production),
                                      "of the kind of reserves: both TimeSeries, both Quantity or "
                                      "both numbers");
            if (!series && !year.is_none())
                throw InvalidArgument("year", shown(year), "left out unless both are TimeSeries");
            if (quantity)
                return py::cast(reserves_to_production(py::cast<Quantity>(reserves),
                                                       py::cast<Quantity>(production)));
            if (!series)
                return py::float_(reserves_to_production(to_double(reserves, "reserves"),
                                                         to_double(production, "production")));
            const auto r = py::cast<TimeSeries>(reserves);
            const auto p = py::cast<TimeSeries>(production);
            if (!year.is_none())
                return py::cast(reserves_to_production(r, p, Year{to_year(year, "year")}));
            // The last year in which both have a value.
            for (std::size_t i = r.size(); i-- > 0;)
                for (std::size_t j = 0; j < p.size(); ++j)
                    if (r.observations()[i].year == p.observations()[j].year && r.value(i) &&
                        p.value(j))
                        return py::cast(reserves_to_production(r, p, r.observations()[i].year));
            throw InvalidArgument("production", p.label(), "a series with a year of reserves");
        },
        "reserves"_a, "production"_a, "year"_a = py::none(), reserves_to_production_help);
    module.def(
        "growth_adjusted_lifetime",
        [](double static_lifetime, double rate, bool continuous) {
            return continuous ? growth_adjusted_lifetime_continuous(static_lifetime, rate)
                              : growth_adjusted_lifetime(static_lifetime, rate);
        },
        "static_lifetime"_a, "rate"_a, py::kw_only(), "continuous"_a = false,
        growth_adjusted_lifetime_help);

    auto line = py::class_<HubbertLinearization>(module, "HubbertLinearization",
                                                 "Least squares of P/Q on Q.");
    show_as_public(line);
    line.def_readonly("rate", &HubbertLinearization::rate, "r per year: the line at Q = 0.")
        .def_readonly("slope", &HubbertLinearization::slope, "Slope of P/Q on Q.")
        .def_readonly("stderr_slope", &HubbertLinearization::stderr_slope, "Its standard error.")
        .def_readonly("urr", &HubbertLinearization::urr,
                      "Ultimately recoverable resource; None if the line does not fall.")
        .def_readonly("r_squared", &HubbertLinearization::r_squared, "Of the line.")
        .def_readonly("n", &HubbertLinearization::n, "Points.")
        .def_readonly("message", &HubbertLinearization::message, "What the data tell.")
        .def("__repr__", [](const HubbertLinearization& h) {
            return detail::concat("HubbertLinearization(r ", detail::to_significant(h.rate, 4),
                                  ", URR ", optional_text(h.urr), ", n ", h.n, ": ", h.message,
                                  ")");
        });
    module.def(
        "hubbert_linearization",
        [](const py::object& cumulative, const py::object& production) {
            return hubbert_linearization(to_doubles(cumulative, "cumulative"),
                                         to_doubles(production, "production"));
        },
        "cumulative"_a, "production"_a, hubbert_linearization_help);
}

void bind_supply_risk(py::module_& module) {
    auto risk = py::class_<SupplyRisk>(
        module, "SupplyRisk", "Supply risk: a number, or a range where inputs are missing.");
    show_as_public(risk);
    risk.def_readonly("value", &SupplyRisk::value, "None where an input is missing.")
        .def_readonly("lower", &SupplyRisk::lower, "Lower end.")
        .def_readonly("upper", &SupplyRisk::upper, "Upper end.")
        .def_readonly("hhi_global", &SupplyRisk::hhi_global,
                      "Concentration of global supply, weighted by governance risk and trade.")
        .def_readonly("hhi_sourcing", &SupplyRisk::hhi_sourcing, "The same of actual sourcing.")
        .def_readonly("missing", &SupplyRisk::missing, "Inputs taken over their whole range.")
        .def("__repr__", [](const SupplyRisk& r) {
            if (r.value)
                return detail::concat("SupplyRisk(", detail::to_significant(*r.value, 4), ")");
            return detail::concat("SupplyRisk(", detail::to_significant(r.lower, 4), " to ",
                                  detail::to_significant(r.upper, 4),
                                  "; missing: ", detail::join(r.missing), ")");
        });
    module.def(
        "supply_risk",
        [](const py::object& global_supply, const py::object& sourcing,
           std::optional<double> import_reliance, std::optional<double> recycling_input_rate,
           std::optional<double> substitution_index, const std::string& missing) {
            if (missing != "raise" && missing != "bound")
                throw InvalidArgument("missing", detail::concat("'", missing, "'"),
                                      "'raise' or 'bound'");
            SupplyRiskInput input;
            input.global = to_suppliers(global_supply, "global_supply");
            if (!sourcing.is_none()) input.sourcing = to_suppliers(sourcing, "sourcing");
            input.import_reliance = import_reliance;
            input.recycling_input_rate = recycling_input_rate;
            input.substitution_index = substitution_index;
            return supply_risk(input,
                               missing == "bound" ? MissingInput::bound : MissingInput::raise);
        },
        "global_supply"_a, "sourcing"_a = py::none(), py::kw_only(),
        "import_reliance"_a = py::none(), "recycling_input_rate"_a = py::none(),
        "substitution_index"_a = py::none(), "missing"_a = "raise", supply_risk_help);
    module.def(
        "weighted_hhi",
        [](const py::object& suppliers) {
            return weighted_hhi(to_suppliers(suppliers, "suppliers"));
        },
        "suppliers"_a, weighted_hhi_help);
    module.def("governance_risk", &governance_risk, "estimate"_a, py::kw_only(), "scale"_a,
               governance_risk_help);
    module.def("net_import_reliance", &net_import_reliance, py::kw_only(), "imports"_a, "exports"_a,
               "production"_a, net_import_reliance_help);
    module.def(
        "geopolrisk",
        [](const py::object& world_production, const py::object& imports,
           double domestic_production) {
            std::vector<ImportFlow> flows;
            const py::object rows =
                py::hasattr(imports, "values") ? imports.attr("values")() : imports;
            if (PyUnicode_Check(rows.ptr()) != 0 || !py::isinstance<py::iterable>(rows))
                throw InvalidArgument("imports", shown(imports), "(amount, instability) rows");
            for (const auto row : rows) {
                const auto numbers = to_doubles(row, "imports");
                if (numbers.size() != 2)
                    throw InvalidArgument("imports", shown(row), "(amount, instability) rows");
                flows.push_back({numbers[0], numbers[1]});
            }
            return geopolrisk(to_amounts(world_production, "world_production"), flows,
                              domestic_production);
        },
        "world_production"_a, "imports"_a, "domestic_production"_a, geopolrisk_help);
}

void bind_truncation(py::module_& module) {
    auto row = py::class_<TruncationRow>(module, "TruncationRow",
                                         "One year's count and what it will have become.");
    show_as_public(row);
    row.def_readonly("year", &TruncationRow::year, "Year.")
        .def_readonly("observed", &TruncationRow::observed, "Count by the cut-off.")
        .def_readonly("share", &TruncationRow::share, "Share that had appeared by the cut-off.")
        .def_readonly("corrected", &TruncationRow::corrected,
                      "observed / share; None where the share is 0.")
        .def_readonly("standard_error", &TruncationRow::standard_error,
                      "From thinning alone, the lag distribution taken as known.")
        .def("__repr__", [](const TruncationRow& r) {
            return detail::concat("TruncationRow(", r.year, ": ", r.observed, " of ",
                                  optional_text(r.corrected), ", share ",
                                  detail::to_significant(r.share, 4), ")");
        });
    module.def(
        "truncation_correction",
        [](const TimeSeries& counts, const py::object& cut_off, const py::object& lag) {
            return truncation_correction(counts, Year{to_year(cut_off, "cut_off")},
                                         LagDistribution{to_doubles(lag, "lag")});
        },
        "counts"_a, "cut_off"_a, "lag"_a, truncation_correction_help);
    module.def(
        "truncation_corrected",
        [](const TimeSeries& counts, const py::object& cut_off, const py::object& lag) {
            return truncation_corrected(counts, Year{to_year(cut_off, "cut_off")},
                                        LagDistribution{to_doubles(lag, "lag")});
        },
        "counts"_a, "cut_off"_a, "lag"_a, truncation_corrected_help);
}

}  // namespace reeindex::python
