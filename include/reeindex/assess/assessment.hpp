#pragma once
/// \file
/// The assessment of a dataset as a value: growth, fits, forecasts, concentration, errata.

#include <optional>
#include <string>
#include <vector>

#include <reeindex/data/dataset.hpp>
#include <reeindex/forecast/forecast.hpp>
#include <reeindex/indicators/growth.hpp>

namespace reeindex {

/// Options of an assessment.
struct AssessmentOptions {
    int until = 2035;     ///< last year of the forecasts, 1 to 1000 years after the data
    double level = 0.95;  ///< of intervals and verdicts
};

/// One series: how it grew, which curves were fitted, what they forecast.
struct SeriesAssessment {
    TimeSeries series;
    /// CAGR with the regression of the logarithm beside it; none if a value is not positive.
    std::optional<GrowthRate> growth{};
    /// Linear, exponential, logistic and Gompertz fits, in this order.
    std::vector<FitResult> fits{};
    /// One forecast for each fit that has an optimum, to AssessmentOptions::until.
    std::vector<Forecast> forecasts{};
    /// Position in `fits` of the lowest AICc among identified fits; none if there is none.
    std::optional<std::size_t> best{};
    /// The same series as printed, fitted by a line, where errata correct a value.
    std::optional<FitResult> printed_line{};

    /// The forecast that stands on fits[i], or null.
    [[nodiscard]] const Forecast* forecast_of(std::size_t i) const {
        for (const auto& one : forecasts)
            if (one.curve == fits.at(i).curve) return &one;
        return nullptr;
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
    /// What was assessed; the chapters on industry and claims read it.
    std::optional<Dataset> dataset{};
};

/// Assesses a dataset: every series that is not a patent count, and the patent counts by office.
/// \throws InvalidArgument if an option is out of range.
[[nodiscard]] Assessment assess(const Dataset& dataset, const AssessmentOptions& options = {});

}  // namespace reeindex
