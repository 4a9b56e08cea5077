"""The method ``plot`` of results; matplotlib is imported when it is called."""

from __future__ import annotations

from typing import Any

from reeindex._core import assess as _assess
from reeindex._core import core as _core
from reeindex._core import data as _data
from reeindex._core import fit as _fit
from reeindex._core import forecast as _forecast
from reeindex._core import indicators as _indicators
from reeindex._core import patents as _patents
from reeindex.automatic import AutoForecastBatch
from reeindex.backtest_results import Backtest, MethodBacktest
from reeindex.batch_results import BatchFit, BatchForecast
from reeindex.composite_results import CompositeIndex, RankSensitivity
from reeindex.patent_lag import PublicationLag

__all__ = ["DRAWN"]

#: Results that :func:`reeindex.plot` draws by themselves.
DRAWN: tuple[type, ...] = (
    _core.TimeSeries,
    _data.Reconciliation,
    _data.Revisions,
    _data.Splice,
    _fit.FitResult,
    _fit.Comparison,
    _forecast.Forecast,
    _forecast.Prediction,
    _indicators.ElementBalance,
    _indicators.ReservesLifetimes,
    _indicators.SupplyStructure,
    _indicators.YearOnYear,
    _patents.PatentCounts,
    _patents.KeyInnovators,
    _patents.ApplicantNetwork,
    _assess.Assessment,
    _assess.Audit,
    _assess.SeriesAssessment,
    _assess.PatentAssessment,
    _assess.CountryRanks,
    AutoForecastBatch,
    Backtest,
    BatchFit,
    BatchForecast,
    CompositeIndex,
    MethodBacktest,
    PublicationLag,
    RankSensitivity,
)


def _plot(self: Any, *, ax: Any = None, title: str | None = None, **options: Any) -> Any:
    """Draw it: :func:`reeindex.plot` of this result, with the same options."""
    from reeindex.plotting import plot

    return plot(self, ax=ax, title=title, **options)


_plot.__name__ = _plot.__qualname__ = "plot"
for _kind in DRAWN:
    if not hasattr(_kind, "plot"):  # classes written in Python have their own
        setattr(_kind, "plot", _plot)  # noqa: B010 - the bound classes are final for type checkers
