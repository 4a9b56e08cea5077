#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include <reeindex/patents/record.hpp>
#include <reeindex/patents/table.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "listing.hpp"
#include "patents_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

std::optional<std::string> date_text(const std::optional<PatentDate>& date) {
    return date ? std::optional{date->text()} : std::nullopt;
}

std::vector<std::string> symbol_texts(const std::vector<Symbol>& symbols) {
    std::vector<std::string> out;
    for (const auto& one : symbols) out.push_back(one.text());
    return out;
}

void bind_publication(py::module_& module) {
    py::class_<Publication> type(
        module, "Publication",
        "A publication number of a patent document, brought to one "
        "spelling.\n\nParameters\n----------\ntext : str\n    Office, number "
        "and kind in any usual spelling, e.g. 'CN 113373326 B', "
        "'US 2021/0123456 A1' or 'WO2020/123456A1'.");
    type.def(py::init([](const py::object& text) { return Publication{text_of(text, "text")}; }),
             "text"_a)
        .def_property_readonly("office", &Publication::office, "Two-letter code of WIPO ST.3.")
        .def_property_readonly(
            "number", &Publication::number,
            "Digits, without office and kind; letters where the office uses them.")
        .def_property_readonly("kind", &Publication::kind,
                               "Kind code of WIPO ST.16; empty where the text has none.")
        .def_property_readonly("text", &Publication::text, "Without blanks: 'CN113373326B'.")
        .def_property_readonly("spaced", &Publication::spaced, "With blanks: 'CN 113373326 B'.")
        .def_property_readonly(
            "type", [](const Publication& one) { return std::string{name(one.type())}; },
            "'invention', 'utility_model', 'design', 'plant' or 'unknown'.")
        .def_property_readonly(
            "kind_meaning", [](const Publication& one) { return std::string{one.kind_meaning()}; },
            "What the kind means at this office; empty where it is not known.")
        .def_property_readonly("contradiction", &Publication::contradiction,
                               "Why number and kind contradict each other; empty if they do not.")
        .def(
            "__eq__", [](const Publication& a, const Publication& b) { return a == b; },
            py::is_operator())
        .def(
            "__lt__", [](const Publication& a, const Publication& b) { return a < b; },
            py::is_operator())
        .def("__hash__", [](const Publication& one) { return py::hash(py::str(one.text())); })
        .def("__str__", &Publication::text)
        .def("__repr__",
             [](const Publication& one) {
                 return detail::concat("Publication(", quoted(one.spaced()), ")");
             })
        .def(py::pickle([](const Publication& one) { return one.text(); },
                        [](const std::string& text) { return Publication{text}; }));
    show_as_public(type);
}

void bind_record(py::module_& module) {
    py::class_<PatentRecord> type(module, "PatentRecord", "One row of an export of patents.");
    type.def_readonly("publication", &PatentRecord::publication, "Number of the publication.")
        .def_readonly("line", &PatentRecord::line, "1-based line of the file.")
        .def_readonly("title", &PatentRecord::title, "As written in the file; empty if missing.")
        .def_readonly("applicants", &PatentRecord::applicants, "As written in the file.")
        .def_property_readonly(
            "priority_date", [](const PatentRecord& one) { return date_text(one.priority_date); },
            "ISO 8601, shortened where month or day are not known; None if missing.")
        .def_property_readonly(
            "filing_date", [](const PatentRecord& one) { return date_text(one.filing_date); },
            "ISO 8601, as `priority_date`; None if missing.")
        .def_property_readonly(
            "publication_date",
            [](const PatentRecord& one) { return date_text(one.publication_date); },
            "ISO 8601, as `priority_date`; None if missing.")
        .def_property_readonly(
            "grant_date", [](const PatentRecord& one) { return date_text(one.grant_date); },
            "ISO 8601, as `priority_date`; None if missing.")
        .def_property_readonly(
            "ipc", [](const PatentRecord& one) { return symbol_texts(one.ipc); },
            "Symbols of the International Patent Classification.")
        .def_property_readonly(
            "cpc", [](const PatentRecord& one) { return symbol_texts(one.cpc); },
            "Symbols of the Cooperative Patent Classification.")
        .def_readonly("family", &PatentRecord::family, "Id of the family; empty if none.")
        .def_readonly("family_members", &PatentRecord::family_members,
                      "Publications of the family, as written in the file.")
        .def_readonly("doubts", &PatentRecord::doubts,
                      "Cells that could not be read and were left out.")
        .def("__repr__", [](const PatentRecord& one) {
            return detail::concat("PatentRecord(", one.publication.spaced(), ", ",
                                  quoted(beginning(one.title, 60)), ", ", one.applicants.size(),
                                  " applicants, line ", one.line, ")");
        });
    show_as_public(type);
}

