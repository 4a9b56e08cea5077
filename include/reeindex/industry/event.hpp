#pragma once
/// \file
/// Events of the industry: restrictions, tariffs, quotas, agreements.

#include <string>
#include <vector>

#include <reeindex/industry/figure.hpp>

namespace reeindex {

/// Something that happened, with the numbers printed about it.
struct Event {
    std::string id;
    Period date;
    std::string title;
    std::vector<std::string> areas;  ///< ISO 3166-1 alpha-2
    Source source;
    std::string erratum;  ///< id, empty unless the event is disputed
    std::string note;
    std::vector<Figure> figures;
};

/// Every event of a dataset (table `events`), in the order of the file.
/// \throws DataError
[[nodiscard]] std::vector<Event> events(const Dataset& dataset);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/industry/impl/event.ipp>
#endif
