#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <reeindex/data/csv_series.hpp>
#include <reeindex/data/dataset.hpp>

#include "bind.hpp"
#include "convert.hpp"
#include "core_parts.hpp"
#include "data_help.hpp"
#include "data_parts.hpp"
#include "listing.hpp"

namespace reeindex::python {
namespace py = pybind11;
using namespace pybind11::literals;

namespace {

template <class T>
std::vector<T> list_of(std::span<const T> all) {
    return {all.begin(), all.end()};
}

SeriesChoice choice_of(const py::object& vintage, const py::object& scenario,
                       const py::object& view) {
    return {.vintage = vintage.is_none() ? std::string{} : text_of(vintage, "vintage"),
            .scenario = scenario.is_none() ? std::string{} : text_of(scenario, "scenario"),
            .view = parse_view(text_of(view, "view"))};
}

// One argument: a key; two: indicator and area.
TimeSeries find_series(const Dataset& dataset, const py::object& indicator, const py::object& area,
                       const py::object& vintage, const py::object& scenario,
                       const py::object& view) {
    const auto choice = choice_of(vintage, scenario, view);
    const auto key = text_of(indicator, "indicator");
    return area.is_none() ? dataset.series(key, choice)
                          : dataset.series(key, text_of(area, "area"), choice);
}

std::string years_text(const TimeSeries& one) {
    return detail::concat(one.first_year().value(), "-", one.last_year().value());
}

std::string text(const Dataset& dataset) {
    std::string out = detail::concat("Dataset ", dataset.name(), ": ", dataset.keys().size(),
                                     " series, ", dataset.errata().size(), " errata, ",
                                     dataset.documents().size(), " documents");
    for (const auto& one : dataset.all_series())
        out += detail::concat("\n  ", one.key(), "  ", years_text(one), "  ", one.unit().code());
    return out;
}

std::string html(const Dataset& dataset) {
    std::string out = detail::concat(
        "<table><caption style=\"text-align:left\"><b>Dataset ", escaped(dataset.name()), "</b>, ",
        dataset.errata().size(), " errata, ", dataset.documents().size(),
        " documents</caption><thead><tr><th>key</th><th>title</th><th>years</th><th>unit</th>"
        "</tr></thead><tbody>");
    for (const auto& one : dataset.all_series())
        out += "<tr><td>" + escaped(one.key()) + "</td><td style=\"text-align:left\">" +
               escaped(one.label()) + "</td><td>" + years_text(one) + "</td><td>" +
               escaped(one.unit().code()) + "</td></tr>";
    return out + "</tbody></table>";
}

py::list rows(const CsvTable& table) {
    py::list out;
    for (std::size_t i = 0; i < table.size(); ++i) {
        py::dict row;
        for (std::size_t j = 0; j < table.columns().size(); ++j) {
            const auto cell = table.cell(i, j);
            row[py::str(table.columns()[j])] = py::str(cell.data(), cell.size());
        }
        out.append(row);
    }
    return out;
}

py::tuple package_state(const PackageInfo& one) {
    py::list tables;
    for (const auto& table : one.tables)
        tables.append(py::make_tuple(table.name, table.title, table.path, table.bytes, table.hash));
    return py::make_tuple(one.name, one.title, one.description, one.publisher, one.edition,
                          one.published, one.licence, one.attribution, one.left_out, tables);
}

PackageInfo package_from_state(const py::tuple& state) {
    const auto text = [&](std::size_t i) { return state[i].cast<std::string>(); };
    PackageInfo out{text(0), text(1), text(2), text(3), text(4),
                    text(5), text(6), text(7), text(8)};
    for (const auto held : state[9]) {
        const auto table = held.cast<py::tuple>();
        out.tables.push_back({table[0].cast<std::string>(), table[1].cast<std::string>(),
                              table[2].cast<std::string>(), table[3].cast<std::size_t>(),
                              table[4].cast<std::string>()});
    }
    return out;
}

// What pickle keeps of a dataset: its name and package and, by table, file, columns and rows.
py::tuple dataset_state(const Dataset& dataset) {
    py::dict tables;
    for (const auto& name : dataset.table_names()) {
        const auto& table = dataset.table(name);
        py::list rows;
        for (std::size_t i = 0; i < table.size(); ++i) {
            py::list cells;
            for (std::size_t j = 0; j < table.columns().size(); ++j)
                cells.append(std::string{table.cell(i, j)});
            rows.append(py::make_tuple(table.line(i), cells));
        }
        tables[py::str(name)] = py::make_tuple(table.file(), table.columns(), rows);
    }
    py::object package = py::none();
    if (dataset.package()) package = package_state(*dataset.package());
    return py::make_tuple(dataset.name(), tables, package);
}

Dataset dataset_from_state(const py::tuple& state) {
    std::map<std::string, CsvTable, std::less<>> tables;
    for (const auto& [name, held] : state[1].cast<py::dict>()) {
        const auto parts = held.cast<py::tuple>();
        CsvTable table{parts[0].cast<std::string>(), parts[1].cast<std::vector<std::string>>()};
        for (const auto row : parts[2]) {
            const auto pair = row.cast<py::tuple>();
            table.add_row(pair[0].cast<std::size_t>(), pair[1].cast<std::vector<std::string>>());
        }
        tables.emplace(name.cast<std::string>(), std::move(table));
    }
    std::optional<PackageInfo> package;
    if (state.size() > 2 && !state[2].is_none())
        package = package_from_state(state[2].cast<py::tuple>());
    return {state[0].cast<std::string>(), std::move(tables), std::move(package)};
}

void bind_records(py::module_& module) {
    py::class_<Erratum> erratum(module, "Erratum",
                                "A printed error, or a doubt, that can be proven.");
    erratum.def_readonly("id", &Erratum::id, "For example 'E-01'.")
        .def_readonly("proof", &Erratum::proof, "'paper', 'standard' or 'external'.")
        .def_readonly("subjects", &Erratum::subjects,
                      "What it is about, for example 'series:patents/CN'.")
        .def_readonly("statement", &Erratum::statement, "What is wrong, or doubted.")
        .def_readonly("reason", &Erratum::reason, "Why.")
        .def_readonly("source", &Erratum::source, "What proves it.")
        .def("__repr__", [](const Erratum& one) {
            return detail::concat("Erratum(", one.id, ", proof: ", one.proof, ": ", one.statement,
                                  ")");
        });
    show_as_public(erratum);

    py::class_<Indicator> indicator(module, "Indicator",
                                    "What all series of one indicator have in common.");
    indicator.def_readonly("id", &Indicator::id, "In snake_case, for example 'mine_production'.")
        .def_readonly("title", &Indicator::title, "Title of its series.")
        .def_property_readonly(
            "unit", [](const Indicator& one) { return one.unit.code(); }, "UCUM or currency code.")
        .def_property_readonly(
            "basis", [](const Indicator& one) { return std::string{name(one.basis)}; },
            "What a mass is a mass of: 'REO', 'oxide', ...; else 'none'.")
        .def_readonly("area_scheme", &Indicator::area_scheme,
                      "Whose codes the areas are: 'iso3166', 'wipo_st3' or 'aggregate'.")
        .def_readonly("printed_scope", &Indicator::printed_scope,
                      "What the source says that it covers.")
        .def_readonly("scope", &Indicator::scope, "What it covers.")
        .def_readonly("decimals", &Indicator::decimals,
                      "Decimals of the printed values; None if unknown.")
        .def_readonly("note", &Indicator::note, "Remarks; may be empty.")
        .def("__repr__", [](const Indicator& one) {
            return detail::concat("Indicator(", one.id, ": ", one.title, ", ", one.unit.code(),
                                  ")");
        });
    show_as_public(indicator);
}

void bind_packages(py::module_& module) {
    py::class_<Vintage> vintage(module, "Vintage", "One edition of a source.");
    vintage.def_readonly("id", &Vintage::id, "For example 'MCS 2025'.")
        .def_readonly("title", &Vintage::title, "Title of the edition.")
        .def_readonly("published", &Vintage::published,
                      "Year, year and month, or day, as exact as known.")
        .def_readonly("document", &Vintage::document, "Id of its Document; may be empty.")
        .def_readonly("note", &Vintage::note, "Remarks; may be empty.")
        .def("__repr__", [](const Vintage& one) {
            return detail::concat("Vintage(", one.id, ", published ", one.published, ")");
        });
    show_as_public(vintage);

    py::class_<PackageInfo> package(module, "PackageInfo",
                                    "What a package of data says of itself.");
    package.def_readonly("name", &PackageInfo::name, "By which `load` finds it.")
        .def_readonly("title", &PackageInfo::title, "Title.")
        .def_readonly("description", &PackageInfo::description, "What it holds.")
        .def_readonly("publisher", &PackageInfo::publisher, "Who published the source.")
        .def_readonly("edition", &PackageInfo::edition, "Which edition or editions.")
        .def_readonly("published", &PackageInfo::published, "Date of the last edition.")
        .def_readonly("licence", &PackageInfo::licence, "Names of the licences.")
        .def_readonly("attribution", &PackageInfo::attribution,
                      "Words by which the source asks to be named.")
        .def_readonly("left_out", &PackageInfo::left_out,
                      "What the source has and the package has not.")
        .def_property_readonly(
            "tables",
            [](const PackageInfo& one) {
                std::vector<std::string> out;
                for (const auto& table : one.tables) out.push_back(table.name);
                return out;
            },
            "Names of its tables.")
        .def_property_readonly("bytes", &PackageInfo::bytes, "Size of its tables.")
        .def("__repr__", [](const PackageInfo& one) {
            return detail::concat("PackageInfo(", one.name, ": ", one.title, "; ", one.licence,
                                  "; ", one.bytes(), " bytes)");
        });
    show_as_public(package);

    module.def(
        "datasets", [] { return listing(datasets()); }, datasets_help);
    module.def(
        "load", [](const py::object& name) { return load(text_of(name, "name")); }, "name"_a,
        load_help);
}

void bind_dataset(py::module_& module) {
    py::class_<Dataset> type(module, "Dataset",
                             "The tables of a data folder, read and checked. Immutable.");
    type.def_property_readonly("name", &Dataset::name,
                               "What messages call it; for a folder its path.")
        .def(
            "keys", [](const Dataset& one) { return one.keys(); },
            "'indicator/area' of every series, in the order of the file.")
        .def("series", &find_series, "indicator"_a, "area"_a = py::none(), py::kw_only(),
             "vintage"_a = py::none(), "scenario"_a = py::none(), "view"_a = "corrected",
             "The series of an indicator and area, or of one key 'indicator/area': of an edition "
             "('MCS 2025'), else of the newest that has it; of a scenario ('STEPS'), where it is a "
             "projection.")
        .def(
            "all_series",
            [](const Dataset& one, const py::object& view) {
                return listing(one.all_series(parse_view(text_of(view, "view"))));
            },
            py::kw_only(), "view"_a = "corrected", "Every series, in the order of the file.")
        .def(
            "series_of",
            [](const Dataset& one, const py::object& indicator, const py::object& vintage,
               const py::object& scenario, const py::object& view) {
                return listing(one.series_of(text_of(indicator, "indicator"),
                                             choice_of(vintage, scenario, view)));
            },
            "indicator"_a, py::kw_only(), "vintage"_a = py::none(), "scenario"_a = py::none(),
            "view"_a = "corrected",
            "Every series of an indicator: of an edition, else the newest of each.")
        .def(
            "vintages",
            [](const Dataset& one, const py::object& key) {
                const auto all = one.vintages();
                if (key.is_none()) return listing(std::vector<Vintage>(all.begin(), all.end()));
                std::vector<Vintage> out;
                for (const auto& id : one.vintages(text_of(key, "key")))
                    out.push_back(one.vintage(id));
                return listing(out);
            },
            "key"_a = py::none(), "The editions, or those that have a series, the oldest first.")
        .def(
            "scenarios",
            [](const Dataset& one, const py::object& key) {
                return one.scenarios(text_of(key, "key"));
            },
            "key"_a, "Scenarios of a key 'indicator/area'.")
        .def_property_readonly("package", &Dataset::package,
                               "What its datapackage.json says; None without one.")
        .def_property_readonly(
            "indicators", [](const Dataset& one) { return list_of(one.indicators()); },
            "What all series of each indicator have in common, a list of Indicator.")
        .def(
            "indicator",
            [](const Dataset& one, const py::object& id) {
                return one.indicator(text_of(id, "key"));
            },
            "key"_a, "The Indicator with an id.")
        .def_property_readonly(
            "documents", [](const Dataset& one) { return list_of(one.documents()); },
            "Sources of the figures, a list of Document.")
        .def(
            "document",
            [](const Dataset& one, const py::object& id) {
                return one.document(text_of(id, "key"));
            },
            "key"_a, "The Document with an id.")
        .def_property_readonly(
            "errata", [](const Dataset& one) { return listing(list_of(one.errata())); },
            "Printed errors and doubts, a list of Erratum.")
        .def(
            "erratum",
            [](const Dataset& one, const py::object& id) {
                return one.erratum(text_of(id, "key"));
            },
            "key"_a, "The Erratum with an id.")
        .def(
            "errata_of",
            [](const Dataset& one, const py::object& series) {
                if (!py::isinstance<TimeSeries>(series))
                    throw InvalidArgument("series", shown(series), "a TimeSeries of the dataset");
                return listing(one.errata_of(py::cast<TimeSeries>(series)));
            },
            "series"_a, "The errata on a series, its observations, or its whole indicator.")
        .def_property_readonly("tables", &Dataset::table_names,
                               "Names of the tables that are there.")
        .def(
            "table",
            [](const Dataset& one, const py::object& name) {
                return rows(one.table(text_of(name, "name")));
            },
            "name"_a, "A table as it stands in the file: a list of dict, all cells text.")
        .def(
            "__getitem__",
            [](const Dataset& one, const py::object& key) {
                return one.series(text_of(key, "key"));
            },
            "key"_a)
        .def(
            "__contains__",
            [](const Dataset& one, const py::object& key) {
                return py::isinstance<py::str>(key) && one.has(py::cast<std::string>(key));
            },
            "key"_a)
        .def("__len__", [](const Dataset& one) { return one.keys().size(); })
        .def("__iter__", [](const Dataset& one) { return py::iter(py::cast(one.keys())); })
        .def("__repr__", [](const Dataset& one) { return text(one); })
        .def("_repr_html_", [](const Dataset& one) { return html(one); })
        .def(py::pickle(&dataset_state, &dataset_from_state));
    show_as_public(type);
    module.def("load_paper", &load_paper, load_paper_help);
    module.def(
        "read_dataset",
        [](const py::object& folder) { return Dataset::from_folder(to_path(folder)); }, "folder"_a,
        read_dataset_help);
}

}  // namespace

void bind_data(py::module_& module) {
    module.doc() = "Datasets and users' series.";
    bind_records(module);
    bind_packages(module);
    bind_dataset(module);
    bind_vintages(module);
    bind_reading(module);
}

}  // namespace reeindex::python
