#pragma once
/// \file
/// A folder of sourced tables: series with their observations, errata and documents.

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/country.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/csv_series.hpp>

namespace reeindex {

/// A printed error, or a doubt, that can be proven.
struct Erratum {
    std::string id;                     ///< for example "E-01"
    std::string proof;                  ///< "paper", "standard" or "external"
    std::vector<std::string> subjects;  ///< what it is about, for example "series:patents/CN"
    std::string statement;              ///< what is wrong, or doubted
    std::string reason;                 ///< why
    Source source;                      ///< what proves it
};

/// What series.csv says of all series of one indicator.
struct Indicator {
    std::string id;  ///< snake_case, for example "mine_production"
    std::string title;
    Unit unit;
    Basis basis = Basis::none;
    std::string area_scheme;      ///< "iso3166", "wipo_st3" or "aggregate"
    std::string printed_scope;    ///< what the source says that it covers
    std::string scope;            ///< what the series cover
    std::optional<int> decimals;  ///< of the printed values; none if unknown
    std::string note;
};

/// The tables of a data folder, read and checked. An immutable value.
///
/// A folder holds `series.csv` (indicator, title, unit, and optionally basis, area_scheme,
/// scope_printed, scope, decimals, note) and `observations.csv` (indicator, area, year, value, and
/// optionally qualifier, obs_status, correction, correction_status, erratum, source, locator,
/// note). With `sources.csv` and `errata.csv` the columns `source` and `erratum` refer to them. The
/// other tables of known_tables() are kept for the rooms that read them; no other file is read.
class Dataset {
public:
    /// File names, without ".csv", that a folder may hold.
    [[nodiscard]] static constexpr std::span<const std::string_view> known_tables() noexcept {
        return table_names_;
    }

    /// Reads a folder.
    /// \throws FileError if it cannot be read or has no `series.csv` or `observations.csv`;
    /// DataError as the constructor.
    [[nodiscard]] static Dataset from_folder(const std::string& path) {
        std::map<std::string, CsvTable, std::less<>> tables;
        for (const auto name : table_names_) {
            const auto file = detail::concat(path, "/", name, ".csv");
            const bool required = name == "series" || name == "observations";
            if (required || exists(file)) tables.emplace(name, read_csv_table(file));
        }
        return {path, std::move(tables)};
    }

    /// \param name what messages and representations call the dataset.
    /// \throws DataError with file and line: a column missing, an unknown indicator, source or
    /// erratum, an observation that occurs twice, or any cell that cannot be read.
    Dataset(std::string name, std::map<std::string, CsvTable, std::less<>> tables)
        : name_(std::move(name)), tables_(std::move(tables)) {
        if (has_table("sources")) read_documents();
        if (has_table("errata")) read_errata();
        read_indicators();
        read_series();
    }

