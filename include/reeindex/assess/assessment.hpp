#pragma once
/// \file
/// The assessment of a dataset as a value: growth, forecasts, curves, concentration, evidence,
/// errata.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/assess/evidence.hpp>
#include <reeindex/data/dataset.hpp>
#include <reeindex/fit/compare.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/indicators/growth.hpp>

namespace reeindex {

/// Options of an assessment.
struct AssessmentOptions {
    int until = 2035;     ///< last year of the forecasts, 1 to 1000 years after the data
    double level = 0.95;  ///< of intervals and verdicts
};

/// One series: how it grew, what comes next, and what curves would say.
struct SeriesAssessment {
    TimeSeries series;
    /// CAGR with the regression of the logarithm beside it; none if a value is not positive.
    std::optional<GrowthRate> growth{};
    /// The automatic forecast to AssessmentOptions::until, at 80 % and the level asked for; none
    /// where the series has fewer than two values.
    std::optional<Forecast> automatic{};
    /// Every shipped curve, the best first; empty where nothing can be fitted.
    Comparison comparison{};
    /// What the curves give that the data do not exclude and may be forecast from, in the order of
    /// the comparison. A curve that the data identify too weakly gives none.
    std::vector<Forecast> scenarios{};
    /// Position in `comparison.rows` of the curve to forecast from; none if there is none.
    std::optional<std::size_t> best{};
    /// Lines through the values as printed and as corrected, where errata correct one.
    std::optional<FitResult> printed_line{}, corrected_line{};

    /// The scenario of comparison.rows[i], or null.
    [[nodiscard]] const Forecast* scenario_of(std::size_t i) const {
        for (const auto& one : scenarios)
            if (one.curve == comparison.rows.at(i).curve) return &one;
        return nullptr;
    }
    /// Whether the data leave comparison.rows[i] some support: it is ranked, its AICc is less than
    /// 10 above the smallest (Burnham and Anderson 2002, doi:10.1007/b97636), and it is no other
    /// curve of the list over again.
    [[nodiscard]] bool supported(std::size_t i) const {
        const auto& row = comparison.rows.at(i);
        return row.rank > 0 && row.weight > 0.0 && (row.rank == 1 || row.delta < 10.0);
    }
};

/// Concentration of one year over the offices that have a value in it.
struct OfficeYear {
    int year = 0;
    double total = 0.0;         ///< sum of the counts of all offices
    std::string leader{};       ///< office with the largest count
    double leader_share = 0.0;  ///< 0 to 1, of the total
    double hhi = 0.0;           ///< 0 to 1, over all rows of the table
    double national_hhi = 0.0;  ///< over national offices only
    std::size_t offices = 0;    ///< with a value
    bool provisional = false;   ///< whether a count of any office is
};

/// A ceiling of patenting as one fit has it.
struct PatentCeiling {
    FitResult fit;
    ParameterInterval interval;  ///< of the ceiling K, by its profile; an end may be infinite
};

/// Patent counts by office.
struct PatentAssessment {
    std::vector<TimeSeries> offices{};  ///< series `patents/...`, one per office
    std::vector<OfficeYear> years{};    ///< every year in which an office has a value
    /// The count of the office that leads the last complete year, as increments of a cumulative
    /// logistic curve with negative binomial errors. The last complete year and those after it are
    /// held out, to test the fit.
    std::optional<FitResult> leader_fit{};
    /// The same curve by least squares on the cumulative counts, as is often done.
    std::optional<FitResult> cumulative_fit{};
    /// What becomes of the ceiling: by leader_fit; by a Gompertz curve in its place; by leader_fit
    /// without its last year; by cumulative_fit. Only fits with an optimum.
    std::vector<PatentCeiling> ceilings{};
};

/// Everything that the report tells.
struct Assessment {
    Document document{};  ///< the first document of the dataset
    AssessmentOptions options{};
    std::vector<SeriesAssessment> series{};
    std::optional<PatentAssessment> patents{};  ///< none if the dataset has no patent counts
    std::vector<Erratum> errata{};
    Evidence evidence{};  ///< who supplies, what editions changed, published scenarios
    /// What was assessed; the chapters on industry and claims read it.
    std::optional<Dataset> dataset{};
    std::vector<Dataset> sources{};  ///< what stood beside it
};

/// Assesses a dataset: every series that is neither a patent count nor a published scenario, and
/// the patent counts by office; with the evidence that the dataset itself holds.
/// \throws InvalidArgument if an option is out of range.
[[nodiscard]] Assessment assess(const Dataset& dataset, const AssessmentOptions& options = {});

/// The same with other sources beside it, such as those that load() gives.
/// \throws InvalidArgument if an option is out of range.
[[nodiscard]] Assessment assess(const Dataset& dataset, std::span<const Dataset> sources,
                                const AssessmentOptions& options = {});

}  // namespace reeindex
