#pragma once
/// \file
/// A folder of sourced tables: series with their observations, editions, errata and documents.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/country.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/csv.hpp>
#include <reeindex/data/package.hpp>
#include <reeindex/data/vintage.hpp>

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

/// Which of the series of one key is meant.
struct SeriesChoice {
    /// Edition, or the beginning of its id up to a blank ("MCS 2026" is the newest of "MCS 2026
    /// v1.0" and "MCS 2026 v1.3"). Default: the newest that has the series.
    std::string vintage{};
    std::string scenario{};  ///< of a projection; default: no scenario
    View view = View::corrected;
};

/// The tables of a data folder, read and checked. An immutable value.
///
/// A folder holds `series.csv` (indicator, title, unit, and optionally basis, area_scheme,
/// scope_printed, scope, decimals, note) and `observations.csv` (indicator, area, year, value, and
/// optionally scenario, vintage, qualifier, obs_status, standard_error, correction,
/// correction_status, erratum, source, locator, note). With `sources.csv` and `errata.csv` the
/// columns `source` and `erratum` refer to them; the column `vintage` refers to `vintages.csv` (id,
/// title, published, and optionally document and note, the oldest first). Further tables are kept
/// for those who read them.
class Dataset {
public:
    /// Reads a folder: the tables that its `datapackage.json` lists, or, without that file, every
    /// `.csv` in it.
    /// \throws FileError if it cannot be read or has no `series.csv` or `observations.csv`;
    /// DataError as parse_package(), where a table is not the one that the package lists, where the
    /// folder holds a `.csv` that it does not list, and as the constructor.
    [[nodiscard]] static Dataset from_folder(const std::string& path);

    /// \param name what messages and representations call the dataset.
    /// \param package what datapackage.json says; none without one.
    /// \throws DataError with file and line: a column missing, an unknown indicator, country,
    /// vintage, source or erratum, a vintage older than the one before it, an observation that
    /// occurs twice, or any cell that cannot be read.
    Dataset(std::string name, std::map<std::string, CsvTable, std::less<>> tables,
            std::optional<PackageInfo> package = std::nullopt);
    /// Copies and the end of a dataset are compiled once: its maps are heavy.
    Dataset(const Dataset& other);
    Dataset(Dataset&& other) noexcept;
    Dataset& operator=(const Dataset& other);
    Dataset& operator=(Dataset&& other) noexcept;
    ~Dataset();

    /// What messages and representations call the dataset; for a folder its path.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// What its datapackage.json says; none without one.
    [[nodiscard]] const std::optional<PackageInfo>& package() const noexcept { return package_; }

    /// "indicator/area" of every series, in the order of the file; of projections
    /// "indicator/area/scenario".
    [[nodiscard]] const std::vector<std::string>& keys() const noexcept { return keys_; }
    /// Whether there is a series with a key.
    [[nodiscard]] bool has(std::string_view key) const;

