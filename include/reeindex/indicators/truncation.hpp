#pragma once
/// \file
/// Correction of recent counts that are incomplete because publication lags behind.

#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/indicators/sums.hpp>

namespace reeindex {

/// Distribution of the lag between an event and its appearance in the data, in whole years: the
/// k-th number is the share that has appeared k years after the year of the event, at the cut-off.
class LagDistribution {
public:
    /// \throws InvalidArgument unless the shares are from 0 to 1, do not fall, and end at 1.
    explicit LagDistribution(std::vector<double> cumulative) : cumulative_(std::move(cumulative)) {
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

    /// Share that has appeared after some whole years.
    /// \throws InvalidArgument for a negative lag.
    [[nodiscard]] double operator()(int lag) const {
        if (lag < 0) throw InvalidArgument("lag", detail::concat(lag), "not negative");
        const auto i = static_cast<std::size_t>(lag);
        return i < cumulative_.size() ? cumulative_[i] : 1.0;
    }
    /// Shares that have appeared after 0, 1, 2, ... years.
    [[nodiscard]] std::span<const double> cumulative() const noexcept { return cumulative_; }

private:
    std::vector<double> cumulative_;
};

/// One year's count and what it will have become.
struct TruncationRow {
    int year = 0;
    double observed = 0.0;              ///< count known at the cut-off
    double share = 1.0;                 ///< share that has appeared by the cut-off
    std::optional<double> corrected{};  ///< observed / share; none where the share is 0
    /// Standard error of the corrected count from thinning alone, sqrt(observed (1 - share)) /
    /// share: it takes the lag distribution as known. None for a count of 0 with a share below 1,
    /// where the formula gives 0 and nothing is certain: of any number N of which none has
    /// appeared, the probability of that is (1 - share)^N.
    std::optional<double> standard_error{};
};

/// Corrects counts for what had not appeared by a cut-off year, N / F(cut-off - year). The lag
/// distribution is the caller's; offices publish with different lags, so counts of several offices
/// need one distribution each.
/// \throws InvalidArgument if a count is negative or a year lies after the cut-off.
[[nodiscard]] inline std::vector<TruncationRow> truncation_correction(const TimeSeries& counts,
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

/// The same as a series: corrected counts stand beside the observed ones as corrections with status
/// I (imputed), so that the printed view still shows what was counted. A year of which nothing had
/// appeared keeps no value (status O).
/// \throws InvalidArgument
[[nodiscard]] inline TimeSeries truncation_corrected(const TimeSeries& counts, Year cut_off,
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
