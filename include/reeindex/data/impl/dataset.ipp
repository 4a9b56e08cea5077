#pragma once
// Reading a folder of tables, and looking things up in it.

#include <algorithm>
#include <filesystem>
#include <functional>
#include <system_error>
#include <utility>

#include <reeindex/core/country.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/data/series_rows.hpp>

namespace reeindex {

REEINDEX_INLINE Dataset::Dataset(const Dataset& other) = default;
REEINDEX_INLINE Dataset::Dataset(Dataset&& other) noexcept = default;
REEINDEX_INLINE Dataset& Dataset::operator=(const Dataset& other) = default;
REEINDEX_INLINE Dataset& Dataset::operator=(Dataset&& other) noexcept = default;
REEINDEX_INLINE Dataset::~Dataset() = default;

REEINDEX_INLINE bool Dataset::has(std::string_view key) const { return by_key_.contains(key); }

REEINDEX_INLINE bool Dataset::has_table(std::string_view name) const {
    return tables_.contains(name);
}
namespace detail {

using Tables = std::map<std::string, CsvTable, std::less<>>;

/// The files of a folder that end in .csv, without the ending, in alphabetical order.
REEINDEX_INLINE std::vector<std::string> csv_names(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code failure;
    const std::filesystem::directory_iterator entries{folder, failure};
    if (failure) throw FileError(concat("cannot read folder '", folder, "': ", failure.message()));
    for (const auto& entry : entries)
        if (entry.path().extension() == ".csv" && !entry.is_directory(failure))
            out.push_back(entry.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}

/// The tables that a package lists, each compared with its size and hash.
REEINDEX_INLINE Tables listed_tables(const PackageInfo& package, const std::string& folder) {
    Tables out;
    for (const auto& one : package.tables) {
        const auto file = concat(folder, "/", one.path);
        const auto text = read_file(file, CsvOptions{}.max_bytes);
        check_table(one, text, file);
        out.emplace(one.name, parse_csv(text, file));
    }
    for (const auto& name : csv_names(folder)) {
        const auto path = name + ".csv";
        if (std::none_of(package.tables.begin(), package.tables.end(),
                         [&](const PackageTable& one) { return one.path == path; }))
            throw DataError(concat(folder, "/", path), 0,
                            "is not among the tables that datapackage.json lists; list it under "
                            "'resources', or take it out of the folder");
    }
    return out;
}

template <class T, class Positions>
const T& by_id(const std::vector<T>& all, const Positions& at, std::string_view what,
               std::string_view id) {
    if (const auto found = at.find(id); found != at.end()) return all[found->second];
    std::vector<std::string_view> known;
    for (const auto& one : all) known.push_back(one.id);
    throw NotFound(what, id, known);
}

template <class T, class Positions>
void add_unique(std::vector<T>& all, Positions& at, T one, const CsvRow& row) {
    if (!at.emplace(one.id, all.size()).second) row.fail(concat("'", one.id, "' occurs twice"));
    all.push_back(std::move(one));
}

REEINDEX_INLINE std::string area_name(const Indicator& indicator, std::string_view area) {
    if (indicator.area_scheme == "wipo_st3") {
        for (const auto& one : offices())
            if (one.code == area) return std::string{one.name};
    } else {
        for (const auto& one : countries())
            if (one.alpha2 == area || one.alpha3 == area) return std::string{one.name};
    }
    return std::string{area};
}

REEINDEX_INLINE SeriesInfo series_info(const Indicator& about, const std::string& area,
                                       const std::string& scenario, const std::string& vintage) {
    auto title = about.title + ": " + area_name(about, area);
    if (!scenario.empty()) title += ", " + scenario;
    if (!vintage.empty()) title += " (" + vintage + ")";
    return {.indicator = about.id,
            .area = area,
            .title = std::move(title),
            .unit = about.unit,
            .basis = about.basis,
            .scope = about.scope,
            .printed_scope = about.printed_scope,
            .decimals = about.decimals,
            .note = about.note,
            .vintage = vintage,
            .scenario = scenario};
}

}  // namespace detail

REEINDEX_INLINE Dataset Dataset::from_folder(const std::string& path) {
    const auto descriptor = path + "/datapackage.json";
    std::error_code failure;
    if (std::filesystem::exists(descriptor, failure)) {
        auto package =
            parse_package(detail::read_file(descriptor, CsvOptions{}.max_bytes), descriptor);
        auto tables = detail::listed_tables(package, path);
        return {path, std::move(tables), std::move(package)};
    }
    detail::Tables tables;
    // These two first: a folder without them is no folder of tables, whatever else it holds.
    for (const auto* const name : {"series", "observations"})
        tables.emplace(name, read_csv_table(detail::concat(path, "/", name, ".csv")));
    for (const auto& name : detail::csv_names(path))
        if (!tables.contains(name))
            tables.emplace(name, read_csv_table(detail::concat(path, "/", name, ".csv")));
    return {path, std::move(tables)};
}

REEINDEX_INLINE Dataset::Dataset(std::string name, detail::Tables tables,
                                 std::optional<PackageInfo> package)
    : name_(std::move(name)), tables_(std::move(tables)), package_(std::move(package)) {
    if (has_table("sources")) read_documents();
    if (has_table("errata")) read_errata();
    if (has_table("vintages")) read_vintages();
    read_indicators();
    read_series();
}

REEINDEX_INLINE void Dataset::read_documents() {
    const auto& table = tables_.find("sources")->second;
    table.require_columns({"id", "title"});
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        detail::add_unique(
            documents_, document_at_,
            Document{std::string{row.text("id")}, std::string{row.text("title")},
                     std::string{row.get("authors")}, row.integer("year").value_or(0),
                     std::string{row.get("container")}, std::string{row.get("doi")},
                     std::string{row.get("url")}, std::string{row.get("licence")}},
            row);
    }
}

REEINDEX_INLINE void Dataset::read_errata() {
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
        detail::add_unique(errata_, erratum_at_, std::move(one), row);
    }
}