    /// What messages and representations call the dataset; for a folder its path.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// "indicator/area" of every series, in the order of the file.
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (const auto& one : series_) out.push_back(one.key());
        return out;
    }
    /// Whether there is a series with a key "indicator/area".
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }

    /// The series with a key "indicator/area".
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view key, View view = View::corrected) const {
        if (const auto* found = find(key)) return found->with_view(view);
        throw NotFound("series", key, keys());
    }
    /// The series of an indicator and an area.
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view indicator, std::string_view area,
                                    View view = View::corrected) const {
        return series(detail::concat(indicator, "/", area), view);
    }
    /// All series, in the order of the file.
    [[nodiscard]] std::vector<TimeSeries> all_series(View view = View::corrected) const {
        std::vector<TimeSeries> out;
        for (const auto& one : series_) out.push_back(one.with_view(view));
        return out;
    }
    /// Every series of an indicator, in the order of the file.
    /// \throws NotFound
    [[nodiscard]] std::vector<TimeSeries> series_of(std::string_view indicator_id,
                                                    View view = View::corrected) const {
        std::vector<TimeSeries> out;
        for (const auto& one : series_)
            if (one.indicator() == indicator(indicator_id).id) out.push_back(one.with_view(view));
        return out;
    }

    /// All indicators, in the order of `series.csv`.
    [[nodiscard]] std::span<const Indicator> indicators() const noexcept { return indicators_; }
    /// The indicator with an id.
    /// \throws NotFound
    [[nodiscard]] const Indicator& indicator(std::string_view id) const {
        return by_id(indicators_, "indicator", id);
    }

    /// All documents of `sources.csv`; empty without that table.
    [[nodiscard]] std::span<const Document> documents() const noexcept { return documents_; }
    /// The document with an id.
    /// \throws NotFound
    [[nodiscard]] const Document& document(std::string_view id) const {
        return by_id(documents_, "document", id);
    }

    /// All errata of `errata.csv`; empty without that table.
    [[nodiscard]] std::span<const Erratum> errata() const noexcept { return errata_; }
    /// The erratum with an id.
    /// \throws NotFound
    [[nodiscard]] const Erratum& erratum(std::string_view id) const {
        return by_id(errata_, "erratum", id);
    }
    /// The errata on a series, on single observations of it, or on its whole indicator.
    [[nodiscard]] std::vector<Erratum> errata_of(const TimeSeries& series) const {
        std::vector<Erratum> out;
        const auto whole = "series:" + series.indicator();
        const auto one = "series:" + series.key();
        const auto cell = "observation:" + series.key() + "@";
        for (const auto& erratum : errata_)
            if (std::any_of(erratum.subjects.begin(), erratum.subjects.end(),
                            [&](const std::string& subject) {
                                return subject == whole || subject == one ||
                                       subject.starts_with(cell);
                            }))
                out.push_back(erratum);
        return out;
    }

    /// Whether the folder has a table, named without ".csv".
    [[nodiscard]] bool has_table(std::string_view name) const { return tables_.contains(name); }
    /// A table as it stands in the file.
    /// \throws NotFound
    [[nodiscard]] const CsvTable& table(std::string_view name) const {
        if (const auto found = tables_.find(name); found != tables_.end()) return found->second;
        throw NotFound("table", name, table_names());
    }
    /// Names of the tables that are there.
    [[nodiscard]] std::vector<std::string> table_names() const {
        std::vector<std::string> out;
        for (const auto& entry : tables_) out.push_back(entry.first);
        return out;
    }

    /// Source of a row: its columns `source` and `locator`; a row without them stands for itself.
    /// \throws DataError if sources.csv does not have the document.
    [[nodiscard]] Source source_of(const CsvTable& table, const CsvRow& row) const {
        if (!row.has("source") && !row.has("locator"))
            return {table.file(), detail::concat("line ", row.line())};
        if (row.has("source") && has_table("sources"))
            (void)row.read("source", [&](std::string_view id) { return document(id).year; });
        return {std::string{row.get("source")}, std::string{row.get("locator")}};
    }
    /// Erratum id of a row's column `erratum`; empty where there is none.
    /// \throws DataError if errata.csv does not have it.
    [[nodiscard]] std::string erratum_of(const CsvRow& row) const {
        if (!row.has("erratum")) return {};
        return row.read("erratum", [&](std::string_view id) { return erratum(id).id; });
    }

