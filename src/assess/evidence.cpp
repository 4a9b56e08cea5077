// What the sources say beside the dataset that is assessed.

#include "assess/evidence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <reeindex/core/element.hpp>
#include <reeindex/indicators/composite_uncertainty.hpp>

namespace reeindex::detail {

namespace {

/// A quantity of a source that is a stage of supply, in the order of the chain.
struct StageRow {
    std::string_view dataset, indicator, scenario;
    std::string_view title;  ///< in a sentence; empty for that of the indicator
};
constexpr std::array<StageRow, 3> stage_table{{
    {"usgs_mcs", "mine_production", "", ""},
    {"iea", "magnet_refining", "base_case", "Refining of magnet rare earths"},
    {"usgs_mcs", "reserves", "", ""},
}};

/// A series of a source that tells of one country against the world over many years.
constexpr std::array<std::pair<std::string_view, std::string_view>, 1> history_table{
    {{"usgs_mcs_latest", "mine_production"}}};

/// Series whose editions are compared.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> revised_table{
    {{"usgs_mcs", "mine_production/WLD"}, {"usgs_mcs", "reserves/WLD"}}};

/// A published scenario of the quantity of one of the dataset's series.
struct ScenarioRow {
    std::string_view series, dataset, scenario_of, element;
};
constexpr std::array<ScenarioRow, 1> scenario_table{
    {{"neodymium_oxide_demand/WLD", "iea", "neodymium_demand_clean_technologies/WLD", "Nd"}}};

constexpr std::size_t most_revisions = 12;  // of a folder of one's own

const Dataset* source(std::span<const Dataset> sources, std::string_view name) {
    for (const auto& one : sources)
        if (one.package() && one.package()->name == name) return &one;
    return nullptr;
}

bool known_value(const TimeSeries& series) {
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series.value(i)) return true;
    return false;
}

/// "U.S. Geological Survey, MCS 2026 v1.3"; of a folder without a descriptor the edition alone.
std::string source_words(const Dataset& dataset, const std::string& vintage) {
    std::string out = dataset.package() ? dataset.package()->publisher : std::string{};
    if (out.empty() && !dataset.documents().empty()) out = dataset.documents().front().title;
    if (!vintage.empty()) out += concat(out.empty() ? "" : ", ", vintage);
    return out;
}

/// Whether the parts of an indicator add up to a whole: masses, money, counts; not rates, prices
/// or scores.
bool adds_up(const Indicator& indicator) {
    const auto& code = indicator.unit.code();
    if (code == "1" || code.find('%') != std::string::npos) return false;
    // an amount, or an amount a year; a second division is a price, a grade or an intensity
    const auto slash = code.find('/');
    return slash == std::string::npos || code.substr(slash) == "/a";
}

std::optional<SupplyStage> stage_of(const Dataset& dataset, std::string_view indicator,
                                    std::string_view scenario) {
    try {
        SupplyStage out{
            .dataset = dataset.name(),
            .source = {},
            .title = dataset.indicator(indicator).title,
            .years = supply_structures(dataset, indicator, {.scenario = std::string{scenario}})};
        // a scenario starts from what is known, and goes on with what is not
        if (!scenario.empty()) out.years.resize(1);
        const auto& newest = out.years.back();
        const auto countries = std::count_if(newest.rows.begin(), newest.rows.end(),
                                             [](const auto& row) { return row.area != "OTH"; });
        if (countries < 2) return std::nullopt;
        out.source = source_words(dataset, newest.vintage);
        for (const auto& edition : dataset.vintages()) {
            if (edition.id == newest.vintage || !scenario.empty()) break;
            if (dataset.series_of(indicator, SeriesChoice{.vintage = edition.id}).size() < 3)
                continue;
            auto older = supply_structures(dataset, indicator, {.vintage = edition.id});
            if (older.front().year < newest.year) out.before = std::move(older.front());
            break;
        }
        if (!out.before && out.years.size() > 1) out.before = out.years.front();
        return out;
    } catch (const InvalidArgument&) {  // no country with a number, or several scenarios
        return std::nullopt;
    } catch (const NotFound&) {
        return std::nullopt;
    }
}

void add_stages(const Dataset& dataset, std::span<const Dataset> sources, Evidence& out) {
    for (const auto& indicator : dataset.indicators()) {
        if (indicator.area_scheme != "iso3166" || !adds_up(indicator)) continue;
        if (auto found = stage_of(dataset, indicator.id, {})) out.stages.push_back(*found);
    }
    for (const auto& row : stage_table) {
        const auto* from = source(sources, row.dataset);
        if (from == nullptr) continue;
        auto found = stage_of(*from, row.indicator, row.scenario);
        if (!found) continue;
        if (!row.title.empty()) found->title = row.title;
        out.stages.push_back(std::move(*found));
    }
}

