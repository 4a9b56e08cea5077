#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/fit/compare.hpp>
#include <reeindex/fit/forecastable.hpp>

#include "convert.hpp"
#include "fit_options.hpp"
#include "fit_parts.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using detail::concat;
using detail::to_fixed;

constexpr std::array<std::string_view, 8> headings{"rank", "curve", "errors", "k",
                                                   "AICc", "delta", "weight", "status"};

std::string shown_criterion(double value) {
    if (!std::isfinite(value)) return value < 0.0 ? "exact" : "-";
    return to_fixed(value, 2);
}

std::array<std::string, 8> cells_of(const ComparisonRow& row) {
    const bool ranked = row.rank > 0;
    return {ranked ? std::to_string(row.rank) : "-",
            row.curve,
            std::string{name(row.error)},
            std::to_string(row.parameters),
            shown_criterion(row.aicc),
            ranked ? shown_criterion(row.delta) : "-",
            ranked ? to_fixed(row.weight, 3) : "-",
            std::string{name(row.fit.status)}};
}

std::string head_of(const Comparison& comparison) {
    if (comparison.rows.empty()) return "Comparison of nothing";
    const auto& fit = comparison.rows.front().fit;
    std::string text = "Comparison";
    if (!fit.data.label.empty()) text += " of fits to " + fit.data.label;
    return text + concat(", n = ", fit.n_obs);
}

std::string comparison_text(const Comparison& comparison) {
    std::vector<std::array<std::string, 8>> table;
    table.emplace_back();
    std::copy(headings.begin(), headings.end(), table.front().begin());
    for (const auto& row : comparison.rows) table.push_back(cells_of(row));
    std::array<std::size_t, 8> width{};
    for (const auto& row : table)
        for (std::size_t c = 0; c < row.size(); ++c) width[c] = std::max(width[c], row[c].size());
    std::string out = head_of(comparison);
    for (std::size_t r = 0; r < table.size(); ++r) {
        std::string line;
        for (std::size_t c = 0; c < table[r].size(); ++c) {
            const std::string blank(width[c] - table[r][c].size(), ' ');
            const bool word = c == 1 || c == 2 || c == 7;
            line += "  " + (word ? table[r][c] + blank : blank + table[r][c]);
        }
        if (r > 0 && !comparison.rows[r - 1].note.empty())
            line += "  " + comparison.rows[r - 1].note;
        out += "\n" + line.substr(0, line.find_last_not_of(' ') + 1);
    }
    if (const auto text = comparison.message(); !text.empty()) out += "\n" + text;
    return out;
}

std::string comparison_html(const Comparison& comparison) {
    std::string out = concat("<div class=\"reeindex\"><p><b>", escaped(head_of(comparison)),
                             "</b></p><table><tr>");
    for (const auto heading : headings) out += concat("<th>", heading, "</th>");
    out += "<th>note</th></tr>";
    for (const auto& row : comparison.rows) {
        out += "<tr>";
        for (const auto& cell : cells_of(row)) out += concat("<td>", escaped(cell), "</td>");
        out += concat("<td>", escaped(row.note), "</td></tr>");
    }
    out += "</table>";
    if (const auto text = comparison.message(); !text.empty())
        out += concat("<p>", escaped(text), "</p>");
    return out + "</div>";
}

py::object to_pandas(const Comparison& comparison) {
    py::module_ pandas;
    try {
        pandas = py::module_::import("pandas");
    } catch (py::error_already_set& error) {
        if (!error.matches(PyExc_ImportError)) throw;
        PyErr_SetString(PyExc_ImportError,
                        "to_pandas() needs pandas: pip install 'reeindex[pandas]'");
        throw py::error_already_set();
    }
    py::list rank, curve, error, parameters, likelihood, aicc, bic, delta, weight, status, note;
    for (const auto& row : comparison.rows) {
        rank.append(row.rank > 0 ? py::object(py::int_(row.rank)) : py::object(py::none()));
        curve.append(row.curve);
        error.append(std::string{name(row.error)});
        parameters.append(row.parameters);
        likelihood.append(row.fit.log_likelihood);
        aicc.append(row.aicc);
        bic.append(row.bic);
        delta.append(row.delta);
        weight.append(row.weight);
        status.append(std::string{name(row.fit.status)});
        note.append(row.note);
    }
    py::dict columns;
    columns["rank"] = pandas.attr("array")(rank, "dtype"_a = "Int64");
    columns["curve"] = curve;
    columns["error"] = error;
    columns["parameters"] = parameters;
    columns["log_likelihood"] = likelihood;
    columns["aicc"] = aicc;
    columns["bic"] = bic;
    columns["delta"] = delta;
    columns["weight"] = weight;
    columns["status"] = status;
    columns["note"] = note;
    return pandas.attr("DataFrame")(columns);
}

