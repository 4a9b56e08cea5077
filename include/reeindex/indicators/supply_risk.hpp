#pragma once
/// \file
/// Supply risk: the formula of the European Commission's criticality studies, and GeoPolRisk.
///
/// Every input is the caller's: no governance, trade, recycling or substitution figure is built in.
/// The size of a result follows the scale of the governance risk that is put in (0 to 1, or 0 to
/// 10). A threshold published for one scale says nothing on another, so none is applied here.

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/special_functions.hpp>
#include <reeindex/indicators/sums.hpp>

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
[[nodiscard]] inline double governance_risk(double estimate, double scale) {
    if (!(estimate >= -2.5 && estimate <= 2.5))
        throw InvalidArgument("estimate", detail::to_text(estimate), "from -2.5 to 2.5");
    detail::require_positive("scale", scale);
    return scale * (2.5 - estimate) / 5.0;
}

/// Net imports over apparent consumption, (imports - exports)/(production + imports - exports).
/// Negative for a net exporter.
/// \throws InvalidArgument for negative inputs or a consumption that is not positive.
[[nodiscard]] inline double net_import_reliance(double imports, double exports, double production) {
    detail::require_non_negative("imports", imports);
    detail::require_non_negative("exports", exports);
    detail::require_non_negative("production", production);
    const double consumption = production + imports - exports;
    if (!(consumption > 0.0))
        throw InvalidArgument("production + imports - exports", detail::to_text(consumption),
                              "greater than 0");
    return (imports - exports) / consumption;
}

/// Concentration weighted by governance risk and trade, sum S^2 risk t.
/// \throws InvalidArgument if there is no supplier, a share is not from 0 to 1, or the shares do
/// not add up to 1 within `tolerance`: a rest must be a supplier with its own risk.
[[nodiscard]] inline double weighted_hhi(std::span<const Supplier> suppliers,
                                         double tolerance = 1e-6) {
    if (suppliers.empty()) throw InvalidArgument("suppliers", "empty", "at least one supplier");
    detail::Sum sum, total;
    for (const auto& one : suppliers) {
        detail::require_fraction("share", one.share);
        detail::require_non_negative("governance risk", one.governance_risk);
        detail::require_non_negative("trade factor", one.trade);
        sum += one.share * one.share * one.governance_risk * one.trade;
        total += one.share;
    }
    if (std::abs(total.value() - 1.0) > tolerance)
        throw InvalidArgument("shares", detail::concat("in sum ", total.value()),
                              "1 in sum; give the rest as a supplier of its own");
    return sum.value();
}

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
[[nodiscard]] inline SupplyRisk supply_risk(const SupplyRiskInput& input,
                                            MissingInput missing = MissingInput::raise) {
    SupplyRisk out;
    out.hhi_global = weighted_hhi(input.global);
    struct Range {
        double low, high;
    };
    const auto range = [&](std::string_view name, const std::optional<double>& value) -> Range {
        if (value) {
            detail::require_fraction(name, *value);
            return {*value, *value};
        }
        if (missing == MissingInput::raise)
            throw InvalidArgument(name, "missing", "given, or ask for a bound");
        out.missing.emplace_back(name);
        return {0.0, 1.0};
    };
    Range sourced{};
    if (input.sourcing) {
        out.hhi_sourcing = weighted_hhi(*input.sourcing);
        sourced = {*out.hhi_sourcing, *out.hhi_sourcing};
    } else {
        if (missing == MissingInput::raise)
            throw InvalidArgument("sourcing", "missing", "given, or ask for a bound");
        out.missing.emplace_back("sourcing");
        for (const auto& one : input.global)
            sourced.high = std::max(sourced.high, one.governance_risk * one.trade);
    }
    const Range reliance = range("import reliance", input.import_reliance);
    const Range recycled = range("recycling input rate", input.recycling_input_rate);
    const Range substitution = range("substitution index", input.substitution_index);
    // Linear in the import reliance: the extremes lie at its ends.
    const auto mix = [&](double hhi_sourcing, double ir) {
        return out.hhi_global * ir / 2.0 + hhi_sourcing * (1.0 - ir / 2.0);
    };
    out.lower = std::min(mix(sourced.low, reliance.low), mix(sourced.low, reliance.high)) *
                (1.0 - recycled.high) * substitution.low;
    out.upper = std::max(mix(sourced.high, reliance.low), mix(sourced.high, reliance.high)) *
                (1.0 - recycled.low) * substitution.high;
    if (out.missing.empty()) out.value = out.upper;
    return out;
}

/// One country from which a material is imported.
struct ImportFlow {
    double amount = 0.0;       ///< imported from it
    double instability = 0.0;  ///< political instability, on the caller's scale
};

/// GeoPolRisk score: HHI sum(instability amount) / (domestic production + all imports)
/// (Gemechu et al. 2016; Santillan-Saldivar et al. 2022).
/// \param world_production production by country, for the concentration.
/// \throws InvalidArgument for empty or negative inputs or no supply at all.
[[nodiscard]] inline double geopolrisk(std::span<const double> world_production,
                                       std::span<const ImportFlow> imports,
                                       double domestic_production) {
    const double production = detail::require_amounts("world production", world_production);
    detail::require_non_negative("domestic production", domestic_production);
    detail::Sum squares, weighted, amount;
    for (const double one : world_production) {
        const double share = one / production;
        squares += share * share;
    }
    for (const auto& flow : imports) {
        detail::require_non_negative("import amount", flow.amount);
        detail::require_non_negative("instability", flow.instability);
        weighted += flow.amount * flow.instability;
        amount += flow.amount;
    }
    const double supply = domestic_production + amount.value();
    if (!(supply > 0.0) || !std::isfinite(supply))
        throw InvalidArgument("domestic production + imports", detail::to_text(supply),
                              "finite and greater than 0");
    return squares.value() * weighted.value() / supply;
}

}  // namespace reeindex
