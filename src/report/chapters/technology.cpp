#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <reeindex/core/country.hpp>
#include <reeindex/industry/described_patent.hpp>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

constexpr std::array<std::string_view, 4> groups{"mining", "processing", "green", "other"};
constexpr std::array<std::string_view, 3> kinds{"B", "A", "U"};

std::size_t count(const std::vector<DescribedPatent>& all, std::string_view group,
                  std::string_view kind) {
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const DescribedPatent& one) {
            return (group.empty() || one.group == group) && (kind.empty() || one.kind == kind);
        }));
}

ReportTable group_table(const std::vector<DescribedPatent>& all) {
    ReportTable table{
        .caption = "Patents described, by group and kind of document",
        .columns = {"group", "granted (B)", "application (A)", "utility model (U)", "all"},
        .numeric = {false, true, true, true, true},
        .rows = {},
        .note =
            "Kind codes of WIPO ST.16. Where none is printed, the first digit of "
            "the number tells inventions (1) from utility models (2), and an "
            "invention is taken as the application document."};
    for (const auto group : groups) {
        if (count(all, group, {}) == 0) continue;
        std::vector<std::string> row{std::string{group}};
        for (const auto kind : kinds) row.push_back(concat(count(all, group, kind)));
        row.push_back(concat(count(all, group, {})));
        table.rows.push_back(std::move(row));
    }
    return table;
}

ReportTable patent_table(const std::vector<DescribedPatent>& all) {
    ReportTable table{
        .caption = "Patents described",
        .columns = {"publication", "kind", "date", "group", "assignee", "stated effects", "where"},
        .numeric = {false, false, false, false, false, false, false},
        .rows = {},
        .note =
            "*: the printed kind contradicts number and date (see the audit). Effects are as "
            "stated by the source; none is tested."};
    for (const auto& one : all)
        table.rows.push_back({one.publication, one.kind + (one.kind_corrected() ? "*" : ""),
                              one.publication_date.text(), one.group, one.assignee_name,
                              join(one.effects, "; "),
                              one.source.locator.substr(0, one.source.locator.find(';'))});
    return table;
}

/// Stocks of patents by country against the stock of the world.
void add_stocks(const Dataset& dataset, ReportChapter& chapter) {
    const auto all = figures(dataset);
    double world = 0.0;
    for (const auto& one : all)
        if (one.subject == "world" && one.kind == "stock" && one.unit.code() == "{patent}")
            world = std::max(world, one.value);
    ReportTable table{.caption = "Stock of patents by country",
                      .columns = {"country", "patents", "share of the world", "at", "yearly counts",
                                  "doubt", "where"},
                      .numeric = {false, true, true, false, true, false, false},
                      .rows = {},
                      .note =
                          "yearly counts: sum of the table of counts over its years. "
                          "Where it passes the stock, the two do not count the same thing."};
    for (const auto& one : all) {
        constexpr std::string_view mark = "country:";
        if (!one.subject.starts_with(mark) || one.kind != "stock" ||
            one.unit.code() != "{patent}" || one.is_range())
            continue;
        const auto code = one.subject.substr(mark.size());
        std::string sum;
        if (const auto key = "patents/" + code; dataset.has(key)) {
            const auto series = dataset.series(key);
            double total = 0.0;
            for (std::size_t i = 0; i < series.size(); ++i) total += series.value(i).value_or(0.0);
            sum = concat(to_plain(total), " (", series.first_year().value(), "-",
                         series.last_year().value(), ")");
        }
        table.rows.push_back({upright(std::string{country(code).name}), to_plain(one.value),
                              world > 0.0 ? percent(one.value / world) : "", one.time.text(), sum,
                              one.erratum, one.source.locator});
    }
    if (!table.rows.empty()) chapter.blocks.emplace_back(std::move(table));
}

void add_owners(const Dataset& dataset, ReportChapter& chapter) {
    const auto owners = patent_owners(dataset);
    if (owners.empty()) return;
    ReportTable table{.caption = "Largest owners, in the order of the source",
                      .columns = {"rank", "owner", "country", "printed country", "doubt"},
                      .numeric = {true, false, false, false, false},
                      .rows = {},
                      .note = {}};
    std::map<std::string, std::size_t> by_country;
    for (const auto& one : owners) {
        ++by_country[one.country];
        table.rows.push_back(
            {concat(one.rank), one.name, area_words(one.country),
             one.printed_country == one.country ? "" : area_words(one.printed_country),
             one.erratum});
    }
    std::vector<std::string> parts;
    for (const auto& [code, number] : by_country)
        parts.push_back(concat(number, " of ", area_in_sentence(code)));
    table.note = concat("By country: ", join(parts, ", "), ".");
    chapter.blocks.emplace_back(std::move(table));
}

}  // namespace

void technology_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const Dataset& dataset = *assessment.dataset;
    chapter.answer = "The data describe no patent.";
    const auto all = described_patents(dataset);
    if (all.empty()) return;
    std::string first = all.front().publication_date.text(), last = first;
    std::map<std::string, std::size_t> assignees;
    for (const auto& one : all) {
        first = std::min(first, one.publication_date.text());
        last = std::max(last, one.publication_date.text());
        ++assignees[one.assignee_name];
    }
    std::vector<std::string> parts;
    for (const auto group : groups)
        if (const auto n = count(all, group, {}); n > 0) parts.push_back(concat(n, " ", group));
    chapter.answer =
        concat(all.size(), " patents of ", assignees.size(), " assignees (", join(parts, ", "),
               "), of which ", count(all, {}, "B"), " are granted inventions, ",
               count(all, {}, "A"), " applications and ", count(all, {}, "U"),
               " utility models, published from ", first, " to ", last, ".");
    chapter.blocks.emplace_back(group_table(all));
    chapter.blocks.emplace_back(patent_table(all));
    add_stocks(dataset, chapter);
    add_owners(dataset, chapter);
}

}  // namespace reeindex::detail