void bind_issues(py::module_& module) {
    py::class_<RowIssue> issue(module, "RowIssue", "A row or cell that could not be read.");
    issue.def_readonly("line", &RowIssue::line, "1-based line on which the row begins.")
        .def_readonly("text", &RowIssue::text, "Beginning of the row, or the cell.")
        .def_readonly("reason", &RowIssue::reason, "Why, in words.")
        .def("__repr__", [](const RowIssue& one) {
            return detail::concat("RowIssue(line ", one.line, ": ", one.reason, ")");
        });
    show_as_public(issue);
    py::class_<IssueList> list(module, "IssueList",
                               "Issues: the count and len() are of all, the list holds the first "
                               "of them.");
    list.def_readonly("count", &IssueList::count, "Number of issues, listed or not.")
        .def_readonly("listed", &IssueList::listed, "The first of them, a list of RowIssue.")
        .def("__bool__", [](const IssueList& one) { return one.count > 0; })
        .def(
            "__iter__",
            [](const IssueList& one) {
                return py::make_iterator(one.listed.begin(), one.listed.end());
            },
            py::keep_alive<0, 1>())
        .def("__len__", [](const IssueList& one) { return one.count; })
        .def(
            "__getitem__",
            [](const IssueList& one, py::ssize_t index) {
                const auto size = static_cast<py::ssize_t>(one.count);
                const auto at = index < 0 ? index + size : index;
                const auto listed = static_cast<py::ssize_t>(one.listed.size());
                if (at < 0 || at >= size)
                    throw py::index_error(detail::concat("issue ", index, " of ", size));
                if (at >= listed)
                    throw py::index_error(detail::concat("issue ", index, " of ", size,
                                                         ": only the first ", listed, " are kept"));
                return one.listed[static_cast<std::size_t>(at)];
            },
            "index"_a)
        .def(
            "__getitem__",
            [](const IssueList& one, const py::slice& part) {
                std::size_t start = 0, stop = 0, step = 0, length = 0;
                if (!part.compute(one.count, &start, &stop, &step, &length))
                    throw py::error_already_set();
                std::vector<RowIssue> out;
                for (std::size_t i = 0; i < length; ++i, start += step)
                    if (start < one.listed.size()) out.push_back(one.listed[start]);
                return listing(out);
            },
            "part"_a)
        .def(
            "to_pandas",
            [](const IssueList& one) { return listing(one.listed).attr("to_pandas")(); },
            "The listed issues as a pandas DataFrame: line, reason, text.")
        .def(
            "__arrow_c_stream__",
            [](const IssueList& one, const py::object& schema) {
                return listing(one.listed).attr("__arrow_c_stream__")(schema);
            },
            "requested_schema"_a = py::none(), "The listed issues as a stream of Arrow.")
        .def("_repr_html_",
             [](const IssueList& one) {
                 auto out = detail::concat(
                     "<table><caption style=\"text-align:left\"><b>", one.count,
                     one.count == 1 ? " issue" : " issues",
                     "</b></caption><thead><tr><th>line</th><th>reason</th></tr></thead><tbody>");
                 const auto shown_rows = std::min<std::size_t>(one.listed.size(), 20);
                 for (std::size_t i = 0; i < shown_rows; ++i)
                     out += detail::concat("<tr><td>", one.listed[i].line,
                                           "</td><td style=\"text-align:left\">",
                                           escaped(one.listed[i].reason), "</td></tr>");
                 out += "</tbody></table>";
                 if (one.count > shown_rows)
                     out += detail::concat("<p>and ", one.count - shown_rows, " more</p>");
                 return out;
             })
        .def("__repr__", [](const IssueList& one) {
            std::string out =
                detail::concat("IssueList(", one.count, one.count == 1 ? " issue" : " issues");
            for (std::size_t i = 0; i < one.listed.size() && i < 5; ++i)
                out += detail::concat("\n  line ", one.listed[i].line, ": ", one.listed[i].reason);
            return out + (one.count > 5 && !one.listed.empty() ? "\n  ...)" : ")");
        });
    show_as_public(list);
}

}  // namespace

void bind_patents(py::module_& module) {
    bind_publication(module);
    bind_record(module);
    bind_patent_classification(module);
    bind_issues(module);
    bind_patent_counts(module);
    bind_patent_network(module);
    bind_patent_reading(module);
}

}  // namespace reeindex::python
