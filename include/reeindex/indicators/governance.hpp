#pragma once
/// \file
/// Governance of the countries behind a supply structure, and the supply risk that follows, with
/// the standard errors of the governance estimates carried through.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/supply_structure.hpp>

namespace reeindex {

/// Governance of one country in one year.
struct GovernanceScore {
    std::string area;
    int year = 0;
    double estimate = 0.0;  ///< -2.5 (weak) to 2.5 (strong)
    /// Of the estimate. Of a mean of dimensions the mean of their standard errors: their errors are
    /// taken as fully correlated, because the dimensions share sources.
    double standard_error = 0.0;
    std::size_t dimensions = 0;  ///< 1 or 6
};

/// Which governance.
struct GovernanceChoice {
    /// Dimension, for example "wgi_political_stability"; empty for the mean of all six.
    std::string dimension{};
    std::optional<int> year{};  ///< default: the last of the dataset for the country
    double scale = 1.0;         ///< the risk is scale (2.5 - estimate) / 5
};

/// Governance of a country out of a dataset with the indicators `wgi_...`; none where it has no
/// estimate of one of the dimensions in the year. \throws NotFound for an unknown dimension.
[[nodiscard]] std::optional<GovernanceScore> governance_score(const Dataset& wgi,
                                                              std::string_view area,
                                                              const GovernanceChoice& choice = {});

/// A number with the range that unknown inputs allow and the standard error of the known ones.
struct RiskEstimate {
    double lower = 0.0;  ///< with the least risk for what is unknown
    double upper = 0.0;  ///< with the greatest
    /// From the standard errors of the governance estimates, by first-order propagation; errors of
    /// different countries are taken as independent.
    double standard_error = 0.0;
    std::vector<std::string> unknown{};  ///< areas without governance ("OTH" among them)

    /// The middle of the range; the value where nothing is unknown.
    [[nodiscard]] double middle() const noexcept { return 0.5 * (lower + upper); }
};

/// Concentration of a supply structure weighted by governance risk, sum S^2 scale (2.5 - e)/5: the
/// HHI_WGI of the European Commission's method, with all trade factors 1. Areas without governance
/// take every risk from 0 to scale. Blengini et al. 2017, doi:10.1016/j.resourpol.2017.05.008.
/// \throws InvalidArgument as governance_risk()
[[nodiscard]] RiskEstimate governance_weighted_hhi(const SupplyStructure& structure,
                                                   const Dataset& wgi,
                                                   const GovernanceChoice& choice = {});

/// One stage of the supply risk of an importing area.
struct SupplyRiskStage {
    std::string stage;          ///< "mining", "refining"
    SupplyStructure structure;  ///< who supplies the world
    /// What the area buys, shares of the whole by country; empty where it is not known.
    std::vector<SupplyShare> sourcing{};
    std::optional<double> import_reliance{};       ///< 0 to 1; none if not known
    std::optional<double> recycling_input_rate{};  ///< end of life, 0 to 1; none if not known
    std::optional<double> substitution_index{};    ///< 0 to 1; none if not known
};

/// Supply risk of one stage.
struct StageRisk {
    std::string stage;
    RiskEstimate global;                   ///< governance-weighted concentration of the world
    std::optional<RiskEstimate> sourcing;  ///< of what the area buys
    RiskEstimate risk;                     ///< the supply risk
    std::vector<std::string> missing{};    ///< inputs taken over their whole range
};

/// Supply risk by the European Commission's formula, a stage at a time; the risk of the material is
/// the largest over its stages. Inputs that are not known are taken over their whole range.
/// \throws InvalidArgument for a stage list that is empty, or inputs outside their range.
[[nodiscard]] std::vector<StageRisk> supply_risk_of_stages(std::span<const SupplyRiskStage> stages,
                                                           const Dataset& wgi,
                                                           const GovernanceChoice& choice = {});

/// One country from which an area imports.
struct Import {
    std::string area;     ///< code; "OTH" for the rest
    double amount = 0.0;  ///< in any unit, the same as domestic production
};

/// GeoPolRisk with political stability of the governance indicators as instability, 0 to 1:
/// HHI of world production times sum g_i f_i / (p + F). Gemechu et al. 2016; Santillan-Saldivar et
/// al. 2022.
/// \param choice dimension default "wgi_political_stability".
[[nodiscard]] RiskEstimate geopolrisk_of(const SupplyStructure& world,
                                         std::span<const Import> imports,
                                         double domestic_production, const Dataset& wgi,
                                         GovernanceChoice choice = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/governance.ipp>
#endif
