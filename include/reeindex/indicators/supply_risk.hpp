#pragma once
/// \file
/// Supply risk: the formula of the European Commission's criticality studies, and GeoPolRisk.
///
/// Every input is the caller's: no governance, trade, recycling or substitution figure is built in.
/// The size of a result follows the scale of the governance risk that is put in (0 to 1, or 0 to
/// 10). A threshold published for one scale says nothing on another, so none is applied here.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// One country that supplies a material.
struct Supplier {
    double share = 0.0;            ///< of the whole, 0 to 1
    double governance_risk = 0.0;  ///< higher is worse; every supplier on the same scale
    double trade = 1.0;  ///< trade factor t: 1 none, below 1 agreement, above 1 restriction
};

/// A governance estimate from -2.5 (worst) to 2.5 (best), as of the Worldwide Governance
/// Indicators, turned into a risk from 0 (best) to `scale` (worst): scale (2.5 - estimate) / 5.
/// \throws InvalidArgument unless -2.5 <= estimate <= 2.5 and scale > 0.
[[nodiscard]] double governance_risk(double estimate, double scale);

/// Net imports over apparent consumption, (imports - exports)/(production + imports - exports).
/// Negative for a net exporter.
/// \throws InvalidArgument for negative inputs or a consumption that is not positive.
[[nodiscard]] double net_import_reliance(double imports, double exports, double production);

/// Concentration weighted by governance risk and trade, sum S^2 risk t.
/// \throws InvalidArgument if there is no supplier, a share is not from 0 to 1, or the shares do
/// not add up to 1 within `tolerance`: a rest must be a supplier with its own risk.
[[nodiscard]] double weighted_hhi(std::span<const Supplier> suppliers, double tolerance = 1e-6);

/// What to do with an input that is not known.
enum class MissingInput {
    raise,  ///< throw and name it
    bound   ///< compute the range of the result over everything the input may be
};

/// Inputs of the European Commission's supply risk at one stage (extraction or processing).
struct SupplyRiskInput {
    std::vector<Supplier> global{};                   ///< global supply
    std::optional<std::vector<Supplier>> sourcing{};  ///< what the area actually buys
    std::optional<double> import_reliance{};          ///< 0 to 1
    std::optional<double> recycling_input_rate{};     ///< end of life, 0 to 1
    std::optional<double> substitution_index{};       ///< SI_SR, 0 to 1; 1 is no substitute
};

/// Supply risk, as a number where all inputs are known and as a range otherwise.
struct SupplyRisk {
    std::optional<double> value{};         ///< none if an input is missing
    double lower = 0.0, upper = 0.0;       ///< the range that the missing inputs allow
    double hhi_global = 0.0;               ///< of global supply, see weighted_hhi()
    std::optional<double> hhi_sourcing{};  ///< of what the area buys; none if it is not known
    std::vector<std::string> missing{};    ///< inputs that were taken over their whole range
};

/// Supply risk of one stage:
///     [HHI_global IR/2 + HHI_sourcing (1 - IR/2)] (1 - EoL_RIR) SI_SR
/// (Blengini et al. 2017, doi:10.1016/j.resourpol.2017.05.008). For several stages take the
/// largest. If sourcing is missing, the formula with global supply alone, HHI_global IR, is NOT
/// used silently: under MissingInput::bound the unknown sourcing may be anything between 0 and all
/// from the riskiest global supplier. \throws InvalidArgument
[[nodiscard]] SupplyRisk supply_risk(const SupplyRiskInput& input,
                                     MissingInput missing = MissingInput::raise);

/// One country from which a material is imported.
struct ImportFlow {
    double amount = 0.0;       ///< imported from it
    double instability = 0.0;  ///< political instability, on the caller's scale
};

/// GeoPolRisk score: HHI sum(instability amount) / (domestic production + all imports)
/// (Gemechu et al. 2016; Santillan-Saldivar et al. 2022).
/// \param world_production production by country, for the concentration.
/// \throws InvalidArgument for empty or negative inputs or no supply at all.
[[nodiscard]] double geopolrisk(std::span<const double> world_production,
                                std::span<const ImportFlow> imports, double domestic_production);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/supply_risk.ipp>
#endif
