#pragma once
#include <algorithm>
#include <cstddef>

#include <reeindex/core/compiled.hpp>
#include <reeindex/industry/described_patent.hpp>

namespace reeindex::detail {

REEINDEX_INLINE std::vector<std::pair<std::string, std::string>> company_names(
    const Dataset& dataset) {
    std::vector<std::pair<std::string, std::string>> out;
    if (!dataset.has_table("companies")) return out;
    const auto& table = dataset.table("companies");
    for (std::size_t i = 0; i < table.size(); ++i)
        out.emplace_back(table.row(i).text("id"), table.row(i).text("name"));
    return out;
}

REEINDEX_INLINE std::string company_name(
    const CsvRow& row, std::string_view column,
    const std::vector<std::pair<std::string, std::string>>& names) {
    std::vector<std::string> ids;
    for (const auto& [id, name] : names) {
        if (id == row.text(column)) return name;
        ids.push_back(id);
    }
    return row.read(
        column, [&](std::string_view id) -> std::string { throw NotFound("company", id, ids); });
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE std::vector<DescribedPatent> described_patents(const Dataset& dataset,
                                                               std::string_view group) {
    static const std::vector<std::string> groups{"mining", "processing", "green", "other"};
    if (!group.empty() && std::find(groups.begin(), groups.end(), group) == groups.end())
        throw NotFound("group of patents", group, groups);
    std::vector<DescribedPatent> out;
    if (!dataset.has_table("patents")) return out;
    const auto& table = dataset.table("patents");
    table.require_columns({"publication", "publication_date", "group", "title", "kind"});
    (void)detail::ids_of(dataset, "patents", "publication");
    const auto names = detail::company_names(dataset);
    const auto all_figures = figures(dataset);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        detail::require_known(row, "group", "group of patents", row.text("group"), groups);
        if (!group.empty() && row.get("group") != group) continue;
        DescribedPatent one{
            .reference = row.integer("reference").value_or(0),
            .publication = std::string{row.text("publication")},
            .publication_date =
                row.read("publication_date", [](std::string_view text) { return Period{text}; }),
            .assignee = std::string{row.get("assignee")},
            .assignee_name =
                row.has("assignee") ? detail::company_name(row, "assignee", names) : std::string{},
            .assignee_place = std::string{row.get("assignee_place")},
            .subdivision = std::string{row.get("subdivision")},
            .group = std::string{row.text("group")},
            .title = std::string{row.text("title")},
            .printed_kind = std::string{row.get("kind_printed")},
            .kind = std::string{row.text("kind")},
            .kind_reason = std::string{row.get("kind_reason")},
            .effects = detail::split_list(row.get("effects")),
            .erratum = dataset.erratum_of(row),
            .source = dataset.source_of(table, row),
            .figures = {}};
        one.figures = detail::about(all_figures, "patent:" + one.publication);
        out.push_back(std::move(one));
    }
    return out;
}

REEINDEX_INLINE std::vector<PatentOwner> patent_owners(const Dataset& dataset) {
    std::vector<PatentOwner> out;
    if (!dataset.has_table("patent_owners")) return out;
    const auto& table = dataset.table("patent_owners");
    table.require_columns({"rank", "company", "country"});
    const auto names = detail::company_names(dataset);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const CsvRow row = table.row(i);
        const auto rank = row.integer("rank");
        if (!rank || *rank < 1) row.fail("column 'rank': must be 1 or more");
        out.push_back({.rank = *rank,
                       .company = std::string{row.text("company")},
                       .name = detail::company_name(row, "company", names),
                       .printed_country = std::string{row.get("country_printed")},
                       .country = std::string{row.text("country")},
                       .erratum = dataset.erratum_of(row),
                       .source = dataset.source_of(table, row)});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const PatentOwner& a, const PatentOwner& b) { return a.rank < b.rank; });
    return out;
}

}  // namespace reeindex
