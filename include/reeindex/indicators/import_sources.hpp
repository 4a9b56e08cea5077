#pragma once
/// \file
/// From which countries a country imports, as a source prints it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/dataset.hpp>

namespace reeindex {

/// The share of one partner in the imports of one material.
struct ImportSource {
    std::string vintage;   ///< edition
    std::string material;  ///< for example "Rare-earth compounds and metals"
    std::string period;    ///< years that the share is over, for example "2021-2024"
    std::string area;      ///< code of the partner; "OTH" for other countries
    std::string partner;   ///< as printed
    double share = 0.0;    ///< 0 to 1, of the imports of the material
    Source source{};
};

/// The table `import_sources` of a dataset (vintage, material, period, area, share in percent, and
/// optionally partner_printed, source, locator), in its order.
/// \param vintage edition; default: the newest that the table has.
/// \throws NotFound without the table or for an edition that is not in it; DataError for a share
/// outside 0 to 100.
[[nodiscard]] std::vector<ImportSource> import_sources(const Dataset& dataset,
                                                       std::string_view vintage = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/import_sources.ipp>
#endif
