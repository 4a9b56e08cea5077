#pragma once
// Docstrings of the indicators, in the form of NumPy's.

namespace reeindex::python::help {

inline constexpr const char* cagr = R"(Compound annual growth rate, (last/first)^(1/n) - 1.

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

inline constexpr const char* doubling_time =
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

inline constexpr const char* growth =
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

Returns
-------
GrowthRate
    ``.value``, ``.regression``, ``.without_first``, ``.without_last``, ``.rounding_interval``.

Raises
------
InvalidArgument, NotFound
    If an end is not positive, the range is empty, or a year given as an end has no value.
)";

inline constexpr const char* log_linear_growth =
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

inline constexpr const char* year_on_year =
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

inline constexpr const char* shares = R"(Shares of the sum.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
numpy.ndarray
    Shape (n,), from 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* hhi = R"(Herfindahl-Hirschman index: the sum of squared shares.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
scale : float
    1, or 10000 for the scale of the antitrust guidelines.

Returns
-------
float
    From 1/n to 1, times the scale.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761.
)";

inline constexpr const char* normalized_hhi =
    R"(Herfindahl-Hirschman index rescaled, (H - 1/n)/(1 - 1/n).

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    0 for n equal units, 1 for one that has all.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or there is
    one unit only, where it is 0/0.
)";

inline constexpr const char* concentration_ratio = R"(Sum of the n largest shares, CR_n.

Parameters
----------
values : array_like, shape (m,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.
n : int
    Number of shares, from 1 to the number of units.

Returns
-------
float
    From 0 to 1.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, all are zero, or n is out of
    range.
)";

inline constexpr const char* shannon = R"(Shannon entropy of the shares, -sum s ln s in nats.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 to ln n; exp of it is an effective number of units.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.

Notes
-----
Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
)";

inline constexpr const char* theil = R"(Theil index of inequality, ln n less the Shannon entropy.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
float
    From 0 for equal units to ln n.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* concentration = R"(Concentration of one division, by all measures.

Parameters
----------
values : array_like, shape (n,)
    Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
    units.

Returns
-------
Concentration
    ``.hhi``, ``.normalized_hhi``, ``.effective_number``, ``.shannon``, ``.theil`` and more.

Raises
------
InvalidArgument
    If there is no amount, one is negative or not finite, or all are zero.
)";

inline constexpr const char* hhi_bounds =
    R"(Range of the Herfindahl-Hirschman index that an unknown rest allows.

Parameters
----------
shares : array_like, shape (n,)
    Known shares of the whole, 0 to 1, their sum at most 1.

Returns
-------
HhiBounds
    ``.lower`` if the rest is spread over very many units, ``.upper`` if it is one.

Raises
------
InvalidArgument
    If a share is out of range, or their sum is above 1.
)";

inline constexpr const char* hhi_thresholds =
    R"(Thresholds of a vintage of the U.S. merger guidelines.

Parameters
----------
guidelines : int
    1992, 2010 or 2023.

Returns
-------
HhiThresholds
    On the scale of 10,000.

Raises
------
InvalidArgument
    For another year.

Notes
-----
They are made for firms in a relevant market; applied to countries or offices they are a
convention.
)";

inline constexpr const char* hhi_class =
    R"(Class of an index under a vintage of the U.S. merger guidelines.

Parameters
----------
hhi : float
    On the scale of 0 to 1.
guidelines : int
    1992, 2010 or 2023.

Returns
-------
str
    ``"unconcentrated"``, ``"moderately concentrated"`` or ``"highly concentrated"``.

Raises
------
InvalidArgument
    If the index is not from 0 to 1, or for another year.
)";

inline constexpr const char* rca =
    R"(Revealed comparative advantage of every cell: the unit's share of the field over its share of all.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x.
)";

inline constexpr const char* rta =
    R"(Revealed technological advantage: :func:`rca` of patent counts.

Parameters
----------
table : array_like, shape (units, fields)
    Amounts of each unit (country) in each field, none negative. All fields must be there.

Returns
-------
numpy.ndarray
    Shape (units, fields); 1 is the average, 0 to infinity.

Raises
------
InvalidArgument
    If a value is negative or not finite, there are fewer than two rows or columns, or a row or
    column is all zero.

Notes
-----
Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x; on patents after Soete.
)";

inline constexpr const char* rsca = R"(Revealed symmetric comparative advantage, (B - 1)/(B + 1).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -1 to 1.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
Dalum, Laursen and Villumsen (1998), International Review of Applied Economics 12(3), 423-443.
)";

inline constexpr const char* rpa = R"(Relative patent advantage, 100 tanh(ln B).

Parameters
----------
advantage : float or array_like
    An advantage of :func:`rca` or :func:`rta`, not negative.

Returns
-------
float or numpy.ndarray
    Of the shape of the argument, from -100 to 100.

Raises
------
InvalidArgument
    If an advantage is negative or not finite.

Notes
-----
After Grupp; equal to 100 (B^2 - 1)/(B^2 + 1).
)";

inline constexpr const char* reserves_to_production =
    R"(Reserves over annual production: years that they last if nothing changes.

Parameters
----------
reserves, production : float, Quantity or TimeSeries
    Both of one kind; numbers in the same mass unit, and per year.
year : int, optional
    Of two series; the last year in which both have a value by default.

Returns
-------
float or Quantity
    Years; a Quantity keeps a bound, such as "more than".

Raises
------
InvalidArgument
    If production is not positive, or the two are not of one kind.
UnitError
    If units or bases do not fit together.
NotFound
    If a series has no value in the year.

Notes
-----
No forecast of depletion: reserves are what is known and pays today.
)";

