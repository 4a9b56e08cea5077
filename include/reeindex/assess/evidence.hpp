#pragma once
/// \file
/// What the sources beside a dataset say: who supplies, what editions changed, what is published of
/// the future.

#include <optional>
#include <string>
#include <vector>

#include <reeindex/data/dataset.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/indicators/element_content.hpp>
#include <reeindex/indicators/import_sources.hpp>
#include <reeindex/indicators/supply_structure.hpp>

namespace reeindex {

/// A quantity by country, in the newest edition that has it, year by year.
struct SupplyStage {
    std::string dataset;  ///< Dataset::name() of its source
    std::string source;   ///< publisher and edition in words, for a table or a caption
    std::string title;    ///< of the indicator
    std::vector<SupplyStructure> years{};  ///< the oldest first; at least one
    /// The first year of the oldest edition, where the dataset has several.
    std::optional<SupplyStructure> before{};
};

/// A published scenario beside the automatic forecast of a series.
struct ScenarioPlace {
    std::string key;       ///< of the series that is forecast
    std::string title;     ///< of the scenario's series
    std::string scenario;  ///< for example "STEPS"
    std::string source;    ///< publisher and edition in words
    int year = 0;
    double published = 0.0;    ///< as published, in its own unit and basis
    std::string unit;          ///< of that, with the basis
    double value = 0.0;        ///< in unit and basis of the forecast
    double median = 0.0;       ///< of the automatic forecast of that year
    double inner_lower = 0.0;  ///< its 80 % interval
    double inner_upper = 0.0;
    double lower = 0.0;  ///< its interval at the level of the assessment
    double upper = 0.0;
    bool converted = false;  ///< from element to oxide, or back
};

/// The share of one country in a quantity over the years, in one edition.
struct ShareOverTime {
    std::string title;   ///< of the quantity
    std::string source;  ///< publisher and edition in words
    TimeSeries country;  ///< of the largest country
    TimeSeries others;   ///< the world less that country
};

/// A country in an index of reserves and mine production.
struct EditionRank {
    std::string area;
    double reserves = 0.0;     ///< in the unit of the source
    double production = 0.0;   ///< of the newest year of the edition
    double median = 0.0;       ///< of the rank over the draws; 1 is best
    int lower = 0, upper = 0;  ///< central 90 % of the draws
    int best = 0, worst = 0;
};

/// The countries that have a figure of both in one edition, by median rank. Each draw takes a
/// normalisation, an aggregation and weights; see rank_uncertainty().
struct EditionIndex {
    std::string vintage;  ///< may be empty, for a source without editions
    int year = 0;         ///< of the production
    std::vector<EditionRank> countries{};
    std::vector<std::string> left_out{};  ///< codes of countries with one of the two figures only
};

/// How much a country imports, net, and from whom.
struct ImportReliance {
    std::string source;                    ///< publisher and edition in words
    std::vector<TimeSeries> reliance{};    ///< in percent of apparent consumption
    std::vector<ImportSource> partners{};  ///< of the newest edition
};

/// What the sources say.
struct Evidence {
    std::vector<SupplyStage> stages{};        ///< the stages of supply, in the order of the chain
    std::vector<ShareOverTime> history{};     ///< one country against the world, over many years
    std::vector<Revisions> revisions{};       ///< series with two editions or more that differ
    std::optional<ElementBalance> balance{};  ///< of neodymium, where the sources allow one
    std::vector<ScenarioPlace> scenarios{};
    std::vector<EditionIndex> indices{};  ///< of the oldest and the newest complete edition
    std::optional<ImportReliance> imports{};
};

}  // namespace reeindex
