#pragma once
/// \file
/// Which observations of a series a fit uses.

#include <span>

#include <reeindex/core/series.hpp>
#include <reeindex/fit/options.hpp>
#include <reeindex/fit/result.hpp>

namespace reeindex::detail {

/// Takes out the observations of weight zero. \param statuses of the observations of a series,
/// which are listed among what is left out \throws InvalidArgument if nothing is left.
void leave_out_weightless(FitData& data, std::span<const ObsStatus> statuses = {});

/// The observations of a series that a fit uses, and those that it leaves out.
[[nodiscard]] FitData data_of(const TimeSeries& series, const FitOptions& options);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/observations.ipp>
#endif