private:
    static constexpr std::array<std::string_view, 13> table_names_{
        "sources",       "series",        "observations", "errata",   "companies",
        "company_sites", "company_items", "figures",      "deposits", "events",
        "patents",       "patent_owners", "claims"};

    /// Whether there is such a file, readable or not.
    static bool exists(const std::string& path) {
        errno = 0;
        std::FILE* file = std::fopen(path.c_str(), "rb");
        if (file == nullptr) return errno != ENOENT;
        std::fclose(file);
        return true;
    }

    template <class T>
    static const T& by_id(const std::vector<T>& all, std::string_view what, std::string_view id) {
        std::vector<std::string_view> known;
        for (const auto& one : all) {
            if (one.id == id) return one;
            known.push_back(one.id);
        }
        throw NotFound(what, id, known);
    }

    template <class T>
    static void add_unique(std::vector<T>& all, T one, const CsvRow& row) {
        for (const auto& other : all)
            if (other.id == one.id) row.fail(detail::concat("'", one.id, "' occurs twice"));
        all.push_back(std::move(one));
    }

    [[nodiscard]] const TimeSeries* find(std::string_view key) const {
        for (const auto& one : series_)
            if (one.key() == key) return &one;
        return nullptr;
    }

    void read_documents() {
        const auto& table = tables_.find("sources")->second;
        table.require_columns({"id", "title"});
        for (std::size_t i = 0; i < table.size(); ++i) {
            const CsvRow row = table.row(i);
            add_unique(documents_,
                       Document{std::string{row.text("id")}, std::string{row.text("title")},
                                std::string{row.get("authors")}, row.integer("year").value_or(0),
                                std::string{row.get("container")}, std::string{row.get("doi")},
                                std::string{row.get("url")}, std::string{row.get("licence")}},
                       row);
        }
    }

    void read_errata() {
        const auto& table = tables_.find("errata")->second;
        table.require_columns({"id", "statement", "reason"});
        for (std::size_t i = 0; i < table.size(); ++i) {
            const CsvRow row = table.row(i);
            Erratum one{std::string{row.text("id")},
                        std::string{row.get("proof")},
                        {},
                        std::string{row.text("statement")},
                        std::string{row.text("reason")},
                        source_of(table, row)};
            one.subjects = detail::split_list(row.get("subject"));
            add_unique(errata_, std::move(one), row);
        }
    }

    void read_indicators() {
        const auto& table = this->table("series");
        table.require_columns({"indicator", "title", "unit"});
        for (std::size_t i = 0; i < table.size(); ++i) {
            const CsvRow row = table.row(i);
            Indicator one{
                .id = std::string{row.text("indicator")},
                .title = std::string{row.text("title")},
                .unit = row.read("unit", [](std::string_view code) { return Unit{code}; }),
                .basis = row.read("basis", parse_basis),
                .area_scheme = std::string{row.get("area_scheme")},
                .printed_scope = std::string{row.get("scope_printed")},
                .scope = std::string{row.get("scope")},
                .decimals = row.integer("decimals"),
                .note = std::string{row.get("note")}};
            if (!one.area_scheme.empty() && one.area_scheme != "iso3166" &&
                one.area_scheme != "wipo_st3" && one.area_scheme != "aggregate")
                row.fail(detail::concat("column 'area_scheme': '", one.area_scheme,
                                        "' must be iso3166, wipo_st3 or aggregate"));
            if (one.decimals && (*one.decimals < 0 || *one.decimals > 15))
                row.fail(
                    detail::concat("column 'decimals': ", *one.decimals, " must be from 0 to 15"));
            add_unique(indicators_, std::move(one), row);
        }
    }

    [[nodiscard]] static std::string area_name(const Indicator& indicator, std::string_view area) {
        if (indicator.area_scheme == "wipo_st3") {
            for (const auto& one : offices())
                if (one.code == area) return std::string{one.name};
        } else {
            for (const auto& one : countries())
                if (one.alpha2 == area || one.alpha3 == area) return std::string{one.name};
        }
        return std::string{area};
    }

    [[nodiscard]] Observation observation(const CsvTable& table, const CsvRow& row) const {
        Observation one = detail::read_observation(row, "year", "value", "obs_status");
        one.source = source_of(table, row);
        one.note = std::string{row.get("note")};
        const auto erratum_id = erratum_of(row);
        if (const auto corrected = row.number("correction")) {
            if (erratum_id.empty()) row.fail("a correction without an erratum that proves it");
            if (!row.has("correction_status")) row.fail("a correction without correction_status");
            const auto status = row.read("correction_status", parse_obs_status);
            if (is_missing(status))
                row.fail(detail::concat("correction_status ", code(status),
                                        " means missing, but there is a correction"));
            one.correction = Correction{*corrected, status, erratum_id, erratum(erratum_id).reason};
        } else if (row.has("correction_status")) {
            row.fail("correction_status without a correction");
        } else if (!erratum_id.empty()) {
            one.note += (one.note.empty() ? "erratum " : "; erratum ") + erratum_id;
        }
        return one;
    }

    void read_series() {
        const auto& table = this->table("observations");
        table.require_columns({"indicator", "area", "year", "value"});
        struct Rows {
            std::string indicator, area;
            std::vector<Observation> observations;
            std::vector<std::size_t> lines;
        };
        std::vector<Rows> groups;
        for (std::size_t i = 0; i < table.size(); ++i) {
            const CsvRow row = table.row(i);
            const auto id = row.text("indicator");
            const auto area = row.text("area");
            (void)row.read("indicator", [&](std::string_view) { return indicator(id).decimals; });
            auto group = std::find_if(groups.begin(), groups.end(), [&](const Rows& one) {
                return one.indicator == id && one.area == area;
            });
            if (group == groups.end()) {
                groups.push_back({std::string{id}, std::string{area}, {}, {}});
                group = groups.end() - 1;
            }
            group->observations.push_back(observation(table, row));
            group->lines.push_back(row.line());
        }
        for (auto& group : groups) {
            detail::sort_by_year(group.observations, group.lines, table.file(),
                                 group.indicator + "/" + group.area);
            const auto& about = indicator(group.indicator);
            series_.emplace_back(
                SeriesInfo{.indicator = group.indicator,
                           .area = group.area,
                           .title = about.title + ": " + area_name(about, group.area),
                           .unit = about.unit,
                           .basis = about.basis,
                           .scope = about.scope,
                           .printed_scope = about.printed_scope,
                           .decimals = about.decimals,
                           .note = about.note},
                std::move(group.observations));
        }
    }

    std::string name_;
    std::map<std::string, CsvTable, std::less<>> tables_;
    std::vector<Document> documents_;
    std::vector<Erratum> errata_;
    std::vector<Indicator> indicators_;
    std::vector<TimeSeries> series_;
};

/// The data of Kirsanov, Pervykh and Zdonis (2025), doi:10.55121/nc.v4i2.460, embedded in the
/// compiled part of the library (target reeindex::reeindex). Reads no file.
[[nodiscard]] Dataset load_paper();

}  // namespace reeindex
