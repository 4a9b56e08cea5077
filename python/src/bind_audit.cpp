#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <reeindex/audit/audit.hpp>
#include <reeindex/core/text_width.hpp>
#include <reeindex/indicators/country_index.hpp>
#include <reeindex/report/report.hpp>
#include <string>
#include <utility>
#include <vector>

#include "assess_parts.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "immutable.hpp"
#include "listing.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string text(const Claim& claim) {
    const auto stated = claim.stated_text();
    const auto recomputed = claim.recomputed_text();
    return detail::concat("Claim(", claim.id, " ", name(claim.verdict), ": ", claim.subject,
                          stated.empty() ? "" : ", stated " + stated,
                          recomputed.empty() ? "" : ", recomputed " + recomputed, ")");
}

std::string counts_text(const Audit& audit) {
    const auto elsewhere = audit.count(Verdict::true_of_another_edition);
    return detail::concat(
        audit.size(), " claims: ", audit.count(Verdict::confirmed), " confirmed, ",
        audit.count(Verdict::contradicted), " contradicted, ",
        elsewhere == 0 ? "" : detail::concat(elsewhere, " true of another year or edition, "),
        audit.count(Verdict::not_testable), " not testable");
}

std::string text(const Audit& audit) {
    std::size_t stated = 6, recomputed = 10;
    for (const auto& one : audit) {
        stated = std::max(stated, detail::columns_of(one.stated_text()));
        recomputed = std::max(recomputed, detail::columns_of(one.recomputed_text()));
    }
    const auto padded = [](std::string cell, std::size_t width) {
        return detail::padded(std::move(cell), width, false);
    };
    std::string out = "Audit, " + counts_text(audit);
    out += "\n  id    verdict       " + padded("stated", stated) + "  " +
           padded("recomputed", recomputed) + "  subject";
    for (const auto& one : audit)
        out += "\n  " + padded(one.id, 4) + "  " + padded(std::string{name(one.verdict)}, 12) +
               "  " + padded(one.stated_text(), stated) + "  " +
               padded(one.recomputed_text(), recomputed) + "  " + one.subject;
    return out;
}

std::string html(const Audit& audit) {
    const auto left = [](const std::string& cell) {
        return "<td style=\"text-align:left\">" + escaped(cell) + "</td>";
    };
    std::string out = "<table><caption style=\"text-align:left\"><b>Audit</b>, " +
                      counts_text(audit) +
                      "</caption><thead><tr><th>id</th><th>verdict</th><th>subject</th>"
                      "<th>stated</th><th>recomputed</th><th>explanation</th></tr></thead><tbody>";
    for (const auto& one : audit)
        out += "<tr><td>" + escaped(one.id) + "</td>" + left(std::string{name(one.verdict)}) +
               left(one.subject) + "<td>" + escaped(one.stated_text()) + "</td><td>" +
               escaped(one.recomputed_text()) + "</td>" + left(one.explanation) + "</tr>";
    return out + "</tbody></table>";
}

std::string html(const Claim& claim) {
    std::string out = "<table><caption style=\"text-align:left\"><b>" + escaped(claim.id) + " " +
                      escaped(detail::concat(name(claim.verdict))) + "</b>, " +
                      escaped(claim.subject) + "</caption><tbody>";
    const auto row = [&](std::string_view head, const std::string& text) {
        if (text.empty()) return;
        out += detail::concat("<tr><th style=\"text-align:left\">", head,
                              "</th><td style=\"text-align:left\">", escaped(text), "</td></tr>");
    };
    row("quote", claim.quote);
    row("stated", claim.stated_text());
    row("recomputed", claim.recomputed_text());
    row("explanation", claim.explanation);
    for (const auto& input : claim.inputs)
        row("tested on", input.value + " (" + input.source.locator + ")");
    row("rests on", std::string{name(claim.proof)});
    row("source", claim.source.text());
    return out + "</tbody></table>";
}

std::string text(const CountryIndex& index) {
    std::size_t width = 7;
    for (const auto& row : index.countries) width = std::max(width, detail::columns_of(row.name));
    const auto padded = [](std::string cell, std::size_t size, bool left = false) {
        return detail::padded(std::move(cell), size, !left);
    };
    auto out = detail::concat("CountryRanks: ", index.countries.size(), " countries, ",
                              index.options.draws, " draws, seed ", index.options.seed, "\n  ",
                              padded("country", width, true), "  rank  interval");
    for (std::size_t j = 0; j < index.indicators.size(); ++j)
        out += "  " + padded(index.indicators[j] + " [" + index.units[j] + "]", 22);
    for (const auto& row : index.countries) {
        out += "\n  " + padded(row.name, width, true) + "  " +
               padded(detail::to_text(row.median), 4) + "  " +
               padded(detail::concat(row.lower, " to ", row.upper), 8);
        for (const auto& cell : row.cells) out += "  " + padded(detail::cell_text(cell), 22);
    }
    for (const auto& spot : index.blind_spots) out += "\n  blind: " + spot;
    return out;
}

