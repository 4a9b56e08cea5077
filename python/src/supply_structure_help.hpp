#pragma once
// Docstrings of the supply structures and of what rests on them.

namespace reeindex::python {

inline constexpr const char* supply_structure_help =
    R"(Who supplies what: the countries behind one figure of the world.

Parameters
----------
dataset : Dataset
    For example ``load("usgs_mcs")``.
indicator : str
    ``"mine_production"``, ``"reserves"``, ``"magnet_refining"``, ...
year : int, optional
    Default: the last with a number in the edition.
vintage, scenario : str, optional
    Default: the newest edition that has the indicator.

Returns
-------
SupplyStructure
    Shares, Herfindahl index (its range where other countries are one row), CR3, effective number,
    and what is left without the largest supplier.

Raises
------
NotFound
    For an unknown indicator, edition or year.
)";

inline constexpr const char* supply_structures_help =
    R"(The supply structure of every year of an edition, the oldest first.

Parameters
----------
dataset, indicator, vintage, scenario
    As for :func:`supply_structure`.

Returns
-------
list of SupplyStructure
)";

inline constexpr const char* rest_of_world_help = R"(The world less one country, year by year.

Parameters
----------
dataset : Dataset
indicator : str
area : str
    Country that is left out.
vintage : str, optional
    Default: the newest edition.

Returns
-------
TimeSeries
    Years in which one of the two has no number have none.
)";

inline constexpr const char* reserves_lifetimes_help =
    R"(Reserves over annual production by country. Not a forecast of depletion.

Parameters
----------
dataset : Dataset
    With ``reserves`` and ``mine_production``, for example ``load("usgs_mcs")``.
vintage : str, optional
    Default: the newest edition.

Returns
-------
ReservesLifetimes
)";

inline constexpr const char* governance_score_help =
    R"(Governance of a country; None where the dataset has no estimate.

Parameters
----------
wgi : Dataset
    ``load("wgi")``.
area : str
dimension : str, optional
    For example ``"wgi_political_stability"``; default: the mean of all six.
year : int, optional
    Default: the last.

Returns
-------
GovernanceScore or None
)";

inline constexpr const char* governance_weighted_hhi_help =
    R"(Concentration weighted by governance risk, with its standard error.

Parameters
----------
structure : SupplyStructure
wgi : Dataset
    ``load("wgi")``.
dimension, year
    As for :func:`governance_score`.
scale : float
    The risk of a country is ``scale * (2.5 - estimate) / 5``.

Returns
-------
RiskEstimate

Notes
-----
Blengini et al. 2017, doi:10.1016/j.resourpol.2017.05.008, with all trade factors 1. Areas without
governance, other countries among them, take every risk from 0 to the scale.
)";

inline constexpr const char* supply_risk_of_stage_help =
    R"(Supply risk of one stage by the European Commission's formula, on the figures of datasets.

Parameters
----------
stage : str
    Name, for example ``"mining"``.
structure : SupplyStructure
    Who supplies the world.
wgi : Dataset
    ``load("wgi")``.
sourcing : dict of str to float, optional
    Shares of what the area buys, ``{"CN": 0.7, "OTH": 0.3}``.
import_reliance, recycling_input_rate, substitution_index : float, optional
    From 0 to 1. What is not given is taken over its whole range.
dimension, year, scale
    As for :func:`governance_weighted_hhi`.

Returns
-------
StageRisk
    The risk of a material is the largest over its stages.

Notes
-----
Blengini et al. 2017, doi:10.1016/j.resourpol.2017.05.008.
)";

inline constexpr const char* geopolrisk_of_help =
    R"(GeoPolRisk with political stability of the governance indicators as instability.

Parameters
----------
world : SupplyStructure
    Production of the world.
imports : dict of str to float
    Amount by country, ``"OTH"`` for the rest.
domestic_production : float
    In the unit of the imports.
wgi : Dataset
    ``load("wgi")``.
year : int, optional
    Of the governance; default: the last.

Returns
-------
RiskEstimate

Notes
-----
Gemechu et al. 2016; Santillan-Saldivar et al. 2022.
)";

inline constexpr const char* element_content_help =
    R"(How much of an element an output of rare-earth oxides holds, as a range.

Parameters
----------
deposits : Dataset
    With the table ``element_shares``: ``load("usgs_myb")``.
element : str
    Symbol or name.
of : str or SupplyStructure
    A deposit of the table, a country code, or the countries of a supply structure.
reo : float, optional
    Mass of oxides of the deposit or country; the result has its unit.

Returns
-------
ElementContent
    For a country from the least to the greatest share of its deposits in the table, and where it
    has none of all deposits.

Raises
------
NotFound
    For an unknown deposit, country or element.
InvalidArgument
    If the source gives no share.
)";

inline constexpr const char* element_balance_help =
    R"(What is mined of an element at most and at least, against what is demanded.

Parameters
----------
deposits : Dataset
    With the table ``element_shares``: ``load("usgs_myb")``.
element : str
    Symbol or name.
structure : SupplyStructure
    Mine production by country.
demands : list of TimeSeries
    Masses a year of oxide or element; each gives its value of the year nearest to the supply's.

Returns
-------
ElementBalance
    All masses as oxide. The demands may be of other years and definitions: their labels say so.

Raises
------
UnitError
    For a demand of another basis.
)";

}  // namespace reeindex::python
