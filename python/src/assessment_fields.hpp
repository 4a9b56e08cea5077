#pragma once
// The fields of the values of assessments and their reports that are kept, see kept_field.hpp.

#include <reeindex/assess/assessment.hpp>
#include <reeindex/assess/evidence.hpp>
#include <reeindex/report/document.hpp>

#include "kept_field.hpp"

namespace reeindex::python {

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

}  // namespace reeindex::python
