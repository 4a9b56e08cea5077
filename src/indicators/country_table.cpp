#include "country_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <reeindex/core/country.hpp>
#include <reeindex/core/office.hpp>
#include <reeindex/industry/figure.hpp>

namespace reeindex::detail {

namespace {

constexpr std::string_view country_mark = "country:";
constexpr std::string_view group_mark = "group:";

/// ISO codes of a group: "BRICS", or codes with hyphens between such as "US-AU".
std::vector<std::string> members(std::string_view group) {
    // The five countries that the paper names; the group was enlarged in 2024.
    if (group == "BRICS") return {"BR", "RU", "IN", "CN", "ZA"};
    std::vector<std::string> out;
    while (!group.empty()) {
        const auto dash = group.find('-');
        out.emplace_back(group.substr(0, dash));
        group = dash == std::string_view::npos ? std::string_view{} : group.substr(dash + 1);
    }
    return out;
}

class Builder {
public:
    explicit Builder(const Dataset& dataset) : dataset_(dataset), figures_(figures(dataset)) {}

    CountryTable build() {
        std::set<std::string> codes;
        for (const auto& one : figures_)
            if (is_own(one, "reserves", "g") || is_own(one, "production", "g/a") ||
                is_mining_share(one))
                codes.insert(one.subject.substr(country_mark.size()));
        for (const auto& series : dataset_.series_of("patents"))
            if (office(series.area()).kind == OfficeKind::national) codes.insert(series.area());
        for (const auto& code : codes) {
            CountryRank row{};
            row.country = code;
            row.name = country(code).name;
            table_.rows.push_back(std::move(row));
        }
        add_reserves();
        add_mining();
        add_patents();
        return std::move(table_);
    }

private:
    static bool is_own(const Figure& one, std::string_view kind, std::string_view dimension) {
        return one.subject.starts_with(country_mark) && one.kind == kind && !one.is_range() &&
               one.unit.dimension() == dimension;
    }
    static bool is_mining_share(const Figure& one) {
        return one.subject.starts_with(country_mark) && one.kind == "share" && !one.is_range() &&
               one.stage == Stage::mining;
    }

    CountryRank* row(std::string_view code) {
        for (auto& one : table_.rows)
            if (one.country == code) return &one;
        return nullptr;
    }

    /// Known values; every other cell is marked by upper < lower until it gets its bounds.
    void add_reserves() {
        const Unit unit{"Mt"};
        const Figure* world = nullptr;
        for (const auto& one : figures_)
            if (one.subject == "world" && one.kind == "reserves" && !one.is_range()) world = &one;
        if (world == nullptr)
            throw NotFound("figure of the world's", "reserves", std::vector<std::string>{});
        const double total = world->quantity().to(unit).value;
        if (world->qualifier == Qualifier::more_than) table_.world_bound = world->value_text();
        std::map<std::string, double> known;
        for (const auto& one : figures_) {
            if (!is_own(one, "reserves", "g")) continue;
            auto* at = row(one.subject.substr(country_mark.size()));
            const double value = one.quantity().to(unit).value;
            at->cells[0] = {value, value, value, one.source.text()};
            known[at->country] = value;
        }
        double rest = total;
        for (const auto& [code, value] : known) rest -= value;
        std::set<std::string> grouped;
        for (const auto& one : figures_) {
            if (!one.subject.starts_with(group_mark) || one.kind != "share" || one.is_range())
                continue;
            const auto codes = members(std::string_view{one.subject}.substr(group_mark.size()));
            double left = total * one.quantity().to(Unit{"1"}).value;
            SharedAmount shared;
            std::vector<std::string> names;
            for (const auto& code : codes) {
                names.emplace_back(country(code).name);
                grouped.insert(code);
                if (known.contains(code)) {
                    left -= known[code];
                } else if (auto* at = row(code)) {
                    shared.rows.push_back(static_cast<std::size_t>(at - table_.rows.data()));
                } else {
                    ++shared.others;
                    table_.only_in_groups.emplace_back(country(code).name);
                }
            }
            shared.amount = std::max(0.0, left);
            rest -= shared.amount;
            if (!one.erratum.empty() && !one.correction && !shared.rows.empty())
                table_.disputed.push_back(concat("The ", one.printed, " of ", world->value_text(),
                                                 ", which bounds the reserves of ",
                                                 join(names, "; "), ", is disputed (", one.erratum,
                                                 "): ", dataset_.erratum(one.erratum).statement));
            for (const auto index : shared.rows)
                table_.rows[index].cells[0] = {
                    {},
                    0.0,
                    shared.amount,
                    concat(one.printed, " of ", world->value_text(), " is shared by ", join(codes),
                           known.empty() ? "" : "; known parts taken off",
                           one.erratum.empty() || one.correction
                               ? ""
                               : concat("; disputed (", one.erratum, ")"))};
            table_.reserves.push_back(std::move(shared));
        }
        SharedAmount others{std::max(0.0, rest), {}, 1};
        for (std::size_t i = 0; i < table_.rows.size(); ++i) {
            auto& cell = table_.rows[i].cells[0];
            if (cell.value || grouped.contains(table_.rows[i].country)) continue;
            cell = {{}, 0.0, others.amount, "what the shares printed for others leave"};
            others.rows.push_back(i);
        }
        table_.reserves.push_back(std::move(others));
    }

