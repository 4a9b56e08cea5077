#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/observations.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void leave_out_weightless(FitData& data, std::span<const ObsStatus> statuses) {
    const std::size_t n = data.y.size(), width = data.predictors;
    const auto fits = [&](std::size_t size) { return size == 0 || size == n; };
    if (n == 0 || data.weights.size() != n || data.x.size() != n * width ||
        !fits(data.completeness.size()))
        return;
    const auto none =
        static_cast<std::size_t>(std::count(data.weights.begin(), data.weights.end(), 0.0));
    if (none == 0) return;
    if (none == n)
        throw InvalidArgument("weights", "zero throughout", "positive for some observation");
    const auto keep = [&](auto& values, std::size_t each) {
        if (values.size() != n * each) return;
        auto to = values.begin();
        for (std::size_t i = 0; i < n * each; ++i)
            if (data.weights[i / each] != 0.0) *to++ = values[i];
        values.erase(to, values.end());
    };
    for (std::size_t i = 0; i < statuses.size(); ++i)
        if (data.weights[i] == 0.0)
            data.excluded.push_back({data.years[i], statuses[i], "weight zero"});
    std::stable_sort(data.excluded.begin(), data.excluded.end(),
                     [](const auto& a, const auto& b) { return a.year < b.year; });
    keep(data.years, 1);
    keep(data.x, width);
    keep(data.y, 1);
    keep(data.completeness, 1);
    keep(data.weights, 1);
}

REEINDEX_INLINE FitData data_of(const TimeSeries& series, const FitOptions& options) {
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
    std::vector<ObsStatus> statuses;
    for (const auto i : used) statuses.push_back(series.status(i));
    leave_out_weightless(data, statuses);
    return data;
}

}  // namespace reeindex::detail
