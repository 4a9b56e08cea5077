#include <algorithm>
#include <string>
#include <vector>

#include <reeindex/industry/company.hpp>
#include <reeindex/industry/event.hpp>

#include "../chapters.hpp"
#include "audit/audit_inputs.hpp"

namespace reeindex::detail {

namespace {

void add_stages(const Company& company, std::vector<Stage>& stages) {
    for (const Stage stage : company.stages)
        if (std::find(stages.begin(), stages.end(), stage) == stages.end()) stages.push_back(stage);
    for (const auto& one : company.subsidiaries) add_stages(one, stages);
}

/// Companies that belong to no other one of the list, with the stages of their subsidiaries; only
/// those of which stages are known.
std::vector<Company> groups_of(const std::vector<Company>& all) {
    std::vector<Company> out;
    for (auto one : all) {
        if (!one.parent.empty()) continue;
        std::vector<Stage> covered;
        add_stages(one, covered);
        one.stages = std::move(covered);
        if (!one.stages.empty()) out.push_back(std::move(one));
    }
    return out;
}

ReportTable coverage_table(const std::vector<Company>& groups) {
    ReportTable table{.caption = "Who covers which stage, by what the source says",
                      .columns = {"company", "covers", "where"},
                      .numeric = {false, false, false},
                      .rows = {},
                      .note =
                          "A stage that is not named is not said to be covered, which is not the "
                          "same as not covered. Subsidiaries are counted with their group."};
    for (const auto& one : groups) {
        std::vector<std::string> covered;
        for (const Stage stage : stages())
            if (one.covers(stage)) covered.push_back(spaced(name(stage)));
        table.rows.push_back({one.name, join(covered), one.source.locator});
    }
    return table;
}

ReportTable capacity_table(const std::vector<Company>& all) {
    ReportTable table{
        .caption = "Capacities",
        .columns = {"company", "of", "stage", "value", "unit", "basis", "date", "where"},
        .numeric = {false, false, false, true, false, false, false, false},
        .rows = {},
        .note =
            "A capacity is what could be made, not what is. Masses of different basis do not "
            "add up."};
    for (const auto& one : all)
        for (const auto& figure : one.capacities()) {
            const auto mark = sign(figure.qualifier);
            table.rows.push_back(
                {one.name, figure.item, figure.stage ? spaced(name(*figure.stage)) : "",
                 concat(mark, mark.empty() ? "" : " ", to_plain(figure.quantity().value)),
                 in_words(figure.unit.label()),
                 figure.basis == Basis::none ? "" : std::string{name(figure.basis)},
                 figure.time.dated() ? figure.time.text() : "undated", figure.source.locator});
        }
    return table;
}

ReportTable financial_table(const std::vector<Company>& all) {
    ReportTable table{.caption = "Money",
                      .columns = {"company", "of", "value", "kind", "date", "doubt", "where"},
                      .numeric = {false, false, true, false, false, false, false},
                      .rows = {},
                      .note =
                          "stock: at a date; flow: over a year. The two do not add up, and one "
                          "is no part of the other. doubt: see the errata below."};
    for (const auto& one : all)
        for (const auto& figure : one.financials())
            table.rows.push_back({one.name, figure.item, figure.value_text(),
                                  std::string{name(figure.nature)}, figure.time.text(),
                                  figure.erratum, figure.source.locator});
    return table;
}

/// The largest separation capacity against the quota of the country, where both are printed.
void add_capacity_against_quota(const Dataset& dataset, const std::vector<Company>& all,
                                ReportChapter& chapter) {
    const Figure* quota = nullptr;
    const auto figures_of_all = figures(dataset);
    for (const auto& one : figures_of_all)
        if (one.kind == "quota" && one.stage == Stage::smelting_and_separation && !one.is_range())
            quota = &one;
    if (quota == nullptr) return;
    for (const auto& company : all)
        for (const auto& capacity : company.capacities()) {
            if (capacity.stage != quota->stage || !company.parent.empty() || capacity.is_range() ||
                !capacity.unit.commensurable(quota->unit))
                continue;
            const double share = capacity.quantity().value * capacity.unit.factor_to(quota->unit) /
                                 quota->quantity().value;
            chapter.blocks.emplace_back(ReportParagraph{
                concat(company.name, " could separate ", capacity.value_text(),
                       capacity.time.dated() ? " (" + capacity.time.text() + ")" : " (undated)",
                       ", ", percent(share), " of the ", quota->item, " of ", quota->time.text(),
                       ", ", quota->value_text(),
                       ". A capacity is not an output, so this bounds its weight and "
                       "does not measure it.")});
        }
}

}  // namespace

void industry_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const Dataset& dataset = *assessment.dataset;
    chapter.answer = "The data name no company with its stages.";
    const auto all = companies(dataset);
    const auto groups = groups_of(all);
    if (groups.empty()) return;
    // companies as stage_coverage() counts them, and the groups that they belong to
    const auto covering = [&](Stage stage) {
        return std::count_if(groups.begin(), groups.end(),
                             [&](const Company& one) { return one.covers(stage); });
    };
    const auto coverage = stage_coverage(dataset);
    const auto counted = [&](Stage stage) {
        const auto found = std::find_if(coverage.begin(), coverage.end(),
                                        [&](const auto& one) { return one.stage == stage; });
        const auto number = found == coverage.end() ? std::size_t{0} : found->companies.size();
        return concat(number, number == 1 ? " company of " : " companies of ", covering(stage),
                      covering(stage) == 1 ? " group" : " groups");
    };
    const auto widest = std::max_element(
        groups.begin(), groups.end(),
        [](const Company& a, const Company& b) { return a.stages.size() < b.stages.size(); });
    std::vector<std::string> none;
    for (const Stage stage : stages())
        if (covering(stage) == 0) none.push_back(spaced(name(stage)));
    chapter.answer = concat(
        counted(Stage::mining), " are said to mine, ", counted(Stage::smelting_and_separation),
        " to smelt and separate, and ", counted(Stage::magnets), " to make magnets. Of ",
        groups.size(), " groups ", widest->name, " covers most, ", widest->stages.size(), " of ",
        stages().size(), " stages",
        none.empty() ? "." : concat(". The source names no group for ", choices(none), "."));
    chapter.blocks.emplace_back(coverage_table(groups));
    chapter.blocks.emplace_back(capacity_table(all));
    add_capacity_against_quota(dataset, all, chapter);
    auto money = financial_table(all);
    if (!money.rows.empty()) chapter.blocks.emplace_back(std::move(money));
}

}  // namespace reeindex::detail
