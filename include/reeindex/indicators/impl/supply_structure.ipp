#pragma once
// Shares and concentration out of the series of a dataset.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <reeindex/core/country.hpp>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/supply_structure.hpp>

namespace reeindex {
namespace detail {

/// Name of an area, or its code where it is no country.
REEINDEX_INLINE std::string country_name(std::string_view code) {
    for (const auto& one : countries())
        if (one.code() == code || one.alpha3 == code) return std::string{one.name};
    return std::string{code};
}

/// The edition that is meant: the newest in which a country has the indicator.
REEINDEX_INLINE std::string edition_of(const Dataset& dataset, std::string_view indicator,
                                       const std::string& wanted) {
    if (!wanted.empty()) {
        // "MCS 2025" names an edition of which a later version may hold other tables only.
        const auto all = dataset.vintages();
        for (auto one = all.rbegin(); one != all.rend(); ++one)
            if ((one->id == wanted || one->id.starts_with(wanted + " ")) &&
                !dataset.series_of(indicator, SeriesChoice{.vintage = one->id}).empty())
                return one->id;
        return dataset.vintage(wanted).id;
    }
    const auto all = dataset.vintages();
    for (auto one = all.rbegin(); one != all.rend(); ++one)
        if (dataset.series_of(indicator, SeriesChoice{.vintage = one->id}).size() > 1)
            return one->id;
    return {};
}

REEINDEX_INLINE const Observation* observation_of(const TimeSeries& series, int year) {
    for (const auto& one : series.observations())
        if (one.year.value() == year) return &one;
    return nullptr;
}

/// Years in which a country has a number.
REEINDEX_INLINE std::vector<int> years_with_rows(const std::vector<TimeSeries>& all) {
    std::set<int> years;
    for (const auto& one : all) {
        if (one.area() == "WLD") continue;
        for (const auto& cell : one.observations())
            if (cell.value()) years.insert(cell.year.value());
    }
    return {years.begin(), years.end()};
}

REEINDEX_INLINE void add_notes(SupplyStructure& out) {
    const auto note = [&](std::string kind, std::vector<std::pair<std::string, double>> numbers) {
        out.notes.push_back({.kind = std::move(kind), .numbers = std::move(numbers)});
    };
    if (!out.not_available.empty())
        note("not_available", {{"count", static_cast<double>(out.not_available.size())}});
    for (const auto& row : out.rows)
        if (row.area == "OTH") note("other_countries", {{"share", row.share}});
    if (out.total && out.total_qualifier != Qualifier::exact)
        note("total_is_bound", {{"total", *out.total}});
    if (out.total && std::abs(*out.total - out.sum) > 0.02 * *out.total)
        note("total_differs", {{"total", *out.total}, {"sum", out.sum}});
    const auto estimated = std::count_if(out.rows.begin(), out.rows.end(), [](const auto& row) {
        return row.status == ObsStatus::estimated;
    });
    if (estimated > 0) note("estimated", {{"count", static_cast<double>(estimated)}});
}

REEINDEX_INLINE SupplyStructure structure_of_year(const std::vector<TimeSeries>& all,
                                                  std::string_view indicator, int year) {
    SupplyStructure out{.indicator = std::string{indicator}, .vintage = {}, .scenario = {}};
    out.year = Year{year};
    out.unit = all.front().unit();
    out.basis = all.front().basis();
    out.vintage = all.front().info().vintage;
    out.scenario = all.front().info().scenario;
    for (const auto& one : all) {
        const auto* cell = observation_of(one, year);
        if (cell == nullptr) continue;
        const auto value = cell->value();
        if (one.area() == "WLD") {
            out.total = value;
            if (value) out.total_qualifier = cell->qualifier;
        } else if (value) {
            SupplyShare row{.area = one.area(), .name = country_name(one.area()), .value = *value};
            row.status = cell->status();
            out.rows.push_back(std::move(row));
        } else if (cell->status() == ObsStatus::missing_not_collected) {
            out.not_available.push_back(one.area());
        } else {
            out.dashes.push_back(one.area());
        }
    }
    std::stable_sort(out.rows.begin(), out.rows.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    std::vector<double> amounts;
    for (const auto& row : out.rows) amounts.push_back(row.value);
    out.concentration = concentration(amounts);
    const auto parts = shares(amounts);
    std::vector<double> named;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto& row = out.rows[i];
        row.share = parts[i];
        out.sum += row.value;
        if (out.total && *out.total > 0.0) row.share_of_total = row.value / *out.total;
        if (row.area != "OTH") named.push_back(row.share);
    }
    out.hhi_range = named.size() == parts.size() || named.empty()
                        ? HhiBounds{out.concentration.hhi, out.concentration.hhi, 1.0}
                        : hhi_bounds(named);
    out.cr3 = concentration_ratio(amounts, std::min<std::size_t>(3, amounts.size()));
    out.without_largest = out.sum - out.rows.front().value;
    add_notes(out);
    return out;
}

REEINDEX_INLINE std::vector<TimeSeries> series_of_structure(const Dataset& dataset,
                                                            std::string_view indicator,
                                                            const StructureChoice& choice) {
    (void)dataset.indicator(indicator);
    const auto edition = edition_of(dataset, indicator, choice.vintage);
    auto all =
        dataset.series_of(indicator, SeriesChoice{.vintage = edition, .scenario = choice.scenario});
    if (all.empty())
        throw InvalidArgument(
            "indicator", indicator,
            concat("one that ", edition.empty() ? "the dataset" : edition, " has by country"));
    std::set<std::string> scenarios;
    for (const auto& one : all) scenarios.insert(one.info().scenario);
    // beside what was observed, a projection is asked for by its name
    if (choice.scenario.empty() && scenarios.size() > 1 && scenarios.contains("")) {
        std::erase_if(all, [](const TimeSeries& one) { return !one.info().scenario.empty(); });
        scenarios = {""};
    }
    if (scenarios.size() > 1)
        throw InvalidArgument("scenario", "''", concat("one of ", join(scenarios)));
    return all;
}

}  // namespace detail

REEINDEX_INLINE const SupplyShare& SupplyStructure::of(std::string_view area) const {
    std::vector<std::string> known;
    for (const auto& row : rows) {
        if (row.area == area) return row;
        known.push_back(row.area);
    }
    throw NotFound("country with a number", area, known);
}

REEINDEX_INLINE SupplyStructure supply_structure(const Dataset& dataset, std::string_view indicator,
                                                 const StructureChoice& choice) {
    const auto all = detail::series_of_structure(dataset, indicator, choice);
    const auto years = detail::years_with_rows(all);
    if (years.empty())
        throw InvalidArgument("indicator", indicator, "one of which countries have numbers");
    const int year = choice.year.value_or(years.back());
    if (std::find(years.begin(), years.end(), year) == years.end()) {
        std::vector<std::string> known;
        for (const int one : years) known.push_back(detail::concat(one));
        throw NotFound("year", detail::concat(year), known);
    }
    return detail::structure_of_year(all, indicator, year);
}

REEINDEX_INLINE std::vector<SupplyStructure> supply_structures(const Dataset& dataset,
                                                               std::string_view indicator,
                                                               const StructureChoice& choice) {
    const auto all = detail::series_of_structure(dataset, indicator, choice);
    std::vector<SupplyStructure> out;
    for (const int year : detail::years_with_rows(all))
        if (!choice.year || *choice.year == year)
            out.push_back(detail::structure_of_year(all, indicator, year));
    if (out.empty())
        throw InvalidArgument("indicator", indicator, "one of which countries have numbers");
    return out;
}

REEINDEX_INLINE TimeSeries rest_of_world(const Dataset& dataset, std::string_view indicator,
                                         std::string_view area, const SeriesChoice& choice) {
    const auto world = dataset.series(indicator, "WLD", choice);
    SeriesChoice same = choice;
    same.vintage = world.info().vintage;
    const auto part = dataset.series(indicator, area, same).to(world.unit());
    std::vector<Observation> out;
    for (const auto& cell : world.observations()) {
        const auto* other = detail::observation_of(part, cell.year.value());
        if (other == nullptr) continue;
        Observation one{.year = cell.year};
        const auto whole = cell.value(choice.view), less = other->value(choice.view);
        if (whole && less) {
            one.printed = *whole - *less;
            one.printed_status = cell.status(choice.view);
            one.qualifier = cell.qualifier;
            if (other->qualifier != Qualifier::exact) one.qualifier = Qualifier::about;
        } else {
            one.printed_status = ObsStatus::missing;
        }
        one.source = cell.source;
        one.note = detail::concat("world less ", detail::country_name(area));
        out.push_back(std::move(one));
    }
    if (out.empty())
        throw InvalidArgument("area", area, "a country with a year that the world has too");
    SeriesInfo info = world.info();
    info.area = "WLD";
    info.title += detail::concat(" without ", detail::country_name(area));
    info.scope = detail::concat("world less ", detail::country_name(area));
    return {std::move(info), std::move(out), choice.view};
}

REEINDEX_INLINE ReservesLifetimes reserves_lifetimes(const Dataset& dataset,
                                                     std::string_view vintage) {
    const auto stock = supply_structure(dataset, "reserves", {.vintage = std::string{vintage}});
    const auto flow = supply_structure(dataset, "mine_production",
                                       {.year = stock.year.value(), .vintage = stock.vintage});
    ReservesLifetimes out{.vintage = stock.vintage, .year = stock.year, .unit = stock.unit};
    Unit mass{"t"};
    const double factor = Unit{"t/a"}.factor_to(flow.unit) / mass.factor_to(stock.unit);
    std::map<std::string, ReservesLifetime> rows;
    const auto row_of = [&](const std::string& area) -> ReservesLifetime& {
        auto& row = rows[area];
        row.area = area;
        row.name = detail::country_name(area);
        return row;
    };
    for (const auto& row : stock.rows) row_of(row.area).reserves = row.value;
    for (const auto& row : flow.rows) row_of(row.area).production = row.value;
    if (stock.total) {
        row_of("WLD").reserves = stock.total;
        rows["WLD"].qualifier = stock.total_qualifier;
        rows["WLD"].production = flow.total;
    }
    double without_reserves = 0.0, without_production = 0.0;
    for (auto& [area, row] : rows) {
        if (row.reserves && row.production && *row.reserves > 0.0 && *row.production > 0.0)
            row.years = reserves_to_production(*row.reserves * factor, *row.production);
        if (area == "WLD") continue;
        if (!row.reserves) without_reserves += row.production.value_or(0.0);
        if (!row.production || *row.production == 0.0)
            without_production += row.reserves.value_or(0.0);
        out.rows.push_back(row);
    }
    out.production_without_reserves = without_reserves / flow.sum;
    out.reserves_without_production = without_production / stock.sum;
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        return a.reserves.value_or(-1.0) > b.reserves.value_or(-1.0);
    });
    if (stock.total) out.rows.push_back(rows["WLD"]);
    return out;
}

}  // namespace reeindex
