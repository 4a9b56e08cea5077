#pragma once
/// \file
/// One series out of several sources or editions, on the caller's responsibility: the source of
/// each year is kept, and what the sources disagree on is told.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>
#include <reeindex/core/note.hpp>
#include <reeindex/core/series.hpp>

namespace reeindex {

/// Where two parts of a splice both have values.
struct SpliceOverlap {
    std::string kept;       ///< the part whose values are taken
    std::string left;       ///< the part whose values are left
    std::size_t years = 0;  ///< years in which both have a value; 0 if none
    int first_year = 0;     ///< of them; 0 if none
    int last_year = 0;
    double mean_ratio = 0.0;  ///< mean of the kept over the left value; 0 without a year
    double least_ratio = 0.0;
    double greatest_ratio = 0.0;
};

/// A spliced series and what it is made of.
struct Splice {
    TimeSeries series;
    std::vector<std::string> parts{};    ///< name of each part, in order of preference
    std::vector<std::size_t> origins{};  ///< for each observation the part that it is from
    /// Each pair of parts that meet in the series, in the order of their years.
    std::vector<SpliceOverlap> overlaps{};
    /// Facts: `level_shift` (kept, left; mean_ratio, least, greatest, years) where the parts differ
    /// by more than the tolerance in a year of the overlap; `no_overlap` (kept, left) where they
    /// share no year, so that a shift cannot be seen; `bound` (years) for values that are no exact
    /// ones.
    std::vector<Note> notes{};
};

/// Options of splice().
struct SpliceOptions {
    std::string title{};  ///< of the spliced series; default: that of the first part, "spliced"
    /// Relative difference in the overlap above which a level shift is noted.
    double tolerance = 0.01;
};

/// Joins series of one quantity: each year is taken from the first of the parts that has a value.
///
/// All are converted to the unit of the first. The first year after a change of the part has status
/// B, unless it has another than A, and its note names both parts; every source stays that of its
/// part. Nothing is shifted or scaled.
/// \throws InvalidArgument for fewer than two parts or a tolerance that is negative or not finite;
/// UnitError where units or bases differ in kind.
[[nodiscard]] Splice splice(std::span<const TimeSeries> parts, const SpliceOptions& options = {});

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/splice.ipp>
#endif