inline constexpr const char* growth_adjusted_lifetime =
    R"(Lifetime of reserves when production grows each year, ln(1 + g R/P) / ln(1 + g).

Parameters
----------
static_lifetime : float
    R/P in years.
rate : float
    Growth a year; 0.05 is 5 %. Above -1.
continuous : bool
    The rate is instantaneous: ln(1 + r R/P) / r.

Returns
-------
float
    Years; infinite if production falls so fast that the reserves are never used up.

Raises
------
InvalidArgument
    If an argument is out of range.
)";

inline constexpr const char* hubbert_linearization =
    R"(Hubbert's line P/Q = r (1 - Q/URR), least squares of P/Q on Q.

Parameters
----------
cumulative : array_like, shape (n,)
    Q, production up to the end of each year, that before the first year included.
production : array_like, shape (n,)
    P, production of each year, in the same unit a year.

Returns
-------
HubbertLinearization
    ``.rate``, ``.urr`` (None if the line does not fall), ``.message``.

Raises
------
InvalidArgument
    If there are fewer than two points, a value is not positive, or Q does not rise.

Notes
-----
The points are neither independent nor of equal variance; the result is known to be unstable.
:func:`fit` with ``"hubbert"`` fits production itself.
)";

inline constexpr const char* supply_risk =
    R"(Supply risk of one stage by the formula of the European Commission's studies.

Parameters
----------
global_supply : sequence or mapping
    (share, governance risk[, trade factor]) for each country; a mapping by
    country is taken too. Shares add up to 1.
sourcing : sequence or mapping, optional
    The same of what is actually bought.
import_reliance : float, optional
    IR, 0 to 1.
recycling_input_rate : float, optional
    EoL_RIR, 0 to 1.
substitution_index : float, optional
    SI_SR, 0 to 1.
missing : {"raise", "bound"}
    ``"bound"`` takes a missing input over its whole range.

Returns
-------
SupplyRisk
    ``.value``, or ``.lower`` and ``.upper`` where inputs are missing; on the scale of the risk.

Raises
------
InvalidArgument
    If an input is missing under ``"raise"``, or out of range.

Notes
-----
[H_global IR/2 + H_sourcing (1 - IR/2)] (1 - EoL_RIR) SI_SR with H = sum share^2 risk trade:
Blengini and others (2017), doi:10.1016/j.resourpol.2017.05.008. Of several stages take the largest.
)";

inline constexpr const char* weighted_hhi =
    R"(Concentration weighted by governance risk and trade, sum share^2 risk trade.

Parameters
----------
suppliers : sequence or mapping
    (share, governance risk[, trade factor]) for each country; a mapping by
    country is taken too. Shares add up to 1.

Returns
-------
float
    On the scale of the risk.

Raises
------
InvalidArgument
    If there is no supplier, a share is out of range, or the shares do not add up to 1.

Notes
-----
Blengini and others (2017), doi:10.1016/j.resourpol.2017.05.008.
)";

inline constexpr const char* governance_risk =
    R"(Risk from a governance estimate, scale (2.5 - estimate)/5.

Parameters
----------
estimate : float
    From -2.5 (worst) to 2.5 (best), as of the Worldwide Governance Indicators.
scale : float
    Largest risk; 1 or 10 are in use.

Returns
-------
float
    From 0 (best) to scale (worst).

Raises
------
InvalidArgument
    If the estimate is out of range, or the scale not positive.
)";

inline constexpr const char* net_import_reliance =
    R"(Net imports over apparent consumption, (imports - exports)/(production + imports - exports).

Parameters
----------
imports, exports, production : float
    In one unit, none negative.

Returns
-------
float
    At most 1; negative for a net exporter.

Raises
------
InvalidArgument
    If an input is negative, or consumption is not positive.
)";

inline constexpr const char* geopolrisk =
    R"(GeoPolRisk score, H sum(instability amount) / (domestic production + imports).

Parameters
----------
world_production : array_like, shape (n,)
    Production by country, for the concentration H.
imports : sequence or mapping
    (amount, instability) for each country; a mapping by country is taken too.
domestic_production : float
    In the unit of the imports.

Returns
-------
float
    On the scale of the instability.

Raises
------
InvalidArgument
    If an input is empty or negative, or there is no supply at all.

Notes
-----
After Gemechu and others (2016) and Santillan-Saldivar and others (2022).
)";

inline constexpr const char* truncation_correction =
    R"(Counts divided by the share that had appeared by a cut-off, N / F(cut_off - year).

Parameters
----------
counts : TimeSeries
    Annual counts by the cut-off.
cut_off : int
    Year at whose end was counted.
lag : array_like
    Share that has appeared after 0, 1, 2, ... years; not falling, ending at 1.

Returns
-------
list of TruncationRow
    For each year ``.observed``, ``.share``, ``.corrected``, ``.standard_error``.

Raises
------
InvalidArgument
    If a count is negative, a year lies after the cut-off, or the shares are no distribution.

Notes
-----
The standard error sqrt(N (1 - F))/F takes the lag distribution as known.
)";

inline constexpr const char* truncation_corrected =
    R"(The counts of :func:`truncation_correction` as a series.

Parameters
----------
counts : TimeSeries
    Annual counts by the cut-off.
cut_off : int
    Year at whose end was counted.
lag : array_like
    Share that has appeared after 0, 1, 2, ... years; not falling, ending at 1.

Returns
-------
TimeSeries
    The corrected view holds the corrected counts, status I; the printed view the observed ones.

Raises
------
InvalidArgument
    If a count is negative, a year lies after the cut-off, or the shares are no distribution.
)";

}  // namespace reeindex::python::help
