#pragma once
// Rows of the table of import sources.

#include <algorithm>

#include <reeindex/indicators/import_sources.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<ImportSource> import_sources(const Dataset& dataset,
                                                         std::string_view vintage) {
    const auto& table = dataset.table("import_sources");
    table.require_columns({"vintage", "material", "period", "area", "share"});
    std::vector<std::string> known;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::string one{table.row(i).text("vintage")};
        if (std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
    }
    std::string wanted{vintage};
    if (wanted.empty() && !known.empty()) {
        wanted = known.back();
        for (const auto& edition : dataset.vintages())  // the oldest first
            if (std::find(known.begin(), known.end(), edition.id) != known.end())
                wanted = edition.id;
    }
    if (std::find(known.begin(), known.end(), wanted) == known.end())
        throw NotFound("edition with import sources", wanted, known);
    std::vector<ImportSource> out;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        if (row.text("vintage") != wanted) continue;
        const auto share = row.number("share");
        if (!share) continue;  // printed without a number
        if (!(*share >= 0.0 && *share <= 100.0))
            throw DataError(table.file(), row.line(),
                            detail::concat("share = ", detail::to_text(*share),
                                           ": must be a percentage from 0 to 100"));
        out.push_back(
            {.vintage = wanted,
             .material = std::string{row.text("material")},
             .period = std::string{row.text("period")},
             .area = std::string{row.text("area")},
             .partner = std::string{row.has("partner_printed") ? row.text("partner_printed")
                                                               : row.text("area")},
             .share = *share / 100.0,
             .source = dataset.source_of(table, row)});
    }
    return out;
}

}  // namespace reeindex
