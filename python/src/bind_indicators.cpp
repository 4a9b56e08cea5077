#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/life_cycle.hpp>
#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/life_cycle.hpp>
#include <reeindex/indicators/specialization.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/truncation.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bind.hpp"
#include "concentration_help.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "indicator_parts.hpp"
#include "supply_help.hpp"
#include "truncation_help.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// Amounts: numbers in a sequence or array, or the values of a mapping.
std::vector<double> to_amounts(const py::object& values, std::string_view argument = "values") {
    if (py::hasattr(values, "keys") && !py::hasattr(values, "to_numpy"))
        return to_doubles(py::list(values.attr("values")()), argument);
    if (py::isinstance<TimeSeries>(values)) return to_doubles(values.attr("values"), argument);
    return to_doubles(values, argument);
}

void bind_concentration(py::module_& module) {
    auto all = py::class_<Concentration>(module, "Concentration",
                                         "Concentration of one division, by all measures.");
    show_as_public(all);
    all.def_readonly("n", &Concentration::n, "Units, those with zero included.")
        .def_readonly("n_positive", &Concentration::n_positive, "Units with a positive amount.")
        .def_readonly("hhi", &Concentration::hhi, "Herfindahl-Hirschman index, 0 to 1.")
        .def_readonly("hhi_10000", &Concentration::hhi_10000, "The same times 10,000.")
        .def_readonly("normalized_hhi", &Concentration::normalized_hhi,
                      "(H - 1/N)/(1 - 1/N); None for a single unit.")
        .def_readonly("effective_number", &Concentration::effective_number, "1 / H.")
        .def_readonly("largest_share", &Concentration::largest_share, "Largest share, 0 to 1.")
        .def_readonly("shannon", &Concentration::shannon, "Shannon entropy in nats.")
        .def_readonly("theil", &Concentration::theil, "Theil index, ln N - entropy.")
        .def("__repr__", [](const Concentration& c) {
            return detail::concat("Concentration(HHI ", detail::to_significant(c.hhi, 4), " (",
                                  detail::to_fixed(c.hhi_10000, 0),
                                  " of 10,000), effective number ",
                                  detail::to_significant(c.effective_number, 4), " of ", c.n,
                                  ", largest share ", percent(c.largest_share), ")");
        });

    auto bounds = py::class_<HhiBounds>(module, "HhiBounds",
                                        "Range of the index that an unknown rest allows.");
    show_as_public(bounds);
    bounds.def_readonly("lower", &HhiBounds::lower, "The rest is spread over very many units.")
        .def_readonly("upper", &HhiBounds::upper, "The rest is one further unit.")
        .def_readonly("covered", &HhiBounds::covered, "Sum of the known shares.")
        .def("__repr__", [](const HhiBounds& b) {
            return detail::concat("HhiBounds(", detail::to_significant(b.lower, 4), " to ",
                                  detail::to_significant(b.upper, 4), ", ", percent(b.covered),
                                  " covered)");
        });

    auto thresholds = py::class_<HhiThresholds>(
        module, "HhiThresholds", "Thresholds of a vintage of the U.S. merger guidelines.");
    show_as_public(thresholds);
    thresholds.def_readonly("year", &HhiThresholds::year, "Year of the guidelines.")
        .def_readonly("moderate", &HhiThresholds::moderate,
                      "Above it: moderately concentrated, of 10,000.")
        .def_readonly("high", &HhiThresholds::high, "Above it: highly concentrated, of 10,000.")
        .def_property_readonly(
            "source", [](const HhiThresholds& t) { return std::string{t.source}; }, "Source.")
        .def("__repr__", [](const HhiThresholds& t) {
            return detail::concat("HhiThresholds(", t.year, ": moderate ", t.moderate, ", high ",
                                  t.high, ")");
        });

    module.def(
        "shares", [](const py::object& values) { return to_array(shares(to_amounts(values))); },
        "values"_a, help::shares);
    module.def(
        "hhi",
        [](const py::object& values, double scale) {
            if (scale != 1.0 && scale != 10000.0)
                throw InvalidArgument("scale", detail::to_text(scale), "1 or 10000");
            return scale * hhi(to_amounts(values));
        },
        "values"_a, py::kw_only(), "scale"_a = 1.0, help::hhi);
    module.def(
        "normalized_hhi",
        [](const py::object& values) { return normalized_hhi(to_amounts(values)); }, "values"_a,
        help::normalized_hhi);
    module.def(
        "concentration_ratio",
        [](const py::object& values, const py::object& n) {
            const double count = to_double(n, "n");
            if (!(count >= 1.0) || count != std::floor(count) || count > 1e9)
                throw InvalidArgument("n", shown(n),
                                      "a whole number from 1 to the number of units");
            return concentration_ratio(to_amounts(values), static_cast<std::size_t>(count));
        },
        "values"_a, "n"_a, help::concentration_ratio);
    module.def(
        "shannon", [](const py::object& values) { return shannon(to_amounts(values)); }, "values"_a,
        help::shannon);
    module.def(
        "theil", [](const py::object& values) { return theil(to_amounts(values)); }, "values"_a,
        help::theil);
    module.def(
        "concentration", [](const py::object& values) { return concentration(to_amounts(values)); },
        "values"_a, help::concentration);
    module.def(
        "hhi_bounds",
        [](const py::object& known) { return hhi_bounds(to_amounts(known, "shares")); }, "shares"_a,
        help::hhi_bounds);
    module.def(
        "hhi_thresholds", [](int guidelines) { return hhi_thresholds(guidelines); }, "guidelines"_a,
        help::hhi_thresholds);
    module.def(
        "hhi_class",
        [](double index, int guidelines) { return std::string{hhi_class(index, guidelines)}; },
        "hhi"_a, "guidelines"_a, help::hhi_class);
}

