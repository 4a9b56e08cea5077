#pragma once
/// \file
/// How a forecast and its prediction interval are made.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/fit/detail/bootstrap_runner.hpp>
#include <reeindex/fit/region/confidence_region.hpp>
#include <reeindex/forecast/detail/count_prediction.hpp>
#include <reeindex/forecast/forecast_result.hpp>

namespace reeindex::detail {

/// Whether the predictor of plain arrays can be years: whole numbers that increase.
[[nodiscard]] bool counts_years(const Sample& data);

[[nodiscard]] std::vector<int> forecast_years(const FitResult& fit, const ForecastOptions& options);

/// Makes one forecast.
class Forecaster {
public:
    Forecaster(const FitResult& fit, const ForecastOptions& options);

    void run(Forecast& out);

    /// \param x predictors, row after row.
    void run(Forecast& out, std::span<const double> x);

private:
    static constexpr double times_the_data = 1000.0;

    [[nodiscard]] IntervalMethod chosen() const;
    [[nodiscard]] bool bounds_are_off() const;

    [[nodiscard]] std::vector<double> row_of(std::span<const double> x) const;

    /// Value of the curve at a row and its linearised standard error.
    void value_at(const std::vector<double>& row);

    void by_delta(Forecast& out) const;

    void by_profile(Forecast& out);

    /// The region of the fit at the level of the forecast.
    [[nodiscard]] const ConfidenceRegion& region_at_level();

    void for_counts(Forecast& out);

    /// Distribution of the mean at a row, whose deviance rises by up to that of four standard
    /// errors.
    [[nodiscard]] MeanDistribution means_at(const std::vector<double>& row, double value);

    /// Counts have no negative mean, and none that is certainly zero. Where the curve falls below
    /// zero the mean is held there, and the upper bounds are those of the nearest year of the data
    /// with a positive value: the curve cannot rise on its way down. Where it stands on years
    /// without a count, the bounds are those of what these years do not exclude.
    void hold_at_zero(Forecast& out);

    /// Distribution of the mean in the year of the data that lies next to another year and has a
    /// positive value.
    [[nodiscard]] std::optional<MeanDistribution> nearest_positive(double x, IntervalMethod method);

    void by_bootstrap(Forecast& out);

    void describe(Forecast& out);

    /// The finite values that the data leave to a parameter without a finite estimate.
    void describe_ceiling(const Forecast& out, std::string& text);

    void describe_errors(const Forecast& out, std::string& text) const;

    const FitResult& fit_;
    const ForecastOptions& options_;
    Refit refit_;
    std::optional<ConfidenceRegion> region_, wide_;
    double weight_ = 1.0, carrier_dof_ = 1.0;
    bool log_ = false, linear_ = false, jump_ = false, limits_ = false;
    std::optional<double> beyond_;  ///< first year without bounds: the curve is too far off
    int failed_ = 0, at_limit_ = 0;
    std::vector<double> at_;     ///< year, or first predictor, of each row
    std::vector<double> below_;  ///< years in which the mean of counts would be negative
    double none_ = 0.0;          ///< years without a count on which a mean of 0 stands
    std::vector<std::vector<double>> rows_;
    std::vector<double> values_, errors_;
};

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/forecast/impl/forecaster.ipp>
#endif
