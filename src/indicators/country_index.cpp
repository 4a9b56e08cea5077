#include <reeindex/indicators/country_index.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <reeindex/core/random.hpp>
#include <reeindex/indicators/composite.hpp>

#include "country_table.hpp"

namespace reeindex {

namespace {

constexpr std::array normalizations{Normalization::min_max, Normalization::z_score,
                                    Normalization::rank};
constexpr std::array aggregations{Aggregation::arithmetic, Aggregation::geometric,
                                  Aggregation::mazziotta_pareto};

void check(const CountryIndexOptions& options) {
    if (options.draws < 10)
        throw InvalidArgument("draws", detail::concat(options.draws), "at least 10");
    if (!(options.level > 0.0 && options.level < 1.0))
        throw InvalidArgument("level", detail::to_text(options.level),
                              "between 0 and 1, both excluded");
    if (!(options.weight_spread >= 0.0 && options.weight_spread < 1.0))
        throw InvalidArgument("weight_spread", detail::to_text(options.weight_spread),
                              "from 0 to below 1");
}

/// One table without gaps.
IndicatorTable drawn_table(const detail::CountryTable& table,
                           const std::array<std::string, 3>& indicators, Random& random) {
    IndicatorTable out;
    out.indicators.assign(indicators.begin(), indicators.end());
    const std::size_t n = table.rows.size();
    out.values = Matrix(n, 3);
    for (const auto& row : table.rows) out.units.push_back(row.country);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& cells = table.rows[i].cells;
        for (std::size_t j = 0; j < 3; ++j) {
            const auto& cell = cells[j];
            out.values(i, j) = cell.lower + (cell.upper - cell.lower) * random.uniform();
        }
        if (cells[0].value) out.values(i, 0) = *cells[0].value;
    }
    // Amounts that several countries share are divided evenly at random over all divisions.
    for (const auto& shared : table.reserves) {
        std::vector<double> parts;
        double sum = 0.0;
        for (std::size_t k = 0; k < shared.rows.size() + shared.others; ++k) {
            parts.push_back(random.exponential());
            sum += parts.back();
        }
        for (std::size_t k = 0; k < shared.rows.size(); ++k)
            out.values(shared.rows[k], 0) = shared.amount * parts[k] / sum;
    }
    return out;
}

std::vector<int> drawn_ranks(const detail::CountryTable& table,
                             const std::array<std::string, 3>& indicators,
                             const CountryIndexOptions& options, std::size_t draw) {
    Random random{options.seed, draw};
    const auto data = drawn_table(table, indicators, random);
    CompositeOptions composite;
    composite.directions.assign(3, Direction::higher_is_better);
    composite.normalization = normalizations.at(random.index(normalizations.size()));
    composite.aggregation = aggregations.at(random.index(aggregations.size()));
    composite.weighting = Weighting::given;
    for (int j = 0; j < 3; ++j)
        composite.weights.push_back(1.0 + options.weight_spread * (2.0 * random.uniform() - 1.0));
    return composite_index(data, composite).ranks;
}

std::vector<std::string> blind_spots(const detail::CountryTable& table) {
    using detail::concat;
    std::vector<std::string> out;
    const std::array<std::string, 3> what{"reserves", "mine production", "patent counts"};
    for (std::size_t j = 0; j < 3; ++j) {
        std::vector<std::string> without;
        for (const auto& row : table.rows)
            if (!row.cells[j].value) without.push_back(row.name);
        if (!without.empty())
            out.push_back(concat(
                "No ", what[j], " of ", detail::join(without, "; "), ": ",
                table.rows.size() - without.size(), " of ", table.rows.size(),
                table.rows.size() - without.size() == 1 ? " countries has" : " countries have",
                " a figure; the others stand between bounds."));
    }
    if (!table.world_bound.empty())
        out.push_back(concat("The reserves of the world are given as ", table.world_bound,
                             " and taken as that number: what is left for countries without a "
                             "figure may be more."));
    for (const auto& row : table.rows)
        for (const auto& cell : row.cells)
            if (cell.value && cell.upper > cell.lower)
                out.push_back(
                    concat("The figure for ", row.name, " is disputed: ", cell.reason, "."));
    out.insert(out.end(), table.disputed.begin(), table.disputed.end());
    if (!table.undated.empty())
        out.push_back(concat("The mine production of ", detail::join(table.undated, "; "),
                             " is undated and stands beside that of the world, ",
                             table.world_mining, "."));
    if (!table.only_in_groups.empty())
        out.push_back(concat("Not ranked, as named only within a group: ",
                             detail::join(table.only_in_groups, "; "), "."));
    out.push_back(
        concat("Technology is the yearly mean of documents published by the national "
               "office (",
               table.patent_years,
               "), whoever filed them; it says nothing of quality or of what is used."));
    out.emplace_back(
        "Nothing of smelting and separation, metals and magnets, recycling, prices, trade or "
        "policy: no figure by country.");
    return out;
}

}  // namespace

CountryIndex country_index(const Dataset& dataset, const CountryIndexOptions& options,
                           const std::function<void(std::size_t, std::size_t)>& progress) {
    check(options);
    auto table = detail::make_country_table(dataset);
    CountryIndex out{.indicators = {"resource", "mining", "technology"},
                     .units = {"Mt", "kt/a", "{patent}/a"},
                     .countries = {},
                     .blind_spots = blind_spots(table),
                     .options = options};
    const std::size_t n = table.rows.size();
    // How often each country has each rank is all that is kept of the draws.
    std::vector<std::vector<std::size_t>> times(n, std::vector<std::size_t>(n + 1, 0));
    for (std::size_t draw = 0; draw < options.draws; ++draw) {
        constexpr std::size_t between = 1024;
        if (progress && draw % between == 0) progress(draw, options.draws);
        const auto one = drawn_ranks(table, out.indicators, options, draw);
        for (std::size_t i = 0; i < n; ++i) ++times[i][static_cast<std::size_t>(one[i])];
    }
    const auto m = options.draws;
    const auto cut =
        std::min(static_cast<std::size_t>(0.5 * (1.0 - options.level) * static_cast<double>(m)),
                 (m - 1) / 2);
    for (std::size_t i = 0; i < n; ++i) {
        // the rank at a place, counted from 0, of the draws in order
        const auto at = [&](std::size_t place) {
            std::size_t rank = 0, below = times[i][0];
            while (below <= place) below += times[i][++rank];
            return static_cast<int>(rank);
        };
        auto& row = table.rows[i];
        row.median = 0.5 * (at((m - 1) / 2) + at(m / 2));
        row.lower = at(cut);
        row.upper = at(m - 1 - cut);
        row.best = at(0);
        row.worst = at(m - 1);
        row.first_share = static_cast<double>(times[i][1]) / static_cast<double>(m);
    }
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const CountryRank& a, const CountryRank& b) {
                         return a.median != b.median ? a.median < b.median : a.upper < b.upper;
                     });
    out.countries = std::move(table.rows);
    return out;
}

}  // namespace reeindex