    /// The series with a key; of several editions the newest.
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view key, View view = View::corrected) const;
    /// The series with a key, in an edition.
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view key, const SeriesChoice& choice) const;
    /// The series of an indicator and an area; of several editions the newest.
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view indicator, std::string_view area,
                                    View view = View::corrected) const;
    /// The series of an indicator and an area, in an edition.
    /// \throws NotFound
    [[nodiscard]] TimeSeries series(std::string_view indicator, std::string_view area,
                                    const SeriesChoice& choice) const;
    /// All series, in the order of the file; of several editions the newest.
    [[nodiscard]] std::vector<TimeSeries> all_series(View view = View::corrected) const;
    /// Every series of an indicator, in the order of the file.
    /// \param choice with a vintage, only the series that this edition has; with a scenario, only
    /// those of the scenario.
    /// \throws NotFound
    [[nodiscard]] std::vector<TimeSeries> series_of(std::string_view indicator_id,
                                                    const SeriesChoice& choice) const;
    /// Every series of an indicator; of several editions the newest of each.
    /// \throws NotFound
    [[nodiscard]] std::vector<TimeSeries> series_of(std::string_view indicator_id,
                                                    View view = View::corrected) const;

    /// All editions of `vintages.csv`, the oldest first; empty without that table.
    [[nodiscard]] std::span<const Vintage> vintages() const noexcept { return vintages_; }
    /// Ids of the editions that have a series, the oldest first.
    /// \throws NotFound
    [[nodiscard]] std::vector<std::string> vintages(std::string_view key) const;
    /// The edition with an id, or the newest whose id begins so.
    /// \throws NotFound
    [[nodiscard]] const Vintage& vintage(std::string_view id) const;
    /// Scenarios of a key "indicator/area", in the order of the file; empty where there is none.
    [[nodiscard]] std::vector<std::string> scenarios(std::string_view key) const;

    /// All indicators, in the order of `series.csv`.
    [[nodiscard]] std::span<const Indicator> indicators() const noexcept { return indicators_; }
    /// The indicator with an id.
    /// \throws NotFound
    [[nodiscard]] const Indicator& indicator(std::string_view id) const;

    /// All documents of `sources.csv`; empty without that table.
    [[nodiscard]] std::span<const Document> documents() const noexcept { return documents_; }
    /// The document with an id.
    /// \throws NotFound
    [[nodiscard]] const Document& document(std::string_view id) const;

    /// All errata of `errata.csv`; empty without that table.
    [[nodiscard]] std::span<const Erratum> errata() const noexcept { return errata_; }
    /// The erratum with an id.
    /// \throws NotFound
    [[nodiscard]] const Erratum& erratum(std::string_view id) const;
    /// The errata on a series, on single observations of it, or on its whole indicator.
    [[nodiscard]] std::vector<Erratum> errata_of(const TimeSeries& series) const;

    /// Whether the folder has a table, named without ".csv".
    [[nodiscard]] bool has_table(std::string_view name) const;
    /// A table as it stands in the file.
    /// \throws NotFound
    [[nodiscard]] const CsvTable& table(std::string_view name) const;
    /// Names of the tables that are there, in alphabetical order.
    [[nodiscard]] std::vector<std::string> table_names() const;

    /// Source of a row: its columns `source` and `locator`; a row without them stands for itself.
    /// \throws DataError if sources.csv does not have the document.
    [[nodiscard]] Source source_of(const CsvTable& table, const CsvRow& row) const;
    /// Erratum id of a row's column `erratum`; empty where there is none.
    /// \throws DataError if errata.csv does not have it.
    [[nodiscard]] std::string erratum_of(const CsvRow& row) const;

private:
    using Positions = std::map<std::string, std::size_t, std::less<>>;

    void read_documents();
    void read_errata();
    void read_vintages();
    void read_indicators();
    void read_series();
    [[nodiscard]] Observation observation(const CsvTable& table, const CsvRow& row) const;
    [[nodiscard]] const TimeSeries& pick(std::string_view key, std::string_view vintage) const;
    [[nodiscard]] std::vector<std::string> vintage_ids() const;

    std::string name_;
    std::map<std::string, CsvTable, std::less<>> tables_;
    std::optional<PackageInfo> package_;
    std::vector<Document> documents_;
    std::vector<Erratum> errata_;
    std::vector<Vintage> vintages_;
    std::vector<Indicator> indicators_;
    Positions document_at_, erratum_at_, vintage_at_, indicator_at_;
    std::vector<TimeSeries> series_;
    std::vector<std::string> keys_;
    /// Positions in series_ of each key, the oldest edition first.
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_key_;
};

/// What the packages that the library carries say of themselves, in order of name. Compiled part.
[[nodiscard]] std::vector<PackageInfo> datasets();

/// A dataset that the library carries. Reads no file. Compiled part.
/// \param name PackageInfo::name of one of datasets(), or "paper" for kirsanov2025.
/// \throws NotFound
[[nodiscard]] Dataset load(std::string_view name);

/// The data of Kirsanov, Pervykh and Zdonis (2025), doi:10.55121/nc.v4i2.460, embedded in the
/// compiled part of the library (target reeindex::reeindex). Reads no file.
[[nodiscard]] Dataset load_paper();

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/dataset.ipp>
#endif
