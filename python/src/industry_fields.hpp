#pragma once
// The fields of the values of the module industry that are kept, see kept_field.hpp.

#include <reeindex/industry/company.hpp>
#include <reeindex/industry/deposit.hpp>
#include <reeindex/industry/described_patent.hpp>
#include <reeindex/industry/event.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

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

}  // namespace reeindex::python
