#pragma once
/// \file
/// Deposits, mines and plants.

#include <string>
#include <vector>

#include <reeindex/industry/figure.hpp>

namespace reeindex {

/// A deposit, a mine on it, or a plant.
struct Deposit {
    std::string id;
    std::string name;
    std::string kind;         ///< deposit, mine or plant
    std::string country;      ///< ISO 3166-1 alpha-2
    std::string subdivision;  ///< ISO 3166-2, empty unless it is certain
    Source source;
    std::string note;
    std::vector<Figure> figures;
};

/// Every deposit of a dataset (table `deposits`).
/// \throws DataError
[[nodiscard]] std::vector<Deposit> deposits(const Dataset& dataset);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/deposit.ipp>
#endif
