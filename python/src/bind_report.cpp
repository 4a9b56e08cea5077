#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <variant>

#include <reeindex/core/text.hpp>
#include <reeindex/report/document.hpp>

#include "assess_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

void bind_report(py::module_& module) {
    py::class_<ReportParagraph>(module, "ReportParagraph", "Running text.")
        .def_property_readonly_static(
            "kind", [](const py::object&) { return "paragraph"; }, "Kind of block.")
        .def_readonly("text", &ReportParagraph::text, "Text.")
        .def("__repr__", [](const ReportParagraph& one) {
            return detail::concat("ReportParagraph(", one.text, ")");
        });
    py::class_<ReportList>(module, "ReportList", "Points in no particular order.")
        .def_property_readonly_static(
            "kind", [](const py::object&) { return "list"; }, "Kind of block.")
        .def_readonly("items", &ReportList::items, "Points.")
        .def("__repr__", [](const ReportList& one) {
            return detail::concat("ReportList(", one.items.size(), " points)");
        });
    py::class_<ReportTable>(module, "ReportTable", "A table of text cells.")
        .def_property_readonly_static(
            "kind", [](const py::object&) { return "table"; }, "Kind of block.")
        .def_readonly("caption", &ReportTable::caption, "Caption.")
        .def_readonly("columns", &ReportTable::columns, "Column heads.")
        .def_readonly("numeric", &ReportTable::numeric, "Which columns hold numbers.")
        .def_readonly("rows", &ReportTable::rows, "Cells.")
        .def_readonly("note", &ReportTable::note, "What the marks mean.")
        .def_readonly("detail", &ReportTable::detail, "Whether a page shows it on request.")
        .def("__repr__", [](const ReportTable& one) {
            return detail::concat("ReportTable(", one.caption, one.caption.empty() ? "" : ": ",
                                  one.rows.size(), " rows of ", detail::join(one.columns), ")");
        });
    py::class_<ReportFigure>(module, "ReportFigure", "A drawing that a renderer makes.")
        .def_property_readonly_static(
            "kind", [](const py::object&) { return "figure"; }, "Kind of block.")
        .def_readonly("drawing", &ReportFigure::kind, "What to draw.")
        .def_readonly("subject", &ReportFigure::subject, "Key of a series, or empty.")
        .def_readonly("caption", &ReportFigure::caption, "Caption.")
        .def("__repr__", [](const ReportFigure& one) {
            return detail::concat("ReportFigure(", one.caption, ")");
        });
    py::class_<ReportChapter>(module, "ReportChapter", "A chapter that answers a question.")
        .def_readonly("id", &ReportChapter::id, "Stable key.")
        .def_readonly("title", &ReportChapter::title, "The question.")
        .def_readonly("answer", &ReportChapter::answer, "The answer.")
        .def_property_readonly(
            "blocks",
            [](const ReportChapter& chapter) {
                py::list out;
                for (const auto& block : chapter.blocks)
                    std::visit([&](const auto& one) { out.append(py::cast(one)); }, block);
                return out;
            },
            "Paragraphs, lists, tables and figures.")
        .def("__repr__", [](const ReportChapter& one) {
            return detail::concat("ReportChapter(", one.id, ": ", one.title, " ", one.answer, ")");
        });
    py::class_<Report>(module, "Report", "A report as a document.")
        .def_readonly("title", &Report::title, "Title.")
        .def_readonly("subtitle", &Report::subtitle, "Subtitle.")
        .def_readonly("attribution", &Report::attribution, "Source and licence of the data.")
        .def_readonly("chapters", &Report::chapters, "Chapters.")
        .def("to_text", &render_text, "width"_a = 96, "Plain text for a terminal.")
        .def("to_markdown", &render_markdown, "CommonMark with pipe tables.")
        .def("__repr__", [](const Report& report) { return render_text(report); })
        .def("_repr_markdown_", &render_markdown);
}

}  // namespace reeindex::python
