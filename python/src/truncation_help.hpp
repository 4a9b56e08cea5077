#pragma once
// Docstrings of the truncation of counts, in the form of NumPy's.

// What several of them say alike.
#define REEINDEX_HELP_COUNTS               \
    "Parameters\n"                         \
    "----------\n"                         \
    "counts : TimeSeries\n"                \
    "    Annual counts by the cut-off.\n"  \
    "cut_off : int\n"                      \
    "    Year at whose end was counted.\n" \
    "lag : array_like\n"                   \
    "    Share that has appeared after 0, 1, 2, ... years; not falling, ending at 1.\n"
#define REEINDEX_HELP_BAD_COUNTS                                                       \
    "Raises\n"                                                                         \
    "------\n"                                                                         \
    "InvalidArgument\n"                                                                \
    "    If a count is negative, a year lies after the cut-off, or the shares are no " \
    "distribution.\n"

namespace reeindex::python::help {

inline constexpr const char* truncation_correction =
    R"(Counts divided by the share that had appeared by a cut-off, N / F(cut_off - year).

)" REEINDEX_HELP_COUNTS
    R"(
Returns
-------
list of TruncationRow
    For each year ``.observed``, ``.share``, ``.corrected``, ``.standard_error``.

)" REEINDEX_HELP_BAD_COUNTS
    R"(
Notes
-----
The standard error sqrt(N (1 - F))/F takes the lag distribution as known.
)";

inline constexpr const char* truncation_corrected =
    R"(The counts of :func:`truncation_correction` as a series.

)" REEINDEX_HELP_COUNTS
    R"(
Returns
-------
TimeSeries
    The corrected view holds the corrected counts, status I; the printed view the observed ones.

)" REEINDEX_HELP_BAD_COUNTS;

}  // namespace reeindex::python::help

#undef REEINDEX_HELP_COUNTS
#undef REEINDEX_HELP_BAD_COUNTS
