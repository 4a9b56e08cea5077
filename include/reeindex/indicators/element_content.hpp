#pragma once
/// \file
/// How much of one rare-earth element an output of rare-earth oxides holds, as ranges, and how that
/// compares with what is demanded.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/element.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/indicators/supply_structure.hpp>

namespace reeindex {

/// Share of one oxide in the rare-earth oxides of one deposit.
struct DepositShare {
    std::string location;  ///< deposit or place as the source names it
    std::string mineral;
    std::string area;               ///< country code
    std::string element;            ///< symbol
    std::optional<double> share{};  ///< 0 to 1; none where the source has none
    bool bound = false;             ///< the share is less than what is printed
    Source source{};
};

/// The table `element_shares` of a dataset (vintage, mineral, area, location, element, share in
/// percent, qualifier).
/// \throws NotFound without the table; DataError for an unknown element or a share outside 0 to
/// 100.
[[nodiscard]] std::vector<DepositShare> deposit_shares(const Dataset& dataset);

/// A range of masses of one element's oxide, and of the element in it.
struct ElementContent {
    std::string element{};
    double lower = 0.0;          ///< mass of the usual oxide at least
    double upper = 0.0;          ///< at most
    double lower_element = 0.0;  ///< mass of contained element at least
    double upper_element = 0.0;  ///< at most
    std::string basis{};         ///< the deposits that the range is over, in words
};

/// What an output of one deposit holds of an element.
/// \param reo mass of rare-earth oxides, finite and not negative; the result has its unit.
/// \throws NotFound for a location or an element that is not there; InvalidArgument for a share
/// that the source does not give, or for promethium.
[[nodiscard]] ElementContent element_content_of_deposit(std::span<const DepositShare> shares,
                                                        std::string_view location,
                                                        std::string_view element, double reo);

/// What an output of a country holds of an element: from the least to the greatest share of the
/// country's deposits in the table, and where it has none, of all deposits. Deposits without a
/// share of the element are left out; a share "less than" counts from 0. \throws as
/// element_content_of_deposit()
[[nodiscard]] ElementContent element_content_of_country(std::span<const DepositShare> shares,
                                                        std::string_view area,
                                                        std::string_view element, double reo);

/// The sum over the countries of a supply structure.
/// \throws as element_content_of_deposit(); UnitError unless the structure is a mass of oxides.
[[nodiscard]] ElementContent element_content(std::span<const DepositShare> shares,
                                             const SupplyStructure& structure,
                                             std::string_view element);

/// One figure of demand against a range of supply.
struct DemandItem {
    std::string label;     ///< what is demanded, with source and scenario
    int year = 0;          ///< of the demand
    double printed = 0.0;  ///< in the unit of the balance, in its own basis
    Basis basis = Basis::oxide;
    double oxide = 0.0;  ///< the same as mass of the usual oxide
    /// Supply less demand: the least and the greatest.
    double least_surplus = 0.0;
    double greatest_surplus = 0.0;
};

/// What is mined of an element at most and at least, against what is demanded.
struct ElementBalance {
    std::string element;
    int year = 0;               ///< of the supply
    std::string vintage;        ///< edition of the supply
    Unit unit{};                ///< of all masses
    double oxide_factor = 0.0;  ///< mass of oxide that holds one unit mass of the element
    ElementContent supply{};
    std::vector<DemandItem> demands{};
};

/// Compares supply and demand of an element. The demands may be of other years and definitions:
/// their labels say so, and nothing is added up.
/// \param demands series of a mass per year whose basis is oxide or element; each gives its value
/// of `year`, or of the year nearest to it. \throws as element_content(); UnitError for a demand of
/// another basis or kind; InvalidArgument for a demand without any value.
[[nodiscard]] ElementBalance element_balance(std::span<const DepositShare> shares,
                                             const SupplyStructure& structure,
                                             std::string_view element,
                                             std::span<const TimeSeries> demands);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/element_content.ipp>
#endif