std::string html(const CountryIndex& index) {
    std::string out = detail::concat(
        "<table><caption style=\"text-align:left\"><b>Countries by median rank</b>, ",
        index.options.draws, " draws, seed ", index.options.seed,
        "</caption><thead><tr><th>country</th><th>rank</th><th>interval at ",
        detail::to_text(100.0 * index.options.level), " %</th>");
    for (std::size_t j = 0; j < index.indicators.size(); ++j)
        out += "<th>" + escaped(index.indicators[j] + " [" + index.units[j] + "]") + "</th>";
    out += "</tr></thead><tbody>";
    for (const auto& row : index.countries) {
        out += detail::concat("<tr><td style=\"text-align:left\">", escaped(row.name), "</td><td>",
                              row.median, "</td><td>", row.lower, " to ", row.upper, "</td>");
        for (const auto& cell : row.cells)
            out +=
                "<td title=\"" + escaped(cell.reason) + "\">" + detail::cell_text(cell) + "</td>";
        out += "</tr>";
    }
    out += "</tbody></table><ul>";
    for (const auto& spot : index.blind_spots) out += "<li>" + escaped(spot) + "</li>";
    return out + "</ul>";
}

// Claims chosen as a list chooses: by position, also from the end.
const Claim& at_position(const Audit& audit, py::ssize_t index) {
    const auto size = static_cast<py::ssize_t>(audit.size());
    const auto at = index < 0 ? index + size : index;
    if (at < 0 || at >= size) throw py::index_error(detail::concat("claim ", index, " of ", size));
    return audit.claims()[static_cast<std::size_t>(at)];
}

void bind_claim(py::module_& module) {
    py::class_<ClaimInput> input(module, "ClaimInput", "What a claim is tested on.");
    input
        .def_readonly("key", &ClaimInput::key,
                      "For example 'series:mine_production/WLD@2024' or 'figure:fig-cn-output'.")
        .def_readonly("value", &ClaimInput::value, "As text, with unit and date.")
        .def_readonly("source", &ClaimInput::source, "Where the input stands.")
        .def("__repr__", [](const ClaimInput& one) {
            return detail::concat("ClaimInput(", one.key, " = ", one.value, ")");
        });
    show_as_public(input);

    py::class_<Claim> type(module, "Claim", "A claim of the source and what the data say of it.");
    copies_are_itself(type);
    py::class_<ClaimEvidence> evidence(module, "ClaimEvidence",
                                       "One test of a claim on other sources.");
    evidence
        .def_property_readonly(
            "role", [](const ClaimEvidence& one) { return std::string{name(one.role)}; },
            "'named': the edition, year or publication that the claim means; 'other': another.")
        .def_readonly("method", &ClaimEvidence::method, "How it is tested.")
        .def_readonly("inputs", &ClaimEvidence::inputs, "The cells that it rests on.")
        .def_readonly("recomputed", &ClaimEvidence::recomputed,
                      "Quantity that these give, or None.")
        .def_readonly("rounding", &ClaimEvidence::rounding,
                      "Lower and upper end of it within the rounding of the print, or None.")
        .def_readonly("holds", &ClaimEvidence::holds, "Whether the claim agrees with them.")
        .def_readonly("explanation", &ClaimEvidence::explanation, "In words, with the numbers.")
        .def("__repr__", [](const ClaimEvidence& one) {
            return detail::concat("ClaimEvidence(", name(one.role), ", ",
                                  one.holds ? "holds" : "does not hold", ": ", one.explanation,
                                  ")");
        });
    show_as_public(evidence);
    type.def_readonly("id", &Claim::id, "For example 'N20'.")
        .def_readonly("section", &Claim::section, "Section of the source.")
        .def_readonly("quote", &Claim::quote, "Verbatim.")
        .def_readonly("subject", &Claim::subject, "What is claimed.")
        .def_readonly("stated", &Claim::stated, "Quantity, or None where no number is stated.")
        .def_readonly("stated_high", &Claim::stated_high, "Upper end of a stated range, or None.")
        .def_property_readonly(
            "stated_text", &Claim::stated_text,
            "The stated number or range with its unit; empty where none is stated.")
        .def_readonly("method", &Claim::method, "How it is tested.")
        .def_readonly("inputs", &Claim::inputs, "What it is tested on.")
        .def_readonly("recomputed", &Claim::recomputed,
                      "Quantity that the inputs give, or None where they do not.")
        .def_readonly("rounding", &Claim::rounding,
                      "Lower and upper end of it within the rounding of the print, or None.")
        .def_property_readonly(
            "recomputed_text", &Claim::recomputed_text,
            "The recomputed quantity with four significant digits; empty where there is none.")
        .def_property_readonly(
            "verdict", [](const Claim& one) { return std::string{name(one.verdict)}; },
            "'confirmed', 'contradicted', 'not_testable' or, where other sources were asked, "
            "'true_of_another_edition'.")
        .def_property_readonly(
            "own_verdict", [](const Claim& one) { return std::string{name(one.own_verdict)}; },
            "What the source's own figures say.")
        .def_readonly("evidence", &Claim::evidence, "Tests on other sources, in their order.")
        .def_readonly("needed", &Claim::needed,
                      "What would have to be there to test it; may be empty.")
        .def_readonly("explanation", &Claim::explanation,
                      "The verdict in words, with the recomputed numbers.")
        .def_readonly("erratum", &Claim::erratum, "Id; empty unless the claim is disputed.")
        .def_property_readonly(
            "proof", [](const Claim& one) { return std::string{name(one.proof)}; },
            "What the verdict rests on: 'paper', 'standard' or 'external'.")
        .def_readonly("source", &Claim::source, "Where the claim stands.")
        .def("__repr__", [](const Claim& one) { return text(one); })
        .def("_repr_html_", [](const Claim& one) { return html(one); });
    show_as_public(type);
}