// The options of a fit that hold for all fits of a comparison.
std::pair<SampleOptions, CompareOptions> to_compare_options(const std::vector<AnyCurve>& curves,
                                                            const py::object& errors,
                                                            const py::kwargs& keywords) {
    static constexpr std::array<std::string_view, 6> known{
        "on", "weights", "completeness", "include_provisional", "level", "max_iterations"};
    for (const auto& item : keywords) {
        const auto key = item.first.cast<std::string>();
        if (std::find(known.begin(), known.end(), key) == known.end())
            throw NotFound("option of a comparison", key, known);
    }
    const auto [sample, common] = to_fit_request(keywords);
    CompareOptions out;
    out.curves = curves;
    out.errors.clear();
    for (const auto& one : to_texts(errors, "errors")) out.errors.push_back(parse_error_model(one));
    out.on = common.on;
    out.level = common.level;
    out.max_iterations = common.max_iterations;
    return {sample, out};
}

}  // namespace

void bind_compare(py::module_& module) {
    py::class_<ComparisonRow>(module, "ComparisonRow", "One curve with one error model.")
        .def_property_readonly(
            "rank",
            [](const ComparisonRow& row) -> py::object {
                if (row.rank == 0) return py::none();
                return py::int_(row.rank);
            },
            "Rank from 1; None where the fit cannot be ranked.")
        .def_readonly("curve", &ComparisonRow::curve, "Name of the curve.")
        .def_property_readonly(
            "error", [](const ComparisonRow& row) { return std::string{name(row.error)}; },
            "Error model.")
        .def_readonly("parameters", &ComparisonRow::parameters, "k of the criteria.")
        .def_property_readonly(
            "log_likelihood", [](const ComparisonRow& row) { return row.fit.log_likelihood; },
            "Maximised log-likelihood.")
        .def_readonly("aicc", &ComparisonRow::aicc, "Corrected Akaike information criterion.")
        .def_readonly("bic", &ComparisonRow::bic, "Bayesian information criterion.")
        .def_readonly("delta", &ComparisonRow::delta, "AICc less the smallest AICc.")
        .def_readonly("weight", &ComparisonRow::weight, "Akaike weight.")
        .def_property_readonly(
            "status", [](const ComparisonRow& row) { return std::string{name(row.fit.status)}; },
            "How the fit ended.")
        .def_readonly("note", &ComparisonRow::note, "What to know about the row; may be empty.")
        .def_property_readonly(
            "obstacle",
            [](const ComparisonRow& row) -> py::object {
                if (!row.obstacle) return py::none();
                return py::str(detail::obstacle_in_words(*row.obstacle));
            },
            "Why the fit should not be forecast from; None if it may be.")
        .def_readonly("fit", &ComparisonRow::fit, "The fit.")
        .def("__repr__", [](const ComparisonRow& row) {
            return concat("ComparisonRow('", row.curve, "', '", name(row.error),
                          "', rank = ", row.rank > 0 ? std::to_string(row.rank) : "None",
                          ", weight = ", to_fixed(row.weight, 3), ")");
        });
    py::class_<Comparison>(module, "Comparison", "Fits of one data set, best first.")
        .def_readonly("rows", &Comparison::rows, "The fits, ranked; those not ranked come last.")
        .def_property_readonly(
            "best", [](const Comparison& one) { return one.best(); },
            "The fit to forecast from: that of smallest AICc among those without an obstacle.")
        .def_property_readonly(
            "message", &Comparison::message,
            "What best is where it is not the fit of smallest AICc, and why; else empty.")
        .def("to_pandas", &to_pandas, "DataFrame with one row for each fit.")
        .def("__len__", [](const Comparison& one) { return one.rows.size(); })
        .def("__repr__", &comparison_text)
        .def("_repr_html_", &comparison_html);
    module.def(
        "compare",
        [](const TimeSeries& series, const std::vector<AnyCurve>& curves, const py::object& errors,
           const py::kwargs& keywords) {
            const auto [sample, options] = to_compare_options(curves, errors, keywords);
            const Unlocked unlocked;
            return compare(sample_of(series, sample), options);
        },
        "series"_a, "curves"_a, "errors"_a, "Ranks fits to a series by AICc.");
}

}  // namespace reeindex::python
