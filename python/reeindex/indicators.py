"""Indicators of an industry: growth, concentration, specialization, depletion, supply risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any, Literal, TypeAlias, overload

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.fit import FitResult
from reeindex._core.indicators import (
    Concentration,
    DemandItem,
    ElementBalance,
    ElementContent,
    GovernanceScore,
    GrowthRate,
    HhiBounds,
    HhiThresholds,
    HubbertLinearization,
    LifeCycle,
    LogLinearGrowth,
    ReservesLifetime,
    ReservesLifetimes,
    RiskEstimate,
    StageRisk,
    SupplyRisk,
    SupplyShare,
    SupplyStructure,
    TruncationRow,
    YearOnYear,
    cagr,
    concentration,
    concentration_ratio,
    doubling_time,
    element_balance,
    element_content,
    geopolrisk,
    geopolrisk_of,
    governance_risk,
    governance_score,
    governance_weighted_hhi,
    growth,
    growth_adjusted_lifetime,
    hhi_bounds,
    hhi_class,
    hhi_thresholds,
    hubbert_linearization,
    life_cycle_bounds,
    life_cycle_of_fit,
    log_linear_growth,
    net_import_reliance,
    normalized_hhi,
    rca,
    reserves_lifetimes,
    reserves_to_production,
    rest_of_world,
    rpa,
    rsca,
    rta,
    shannon,
    supply_risk,
    supply_risk_of_stage,
    supply_structure,
    supply_structures,
    theil,
    weighted_hhi,
    year_on_year,
)
from reeindex._core.indicators import (
    hhi as _hhi,
)
from reeindex._core.indicators import (
    shares as _shares,
)
from reeindex.describing import described_as
from reeindex.patent_lag import truncation_corrected, truncation_correction

__all__ = [
    "Concentration",
    "DemandItem",
    "ElementBalance",
    "ElementContent",
    "GovernanceScore",
    "GrowthRate",
    "HhiBounds",
    "HhiThresholds",
    "HubbertLinearization",
    "LifeCycle",
    "LogLinearGrowth",
    "ReservesLifetime",
    "ReservesLifetimes",
    "RiskEstimate",
    "StageRisk",
    "SupplyRisk",
    "SupplyShare",
    "SupplyStructure",
    "TruncationRow",
    "YearOnYear",
    "cagr",
    "concentration",
    "concentration_ratio",
    "doubling_time",
    "element_balance",
    "element_content",
    "geopolrisk",
    "geopolrisk_of",
    "governance_risk",
    "governance_score",
    "governance_weighted_hhi",
    "growth",
    "growth_adjusted_lifetime",
    "hhi",
    "hhi_bounds",
    "hhi_class",
    "hhi_thresholds",
    "hubbert_linearization",
    "life_cycle",
    "log_linear_growth",
    "net_import_reliance",
    "normalized_hhi",
    "rca",
    "reserves_lifetimes",
    "reserves_to_production",
    "rest_of_world",
    "rpa",
    "rsca",
    "rta",
    "shannon",
    "shares",
    "supply_risk",
    "supply_risk_of_stage",
    "supply_structure",
    "supply_structures",
    "theil",
    "truncation_corrected",
    "truncation_correction",
    "weighted_hhi",
    "year_on_year",
]

Stage = Literal["emergence", "growth", "maturity", "saturation", "decline"]


def life_cycle(
    value: float | FitResult,
    ceiling: float | tuple[float, float] | None = None,
    *,
    marks: tuple[float, float, float] = (0.1, 0.5, 0.9),
    level: float = 0.95,
) -> LifeCycle:
    """Stage of a life cycle by the share of its ceiling.

    Parameters
    ----------
    value : float or FitResult
        A value, with its ceiling; or a fit with a ceiling K, whose share at the last observation
        is then taken.
    ceiling : float or (lower, upper), optional
        The ceiling or its bounds; the upper one may be infinite. Left out for a fit.
    marks : tuple of float
        Shares of the ceiling at which emergence, growth and maturity end. A convention.
    level : float
        For a fit: level of the interval of K, by Student t on its logarithm.

    Returns
    -------
    LifeCycle
        With ``determined`` False where the ceiling is not known well enough to name one stage. A
        fit that does not identify its ceiling gives an infinite upper bound. A curve that falls is
        in the stage ``decline``, and ``share`` is what is left of its upper level; where the data
        exclude neither the fall nor a constant level, the stages are ``emergence`` to ``decline``.

    Raises
    ------
    InvalidArgument
        If the value is negative, the bounds or marks are not in order, or the fit has no ceiling.
    """
    if isinstance(value, FitResult):
        if ceiling is not None:
            raise InvalidArgument("ceiling", repr(ceiling), "left out for a fit")
        return life_cycle_of_fit(value, level, marks)
    if ceiling is None:
        raise InvalidArgument("ceiling", "None", "given with a value")
    lower, upper = ceiling if isinstance(ceiling, tuple) else (ceiling, ceiling)
    return life_cycle_bounds(value, lower, upper, marks)


#: What is taken for the amounts of one whole.
_Amounts: TypeAlias = (
    "Sequence[float] | npt.NDArray[Any] | Mapping[Any, float] | Mapping[str, int] | TimeSeries"
)


@overload
def shares(values: _Amounts) -> npt.NDArray[np.float64]: ...
@overload
def shares(
    values: Any,
    by: str | Sequence[str] | None = None,
    *,
    within: str | Sequence[str] | None = None,
    total: str | None = None,
    year: str = "year",
    value: str = "value",
) -> Any: ...
def shares(
    values: Any,
    by: str | Sequence[str] | None = None,
    *,
    within: str | Sequence[str] | None = None,
    total: str | None = None,
    year: str = "year",
    value: str = "value",
) -> Any:
    """Shares of the sum: of one list of amounts, or of the parts of a whole in each year of a table.

    Parameters
    ----------
    values : array_like, shape (n,), or many series
        Amounts (counts, tonnes, sales), none negative; divided by their sum. Zero amounts count as
        units. Or what :func:`growth_table` takes: a dataset, a list of series, a dict from names to
        series, a long or a wide frame.
    by
        Columns of a frame whose values make a part.
    within
        Of those columns, the ones that tell wholes apart. Of series the indicator is one without
        being named; ``()`` for none.
    total
        Name of the part that is the whole as it is printed ("World"); shares are of it then. Without
        it a table with a whole beside its parts is refused, for it would count everything twice.
    year, value
        Columns of a long frame.

    Returns
    -------
    numpy.ndarray or table
        Of a list of amounts its shares, shape (n,), from 0 to 1. Of many series a table of the kind
        that was given: a row a part and year, with ``share``, ``missing`` (parts of the whole that
        have no value in this year but in another one) and ``status``: ``complete``;
        ``parts_missing``, where the shares are of those that are known; and without a share
        ``negative_or_infinite``, ``no_values``, ``no_total``, ``total_not_positive``,
        ``parts_exceed_total`` and ``one_part``. What is wrong with one year of one whole changes no
        other.

    Raises
    ------
    InvalidArgument
        If there is no amount, one is negative or not finite, or all are zero. Of a table: as for
        :func:`growth_table`, or if a whole stands beside its parts.
    UnitError
        If the series of one whole are in units or on bases that do not add up.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.shares([3, 1]).tolist()
    [0.75, 0.25]
    >>> mined = {"A": {2020: 30, 2021: 45}, "B": {2020: 10, 2021: 5}}
    >>> ree.shares(mined)["share"].tolist()
    [0.75, 0.9, 0.25, 0.1]
    """
    from reeindex.panels import is_panel

    if is_panel(values):
        from reeindex.panel_indicators import share_table

        return share_table(values, by, within=within, total=total, year=year, value=value)
    _refuse_options(by, within, total)
    return _shares(values)


@overload
def hhi(values: _Amounts, *, scale: float = 1.0) -> float: ...
@overload
def hhi(
    values: Any,
    by: str | Sequence[str] | None = None,
    *,
    within: str | Sequence[str] | None = None,
    total: str | None = None,
    scale: float = 1.0,
    year: str = "year",
    value: str = "value",
) -> Any: ...
@described_as(shares)
def hhi(
    values: Any,
    by: str | Sequence[str] | None = None,
    *,
    within: str | Sequence[str] | None = None,
    total: str | None = None,
    scale: float = 1.0,
    year: str = "year",
    value: str = "value",
) -> Any:
    """Herfindahl-Hirschman index, the sum of squared shares: of amounts, or of a table by year.

    Parameters
    ----------
    values, by, within, total, year, value
        As in :func:`shares`.
    scale : float
        1, or 10000 for the scale of the antitrust guidelines.

    Returns
    -------
    float or table
        Of a list of amounts from 1/n to 1, times the scale. Of many series a table of the kind that
        was given: a row a year (and a value of `within`), with ``hhi``, ``hhi_upper`` (with `total`
        what it would be if one more part held the rest; else the same), ``parts``, ``largest``,
        ``largest_share``, ``missing`` and ``status`` as of :func:`shares`.

    Raises
    ------
    InvalidArgument, UnitError
        As :func:`shares`.

    Notes
    -----
    Hirschman (1964), The Paternity of an Index, American Economic Review 54(5), 761.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.hhi([3, 1])
    0.625
    >>> mined = {"A": {2020: 30, 2021: 45}, "B": {2020: 10, 2021: 5}}
    >>> ree.hhi(mined, scale=10000)["hhi"].tolist()
    [6250.0, 8200.0]
    """
    if not isinstance(scale, Real) or scale not in (1, 10000):
        raise InvalidArgument("scale", repr(scale), "1 or 10000")
    from reeindex.panels import is_panel

    if is_panel(values):
        from reeindex.panel_indicators import hhi_table

        return hhi_table(
            values, by, within=within, total=total, scale=scale, year=year, value=value
        )
    _refuse_options(by, within, total)
    return _hhi(values, scale=scale)


def _refuse_options(by: Any, within: Any, total: Any) -> None:
    for name, given in (("by", by), ("within", within), ("total", total)):
        if given is not None:
            raise InvalidArgument(name, repr(given), "left out for one list of amounts")
