#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>

#include "convert.hpp"
#include "core_parts.hpp"
#include "patents_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

// A whole count without decimals, a fractional one with two.
std::string shown_count(double count) {
    return detail::to_fixed(count, count == std::floor(count) ? 0 : 2);
}

}  // namespace

void bind_patent_counts(py::module_& module) {
    py::class_<PatentCounts> type(module, "PatentCounts",
                                  "Annual counts by key: a mapping from key to TimeSeries.");
    type.def("__getitem__",
             [](const PatentCounts& one, const std::string& key) {
                 for (const auto& known : one.keys)
                     if (known == key) return one.series(key);
                 throw NotFound(name(one.options.by), key, one.keys);
             })
        .def("__len__", [](const PatentCounts& one) { return one.keys.size(); })
        .def("__contains__",
             [](const PatentCounts& one, const py::object& key) {
                 return py::isinstance<py::str>(key) &&
                        std::find(one.keys.begin(), one.keys.end(), py::cast<std::string>(key)) !=
                            one.keys.end();
             })
        .def("__iter__", [](const PatentCounts& one) { return py::iter(py::cast(one.keys)); })
        .def(
            "keys", [](const PatentCounts& one) { return one.keys; }, "Those with most first.")
        .def(
            "values",
            [](const PatentCounts& one) {
                std::vector<TimeSeries> out;
                for (const auto& key : one.keys) out.push_back(one.series(key));
                return out;
            },
            "A list of TimeSeries, in the order of `keys()`.")
        .def(
            "items",
            [](const PatentCounts& one) {
                std::vector<std::pair<std::string, TimeSeries>> out;
                for (const auto& key : one.keys) out.emplace_back(key, one.series(key));
                return out;
            },
            "A list of (key, TimeSeries), in the order of `keys()`.")
        .def(
            "get",
            [](const PatentCounts& one, const std::string& key, py::object otherwise) {
                for (const auto& known : one.keys)
                    if (known == key) return py::cast(one.series(key));
                return otherwise;
            },
            "key"_a, "default"_a = py::none(), "The TimeSeries of a key, or the default.")
        .def_property_readonly(
            "years",
            [](const PatentCounts& one) {
                py::array_t<int> out(static_cast<py::ssize_t>(one.years()));
                for (std::size_t i = 0; i < one.years(); ++i)
                    out.mutable_data()[i] = one.first_year + static_cast<int>(i);
                return out;
            },
            "Years counted, without gaps.")
        .def_property_readonly(
            "table",
            [](const PatentCounts& one) {
                py::array_t<double> out({static_cast<py::ssize_t>(one.keys.size()),
                                         static_cast<py::ssize_t>(one.years())});
                std::copy(one.values.begin(), one.values.end(), out.mutable_data());
                return out;
            },
            "Counts, keys in rows and years in columns.")
        .def_property_readonly(
            "totals",
            [](const PatentCounts& one) {
                std::vector<std::pair<std::string, double>> out;
                for (std::size_t i = 0; i < one.keys.size(); ++i)
                    out.emplace_back(one.keys[i], one.total(i));
                py::dict dict;
                for (const auto& [key, sum] : out) dict[py::str(key)] = sum;
                return dict;
            },
            "Sum over the years of each key.")
        .def_property_readonly(
            "by", [](const PatentCounts& one) { return std::string{name(one.options.by)}; },
            "What the keys are: 'total', 'office', 'applicant', 'technology' or 'field'.")
        .def_property_readonly(
            "counting",
            [](const PatentCounts& one) { return std::string{name(one.options.counting)}; },
            "'whole' or 'fractional'.")
        .def_property_readonly(
            "date", [](const PatentCounts& one) { return std::string{name(one.options.date)}; },
            "Which date decides the year: 'priority', 'filing', 'publication' or 'grant'.")
        .def_property_readonly(
            "unit", [](const PatentCounts& one) { return std::string{name(one.options.unit)}; },
            "What counts as one: 'publication' or 'family'.")
        .def_readonly("matching", &PatentCounts::matching, "Records that meet the filter.")
        .def_readonly("units", &PatentCounts::units, "Publications or families they stand for.")
        .def_readonly("dated", &PatentCounts::dated, "Units in the years counted.")
        .def_readonly("outside_years", &PatentCounts::outside_years,
                      "Units dated outside the years asked for.")
        .def_readonly("undated", &PatentCounts::undated, "Units without the date; in no year.")
        .def_readonly("without_key", &PatentCounts::without_key,
                      "Dated units without any key, e.g. without applicant.")
        .def_readonly("other_keys", &PatentCounts::other_keys, "Counts of keys that `top` cut off.")
        .def_readonly("other_key_count", &PatentCounts::other_key_count,
                      "Number of keys that `top` cut off.")
        .def_readonly("complete_until", &PatentCounts::complete_until,
                      "Last year that is not provisional.")
        .def(
            "to_pandas",
            [](const py::object& self) {
                return py::module_::import("pandas").attr("DataFrame")(
                    self.attr("table").attr("T"), "index"_a = self.attr("years"),
                    "columns"_a = self.attr("keys")());
            },
            "A DataFrame with years as index and keys as columns. Needs pandas.")
        .def("_repr_html_",
             [](const PatentCounts& one) {
                 auto out = detail::concat("<table><caption style=\"text-align:left\"><b>",
                                           name(one.options.unit), " by ", name(one.options.by),
                                           "</b>, ", one.keys.size(), " keys");
                 if (one.years() > 0)
                     out += detail::concat(", ", one.first_year, "-", one.last_year);
                 if (one.undated.count > 0)
                     out += detail::concat(", ", one.undated.count, " undated");
                 out += "</caption><thead><tr><th>key</th><th>count</th></tr></thead><tbody>";
                 const auto rows = std::min<std::size_t>(one.keys.size(), 20);
                 for (std::size_t i = 0; i < rows; ++i)
                     out += "<tr><td style=\"text-align:left\">" + escaped(one.keys[i]) +
                            "</td><td>" + shown_count(one.total(i)) + "</td></tr>";
                 out += "</tbody></table>";
                 if (one.keys.size() > rows)
                     out += detail::concat("<p>and ", one.keys.size() - rows, " more keys</p>");
                 return out;
             })
        .def("__repr__", [](const PatentCounts& one) {
            auto out = detail::concat("PatentCounts(", name(one.options.unit), " by ",
                                      name(one.options.by), ", ", one.keys.size(), " keys");
            if (one.years() > 0) out += detail::concat(", ", one.first_year, "-", one.last_year);
            if (one.undated.count > 0) out += detail::concat(", ", one.undated.count, " undated");
            for (std::size_t i = 0; i < one.keys.size() && i < 10; ++i)
                out += detail::concat("\n  ", one.keys[i], ": ", shown_count(one.total(i)));
            return out + (one.keys.size() > 10 ? "\n  ...)" : ")");
        });
    show_as_public(type);
}

