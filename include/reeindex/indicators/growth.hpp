#pragma once
/// \file
/// Growth of annual series: compound annual rate, year on year, and log-linear regression.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/distributions.hpp>
#include <reeindex/core/series.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Which observations of a series are used.
struct GrowthOptions {
    std::optional<int> first{};       ///< first year; default: the first with a value
    std::optional<int> last{};        ///< last year; default: the last with a value
    bool include_provisional = true;  ///< whether values of status P are used
    double level = 0.95;              ///< confidence level of intervals
};

/// The observations that were used, and what must be known about them.
struct UsedValues {
    std::vector<int> years;        ///< strictly increasing
    std::vector<double> values;    ///< one for each year
    std::vector<int> provisional;  ///< years used whose status is P
    std::vector<int> corrected;    ///< years used whose printed value an erratum replaces
    std::vector<int> left_out;     ///< years within the range without a value, or excluded
};

/// Selects the observations with a value in a range of years.
/// \throws InvalidArgument if the range is empty or a year given as an end has no usable value.
[[nodiscard]] UsedValues used_values(const TimeSeries& series, const GrowthOptions& options);

namespace detail {
void require_growth_end(std::string_view which, double value);

void require_years(std::span<const int> years, std::span<const double> values);
}  // namespace detail

/// Compound annual growth rate (last/first)^(1/intervals) - 1; 0.12 is 12 % a year.
/// \param intervals number of years between the ends, not the number of observations.
/// \throws InvalidArgument unless both ends are positive and intervals > 0.
[[nodiscard]] double cagr(double first, double last, double intervals);

/// Compound annual growth rate from the first to the last of some annual values.
/// \throws InvalidArgument as above, or if lengths differ or years do not increase.
[[nodiscard]] double cagr(std::span<const int> years, std::span<const double> values);

/// Compound annual growth rate of consecutive annual values: intervals = number of values - 1.
/// \throws InvalidArgument
[[nodiscard]] double cagr(std::span<const double> values);

/// Compound annual growth rate of a series between two years, or over all its values. Gaps between
/// the ends do not matter.
/// \throws InvalidArgument, NotFound
[[nodiscard]] double cagr(const TimeSeries& series, const GrowthOptions& options = {});

/// Years in which a quantity doubles at a constant annual rate: ln 2 / ln(1 + rate).
/// \throws InvalidArgument unless rate > 0; what does not grow does not double.
[[nodiscard]] double doubling_time(double annual_rate);

/// Doubling time at the compound annual growth rate of a series.
/// \throws InvalidArgument, NotFound
[[nodiscard]] inline double doubling_time(const TimeSeries& series,
                                          const GrowthOptions& options = {}) {
    return doubling_time(cagr(series, options));
}

/// Relative change from each year to the next.
struct YearOnYear {
    /// A year without a rate.
    struct Skipped {
        int year;
        std::string reason;
    };
    std::vector<int> years;        ///< the later year of each pair
    std::vector<double> rates;     ///< value / previous value - 1
    std::vector<Skipped> skipped;  ///< years without a rate, and why
};

/// Year-on-year change where a year and the year before it both have a value, the earlier positive.
/// \throws InvalidArgument
[[nodiscard]] YearOnYear year_on_year(const TimeSeries& series, const GrowthOptions& options = {});

/// Ordinary least squares of ln(value) on the year.
struct LogLinearGrowth {
    double rate = 0.0;                    ///< g in ln y = a + g t, per year (instantaneous)
    double annual_rate = 0.0;             ///< e^g - 1
    std::optional<double> stderr_rate{};  ///< standard error of g; none with two values
    double dof = 0.0;                     ///< n - 2
    double level = 0.95;                  ///< confidence level of the intervals
    /// Student t interval of g; infinite with two values.
    double rate_lower = -detail::infinity, rate_upper = detail::infinity;
    /// Ends of e^g - 1, from the interval of g.
    double annual_lower = -1.0, annual_upper = detail::infinity;
    /// On the logarithmic scale; none if all values are equal.
    std::optional<double> r_squared{};
    /// ln 2 / g; none unless g > 0.
    std::optional<double> doubling_time{};
    /// From the interval of g; none if even the upper end does not grow. The upper end is infinite
    /// if the interval of g reaches 0.
    std::optional<double> doubling_lower{}, doubling_upper{};
    double log_level = 0.0;    ///< fitted ln y in the first year used
    double residual_sd = 0.0;  ///< of ln y, with n - 2 degrees of freedom; 0 with two values
    UsedValues used{};
};

/// Log-linear growth of annual values. The standard error takes the deviations of ln y from the
/// line as independent; in a cumulative or smoothed series they are not, and the interval is too
/// narrow. \throws InvalidArgument for fewer than two values, a value that is not positive, or
/// years that do not increase.
[[nodiscard]] LogLinearGrowth log_linear_growth(std::span<const int> years,
                                                std::span<const double> values,
                                                double level = 0.95);

/// Log-linear growth of a series; years without a value are left out.
/// \throws InvalidArgument, NotFound
[[nodiscard]] LogLinearGrowth log_linear_growth(const TimeSeries& series,
                                                const GrowthOptions& options = {});

/// Compound annual growth rate with what shows how far it can be trusted.
struct GrowthRate {
    double value = 0.0;  ///< compound annual growth rate
    int first_year = 0, last_year = 0;
    double first_value = 0.0, last_value = 0.0;
    std::optional<double> doubling_time{};  ///< none unless the rate is positive
    /// All values between the ends; none if fewer than three or one is not positive.
    std::optional<LogLinearGrowth> regression{};
    /// The rate when the first, or the last, observation is left out; none with two values or a
    /// next end that is not positive.
    std::optional<double> without_first{}, without_last{};
    /// The rates that rounding of both ends to the printed digits allows; none if unknown.
    std::optional<double> rounding_lower{}, rounding_upper{};
    UsedValues used{};

    /// Years between the two ends.
    [[nodiscard]] int intervals() const noexcept { return last_year - first_year; }
};

/// Compound annual growth rate of a series, with the regression beside it and its sensitivity to
/// the two ends. \throws InvalidArgument, NotFound
[[nodiscard]] GrowthRate growth(const TimeSeries& series, const GrowthOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/growth.ipp>
#endif
