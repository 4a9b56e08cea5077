#pragma once
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/deposit.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<Deposit> deposits(const Dataset& dataset) {
    std::vector<Deposit> out;
    if (!dataset.has_table("deposits")) return out;
    const auto& table = dataset.table("deposits");
    table.require_columns({"id", "name", "kind", "country"});
    (void)detail::ids_of(dataset, "deposits");
    const auto all_figures = figures(dataset);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        detail::require_known(row, "kind", "kind of deposit", row.text("kind"),
                              {"deposit", "mine", "plant"});
        Deposit one{.id = std::string{row.text("id")},
                    .name = std::string{row.text("name")},
                    .kind = std::string{row.text("kind")},
                    .country = std::string{row.get("country")},
                    .subdivision = std::string{row.get("subdivision")},
                    .source = dataset.source_of(table, row),
                    .note = std::string{row.get("note")},
                    .figures = {}};
        one.figures = detail::about(all_figures, "deposit:" + one.id);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace reeindex
