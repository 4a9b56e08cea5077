#pragma once
// Docstrings of the indicators of depletion, supply risk and truncation.

namespace reeindex::python {

inline constexpr const char* reserves_to_production_help =
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

inline constexpr const char* growth_adjusted_lifetime_help =
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

inline constexpr const char* hubbert_linearization_help =
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

inline constexpr const char* supply_risk_help =
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

inline constexpr const char* weighted_hhi_help =
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

inline constexpr const char* governance_risk_help =
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

inline constexpr const char* net_import_reliance_help =
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

inline constexpr const char* geopolrisk_help =
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

inline constexpr const char* truncation_correction_help =
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

inline constexpr const char* truncation_corrected_help =
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

}  // namespace reeindex::python