void bind_audit_type(py::module_& module) {
    py::class_<Audit> type(module, "Audit", "All claims of a source, in its order.");
    copies_are_itself(type);
    type.def("__len__", &Audit::size)
        .def(
            "__iter__",
            [](const Audit& one) {
                return py::make_iterator<py::return_value_policy::reference_internal>(one.begin(),
                                                                                      one.end());
            },
            py::keep_alive<0, 1>())
        .def(
            "__getitem__",
            [](const Audit& one, const std::string& id) -> const Claim& { return one.find(id); },
            "id"_a, py::return_value_policy::reference_internal, "The claim with an id.")
        .def(
            "__getitem__",
            [](const Audit& one, py::ssize_t index) -> const Claim& {
                return at_position(one, index);
            },
            "index"_a, py::return_value_policy::reference_internal, "The claim at a position.")
        .def(
            "__contains__",
            [](const Audit& one, const py::object& id) {
                if (!py::isinstance<py::str>(id)) return false;
                const auto wanted = id.cast<std::string>();
                return std::any_of(one.begin(), one.end(),
                                   [&](const Claim& claim) { return claim.id == wanted; });
            },
            "id"_a)
        .def_property_readonly(
            "claims", [](const Audit& one) { return listing(one.claims()); }, "As a list.")
        .def_property_readonly("document", &Audit::document, "What is audited.")
        .def_property_readonly(
            "counts",
            [](const Audit& one) {
                py::dict out;
                for (const auto verdict :
                     {Verdict::confirmed, Verdict::contradicted, Verdict::not_testable})
                    out[py::str(std::string{name(verdict)})] = one.count(verdict);
                const auto elsewhere = Verdict::true_of_another_edition;
                if (one.count(elsewhere) > 0)
                    out[py::str(std::string{name(elsewhere)})] = one.count(elsewhere);
                return out;
            },
            "Number of claims by verdict.")
        .def(
            "verdict",
            [](const Audit& one, const std::string& verdict) {
                return listing(one.with(parse_verdict(verdict)));
            },
            "verdict"_a, "The claims with a verdict.")
        .def("report", &audit_report, "The audit as a document.")
        .def(
            "to_pandas",
            [](const py::object& self) {
                return py::module_::import("reeindex.auditing").attr("audit_to_pandas")(self);
            },
            "A DataFrame with one row a claim, indexed by id. Needs pandas.")
        .def("__repr__", [](const Audit& one) { return text(one); })
        .def("_repr_html_", [](const Audit& one) { return html(one); });
    show_as_public(type);
}