void bind_patent_network(py::module_& module) {
    py::class_<ApplicantNetwork> type(
        module, "ApplicantNetwork", "Applicants joined by the records they applied for together.");
    type.def_readonly("nodes", &ApplicantNetwork::nodes, "Normalised names, sorted.")
        .def_readonly("records", &ApplicantNetwork::records, "Records of each node.")
        .def_property_readonly(
            "edges",
            [](const ApplicantNetwork& one) {
                std::vector<std::tuple<std::string, std::string, std::size_t>> out;
                for (const auto& edge : one.edges)
                    out.emplace_back(one.nodes[edge.a], one.nodes[edge.b], edge.weight);
                return out;
            },
            "Pairs of names and the number of their joint records.")
        .def_readonly("degrees", &ApplicantNetwork::degrees, "Partners of each node.")
        .def_readonly("strengths", &ApplicantNetwork::strengths,
                      "Sum of the weights of the edges of each node.")
        .def_readonly("components", &ApplicantNetwork::components,
                      "Number of the component of each node; the largest is 0.")
        .def_readonly("component_sizes", &ApplicantNetwork::component_sizes,
                      "Nodes of each component, the largest first.")
        .def_property_readonly(
            "density", &ApplicantNetwork::density,
            "Edges over all pairs of nodes, 0 to 1; 0 with fewer than two nodes.")
        .def(
            "to_networkx",
            [](const py::object& self) {
                return py::module_::import("reeindex.applicant_networks").attr("to_networkx")(self);
            },
            "A networkx.Graph. Needs NetworkX.")
        .def(
            "measures",
            [](const py::object& self, std::uint32_t seed) {
                return py::module_::import("reeindex.applicant_networks")
                    .attr("measures")(self, seed);
            },
            "seed"_a = 0, "Centralisation, clustering and communities. Needs NetworkX.")
        .def("__repr__", [](const ApplicantNetwork& one) {
            return detail::concat("ApplicantNetwork(", one.nodes.size(), " applicants, ",
                                  one.edges.size(), " edges, density ",
                                  detail::to_significant(one.density(), 3), ", ",
                                  one.component_sizes.size(), " components)");
        });
    show_as_public(type);

    py::class_<Innovator> innovator(module, "Innovator", "An applicant among the key innovators.");
    innovator.def_readonly("name", &Innovator::name, "Normalised.")
        .def_readonly("records", &Innovator::records,
                      "Publications or families in which it is an applicant.")
        .def_readonly("fractional", &Innovator::fractional,
                      "Records, one of n applicants counting 1/n.")
        .def_readonly("share", &Innovator::share, "Of all fractional counts.")
        .def_readonly("joint", &Innovator::joint, "Records with other applicants.")
        .def_readonly("first_year", &Innovator::first_year, "0 if no record is dated.")
        .def_readonly("last_year", &Innovator::last_year, "0 if no record is dated.")
        .def_readonly("technologies", &Innovator::technologies, "The most frequent first.")
        .def("__repr__", [](const Innovator& one) {
            return detail::concat("Innovator(", quoted(one.name), ", ", one.records, " records, ",
                                  detail::to_fixed(100.0 * one.share, 1), " %)");
        });
    show_as_public(innovator);
    py::class_<KeyInnovators> innovators(module, "KeyInnovators",
                                         "The applicants with most patents.");
    innovators
        .def_readonly("applicants", &KeyInnovators::applicants,
                      "List of Innovator, by fractional count.")
        .def_readonly("applicant_count", &KeyInnovators::applicant_count,
                      "All applicants of the selection, described or not.")
        .def_readonly("records", &KeyInnovators::records,
                      "Records of the selection that have an applicant.")
        .def_readonly("without_applicant", &KeyInnovators::without_applicant,
                      "Records of the selection that have none.")
        .def("concentration_ratio", &KeyInnovators::concentration_ratio, "n"_a,
             "Share of the n largest applicants.")
        .def("__len__", [](const KeyInnovators& one) { return one.applicants.size(); })
        .def(
            "__iter__",
            [](const KeyInnovators& one) {
                return py::make_iterator(one.applicants.begin(), one.applicants.end());
            },
            py::keep_alive<0, 1>())
        .def("_repr_html_",
             [](const KeyInnovators& one) {
                 auto out = detail::concat(
                     "<table><caption style=\"text-align:left\"><b>Key innovators</b> of ",
                     one.applicant_count, " applicants, ", one.records,
                     " records</caption><thead><tr><th>applicant</th><th>records</th>"
                     "<th>share</th></tr></thead><tbody>");
                 for (const auto& each : one.applicants)
                     out += "<tr><td style=\"text-align:left\">" + escaped(each.name) +
                            detail::concat("</td><td>", each.records, "</td><td>",
                                           detail::to_fixed(100.0 * each.share, 1), " %</td></tr>");
                 return out + "</tbody></table>";
             })
        .def("__repr__", [](const KeyInnovators& one) {
            auto out = detail::concat("KeyInnovators(", one.applicant_count, " applicants, ",
                                      one.records, " records");
            for (const auto& each : one.applicants)
                out += detail::concat("\n  ", each.name, ": ", each.records, " records, ",
                                      detail::to_fixed(100.0 * each.share, 1), " %");
            return out + ")";
        });
    show_as_public(innovators);
}

}  // namespace reeindex::python
