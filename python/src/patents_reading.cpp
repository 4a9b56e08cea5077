// Reading exports of patents: how a file was understood, the table of it, the stream of its
// records.

#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/reader.hpp>
#include <reeindex/patents/selection.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "listing.hpp"
#include "patents_parts.hpp"
#include "unlocked.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

PatentFilter make_filter(std::vector<std::string> offices, std::vector<std::string> technologies,
                         std::vector<int> fields, std::vector<std::string> applicants,
                         std::string kinds) {
    return {std::move(offices), std::move(technologies), std::move(fields), std::move(applicants),
            std::move(kinds)};
}

using Columns = std::map<Text, std::vector<Text>>;

ReadPatentsOptions make_options(
    const std::optional<Text>& preset, const Columns& columns, const std::optional<Text>& separator,
    const std::optional<Text>& applicant_separator, const std::optional<Text>& delimiter,
    const std::optional<Text>& office, const std::optional<Text>& date_order, int century_from,
    const Text& no_family, const Text& problem, const std::optional<TechnologyRules>& rules,
    const std::map<Text, Text>& aliases, bool keep_duplicates, std::size_t max_listed,
    unsigned threads) {
    ReadPatentsOptions out;
    if (preset) {
        (void)patent_preset(*preset);  // an empty name is none of them
        out.preset = *preset;
    }
    for (const auto& [field, names] : columns) {
        const auto which = parse_patent_field(field);
        out.columns.names[which] = {names.begin(), names.end()};
        if (which != PatentField::publication) out.columns.required.push_back(which);
    }
    const auto stated = [](const std::optional<Text>& text, const char* argument) {
        if (text && text->empty())
            throw InvalidArgument(argument, "''", "a text that is not empty");
        return std::string{text.value_or("")};
    };
    out.columns.list_separator = stated(separator, "list_separator");
    out.columns.applicant_separator = stated(applicant_separator, "applicant_separator");
    if (delimiter) {
        if (delimiter->size() != 1)
            throw InvalidArgument("delimiter", quoted(*delimiter), "one character");
        out.delimiter = (*delimiter)[0];
    }
    out.columns.office = stated(office, "office");
    if (date_order) out.columns.date_order = parse_date_order(*date_order);
    out.columns.century_from = century_from;
    out.columns.no_family = no_family;
    out.columns.problem = problem;
    if (rules) out.classifier = std::make_shared<Classifier>(*rules, default_wipo_fields());
    out.aliases = {aliases.begin(), aliases.end()};
    out.keep_duplicates = keep_duplicates;
    out.max_listed = max_listed;
    out.threads = threads;
    return out;
}

/// Bytes from a Python function of a number of bytes. What it raises is thrown through.
PatentSource python_source(const py::object& function, std::size_t first_line) {
    // The last owner may let go of the function without the interpreter's lock.
    const std::shared_ptr<py::object> held{new py::object{function}, [](py::object* one) {
                                               const py::gil_scoped_acquire acquire;
                                               delete one;
                                           }};
    return {[held](std::span<char> to) -> std::size_t {
                const Locked lock;
                const py::object got = (*held)(to.size());
                const auto bytes = py::cast<std::string_view>(py::bytes(got));
                if (bytes.size() > to.size())
                    throw InvalidArgument("source", detail::concat(bytes.size(), " bytes"),
                                          detail::concat("at most the ", to.size(), " asked for"));
                std::copy(bytes.begin(), bytes.end(), to.begin());
                return bytes.size();
            },
            0, first_line};
}

std::string reading_text(const PatentReading& one) {
    const auto shown = [](const std::string& text) {
        std::string out;
        for (const char c : text)
            out += c == '\t'     ? "\\t"
                   : c == '\n'   ? "\\n"
                   : c == '\x1f' ? "\\x1f"
                                 : std::string(1, c);
        return "'" + out + "'";
    };
    std::string out = detail::concat(
        "PatentReading(", one.layout.empty() ? "no known layout" : one.layout, ": header in line ",
        one.header_line, ", cells separated by ", shown(std::string(1, one.delimiter)),
        ", items by ", shown(one.list_separator));
    if (one.applicant_separator != one.list_separator)
        out += detail::concat(", applicants by ", shown(one.applicant_separator));
    if (one.line_end == "CR") out += ", lines end with CR";
    if (!one.office.empty()) out += detail::concat(", numbers without office are of ", one.office);
    for (const auto& [field, column] : one.columns)
        out += detail::concat("\n  ", name(field), ": '", column, "'");
    if (!one.ignored.empty())
        out += detail::concat("\n  ", one.ignored.size(), " other columns are not used");
    if (one.missing_cells > 0)
        out +=
            detail::concat("\n  ", one.missing_cells, " cells hold a mark for no value, those of ",
                           one.missing_applicants, " records for no applicant");
    if (one.several_numbers > 0)
        out += detail::concat("\n  ", one.several_numbers,
                              " records have several numbers; the first counts");
    return out + ")";
}

