"""One curve fitted to very many short series."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from reeindex._core import batch as _batch
from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.extras import require

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BatchFit", "BatchForecast", "BatchItem", "fit_batch", "simd_name"]

_Array = npt.NDArray[Any]
_Progress = bool | Callable[[int, int], Any]


def simd_name() -> str:
    """Return the instruction set of the kernels in use.

    Returns
    -------
    str
        ``"avx512"``, ``"avx2"`` or ``"baseline"``. The environment variable ``REEINDEX_SIMD``
        chooses one; without it the widest that the processor has.

    Raises
    ------
    InvalidArgument
        If ``REEINDEX_SIMD`` names another, or one that the processor lacks.
    """
    return _batch.simd_name()


def _floats(values: Any, name: str, axes: tuple[int, ...]) -> _Array:
    """Floats as they lie in memory where that is possible, else a float64 copy."""
    if np.ma.isMaskedArray(values):
        values = np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan)
    elif hasattr(values, "to_numpy") and not isinstance(values, np.ndarray):
        values = values.to_numpy()
    try:
        array = np.asarray(values)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(
            name, f"of type {type(values).__name__}", "an array of numbers"
        ) from error
    if array.dtype.kind == "O":
        wrong = [one for one in array.ravel() if isinstance(one, (str, bytes, bool))]
        if wrong:
            raise InvalidArgument(name, repr(wrong[0]), "numbers")
        try:
            array = array.astype(np.float64)
        except (TypeError, ValueError) as error:
            raise InvalidArgument(
                name, f"of dtype object ({error})", "an array of numbers"
            ) from None
    if array.dtype.kind not in "fiu":
        raise InvalidArgument(name, f"of dtype {array.dtype}", "an array of numbers")
    if array.ndim not in axes:
        shapes = " or ".join("(series, years)" if axis == 2 else "(years,)" for axis in axes)
        raise InvalidArgument(name, f"of shape {array.shape}", f"of shape {shapes}")
    plain = array.dtype in (np.float64, np.float32) and array.dtype.isnative
    steps = all(stride % array.itemsize == 0 for stride in array.strides)
    if not (plain and steps and array.flags.aligned):
        array = array.astype(np.float64)
    return array


def _whole(value: Any, name: str, default: str) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise InvalidArgument(name, repr(value), f"a whole number from 1, or None for {default}")
    return int(value)


def _threads(threads: int | None) -> int:
    return 0 if threads is None else _whole(threads, "threads", "all cores")


@contextmanager
def _reporting(progress: _Progress, unit: str) -> Iterator[Callable[[int, int], Any] | None]:
    """Give the function to call with (done, total): the caller's, a tqdm bar's, or none."""
    if not isinstance(progress, (bool, np.bool_)):
        if not callable(progress):
            raise InvalidArgument(
                "progress", repr(progress), "True, False or a function of (done, total)"
            )
        yield progress
    elif not progress:
        yield None
    else:
        with require("tqdm.auto", "progress").tqdm(unit=unit, unit_scale=True) as bar:

            def report(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield report


@dataclass(frozen=True)
class BatchItem:
    """The fit of one series of a batch.

    Parameters
    ----------
    curve
        Name of the curve.
    parameters, standard_errors
        By name; infinite where the optimum is a limit of the curve, NaN where there is no fit.
    sse
        Residual sum of squares.
    aicc
        Akaike's criterion for small samples.
    n_obs, iterations
        Number of observations and of iterations.
    status, identification, limit
        As in a single fit.
    """

    curve: str
    parameters: dict[str, float]
    standard_errors: dict[str, float]
    sse: float
    aicc: float
    n_obs: int
    iterations: int
    status: str
    identification: str
    limit: str

    def __str__(self) -> str:
        limit = "" if self.limit == "none" else f" ({self.limit})"
        lines = [
            f"{self.curve}: {self.status}{limit}, {self.identification}, {self.n_obs} observations"
        ]
        width = max(len(name) for name in self.parameters)
        lines += [
            f"  {name:<{width}} = {value:.6g} +- {self.standard_errors[name]:.3g}"
            for name, value in self.parameters.items()
        ]
        lines.append(f"  sse {self.sse:.6g}, AICc {self.aicc:.6g}")
        return "\n".join(lines)


@dataclass(frozen=True)
class BatchForecast:
    """Forecasts of all series of a batch, arrays of shape (series, horizon).

    Parameters
    ----------
    years
        Calendar years.
    mean
        Value of the curve; NaN where there is no fit.
    lower, upper
        Interval of a new observation; infinite where the data set no bound.
    level
        Coverage of the interval.
    method
        ``"delta"`` or ``"profile"``.
    """

    years: npt.NDArray[np.float64]
    mean: npt.NDArray[np.float64]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    level: float
    method: str

    def __len__(self) -> int:
        return len(self.mean)

    def __repr__(self) -> str:
        series, horizon = self.mean.shape
        return f"BatchForecast({series:,} series, {horizon} steps, {100 * self.level:g} % {self.method})"

    def to_pandas(self) -> pd.DataFrame:
        """Return a long table, one row a series and year.

        Returns
        -------
        pandas.DataFrame
            Columns ``series``, ``year``, ``mean``, ``lower``, ``upper``.
        """
        pandas = require("pandas", "pandas")
        series, horizon = self.mean.shape
        years = self.years.ravel()
        whole = bool(np.all(years == np.round(years)))
        frame: pd.DataFrame = pandas.DataFrame(
            {
                "series": np.repeat(np.arange(series), horizon),
                "year": years.astype(np.int64) if whole else years,
                "mean": self.mean.ravel(),
                "lower": self.lower.ravel(),
                "upper": self.upper.ravel(),
            }
        )
        return frame


class BatchFit:
    """Fits of many series to one curve.

    Made by :func:`fit_batch`. ``fit[i]`` is the fit of series ``i``; ``fit["K"]`` are all values of
    a parameter. Arrays are read-only and hold one element or row a series:

    ``parameters``, ``standard_errors``
        Shape (series, parameters), in the order of ``parameter_names``.
    ``sse``, ``aicc``, ``n_obs``, ``iterations``
        Numbers.
    ``status``, ``identification``, ``limit``
        Codes; ``status_names[fit.status[i]]`` and so on are their names.

    The input arrays are kept, not copied, for :meth:`forecast`.
    """

    status_names: tuple[str, ...] = _batch.STATUS_NAMES
    identification_names: tuple[str, ...] = _batch.IDENTIFICATION_NAMES
    limit_names: tuple[str, ...] = _batch.LIMIT_NAMES

    def __init__(
        self,
        fits: _batch.Fits,
        values: _Array,
        years: _Array,
        weights: _Array | None,
        curve: str | Curve,
    ) -> None:
        self._fits = fits
        self._input = (values, years, weights)
        self._curve = curve
        self.curve: str = fits.curve
        self.parameter_names: list[str] = fits.parameter_names
        self.parameters: npt.NDArray[np.float64] = fits.parameters
        self.standard_errors: npt.NDArray[np.float64] = fits.standard_errors
        self.sse: npt.NDArray[np.float64] = fits.sse
        self.n_obs: npt.NDArray[np.int32] = fits.n_obs
        self.iterations: npt.NDArray[np.int32] = fits.iterations
        self.status: npt.NDArray[np.uint8] = fits.status
        self.identification: npt.NDArray[np.uint8] = fits.identification
        self.limit: npt.NDArray[np.uint8] = fits.limit

    @property
    def aicc(self) -> npt.NDArray[np.float64]:
        """Akaike's criterion for small samples, computed when asked for."""
        return self._fits.aicc

    def __len__(self) -> int:
        return len(self._fits)

    def __getitem__(self, key: int | str) -> Any:
        if isinstance(key, str):
            if key not in self.parameter_names:
                raise InvalidArgument(
                    "parameter", repr(key), "one of " + ", ".join(self.parameter_names)
                )
            return self.parameters[:, self.parameter_names.index(key)]
        if isinstance(key, bool) or not isinstance(key, (int, np.integer)):
            raise InvalidArgument(
                "key", repr(key), "the number of a series or the name of a parameter"
            )
        i = int(key)
        if not -len(self) <= i < len(self):
            raise IndexError(f"series {i} of {len(self)}")
        i %= len(self)
        one = slice(i, i + 1)
        return BatchItem(
            curve=self.curve,
            parameters=dict(zip(self.parameter_names, self.parameters[i].tolist(), strict=True)),
            standard_errors=dict(
                zip(self.parameter_names, self.standard_errors[i].tolist(), strict=True)
            ),
            sse=float(self.sse[i]),
            aicc=float(self.aicc[one][0]),
            n_obs=int(self.n_obs[i]),
            iterations=int(self.iterations[i]),
            status=self.status_names[self.status[i]],
            identification=self.identification_names[self.identification[i]],
            limit=self.limit_names[self.limit[i]],
        )

    def __iter__(self) -> Iterator[BatchItem]:
        for i in range(len(self)):
            yield self[i]

    def counts(self) -> dict[str, int]:
        """Count the series by how their fit ended.

        Returns
        -------
        dict
            From ``"converged, identified"``, ``"degenerate (exponential)"``, ... to numbers, the most
            frequent first; only what occurs.
        """
        code = (
            self.status.astype(np.int64) * 10000
            + self.limit.astype(np.int64) * 100
            + self.identification
        )
        out: dict[str, int] = {}
        for one, count in zip(*np.unique(code, return_counts=True), strict=True):
            status, limit, identification = int(one) // 10000, int(one) // 100 % 100, int(one) % 100
            name = self.status_names[status]
            if limit:
                name += f" ({self.limit_names[limit]})"
            elif name == "converged":
                name += f", {self.identification_names[identification]}"
            out[name] = out.get(name, 0) + int(count)
        return dict(sorted(out.items(), key=lambda item: -item[1]))

    def __repr__(self) -> str:
        lines = [
            f"BatchFit: {len(self):,} series, {self.curve} ({', '.join(self.parameter_names)})"
        ]
        lines += [f"  {count:>12,}  {name}" for name, count in self.counts().items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{html.escape(name)}</td><td style='text-align:right'>{count:,}</td></tr>"
            for name, count in self.counts().items()
        )
        head = f"{len(self):,} series, {html.escape(self.curve)}"
        return f"<table><caption>{head}</caption><tbody>{rows}</tbody></table>"

    def columns(self) -> dict[str, _Array]:
        """Return the results as named columns, codes as they are.

        Returns
        -------
        dict
            Parameters, their standard errors (``K_se``), ``sse``, ``aicc``, ``n_obs``,
            ``iterations``, ``status``, ``identification``, ``limit``.
        """
        out: dict[str, _Array] = {
            name: self.parameters[:, j] for j, name in enumerate(self.parameter_names)
        }
        out |= {
            f"{name}_se": self.standard_errors[:, j] for j, name in enumerate(self.parameter_names)
        }
        for name in ("sse", "aicc", "n_obs", "iterations", "status", "identification", "limit"):
            out[name] = getattr(self, name)
        return out

    def to_pandas(self, index: Any = None) -> pd.DataFrame:
        """Return the results as a table, one row a series.

        Parameters
        ----------
        index
            Index of the table; the numbers of the series by default.

        Returns
        -------
        pandas.DataFrame
            The columns of :meth:`columns`, codes as categories.
        """
        pandas = require("pandas", "pandas")
        columns: dict[str, Any] = dict(self.columns())
        for name in ("status", "identification", "limit"):
            columns[name] = pandas.Categorical.from_codes(
                columns[name], categories=list(getattr(self, f"{name}_names"))
            )
        frame: pd.DataFrame = pandas.DataFrame(columns, index=index)
        return frame

    def forecast(
        self,
        horizon: int = 5,
        level: float = 0.95,
        *,
        method: Literal["delta", "profile"] = "delta",
        threads: int | None = None,
        progress: _Progress = False,
    ) -> BatchForecast:
        """Forecast every series beyond the last year of its axis.

        Parameters
        ----------
        horizon
            Number of steps; a step is the axis' smallest, one year for annual series.
        level
            Coverage of the interval of a new observation.
        method
            ``"delta"`` is linearised at the optimum; a fit that is not identified has infinite bounds.
            ``"profile"`` is the interval of a single forecast, for every fit; it takes milliseconds a
            series and whole years.
        threads, progress
            As in :func:`fit_batch`.

        Returns
        -------
        BatchForecast

        Raises
        ------
        InvalidArgument
            If an argument is out of range or the curve cannot be forecast.
        """
        if (
            isinstance(horizon, bool)
            or not isinstance(horizon, (int, np.integer))
            or not 1 <= horizon <= 1000
        ):
            raise InvalidArgument("horizon", repr(horizon), "a whole number from 1 to 1000")
        values, years, weights = self._input
        with _reporting(progress, "series") as report:
            found = _batch.forecast(
                self._fits, values, years, weights, self._curve, int(horizon), _level(level), method,
                _threads(threads), report,
            )  # fmt: skip
        return BatchForecast(**found, level=float(level), method=method)


