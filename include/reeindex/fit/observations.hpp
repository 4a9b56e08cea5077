#pragma once
/// \file
/// Which observations of a series a fit uses.

#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex::detail {

/// The observations of a series that a fit uses, and those that it leaves out.
[[nodiscard]] inline FitData data_of(const TimeSeries& series, const FitOptions& options) {
    FitData data;
    data.label = series.label();
    data.unit = series.unit().code();
    data.basis = std::string{name(series.basis())};
    const bool complete = options.completeness.empty();
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& observation = series.observations()[i];
        const auto status = series.status(i);
        const int year = observation.year.value();
        const auto value = series.value(i);
        if (!value) {
            data.excluded.push_back({year, status, std::string{meaning(status)}});
        } else if (status == ObsStatus::provisional && complete && !options.include_provisional) {
            data.excluded.push_back({year, status, "provisional value"});
        } else {
            used.push_back(i);
            data.years.push_back(year);
            data.x.push_back(year);
            data.y.push_back(*value);
        }
    }
    const auto pick = [&](const std::vector<double>& values, std::string_view what) {
        if (values.empty() || values.size() == used.size()) return values;
        if (values.size() != series.size())
            throw InvalidArgument(what, concat("of length ", values.size()),
                                  concat("of the length of the series, ", series.size(),
                                         ", or of the observations used, ", used.size()));
        std::vector<double> out;
        for (const auto i : used) out.push_back(values[i]);
        return out;
    };
    data.weights = pick(options.weights, "weights");
    data.completeness = pick(options.completeness, "completeness");
    if (data.y.empty())
        throw InvalidArgument("series", data.label,
                              "a series with observations to fit; all are missing or provisional "
                              "(include_provisional = true uses the latter)");
    return data;
}

}  // namespace reeindex::detail
