// The reader of files of statistics, and what it understood of a file.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>

#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/layouts.hpp>
#include <reeindex/data/text_encoding.hpp>

#include "convert.hpp"
#include "core_parts.hpp"
#include "data_parts.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using Choice = Reading::Choice;

py::tuple lines_state(const std::vector<Reading::Line>& lines) {
    py::list out;
    for (const auto& one : lines) out.append(py::make_tuple(one.line, one.text));
    return out;
}

std::vector<Reading::Line> lines_from(const py::handle& state) {
    std::vector<Reading::Line> out;
    for (const auto one : state) {
        const auto pair = one.cast<py::tuple>();
        out.push_back({pair[0].cast<std::size_t>(), pair[1].cast<std::string>()});
    }
    return out;
}

py::tuple choice_state(const Choice& one) { return py::make_tuple(one.value, one.by); }

Choice choice_from(const py::handle& state) {
    const auto pair = state.cast<py::tuple>();
    return {pair[0].cast<std::string>(), pair[1].cast<std::string>()};
}

// Without quotes of a message: one character, or nothing.
char mark_of(const std::string& text, std::string_view argument, std::string_view allowed) {
    if (text.empty()) return 0;
    if (text == "tab" || text == "\\t") return '\t';
    if (text.size() != 1) throw InvalidArgument(argument, quoted(text), allowed);
    return text[0];
}

char number_mark(const std::string& text, std::string_view argument) {
    const char mark = mark_of(text, argument, "'.' or ','");
    if (mark != 0 && mark != '.' && mark != ',')
        throw InvalidArgument(argument, quoted(text), "'.' or ','");
    return mark;
}

struct Words {
    std::map<std::string, std::string> text;
    std::vector<std::string> value, indicator, ignore;
    std::map<std::string, std::string> na;
    std::map<std::string, std::vector<std::string>> where;
    std::optional<long long> skip;
    std::optional<bool> wide;
};

CsvSeriesOptions options_of(const Words& words) {
    const auto text = [&](const char* name) {
        const auto found = words.text.find(name);
        return found == words.text.end() ? std::string{} : found->second;
    };
    CsvSeriesOptions out;
    out.encoding = text("encoding");
    out.decoded_from = text("decoded_from");
    out.layout = text("layout");
    constexpr std::string_view separators =
        "one of ',', ';', 'tab', '|' or another single character";
    out.separator = mark_of(text("separator"), "separator", separators);
    if (out.separator == '"' || out.separator == '\n' || out.separator == '\r')
        throw InvalidArgument("separator", quoted(text("separator")), separators);
    out.decimal = number_mark(text("decimal"), "decimal");
    out.thousands = number_mark(text("thousands"), "thousands");
    out.year = text("year");
    out.area = text("area");
    out.unit = text("unit");
    out.basis = text("basis");
    out.status = text("status");
    out.title = text("title");
    out.period = parse_period_rule(text("period"));
    out.value = words.value;
    out.indicator = words.indicator;
    out.ignore = words.ignore;
    out.wide = words.wide;
    if (words.skip) {
        if (*words.skip < 0)
            throw InvalidArgument("skip", detail::concat(*words.skip),
                                  "a number of lines, 0 or more");
        out.skip = static_cast<std::size_t>(*words.skip);
    }
    for (const auto& [mark, status] : words.na) {
        const auto code = parse_obs_status(status);
        if (!is_missing(code))
            throw InvalidArgument("na", detail::concat(mark, ": ", status),
                                  "statuses of missing values (H, L, M, O, Q)");
        out.na.push_back({mark, code, {}});
    }
    for (const auto& [column, values] : words.where) out.where.push_back({column, values});
    return out;
}