def _level(level: float) -> float:
    if isinstance(level, (str, bytes, bool)) or not 0.0 < float(level) < 1.0:
        raise InvalidArgument("level", repr(level), "between 0 and 1, both excluded")
    return float(level)


def fit_batch(
    values: Any,
    years: Any,
    curve: str | Curve = "logistic",
    *,
    weights: Any = None,
    threads: int | None = None,
    progress: _Progress = False,
    level: float = 0.95,
) -> BatchFit:
    """Fit one curve to every row of an array by (weighted) least squares.

    Parameters
    ----------
    values
        Shape (series, years). float64 and float32 arrays are read where they lie, whatever their
        order; other numbers are copied to float64. NaN is a gap.
    years
        Strictly increasing calendar years: shape (years,) for all series, or (series, years). A row
        of the latter may end early, with NaN.
    curve
        ``"linear"``, ``"exponential"``, ``"logistic"`` and ``"gompertz"`` have vectorised kernels;
        every other shipped curve and every :func:`curve` goes through the single-fit engine.
    weights
        Of the squared residuals; shape of ``years`` or of ``values``. Zero leaves an observation out.
    threads
        Number of threads; all cores by default. The result does not depend on it.
    progress
        True for a tqdm bar, or a function of (done, total).
    level
        Level at which the verdict judges whether the data exclude the limits of the curve.

    Returns
    -------
    BatchFit
        A series that cannot be fitted is a status of its row, not an error.

    Raises
    ------
    InvalidArgument
        If shapes do not fit together, years do not increase, weights are negative, or an argument is
        out of range.
    NotFound
        If there is no such curve.
    """
    values = _floats(values, "values", (2,))
    if 0 in values.shape:
        raise InvalidArgument(
            "values", f"of shape {values.shape}", "at least one series and one year"
        )
    years = _floats(years, "years", (1, 2))
    if weights is not None:
        weights = _floats(weights, "weights", (1, 2))
    for name, array in (("years", years), ("weights", weights)):
        if array is not None and array.shape not in (values.shape, values.shape[1:]):
            raise InvalidArgument(
                name,
                f"of shape {array.shape}",
                f"of shape {values.shape[1:]} or {values.shape}, as values are",
            )
    if not isinstance(curve, (str, Curve)):
        raise InvalidArgument("curve", repr(curve), "the name of a curve or a Curve")
    with _reporting(progress, "series") as report:
        fits = _batch.fit(values, years, weights, curve, _level(level), _threads(threads), report)
    return BatchFit(fits, values, years, weights, curve)
