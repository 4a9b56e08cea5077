#pragma once
// The fields of the values of the module indicators that are kept, see kept_field.hpp.

#include <reeindex/indicators/concentration.hpp>
#include <reeindex/indicators/country_index.hpp>
#include <reeindex/indicators/depletion.hpp>
#include <reeindex/indicators/element_content.hpp>
#include <reeindex/indicators/governance.hpp>
#include <reeindex/indicators/growth.hpp>
#include <reeindex/indicators/life_cycle.hpp>
#include <reeindex/indicators/supply_risk.hpp>
#include <reeindex/indicators/supply_structure.hpp>
#include <reeindex/indicators/truncation.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

template <>
struct Kept<UsedValues> {
    using T = UsedValues;
    static constexpr std::tuple fields{REEINDEX_FIELD(years), REEINDEX_FIELD(values),
                                       REEINDEX_FIELD(provisional), REEINDEX_FIELD(corrected),
                                       REEINDEX_FIELD(left_out)};
};
template <>
struct Kept<YearOnYear::Skipped> {
    using T = YearOnYear::Skipped;
    static constexpr std::tuple fields{REEINDEX_FIELD(year), REEINDEX_FIELD(reason)};
};
template <>
struct Kept<YearOnYear> {
    using T = YearOnYear;
    static constexpr std::tuple fields{REEINDEX_FIELD(years), REEINDEX_FIELD(rates),
                                       REEINDEX_FIELD(skipped)};
};
template <>
struct Kept<LogLinearGrowth> {
    using T = LogLinearGrowth;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(rate),           REEINDEX_FIELD(annual_rate),
        REEINDEX_FIELD(stderr_rate),    REEINDEX_FIELD(dof),
        REEINDEX_FIELD(level),          REEINDEX_FIELD(rate_lower),
        REEINDEX_FIELD(rate_upper),     REEINDEX_FIELD(annual_lower),
        REEINDEX_FIELD(annual_upper),   REEINDEX_FIELD(r_squared),
        REEINDEX_FIELD(doubling_time),  REEINDEX_FIELD(doubling_lower),
        REEINDEX_FIELD(doubling_upper), REEINDEX_FIELD(log_level),
        REEINDEX_FIELD(residual_sd),    REEINDEX_FIELD(used)};
};
template <>
struct Kept<GrowthRate> {
    using T = GrowthRate;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(value),          REEINDEX_FIELD(first_year),
        REEINDEX_FIELD(last_year),      REEINDEX_FIELD(first_value),
        REEINDEX_FIELD(last_value),     REEINDEX_FIELD(doubling_time),
        REEINDEX_FIELD(regression),     REEINDEX_FIELD(without_first),
        REEINDEX_FIELD(without_last),   REEINDEX_FIELD(rounding_lower),
        REEINDEX_FIELD(rounding_upper), REEINDEX_FIELD(used)};
};
template <>
struct Kept<Concentration> {
    using T = Concentration;
    static constexpr std::tuple fields{REEINDEX_FIELD(n),
                                       REEINDEX_FIELD(n_positive),
                                       REEINDEX_FIELD(hhi),
                                       REEINDEX_FIELD(hhi_10000),
                                       REEINDEX_FIELD(normalized_hhi),
                                       REEINDEX_FIELD(effective_number),
                                       REEINDEX_FIELD(largest_share),
                                       REEINDEX_FIELD(shannon),
                                       REEINDEX_FIELD(theil)};
};
template <>
struct Kept<HhiBounds> {
    using T = HhiBounds;
    static constexpr std::tuple fields{REEINDEX_FIELD(lower), REEINDEX_FIELD(upper),
                                       REEINDEX_FIELD(covered)};
};
template <>
struct Kept<HubbertLinearization> {
    using T = HubbertLinearization;
    static constexpr std::tuple fields{REEINDEX_FIELD(rate),         REEINDEX_FIELD(slope),
                                       REEINDEX_FIELD(stderr_slope), REEINDEX_FIELD(urr),
                                       REEINDEX_FIELD(r_squared),    REEINDEX_FIELD(n),
                                       REEINDEX_FIELD(message)};
};
template <>
struct Kept<SupplyRisk> {
    using T = SupplyRisk;
    static constexpr std::tuple fields{REEINDEX_FIELD(value),        REEINDEX_FIELD(lower),
                                       REEINDEX_FIELD(upper),        REEINDEX_FIELD(hhi_global),
                                       REEINDEX_FIELD(hhi_sourcing), REEINDEX_FIELD(missing)};
};
template <>
struct Kept<TruncationRow> {
    using T = TruncationRow;
    static constexpr std::tuple fields{REEINDEX_FIELD(year), REEINDEX_FIELD(observed),
                                       REEINDEX_FIELD(share), REEINDEX_FIELD(corrected),
                                       REEINDEX_FIELD(standard_error)};
};
template <>
struct Kept<LifeCycle> {
    using T = LifeCycle;
    static constexpr std::tuple fields{REEINDEX_FIELD(earliest), REEINDEX_FIELD(latest),
                                       REEINDEX_FIELD(share_lower), REEINDEX_FIELD(share_upper)};
};
template <>
struct Kept<SupplyShare> {
    using T = SupplyShare;
    static constexpr std::tuple fields{REEINDEX_FIELD(area),           REEINDEX_FIELD(name),
                                       REEINDEX_FIELD(value),          REEINDEX_FIELD(share),
                                       REEINDEX_FIELD(share_of_total), REEINDEX_FIELD(status)};
};
template <>
struct Kept<SupplyStructure> {
    using T = SupplyStructure;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(indicator),     REEINDEX_FIELD(vintage),
        REEINDEX_FIELD(scenario),      REEINDEX_FIELD(year),
        REEINDEX_FIELD(unit),          REEINDEX_FIELD(basis),
        REEINDEX_FIELD(rows),          REEINDEX_FIELD(sum),
        REEINDEX_FIELD(total),         REEINDEX_FIELD(total_qualifier),
        REEINDEX_FIELD(concentration), REEINDEX_FIELD(hhi_range),
        REEINDEX_FIELD(cr3),           REEINDEX_FIELD(without_largest),
        REEINDEX_FIELD(not_available), REEINDEX_FIELD(dashes),
        REEINDEX_FIELD(notes)};
};
template <>
struct Kept<ReservesLifetime> {
    using T = ReservesLifetime;
    static constexpr std::tuple fields{REEINDEX_FIELD(area),       REEINDEX_FIELD(name),
                                       REEINDEX_FIELD(reserves),   REEINDEX_FIELD(qualifier),
                                       REEINDEX_FIELD(production), REEINDEX_FIELD(years)};
};
template <>
struct Kept<ReservesLifetimes> {
    using T = ReservesLifetimes;
    static constexpr std::tuple fields{REEINDEX_FIELD(vintage),
                                       REEINDEX_FIELD(year),
                                       REEINDEX_FIELD(unit),
                                       REEINDEX_FIELD(rows),
                                       REEINDEX_FIELD(production_without_reserves),
                                       REEINDEX_FIELD(reserves_without_production)};
};
template <>
struct Kept<GovernanceScore> {
    using T = GovernanceScore;
    static constexpr std::tuple fields{REEINDEX_FIELD(area), REEINDEX_FIELD(year),
                                       REEINDEX_FIELD(estimate), REEINDEX_FIELD(standard_error),
                                       REEINDEX_FIELD(dimensions)};
};
template <>
struct Kept<RiskEstimate> {
    using T = RiskEstimate;
    static constexpr std::tuple fields{REEINDEX_FIELD(lower), REEINDEX_FIELD(upper),
                                       REEINDEX_FIELD(standard_error), REEINDEX_FIELD(unknown)};
};
template <>
struct Kept<StageRisk> {
    using T = StageRisk;
    static constexpr std::tuple fields{REEINDEX_FIELD(stage), REEINDEX_FIELD(global),
                                       REEINDEX_FIELD(sourcing), REEINDEX_FIELD(risk),
                                       REEINDEX_FIELD(missing)};
};
template <>
struct Kept<ElementContent> {
    using T = ElementContent;
    static constexpr std::tuple fields{REEINDEX_FIELD(element),       REEINDEX_FIELD(lower),
                                       REEINDEX_FIELD(upper),         REEINDEX_FIELD(lower_element),
                                       REEINDEX_FIELD(upper_element), REEINDEX_FIELD(basis)};
};
template <>
struct Kept<DemandItem> {
    using T = DemandItem;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(label),           REEINDEX_FIELD(year),  REEINDEX_FIELD(printed),
        REEINDEX_FIELD(basis),           REEINDEX_FIELD(oxide), REEINDEX_FIELD(least_surplus),
        REEINDEX_FIELD(greatest_surplus)};
};
template <>
struct Kept<ElementBalance> {
    using T = ElementBalance;
    static constexpr std::tuple fields{REEINDEX_FIELD(element),      REEINDEX_FIELD(year),
                                       REEINDEX_FIELD(vintage),      REEINDEX_FIELD(unit),
                                       REEINDEX_FIELD(oxide_factor), REEINDEX_FIELD(supply),
                                       REEINDEX_FIELD(demands)};
};
template <>
struct Kept<CountryCell> {
    using T = CountryCell;
    static constexpr std::tuple fields{REEINDEX_FIELD(value), REEINDEX_FIELD(lower),
                                       REEINDEX_FIELD(upper), REEINDEX_FIELD(reason)};
};
template <>
struct Kept<CountryRank> {
    using T = CountryRank;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(country), REEINDEX_FIELD(name),  REEINDEX_FIELD(cells),
        REEINDEX_FIELD(median),  REEINDEX_FIELD(lower), REEINDEX_FIELD(upper),
        REEINDEX_FIELD(best),    REEINDEX_FIELD(worst), REEINDEX_FIELD(first_share)};
};
template <>
struct Kept<CountryIndexOptions> {
    using T = CountryIndexOptions;
    static constexpr std::tuple fields{REEINDEX_FIELD(draws), REEINDEX_FIELD(seed),
                                       REEINDEX_FIELD(level), REEINDEX_FIELD(weight_spread)};
};
template <>
struct Kept<CountryIndex> {
    using T = CountryIndex;
    static constexpr std::tuple fields{REEINDEX_FIELD(indicators), REEINDEX_FIELD(units),
                                       REEINDEX_FIELD(countries), REEINDEX_FIELD(blind_spots),
                                       REEINDEX_FIELD(options)};
};

}  // namespace reeindex::python
