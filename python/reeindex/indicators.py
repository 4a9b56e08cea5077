"""Indicators of an industry: growth, concentration, specialization, depletion, supply risk."""

from __future__ import annotations

from typing import Literal

from reeindex._core.core import InvalidArgument
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
    hhi,
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
    shares,
    supply_risk,
    supply_risk_of_stage,
    supply_structure,
    supply_structures,
    theil,
    truncation_corrected,
    truncation_correction,
    weighted_hhi,
    year_on_year,
)

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
