// Revisions over editions, splices, and comparisons of sources.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/data/reconcile.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/data/splice.hpp>

#include "convert.hpp"
#include "core_parts.hpp"
#include "data_help.hpp"
#include "data_parts.hpp"
#include "listing.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::string count_words(std::size_t n, std::string_view one) {
    return detail::concat(n, " ", one, n == 1 ? "" : "s");
}

std::string percent_of(double fraction) { return detail::to_fixed(100.0 * fraction, 1) + " %"; }

std::string padded_left(std::string cell, std::size_t width) {
    return std::string(width > cell.size() ? width - cell.size() : 0, ' ') + cell;
}

std::string note_sentence(const Note& note) {
    const auto years = static_cast<std::size_t>(note.number("years"));
    if (note.kind == "level_shift")
        return detail::concat(note.text("kept"), " is on average ",
                              detail::to_fixed(note.number("mean_ratio"), 3), " times ",
                              note.text("left"), " in ", count_words(years, "common year"), " (",
                              detail::to_fixed(note.number("least_ratio"), 3), " to ",
                              detail::to_fixed(note.number("greatest_ratio"), 3),
                              "): the series has a step where they meet");
    if (note.kind == "no_overlap")
        return detail::concat(note.text("kept"), " and ", note.text("left"),
                              " have no year in common: a step where they meet cannot be seen");
    if (note.kind == "bound") return count_words(years, "year") + " with a bound or a vague value";
    if (note.kind == "single_print")
        return count_words(years, "year") + " printed in one edition only";
    if (note.kind == "few_revisions")
        return count_words(years, "year") + " with two prints: too few to tell a bias from chance";
    return note.kind;
}

std::vector<std::string> note_sentences(const std::vector<Note>& notes) {
    std::vector<std::string> out;
    for (const auto& one : notes) out.push_back(note_sentence(one));
    return out;
}

py::list edition_years(const std::vector<Year>& years) {
    py::list out;
    for (const auto one : years) out.append(one.value());
    return out;
}

std::string text(const Revisions& one) {
    auto out = detail::concat("Revisions ", one.key, ", ", one.label, ", ", one.unit.code(), "\n  ",
                              "year");
    std::vector<std::size_t> widths;
    for (const auto& name : one.vintages) {
        widths.push_back(std::max<std::size_t>(name.size(), 10));
        out += "  " + padded_left(name, widths.back());
    }
    for (std::size_t i = 0; i < one.years.size(); ++i) {
        out += detail::concat("\n  ", one.years[i].value());
        for (std::size_t j = 0; j < one.vintages.size(); ++j) {
            const auto& cell = one.cells[i * one.vintages.size() + j];
            out += "  " + padded_left(cell ? detail::to_plain(*cell) : "-", widths[j]);
        }
    }
    if (one.compared > 0)
        out += detail::concat(
            "\n  ", count_words(one.compared, "year"), " compared: mean revision ",
            detail::to_significant(one.mean_revision, 4), " (standard error ",
            detail::to_significant(one.standard_error, 3), "), mean absolute revision ",
            detail::to_significant(one.mean_absolute_revision, 4), ", ",
            percent_of(one.relative_mean_absolute_revision), " of the latest prints; ", one.raised,
            " raised, ", one.lowered, " lowered");
    for (const auto& note : one.notes) out += "\n  " + note_sentence(note);
    return out;
}

std::string text(const Splice& one) {
    auto out = detail::concat("Splice ", one.series.label(), ", ", one.series.unit().code());
    for (std::size_t i = 0; i < one.origins.size();) {
        std::size_t end = i;
        while (end < one.origins.size() && one.origins[end] == one.origins[i]) ++end;
        const auto cells = one.series.observations();
        const auto first = cells[i].year.value(), last = cells[end - 1].year.value();
        out += detail::concat("\n  ", first, first == last ? "" : detail::concat(" to ", last),
                              "  ", one.parts[one.origins[i]]);
        i = end;
    }
    for (const auto& note : one.notes) out += "\n  " + note_sentence(note);
    return out;
}

std::string text(const Reconciliation& one) {
    auto out = detail::concat("Reconciliation of ", one.sources.size(), " sources, ",
                              one.unit.code(), ", tolerance ", percent_of(one.tolerance), ": ",
                              count_words(one.cells.size(), "cell"), ", ", one.agreeing(),
                              " agree, ", one.unexplained(), " unexplained");
    for (std::size_t i = 0; i < one.sources.size(); ++i)
        out += detail::concat("\n  [", i, "] ", one.sources[i]);
    for (const auto& cell : one.cells) {
        if (cell.agrees) continue;
        out +=
            detail::concat("\n  ", cell.year.value(), "  [", cell.first, "] ",
                           detail::to_plain(cell.first_value), "  [", cell.second, "] ",
                           detail::to_plain(cell.second_value), "  ", percent_of(cell.difference),
                           "  ", cell.reason, cell.detail.empty() ? "" : ": " + cell.detail);
    }
    for (const auto& note : one.excluded) out += "\n  " + note;
    return out;
}