void bind_understanding(py::module_& module) {
    py::class_<PatentReading> type(module, "PatentReading", "How an export was understood.");
    type.def_readonly("format", &PatentReading::format,
                      "Name of the format, such as 'lens'; empty if the header shows none.")
        .def_readonly("layout", &PatentReading::layout,
                      "Its layout in words; empty if the header shows none.")
        .def_readonly("line_end", &PatentReading::line_end, "'LF', also with CR before, or 'CR'.")
        .def_property_readonly(
            "delimiter", [](const PatentReading& one) { return std::string(1, one.delimiter); },
            "What separates cells.")
        .def_readonly("header_line", &PatentReading::header_line, "1-based line of the header.")
        .def_readonly("rows_before_header", &PatentReading::rows_before_header,
                      "Rows with text that were passed over.")
        .def_property_readonly(
            "columns",
            [](const PatentReading& one) {
                py::dict out;
                for (const auto& [field, column] : one.columns)
                    out[py::str(std::string{name(field)})] = column;
                return out;
            },
            "Column of each field.")
        .def_readonly("ignored", &PatentReading::ignored, "Columns that are not used.")
        .def_readonly("separator", &PatentReading::list_separator,
                      "What separates the items of a cell; line breaks do in any case.")
        .def_readonly("applicant_separator", &PatentReading::applicant_separator,
                      "What separates applicants.")
        .def_readonly("office", &PatentReading::office,
                      "Office of numbers that name none; empty if none is stated.")
        .def_property_readonly(
            "date_orders",
            [](const PatentReading& one) {
                py::dict out;
                for (std::size_t i = 0; i < one.date_orders.size(); ++i)
                    if (one.date_orders[i] != DateOrder::unknown)
                        out[py::str(std::string{name(static_cast<DateBasis>(i))})] =
                            std::string{name(one.date_orders[i])};
                return out;
            },
            "'dmy', 'mdy' or 'ymd' for the kinds of dates whose order is stated or decided by the "
            "days in their column.")
        .def_readonly("century_from", &PatentReading::century_from,
                      "First of the hundred years of years with two digits; 0 if not stated.")
        .def_readonly("missing_cells", &PatentReading::missing_cells,
                      "Cells with a mark such as NA for no value.")
        .def_readonly("missing_applicants", &PatentReading::missing_applicants,
                      "Records whose applicants are such a mark.")
        .def_readonly("several_numbers", &PatentReading::several_numbers,
                      "Records whose cell held several publication numbers; the first counts.")
        .def("__repr__", &reading_text);
    show_as_public(type);
}

