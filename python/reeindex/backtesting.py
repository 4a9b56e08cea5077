"""Judging methods by what they would have forecast in a series' past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy.typing as npt

from reeindex._core import forecast as _core
from reeindex._core.core import InvalidArgument, NotFound
from reeindex._core.fit import Curve, FitResult
from reeindex.backtest_results import Backtest, MethodBacktest, PastAccuracy
from reeindex.describing import described_as
from reeindex.fitting import ErrorModel, fit
from reeindex.series_input import to_series

__all__ = ["Backtest", "MethodBacktest", "PastAccuracy", "backtest", "past_accuracy", "select"]

Method = str | Curve | Callable[..., Any]
_Numbers = Sequence[float] | npt.NDArray[Any]


@described_as(fit)
def backtest(
    series: Any,
    methods: Method | Iterable[Method] | Mapping[str, Method] = ("auto",),
    h: int = 5,
    windows: int | None = None,
    *,
    step: int = 1,
    min_observations: int = 8,
    level: float = 0.95,
    interval: str = "automatic",
    error: ErrorModel = "gaussian",
    on: Literal["levels", "increments"] = "levels",
    weights: _Numbers | None = None,
    completeness: _Numbers | None = None,
    include_provisional: bool = False,
    replicates: int = 999,
    seed: int = 1,
) -> Backtest:
    """Judge methods by what they would have forecast in the past, with naive and drift beside them.

    Parameters
    ----------
    series : TimeSeries or pandas.Series
        Annual observations; a pandas Series has years as its index.
    methods : str, Curve, callable, several of them, or a dict with names
        Names: ``"auto"``, ``"naive"``, ``"drift"``, ``"ses"``, ``"damped_trend"``, ``"theta"``,
        ``"dotm"``, a shipped curve, or a curve anchored at the data, as ``"logistic anchored"``. A
        callable takes the years known, their values and the number of years ahead, and returns one
        value for each year ahead, or ``(lower, values, upper)``.
    h : int
        Years ahead, from 1 to 1000.
    windows : int, optional
        Number of cutoffs: the last ones with all ``h`` years after them. By default every cutoff
        with at least ``min_observations`` before it, those near the end with the years that are
        left.
    step : int
        Observations from one cutoff to the next.
    min_observations : int
        Observations that the first cutoff knows, at least 2.
    level : float
        Nominal coverage of the intervals.
    interval : str
        How the intervals of curves are found: ``method`` of :func:`forecast`.
    error, on, weights, completeness, include_provisional
        As in :func:`fit`. For the fits of curves; weights and completeness of the whole series.
    replicates, seed : int
        Of the bootstrap.

    Returns
    -------
    Backtest
        A table: ``.to_pandas()`` has the scores, ``.forecasts_to_pandas()`` every forecast.

    Raises
    ------
    NotFound
        If there is no such method.
    InvalidArgument
        If an argument is of another kind or out of its range, the series is too short, a name
        occurs twice, or a callable answers with another number of values. Where a callable raises
        ValueError or ArithmeticError the cutoff is listed as failed; other exceptions are raised.

    Notes
    -----
    Every method sees what was known at the cutoff and nothing else. Scores are of the cutoffs and
    years that all methods could forecast. Rolling origins: Tashman (2000),
    doi:10.1016/S0169-2070(00)00065-0.

    Examples
    --------
    >>> import reeindex as ree
    >>> demand = ree.load_paper().series("neodymium_oxide_demand", "WLD")
    >>> [one.name for one in ree.backtest(demand, "linear", h=2).methods]
    ['linear', 'naive', 'drift']
    """
    options = _options(h, windows, step, min_observations, level, interval, replicates, seed)
    fits = _fit_options(error, on, weights, completeness, include_provisional)
    return _result(_core.backtest(to_series(series), _named(methods), options, **fits))


@described_as(backtest)
def select(
    series: Any,
    methods: Method | Iterable[Method] | Mapping[str, Method] = ("auto",),
    h: int = 5,
    windows: int | None = None,
    *,
    by: Literal["interval_score", "mae"] = "interval_score",
    step: int = 1,
    min_observations: int = 8,
    level: float = 0.95,
    interval: str = "automatic",
    error: ErrorModel = "gaussian",
    on: Literal["levels", "increments"] = "levels",
    weights: _Numbers | None = None,
    completeness: _Numbers | None = None,
    include_provisional: bool = False,
    replicates: int = 999,
    seed: int = 1,
) -> Backtest:
    """Rank methods by what they would have forecast in the past.

    Parameters
    ----------
    series, methods, h, windows, step, min_observations, level, interval
        As in :func:`backtest`.
    by : {"interval_score", "mae"}
        The whole forecast, or its middle only; methods without intervals are ranked by ``"mae"``.
    error, on, weights, completeness, include_provisional, replicates, seed
        As in :func:`backtest`.

    Returns
    -------
    Backtest
        Best first; ``.best`` is the name of the first, which may be ``"naive"``.

    Raises
    ------
    NotFound
        As :func:`backtest`, or if there is no such rule.
    InvalidArgument
        As :func:`backtest`.
    """
    rules = ["interval_score", "mae"]
    if by not in rules:
        raise NotFound(f"no rule {by!r} to rank by; known: {', '.join(rules)}")
    options = _options(h, windows, step, min_observations, level, interval, replicates, seed)
    fits = _fit_options(error, on, weights, completeness, include_provisional)
    return _result(_core.select(to_series(series), _named(methods), options, by, **fits), by)


def past_accuracy(
    of: Any,
    method: Method = "auto",
    h: int = 5,
    forecasts: int = 8,
    *,
    min_observations: int = 5,
) -> PastAccuracy:
    """Say how a method did on a series' own past against the last value.

    Parameters
    ----------
    of : TimeSeries, pandas.Series or FitResult
        A series, or the fit of one, which brings its own curve and options.
    method : str, Curve or callable
        One of the methods that :func:`backtest` takes; not used for a fit.
    h : int
        Years ahead: forecasts of exactly so many years are judged.
    forecasts : int
        How many at most, the last ones.
    min_observations : int
        Observations that the first of them knows.

    Returns
    -------
    PastAccuracy
        ``.message`` says, for example, that "the last 8 five-year forecasts would have been 31 %
        closer than the last value".

    Raises
    ------
    NotFound
        If there is no such method.
    InvalidArgument
        If an argument is of another kind or out of its range. A series that is too short is no
        error: ``.message`` says so.
    """
    if isinstance(of, FitResult):
        state = _core.past_accuracy(of, "", None, h, forecasts, min_observations)
    else:
        pairs = _named(method)
        if len(pairs) != 1:
            raise InvalidArgument("method", f"{len(pairs)} methods", "one method")
        ((name, chosen),) = pairs
        state = _core.past_accuracy(to_series(of), name, chosen, h, forecasts, min_observations)
    return PastAccuracy(**state)


def _options(
    h: Any,
    windows: Any,
    step: Any,
    min_observations: Any,
    level: Any,
    interval: Any,
    replicates: Any,
    seed: Any,
) -> dict[str, Any]:
    return {
        "horizon": h,
        "windows": windows,
        "step": step,
        "min_observations": min_observations,
        "level": level,
        "interval": interval,
        "replicates": replicates,
        "seed": seed,
    }


def _fit_options(
    error: Any, on: Any, weights: Any, completeness: Any, include_provisional: Any
) -> dict[str, Any]:
    return {
        "error": error,
        "on": on,
        "weights": weights,
        "completeness": completeness,
        "include_provisional": include_provisional,
    }


def _named(methods: Any) -> list[tuple[str, Any]]:
    """Return pairs of name and method."""
    if isinstance(methods, Mapping):
        pairs = [(str(name), method) for name, method in methods.items()]
    elif isinstance(methods, str | Curve) or callable(methods):
        pairs = [(_name_of(methods), methods)]
    elif isinstance(methods, Iterable):
        pairs = [(_name_of(one), one) for one in methods]
    else:
        raise InvalidArgument("methods", repr(methods), "names, curves or callables")
    if not pairs:
        raise InvalidArgument("methods", "empty", "at least one method")
    for name, method in pairs:
        if not (isinstance(method, str | Curve) or callable(method)):
            raise InvalidArgument("methods", f"{name} = {method!r}", "names, curves or callables")
    return pairs


def _name_of(method: Any) -> str:
    if isinstance(method, str):
        return method
    if isinstance(method, Curve):
        return method.name
    return str(getattr(method, "__name__", None) or type(method).__name__)


def _result(state: dict[str, Any], by: str | None = None) -> Backtest:
    return Backtest.from_dict({**state, "by": by})