void bind_type(py::module_& module) {
    py::class_<Reading, std::shared_ptr<Reading>> type(
        module, "Reading",
        "How a file was read: what was found in it or stated, and what became of every column and "
        "mark. Immutable.");
    type.def_readonly("file", &Reading::file, "Name of the file.")
        .def_property_readonly(
            "layout", [](const Reading& one) { return one.layout.value; },
            "Name of the layout, or 'plain'; see reeindex.layouts().")
        .def_readonly("publisher", &Reading::publisher, "Whose layout it is; empty for 'plain'.")
        .def_readonly("wide", &Reading::wide, "Whether years are columns.")
        .def_property_readonly(
            "encoding", [](const Reading& one) { return one.encoding.value; },
            "For example 'utf-8' or 'cp1252'.")
        .def_property_readonly(
            "separator", [](const Reading& one) { return one.separator.value; },
            "Between columns: ',', ';', 'tab', ...")
        .def_property_readonly(
            "decimal", [](const Reading& one) { return one.decimal.value; }, "'.' or ','.")
        .def_property_readonly(
            "thousands", [](const Reading& one) { return one.thousands.value; },
            "'.' or ',', or 'none'; blanks and apostrophes are always read.")
        .def_property_readonly(
            "by",
            [](const Reading& one) {
                py::dict out;
                out["layout"] = one.layout.by;
                out["encoding"] = one.encoding.by;
                out["separator"] = one.separator.by;
                out["decimal"] = one.decimal.by;
                out["thousands"] = one.thousands.by;
                return out;
            },
            "What each choice rests on: 'stated', 'found', 'of the layout' or 'default'.")
        .def_readonly("header_line", &Reading::header_line, "Line of the header.")
        .def_property_readonly(
            "preamble", [](const Reading& one) { return py::list(lines_state(one.preamble)); },
            "Lines above the header, a list of (line, text).")
        .def_property_readonly(
            "footer", [](const Reading& one) { return py::list(lines_state(one.footer)); },
            "Lines below the table, a list of (line, text).")
        .def_property_readonly(
            "columns",
            [](const Reading& one) {
                py::dict out;
                for (const auto& column : one.columns)
                    if (column.role != "left out")
                        out[py::str(column.name)] = column.detail.empty()
                                                        ? column.role
                                                        : column.role + ", " + column.detail;
                return out;
            },
            "What each column in use was read as, a dict.")
        .def_property_readonly(
            "ignored",
            [](const Reading& one) {
                py::dict out;
                for (const auto& column : one.columns)
                    if (column.role == "left out") out[py::str(column.name)] = column.detail;
                return out;
            },
            "Why each other column was left out, a dict.")
        .def_property_readonly(
            "markers",
            [](const Reading& one) {
                py::dict out;
                for (const auto& mark : one.marks)
                    if (!out.contains(py::str(mark.mark))) out[py::str(mark.mark)] = mark.became;
                return out;
            },
            "What each mark in the cells became, a dict.")
        .def_property_readonly(
            "counts",
            [](const Reading& one) {
                std::map<std::string, std::size_t> all;
                for (const auto& mark : one.marks) all[mark.mark] += mark.count;
                return all;
            },
            "How often each mark occurs, a dict.")
        .def_property_readonly(
            "units",
            [](const Reading& one) {
                py::dict out;
                for (const auto& unit : one.units) out[py::str(unit.text)] = unit.code;
                return out;
            },
            "Codes of the units that the file writes in words, a dict.")
        .def_property_readonly(
            "periods", [](const Reading& one) { return py::list(lines_state(one.periods)); },
            "What stands for several years, a list of (line, text).")
        .def_readonly("rows", &Reading::rows, "Rows of the table that were read.")
        .def_readonly("rows_left_out", &Reading::rows_left_out, "Rows that `where` leaves out.")
        .def_readonly("series", &Reading::series, "Number of series.")
        .def("__repr__", &Reading::text)
        .def("_repr_html_",
             [](const Reading& one) { return "<pre>" + escaped(one.text()) + "</pre>"; })
        .def(py::pickle([](const Reading& one) { return reading_state(one); },
                        [](const py::tuple& state) { return reading_from_state(state); }));
    show_as_public(type);
}

}  // namespace