void bind_country_index(py::module_& module) {
    py::class_<CountryCell> cell(module, "CountryCell",
                                 "One indicator of one country: known, or between bounds.");
    cell.def_readonly("value", &CountryCell::value, "None where the dataset has none.")
        .def_readonly("lower", &CountryCell::lower, "Least value that the dataset allows.")
        .def_readonly("upper", &CountryCell::upper, "Greatest value that the dataset allows.")
        .def_readonly("reason", &CountryCell::reason, "Where value or bounds come from.")
        .def("__repr__", [](const CountryCell& one) {
            return detail::concat("CountryCell(",
                                  one.value ? detail::to_text(*one.value) : std::string{"none"},
                                  ", ", one.lower, " to ", one.upper, ")");
        });
    show_as_public(cell);
    py::class_<CountryRank> rank(module, "CountryRank", "A country and its rank over all draws.");
    rank.def_readonly("country", &CountryRank::country, "ISO 3166-1 alpha-2.")
        .def_readonly("name", &CountryRank::name, "Short English name.")
        .def_property_readonly(
            "cells",
            [](const CountryRank& one) {
                return std::vector<CountryCell>(one.cells.begin(), one.cells.end());
            },
            "Resource, mining and technology.")
        .def_readonly("median", &CountryRank::median, "Of the rank; 1 is best.")
        .def_property_readonly(
            "interval",
            [](const CountryRank& one) {
                return std::pair{one.lower, one.upper};
            },
            "Central interval of the rank at the level.")
        .def_property_readonly(
            "extremes",
            [](const CountryRank& one) {
                return std::pair{one.best, one.worst};
            },
            "Best and worst rank of all draws.")
        .def_readonly("first_share", &CountryRank::first_share,
                      "Share of the draws in which it is first.")
        .def("__repr__", [](const CountryRank& one) {
            return detail::concat("CountryRank(", one.name, ", rank ", one.median, ", ", one.lower,
                                  " to ", one.upper, ")");
        });
    show_as_public(rank);
    py::class_<CountryIndex> index(module, "CountryRanks", "Countries by median rank.");
    index
        .def_property_readonly(
            "indicators",
            [](const CountryIndex& one) {
                return std::vector<std::string>(one.indicators.begin(), one.indicators.end());
            },
            "Resource, mining and technology, in the order of `cells`.")
        .def_property_readonly(
            "units",
            [](const CountryIndex& one) {
                return std::vector<std::string>(one.units.begin(), one.units.end());
            },
            "UCUM codes.")
        .def_readonly("countries", &CountryIndex::countries, "List of CountryRank, the best first.")
        .def_readonly("blind_spots", &CountryIndex::blind_spots, "What the figures leave out.")
        .def_property_readonly(
            "draws", [](const CountryIndex& one) { return one.options.draws; },
            "Number of Monte Carlo draws.")
        .def_property_readonly(
            "seed", [](const CountryIndex& one) { return one.options.seed; }, "Seed of the draws.")
        .def_property_readonly(
            "level", [](const CountryIndex& one) { return one.options.level; },
            "Level of the rank intervals.")
        .def("__len__", [](const CountryIndex& one) { return one.countries.size(); })
        .def("__repr__", [](const CountryIndex& one) { return text(one); })
        .def("_repr_html_", [](const CountryIndex& one) { return html(one); });
    show_as_public(index);
}

}  // namespace

void bind_audit(py::module_& module) {
    bind_claim(module);
    bind_audit_type(module);
    bind_country_index(module);
    module.def(
        "audit",
        [](const Dataset& dataset) {
            const Unlocked unlocked;
            return audit(dataset);
        },
        "dataset"_a, "Tests every claim of a dataset.");
    module.def(
        "audit_sources",
        [](const Dataset& dataset, const std::vector<Dataset>& sources) {
            const Unlocked unlocked;
            return audit(dataset, sources);
        },
        "dataset"_a, "sources"_a, "Tests every claim of a dataset, on other sources too.");
    module.def(
        "country_index",
        [](const Dataset& dataset, std::size_t draws, std::uint64_t seed, double level,
           double weight_spread) {
            const Unlocked unlocked;
            return country_index(
                dataset,
                {.draws = draws, .seed = seed, .level = level, .weight_spread = weight_spread},
                [](std::size_t, std::size_t) { detail::look_for_interrupt(); });
        },
        "dataset"_a, "draws"_a = 2000, "seed"_a = 1, "level"_a = 0.9, "weight_spread"_a = 0.25,
        "Ranks countries by resource, mining and technology.");
}

}  // namespace reeindex::python
