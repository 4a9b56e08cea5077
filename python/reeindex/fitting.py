"""Fitting curves to series and arrays, and forecasting from the fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy.typing as npt

from reeindex._core import fit as _fit
from reeindex._core import forecast as _forecast
from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.fit import Curve, FitResult
from reeindex._core.forecast import Forecast

__all__ = ["curves", "fit", "fit_xy", "forecast"]

ErrorModel = Literal[
    "gaussian", "lognormal", "poisson", "negative_binomial", "huber", "tukey", "student_t"
]
_Numbers = Sequence[float] | npt.NDArray[Any]


def curves() -> list[Curve]:
    """Return the shipped curves.

    Returns
    -------
    list of Curve
        Each with its name and parameters.
    """
    return [_fit.curve_by_name(name) for name in _fit.curve_names()]


def _to_curve(curve: str | Curve) -> Curve:
    if isinstance(curve, Curve):
        return curve
    if isinstance(curve, str):
        return _fit.curve_by_name(curve)
    raise InvalidArgument("curve", repr(curve), "the name of a curve or a Curve")


def _to_series(series: Any) -> TimeSeries:
    if isinstance(series, TimeSeries):
        return series
    if hasattr(series, "index") and hasattr(series, "to_numpy"):
        return TimeSeries.from_pandas(series)
    raise InvalidArgument(
        "series",
        f"of type {type(series).__name__}",
        "a TimeSeries or a pandas Series with years as its index; fit_xy() takes plain arrays",
    )


def fit(
    series: Any,
    curve: str | Curve = "logistic",
    *,
    error: ErrorModel = "gaussian",
    on: Literal["levels", "increments"] = "levels",
    fixed: Mapping[str, float] | None = None,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
    start: Mapping[str, float] | None = None,
    weights: _Numbers | None = None,
    completeness: _Numbers | None = None,
    include_provisional: bool = False,
    level: float = 0.95,
    max_iterations: int = 400,
    starts: int = 60,
    seed: int = 1,
) -> FitResult:
    """Fit a curve to an annual series.

    Missing observations are left out, provisional ones too unless asked for; both are listed in
    ``.excluded``. No start values are needed for shipped curves.

    Parameters
    ----------
    series
        A :class:`TimeSeries`, or a pandas Series with years as its index.
    curve
        Name of a shipped curve (see :func:`curves`) or a curve made by :func:`curve`.
    error
        Distribution of the observations around the curve.
    on
        ``"increments"`` if the observations are the yearly growth of a cumulative curve.
    fixed
        Parameters held at a value.
    bounds
        Bounds narrower than the curve's own; ``None`` for no bound.
    start
        Start values; shipped curves need none.
    weights
        Relative weights, one per observation of the series.
    completeness
        Share of each observation that is already published, in (0, 1], one per observation of the
        series. Provisional observations are used when it is given.
    include_provisional
        Use observations of status P.
    level
        Level at which the verdict judges whether a limit of the curve is excluded.
    max_iterations
        Iterations allowed from each start.
    starts, seed
        Random starts around given start values, and their seed.

    Returns
    -------
    FitResult
        With ``.status``, ``.identified`` and ``.message``. A fit that failed, or whose ceiling the
        data cannot bound, is a state of the result.

    Raises
    ------
    InvalidArgument, NotFound
        On misuse.
    """
    return _fit.fit(
        _to_series(series),
        _to_curve(curve),
        error=error,
        on=on,
        fixed=_plain(fixed, "fixed"),
        bounds=_plain(bounds, "bounds"),
        start=_plain(start, "start"),
        weights=weights,
        completeness=completeness,
        include_provisional=include_provisional,
        level=level,
        max_iterations=max_iterations,
        starts=starts,
        seed=seed,
    )


def fit_xy(
    x: _Numbers,
    y: _Numbers,
    curve: str | Curve,
    *,
    error: ErrorModel = "gaussian",
    fixed: Mapping[str, float] | None = None,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
    start: Mapping[str, float] | None = None,
    weights: _Numbers | None = None,
    level: float = 0.95,
    max_iterations: int = 400,
    starts: int = 60,
    seed: int = 1,
) -> FitResult:
    """Fit a curve to plain arrays.

    Parameters
    ----------
    x
        Predictors, shape ``(n,)`` or ``(n, predictors)``. They need not be years.
    y
        Observations, shape ``(n,)``.
    curve, error, fixed, bounds, start, weights, level, max_iterations, starts, seed
        As for :func:`fit`.

    Returns
    -------
    FitResult

    Raises
    ------
    InvalidArgument, NotFound
        On misuse.
    """
    return _fit.fit_xy(
        x,
        y,
        _to_curve(curve),
        error=error,
        fixed=_plain(fixed, "fixed"),
        bounds=_plain(bounds, "bounds"),
        start=_plain(start, "start"),
        weights=weights,
        level=level,
        max_iterations=max_iterations,
        starts=starts,
        seed=seed,
    )


def forecast(
    fit: FitResult,
    horizon: int | None = None,
    level: float = 0.95,
    *,
    years: Sequence[int] | npt.NDArray[Any] | None = None,
    method: str = "automatic",
    replicates: int = 999,
    seed: int = 1,
) -> Forecast:
    """Forecast a fitted series, with the interval that a new observation falls into.

    Parameters
    ----------
    fit
        A fit of a series.
    horizon
        Years after the last observation used; 5 by default.
    level
        Coverage of the prediction interval.
    years
        Explicit years instead of a horizon.
    method
        How the interval is found: ``"delta"``, ``"profile"`` or ``"bootstrap"``; ``"automatic"``
        chooses by what the data identify, and the forecast names the choice.
    replicates, seed
        Of the bootstrap.

    Returns
    -------
    Forecast
        ``.years``, ``.mean``, ``.lower``, ``.upper``, and ``.message``, which says what the
        forecast stands on.

    Raises
    ------
    InvalidArgument, NotFound
        If the fit has no optimum, or an argument is out of range.
    """
    if not isinstance(fit, FitResult):
        raise InvalidArgument("fit", f"of type {type(fit).__name__}", "a FitResult")
    return _forecast.forecast(
        fit, horizon, level, years=years, method=method, replicates=replicates, seed=seed
    )


def _plain(mapping: Mapping[str, Any] | None, argument: str) -> dict[str, Any] | None:
    if mapping is None:
        return None
    if not isinstance(mapping, Mapping):
        raise InvalidArgument(argument, repr(mapping), "a mapping from parameter names")
    return dict(mapping)
