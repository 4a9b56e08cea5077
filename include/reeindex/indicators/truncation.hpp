#pragma once
/// \file
/// Correction of recent counts that are incomplete because publication lags behind.

#include <optional>
#include <span>
#include <vector>

#include <reeindex/core/series.hpp>
#include <reeindex/indicators/detail/sums.hpp>

namespace reeindex {

/// Distribution of the lag between an event and its appearance in the data, in whole years: the
/// k-th number is the share that has appeared k years after the year of the event, at the cut-off.
class LagDistribution {
public:
    /// \throws InvalidArgument unless the shares are from 0 to 1, do not fall, and end at 1.
    explicit LagDistribution(std::vector<double> cumulative);

    /// Share that has appeared after some whole years.
    /// \throws InvalidArgument for a negative lag.
    [[nodiscard]] double operator()(int lag) const;
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
[[nodiscard]] std::vector<TruncationRow> truncation_correction(const TimeSeries& counts,
                                                               Year cut_off,
                                                               const LagDistribution& lag);

/// The same as a series: corrected counts stand beside the observed ones as corrections with status
/// I (imputed), so that the printed view still shows what was counted. A year of which nothing had
/// appeared keeps no value (status O).
/// \throws InvalidArgument
[[nodiscard]] TimeSeries truncation_corrected(const TimeSeries& counts, Year cut_off,
                                              const LagDistribution& lag);

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/indicators/impl/truncation.ipp>
#endif