py::tuple reading_state(const Reading& one) {
    py::list columns, marks, units;
    for (const auto& c : one.columns) columns.append(py::make_tuple(c.name, c.role, c.detail));
    for (const auto& m : one.marks)
        marks.append(py::make_tuple(m.mark, m.became, m.count, m.first_line));
    for (const auto& u : one.units) units.append(py::make_tuple(u.text, u.code));
    return py::make_tuple(1, one.file, choice_state(one.layout), one.publisher, one.wide,
                          choice_state(one.encoding), choice_state(one.separator),
                          choice_state(one.decimal), choice_state(one.thousands), one.header_line,
                          lines_state(one.preamble), lines_state(one.footer), columns, marks, units,
                          lines_state(one.periods), one.rows, one.rows_left_out, one.series);
}

std::shared_ptr<Reading> reading_from_state(const py::tuple& state) {
    if (state.size() != 19 || state[0].cast<int>() != 1)
        throw InvalidArgument("state", shown(state), "what this version of reeindex pickles");
    auto out = std::make_shared<Reading>();
    out->file = state[1].cast<std::string>();
    out->layout = choice_from(state[2]);
    out->publisher = state[3].cast<std::string>();
    out->wide = state[4].cast<bool>();
    out->encoding = choice_from(state[5]);
    out->separator = choice_from(state[6]);
    out->decimal = choice_from(state[7]);
    out->thousands = choice_from(state[8]);
    out->header_line = state[9].cast<std::size_t>();
    out->preamble = lines_from(state[10]);
    out->footer = lines_from(state[11]);
    for (const auto one : state[12]) {
        const auto c = one.cast<py::tuple>();
        out->columns.push_back(
            {c[0].cast<std::string>(), c[1].cast<std::string>(), c[2].cast<std::string>()});
    }
    for (const auto one : state[13]) {
        const auto m = one.cast<py::tuple>();
        out->marks.push_back({m[0].cast<std::string>(), m[1].cast<std::string>(),
                              m[2].cast<std::size_t>(), m[3].cast<std::size_t>()});
    }
    for (const auto one : state[14]) {
        const auto u = one.cast<py::tuple>();
        out->units.push_back({u[0].cast<std::string>(), u[1].cast<std::string>()});
    }
    out->periods = lines_from(state[15]);
    out->rows = state[16].cast<std::size_t>();
    out->rows_left_out = state[17].cast<std::size_t>();
    out->series = state[18].cast<std::size_t>();
    return out;
}

void bind_reading(py::module_& module) {
    bind_type(module);
    // reeindex.reading gives these their names and checks
    module.def(
        "read_series",
        [](const py::object& source, const std::string& name, bool one,
           std::map<std::string, std::string> text, std::vector<std::string> value,
           std::vector<std::string> indicator, std::vector<std::string> ignore,
           std::map<std::string, std::string> na,
           std::map<std::string, std::vector<std::string>> where, std::optional<long long> skip,
           std::optional<bool> wide) {
            const auto options =
                options_of({std::move(text), std::move(value), std::move(indicator),
                            std::move(ignore), std::move(na), std::move(where), skip, wide});
            std::vector<TimeSeries> all;
            std::string file = name;
            if (py::isinstance<py::bytes>(source)) {
                all = parse_csv_series(source.cast<std::string>(), name, options);
            } else {
                file = to_path(source);
                all = read_csv_series(file, options);
            }
            if (one) {
                std::vector<TimeSeries> single;
                single.push_back(detail::only_series(std::move(all), file));
                return single;
            }
            return all;
        },
        "source"_a, "name"_a, "one"_a, py::kw_only(), "text"_a, "value"_a, "indicator"_a,
        "ignore"_a, "na"_a, "where"_a, "skip"_a, "wide"_a,
        "Series of a file (a path) or of its bytes; see reeindex.read_csv.");
    module.def("layouts", [] {
        py::dict out;
        for (const auto& one : layouts()) out[py::str(one.name)] = one.title;
        return out;
    });
    module.def("is_known_encoding",
               [](const std::string& name) { return detail::encoding_name(name).has_value(); });
}

}  // namespace reeindex::python
