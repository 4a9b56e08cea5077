#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/company.hpp>

namespace reeindex {

REEINDEX_INLINE std::vector<Figure> Company::figures_of(std::string_view kind) const {
    std::vector<Figure> out;
    for (const auto& one : figures)
        if (one.kind == kind) out.push_back(one);
    return out;
}

REEINDEX_INLINE std::vector<std::string> Company::items_of(std::string_view kind) const {
    std::vector<std::string> out;
    for (const auto& one : items)
        if (one.kind == kind) out.push_back(one.item);
    return out;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE std::string lower(std::string_view text) {
    std::string out{text};
    for (char& letter : out)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return out;
}

REEINDEX_INLINE Company read_company(const Dataset& dataset, const CsvTable& table,
                                     const CsvRow& row) {
    Company one{.id = std::string{row.text("id")},
                .name = std::string{row.text("name")},
                .printed_name = std::string{row.get("name_printed")},
                .founded = {},
                .founded_qualifier = row.read("founded_qualifier", parse_qualifier),
                .seat_city = std::string{row.get("seat_city")},
                .seat_subdivision = std::string{row.get("seat_subdivision")},
                .country = std::string{row.get("country")},
                .parent = std::string{row.get("parent")},
                .website = std::string{row.get("website")},
                .stages = row.read("covers", parse_stages),
                .source = dataset.source_of(table, row),
                .note = std::string{row.get("note")},
                .sites = {},
                .items = {},
                .figures = {},
                .subsidiaries = {}};
    if (row.has("founded")) one.founded = row.year("founded");
    return one;
}

REEINDEX_INLINE Company with_subsidiaries(const std::vector<Company>& flat,
                                          const Company& company) {
    Company out = company;
    for (const auto& other : flat)
        if (other.parent == company.id) out.subsidiaries.push_back(with_subsidiaries(flat, other));
    return out;
}

REEINDEX_INLINE void check_parents(const CsvTable& table, const std::vector<Company>& all,
                                   const std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        if (!row.has("parent")) continue;
        require_known(row, "parent", "company", row.get("parent"), ids);
        std::string_view at = row.get("parent");
        for (std::size_t steps = 0; !at.empty(); ++steps) {
            if (steps > all.size() || at == row.get("id"))
                row.fail(concat("column 'parent': '", row.get("id"), "' is its own parent"));
            at = std::find_if(all.begin(), all.end(), [&](const Company& one) {
                     return one.id == at;
                 })->parent;
        }
    }
}

REEINDEX_INLINE Company& with_id(std::vector<Company>& all, std::string_view id) {
    return *std::find_if(all.begin(), all.end(), [&](const Company& one) { return one.id == id; });
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE std::vector<Company> companies(const Dataset& dataset) {
    if (!dataset.has_table("companies")) return {};
    const auto& table = dataset.table("companies");
    table.require_columns({"id", "name"});
    const auto ids = detail::ids_of(dataset, "companies");
    std::vector<Company> flat;
    for (std::size_t i = 0; i < table.size(); ++i)
        flat.push_back(detail::read_company(dataset, table, table.row(i)));
    detail::check_parents(table, flat, ids);
    detail::for_company_rows(dataset, "company_sites", ids,
                             [&](std::string_view id, const CsvRow& row, const CsvTable& from) {
                                 Site site{.place = std::string{row.text("place")},
                                           .subdivision = std::string{row.get("subdivision")},
                                           .country = std::string{row.get("country")},
                                           .stage = {},
                                           .source = dataset.source_of(from, row),
                                           .note = std::string{row.get("note")}};
                                 if (row.has("stage")) site.stage = row.read("stage", parse_stage);
                                 detail::with_id(flat, id).sites.push_back(std::move(site));
                             });
    detail::for_company_rows(
        dataset, "company_items", ids,
        [&](std::string_view id, const CsvRow& row, const CsvTable& from) {
            static const std::vector<std::string> kinds{"research_body", "product",  "technology",
                                                        "supplier",      "customer", "market"};
            detail::require_known(row, "kind", "kind of item", row.text("kind"), kinds);
            detail::with_id(flat, id).items.push_back(
                {std::string{row.text("kind")}, std::string{row.text("item")},
                 dataset.source_of(from, row), std::string{row.get("note")}});
        });
    const auto all_figures = figures(dataset);
    for (auto& one : flat) one.figures = detail::about(all_figures, "company:" + one.id);
    std::vector<Company> out;
    for (const auto& one : flat) out.push_back(detail::with_subsidiaries(flat, one));
    return out;
}

REEINDEX_INLINE Company company(const Dataset& dataset, std::string_view name_or_id) {
    const auto wanted = detail::lower(detail::trim(name_or_id));
    const auto all = companies(dataset);
    std::vector<std::string> names;
    std::vector<const Company*> holding;
    for (const auto& one : all) {
        if (one.id == name_or_id || detail::lower(one.name) == wanted ||
            detail::lower(one.printed_name) == wanted)
            return one;
        names.push_back(one.name);
        if (!wanted.empty() && detail::lower(one.name).find(wanted) != std::string::npos)
            holding.push_back(&one);
    }
    if (holding.size() == 1) return *holding.front();
    if (holding.size() > 1) {
        names.clear();
        for (const auto* one : holding) names.push_back(one->name);
        throw InvalidArgument("company", detail::concat("'", name_or_id, "'"),
                              "one company; it is part of " + detail::join(names));
    }
    throw NotFound("company", name_or_id, names);
}

REEINDEX_INLINE std::vector<Company> companies_covering(const Dataset& dataset, Stage stage) {
    auto all = companies(dataset);
    std::erase_if(all, [&](const Company& one) { return !one.covers(stage); });
    return all;
}

REEINDEX_INLINE std::vector<StageCoverage> stage_coverage(const Dataset& dataset) {
    const auto all = companies(dataset);
    std::vector<StageCoverage> out;
    for (const Stage stage : stages()) {
        out.push_back({stage, {}});
        for (const auto& one : all)
            if (one.covers(stage)) out.back().companies.push_back(one.name);
    }
    return out;
}

}  // namespace reeindex
