#pragma once
/// \file
/// Who supplies what: shares, concentration and dependence of one year in one edition of a dataset.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/indicators/concentration.hpp>

namespace reeindex {

/// One country of a supply structure.
struct SupplyShare {
    std::string area;    ///< code; "OTH" for the other countries as one row
    std::string name;    ///< English
    double value = 0.0;  ///< in the unit of the structure
    double share = 0.0;  ///< of the sum of the rows, 0 to 1
    /// Of the printed total, 0 to 1; none without one. Of a total that is a lower bound the share
    /// is at most this.
    std::optional<double> share_of_total{};
    ObsStatus status = ObsStatus::normal;
};

/// The countries behind one figure of the world.
struct SupplyStructure {
    std::string indicator;  ///< for example "mine_production"
    std::string vintage;    ///< edition that the figures are from; may be empty
    std::string scenario;   ///< of a projection; else empty
    Year year{Year::min};
    Unit unit{};
    Basis basis = Basis::none;
    std::vector<SupplyShare> rows{};  ///< countries with a number, the largest first
    double sum = 0.0;                 ///< of the rows
    std::optional<double> total{};    ///< of the world as printed; none without one
    Qualifier total_qualifier = Qualifier::exact;
    /// Over the rows with a number; "other countries", where printed, counts as one unit.
    Concentration concentration{};
    /// Range of the index for any division of the "other countries"; both ends equal without them.
    HhiBounds hhi_range{};
    double cr3 = 0.0;              ///< share of the three largest rows
    double without_largest = 0.0;  ///< N-1: what is left of the sum without the largest row
    std::vector<std::string> not_available{};  ///< codes of countries printed without a number
    std::vector<std::string> dashes{};         ///< codes of countries printed with a dash or blank
    /// Facts: `not_available` (count), `other_countries` (share), `total_is_bound`, `total_differs`
    /// (total, sum) where the two differ by more than 2 %, `estimated` (count) rows.
    std::vector<Note> notes{};

    /// The row of a country.
    /// \throws NotFound
    [[nodiscard]] const SupplyShare& of(std::string_view area) const;
};

/// Which year and edition.
struct StructureChoice {
    std::optional<int> year{};  ///< default: the last with a number in the edition
    std::string vintage{};      ///< default: the newest that has the indicator
    std::string scenario{};     ///< of a projection
};

/// The supply structure of an indicator of a dataset whose areas are countries.
/// \throws NotFound for an unknown indicator, vintage or year; InvalidArgument if no country has a
/// number.
[[nodiscard]] SupplyStructure supply_structure(const Dataset& dataset, std::string_view indicator,
                                               const StructureChoice& choice = {});

/// The structure of every year of an edition that has a number, the oldest first.
/// \throws as supply_structure()
[[nodiscard]] std::vector<SupplyStructure> supply_structures(const Dataset& dataset,
                                                             std::string_view indicator,
                                                             const StructureChoice& choice = {});

/// The world less one country, year by year; years in which one of the two has no number have none.
/// \throws NotFound
[[nodiscard]] TimeSeries rest_of_world(const Dataset& dataset, std::string_view indicator,
                                       std::string_view area, const SeriesChoice& choice = {});

/// Reserves against production of one country.
struct ReservesLifetime {
    std::string area;  ///< code; "WLD" for the printed totals
    std::string name;
    std::optional<double> reserves{};        ///< none where the edition prints no number
    Qualifier qualifier = Qualifier::exact;  ///< of the reserves
    std::optional<double> production{};      ///< of the same year; none where it prints no number
    std::optional<double> years{};           ///< none unless both are there and both positive
};

/// Reserves over production by country, in one edition.
struct ReservesLifetimes {
    std::string vintage;
    Year year{Year::min};  ///< of the production; reserves have no year of their own
    Unit unit{};           ///< of the reserves
    std::vector<ReservesLifetime> rows{};  ///< the largest reserves first, then without reserves
    /// Share of the production of the rows that is from countries without a figure of reserves.
    double production_without_reserves = 0.0;
    /// Share of the reserves of the rows that is in countries without a figure of production.
    double reserves_without_production = 0.0;
};

/// Reserves over annual production by country. Not a forecast of depletion.
/// \throws NotFound if the edition lacks reserves or production.
[[nodiscard]] ReservesLifetimes reserves_lifetimes(const Dataset& dataset,
                                                   std::string_view vintage = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/supply_structure.ipp>
#endif
