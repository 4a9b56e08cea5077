#pragma once
// The fields of the values of the module patents that are kept, see kept_field.hpp.

#include <reeindex/patents/classification.hpp>
#include <reeindex/patents/counts.hpp>
#include <reeindex/patents/innovators.hpp>
#include <reeindex/patents/network.hpp>
#include <reeindex/patents/record.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

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

}  // namespace reeindex::python
