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
[[nodiscard]] inline std::vector<Event> events(const Dataset& dataset) {
    std::vector<Event> out;
    if (!dataset.has_table("events")) return out;
    const auto& table = dataset.table("events");
    table.require_columns({"id", "date", "title"});
    (void)detail::ids_of(dataset, "events");
    const auto all_figures = figures(dataset);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        Event one{.id = std::string{row.text("id")},
                  .date = row.read("date", [](std::string_view text) { return Period{text}; }),
                  .title = std::string{row.text("title")},
                  .areas = detail::split_list(row.get("area")),
                  .source = dataset.source_of(table, row),
                  .erratum = dataset.erratum_of(row),
                  .note = std::string{row.get("note")},
                  .figures = {}};
        one.figures = detail::about(all_figures, "event:" + one.id);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace reeindex
