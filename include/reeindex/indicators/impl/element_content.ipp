#pragma once
// Ranges over the deposits of a table.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>

#include <reeindex/indicators/detail/sums.hpp>
#include <reeindex/indicators/element_content.hpp>

namespace reeindex {
namespace detail {

struct ShareRange {
    double lower = std::numeric_limits<double>::infinity();
    double upper = 0.0;
    std::set<std::string> locations{};

    void add(const DepositShare& one) {
        lower = std::min(lower, one.bound ? 0.0 : *one.share);
        upper = std::max(upper, *one.share);
        locations.insert(one.location);
    }
};

REEINDEX_INLINE ElementContent content_of(std::string_view symbol, const ShareRange& range,
                                          double reo, std::string basis) {
    require_non_negative("REO", reo);
    const double factor = element(symbol).oxide_factor();
    ElementContent out{.element = std::string{element(symbol).symbol},
                       .lower = reo * range.lower,
                       .upper = reo * range.upper,
                       .basis = std::move(basis)};
    out.lower_element = out.lower / factor;
    out.upper_element = out.upper / factor;
    return out;
}

/// The shares of an element, known ones only; of one country where an area is given.
REEINDEX_INLINE ShareRange range_of_shares(std::span<const DepositShare> shares,
                                           std::string_view symbol, std::string_view area) {
    ShareRange out;
    for (const auto& one : shares)
        if (one.element == symbol && one.share && (area.empty() || one.area == area)) out.add(one);
    return out;
}

}  // namespace detail

REEINDEX_INLINE std::vector<DepositShare> deposit_shares(const Dataset& dataset) {
    const auto& table = dataset.table("element_shares");
    table.require_columns({"area", "location", "element", "share"});
    std::vector<DepositShare> out;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        DepositShare one{.location = std::string{row.text("location")},
                         .mineral = std::string{row.get("mineral")},
                         .area = std::string{row.text("area")},
                         .element = std::string{row.read("element", [](std::string_view text) {
                             return element(text).symbol;
                         })}};
        if (const auto percent = row.number("share")) {
            if (*percent < 0.0 || *percent > 100.0)
                row.fail(detail::concat("column 'share': ", *percent, " must be from 0 to 100"));
            one.share = *percent / 100.0;
        }
        one.bound = row.get("qualifier") == name(Qualifier::less_than);
        one.source = dataset.source_of(table, row);
        out.push_back(std::move(one));
    }
    return out;
}

REEINDEX_INLINE ElementContent element_content_of_deposit(std::span<const DepositShare> shares,
                                                          std::string_view location,
                                                          std::string_view symbol, double reo) {
    const auto wanted = element(symbol).symbol;
    std::vector<std::string> known;
    for (const auto& one : shares) {
        if (one.location == location && one.element == wanted) {
            if (!one.share)
                throw InvalidArgument("element", wanted,
                                      detail::concat("one with a share at ", location));
            detail::ShareRange range;
            range.add(one);
            return detail::content_of(wanted, range, reo, one.location);
        }
        if (known.empty() || known.back() != one.location) known.push_back(one.location);
    }
    throw NotFound("deposit", location, known);
}

REEINDEX_INLINE ElementContent element_content_of_country(std::span<const DepositShare> shares,
                                                          std::string_view area,
                                                          std::string_view symbol, double reo) {
    const auto wanted = element(symbol).symbol;
    auto range = detail::range_of_shares(shares, wanted, area);
    const bool own = !range.locations.empty();
    if (!own) range = detail::range_of_shares(shares, wanted, "");
    if (range.locations.empty())
        throw InvalidArgument("element", wanted, "one with a share at a deposit of the table");
    const auto n = range.locations.size();
    return detail::content_of(
        wanted, range, reo,
        detail::concat(own ? "" : "all ", n, n == 1 ? " deposit" : " deposits",
                       own ? detail::concat(" of ", area) : std::string{}));
}

REEINDEX_INLINE ElementContent element_content(std::span<const DepositShare> shares,
                                               const SupplyStructure& structure,
                                               std::string_view symbol) {
    if (structure.basis != Basis::reo)
        throw UnitError(detail::concat("the shares are of rare-earth oxides, but ",
                                       structure.indicator, " has basis ", name(structure.basis)));
    ElementContent out{.element = std::string{element(symbol).symbol}};
    std::size_t own = 0;
    for (const auto& row : structure.rows) {
        const auto one = element_content_of_country(shares, row.area, symbol, row.value);
        out.lower += one.lower;
        out.upper += one.upper;
        out.lower_element += one.lower_element;
        out.upper_element += one.upper_element;
        own += one.basis.starts_with("all ") ? 0U : 1U;
    }
    out.basis = detail::concat(own, " of ", structure.rows.size(),
                               " countries by their own deposits, the others by all deposits");
    return out;
}

REEINDEX_INLINE ElementBalance element_balance(std::span<const DepositShare> shares,
                                               const SupplyStructure& structure,
                                               std::string_view symbol,
                                               std::span<const TimeSeries> demands) {
    ElementBalance out{.element = std::string{element(symbol).symbol},
                       .year = structure.year.value(),
                       .vintage = structure.vintage,
                       .unit = structure.unit};
    out.oxide_factor = element(symbol).oxide_factor();
    out.supply = element_content(shares, structure, symbol);
    for (const auto& one : demands) {
        if (one.basis() != Basis::oxide && one.basis() != Basis::element)
            throw UnitError(detail::concat("demand '", one.label(), "' has basis ",
                                           name(one.basis()), "; oxide or element is needed"));
        const double factor = one.unit().factor_to(structure.unit);
        const Observation* nearest = nullptr;
        for (const auto& cell : one.observations())
            if (cell.value(one.view()) &&
                (nearest == nullptr || std::abs(cell.year.value() - out.year) <
                                           std::abs(nearest->year.value() - out.year)))
                nearest = &cell;
        if (nearest == nullptr)
            throw InvalidArgument("demand", one.label(), "a series with a value");
        DemandItem item{.label = one.label(), .year = nearest->year.value()};
        item.basis = one.basis();
        item.printed = *nearest->value(one.view()) * factor;
        item.oxide = item.basis == Basis::oxide ? item.printed : item.printed * out.oxide_factor;
        item.least_surplus = out.supply.lower - item.oxide;
        item.greatest_surplus = out.supply.upper - item.oxide;
        out.demands.push_back(std::move(item));
    }
    return out;
}

}  // namespace reeindex
