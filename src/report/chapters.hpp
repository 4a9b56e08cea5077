#pragma once
// The chapters of the report, one file each in chapters/.

#include <string>
#include <string_view>
#include <vector>

#include <reeindex/assess/assessment.hpp>
#include <reeindex/report/document.hpp>

namespace reeindex::detail {

/// Adds the answer and the blocks of a chapter whose id and title are set.
void summary_chapter(const Assessment& assessment, ReportChapter& chapter);
void series_chapter(const Assessment& assessment, ReportChapter& chapter);
void reserves_chapter(const Assessment& assessment, ReportChapter& chapter);
void forecast_chapter(const Assessment& assessment, ReportChapter& chapter);
void concentration_chapter(const Assessment& assessment, ReportChapter& chapter);
void patent_ceiling_chapter(const Assessment& assessment, ReportChapter& chapter);
void industry_chapter(const Assessment& assessment, ReportChapter& chapter);
void technology_chapter(const Assessment& assessment, ReportChapter& chapter);
void index_chapter(const Assessment& assessment, ReportChapter& chapter);
void audit_chapter(const Assessment& assessment, ReportChapter& chapter);
void outlook_chapter(const Assessment& assessment, ReportChapter& chapter);
void errata_chapter(const Assessment& assessment, ReportChapter& chapter);
void limits_chapter(const Assessment& assessment, ReportChapter& chapter);

/// The chapters that an assessment has the figures for, in their order, with references resolved.
std::vector<ReportChapter> chapters_of(const Assessment& assessment);
/// Stands in a text for the number of another chapter: chapters_of() makes "chapter 4" of it.
std::string chapter_mark(std::string_view id);

/// The document whose places the texts name.
inline constexpr std::string_view paper_id = "kirsanov2025";

/// "8.6 %" of 0.0862...
std::string percent(double share);
/// "95 %" of 0.95.
std::string level_text(double level);
/// The subject of a series within a sentence: "mine production of rare earths".
std::string subject(const TimeSeries& series);
/// The same with a capital.
std::string heading(const TimeSeries& series);
/// Why a series has no rate of growth, with its first and last value.
std::string no_growth_text(const TimeSeries& series);
/// "105 to 130 kt/a", with "unbounded" where a bound is infinite.
std::string interval_text(double lower, double upper, const std::string& unit);
/// Name of a curve within a sentence: "logistic", "Gompertz".
std::string curve_text(const FitResult& fit);
/// Whether most values are estimates or forecasts of the source.
bool is_modelled(const TimeSeries& series);
/// Whether the series has values and none is below zero, as of a stock or a flow.
bool is_non_negative(const TimeSeries& series);
/// Whether a forecast goes where the quantity cannot be: below zero, though no observation is.
bool is_impossible(const TimeSeries& series, double value);
/// Whether the data exclude fits[i]: its AICc is 10 or more above that of the best fit, which then
/// has all the support (Burnham and Anderson 2002, doi:10.1007/b97636).
bool is_excluded(const SeriesAssessment& one, std::size_t i);
/// Whether fits[i] determines a ceiling or an upper level.
bool has_ceiling(const FitResult& fit);
/// What the other curves give for the last year where the data do not exclude them: "the linear
/// curve, which the data do not exclude, gives 1 to 2"; empty where there are none.
std::string others_text(const SeriesAssessment& one);
/// "a", "a or b", "a, b or c".
std::string choices(const std::vector<std::string>& names);
/// "a", "a and b", "a, b and c".
std::string listing(const std::vector<std::string>& names);
/// What a forecast below zero is told with.
inline constexpr std::string_view below_zero = "below zero, which no stock or flow can be";
/// Unit and basis: "kt/a oxide".
std::string unit_text(const TimeSeries& series);
/// What a value that is not exact is: "a lower bound", "an upper bound" or "a vague figure".
std::string_view kind_text(Qualifier qualifier);

}  // namespace reeindex::detail