void add_history(std::span<const Dataset> sources, Evidence& out) {
    for (const auto& [name, indicator] : history_table) {
        const auto* from = source(sources, name);
        if (from == nullptr) continue;
        const auto stage = stage_of(*from, indicator, {});
        const auto all = from->series_of(indicator);
        const TimeSeries* largest = nullptr;
        for (const auto& one : all)
            if (one.area() != "WLD" && one.area() != "OTH" &&
                (largest == nullptr || one.size() > largest->size()))
                largest = &one;
        if (largest == nullptr || !from->has(concat(indicator, "/WLD"))) continue;
        out.history.push_back({.title = from->indicator(indicator).title,
                               .source = source_words(*from, largest->info().vintage),
                               .country = *largest,
                               .others = rest_of_world(*from, indicator, largest->area())});
    }
}

void add_revisions_of(const Dataset& dataset, const std::string& key, Evidence& out) {
    if (dataset.vintages(key).size() < 2) return;
    auto found = revisions(dataset, key);
    const bool differs =
        std::any_of(found.rows.begin(), found.rows.end(), [](const RevisionRow& row) {
            return row.prints > 1 && !row.bound && row.first != row.latest;
        });
    if (differs) out.revisions.push_back(std::move(found));
}

void add_revisions(const Dataset& dataset, std::span<const Dataset> sources, Evidence& out) {
    if (!dataset.vintages().empty()) {
        for (const auto& key : dataset.keys())
            if (out.revisions.size() < most_revisions) add_revisions_of(dataset, key, out);
    }
    for (const auto& [name, key] : revised_table)
        if (const auto* from = source(sources, name); from != nullptr && from->has(key))
            add_revisions_of(*from, std::string{key}, out);
}

void add_balance(const Dataset& dataset, std::span<const Dataset> sources, Evidence& out) {
    const auto* deposits = source(sources, "usgs_myb");
    const auto* mining = source(sources, "usgs_mcs");
    const auto* outlook = source(sources, "iea");
    constexpr std::string_view own = "neodymium_oxide_demand/WLD";
    if (deposits == nullptr || mining == nullptr || !dataset.has(own)) return;
    std::vector<TimeSeries> demands{dataset.series(own)};
    // the scenarios have their base year in common, which is the year nearest to the supply
    constexpr std::string_view base = "neodymium_demand_clean_technologies/WLD/STEPS";
    if (outlook != nullptr && outlook->has(base)) demands.push_back(outlook->series(base));
    out.balance = element_balance(deposit_shares(*deposits),
                                  supply_structure(*mining, "mine_production"), "Nd", demands);
}

/// A value in unit and basis of a forecast; none where it cannot be converted.
std::optional<double> converted(const TimeSeries& series, double value, const TimeSeries& into,
                                std::string_view symbol) {
    if (!series.unit().commensurable(into.unit())) return std::nullopt;
    const double factor = series.unit().factor_to(into.unit());
    if (series.basis() == into.basis()) return value * factor;
    if (symbol.empty()) return std::nullopt;
    const double oxide = element(symbol).oxide_factor();
    if (series.basis() == Basis::element && into.basis() == Basis::oxide)
        return value * factor * oxide;
    if (series.basis() == Basis::oxide && into.basis() == Basis::element)
        return value * factor / oxide;
    return std::nullopt;
}

void add_places(const Dataset& from, const TimeSeries& series, const Forecast& ahead,
                const std::string& key, std::string_view symbol, double level, Evidence& out) {
    const auto inner = ahead.band(0.8), outer = ahead.band(level);
    for (const auto& scenario : from.scenarios(key)) {
        const auto published = from.series(concat(key, "/", scenario));
        std::string unit = published.unit().code();
        if (published.basis() != Basis::none && published.basis() != Basis::unspecified)
            unit += concat(" ", name(published.basis()));
        for (std::size_t i = 0; i < published.size(); ++i) {
            const auto value = published.value(i);
            const int year = published.observations()[i].year.value();
            const auto at = std::find(ahead.years.begin(), ahead.years.end(), year);
            if (!value || at == ahead.years.end()) continue;
            const auto ours = converted(published, *value, series, symbol);
            if (!ours) continue;
            const auto h = static_cast<std::size_t>(at - ahead.years.begin());
            out.scenarios.push_back({.key = series.key(),
                                     .title = published.label(),
                                     .scenario = scenario,
                                     .source = source_words(from, published.info().vintage),
                                     .year = year,
                                     .published = *value,
                                     .unit = unit,
                                     .value = *ours,
                                     .median = ahead.mean[h],
                                     .inner_lower = inner.lower[h],
                                     .inner_upper = inner.upper[h],
                                     .lower = outer.lower[h],
                                     .upper = outer.upper[h],
                                     .converted = published.basis() != series.basis()});
        }
    }
}

