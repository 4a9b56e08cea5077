#pragma once
#include <cmath>
#include <cstddef>
#include <utility>

#include <reeindex/core/compiled.hpp>
#include <reeindex/indicators/truncation.hpp>

namespace reeindex {

REEINDEX_INLINE LagDistribution::LagDistribution(std::vector<double> cumulative)
    : cumulative_(std::move(cumulative)) {
    if (cumulative_.empty()) throw InvalidArgument("cumulative", "empty", "at least one share");
    for (std::size_t i = 0; i < cumulative_.size(); ++i) {
        detail::require_fraction("cumulative share", cumulative_[i]);
        if (i > 0 && cumulative_[i] < cumulative_[i - 1])
            throw InvalidArgument("cumulative",
                                  detail::concat(cumulative_[i], " after ", cumulative_[i - 1]),
                                  "not falling");
    }
    if (cumulative_.back() != 1.0)
        throw InvalidArgument("cumulative", detail::concat("ending at ", cumulative_.back()),
                              "ending at 1, the lag by which everything has appeared");
}

REEINDEX_INLINE double LagDistribution::operator()(int lag) const {
    if (lag < 0) throw InvalidArgument("lag", detail::concat(lag), "not negative");
    const auto i = static_cast<std::size_t>(lag);
    return i < cumulative_.size() ? cumulative_[i] : 1.0;
}

REEINDEX_INLINE std::vector<TruncationRow> truncation_correction(const TimeSeries& counts,
                                                                 Year cut_off,
                                                                 const LagDistribution& lag) {
    std::vector<TruncationRow> out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto value = counts.value(i);
        if (!value) continue;
        const int year = counts.observations()[i].year.value();
        if (*value < 0.0)
            throw InvalidArgument("counts", detail::concat(*value, " in ", year), "not negative");
        if (year > cut_off.value())
            throw InvalidArgument("cut-off", detail::concat(cut_off.value()),
                                  detail::concat("not before the last count, ", year));
        TruncationRow row{.year = year, .observed = *value, .share = lag(cut_off.value() - year)};
        if (row.share > 0.0) {
            row.corrected = row.observed / row.share;
            if (row.observed > 0.0 || row.share == 1.0)
                row.standard_error = std::sqrt(row.observed * (1.0 - row.share)) / row.share;
        }
        out.push_back(row);
    }
    return out;
}

REEINDEX_INLINE TimeSeries truncation_corrected(const TimeSeries& counts, Year cut_off,
                                                const LagDistribution& lag) {
    std::vector<Observation> out;
    const auto rows = truncation_correction(counts, cut_off, lag);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        Observation one = counts.observations()[i];
        one.printed = counts.value(i);
        one.printed_status = counts.status(i);
        one.correction.reset();
        for (const auto& row : rows) {
            if (row.year != one.year.value() || row.share == 1.0) continue;
            if (row.corrected) {
                one.correction =
                    Correction{*row.corrected, ObsStatus::imputed, "",
                               detail::concat("divided by the share ", row.share,
                                              " that had appeared by ", cut_off.value())};
            } else {
                one.note = detail::concat("nothing had appeared by ", cut_off.value(),
                                          " under the lag distribution");
                one.printed.reset();
                one.printed_status = ObsStatus::missing;
            }
        }
        out.push_back(std::move(one));
    }
    return {counts.info(), std::move(out)};
}

}  // namespace reeindex
