#pragma once
// The fields of the values of the module data that are kept, see kept_field.hpp.

#include <reeindex/data/dataset.hpp>
#include <reeindex/data/reconcile.hpp>
#include <reeindex/data/revisions.hpp>
#include <reeindex/data/splice.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

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

}  // namespace reeindex::python