Eigen::MatrixXd to_matrix(const py::object& table) {
    const py::object source = py::hasattr(table, "to_numpy") ? table.attr("to_numpy")() : table;
    const auto array =
        py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(source);
    if (!array) {
        PyErr_Clear();
        throw InvalidArgument("table", shown(table), "a two-dimensional array of numbers");
    }
    if (array.ndim() != 2)
        throw InvalidArgument("table", detail::concat("of ", array.ndim(), " dimensions"),
                              "two-dimensional: units in rows, fields in columns");
    Eigen::MatrixXd out(array.shape(0), array.shape(1));
    for (py::ssize_t i = 0; i < array.shape(0); ++i)
        for (py::ssize_t j = 0; j < array.shape(1); ++j) out(i, j) = array.at(i, j);
    return out;
}

// A number, or elementwise over an array.
template <double (*Function)(double)>
py::object elementwise(const py::object& advantage) {
    if (PyNumber_Check(advantage.ptr()) != 0 && !py::hasattr(advantage, "shape"))
        return py::float_(Function(to_double(advantage, "advantage")));
    const auto array =
        py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(advantage);
    if (!array) {
        PyErr_Clear();
        throw InvalidArgument("advantage", shown(advantage), "a number or an array of numbers");
    }
    py::array_t<double> out(std::vector<py::ssize_t>(array.shape(), array.shape() + array.ndim()));
    double* target = out.mutable_data();
    for (py::ssize_t i = 0; i < array.size(); ++i) target[i] = Function(array.data()[i]);
    if (array.ndim() == 0) return py::float_(*target);
    return out;
}

