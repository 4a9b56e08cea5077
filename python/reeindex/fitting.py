"""Fitting curves to series and arrays, and forecasting from the fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy.typing as npt

from reeindex._core import fit as _fit
from reeindex._core import forecast as _forecast
from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve, FitResult
from reeindex._core.forecast import Forecast
from reeindex.describing import described_as
from reeindex.series_input import Missing, to_series

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
        Each with its ``name`` and ``parameters``.

    Examples
    --------
    >>> import reeindex as ree
    >>> [curve.name for curve in ree.curves()][:3]
    ['linear', 'exponential', 'power']
    """
    return [_fit.curve_by_name(name) for name in _fit.curve_names()]


def _to_curve(curve: str | Curve) -> Curve:
    if isinstance(curve, Curve):
        return curve
    if isinstance(curve, str):
        return _fit.curve_by_name(curve)
    raise InvalidArgument("curve", repr(curve), "the name of a curve or a Curve")


def fit(
    series: Any,
    curve: str | Curve = "logistic",
    *,
    years: Sequence[int] | npt.NDArray[Any] | None = None,
    missing: Missing = "mark",
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
    series : TimeSeries, pandas.Series, frame, dict or array_like
        Annual observations: a TimeSeries; a pandas Series whose index holds years, yearly dates or
        yearly periods; a frame of pandas, polars or Arrow with a column ``year`` (or years as its
        index) and one other column; a dict from years to values; or values, with `years`.
    curve : str or Curve
        Name of a shipped curve (see :func:`curves`) or a curve made by :func:`curve`.
    years : sequence of int, optional
        Years of plain values.
    missing : {"mark", "raise"}
        Whether NaN and None are years without value, listed in ``.excluded``, or an error.
    error : str
        Distribution of the observations around the curve: ``"gaussian"``, ``"lognormal"``,
        ``"poisson"``, ``"negative_binomial"``, ``"huber"``, ``"tukey"`` or ``"student_t"``.
    on : {"levels", "increments"}
        ``"increments"`` if the observations are the yearly growth of a cumulative curve.
    fixed : dict of str to float, optional
        Parameters held at a value.
    bounds : dict of str to (lower, upper), optional
        Bounds narrower than the curve's own; ``None`` for no bound.
    start : dict of str to float, optional
        Start values; shipped curves need none.
    weights : array_like, shape (n,), optional
        Relative inverse variances, one per observation of the series or per observation used. Zero
        leaves the observation out.
    completeness : array_like, shape (n,), optional
        Share of each observation that is already published, in (0, 1], one per observation of the
        series or per observation used. Provisional observations are used when it is given.
    include_provisional : bool
        Use observations of status P.
    level : float
        Level at which the verdict judges whether a limit of the curve is excluded.
    max_iterations : int
        Iterations allowed from each start.
    starts, seed : int
        Random starts around given start values, and their seed.

    Returns
    -------
    FitResult
        With ``.status``, ``.identified`` and ``.message``. A fit that failed, or whose ceiling the
        data cannot bound, is a state of the result. Estimates have the unit of the series; rates are
        continuous and per year, times are calendar years.

    Raises
    ------
    NotFound
        If there is no such curve, parameter, error model or kind of observation.
    InvalidArgument
        If an argument is of another kind or out of its range, or the series holds nothing to fit, or
        values that the error model cannot take.

    Notes
    -----
    Linear parameters are eliminated by variable projection: Golub and Pereyra (1973),
    doi:10.1137/0710036. Standard errors and intervals follow Bates and Watts (1988),
    doi:10.1002/9780470316757.

    Examples
    --------
    >>> import reeindex as ree
    >>> demand = ree.load_paper().series("neodymium_oxide_demand", "WLD")
    >>> round(ree.fit(demand, "logistic").params["K"], 2)
    25.22
    """
    return _fit.fit(
        to_series(series, years, missing=missing),
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


@described_as(fit)
def fit_xy(
    x: _Numbers,
    y: _Numbers,
    curve: str | Curve,
    *,
    missing: Missing = "mark",
    error: ErrorModel = "gaussian",
    on: Literal["levels", "increments"] = "levels",
    fixed: Mapping[str, float] | None = None,
    bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
    start: Mapping[str, float] | None = None,
    weights: _Numbers | None = None,
    completeness: _Numbers | None = None,
    level: float = 0.95,
    max_iterations: int = 400,
    starts: int = 60,
    seed: int = 1,
) -> FitResult:
    """Fit a curve to plain arrays.

    Parameters
    ----------
    x : array_like, shape (n,) or (n, predictors)
        Predictors. They need not be years.
    y : array_like, shape (n,)
        Observations.
    missing : {"mark", "raise"}
        Whether a NaN or None in `y` leaves the observation out, which the message tells, or is an
        error.
    curve : str or Curve
        Name of a shipped curve or a curve made by :func:`curve`.
    error, fixed, bounds, start, weights, level, max_iterations, starts, seed
        As in :func:`fit`.
    on, completeness
        As in :func:`fit`. For one predictor that counts years.

    Returns
    -------
    FitResult
        As of :func:`fit`, without years.

    Raises
    ------
    NotFound
        If there is no such curve, parameter or error model.
    InvalidArgument
        If the arrays do not fit together, hold a value that is not finite, or an argument is out of
        its range.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.fit_xy([1, 2, 3, 4], [2.1, 3.9, 6.0, 8.1], "linear").status
    'converged'
    """
    return _fit.fit_xy(
        x,
        y,
        _to_curve(curve),
        missing=missing,
        error=error,
        on=on,
        fixed=_plain(fixed, "fixed"),
        bounds=_plain(bounds, "bounds"),
        start=_plain(start, "start"),
        weights=weights,
        completeness=completeness,
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
    until: int | None = None,
    anchored: bool = False,
    method: str = "automatic",
    replicates: int = 999,
    seed: int = 1,
    past: bool = False,
) -> Forecast:
    """Forecast a fitted series, with the interval that a new observation falls into.

    Parameters
    ----------
    fit : FitResult
        A fit of a series.
    horizon : int, optional
        Years after the last observation used, 1 to 1000; 5 by default.
    level : float
        Coverage of the prediction interval, between 0 and 1.
    years : sequence of int, optional
        Explicit years instead of a horizon, strictly increasing.
    until : int, optional
        Last year instead of a horizon: every year after the last observation used up to it.
    anchored : bool
        Whether the forecast starts where the data end: the curve plus what is left of its last
        residual, whose autocorrelation is modelled. For Gaussian and lognormal errors. A forecast
        that is not anchored holds if the series follows the curve, and says so.
    method : str
        How the interval is found: ``"delta"``, ``"profile"`` or ``"bootstrap"``; ``"automatic"``
        chooses by what the data identify, and the forecast names the choice.
    replicates, seed : int
        Of the bootstrap.
    past : bool
        Whether ``.notes`` and ``.message`` say how the fit would have done in the past of the series
        against the last value, as far ahead as the last year asked for: :func:`past_accuracy`.

    Returns
    -------
    Forecast
        ``.years``, ``.mean``, ``.lower``, ``.upper``, shape ``(horizon,)``, in the unit of the
        series, and ``.message``, which says what the forecast rests on. A bound that the data do not
        give is infinite.

    Raises
    ------
    NotFound
        If there is no such method.
    InvalidArgument
        If the fit has no optimum or no years, or an argument is out of range.

    Notes
    -----
    Delta method and profiles: Bates and Watts (1988), doi:10.1002/9780470316757; prediction by
    profile: Bjornstad (1990), doi:10.1214/ss/1177012175; bootstrap: Davison and Hinkley (1997),
    doi:10.1017/CBO9780511802843. Anchored: restricted likelihood of the autocorrelation, Harville
    (1977), doi:10.1080/01621459.1977.10480998.
    """
    if not isinstance(fit, FitResult):
        raise InvalidArgument("fit", f"of type {type(fit).__name__}", "a FitResult")
    return _forecast.forecast(
        fit,
        horizon,
        level,
        years=years,
        until=until,
        anchored=anchored,
        method=method,
        replicates=replicates,
        seed=seed,
        past=past,
    )


def _plain(mapping: Mapping[str, Any] | None, argument: str) -> dict[str, Any] | None:
    if mapping is None:
        return None
    if not isinstance(mapping, Mapping):
        raise InvalidArgument(argument, repr(mapping), "a mapping from parameter names")
    return dict(mapping)
