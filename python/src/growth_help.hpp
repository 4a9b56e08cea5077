#pragma once
// Docstrings of the indicators of growth.

namespace reeindex::python {

inline constexpr const char* cagr_help = R"(Compound annual growth rate, (last/first)^(1/n) - 1.

Parameters
----------
series : TimeSeries, pandas.Series or sequence
    Annual values; a sequence needs ``years``, or is taken as consecutive.
first, last : int, optional
    Years at the ends; the first and the last with a value by default.
years : sequence of int, optional
    Years of a plain sequence.
include_provisional : bool
    Use values of status P too.

Returns
-------
float
    0.12 is 12 % a year.

Raises
------
InvalidArgument, NotFound
    If an end is not positive, the range is empty, or a year given as an end has no value.

Notes
-----
n is the number of years between the ends, not of observations. Only the two ends count:
:func:`growth` shows what the others say.
)";

inline constexpr const char* doubling_time_help =
    R"(Years in which a series doubles at its compound annual growth rate, ln 2 / ln(1 + rate).

Parameters
----------
series : TimeSeries, pandas.Series or sequence
    Annual values; a sequence needs ``years``, or is taken as consecutive.
first, last : int, optional
    Years at the ends; the first and the last with a value by default.
years : sequence of int, optional
    Years of a plain sequence.
include_provisional : bool
    Use values of status P too.

Returns
-------
float
    Years.

Raises
------
InvalidArgument, NotFound
    If an end is not positive, the series does not grow, the range is empty, or a year given as
    an end has no value.
)";

inline constexpr const char* growth_help =
    R"(Compound annual growth rate with the regression beside it and its sensitivity to the ends.

Parameters
----------
series : TimeSeries, pandas.Series or sequence
    Annual values; a sequence needs ``years``, or is taken as consecutive.
first, last : int, optional
    Years at the ends; the first and the last with a value by default.
years : sequence of int, optional
    Years of a plain sequence.
include_provisional : bool
    Use values of status P too.
level : float
    Of the regression's interval.
missing : {"mark", "raise"}
    What NaN and None are: years without value, which ``left_out`` names, or an error.

Returns
-------
GrowthRate
    ``.value``, ``.regression``, ``.without_first``, ``.without_last``, ``.rounding_interval``.

Raises
------
InvalidArgument, NotFound
    If an end is not positive, the range is empty, or a year given as an end has no value.
)";

inline constexpr const char* log_linear_growth_help =
    R"(Least squares of ln(value) on the year, ln V = a + g t.

Parameters
----------
series : TimeSeries, pandas.Series or sequence
    Annual values; a sequence needs ``years``, or is taken as consecutive.
first, last : int, optional
    Years at the ends; the first and the last with a value by default.
years : sequence of int, optional
    Years of a plain sequence.
include_provisional : bool
    Use values of status P too.
level : float
    Of the Student t intervals.

Returns
-------
LogLinearGrowth
    ``.rate`` is g, ``.annual_rate`` exp(g) - 1, each with its interval; ``.doubling_time`` ln 2 /
    g.

Raises
------
InvalidArgument, NotFound
    If there are fewer than two values, or one is not positive.

Notes
-----
The interval takes the deviations from the line as independent. In cumulative or smoothed series
they are not, and it is too narrow.
)";

inline constexpr const char* year_on_year_help =
    R"(Relative change from each year to the next, V_t / V_(t-1) - 1.

Parameters
----------
series : TimeSeries, pandas.Series or sequence
    Annual values; a sequence needs ``years``, or is taken as consecutive.
first, last : int, optional
    Years at the ends; the first and the last with a value by default.
years : sequence of int, optional
    Years of a plain sequence.
include_provisional : bool
    Use values of status P too.

Returns
-------
YearOnYear
    ``.years``, ``.rates``, and ``.skipped`` with the reason of each year without a rate.

Raises
------
InvalidArgument, NotFound
    If a year given as an end has no value.
)";

}  // namespace reeindex::python
