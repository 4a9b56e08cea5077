#pragma once
// Reserves, mining and patents by country, with bounds where the dataset has no figure.

#include <string>
#include <vector>

#include <reeindex/indicators/country_index.hpp>

namespace reeindex::detail {

/// Countries that share an amount; a draw divides it among them at random.
struct SharedAmount {
    double amount = 0.0;
    std::vector<std::size_t> rows;  ///< of the table
    std::size_t others = 0;         ///< countries outside of the table that share it too
};

struct CountryTable {
    std::vector<CountryRank> rows;  ///< cells filled, ranks not yet
    std::vector<SharedAmount> reserves;
    std::vector<std::string> only_in_groups;  ///< names of countries without a figure of their own
    std::vector<std::string> disputed;        ///< shares of groups that an erratum disputes
    std::vector<std::string> undated;         ///< names of countries whose mining is of no year
    std::string world_bound;   ///< "> 90 Mt", empty if the reserves of the world are no bound
    std::string world_mining;  ///< "390 kt/a (2024)"
    std::string patent_years;  ///< "2012 to 2019"
};

[[nodiscard]] CountryTable make_country_table(const Dataset& dataset);

}  // namespace reeindex::detail
