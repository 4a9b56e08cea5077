#pragma once
#include <cstddef>
#include <string_view>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/event.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<Event> events(const Dataset& dataset) {
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