void bind_revisions(py::module_& module) {
    py::class_<RevisionRow> row(module, "RevisionRow", "One year in the editions that print it.");
    row.def_property_readonly(
           "year", [](const RevisionRow& one) { return one.year.value(); }, "Calendar year.")
        .def_readonly("first_vintage", &RevisionRow::first_vintage, "Edition of the first print.")
        .def_readonly("latest_vintage", &RevisionRow::latest_vintage,
                      "Edition of the latest print.")
        .def_readonly("first", &RevisionRow::first, "First print.")
        .def_readonly("latest", &RevisionRow::latest, "Latest print.")
        .def_readonly("prints", &RevisionRow::prints, "Editions with a value.")
        .def_readonly("bound", &RevisionRow::bound, "Whether one of the two is a bound or vague.")
        .def_property_readonly("revision", &RevisionRow::revision, "Latest less first print.")
        .def_property_readonly("relative", &RevisionRow::relative, "The same over the first print.")
        .def("__repr__", [](const RevisionRow& one) {
            return detail::concat("RevisionRow(", one.year.value(), ": ",
                                  detail::to_plain(one.first), " in ", one.first_vintage, ", ",
                                  detail::to_plain(one.latest), " in ", one.latest_vintage, ")");
        });
    show_as_public(row);

    py::class_<Revisions> type(module, "Revisions",
                               "What each edition of a source said of each year.");
    type.def_readonly("key", &Revisions::key, "Key of the series.")
        .def_readonly("label", &Revisions::label, "Title of the series.")
        .def_property_readonly(
            "unit", [](const Revisions& one) { return one.unit.code(); }, "Unit of all values.")
        .def_property_readonly(
            "basis", [](const Revisions& one) { return std::string{name(one.basis)}; },
            "What the values are the mass of.")
        .def_readonly("vintages", &Revisions::vintages, "Editions, the oldest first.")
        .def_property_readonly(
            "years", [](const Revisions& one) { return edition_years(one.years); }, "Years.")
        .def_property_readonly(
            "table",
            [](const Revisions& one) {
                py::list out;
                for (std::size_t i = 0; i < one.years.size(); ++i) {
                    py::list cells;
                    for (std::size_t j = 0; j < one.vintages.size(); ++j)
                        cells.append(py::cast(one.cells[i * one.vintages.size() + j]));
                    out.append(cells);
                }
                return out;
            },
            "A row a year, a column an edition; None where it prints no number.")
        .def_property_readonly(
            "rows", [](const Revisions& one) { return listing(one.rows); },
            "First and latest print of each year.")
        .def_readonly("compared", &Revisions::compared, "Years with two prints or more.")
        .def_readonly("mean_revision", &Revisions::mean_revision,
                      "Mean of latest less first print: the bias.")
        .def_readonly("standard_error", &Revisions::standard_error, "Of the mean revision.")
        .def_readonly("mean_absolute_revision", &Revisions::mean_absolute_revision,
                      "Mean of its absolute value.")
        .def_readonly("relative_mean_absolute_revision",
                      &Revisions::relative_mean_absolute_revision,
                      "Sum of the absolute revisions over the sum of the latest prints.")
        .def_readonly("raised", &Revisions::raised, "Years whose latest print is higher.")
        .def_readonly("lowered", &Revisions::lowered, "Years whose latest print is lower.")
        .def_property_readonly(
            "warnings", [](const Revisions& one) { return note_sentences(one.notes); },
            "What limits the summary, in words.")
        .def(
            "at",
            [](const Revisions& one, const py::object& year, const py::object& vintage) {
                return one.at(Year{to_year(year, "year")}, text_of(vintage, "vintage"));
            },
            "year"_a, "vintage"_a, "What an edition prints of a year; None for no number.")
        .def(
            "to_pandas",
            [](const py::object& self) {
                return py::module_::import("reeindex.evidence").attr("revisions_to_pandas")(self);
            },
            "The table as a pandas DataFrame: years by editions.")
        .def("__repr__", [](const Revisions& one) { return text(one); });
    show_as_public(type);
    module.def(
        "revisions",
        [](const Dataset& dataset, const py::object& key, const py::object& view) {
            return revisions(dataset, text_of(key, "key"), parse_view(text_of(view, "view")));
        },
        "dataset"_a, "key"_a, py::kw_only(), "view"_a = "printed", revisions_help);
}

