#pragma once
#include <algorithm>
#include <cmath>
#include <string_view>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/supply_risk.hpp>

namespace reeindex {

REEINDEX_INLINE double governance_risk(double estimate, double scale) {
    if (!(estimate >= -2.5 && estimate <= 2.5))
        throw InvalidArgument("estimate", detail::to_text(estimate), "from -2.5 to 2.5");
    detail::require_positive("scale", scale);
    return scale * (2.5 - estimate) / 5.0;
}

REEINDEX_INLINE double net_import_reliance(double imports, double exports, double production) {
    detail::require_non_negative("imports", imports);
    detail::require_non_negative("exports", exports);
    detail::require_non_negative("production", production);
    const double consumption = production + imports - exports;
    if (!(consumption > 0.0))
        throw InvalidArgument("production + imports - exports", detail::to_text(consumption),
                              "greater than 0");
    return (imports - exports) / consumption;
}

REEINDEX_INLINE double weighted_hhi(std::span<const Supplier> suppliers, double tolerance) {
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

REEINDEX_INLINE SupplyRisk supply_risk(const SupplyRiskInput& input, MissingInput missing) {
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

REEINDEX_INLINE double geopolrisk(std::span<const double> world_production,
                                  std::span<const ImportFlow> imports, double domestic_production) {
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