REEINDEX_INLINE void Dataset::read_vintages() {
    const auto& table = tables_.find("vintages")->second;
    table.require_columns({"id", "title", "published"});
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        Vintage one{std::string{row.text("id")}, std::string{row.text("title")},
                    std::string{row.text("published")}, std::string{row.get("document")},
                    std::string{row.get("note")}};
        if (!detail::is_part_date(one.published))
            row.fail(detail::concat("column 'published': '", one.published,
                                    "' must be a year, 2025-01 or 2025-01-31"));
        if (!one.document.empty() && has_table("sources"))
            (void)row.read("document", [&](std::string_view id) { return document(id).year; });
        if (!vintages_.empty() && detail::is_before(one.published, vintages_.back().published))
            row.fail(detail::concat("vintage '", one.id, "' of ", one.published, " stands after '",
                                    vintages_.back().id, "' of ", vintages_.back().published,
                                    "; the oldest stands first"));
        detail::add_unique(vintages_, vintage_at_, std::move(one), row);
    }
}

REEINDEX_INLINE void Dataset::read_indicators() {
    const auto& table = this->table("series");
    table.require_columns({"indicator", "title", "unit"});
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        Indicator one{.id = std::string{row.text("indicator")},
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
            row.fail(detail::concat("column 'decimals': ", *one.decimals, " must be from 0 to 15"));
        detail::add_unique(indicators_, indicator_at_, std::move(one), row);
    }
}