void add_scenarios(const Dataset& dataset, std::span<const Dataset> sources,
                   const std::vector<SeriesAssessment>& assessed, double level, Evidence& out) {
    for (const auto& one : assessed) {
        if (!one.automatic) continue;
        const auto key = one.series.key();
        add_places(dataset, one.series, *one.automatic, key, {}, level, out);
        for (const auto& row : scenario_table)
            if (row.series == key)
                if (const auto* from = source(sources, row.dataset); from != nullptr)
                    add_places(*from, one.series, *one.automatic, std::string{row.scenario_of},
                               row.element, level, out);
    }
}

/// The index of one edition; none unless three countries have both figures.
std::optional<EditionIndex> index_of_edition(const Dataset& dataset, const std::string& vintage) {
    try {
        const auto stock = supply_structure(dataset, "reserves", {.vintage = vintage});
        const auto flow = supply_structure(dataset, "mine_production", {.vintage = vintage});
        if (stock.vintage != flow.vintage) return std::nullopt;
        EditionIndex out{.vintage = flow.vintage, .year = flow.year.value()};
        IndicatorTable table{
            .units = {}, .indicators = {"reserves", "mine production"}, .values = {}};
        std::vector<EditionRank> rows;
        for (const auto& row : stock.rows) {
            const auto other = std::find_if(flow.rows.begin(), flow.rows.end(),
                                            [&](const auto& one) { return one.area == row.area; });
            if (row.area == "OTH") continue;
            if (other == flow.rows.end()) {
                out.left_out.push_back(row.area);
                continue;
            }
            EditionRank one;
            one.area = row.area;
            one.reserves = row.value;
            one.production = other->value;
            rows.push_back(std::move(one));
        }
        for (const auto& row : flow.rows)
            if (row.area != "OTH" &&
                std::none_of(stock.rows.begin(), stock.rows.end(),
                             [&](const auto& one) { return one.area == row.area; }))
                out.left_out.push_back(row.area);
        if (rows.size() < 3) return std::nullopt;
        table.values = Matrix(rows.size(), 2);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            table.units.push_back(rows[i].area);
            table.values(i, 0) = rows[i].reserves;
            table.values(i, 1) = rows[i].production;
        }
        const auto ranks = rank_uncertainty(
            table, {.directions = {Direction::higher_is_better, Direction::higher_is_better}});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].median = ranks.median[i];
            rows[i].lower = ranks.lower[i];
            rows[i].upper = ranks.upper[i];
            rows[i].best = ranks.best[i];
            rows[i].worst = ranks.worst[i];
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a.median < b.median; });
        out.countries = std::move(rows);
        return out;
    } catch (const NotFound&) {
        return std::nullopt;
    } catch (const InvalidArgument&) {  // no figure, or one indicator that does not vary
        return std::nullopt;
    }
}

void add_indices(const Dataset& dataset, Evidence& out) {
    const auto& all = dataset.indicators();
    const auto has = [&](std::string_view id) {
        return std::any_of(all.begin(), all.end(), [&](const auto& one) {
            return one.id == id && one.area_scheme == "iso3166";
        });
    };
    if (!has("reserves") || !has("mine_production") || !out.indices.empty()) return;
    std::vector<EditionIndex> found;
    for (const auto& edition : dataset.vintages())
        if (auto one = index_of_edition(dataset, edition.id);
            one && (found.empty() || found.back().vintage != one->vintage))
            found.push_back(std::move(*one));
    if (found.empty())
        if (auto one = index_of_edition(dataset, {})) found.push_back(std::move(*one));
    if (found.empty()) return;
    if (found.size() > 1) out.indices.push_back(found.front());
    out.indices.push_back(found.back());
}

void add_imports(const Dataset& dataset, Evidence& out) {
    if (!dataset.has_table("import_sources") || out.imports) return;
    ImportReliance found;
    found.partners = import_sources(dataset);
    if (found.partners.empty()) return;
    for (const auto& indicator : dataset.indicators())
        if (indicator.id.starts_with("net_import_reliance"))
            for (auto& series : dataset.series_of(indicator.id))
                if (known_value(series)) found.reliance.push_back(std::move(series));
    found.source = source_words(dataset, found.partners.front().vintage);
    out.imports = std::move(found);
}

}  // namespace

Evidence evidence_of(const Dataset& dataset, std::span<const Dataset> sources,
                     const std::vector<SeriesAssessment>& assessed, double level) {
    Evidence out;
    add_stages(dataset, sources, out);
    add_history(sources, out);
    add_revisions(dataset, sources, out);
    add_balance(dataset, sources, out);
    add_scenarios(dataset, sources, assessed, level, out);
    add_indices(dataset, out);
    add_imports(dataset, out);
    if (const auto* summaries = source(sources, "usgs_mcs"); summaries != nullptr) {
        add_indices(*summaries, out);
        add_imports(*summaries, out);
    }
    return out;
}

}  // namespace reeindex::detail
