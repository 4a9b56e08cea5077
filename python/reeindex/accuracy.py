"""Measures of accuracy: forecasts, intervals, quantiles and samples against what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core import forecast as _core
from reeindex._core.core import InvalidArgument
from reeindex.describing import described_as

__all__ = [
    "coverage",
    "crps",
    "interval_score",
    "mae",
    "mase",
    "msis",
    "pinball_loss",
    "rmse",
    "smape",
]

_Numbers = Sequence[float] | Sequence[Sequence[float]] | npt.NDArray[Any]
_Measure = float | npt.NDArray[np.float64]


def mae(actual: _Numbers, forecast: _Numbers, *, by_horizon: bool = False) -> _Measure:
    """Return the mean absolute error, in the unit of the values.

    Parameters
    ----------
    actual : array_like, shape (n,) or (cutoffs, horizon)
        What came.
    forecast : array_like, of the shape of actual
        What was forecast.
    by_horizon : bool
        One measure for each column of a two-dimensional array, instead of one over all.

    Returns
    -------
    float or numpy.ndarray
        Shape ``(horizon,)`` by horizon.

    Raises
    ------
    InvalidArgument
        If the arrays are empty, differ in shape or hold a value that is not finite.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.mae([10, 12], [11, 15])
    2.0
    """
    return _over(_core.mae, by_horizon, actual=actual, forecast=forecast)


@described_as(mae)
def rmse(actual: _Numbers, forecast: _Numbers, *, by_horizon: bool = False) -> _Measure:
    """Return the root mean squared error, in the unit of the values.

    Parameters
    ----------
    actual, forecast, by_horizon
        As in :func:`mae`.

    Returns
    -------
    float, or ndarray with `by_horizon`

    Raises
    ------
    InvalidArgument
        As in :func:`mae`.
    """
    return _over(_core.rmse, by_horizon, actual=actual, forecast=forecast)


@described_as(mae)
def smape(actual: _Numbers, forecast: _Numbers, *, by_horizon: bool = False) -> _Measure:
    """Return the symmetric mean absolute percentage error, from 0 to 200.

    Parameters
    ----------
    actual, forecast, by_horizon
        As in :func:`mae`.

    Returns
    -------
    float, or ndarray with `by_horizon`

    Raises
    ------
    InvalidArgument
        As in :func:`mae`.

    Notes
    -----
    Mean of ``200 |y - f| / (|y| + |f|)``, 0 where both are 0, as in the M4 competition: Makridakis
    et al. (2020), doi:10.1016/j.ijforecast.2019.04.014.
    """
    return _over(_core.smape, by_horizon, actual=actual, forecast=forecast)


@described_as(mae)
def mase(
    actual: _Numbers, forecast: _Numbers, training: Any, *, by_horizon: bool = False
) -> _Measure:
    """Return the mean absolute scaled error: below 1 is better than the naive forecast was in sample.

    Parameters
    ----------
    actual, forecast, by_horizon
        As in :func:`mae`.
    training : array_like, shape (m,), or one sequence for each row of actual
        What was known, in order of years; its mean absolute change is the scale.

    Returns
    -------
    float or numpy.ndarray
        As of :func:`mae`, without a unit.

    Raises
    ------
    InvalidArgument
        As :func:`mae`, or if a training part has fewer than two values or does not move.

    Notes
    -----
    Hyndman and Koehler (2006), doi:10.1016/j.ijforecast.2006.03.001.
    """
    actual, forecast = _scaled(training, actual=actual, forecast=forecast)
    return _over(_core.mae, by_horizon, actual=actual, forecast=forecast)


@described_as(mae)
def interval_score(
    actual: _Numbers,
    lower: _Numbers,
    upper: _Numbers,
    level: float = 0.95,
    *,
    by_horizon: bool = False,
) -> _Measure:
    """Return the mean interval score: width, and a penalty for what lies outside.

    Parameters
    ----------
    actual, by_horizon
        As in :func:`mae`.
    lower, upper : array_like, of the shape of actual
        Bounds, which may be infinite; the score is then infinite.
    level : float
        Nominal coverage, between 0 and 1.

    Returns
    -------
    float or numpy.ndarray
        As of :func:`mae`.

    Raises
    ------
    InvalidArgument
        As :func:`mae`, or if a lower bound is above its upper one, or the level out of range.

    Notes
    -----
    Width plus ``2 / (1 - level)`` times the distance outside: Winkler (1972),
    doi:10.1080/01621459.1972.10481224; Gneiting and Raftery (2007), doi:10.1198/016214506000001437.
    """
    return _over(
        lambda **arrays: _core.interval_score(**arrays, level=level),
        by_horizon,
        actual=actual,
        lower=lower,
        upper=upper,
    )


@described_as(interval_score, mase)
def msis(
    actual: _Numbers,
    lower: _Numbers,
    upper: _Numbers,
    training: Any,
    level: float = 0.95,
    *,
    by_horizon: bool = False,
) -> _Measure:
    """Return the mean scaled interval score of the M4 competition.

    Parameters
    ----------
    actual, lower, upper, level, by_horizon
        As in :func:`interval_score`.
    training
        As in :func:`mase`.

    Returns
    -------
    float or numpy.ndarray
        :func:`interval_score` over the scale of :func:`mase`.

    Raises
    ------
    InvalidArgument
        As :func:`interval_score` and :func:`mase`.

    Notes
    -----
    Makridakis et al. (2020), doi:10.1016/j.ijforecast.2019.04.014.
    """
    actual, lower, upper = _scaled(training, actual=actual, lower=lower, upper=upper)
    return interval_score(actual, lower, upper, level, by_horizon=by_horizon)


@described_as(interval_score)
def coverage(
    actual: _Numbers, lower: _Numbers, upper: _Numbers, *, by_horizon: bool = False
) -> _Measure:
    """Return the share of actual values within their interval, bounds included.

    Parameters
    ----------
    actual, lower, upper, by_horizon
        As in :func:`interval_score`.

    Returns
    -------
    float, or ndarray with `by_horizon`

    Raises
    ------
    InvalidArgument
        As in :func:`interval_score`.
    """
    return _over(_core.coverage, by_horizon, actual=actual, lower=lower, upper=upper)


@described_as(mae)
def pinball_loss(
    actual: _Numbers, quantile: _Numbers, probability: float, *, by_horizon: bool = False
) -> _Measure:
    """Return the mean pinball loss of forecasts of one quantile.

    Parameters
    ----------
    actual, by_horizon
        As in :func:`mae`.
    quantile : array_like, of the shape of actual
        Forecasts of the quantile.
    probability : float
        Of the quantile, between 0 and 1.

    Returns
    -------
    float or numpy.ndarray
        As of :func:`mae`.

    Raises
    ------
    InvalidArgument
        As :func:`mae`, or if the probability is out of range.

    Notes
    -----
    Koenker and Bassett (1978), doi:10.2307/1913643.
    """
    return _over(
        lambda **arrays: _core.pinball_loss(**arrays, probability=probability),
        by_horizon,
        actual=actual,
        quantile=quantile,
    )


def crps(
    actual: float,
    samples: Sequence[float] | npt.NDArray[Any] | None = None,
    *,
    quantiles: Sequence[float] | npt.NDArray[Any] | None = None,
    probabilities: Sequence[float] | npt.NDArray[Any] | None = None,
) -> float:
    """Return the continuous ranked probability score of one value.

    Parameters
    ----------
    actual : float
        What came.
    samples : array_like, shape (n,), optional
        Draws from the forecast distribution.
    quantiles, probabilities : array_like, shape (n,), optional
        Quantiles instead of samples, increasing, with their probabilities; best spread evenly, as
        ``(i - 1/2) / n``.

    Returns
    -------
    float
        In the unit of the values; lower is better.

    Raises
    ------
    InvalidArgument
        If both or neither of samples and quantiles are given, they are empty or not finite, or
        quantiles and probabilities do not fit together.

    Notes
    -----
    ``E|X - y| - E|X - X'| / 2`` of the samples: Gneiting and Raftery (2007),
    doi:10.1198/016214506000001437. From quantiles twice the mean of their pinball losses: Gneiting
    and Ranjan (2011), doi:10.1198/jbes.2010.08110.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.crps(2.0, [5.0])
    3.0
    """
    if (samples is None) == (quantiles is None):
        raise InvalidArgument(
            "samples",
            "missing" if samples is None else "given with quantiles",
            "given, or quantiles with their probabilities",
        )
    if samples is not None:
        if probabilities is not None:
            raise InvalidArgument("probabilities", "given with samples", "of quantiles")
        return _core.crps_from_samples(actual, samples)
    if probabilities is None:
        raise InvalidArgument("probabilities", "missing", "one for each quantile")
    return _core.crps_from_quantiles(actual, quantiles, probabilities)


def _matrix(values: Any, name: str) -> npt.NDArray[Any] | None:
    """Return the values as an array if they have two dimensions."""
    try:
        array = np.asarray(values)
    except ValueError as error:  # rows of different lengths
        raise InvalidArgument(name, "of rows of different lengths", "of one shape") from error
    if array.ndim > 2:
        raise InvalidArgument(name, f"with {array.ndim} dimensions", "with one or two")
    return array if array.ndim == 2 else None


def _over(measure: Callable[..., float], by_horizon: bool, **arrays: Any) -> _Measure:
    """Apply a measure over all values, or column by column."""
    matrices = {name: _matrix(values, name) for name, values in arrays.items()}
    first = next(iter(matrices))
    leader = matrices[first]
    if leader is None:
        if by_horizon:
            raise InvalidArgument(
                "by_horizon", "True", f"False unless {first} has a row for each cutoff"
            )
        for name, matrix in matrices.items():
            if matrix is not None:
                raise InvalidArgument(name, f"of shape {matrix.shape}", f"of the shape of {first}")
        return measure(**arrays)
    shape = leader.shape
    for name, matrix in matrices.items():
        if matrix is None or matrix.shape != shape:
            found = np.shape(arrays[name]) if matrix is None else matrix.shape
            raise InvalidArgument(name, f"of shape {found}", f"of the shape of {first}, {shape}")
    full = {name: matrix for name, matrix in matrices.items() if matrix is not None}
    if not by_horizon:
        return measure(**{name: matrix.ravel() for name, matrix in full.items()})
    columns = range(shape[1])
    return np.array([measure(**{n: m[:, h] for n, m in full.items()}) for h in columns])


def _scaled(training: Any, **arrays: Any) -> list[npt.NDArray[np.float64]]:
    """Divide the arrays by the scale of the training part, one for all rows or one for each."""
    rows = len(arrays["actual"]) if _matrix(arrays["actual"], "actual") is not None else 0
    several = len(training) > 0 and np.ndim(training[0]) > 0 if _is_sequence(training) else False
    if several:
        if rows != len(training):
            raise InvalidArgument(
                "training",
                f"of {len(training)} sequences",
                f"one sequence, or one for each of the {rows} rows of actual",
            )
        scales = np.array([[_positive_scale(one)] for one in training])
    else:
        scales = np.array(_positive_scale(training))
    out = []
    for name, values in arrays.items():
        if _matrix(values, name) is None:
            # checked before it is divided: text, missing values and years are refused by name
            out.append(_core_doubles(values, name) / scales)
        else:
            out.append(np.asarray(values, dtype=float) / scales)
    return out


def _is_sequence(values: Any) -> bool:
    return isinstance(values, list | tuple) or (isinstance(values, np.ndarray) and values.ndim == 2)


def _positive_scale(training: Any) -> float:
    scale = _core.naive_scale(training)
    if not scale > 0:
        raise InvalidArgument(
            "training",
            "without any change",
            "of values that change, or no error can be scaled by them",
        )
    return scale


def _core_doubles(values: Any, name: str) -> npt.NDArray[np.float64]:
    return _core.doubles(values, name)