void bind_table(py::module_& module) {
    py::class_<ReadProgress> progress(module, "ReadProgress", "How far reading has come.");
    progress.def_readonly("bytes", &ReadProgress::bytes, "Bytes read so far.")
        .def_readonly("total_bytes", &ReadProgress::total_bytes,
                      "Bytes of the file; 0 if not known.")
        .def_readonly("rows", &ReadProgress::rows, "Rows so far, kept or not.")
        .def_readonly("malformed", &ReadProgress::malformed, "Rows so far that could not be read.")
        .def("__repr__", [](const ReadProgress& one) {
            return detail::concat("ReadProgress(", one.bytes, " of ", one.total_bytes, " bytes, ",
                                  one.rows, " rows, ", one.malformed, " malformed)");
        });
    show_as_public(progress);

    py::class_<ReadPatentsOptions>(module, "ReadPatentsOptions", "Options of read_table().")
        .def(py::init(&make_options), "preset"_a = py::none(), "columns"_a = Columns{},
             "separator"_a = py::none(), "applicant_separator"_a = py::none(),
             "delimiter"_a = py::none(), "office"_a = py::none(), "date_order"_a = py::none(),
             "century_from"_a = 0, "no_family"_a = "", "problem"_a = "", "rules"_a = py::none(),
             "aliases"_a = std::map<std::string, std::string>{}, "keep_duplicates"_a = false,
             "max_listed"_a = 1000, "threads"_a = 0)
        .def(
            "with_rules",
            [](ReadPatentsOptions one, const TechnologyRules& rules) {
                one.classifier = std::make_shared<Classifier>(rules, default_wipo_fields());
                return one;
            },
            "rules"_a);

    py::class_<PatentTable>(module, "PatentTable", "The records of an export in compact columns.")
        .def("__len__", &PatentTable::size)
        .def_property_readonly("source", &PatentTable::source)
        .def_property_readonly("reading", &PatentTable::reading)
        .def_property_readonly("rows", &PatentTable::rows)
        .def_property_readonly("malformed", &PatentTable::malformed)
        .def_property_readonly("duplicates", &PatentTable::duplicates)
        .def_property_readonly("doubtful", &PatentTable::doubtful)
        .def_property_readonly("applicant_count", &PatentTable::applicant_count)
        .def_property_readonly("family_count", &PatentTable::family_count)
        .def_property_readonly("with_symbols", &PatentTable::with_symbols)
        .def_property_readonly("rules",
                               [](const PatentTable& one) { return one.classifier().rules(); })
        .def_property_readonly("fields_present",
                               [](const PatentTable& one) {
                                   std::vector<std::string> out;
                                   for (std::size_t i = 0; i < patent_field_count; ++i)
                                       if (one.has(static_cast<PatentField>(i)))
                                           out.emplace_back(name(static_cast<PatentField>(i)));
                                   return out;
                               })
        .def(
            "technology_counts",
            [](const PatentTable& one) {
                const auto& technologies = one.classifier().rules().technologies;
                std::vector<std::size_t> counts(technologies.size() + 1, 0);
                for (std::size_t i = 0; i < one.size(); ++i) {
                    const auto set = one.classes(i).technologies;
                    if (set == 0) ++counts.back();
                    for (std::size_t t = 0; t < technologies.size(); ++t)
                        counts[t] += static_cast<std::size_t>(set >> t & 1U);
                }
                py::dict out;
                for (std::size_t t = 0; t < technologies.size(); ++t)
                    out[py::str(technologies[t].id)] = counts[t];
                return py::make_tuple(out, counts.back());
            },
            "Records of each technology, and records of none.")
        .def(
            "applicant_variants",
            [](const PatentTable& one, const std::string& applicant) {
                std::vector<std::pair<std::string, std::size_t>> out;
                for (const auto& variant : one.applicant_variants(applicant))
                    out.emplace_back(variant.text, variant.occurrences);
                return out;
            },
            "name"_a)
        .def(
            "counts",
            [](const PatentTable& one, const std::string& by, const std::string& counting,
               const std::string& date, const std::string& unit, std::vector<std::string> offices,
               std::vector<std::string> technologies, std::vector<int> fields,
               std::vector<std::string> applicants, std::string kinds, std::size_t top,
               std::optional<int> first_year, std::optional<int> last_year) {
                CountPatentsOptions options;
                options.by = parse_count_by(by);
                options.counting = parse_counting(counting);
                options.date = parse_date_basis(date);
                options.unit = parse_count_unit(unit);
                options.filter =
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds));
                options.top = top;
                options.first_year = first_year;
                options.last_year = last_year;
                const Unlocked release;
                return count_patents(one, options);
            },
            "by"_a, "counting"_a, "date"_a, "unit"_a, "offices"_a, "technologies"_a, "fields"_a,
            "applicants"_a, "kinds"_a, "top"_a, "first_year"_a, "last_year"_a)
        .def(
            "network",
            [](const PatentTable& one, const std::string& unit, const std::string& date,
               std::vector<std::string> offices, std::vector<std::string> technologies,
               std::vector<int> fields, std::vector<std::string> applicants, std::string kinds,
               std::size_t min_weight, bool isolated) {
                const NetworkOptions options{
                    parse_count_unit(unit), parse_date_basis(date),
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds)),
                    min_weight, isolated};
                const Unlocked release;
                return co_applicant_network(one, options);
            },
            "unit"_a, "date"_a, "offices"_a, "technologies"_a, "fields"_a, "applicants"_a,
            "kinds"_a, "min_weight"_a, "isolated"_a)
        .def(
            "year_pairs",
            [](const PatentTable& one, const std::string& from, const std::string& to,
               std::vector<std::string> offices, std::vector<std::string> technologies,
               std::vector<int> fields, std::vector<std::string> applicants, std::string kinds) {
                const auto first = parse_date_basis(from), second = parse_date_basis(to);
                const auto filter =
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds));
                std::map<std::pair<int, int>, std::size_t> counts;
                std::optional<PatentDate> last;
                {
                    const py::gil_scoped_release release;
                    const auto chosen = select_patents(one, filter, CountUnit::publication, second);
                    for (const auto i : chosen.records) {
                        const auto a = one.date(i, first), b = one.date(i, second);
                        if (b && (!last || last->text() < b->text())) last = b;
                        if (a && b) ++counts[{a->year(), b->year()}];
                    }
                }
                py::list rows;
                for (const auto& [years, n] : counts)
                    rows.append(py::make_tuple(years.first, years.second, n));
                return py::make_tuple(rows, last ? last->text() : std::string{});
            },
            "from_"_a, "to"_a, "offices"_a, "technologies"_a, "fields"_a, "applicants"_a, "kinds"_a)
        .def(
            "innovators",
            [](const PatentTable& one, std::size_t top, const std::string& unit,
               const std::string& date, std::vector<std::string> offices,
               std::vector<std::string> technologies, std::vector<int> fields,
               std::vector<std::string> applicants, std::string kinds) {
                const InnovatorOptions options{
                    top, parse_count_unit(unit), parse_date_basis(date),
                    make_filter(std::move(offices), std::move(technologies), std::move(fields),
                                std::move(applicants), std::move(kinds))};
                const Unlocked release;
                return key_innovators(one, options);
            },
            "top"_a, "unit"_a, "date"_a, "offices"_a, "technologies"_a, "fields"_a, "applicants"_a,
            "kinds"_a);

    module.def("patent_format_names", &patent_format_names,
               "Names of the formats that read_patents knows.\n\nReturns\n-------\nlist of str\n"
               "    What `preset` may be.");
    module.def(
        "read_table",
        [](const py::object& from, ReadPatentsOptions options, const py::object& callback,
           const std::string& name, std::size_t first_line) {
            // Also without a callback: the user may interrupt. What a callback raises is thrown
            // through.
            options.progress = [&](const ReadProgress& now) {
                const Locked lock;
                throw_for_signals();
                if (callback.is_none()) return true;
                const py::object answer = callback(now);
                return answer.is_none() || py::cast<bool>(py::bool_(answer));
            };
            if (py::isinstance<py::str>(from)) {
                const auto path = py::cast<std::string>(from);
                const Unlocked release;
                return read_patents(path, options);
            }
            const auto source = python_source(from, first_line);
            const Unlocked release;
            return read_patents(source, name, options);
        },
        "from_"_a, "options"_a, "progress"_a = py::none(), "name"_a = "", "first_line"_a = 1,
        "`from_` is a path, or a function of a number of bytes that returns at most so many, b'' "
        "at "
        "the end; its first line is line 0.");

    py::class_<PatentStream>(module, "PatentStream", "Reads an export record by record.")
        .def(py::init([](const py::object& from, const ReadPatentsOptions& options,
                         const std::string& name, std::size_t first_line) {
                 if (py::isinstance<py::str>(from))
                     return PatentStream{py::cast<std::string>(from), options};
                 return PatentStream{python_source(from, first_line), name, options};
             }),
             "from_"_a, "options"_a, "name"_a = "", "first_line"_a = 1)
        .def("__iter__", [](const py::object& self) { return self; })
        .def("__next__",
             [](PatentStream& one) {
                 auto record = one.next();
                 if (!record) throw py::stop_iteration();
                 return std::move(*record);
             })
        .def_property_readonly("malformed", &PatentStream::malformed)
        .def(
            "explain",
            [](const PatentStream& one, const PatentRecord& record) {
                return one.classifier().explain(record.ipc, record.cpc, record.title);
            },
            "record"_a)
        .def(
            "find",
            [](PatentStream& one, const Publication& wanted) -> std::optional<PatentRecord> {
                const Unlocked release;
                while (auto record = one.next())
                    if (record->publication == wanted) return record;
                return std::nullopt;
            },
            "publication"_a, "The next record with the number; None if there is none.");
}

}  // namespace

void bind_patent_reading(py::module_& module) {
    bind_understanding(module);
    bind_table(module);
}

}  // namespace reeindex::python
