#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/fit/sample.hpp>

namespace reeindex::detail {

REEINDEX_INLINE void leave_out_weightless(Sample& sample, std::span<const ObsStatus> statuses) {
    const std::size_t n = sample.y.size(), width = sample.predictors;
    const auto fits = [&](std::size_t size) { return size == 0 || size == n; };
    if (n == 0 || sample.weights.size() != n || sample.x.size() != n * width ||
        !fits(sample.completeness.size()) || !fits(sample.years.size()))
        return;
    const auto none =
        static_cast<std::size_t>(std::count(sample.weights.begin(), sample.weights.end(), 0.0));
    if (none == 0) return;
    if (none == n)
        throw InvalidArgument("weights", "zero throughout", "positive for some observation");
    const auto keep = [&](auto& values, std::size_t each) {
        if (values.size() != n * each) return;
        auto to = values.begin();
        for (std::size_t i = 0; i < n * each; ++i)
            if (sample.weights[i / each] != 0.0) *to++ = values[i];
        values.erase(to, values.end());
    };
    for (std::size_t i = 0; i < sample.years.size(); ++i)
        if (sample.weights[i] == 0.0)
            sample.excluded.push_back({sample.years[i],
                                       statuses.empty() ? ObsStatus::normal : statuses[i],
                                       "weight zero"});
    std::stable_sort(sample.excluded.begin(), sample.excluded.end(),
                     [](const auto& a, const auto& b) { return a.year < b.year; });
    keep(sample.years, 1);
    keep(sample.x, width);
    keep(sample.y, 1);
    keep(sample.completeness, 1);
    keep(sample.weights, 1);
}

}  // namespace reeindex::detail

namespace reeindex {

REEINDEX_INLINE Sample sample_of(const TimeSeries& series, const SampleOptions& options) {
    Sample sample;
    sample.label = series.label();
    sample.unit = series.unit().code();
    sample.basis = std::string{name(series.basis())};
    const bool complete = options.completeness.empty();
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& observation = series.observations()[i];
        const auto status = series.status(i);
        const int year = observation.year.value();
        const auto value = series.value(i);
        if (!value) {
            sample.excluded.push_back({year, status, std::string{meaning(status)}});
        } else if (status == ObsStatus::provisional && complete && !options.include_provisional) {
            sample.excluded.push_back({year, status, "provisional value"});
        } else {
            used.push_back(i);
            sample.years.push_back(year);
            sample.x.push_back(year);
            sample.y.push_back(*value);
        }
    }
    const auto pick = [&](const std::vector<double>& values, std::string_view what) {
        if (values.empty() || values.size() == used.size()) return values;
        if (values.size() != series.size())
            throw InvalidArgument(what, detail::concat("of length ", values.size()),
                                  detail::concat("of the length of the series, ", series.size(),
                                                 ", or of the observations used, ", used.size()));
        std::vector<double> out;
        for (const auto i : used) out.push_back(values[i]);
        return out;
    };
    sample.weights = pick(options.weights, "weights");
    sample.completeness = pick(options.completeness, "completeness");
    if (sample.y.empty())
        throw InvalidArgument("series", sample.label,
                              "a series with observations to fit; all are missing or provisional "
                              "(include_provisional = true uses the latter)");
    std::vector<ObsStatus> statuses;
    for (const auto i : used) statuses.push_back(series.status(i));
    detail::leave_out_weightless(sample, statuses);
    return sample;
}

}  // namespace reeindex
