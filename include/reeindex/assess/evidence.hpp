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

/// What the sources say.
struct Evidence {
    std::vector<SupplyStage> stages{};        ///< the stages of supply, in the order of the chain
    std::vector<ShareOverTime> history{};     ///< one country against the world, over many years
    std::vector<Revisions> revisions{};       ///< series with two editions or more that differ
    std::optional<ElementBalance> balance{};  ///< of neodymium, where the sources allow one
    std::vector<ScenarioPlace> scenarios{};
};

}  // namespace reeindex
