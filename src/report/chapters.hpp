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
void scenarios_chapter(const Assessment& assessment, ReportChapter& chapter);
void supply_chapter(const Assessment& assessment, ReportChapter& chapter);
void balance_chapter(const Assessment& assessment, ReportChapter& chapter);
void ranks_chapter(const Assessment& assessment, ReportChapter& chapter);
void imports_chapter(const Assessment& assessment, ReportChapter& chapter);
void editions_chapter(const Assessment& assessment, ReportChapter& chapter);
void concentration_chapter(const Assessment& assessment, ReportChapter& chapter);
void patent_ceiling_chapter(const Assessment& assessment, ReportChapter& chapter);
void industry_chapter(const Assessment& assessment, ReportChapter& chapter);
void technology_chapter(const Assessment& assessment, ReportChapter& chapter);
void index_chapter(const Assessment& assessment, ReportChapter& chapter);
/// Whether the dataset has what the index of countries compares.
bool has_index(const Assessment& assessment);
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
/// The subject of a series within a sentence: "mine production of cobalt in Cuba".
std::string subject(const TimeSeries& series);
/// The same with the capital of its label: "Mine production of cobalt in Cuba".
std::string in_sentence(const TimeSeries& series);
/// The label of a series without its edition within a sentence: "Mine production of cobalt in
/// Cuba".
std::string in_sentence_of_label(const std::string& label);
/// The quantity, and the country where it is not the world: "Mine production of cobalt, Cuba".
std::string heading(const TimeSeries& series);
/// The label of a series without its edition as a heading: the quantity and the country.
std::string heading_of_label(std::string label);
/// The text with a small first letter, unless its first word is an acronym.
std::string lower_first(std::string text);
/// An amount with three digits and its unit, of many tonnes in kt or Mt.
std::string mass_text(double value, std::string_view unit);
/// "69 %": the share of the largest row.
std::string share_text(const SupplyStructure& one);
/// The growth of a series that has one, with its interval: "13.3 % a year, 11.3 % to 15.3 %".
std::string trend_text(const SeriesAssessment& one);
/// Why a series has no rate of growth, with its first and last value.
std::string no_growth_text(const TimeSeries& series);
/// "105 to 130 kt/a", with "unbounded" where a bound is infinite.
std::string interval_text(double lower, double upper, const std::string& unit);
/// A name of the library as words: "bass adoptions".
std::string spaced(std::string_view name);
/// Name of a curve within a sentence: "logistic", "Gompertz".
std::string curve_text(const FitResult& fit);
/// The curves that were tried and not excluded: "Richards and Hubbert".
std::vector<std::string> supported_names(const SeriesAssessment& one);
/// What may be said of a ceiling over the curves that the data do not exclude, as a sentence.
std::string ceiling_text(const SeriesAssessment& one, double level);
/// Whether most values are estimates or forecasts of the source.
bool is_modelled(const TimeSeries& series);
/// Whether the series has values and none is below zero, as of a stock or a flow.
bool is_non_negative(const TimeSeries& series);
/// Whether a forecast goes where the quantity cannot be: below zero, though no observation is.
bool is_impossible(const TimeSeries& series, double value);
/// Whether a scenario has no bound on either side in its last year, so that its value means
/// nothing.
bool says_nothing(const Forecast& ahead);
/// Whether a fit determines a ceiling or an upper level.
bool has_ceiling(const FitResult& fit);
/// "1 to 2", "1 or more", "2 or less", with so many digits.
std::string range_text(double lower, double upper, int digits);
/// The automatic forecast of the last year in a sentence without its full stop; empty without one.
std::string ahead_text(const SeriesAssessment& one, double level);
/// Where a series is from, short: "Kirsanov et al. 2025, Table 1"; empty where nobody says.
std::string source_words(const Assessment& assessment, const TimeSeries& series);
/// " (text)", or nothing.
std::string in_brackets(const std::string& text);
/// "the paper", or "the source" for a folder of one's own.
std::string source_name(const Assessment& assessment);
/// A country or an aggregate as a sentence has it.
std::string area_words(std::string_view area);
/// "The Democratic Republic of the Congo" of "Congo, The Democratic Republic of the".
std::string upright(std::string name);
/// The same within a sentence, with its article: "the United States"; "The" where it is the first.
std::string area_in_sentence(std::string_view area, bool first = false);
/// A number with so many digits, without zeros at its end: "0.9", "6", "1692".
std::string short_number(double value, int digits);
/// " kt/a", " patents"; nothing for a number without a unit.
std::string unit_words(const TimeSeries& series);
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
