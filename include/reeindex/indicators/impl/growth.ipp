#pragma once
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/growth.hpp>

namespace reeindex {

REEINDEX_INLINE UsedValues used_values(const TimeSeries& series, const GrowthOptions& options) {
    if (options.first && options.last && *options.first > *options.last)
        throw InvalidArgument("first", detail::concat(*options.first),
                              detail::concat("not after last, ", *options.last));
    if (options.first) (void)series.at(Year{*options.first});
    if (options.last) (void)series.at(Year{*options.last});
    UsedValues used;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& observation = series.observations()[i];
        const int year = observation.year.value();
        if ((options.first && year < *options.first) || (options.last && year > *options.last))
            continue;
        const auto value = series.value(i);
        const bool provisional = series.status(i) == ObsStatus::provisional;
        if (!value || (provisional && !options.include_provisional)) {
            if ((options.first && year == *options.first) ||
                (options.last && year == *options.last))
                throw InvalidArgument("year", detail::concat(year),
                                      "a year that is not provisional, or include them");
            used.left_out.push_back(year);
            continue;
        }
        used.years.push_back(year);
        used.values.push_back(*value);
        if (provisional) used.provisional.push_back(year);
        if (series.view() == View::corrected && observation.correction)
            used.corrected.push_back(year);
    }
    if (used.values.empty())
        throw InvalidArgument("series", series.label(),
                              "a series with a usable value in the range");
    return used;
}

}  // namespace reeindex

