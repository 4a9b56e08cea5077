#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <reeindex/core/country.hpp>
#include <reeindex/industry/company.hpp>

#include "../chapters.hpp"

namespace reeindex::detail {

namespace {

using Row = std::vector<std::string>;

/// The market as expected: two dated sizes and the growth printed between them.
std::optional<Row> market_row(const std::vector<Figure>& all) {
    const Figure* from = nullptr;
    const Figure* to = nullptr;
    const Figure* rate = nullptr;
    for (const auto& one : all) {
        if (one.subject != "world" || one.is_range() || !one.time.dated()) continue;
        if (one.kind == "growth" && one.unit.code() == "%/a") rate = &one;
        if (one.kind != "market") continue;
        if (from == nullptr || one.time.first_year() < from->time.first_year()) from = &one;
        if (to == nullptr || one.time.first_year() > to->time.first_year()) to = &one;
    }
    if (from == nullptr || to == nullptr || from == to || rate == nullptr) return std::nullopt;
    const int years = to->time.first_year() - from->time.first_year();
    const double needed = cagr(from->value, to->value * to->unit.factor_to(from->unit), years);
    return Row{concat("market of ", to->value_text(), " in ", to->time.text()),
               concat(from->value_text(), " in ", from->time.text(), ", growing ",
                      to_plain(rate->value), " % a year"),
               concat("the two sizes need ", to_fixed(100.0 * needed, 2),
                      " % a year; the figures exclude each other, so none is a forecast to use"),
               to->source.locator};
}

/// Capacities of one company and item at two dates.
void add_plans(const Dataset& dataset, std::vector<Row>& rows) {
    for (const auto& company : companies(dataset)) {
        const auto capacities = company.capacities();
        for (const auto& plan : capacities)
            for (const auto& now : capacities) {
                if (!plan.time.dated() || !now.time.dated() || plan.is_range() || now.is_range() ||
                    !plan.unit.commensurable(now.unit) || plan.stage != now.stage ||
                    plan.item.find("planned") == std::string::npos)
                    continue;
                const int years = plan.time.first_year() - now.time.first_year();
                if (years < 1) continue;
                const double factor = plan.value * plan.unit.factor_to(now.unit) / now.value;
                rows.push_back(
                    {concat(company.name, ": ", plan.value_text(), " in ", plan.time.text()),
                     concat(now.value_text(), " in ", now.time.text()),
                     concat(to_fixed(factor, 2), " times as much, ",
                            percent(cagr(1.0, factor, years)),
                            " a year; a plan, and no figure shows a step towards it"),
                     plan.source.locator});
            }
    }
}

/// What the series allow to be said of the year at the end of the forecasts.
void add_series(const Assessment& assessment, std::vector<Row>& rows) {
    for (const auto& one : assessment.series) {
        const auto& series = one.series;
        auto support = ahead_text(one, assessment.options.level);
        if (support.empty()) support = "no forecast, for that takes two values";
        if (is_modelled(series)) support += "; the values are a model's, so this is its assumption";
        const auto trend =
            one.growth
                ? concat(to_plain(one.growth->first_value), " in ", one.growth->first_year, " to ",
                         to_plain(one.growth->last_value), " in ", one.growth->last_year)
                : std::string{};
        rows.push_back({concat(heading(series), ", as before"), trend, support,
                        series.observations().front().source.locator.substr(
                            0, series.observations().front().source.locator.rfind(','))});
    }
}

/// Shares of the leader that the paper prints figures for.
void add_leader(const Assessment& assessment, const Dataset& dataset,
                const std::vector<Figure>& all, std::vector<Row>& rows) {
    if (!assessment.patents || assessment.patents->years.empty()) return;
    const auto& years = assessment.patents->years;
    const auto complete = std::find_if(years.rbegin(), years.rend(),
                                       [](const OfficeYear& one) { return !one.provisional; });
    if (complete == years.rend()) return;
    const auto& leader = complete->leader;
    std::vector<std::string> parts{concat(percent(years.front().leader_share), " of the counts of ",
                                          years.front().year, ", ", percent(complete->leader_share),
                                          " of ", complete->year)};
    for (const auto& one : all) {
        if (one.subject != "country:" + leader || one.is_range()) continue;
        const std::string_view key = one.kind == "reserves"     ? "reserves/WLD"
                                     : one.kind == "production" ? "mine_production/WLD"
                                                                : "";
        if (key.empty() || !dataset.has(key)) continue;
        const auto world = dataset.series(key);
        if (!one.unit.commensurable(world.unit())) continue;
        if (!one.time.dated()) {
            parts.push_back(concat(short_number(one.value, 4), " ", one.unit.code(), " of ",
                                   subject(world), ", undated, so that its share is not known"));
            continue;
        }
        const double share =
            one.value * one.unit.factor_to(world.unit()) / world.at(world.last_year());
        const bool bound = world.observations().back().qualifier == Qualifier::more_than;
        parts.push_back(concat(bound ? "at most " : "", percent(share), " of ", subject(world),
                               " of ", world.last_year().value()));
    }
    rows.push_back({concat(country(leader).name, " stays the leader"), join(parts, "; "),
                    concat("first in each by one figure; the source has no series by country but "
                           "the patents, whose last years are incomplete, so that its figures show "
                           "neither a gain nor a loss",
                           assessment.evidence.stages.empty()
                               ? std::string{}
                               : concat("; other sources do: see ", chapter_mark("supply"))),
                    // where the paper says so; another source has no row for what it expects
                    assessment.document.id == paper_id ? "Section 6, item 1" : ""});
}

}  // namespace

void outlook_chapter(const Assessment& assessment, ReportChapter& chapter) {
    const Dataset& dataset = *assessment.dataset;
    const auto all = figures(dataset);
    std::vector<Row> rows;
    const auto market = market_row(all);
    if (market) rows.push_back(*market);
    add_series(assessment, rows);
    add_plans(dataset, rows);
    add_leader(assessment, dataset, all, rows);
    chapter.answer = concat("The data show what has been and support little of what is expected",
                            market ? "; the market forecast contradicts itself." : ".");
    chapter.blocks.emplace_back(ReportTable{.caption = "Expected, and supported",
                                            .columns = {"expected", "figures", "support", "where"},
                                            .numeric = {false, false, false, false},
                                            .rows = std::move(rows),
                                            .note = {}});
    chapter.blocks.emplace_back(ReportParagraph{"To say more, one would have to know:"});
    chapter.blocks.emplace_back(ReportList{{
        "output by country and year, dated, on one basis (oxide, concentrate or metal);",
        "reserves by country, and why the world's are revised;",
        "demand as observed, apart from the model that made the series;",
        "prices over time, without which no supply answers to demand;",
        "the time from filing to publication by office, without which the last years of patents "
        "cannot be read;",
        "what is counted as the market, and by whom.",
    }});
}

}  // namespace reeindex::detail