void bind_specialization(py::module_& module) {
    module.def(
        "rca", [](const py::object& table) { return rca(to_matrix(table)); }, "table"_a, help::rca);
    module.def(
        "rta", [](const py::object& table) { return rta(to_matrix(table)); }, "table"_a, help::rta);
    module.def("rsca", &elementwise<&rsca>, "advantage"_a, help::rsca);
    module.def("rpa", &elementwise<&rpa>, "advantage"_a, help::rpa);
}

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
        "reserves"_a, "production"_a, "year"_a = py::none(), help::reserves_to_production);
    module.def(
        "growth_adjusted_lifetime",
        [](double static_lifetime, double rate, bool continuous) {
            return continuous ? growth_adjusted_lifetime_continuous(static_lifetime, rate)
                              : growth_adjusted_lifetime(static_lifetime, rate);
        },
        "static_lifetime"_a, "rate"_a, py::kw_only(), "continuous"_a = false,
        help::growth_adjusted_lifetime);

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
        "cumulative"_a, "production"_a, help::hubbert_linearization);
}

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
        "substitution_index"_a = py::none(), "missing"_a = "raise", help::supply_risk);
    module.def(
        "weighted_hhi",
        [](const py::object& suppliers) {
            return weighted_hhi(to_suppliers(suppliers, "suppliers"));
        },
        "suppliers"_a, help::weighted_hhi);
    module.def("governance_risk", &governance_risk, "estimate"_a, py::kw_only(), "scale"_a,
               help::governance_risk);
    module.def("net_import_reliance", &net_import_reliance, py::kw_only(), "imports"_a, "exports"_a,
               "production"_a, help::net_import_reliance);
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
        "world_production"_a, "imports"_a, "domestic_production"_a, help::geopolrisk);
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
        "counts"_a, "cut_off"_a, "lag"_a, help::truncation_correction);
    module.def(
        "truncation_corrected",
        [](const TimeSeries& counts, const py::object& cut_off, const py::object& lag) {
            return truncation_corrected(counts, Year{to_year(cut_off, "cut_off")},
                                        LagDistribution{to_doubles(lag, "lag")});
        },
        "counts"_a, "cut_off"_a, "lag"_a, help::truncation_corrected);
}

void bind_life_cycle(py::module_& module) {
    auto cycle = py::class_<LifeCycle>(module, "LifeCycle", "The stages that the data allow.");
    show_as_public(cycle);
    cycle
        .def_property_readonly(
            "earliest", [](const LifeCycle& c) { return std::string{name(c.earliest)}; },
            "Stage under the highest ceiling.")
        .def_property_readonly(
            "latest", [](const LifeCycle& c) { return std::string{name(c.latest)}; },
            "Stage under the lowest ceiling.")
        .def_property_readonly("determined", &LifeCycle::determined,
                               "Whether one stage can be named.")
        .def_property_readonly(
            "share",
            [](const LifeCycle& c) {
                return std::pair{c.share_lower, c.share_upper};
            },
            "Of the ceiling, lower and upper; in decline of the upper level, what is left.")
        .def("__repr__", [](const LifeCycle& c) {
            if (c.earliest == LifeCycleStage::decline)
                return detail::concat("LifeCycle(decline, ", percent(c.share_lower), " to ",
                                      percent(c.share_upper), " of the upper level left)");
            if (c.determined())
                return detail::concat("LifeCycle(", name(c.earliest), ", ", percent(c.share_lower),
                                      " to ", percent(c.share_upper), " of the ceiling)");
            return detail::concat("LifeCycle(not determined: ", name(c.earliest), " to ",
                                  name(c.latest), ", ", percent(c.share_lower), " to ",
                                  percent(c.share_upper), " of the ceiling)");
        });
    module.def(
        "life_cycle_bounds",
        [](double value, double ceiling_lower, double ceiling_upper,
           std::tuple<double, double, double> marks) {
            return life_cycle_stage(value, ceiling_lower, ceiling_upper,
                                    {std::get<0>(marks), std::get<1>(marks), std::get<2>(marks)});
        },
        "value"_a, "ceiling_lower"_a, "ceiling_upper"_a, "marks"_a = std::tuple{0.1, 0.5, 0.9},
        "Stages of a value under a ceiling between two bounds.");
    module.def(
        "life_cycle_of_fit",
        [](const FitResult& fit, double level, std::tuple<double, double, double> marks) {
            return life_cycle_stage(fit, level,
                                    {std::get<0>(marks), std::get<1>(marks), std::get<2>(marks)});
        },
        "fit"_a, "level"_a = 0.95, "marks"_a = std::tuple{0.1, 0.5, 0.9},
        "Stages at the last observation of a fit.");
}

}  // namespace

void bind_indicators(py::module_& module) {
    module.def("student_t_quantile", &student_t_quantile, "p"_a, "dof"_a,
               "Quantile of the Student t distribution.");
    module.doc() =
        "Growth, concentration, specialization, depletion, supply risk, composite index.";
    bind_growth(module);
    bind_concentration(module);
    bind_specialization(module);
    bind_depletion(module);
    bind_supply_risk(module);
    bind_truncation(module);
    bind_life_cycle(module);
    bind_composite(module);
    bind_supply_structure(module);
}

}  // namespace reeindex::python