namespace reeindex::detail {

REEINDEX_INLINE void require_growth_end(std::string_view which, double value) {
    if (!(value > 0.0) || !std::isfinite(value))
        throw InvalidArgument(which, to_text(value),
                              "finite and greater than 0; a compound rate needs positive ends");
}

REEINDEX_INLINE void require_years(std::span<const int> years, std::span<const double> values) {
    if (years.size() != values.size())
        throw InvalidArgument("values", concat("of length ", values.size()),
                              concat("of the length of years, ", years.size()));
    for (std::size_t i = 1; i < years.size(); ++i)
        if (years[i] <= years[i - 1])
            throw InvalidArgument("years",
                                  concat(years[i], " after ", years[i - 1], " at position ", i),
                                  "strictly increasing");
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE double cagr(double first, double last, double intervals) {
    detail::require_growth_end("first value", first);
    detail::require_growth_end("last value", last);
    if (!(intervals > 0.0) || !std::isfinite(intervals))
        throw InvalidArgument("intervals", detail::to_text(intervals),
                              "greater than 0: two different years are needed");
    return std::expm1(detail::log_ratio(first, last) / intervals);
}

REEINDEX_INLINE double cagr(std::span<const int> years, std::span<const double> values) {
    detail::require_years(years, values);
    if (values.size() < 2)
        throw InvalidArgument("values", detail::concat("of length ", values.size()),
                              "at least two values");
    detail::require_finite_at("values", values);
    return cagr(values.front(), values.back(), years.back() - years.front());
}

REEINDEX_INLINE double cagr(std::span<const double> values) {
    if (values.size() < 2)
        throw InvalidArgument("values", detail::concat("of length ", values.size()),
                              "at least two values");
    detail::require_finite_at("values", values);
    return cagr(values.front(), values.back(), static_cast<double>(values.size() - 1));
}

REEINDEX_INLINE double cagr(const TimeSeries& series, const GrowthOptions& options) {
    const auto used = used_values(series, options);
    return cagr(used.years, used.values);
}

REEINDEX_INLINE double doubling_time(double annual_rate) {
    if (!(annual_rate > 0.0) || !std::isfinite(annual_rate))
        throw InvalidArgument("annual rate", detail::to_text(annual_rate),
                              "greater than 0: what does not grow does not double");
    return std::log(2.0) / std::log1p(annual_rate);
}

REEINDEX_INLINE YearOnYear year_on_year(const TimeSeries& series, const GrowthOptions& options) {
    const auto used = used_values(series, options);
    YearOnYear out;
    for (std::size_t i = 1; i < used.years.size(); ++i) {
        const int year = used.years[i];
        const double before = used.values[i - 1];
        if (year - used.years[i - 1] != 1)
            out.skipped.push_back({year, detail::concat("no value in ", year - 1)});
        else if (!(before > 0.0))
            out.skipped.push_back({year, detail::concat("the value of ", year - 1, " is ", before,
                                                        ", not positive")});
        else {
            out.years.push_back(year);
            out.rates.push_back((used.values[i] - before) / before);
        }
    }
    return out;
}

REEINDEX_INLINE LogLinearGrowth log_linear_growth(std::span<const int> years,
                                                  std::span<const double> values, double level) {
    detail::require_level(level);
    detail::require_years(years, values);
    const std::size_t n = values.size();
    if (n < 2)
        throw InvalidArgument("values", detail::concat("of length ", n), "at least two values");
    // Years relative to their middle and logarithms relative to the first value: small numbers.
    std::vector<double> t(n), y(n);
    detail::Sum t_sum, y_sum;
    for (std::size_t i = 0; i < n; ++i) {
        if (!(values[i] > 0.0) || !std::isfinite(values[i]))
            throw InvalidArgument("values", detail::concat(values[i], " in ", years[i]),
                                  "finite and greater than 0; a logarithm is taken");
        t[i] = static_cast<double>(years[i] - years[0]);
        y[i] = detail::log_ratio(values[0], values[i]);
        t_sum += t[i];
        y_sum += y[i];
    }
    const double count = static_cast<double>(n);
    const double t_mean = t_sum.value() / count;
    const double y_mean = y_sum.value() / count;
    detail::Sum tt, ty, yy;
    for (std::size_t i = 0; i < n; ++i) {
        tt += (t[i] - t_mean) * (t[i] - t_mean);
        ty += (t[i] - t_mean) * (y[i] - y_mean);
        yy += (y[i] - y_mean) * (y[i] - y_mean);
    }
    LogLinearGrowth out;
    out.level = level;
    out.dof = count - 2.0;
    out.rate = ty.value() / tt.value();
    out.annual_rate = std::expm1(out.rate);
    out.log_level = std::log(values[0]) + y_mean - out.rate * t_mean;
    detail::Sum residuals;
    for (std::size_t i = 0; i < n; ++i) {
        const double residual = (y[i] - y_mean) - out.rate * (t[i] - t_mean);
        residuals += residual * residual;
    }
    if (yy.value() > 0.0) out.r_squared = 1.0 - residuals.value() / yy.value();
    if (n > 2) {
        out.residual_sd = std::sqrt(residuals.value() / out.dof);
        out.stderr_rate = out.residual_sd / std::sqrt(tt.value());
        const double half = student_t_quantile(0.5 + 0.5 * level, out.dof) * *out.stderr_rate;
        out.rate_lower = out.rate - half;
        out.rate_upper = out.rate + half;
        out.annual_lower = std::expm1(out.rate_lower);
        out.annual_upper = std::expm1(out.rate_upper);
    }
    if (out.rate > 0.0) out.doubling_time = std::log(2.0) / out.rate;
    if (out.rate_upper > 0.0) {
        out.doubling_lower = std::log(2.0) / out.rate_upper;
        out.doubling_upper =
            out.rate_lower > 0.0 ? std::log(2.0) / out.rate_lower : detail::infinity;
    }
    out.used.years.assign(years.begin(), years.end());
    out.used.values.assign(values.begin(), values.end());
    return out;
}

REEINDEX_INLINE LogLinearGrowth log_linear_growth(const TimeSeries& series,
                                                  const GrowthOptions& options) {
    auto used = used_values(series, options);
    auto out = log_linear_growth(used.years, used.values, options.level);
    out.used = std::move(used);
    return out;
}

REEINDEX_INLINE GrowthRate growth(const TimeSeries& series, const GrowthOptions& options) {
    detail::require_level(options.level);
    GrowthRate out;
    out.used = used_values(series, options);
    const auto& years = out.used.years;
    const auto& values = out.used.values;
    out.value = cagr(years, values);
    out.first_year = years.front();
    out.last_year = years.back();
    out.first_value = values.front();
    out.last_value = values.back();
    if (out.value > 0.0) out.doubling_time = doubling_time(out.value);
    const std::size_t n = values.size();
    bool positive = true;
    for (const double value : values) positive = positive && value > 0.0;
    if (n > 2 && positive) {
        out.regression = log_linear_growth(years, values, options.level);
        out.regression->used = out.used;
    }
    if (n > 2 && values[1] > 0.0)
        out.without_first = cagr(values[1], values[n - 1], years[n - 1] - years[1]);
    if (n > 2 && values[n - 2] > 0.0)
        out.without_last = cagr(values[0], values[n - 2], years[n - 2] - years[0]);
    if (series.info().decimals) {
        const double half = 0.5 * std::pow(10.0, -*series.info().decimals);
        const double intervals = out.intervals();
        if (out.last_value > half)
            out.rounding_lower = cagr(out.first_value + half, out.last_value - half, intervals);
        else
            out.rounding_lower = -1.0;
        out.rounding_upper = out.first_value > half
                                 ? cagr(out.first_value - half, out.last_value + half, intervals)
                                 : detail::infinity;
    }
    return out;
}

}  // namespace reeindex
