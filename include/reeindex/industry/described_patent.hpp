#pragma once
/// \file
/// The patents that a source describes, and the owners that it names.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/industry/company.hpp>

namespace reeindex {

/// One patent document as described in a source.
struct DescribedPatent {
    int reference = 0;        ///< number in the source's list of references
    std::string publication;  ///< as printed, for example "CN113373326B"
    Period publication_date;
    std::string assignee;        ///< Company::id
    std::string assignee_name;   ///< Company::name
    std::string assignee_place;  ///< as printed
    std::string subdivision;     ///< ISO 3166-2
    std::string group;           ///< mining, processing, green or other
    std::string title;
    std::string printed_kind;          ///< kind code printed after the number, empty if none
    std::string kind;                  ///< kind code that fits number and date: A, B or U
    std::string kind_reason;           ///< why `kind` fits
    std::vector<std::string> effects;  ///< what the source says that the invention achieves
    std::string erratum;               ///< id, empty unless the description is disputed
    Source source;
    std::vector<Figure> figures;  ///< effects with numbers

    /// Whether the printed kind code contradicts the number and the date.
    [[nodiscard]] bool kind_corrected() const noexcept {
        return !printed_kind.empty() && printed_kind != kind;
    }
};

/// A large owner of patents, by rank.
struct PatentOwner {
    int rank = 0;                 ///< 1 is the largest
    std::string company;          ///< Company::id
    std::string name;             ///< Company::name
    std::string printed_country;  ///< as the source prints it
    std::string country;          ///< ISO 3166-1 alpha-2
    std::string erratum;          ///< id, empty unless the entry is disputed
    Source source;
};

namespace detail {

/// Ids and names of the companies.
[[nodiscard]] inline std::vector<std::pair<std::string, std::string>> company_names(
    const Dataset& dataset) {
    std::vector<std::pair<std::string, std::string>> out;
    if (!dataset.has_table("companies")) return out;
    const auto& table = dataset.table("companies");
    for (std::size_t i = 0; i < table.size(); ++i)
        out.emplace_back(table.row(i).text("id"), table.row(i).text("name"));
    return out;
}

[[nodiscard]] inline std::string company_name(
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

}  // namespace detail

/// The patents that the source describes (table `patents`).
/// \param group "mining", "processing", "green" or "other"; empty for all.
/// \throws NotFound for another group; DataError.
[[nodiscard]] inline std::vector<DescribedPatent> described_patents(const Dataset& dataset,
                                                                    std::string_view group = {}) {
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

/// The largest owners of patents that the source names (table `patent_owners`), by rank.
/// \throws DataError
[[nodiscard]] inline std::vector<PatentOwner> patent_owners(const Dataset& dataset) {
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