    void add_mining() {
        const Unit unit{"kt/a"};
        const auto world = dataset_.series("mine_production/WLD").to(unit);
        const double total = world.at(world.last_year());
        table_.world_mining =
            concat(to_plain(total), " ", unit.code(), " (", world.last_year().value(), ")");
        double least = total;
        for (const auto& one : figures_) {
            if (!is_own(one, "production", "g/a")) continue;
            auto* at = row(one.subject.substr(country_mark.size()));
            const double value = one.quantity().to(unit).value;
            at->cells[1] = {value, value, value, one.source.text()};
            if (!one.time.dated()) table_.undated.push_back(at->name);
            least = std::min(least, value);
        }
        for (const auto& one : figures_) {
            if (!is_mining_share(one)) continue;
            auto* at = row(one.subject.substr(country_mark.size()));
            auto& cell = at->cells[1];
            const double value = total * one.quantity().to(Unit{"1"}).value;
            if (!cell.value) {
                if (!one.time.dated()) table_.undated.push_back(at->name);
                cell = {
                    value, value, value,
                    concat(one.source.text(), ": ", one.value_text(), " of ", table_.world_mining)};
            } else if (value > cell.upper && one.area == at->country && one.erratum.size() > 0) {
                // A disputed share that says more than the printed output does.
                cell.upper = value;
                cell.reason +=
                    concat("; ", one.value_text(), " of ", table_.world_mining, " would be ",
                           to_significant(value, 4), " (", one.erratum, ")");
            }
        }
        for (auto& one : table_.rows)
            if (!one.cells[1].value)
                one.cells[1] = {{},
                                0.0,
                                least,
                                "not above the least output that is named, if the list goes by "
                                "size"};
    }

    void add_patents() {
        const auto all = dataset_.series_of("patents");
        // Years that no office has as provisional and every national office has a value in.
        std::map<int, std::size_t> complete;
        std::size_t national = 0;
        for (const auto& series : all) {
            if (office(series.area()).kind != OfficeKind::national) continue;
            ++national;
            for (std::size_t i = 0; i < series.size(); ++i)
                if (series.value(i) && series.status(i) != ObsStatus::provisional)
                    ++complete[series.observations()[i].year.value()];
        }
        std::erase_if(complete, [&](const auto& entry) { return entry.second < national; });
        if (complete.empty())
            throw InvalidArgument("patents", "without a complete year",
                                  "complete for all national offices in at least one year");
        table_.patent_years = concat(complete.begin()->first, " to ", complete.rbegin()->first);
        double least = -1.0;
        for (const auto& series : all) {
            auto* at = row(series.area());
            if (office(series.area()).kind != OfficeKind::national) continue;
            double sum = 0.0;
            for (const auto& [year, count] : complete) sum += series.at(Year{year});
            const double mean = sum / static_cast<double>(complete.size());
            at->cells[2] = {mean, mean, mean,
                            concat("mean of ", table_.patent_years, ", ",
                                   series.observations().front().source.document)};
            least = least < 0.0 ? mean : std::min(least, mean);
        }
        for (auto& one : table_.rows)
            if (!one.cells[2].value)
                one.cells[2] = {{},
                                0.0,
                                least,
                                "not above the least count listed, if the list is of the leading "
                                "ones"};
    }

    const Dataset& dataset_;
    std::vector<Figure> figures_;
    CountryTable table_;
};

}  // namespace

CountryTable make_country_table(const Dataset& dataset) { return Builder{dataset}.build(); }

}  // namespace reeindex::detail
