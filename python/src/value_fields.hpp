#pragma once
// The fields of values that are kept: pickles and to_dict() hold them by these names, and later
// versions read them by these names. A field is added, or left with what it means; never renamed.

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/assess/evidence.hpp>
#include <reeindex/audit/audit.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/data/reconcile.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/data/splice.hpp>
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
#include <reeindex/industry/company.hpp>
#include <reeindex/industry/deposit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/event.hpp>
#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/record.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex::python {

// A member and the name it is kept by.
template <class T, class Value>
struct Field {
    const char* name;
    Value T::*member;
};
template <class T, class Value>
Field(const char*, Value T::*) -> Field<T, Value>;

// `fields` of a type that is kept, a tuple of Field.
template <class T>
struct Kept {};

template <class T>
concept HasFields = requires {
    Kept<T>::fields;
};

#define REEINDEX_FIELD(name) \
    Field { #name, &T::name }

template <>
struct Kept<Correction> {
    using T = Correction;
    static constexpr std::tuple fields{REEINDEX_FIELD(value), REEINDEX_FIELD(status),
                                       REEINDEX_FIELD(erratum), REEINDEX_FIELD(reason)};
};
template <>
struct Kept<Document> {
    using T = Document;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),        REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(authors),   REEINDEX_FIELD(year),
                                       REEINDEX_FIELD(container), REEINDEX_FIELD(doi),
                                       REEINDEX_FIELD(url),       REEINDEX_FIELD(licence)};
};
template <>
struct Kept<Erratum> {
    using T = Erratum;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),       REEINDEX_FIELD(proof),
                                       REEINDEX_FIELD(subjects), REEINDEX_FIELD(statement),
                                       REEINDEX_FIELD(reason),   REEINDEX_FIELD(source)};
};
template <>
struct Kept<Indicator> {
    using T = Indicator;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(id),    REEINDEX_FIELD(title),       REEINDEX_FIELD(unit),
        REEINDEX_FIELD(basis), REEINDEX_FIELD(area_scheme), REEINDEX_FIELD(printed_scope),
        REEINDEX_FIELD(scope), REEINDEX_FIELD(decimals),    REEINDEX_FIELD(note)};
};
template <>
struct Kept<Vintage> {
    using T = Vintage;
    static constexpr std::tuple fields{REEINDEX_FIELD(id), REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(published), REEINDEX_FIELD(document),
                                       REEINDEX_FIELD(note)};
};
template <>
struct Kept<PackageTable> {
    using T = PackageTable;
    static constexpr std::tuple fields{REEINDEX_FIELD(name), REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(path), REEINDEX_FIELD(bytes),
                                       REEINDEX_FIELD(hash)};
};
template <>
struct Kept<PackageInfo> {
    using T = PackageInfo;
    static constexpr std::tuple fields{REEINDEX_FIELD(name),        REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(description), REEINDEX_FIELD(publisher),
                                       REEINDEX_FIELD(edition),     REEINDEX_FIELD(published),
                                       REEINDEX_FIELD(licence),     REEINDEX_FIELD(attribution),
                                       REEINDEX_FIELD(left_out),    REEINDEX_FIELD(tables)};
};
template <>
struct Kept<RevisionRow> {
    using T = RevisionRow;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(year),  REEINDEX_FIELD(first_vintage), REEINDEX_FIELD(latest_vintage),
        REEINDEX_FIELD(first), REEINDEX_FIELD(latest),        REEINDEX_FIELD(prints),
        REEINDEX_FIELD(bound)};
};
template <>
struct Kept<Revisions> {
    using T = Revisions;
    static constexpr std::tuple fields{REEINDEX_FIELD(key),
                                       REEINDEX_FIELD(label),
                                       REEINDEX_FIELD(unit),
                                       REEINDEX_FIELD(basis),
                                       REEINDEX_FIELD(vintages),
                                       REEINDEX_FIELD(years),
                                       REEINDEX_FIELD(cells),
                                       REEINDEX_FIELD(rows),
                                       REEINDEX_FIELD(compared),
                                       REEINDEX_FIELD(mean_revision),
                                       REEINDEX_FIELD(standard_error),
                                       REEINDEX_FIELD(mean_absolute_revision),
                                       REEINDEX_FIELD(relative_mean_absolute_revision),
                                       REEINDEX_FIELD(raised),
                                       REEINDEX_FIELD(lowered),
                                       REEINDEX_FIELD(notes)};
};
template <>
struct Kept<SpliceOverlap> {
    using T = SpliceOverlap;
    static constexpr std::tuple fields{REEINDEX_FIELD(kept),        REEINDEX_FIELD(left),
                                       REEINDEX_FIELD(years),       REEINDEX_FIELD(first_year),
                                       REEINDEX_FIELD(last_year),   REEINDEX_FIELD(mean_ratio),
                                       REEINDEX_FIELD(least_ratio), REEINDEX_FIELD(greatest_ratio)};
};
template <>
struct Kept<Splice> {
    using T = Splice;
    static constexpr std::tuple fields{REEINDEX_FIELD(series), REEINDEX_FIELD(parts),
                                       REEINDEX_FIELD(origins), REEINDEX_FIELD(overlaps),
                                       REEINDEX_FIELD(notes)};
};
template <>
struct Kept<ReconcileCell> {
    using T = ReconcileCell;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(year),        REEINDEX_FIELD(first),        REEINDEX_FIELD(second),
        REEINDEX_FIELD(first_value), REEINDEX_FIELD(second_value), REEINDEX_FIELD(difference),
        REEINDEX_FIELD(agrees),      REEINDEX_FIELD(reason),       REEINDEX_FIELD(detail)};
};
template <>
struct Kept<Reconciliation> {
    using T = Reconciliation;
    static constexpr std::tuple fields{REEINDEX_FIELD(sources), REEINDEX_FIELD(unit),
                                       REEINDEX_FIELD(tolerance), REEINDEX_FIELD(cells),
                                       REEINDEX_FIELD(excluded)};
};
template <>
struct Kept<Figure> {
    using T = Figure;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(id),     REEINDEX_FIELD(subject),    REEINDEX_FIELD(kind),
        REEINDEX_FIELD(item),   REEINDEX_FIELD(stage),      REEINDEX_FIELD(value),
        REEINDEX_FIELD(high),   REEINDEX_FIELD(correction), REEINDEX_FIELD(qualifier),
        REEINDEX_FIELD(unit),   REEINDEX_FIELD(basis),      REEINDEX_FIELD(nature),
        REEINDEX_FIELD(time),   REEINDEX_FIELD(area),       REEINDEX_FIELD(printed),
        REEINDEX_FIELD(source), REEINDEX_FIELD(erratum),    REEINDEX_FIELD(note)};
};
template <>
struct Kept<Site> {
    using T = Site;
    static constexpr std::tuple fields{REEINDEX_FIELD(place),   REEINDEX_FIELD(subdivision),
                                       REEINDEX_FIELD(country), REEINDEX_FIELD(stage),
                                       REEINDEX_FIELD(source),  REEINDEX_FIELD(note)};
};
template <>
struct Kept<CompanyItem> {
    using T = CompanyItem;
    static constexpr std::tuple fields{REEINDEX_FIELD(kind), REEINDEX_FIELD(item),
                                       REEINDEX_FIELD(source), REEINDEX_FIELD(note)};
};
template <>
struct Kept<Company> {
    using T = Company;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),
                                       REEINDEX_FIELD(name),
                                       REEINDEX_FIELD(printed_name),
                                       REEINDEX_FIELD(founded),
                                       REEINDEX_FIELD(founded_qualifier),
                                       REEINDEX_FIELD(seat_city),
                                       REEINDEX_FIELD(seat_subdivision),
                                       REEINDEX_FIELD(country),
                                       REEINDEX_FIELD(parent),
                                       REEINDEX_FIELD(website),
                                       REEINDEX_FIELD(stages),
                                       REEINDEX_FIELD(source),
                                       REEINDEX_FIELD(note),
                                       REEINDEX_FIELD(sites),
                                       REEINDEX_FIELD(items),
                                       REEINDEX_FIELD(figures),
                                       REEINDEX_FIELD(subsidiaries)};
};
template <>
struct Kept<Deposit> {
    using T = Deposit;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),          REEINDEX_FIELD(name),
                                       REEINDEX_FIELD(kind),        REEINDEX_FIELD(country),
                                       REEINDEX_FIELD(subdivision), REEINDEX_FIELD(source),
                                       REEINDEX_FIELD(note),        REEINDEX_FIELD(figures)};
};
template <>
struct Kept<Event> {
    using T = Event;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),     REEINDEX_FIELD(date),
                                       REEINDEX_FIELD(title),  REEINDEX_FIELD(areas),
                                       REEINDEX_FIELD(source), REEINDEX_FIELD(erratum),
                                       REEINDEX_FIELD(note),   REEINDEX_FIELD(figures)};
};
template <>
struct Kept<DescribedPatent> {
    using T = DescribedPatent;
    static constexpr std::tuple fields{REEINDEX_FIELD(reference),
                                       REEINDEX_FIELD(publication),
                                       REEINDEX_FIELD(publication_date),
                                       REEINDEX_FIELD(assignee),
                                       REEINDEX_FIELD(assignee_name),
                                       REEINDEX_FIELD(assignee_place),
                                       REEINDEX_FIELD(subdivision),
                                       REEINDEX_FIELD(group),
                                       REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(printed_kind),
                                       REEINDEX_FIELD(kind),
                                       REEINDEX_FIELD(kind_reason),
                                       REEINDEX_FIELD(effects),
                                       REEINDEX_FIELD(erratum),
                                       REEINDEX_FIELD(source),
                                       REEINDEX_FIELD(figures)};
};
template <>
struct Kept<PatentOwner> {
    using T = PatentOwner;
    static constexpr std::tuple fields{REEINDEX_FIELD(rank),    REEINDEX_FIELD(company),
                                       REEINDEX_FIELD(name),    REEINDEX_FIELD(printed_country),
                                       REEINDEX_FIELD(country), REEINDEX_FIELD(erratum),
                                       REEINDEX_FIELD(source)};
};
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
template <>
struct Kept<ClaimInput> {
    using T = ClaimInput;
    static constexpr std::tuple fields{REEINDEX_FIELD(key), REEINDEX_FIELD(value),
                                       REEINDEX_FIELD(source)};
};
template <>
struct Kept<ClaimEvidence> {
    using T = ClaimEvidence;
    static constexpr std::tuple fields{REEINDEX_FIELD(role),       REEINDEX_FIELD(method),
                                       REEINDEX_FIELD(inputs),     REEINDEX_FIELD(recomputed),
                                       REEINDEX_FIELD(rounding),   REEINDEX_FIELD(holds),
                                       REEINDEX_FIELD(explanation)};
};
template <>
struct Kept<Claim> {
    using T = Claim;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(id),          REEINDEX_FIELD(section),  REEINDEX_FIELD(quote),
        REEINDEX_FIELD(subject),     REEINDEX_FIELD(stated),   REEINDEX_FIELD(stated_high),
        REEINDEX_FIELD(method),      REEINDEX_FIELD(inputs),   REEINDEX_FIELD(recomputed),
        REEINDEX_FIELD(rounding),    REEINDEX_FIELD(verdict),  REEINDEX_FIELD(explanation),
        REEINDEX_FIELD(erratum),     REEINDEX_FIELD(proof),    REEINDEX_FIELD(source),
        REEINDEX_FIELD(own_verdict), REEINDEX_FIELD(evidence), REEINDEX_FIELD(needed)};
};
template <>
struct Kept<RowIssue> {
    using T = RowIssue;
    static constexpr std::tuple fields{REEINDEX_FIELD(line), REEINDEX_FIELD(text),
                                       REEINDEX_FIELD(reason)};
};
template <>
struct Kept<IssueList> {
    using T = IssueList;
    static constexpr std::tuple fields{REEINDEX_FIELD(count), REEINDEX_FIELD(listed)};
};
template <>
struct Kept<PatentFilter> {
    using T = PatentFilter;
    static constexpr std::tuple fields{REEINDEX_FIELD(offices), REEINDEX_FIELD(technologies),
                                       REEINDEX_FIELD(fields), REEINDEX_FIELD(applicants),
                                       REEINDEX_FIELD(kinds)};
};
template <>
struct Kept<CountPatentsOptions> {
    using T = CountPatentsOptions;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(by),         REEINDEX_FIELD(counting),  REEINDEX_FIELD(date),
        REEINDEX_FIELD(unit),       REEINDEX_FIELD(filter),    REEINDEX_FIELD(top),
        REEINDEX_FIELD(first_year), REEINDEX_FIELD(last_year), REEINDEX_FIELD(max_listed)};
};
template <>
struct Kept<PatentCounts> {
    using T = PatentCounts;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(options),         REEINDEX_FIELD(source),      REEINDEX_FIELD(matching),
        REEINDEX_FIELD(units),           REEINDEX_FIELD(dated),       REEINDEX_FIELD(outside_years),
        REEINDEX_FIELD(undated),         REEINDEX_FIELD(without_key), REEINDEX_FIELD(other_keys),
        REEINDEX_FIELD(other_key_count), REEINDEX_FIELD(first_year),  REEINDEX_FIELD(last_year),
        REEINDEX_FIELD(complete_until),  REEINDEX_FIELD(keys),        REEINDEX_FIELD(values)};
};
template <>
struct Kept<ApplicantNetwork::Edge> {
    using T = ApplicantNetwork::Edge;
    static constexpr std::tuple fields{REEINDEX_FIELD(a), REEINDEX_FIELD(b),
                                       REEINDEX_FIELD(weight)};
};
template <>
struct Kept<ApplicantNetwork> {
    using T = ApplicantNetwork;
    static constexpr std::tuple fields{REEINDEX_FIELD(nodes),          REEINDEX_FIELD(records),
                                       REEINDEX_FIELD(edges),          REEINDEX_FIELD(degrees),
                                       REEINDEX_FIELD(strengths),      REEINDEX_FIELD(components),
                                       REEINDEX_FIELD(component_sizes)};
};
template <>
struct Kept<Innovator> {
    using T = Innovator;
    static constexpr std::tuple fields{REEINDEX_FIELD(name),       REEINDEX_FIELD(records),
                                       REEINDEX_FIELD(fractional), REEINDEX_FIELD(share),
                                       REEINDEX_FIELD(joint),      REEINDEX_FIELD(first_year),
                                       REEINDEX_FIELD(last_year),  REEINDEX_FIELD(technologies)};
};
template <>
struct Kept<KeyInnovators> {
    using T = KeyInnovators;
    static constexpr std::tuple fields{REEINDEX_FIELD(applicants), REEINDEX_FIELD(applicant_count),
                                       REEINDEX_FIELD(records), REEINDEX_FIELD(without_applicant),
                                       REEINDEX_FIELD(shares)};
};
template <>
struct Kept<Technology> {
    using T = Technology;
    static constexpr std::tuple fields{REEINDEX_FIELD(id), REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(description)};
};
template <>
struct Kept<TechnologyRule> {
    using T = TechnologyRule;
    static constexpr std::tuple fields{REEINDEX_FIELD(id),      REEINDEX_FIELD(technology),
                                       REEINDEX_FIELD(scheme),  REEINDEX_FIELD(first),
                                       REEINDEX_FIELD(last),    REEINDEX_FIELD(requires_technology),
                                       REEINDEX_FIELD(meaning), REEINDEX_FIELD(source)};
};
template <>
struct Kept<TechnologyRules> {
    using T = TechnologyRules;
    static constexpr std::tuple fields{REEINDEX_FIELD(technologies), REEINDEX_FIELD(rules)};
};
template <>
struct Kept<WipoField> {
    using T = WipoField;
    static constexpr std::tuple fields{REEINDEX_FIELD(number), REEINDEX_FIELD(sector),
                                       REEINDEX_FIELD(title)};
};
template <>
struct Kept<WipoFieldSymbols> {
    using T = WipoFieldSymbols;
    static constexpr std::tuple fields{REEINDEX_FIELD(field), REEINDEX_FIELD(first),
                                       REEINDEX_FIELD(last)};
};
template <>
struct Kept<WipoFields> {
    using T = WipoFields;
    static constexpr std::tuple fields{REEINDEX_FIELD(fields), REEINDEX_FIELD(symbols)};
};
template <>
struct Kept<Assignment> {
    using T = Assignment;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(technology), REEINDEX_FIELD(rule),    REEINDEX_FIELD(scheme),
        REEINDEX_FIELD(matched),    REEINDEX_FIELD(meaning), REEINDEX_FIELD(requires_technology)};
};
template <>
struct Kept<PatentRecord> {
    using T = PatentRecord;
    static constexpr std::tuple fields{REEINDEX_FIELD(publication),
                                       REEINDEX_FIELD(line),
                                       REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(applicants),
                                       REEINDEX_FIELD(priority_date),
                                       REEINDEX_FIELD(filing_date),
                                       REEINDEX_FIELD(publication_date),
                                       REEINDEX_FIELD(grant_date),
                                       REEINDEX_FIELD(ipc),
                                       REEINDEX_FIELD(cpc),
                                       REEINDEX_FIELD(family),
                                       REEINDEX_FIELD(family_members),
                                       REEINDEX_FIELD(doubts)};
};
template <>
struct Kept<PatentReading> {
    using T = PatentReading;
    static constexpr std::tuple fields{REEINDEX_FIELD(format),
                                       REEINDEX_FIELD(layout),
                                       REEINDEX_FIELD(line_end),
                                       REEINDEX_FIELD(delimiter),
                                       REEINDEX_FIELD(header_line),
                                       REEINDEX_FIELD(rows_before_header),
                                       REEINDEX_FIELD(columns),
                                       REEINDEX_FIELD(ignored),
                                       REEINDEX_FIELD(list_separator),
                                       REEINDEX_FIELD(applicant_separator),
                                       REEINDEX_FIELD(office),
                                       REEINDEX_FIELD(date_orders),
                                       REEINDEX_FIELD(century_from),
                                       REEINDEX_FIELD(missing_cells),
                                       REEINDEX_FIELD(missing_applicants),
                                       REEINDEX_FIELD(several_numbers)};
};
template <>
struct Kept<ParameterInterval> {
    using T = ParameterInterval;
    static constexpr std::tuple fields{REEINDEX_FIELD(parameter), REEINDEX_FIELD(estimate),
                                       REEINDEX_FIELD(lower),     REEINDEX_FIELD(upper),
                                       REEINDEX_FIELD(level),     REEINDEX_FIELD(method),
                                       REEINDEX_FIELD(message)};
};
template <>
struct Kept<AssessmentOptions> {
    using T = AssessmentOptions;
    static constexpr std::tuple fields{REEINDEX_FIELD(until), REEINDEX_FIELD(level)};
};
template <>
struct Kept<SeriesAssessment> {
    using T = SeriesAssessment;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(series),       REEINDEX_FIELD(growth),        REEINDEX_FIELD(automatic),
        REEINDEX_FIELD(comparison),   REEINDEX_FIELD(scenarios),     REEINDEX_FIELD(best),
        REEINDEX_FIELD(printed_line), REEINDEX_FIELD(corrected_line)};
};
template <>
struct Kept<OfficeYear> {
    using T = OfficeYear;
    static constexpr std::tuple fields{REEINDEX_FIELD(year),    REEINDEX_FIELD(total),
                                       REEINDEX_FIELD(leader),  REEINDEX_FIELD(leader_share),
                                       REEINDEX_FIELD(hhi),     REEINDEX_FIELD(national_hhi),
                                       REEINDEX_FIELD(offices), REEINDEX_FIELD(provisional)};
};
template <>
struct Kept<PatentCeiling> {
    using T = PatentCeiling;
    static constexpr std::tuple fields{REEINDEX_FIELD(fit), REEINDEX_FIELD(interval)};
};
template <>
struct Kept<PatentAssessment> {
    using T = PatentAssessment;
    static constexpr std::tuple fields{REEINDEX_FIELD(offices), REEINDEX_FIELD(years),
                                       REEINDEX_FIELD(leader_fit), REEINDEX_FIELD(cumulative_fit),
                                       REEINDEX_FIELD(ceilings)};
};
template <>
struct Kept<SupplyStage> {
    using T = SupplyStage;
    static constexpr std::tuple fields{REEINDEX_FIELD(dataset), REEINDEX_FIELD(source),
                                       REEINDEX_FIELD(title), REEINDEX_FIELD(years),
                                       REEINDEX_FIELD(before)};
};
template <>
struct Kept<ScenarioPlace> {
    using T = ScenarioPlace;
    static constexpr std::tuple fields{
        REEINDEX_FIELD(key),         REEINDEX_FIELD(title),       REEINDEX_FIELD(scenario),
        REEINDEX_FIELD(source),      REEINDEX_FIELD(year),        REEINDEX_FIELD(published),
        REEINDEX_FIELD(unit),        REEINDEX_FIELD(value),       REEINDEX_FIELD(median),
        REEINDEX_FIELD(inner_lower), REEINDEX_FIELD(inner_upper), REEINDEX_FIELD(lower),
        REEINDEX_FIELD(upper),       REEINDEX_FIELD(converted)};
};
template <>
struct Kept<ShareOverTime> {
    using T = ShareOverTime;
    static constexpr std::tuple fields{REEINDEX_FIELD(title), REEINDEX_FIELD(source),
                                       REEINDEX_FIELD(country), REEINDEX_FIELD(others)};
};
template <>
struct Kept<EditionRank> {
    using T = EditionRank;
    static constexpr std::tuple fields{REEINDEX_FIELD(area),       REEINDEX_FIELD(reserves),
                                       REEINDEX_FIELD(production), REEINDEX_FIELD(median),
                                       REEINDEX_FIELD(lower),      REEINDEX_FIELD(upper),
                                       REEINDEX_FIELD(best),       REEINDEX_FIELD(worst)};
};
template <>
struct Kept<EditionIndex> {
    using T = EditionIndex;
    static constexpr std::tuple fields{REEINDEX_FIELD(vintage), REEINDEX_FIELD(year),
                                       REEINDEX_FIELD(countries), REEINDEX_FIELD(left_out)};
};
template <>
struct Kept<ImportSource> {
    using T = ImportSource;
    static constexpr std::tuple fields{REEINDEX_FIELD(vintage), REEINDEX_FIELD(material),
                                       REEINDEX_FIELD(period),  REEINDEX_FIELD(area),
                                       REEINDEX_FIELD(partner), REEINDEX_FIELD(share),
                                       REEINDEX_FIELD(source)};
};
template <>
struct Kept<ImportReliance> {
    using T = ImportReliance;
    static constexpr std::tuple fields{REEINDEX_FIELD(source), REEINDEX_FIELD(reliance),
                                       REEINDEX_FIELD(partners)};
};
template <>
struct Kept<Evidence> {
    using T = Evidence;
    static constexpr std::tuple fields{REEINDEX_FIELD(stages),    REEINDEX_FIELD(history),
                                       REEINDEX_FIELD(revisions), REEINDEX_FIELD(balance),
                                       REEINDEX_FIELD(scenarios), REEINDEX_FIELD(indices),
                                       REEINDEX_FIELD(imports)};
};
template <>
struct Kept<Assessment> {
    using T = Assessment;
    static constexpr std::tuple fields{REEINDEX_FIELD(document), REEINDEX_FIELD(options),
                                       REEINDEX_FIELD(series),   REEINDEX_FIELD(patents),
                                       REEINDEX_FIELD(errata),   REEINDEX_FIELD(evidence),
                                       REEINDEX_FIELD(dataset),  REEINDEX_FIELD(sources)};
};
template <>
struct Kept<ReportParagraph> {
    using T = ReportParagraph;
    static constexpr std::tuple fields{REEINDEX_FIELD(text)};
};
template <>
struct Kept<ReportList> {
    using T = ReportList;
    static constexpr std::tuple fields{REEINDEX_FIELD(items)};
};
template <>
struct Kept<ReportTable> {
    using T = ReportTable;
    static constexpr std::tuple fields{REEINDEX_FIELD(caption), REEINDEX_FIELD(columns),
                                       REEINDEX_FIELD(numeric), REEINDEX_FIELD(rows),
                                       REEINDEX_FIELD(note),    REEINDEX_FIELD(detail)};
};
template <>
struct Kept<ReportFigure> {
    using T = ReportFigure;
    static constexpr std::tuple fields{REEINDEX_FIELD(kind), REEINDEX_FIELD(subject),
                                       REEINDEX_FIELD(caption)};
};
template <>
struct Kept<ReportChapter> {
    using T = ReportChapter;
    static constexpr std::tuple fields{REEINDEX_FIELD(id), REEINDEX_FIELD(title),
                                       REEINDEX_FIELD(answer), REEINDEX_FIELD(blocks)};
};
template <>
struct Kept<Report> {
    using T = Report;
    static constexpr std::tuple fields{REEINDEX_FIELD(title), REEINDEX_FIELD(subtitle),
                                       REEINDEX_FIELD(attribution), REEINDEX_FIELD(chapters)};
};

#undef REEINDEX_FIELD

}  // namespace reeindex::python
