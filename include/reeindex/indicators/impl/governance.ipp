#pragma once
// Governance scores and the risks that they weight.

#include <algorithm>
#include <array>
#include <cmath>

#include <reeindex/indicators/governance.hpp>

namespace reeindex {
namespace detail {

inline constexpr std::array<std::string_view, 6> wgi_dimensions{
    "wgi_control_of_corruption", "wgi_government_effectiveness", "wgi_political_stability",
    "wgi_rule_of_law",           "wgi_regulatory_quality",       "wgi_voice_and_accountability"};

REEINDEX_INLINE std::string_view checked_dimension(std::string_view dimension) {
    for (const auto one : wgi_dimensions)
        if (one == dimension) return one;
    throw NotFound("dimension of governance", dimension, wgi_dimensions);
}

/// Adds what one supplier contributes: weight times risk.
REEINDEX_INLINE void add_supplier(RiskEstimate& out, double& variance, std::string_view area,
                                  double weight, const Dataset& wgi,
                                  const GovernanceChoice& choice) {
    const auto score = governance_score(wgi, area, choice);
    if (!score) {
        out.upper += weight * choice.scale;
        out.unknown.emplace_back(area);
        return;
    }
    // An estimate may lie a little outside of -2.5 to 2.5.
    const double estimate = std::clamp(score->estimate, -2.5, 2.5);
    const double risk = weight * governance_risk(estimate, choice.scale);
    out.lower += risk;
    out.upper += risk;
    variance += std::pow(weight * choice.scale / 5.0 * score->standard_error, 2);
}

REEINDEX_INLINE RiskEstimate weighted(std::span<const SupplyShare> rows, const Dataset& wgi,
                                      const GovernanceChoice& choice) {
    require_positive("scale", choice.scale);
    RiskEstimate out;
    double variance = 0.0;
    for (const auto& row : rows)
        if (row.share > 0.0)
            add_supplier(out, variance, row.area, row.share * row.share, wgi, choice);
    out.standard_error = std::sqrt(variance);
    return out;
}

struct Range {
    double low = 0.0, high = 1.0;
};

REEINDEX_INLINE Range range_of(std::string_view name, const std::optional<double>& value,
                               std::vector<std::string>& missing) {
    if (!value) {
        missing.emplace_back(name);
        return {};
    }
    require_fraction(name, *value);
    return {*value, *value};
}

REEINDEX_INLINE StageRisk risk_of(const SupplyRiskStage& stage, const Dataset& wgi,
                                  const GovernanceChoice& choice) {
    StageRisk out{.stage = stage.stage,
                  .global = weighted(stage.structure.rows, wgi, choice),
                  .sourcing = std::nullopt,
                  .risk = {}};
    RiskEstimate sourced{.lower = 0.0, .upper = choice.scale};
    if (stage.sourcing.empty()) {
        out.missing.emplace_back("sourcing");
    } else {
        double sum = 0.0;
        for (const auto& row : stage.sourcing) {
            require_fraction("share", row.share);
            sum += row.share;
        }
        if (std::abs(sum - 1.0) > 0.02)
            throw InvalidArgument("sourcing", concat("in sum ", sum),
                                  "1 in sum; give the rest as the area OTH");
        sourced = weighted(stage.sourcing, wgi, choice);
        out.sourcing = sourced;
    }
    const auto reliance = range_of("import reliance", stage.import_reliance, out.missing);
    const auto recycled = range_of("recycling input rate", stage.recycling_input_rate, out.missing);
    const auto substitution = range_of("substitution index", stage.substitution_index, out.missing);
    const auto mix = [](double global, double own, double ir) {
        return global * ir / 2.0 + own * (1.0 - ir / 2.0);
    };
    out.risk.lower = std::min(mix(out.global.lower, sourced.lower, reliance.low),
                              mix(out.global.lower, sourced.lower, reliance.high)) *
                     (1.0 - recycled.high) * substitution.low;
    out.risk.upper = std::max(mix(out.global.upper, sourced.upper, reliance.low),
                              mix(out.global.upper, sourced.upper, reliance.high)) *
                     (1.0 - recycled.low) * substitution.high;
    // The same countries stand on both sides: their errors are taken as fully correlated there.
    out.risk.standard_error =
        std::max(mix(out.global.standard_error, sourced.standard_error, reliance.low),
                 mix(out.global.standard_error, sourced.standard_error, reliance.high)) *
        (1.0 - recycled.low) * substitution.high;
    out.risk.unknown = out.global.unknown;
    for (const auto& area : sourced.unknown)
        if (std::find(out.risk.unknown.begin(), out.risk.unknown.end(), area) ==
            out.risk.unknown.end())
            out.risk.unknown.push_back(area);
    return out;
}

}  // namespace detail

REEINDEX_INLINE std::optional<GovernanceScore> governance_score(const Dataset& wgi,
                                                                std::string_view area,
                                                                const GovernanceChoice& choice) {
    std::vector<std::string_view> dimensions(detail::wgi_dimensions.begin(),
                                             detail::wgi_dimensions.end());
    if (!choice.dimension.empty()) dimensions = {detail::checked_dimension(choice.dimension)};
    GovernanceScore out{.area = std::string{area}};
    for (const auto dimension : dimensions) {
        const auto key = detail::concat(dimension, "/", area);
        if (!wgi.has(key)) return std::nullopt;
        const auto series = wgi.series(key);
        const Observation* found = nullptr;
        for (const auto& one : series.observations())
            if (one.printed && (!choice.year || one.year.value() == *choice.year)) found = &one;
        if (found == nullptr || !found->standard_error) return std::nullopt;
        out.year = found->year.value();
        out.estimate += *found->printed;
        out.standard_error += *found->standard_error;
        ++out.dimensions;
    }
    out.estimate /= static_cast<double>(out.dimensions);
    out.standard_error /= static_cast<double>(out.dimensions);
    return out;
}

REEINDEX_INLINE RiskEstimate governance_weighted_hhi(const SupplyStructure& structure,
                                                     const Dataset& wgi,
                                                     const GovernanceChoice& choice) {
    return detail::weighted(structure.rows, wgi, choice);
}

REEINDEX_INLINE std::vector<StageRisk> supply_risk_of_stages(
    std::span<const SupplyRiskStage> stages, const Dataset& wgi, const GovernanceChoice& choice) {
    if (stages.empty()) throw InvalidArgument("stages", "empty", "at least one stage");
    std::vector<StageRisk> out;
    for (const auto& stage : stages) out.push_back(detail::risk_of(stage, wgi, choice));
    return out;
}

REEINDEX_INLINE RiskEstimate geopolrisk_of(const SupplyStructure& world,
                                           std::span<const Import> imports,
                                           double domestic_production, const Dataset& wgi,
                                           GovernanceChoice choice) {
    if (choice.dimension.empty()) choice.dimension = "wgi_political_stability";
    detail::require_positive("scale", choice.scale);
    detail::require_non_negative("domestic production", domestic_production);
    double supply = domestic_production;
    for (const auto& one : imports) {
        detail::require_non_negative("import amount", one.amount);
        supply += one.amount;
    }
    if (!(supply > 0.0))
        throw InvalidArgument("domestic production + imports", detail::to_text(supply),
                              "greater than 0");
    RiskEstimate out;
    double variance = 0.0;
    for (const auto& one : imports)
        if (one.amount > 0.0)
            detail::add_supplier(out, variance, one.area,
                                 world.concentration.hhi * one.amount / supply, wgi, choice);
    out.standard_error = std::sqrt(variance);
    return out;
}

}  // namespace reeindex