REEINDEX_INLINE Observation Dataset::observation(const CsvTable& table, const CsvRow& row) const {
    Observation one = detail::read_observation(row, "year", "value", "obs_status");
    one.source = source_of(table, row);
    one.note = std::string{row.get("note")};
    one.standard_error = row.number("standard_error");
    if (one.standard_error && (!one.printed || *one.standard_error < 0.0))
        row.fail(!one.printed ? "a standard error without a value"
                              : "column 'standard_error' must not be negative");
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

REEINDEX_INLINE void Dataset::read_series() {
    const auto& table = this->table("observations");
    table.require_columns({"indicator", "area", "year", "value"});
    const bool editions = table.find_column("vintage").has_value();
    if (editions && !has_table("vintages"))
        throw DataError(table.file(), 1,
                        "column 'vintage', but the folder has no vintages.csv (id, title, "
                        "published) that says which edition is the newer");
    struct Rows {
        std::string key, vintage;
        SeriesInfo info;
        std::vector<Observation> observations{};
        std::vector<std::size_t> lines{};
    };
    std::vector<Rows> groups;
    std::string id;
    std::map<std::string, std::size_t, std::less<>> group_at;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        const auto area = row.text("area");
        const auto scenario = row.get("scenario");
        (void)row.text("indicator");
        const auto& about =
            row.read("indicator", [&](std::string_view one) { return std::cref(indicator(one)); });
        std::string_view vintage_id{};
        if (editions) {
            (void)row.text("vintage");
            vintage_id = row.read("vintage", [&](std::string_view one) -> std::string_view {
                return detail::by_id(vintages_, vintage_at_, "vintage", one).id;
            });
        }
        auto key = detail::concat(about.get().id, "/", area);
        if (!scenario.empty()) key += detail::concat("/", scenario);
        id = detail::concat(key, "\n", vintage_id);
        auto found = group_at.find(id);
        if (found == group_at.end()) {
            if (about.get().area_scheme == "iso3166")
                (void)row.read("area", [](std::string_view one) { return country(one).code(); });
            found = group_at.emplace(id, groups.size()).first;
            groups.push_back({std::move(key), std::string{vintage_id},
                              detail::series_info(about.get(), std::string{area},
                                                  std::string{scenario}, std::string{vintage_id})});
        }
        auto& group = groups[found->second];
        group.observations.push_back(observation(table, row));
        group.lines.push_back(row.line());
    }
    for (auto& group : groups) {
        detail::sort_by_year(
            group.observations, group.lines, table.file(),
            group.vintage.empty() ? group.key : detail::concat(group.key, " in ", group.vintage));
        auto& places = by_key_[group.key];
        if (places.empty()) keys_.push_back(group.key);
        places.push_back(series_.size());
        series_.emplace_back(std::move(group.info), std::move(group.observations));
    }
    if (!editions) return;
    const auto age = [&](std::size_t i) {
        return vintage_at_.find(series_[i].info().vintage)->second;
    };
    for (auto& [key, places] : by_key_)
        std::sort(places.begin(), places.end(),
                  [&](std::size_t a, std::size_t b) { return age(a) < age(b); });
}

REEINDEX_INLINE const Vintage& Dataset::vintage(std::string_view id) const {
    if (const auto found = vintage_at_.find(id); found != vintage_at_.end())
        return vintages_[found->second];
    for (auto one = vintages_.rbegin(); one != vintages_.rend(); ++one)
        if (!id.empty() && one->id.starts_with(detail::concat(id, " "))) return *one;
    throw NotFound("vintage", id, vintage_ids());
}

REEINDEX_INLINE std::vector<std::string> Dataset::vintage_ids() const {
    std::vector<std::string> out;
    for (const auto& one : vintages_) out.push_back(one.id);
    return out;
}

REEINDEX_INLINE std::vector<std::string> Dataset::scenarios(std::string_view key) const {
    std::vector<std::string> out;
    const auto start = detail::concat(key, "/");
    for (const auto& one : keys_)
        if (one.starts_with(start)) out.push_back(one.substr(start.size()));
    return out;
}

REEINDEX_INLINE const TimeSeries& Dataset::pick(std::string_view key,
                                                std::string_view vintage_id) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        if (const auto known = scenarios(key); !known.empty())
            throw InvalidArgument("scenario", "''",
                                  detail::concat("one of ", detail::join(known), ", because ", key,
                                                 " is a projection"));
        throw NotFound("series", key, keys_);
    }
    const auto& places = found->second;
    if (vintage_id.empty()) return series_[places.back()];
    std::vector<std::string> known;
    for (const auto i : places) {
        known.push_back(series_[i].info().vintage);
        if (known.back() == vintage_id) return series_[i];
    }
    const auto start = detail::concat(vintage_id, " ");
    for (std::size_t i = known.size(); i > 0; --i)
        if (known[i - 1].starts_with(start)) return series_[places[i - 1]];
    throw NotFound(detail::concat("vintage of ", key), vintage_id, known);
}

REEINDEX_INLINE TimeSeries Dataset::series(std::string_view key, View view) const {
    return pick(key, "").with_view(view);
}

REEINDEX_INLINE TimeSeries Dataset::series(std::string_view key, const SeriesChoice& choice) const {
    const auto full =
        choice.scenario.empty() ? std::string{key} : detail::concat(key, "/", choice.scenario);
    if (!choice.scenario.empty() && !has(full))
        if (const auto known = scenarios(key); !known.empty())
            throw NotFound(detail::concat("scenario of ", key), choice.scenario, known);
    return pick(full, choice.vintage).with_view(choice.view);
}

