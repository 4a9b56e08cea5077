"""Pictures of every result. Needs matplotlib (the extra ``report``).

:func:`plot` knows what to draw from what it is given; the functions of the modules of this package take
options of their own. :func:`alt_text` puts the same numbers into sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reeindex._core.assess import (
    Assessment,
    Audit,
    CountryRanks,
    PatentAssessment,
    SeriesAssessment,
)
from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.data import Reconciliation, Revisions, Splice
from reeindex._core.fit import Comparison, FitResult
from reeindex._core.forecast import Forecast, Prediction
from reeindex._core.indicators import ElementBalance, ReservesLifetimes, SupplyStructure, YearOnYear
from reeindex._core.industry import Company, Figure
from reeindex._core.patents import ApplicantNetwork, KeyInnovators, PatentCounts
from reeindex.automatic import AutoForecastBatch
from reeindex.backtest_results import Backtest, MethodBacktest
from reeindex.batch_results import BatchFit, BatchForecast
from reeindex.composite_results import CompositeIndex, RankSensitivity
from reeindex.patent_lag import PublicationLag
from reeindex.plotting import (
    audits,
    backtests,
    batches,
    changes,
    comparison,
    composition,
    fits,
    forecasts,
    industry,
    patents,
    ranks,
    revisions,
    series,
    sources,
    supply,
)
from reeindex.plotting.audits import plot_audit
from reeindex.plotting.backtests import plot_backtest
from reeindex.plotting.batches import plot_batch, plot_batch_forecast
from reeindex.plotting.changes import plot_year_on_year
from reeindex.plotting.comparison import plot_comparison, plot_profile
from reeindex.plotting.composition import plot_hhi, plot_share_areas, plot_shares
from reeindex.plotting.fits import plot_fits
from reeindex.plotting.forecasts import plot_assessment, plot_prediction
from reeindex.plotting.industry import plot_capacities, plot_value_chain
from reeindex.plotting.patents import (
    plot_counts,
    plot_innovators,
    plot_network,
    plot_publication_lag,
)
from reeindex.plotting.ranks import plot_rank_intervals, plot_sensitivity
from reeindex.plotting.revisions import plot_revisions
from reeindex.plotting.series import plot_printed_corrected, plot_series, plot_small_multiples
from reeindex.plotting.sources import plot_reconciliation, plot_splice
from reeindex.plotting.style import style
from reeindex.plotting.supply import (
    plot_element_balance,
    plot_reserves_lifetimes,
    plot_supply_structure,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "alt_text",
    "plot",
    "plot_assessment",
    "plot_audit",
    "plot_backtest",
    "plot_batch",
    "plot_batch_forecast",
    "plot_capacities",
    "plot_comparison",
    "plot_counts",
    "plot_element_balance",
    "plot_fits",
    "plot_hhi",
    "plot_innovators",
    "plot_network",
    "plot_prediction",
    "plot_printed_corrected",
    "plot_profile",
    "plot_publication_lag",
    "plot_rank_intervals",
    "plot_reconciliation",
    "plot_reserves_lifetimes",
    "plot_revisions",
    "plot_sensitivity",
    "plot_series",
    "plot_share_areas",
    "plot_shares",
    "plot_small_multiples",
    "plot_splice",
    "plot_supply_structure",
    "plot_value_chain",
    "plot_year_on_year",
    "style",
]

_Drawer = Callable[..., Any]

#: One thing: its type, what draws it, what says it.
_ONE: list[tuple[type, _Drawer, Callable[[Any], str]]] = [
    (TimeSeries, lambda one, **more: plot_fits([one], **more), series.series_alt),
    (FitResult, lambda one, **more: plot_fits([one], **more), fits.fit_alt),
    (Forecast, lambda one, **more: plot_fits([one], **more), forecasts.forecast_alt),
    (Comparison, plot_comparison, comparison.comparison_alt),
    (CompositeIndex, plot_rank_intervals, ranks.ranks_alt),
    (CountryRanks, plot_rank_intervals, ranks.ranks_alt),
    (RankSensitivity, plot_sensitivity, ranks.sensitivity_alt),
    (PatentCounts, plot_counts, patents.counts_alt),
    (KeyInnovators, plot_innovators, patents.innovators_alt),
    (ApplicantNetwork, plot_network, patents.network_alt),
    (BatchFit, plot_batch, batches.batch_alt),
    (Revisions, plot_revisions, revisions.revisions_alt),
    (Prediction, plot_prediction, forecasts.prediction_alt),
    (Backtest, plot_backtest, backtests.backtest_alt),
    (MethodBacktest, plot_backtest, backtests.backtest_alt),
    (BatchForecast, plot_batch_forecast, batches.batch_forecast_alt),
    (AutoForecastBatch, plot_batch_forecast, batches.batch_forecast_alt),
    (SupplyStructure, plot_supply_structure, supply.structure_alt),
    (ReservesLifetimes, plot_reserves_lifetimes, supply.lifetimes_alt),
    (ElementBalance, plot_element_balance, supply.balance_alt),
    (YearOnYear, plot_year_on_year, changes.changes_alt),
    (Splice, plot_splice, sources.splice_alt),
    (Reconciliation, plot_reconciliation, sources.reconciliation_alt),
    (PublicationLag, plot_publication_lag, patents.lag_alt),
    (Audit, plot_audit, audits.audit_alt),
    (SeriesAssessment, plot_assessment, lambda one: series.series_alt(one.series)),
    (PatentAssessment, plot_shares, lambda one: composition.shares_alt(one.offices)),
    (
        Assessment,
        lambda one, **more: plot_series([each.series for each in one.series], **more),
        lambda one: series.many_alt([each.series for each in one.series]),
    ),
]

#: Several things of one type.
_MANY: list[tuple[type, _Drawer, Callable[[Any], str]]] = [
    (TimeSeries, plot_series, series.many_alt),
    (Company, plot_value_chain, industry.chain_alt),
    (Figure, plot_capacities, industry.figures_alt),
]

_DRAWN = (
    f"a {', '.join(kind.__name__ for kind, _, _ in _ONE[:-1])} or {_ONE[-1][0].__name__}; several TimeSeries, "
    "Company or Figure; or several of TimeSeries, FitResult and Forecast"
)


def _found(what: Any) -> tuple[_Drawer, Callable[[Any], str], Any]:
    for kind, draw, say in _ONE:
        if isinstance(what, kind):
            return draw, say, what
    if isinstance(what, dict):
        what = list(what.values())
    if not isinstance(what, Sequence) and hasattr(what, "__iter__") and not isinstance(what, str):
        what = list(what)
    if isinstance(what, Sequence) and not isinstance(what, str):
        items = list(what)
        if not items:
            raise InvalidArgument("what", "empty", "at least one thing to draw")
        if len(items) == 1 and isinstance(items[0], TimeSeries | FitResult | Forecast):
            return _found(items[0])
        for kind, draw, say in _MANY:
            if all(isinstance(item, kind) for item in items):
                return draw, say, items
        if all(isinstance(item, TimeSeries | FitResult | Forecast) for item in items):
            return plot_fits, fits.items_alt, items
        wrong = next(
            (item for item in items if not isinstance(item, TimeSeries | FitResult | Forecast)),
            items[0],
        )
        raise InvalidArgument("what", f"with a {type(wrong).__name__}", _DRAWN)
    raise InvalidArgument("what", f"of type {type(what).__name__}", _DRAWN)


def plot(what: Any, *, ax: Axes | None = None, title: str | None = None, **options: Any) -> Any:
    """Draw a result, or several that belong into one picture.

    Parameters
    ----------
    what
        A series, fit, forecast, comparison, backtest, index, supply structure, balance, patent counts,
        innovators, network, batch, audit or assessment; a sequence or dict of series, of companies or of figures; or a sequence of series,
        fits and forecasts of one unit, such as ``[series, fit, forecast]``.
    ax
        Axes to draw into; new ones by default.
    title
        Title; what the result is called by default.
    options
        Of the function that draws this kind, for example ``parameter="K"`` for a batch.

    Returns
    -------
    matplotlib.axes.Axes, or an array of them
        An array where the picture has panels: more than eight series, series of several units, a
        backtest, or forecasts of a batch.

    Raises
    ------
    InvalidArgument
        For anything else.
    UnitError
        If things of different units are to share one set of axes.
    ImportError
        Without matplotlib.
    """
    draw, _, subject = _found(what)
    return draw(subject, ax=ax, title=title, **options)


def alt_text(what: Any) -> str:
    """Return a picture in sentences, made from its numbers.

    Parameters
    ----------
    what
        Whatever :func:`plot` draws.

    Returns
    -------
    str

    Raises
    ------
    InvalidArgument
        For anything else.
    """
    _, say, subject = _found(what)
    return say(subject)
