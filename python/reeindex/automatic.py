"""Automatic forecasts of one series, and of every row of an array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core import forecast as _forecast
from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.forecast import Forecast
from reeindex.batch import _floats, fit_batch
from reeindex.checks import checked_threads, checked_whole
from reeindex.describing import described_as
from reeindex.extras import require
from reeindex.progress import CountProgress, counting
from reeindex.results import Drawn, Table

__all__ = ["AutoForecastBatch", "auto_forecast", "auto_forecast_batch"]

_Array = npt.NDArray[Any]
_LEVELS = "a level such as 95 or 0.95, or a sequence of levels"


def checked_levels(given: Any) -> list[float]:
    """Return levels as increasing fractions: 95 and 0.95 are the same."""
    many = hasattr(given, "__iter__") and not isinstance(given, (str, bytes))
    out = []
    for one in given if many else [given]:
        if isinstance(one, (str, bytes, bool, np.bool_, np.ndarray)) or not hasattr(
            one, "__float__"
        ):
            raise InvalidArgument("level", repr(one), _LEVELS)
        try:
            level = float(one)
        except (TypeError, ValueError):  # a decimal's signalling NaN, a complex number
            raise InvalidArgument("level", repr(one), _LEVELS) from None
        if not (0.0 < level < 1.0 or 10.0 <= level < 100.0):
            raise InvalidArgument(
                "level", repr(one), "between 0 and 1, or in percent from 10 to below 100"
            )
        level = level if level < 1.0 else float(f"{level / 100.0:.15g}")  # 99.9 is 0.999
        if (1.0 - level) / 2.0 == 0.5:  # as near to 0 as a double tells
            raise InvalidArgument("level", repr(one), "between 0 and 1, both excluded")
        out.append(level)
    if not out:
        raise InvalidArgument("level", "empty", _LEVELS)
    if len(out) > 50:
        raise InvalidArgument("level", f"of length {len(out)}", "at most 50 levels")
    return sorted(set(out))


def _flag(given: Any, argument: str) -> bool:
    if isinstance(given, (bool, np.bool_)):
        return bool(given)
    raise InvalidArgument(argument, repr(given), "True or False")


def _has_years(series: Any) -> bool:
    """Whether a series has years: a TimeSeries, or one of pandas."""
    return isinstance(series, TimeSeries) or (
        hasattr(series, "to_numpy") and hasattr(series, "index") and not callable(series.index)
    )


def _series_of(series: Any) -> Any:
    """Return a TimeSeries, or values that the binding takes one a year."""
    if isinstance(series, TimeSeries):
        return series
    if _has_years(series):
        if getattr(series, "ndim", 1) != 1:
            raise InvalidArgument(
                "series", f"of shape {series.shape}", "one column; forecast_table() takes tables"
            )
        return TimeSeries.from_pandas(series, missing="mark")
    if isinstance(series, (str, bytes, dict)) or not hasattr(series, "__len__"):
        raise InvalidArgument(
            "series",
            f"of type {type(series).__name__}",
            "a TimeSeries, a pandas Series with years as its index, or values one a year",
        )
    if getattr(series, "ndim", 1) != 1:
        raise InvalidArgument(
            "series",
            f"of shape {series.shape}",
            "one-dimensional; auto_forecast_batch() takes the rows of an array",
        )
    return series


def auto_forecast(
    series: Any,
    h: int | None = None,
    *,
    until: int | None = None,
    level: float | Sequence[float] = 95,
    include_provisional: bool = False,
    counts: bool | None = None,
    model: str = "local_global_trend",
    paths: int = 1000,
    seed: int = 1,
    past: bool = False,
) -> Forecast:
    """Forecast an annual series without a curve: what the next years will be, give or take.

    The forecast is the median of simulated paths of a family of smoothing models, averaged with
    closed-form weights; its bounds are quantiles of the same paths.

    Parameters
    ----------
    series : TimeSeries, pandas.Series or array_like, shape (n,)
        Annual observations, two at least. A pandas Series has years as its index. Plain values are
        one a year, NaN where a year has none, and their years count from 1.
    h : int, optional
        Years after the last observation used, 1 to 1000; 5 by default.
    until : int, optional
        Last year to forecast, instead of ``h``.
    level : float or sequence of float
        Coverage of the prediction interval in percent (95) or as a fraction (0.95); several give
        several intervals. At most 99.9 with 1,000 paths: they do not tell what is rarer.
    include_provisional : bool
        Use observations of status P, which are left out and listed otherwise.
    counts : bool, optional
        Whether the values are counts, whose bounds are whole numbers. By default they are where the
        unit is an annotation such as ``{patent}`` and every value is a whole number from 0.
    model : str
        Another model for comparison: ``"naive"``, ``"drift"``, ``"ses"``, ``"damped_trend"``,
        ``"theta"`` or ``"dotm"``.
    paths, seed : int
        Number of simulated paths and their seed. The same seed gives the same forecast on every
        machine.
    past : bool
        Whether ``.notes`` and ``.message`` say how this method would have done in the past of the
        series against the last value, as far ahead as the last year asked for:
        :func:`past_accuracy`.

    Returns
    -------
    Forecast
        ``.years``, ``.mean``, ``.lower`` and ``.upper``, shape ``(h,)``, in the unit of the series;
        ``.interval(80)`` for one of several levels; ``.notes`` and ``.message``, which say what the
        forecast rests on.

    Raises
    ------
    InvalidArgument
        If fewer than two observations are left, both ``h`` and ``until`` are given, ``until`` does
        not lie ahead, or an argument is of another kind or out of its range.
    NotFound
        If there is no such model.

    Notes
    -----
    Family: after the local and global trend model of Smyl et al. (2025),
    doi:10.1016/j.ijforecast.2024.03.006.

    Examples
    --------
    >>> import reeindex as ree
    >>> demand = ree.load_paper().series("neodymium_oxide_demand", "WLD")
    >>> ree.auto_forecast(demand, until=2027, level=[80, 95]).years
    array([2025, 2026, 2027])
    """
    if not isinstance(model, str):
        raise InvalidArgument("model", repr(model), "the name of a smoothing model")
    if h is not None:
        h = checked_whole(h, "h", "a whole number from 1 to 1000", most=1000)
    if until is not None:
        until = checked_whole(until, "until", "a year after the last year used", most=99_999)
        if not _has_years(series):
            raise InvalidArgument(
                "until", repr(until), "left out for plain values, which have no years; give h"
            )
    return _forecast.auto_forecast(
        _series_of(series),
        h,
        until,
        checked_levels(level),
        _flag(include_provisional, "include_provisional"),
        None if counts is None else _flag(counts, "counts"),
        model,
        paths,
        seed,
        _flag(past, "past"),
    )


@dataclass(frozen=True)
class AutoForecastBatch(Drawn, Table):
    """Automatic forecasts of many series, one row a series.

    Attributes
    ----------
    mean
        Shape (series, h): the medians of the paths; NaN where there is no forecast.
    levels
        Coverages of the intervals, increasing.
    lower, upper
        Shape (series, levels, h).
    last
        Column of the last observation of each series, after which its forecast starts; -1 where
        there is none.
    n_obs
        Observations of each series.
    status
        Codes of ``status_names``: ``forecast``, ``constant``, ``too_few_observations``,
        ``invalid_data`` and ``not_counts``.
    """

    mean: npt.NDArray[np.float64]
    levels: tuple[float, ...]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    last: npt.NDArray[np.int32]
    n_obs: npt.NDArray[np.int32]
    status: npt.NDArray[np.uint8]
    #: Names of the codes of ``status``.
    status_names = _forecast.AUTO_STATUS_NAMES
    #: Why there is no forecast, by code; empty where there is one.
    reasons = _forecast.AUTO_STATUS_REASONS

    def __len__(self) -> int:
        """Return the number of series."""
        return len(self.mean)

    def interval(self, level: float) -> tuple[_Array, _Array]:
        """Return lower and upper bounds, shape (series, h), at one of the levels, as 0.8 or 80."""
        wanted = checked_levels(level)[0]
        for j, one in enumerate(self.levels):
            if abs(one - wanted) < 1e-9:
                return self.lower[:, j], self.upper[:, j]
        known = ", ".join(f"{one:g}" for one in self.levels)
        raise InvalidArgument("level", repr(level), f"one of those of the forecasts: {known}")

    def to_pandas(self) -> Any:
        """Return one row for each series and year ahead: series, h, mean and the bounds."""
        pandas = require("pandas", "pandas")
        count, horizon = self.mean.shape
        columns: dict[str, Any] = {
            "series": np.repeat(np.arange(count), horizon),
            "h": np.tile(np.arange(1, horizon + 1), count),
            "mean": self.mean.ravel(),
        }
        columns.update(bound_columns(self))
        columns["status"] = pandas.Categorical.from_codes(
            np.repeat(self.status, horizon), categories=list(self.status_names)
        )
        return pandas.DataFrame(columns)

    def __repr__(self) -> str:
        """Return what they are in one line."""
        count, horizon = self.mean.shape
        made = int(np.count_nonzero(np.isin(self.status, (0, 1))))
        return (
            f"<AutoForecastBatch: {count} series, {horizon} years ahead, "
            f"{made} with a forecast, {count - made} without>"
        )


def percent(level: float) -> str:
    """Return a level as its percentage, for names of columns."""
    return f"{round(100.0 * level, 6):.10g}"


def bound_columns(found: AutoForecastBatch) -> dict[str, _Array]:
    """Return the bounds as columns lo-95, lo-80, hi-80, hi-95, series after series."""
    order = range(len(found.levels))
    out = {f"lo-{percent(found.levels[j])}": found.lower[:, j].ravel() for j in reversed(order)}
    out.update({f"hi-{percent(found.levels[j])}": found.upper[:, j].ravel() for j in order})
    return out


@described_as(auto_forecast, fit_batch)
def auto_forecast_batch(
    values: Any,
    h: int = 5,
    *,
    level: float | Sequence[float] = 95,
    counts: bool = False,
    paths: int = 1000,
    seed: int = 1,
    threads: int | None = None,
    progress: CountProgress = False,
) -> AutoForecastBatch:
    """Forecast every row of an array as :func:`auto_forecast` does.

    Parameters
    ----------
    values : array_like, shape (series, years)
        One column a year. NaN is a year without a value; before the first and after the last
        observation of a row it is not part of that series, whose forecast starts after its own last
        observation.
    h : int
        Years ahead, 1 to 1000.
    level
        As in :func:`auto_forecast`.
    counts : bool
        Bounds as whole numbers; a row with another value than whole numbers from 0 has the status
        ``not_counts``.
    paths, seed
        As in :func:`auto_forecast`.
    threads, progress
        As in :func:`fit_batch`.

    Returns
    -------
    AutoForecastBatch
        A series that cannot be forecast is a status of its row and changes no other.

    Raises
    ------
    InvalidArgument
        If the array is not two-dimensional or has more than 10,000 columns, or an argument is of
        another kind or out of its range.
    """
    values = _floats(values, "values", (2,))
    if 0 in values.shape:
        raise InvalidArgument(
            "values", f"of shape {values.shape}", "at least one series and one year"
        )
    levels = checked_levels(level)
    h = checked_whole(h, "h", "a whole number from 1 to 1000", most=1000)
    with counting(progress, "series") as report:
        found = _forecast.auto_forecast_rows(
            values, h, levels, _flag(counts, "counts"), paths, seed, checked_threads(threads),
            report,
        )  # fmt: skip
    return AutoForecastBatch(levels=tuple(levels), **found)