REEINDEX_INLINE TimeSeries Dataset::series(std::string_view indicator, std::string_view area,
                                           View view) const {
    return series(detail::concat(indicator, "/", area), view);
}

REEINDEX_INLINE TimeSeries Dataset::series(std::string_view indicator, std::string_view area,
                                           const SeriesChoice& choice) const {
    return series(detail::concat(indicator, "/", area), choice);
}

REEINDEX_INLINE std::vector<TimeSeries> Dataset::all_series(View view) const {
    std::vector<TimeSeries> out;
    for (const auto& key : keys_) out.push_back(series(key, view));
    return out;
}

REEINDEX_INLINE std::vector<TimeSeries> Dataset::series_of(std::string_view indicator_id,
                                                           const SeriesChoice& choice) const {
    const auto start = detail::concat(indicator(indicator_id).id, "/");
    const auto id = choice.vintage.empty() ? std::string{} : vintage(choice.vintage).id;
    std::vector<TimeSeries> out;
    for (const auto& key : keys_) {
        if (!key.starts_with(start)) continue;
        const auto& places = by_key_.find(key)->second;
        const auto fits = [&](std::size_t i) {
            const auto& info = series_[i].info();
            return (id.empty() || info.vintage == id) &&
                   (choice.scenario.empty() || info.scenario == choice.scenario);
        };
        const auto found = std::find_if(places.rbegin(), places.rend(), fits);
        if (found != places.rend()) out.push_back(series_[*found].with_view(choice.view));
    }
    return out;
}

REEINDEX_INLINE std::vector<TimeSeries> Dataset::series_of(std::string_view indicator_id,
                                                           View view) const {
    return series_of(indicator_id, SeriesChoice{.view = view});
}

REEINDEX_INLINE std::vector<std::string> Dataset::vintages(std::string_view key) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) throw NotFound("series", key, keys_);
    std::vector<std::string> out;
    for (const auto i : found->second)
        if (!series_[i].info().vintage.empty()) out.push_back(series_[i].info().vintage);
    return out;
}

REEINDEX_INLINE const Indicator& Dataset::indicator(std::string_view id) const {
    return detail::by_id(indicators_, indicator_at_, "indicator", id);
}

REEINDEX_INLINE const Document& Dataset::document(std::string_view id) const {
    return detail::by_id(documents_, document_at_, "document", id);
}

REEINDEX_INLINE const Erratum& Dataset::erratum(std::string_view id) const {
    return detail::by_id(errata_, erratum_at_, "erratum", id);
}

REEINDEX_INLINE std::vector<Erratum> Dataset::errata_of(const TimeSeries& series) const {
    std::vector<Erratum> out;
    const auto whole = "series:" + series.indicator();
    const auto one = "series:" + series.key();
    const auto cell = "observation:" + series.key() + "@";
    for (const auto& erratum : errata_)
        if (std::any_of(erratum.subjects.begin(), erratum.subjects.end(),
                        [&](const std::string& subject) {
                            return subject == whole || subject == one || subject.starts_with(cell);
                        }))
            out.push_back(erratum);
    return out;
}

REEINDEX_INLINE const CsvTable& Dataset::table(std::string_view name) const {
    if (const auto found = tables_.find(name); found != tables_.end()) return found->second;
    throw NotFound("table", name, table_names());
}

REEINDEX_INLINE std::vector<std::string> Dataset::table_names() const {
    std::vector<std::string> out;
    for (const auto& entry : tables_) out.push_back(entry.first);
    return out;
}

REEINDEX_INLINE Source Dataset::source_of(const CsvTable& table, const CsvRow& row) const {
    if (!row.has("source") && !row.has("locator"))
        return {table.file(), detail::concat("line ", row.line())};
    if (row.has("source") && has_table("sources"))
        (void)row.read("source", [&](std::string_view id) { return document(id).year; });
    return {std::string{row.get("source")}, std::string{row.get("locator")}};
}

REEINDEX_INLINE std::string Dataset::erratum_of(const CsvRow& row) const {
    if (!row.has("erratum")) return {};
    return row.read("erratum", [&](std::string_view id) { return erratum(id).id; });
}

}  // namespace reeindex