void bind_splice(py::module_& module) {
    py::class_<SpliceOverlap> overlap(module, "SpliceOverlap",
                                      "Where two parts of a splice both have values.");
    overlap.def_readonly("kept", &SpliceOverlap::kept, "The part whose values are taken.")
        .def_readonly("left", &SpliceOverlap::left, "The part whose values are left.")
        .def_readonly("years", &SpliceOverlap::years, "Years in which both have a value.")
        .def_readonly("first_year", &SpliceOverlap::first_year, "First of them; 0 if none.")
        .def_readonly("last_year", &SpliceOverlap::last_year, "Last of them; 0 if none.")
        .def_readonly("mean_ratio", &SpliceOverlap::mean_ratio,
                      "Mean of the kept over the left value.")
        .def_readonly("least_ratio", &SpliceOverlap::least_ratio, "Least of them.")
        .def_readonly("greatest_ratio", &SpliceOverlap::greatest_ratio, "Greatest of them.")
        .def("__repr__", [](const SpliceOverlap& one) {
            return detail::concat("SpliceOverlap(", one.kept, " over ", one.left, ": ", one.years,
                                  " years, mean ratio ", detail::to_fixed(one.mean_ratio, 3), ")");
        });
    show_as_public(overlap);
    py::class_<Splice> type(module, "Splice", "A spliced series and what it is made of.");
    type.def_readonly("series", &Splice::series, "The TimeSeries.")
        .def_readonly("parts", &Splice::parts, "Names of the parts, in order of preference.")
        .def_property_readonly(
            "origins",
            [](const Splice& one) {
                py::dict out;
                for (std::size_t i = 0; i < one.origins.size(); ++i)
                    out[py::int_(one.series.observations()[i].year.value())] =
                        one.parts[one.origins[i]];
                return out;
            },
            "Year to the name of its part.")
        .def_readonly("overlaps", &Splice::overlaps, "How the parts that meet compare.")
        .def_property_readonly(
            "warnings", [](const Splice& one) { return note_sentences(one.notes); },
            "Level shifts and what else a reader must know, in words.")
        .def("__repr__", [](const Splice& one) { return text(one); });
    show_as_public(type);
    module.def(
        "splice",
        [](const std::vector<TimeSeries>& parts, const std::string& title, double tolerance) {
            return splice(parts, {.title = title, .tolerance = tolerance});
        },
        "parts"_a, py::kw_only(), "title"_a = "", "tolerance"_a = 0.01,
        "Join series year by year; see reeindex.splice.");
}

void bind_reconcile(py::module_& module) {
    py::class_<ReconcileCell> cell(module, "ReconcileCell", "Two values of one year.");
    cell.def_property_readonly(
            "year", [](const ReconcileCell& one) { return one.year.value(); }, "Calendar year.")
        .def_readonly("first", &ReconcileCell::first, "Position of the first source.")
        .def_readonly("second", &ReconcileCell::second, "Position of the second source.")
        .def_readonly("first_value", &ReconcileCell::first_value,
                      "In the unit of the first of all sources.")
        .def_readonly("second_value", &ReconcileCell::second_value, "In the same unit.")
        .def_readonly("difference", &ReconcileCell::difference, "Second over first less 1.")
        .def_readonly("agrees", &ReconcileCell::agrees, "Whether it is within the tolerance.")
        .def_readonly("reason", &ReconcileCell::reason,
                      "Why not; 'unexplained' where no rule tells, empty where they agree.")
        .def_readonly("detail", &ReconcileCell::detail, "What the reason rests on.")
        .def("__repr__", [](const ReconcileCell& one) {
            return detail::concat(
                "ReconcileCell(", one.year.value(), ": ", detail::to_plain(one.first_value),
                " and ", detail::to_plain(one.second_value), ", ", percent_of(one.difference),
                one.agrees ? "" : ", " + one.reason, ")");
        });
    show_as_public(cell);
    py::class_<Reconciliation> type(module, "Reconciliation",
                                    "The comparison of several sources. Nothing is chosen.");
    type.def_readonly("sources", &Reconciliation::sources, "Names, in the order given.")
        .def_property_readonly(
            "unit", [](const Reconciliation& one) { return one.unit.code(); },
            "Unit of all values.")
        .def_readonly("tolerance", &Reconciliation::tolerance, "Of the comparison.")
        .def_property_readonly(
            "cells", [](const Reconciliation& one) { return listing(one.cells); },
            "Every pair of values, by year.")
        .def_readonly("excluded", &Reconciliation::excluded, "Years of one source only, in words.")
        .def_property_readonly("agreeing", &Reconciliation::agreeing, "Cells that agree.")
        .def_property_readonly("unexplained", &Reconciliation::unexplained,
                               "Cells above the tolerance without a reason.")
        .def(
            "to_pandas",
            [](const py::object& self) {
                return py::module_::import("reeindex.evidence")
                    .attr("reconciliation_to_pandas")(self);
            },
            "The cells as a pandas DataFrame.")
        .def("__repr__", [](const Reconciliation& one) { return text(one); });
    show_as_public(type);
    module.def(
        "reconcile",
        [](const std::vector<TimeSeries>& series, const py::list& datasets, double tolerance,
           const std::optional<std::string>& element) {
            std::vector<ReconcileSource> sources;
            for (std::size_t i = 0; i < series.size(); ++i) {
                const py::object dataset = datasets[i];
                sources.push_back(
                    {series[i], dataset.is_none() ? nullptr : dataset.cast<const Dataset*>()});
            }
            return reconcile(sources, {.tolerance = tolerance, .element = element});
        },
        "series"_a, "datasets"_a, py::kw_only(), "tolerance"_a = 0.1, "element"_a = py::none(),
        "Compare sources; see reeindex.reconcile.");
}

}  // namespace

void bind_vintages(py::module_& module) {
    bind_revisions(module);
    bind_splice(module);
    bind_reconcile(module);
}

}  // namespace reeindex::python
