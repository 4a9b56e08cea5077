"""Results of a batch: the fits of very many series, and their forecasts."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from reeindex._core import batch as _batch
from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.checks import checked_level, checked_threads, checked_whole
from reeindex.extras import require
from reeindex.progress import CountProgress, counting
from reeindex.results import Drawn, Result, Table, with_style
from reeindex.text_table import padded, text_width

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BatchFit", "BatchForecast", "BatchItem"]

_Array = npt.NDArray[Any]


@dataclass(frozen=True)
class BatchItem(Result):
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
        reason = self._no_fit()
        if reason:
            return f"{lines[0]}\n  {reason}"
        width = max(text_width(name) for name in self.parameters)
        lines += [
            f"  {padded(name, width)} = {value:.6g} +- {self.standard_errors[name]:.3g}"
            for name, value in self.parameters.items()
        ]
        lines.append(f"  sse {self.sse:.6g}, AICc {self.aicc:.6g}")
        return "\n".join(lines)

    def _no_fit(self) -> str:
        if self.status == "too_few_observations":
            return f"no fit: it takes more observations than the {len(self.parameters)} parameters"
        if self.status == "invalid_data":
            return "no fit: it takes no values that a single fit refuses, such as infinite ones"
        return "no fit" if all(np.isnan(value) for value in self.parameters.values()) else ""


@dataclass(frozen=True)
class BatchForecast(Drawn, Table):
    """Forecasts of all series of a batch, arrays of shape (series, horizon).

    Parameters
    ----------
    years
        Calendar years.
    mean
        Value of the curve; NaN where there is no fit.
    lower, upper
        Interval of a new observation; infinite where the data set no bound.
    mean_lower, mean_upper
        Interval of the curve itself.
    level
        Coverage of the interval.
    method
        ``"profile"`` for the intervals of single forecasts, or ``"delta"``; a line has the latter,
        which is exact for it.
    """

    years: npt.NDArray[np.float64]
    mean: npt.NDArray[np.float64]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    mean_lower: npt.NDArray[np.float64]
    mean_upper: npt.NDArray[np.float64]
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
            Columns ``series``, ``year``, ``mean``, ``lower``, ``upper``, ``mean_lower``,
            ``mean_upper``.
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
                "mean_lower": self.mean_lower.ravel(),
                "mean_upper": self.mean_upper.ravel(),
            }
        )
        return frame


class BatchFit(Table):
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

    def __reduce__(self) -> tuple[Any, ...]:
        return BatchFit, (self._fits, *self._input, self._curve)

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

    def plot(self, *, ax: Any = None, title: str | None = None, **options: Any) -> Any:
        """Draw it: :func:`reeindex.plot` of this result, with the same options."""
        from reeindex.plotting import plot

        return plot(self, ax=ax, title=title, **options)

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

    @with_style
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

        Raises
        ------
        InvalidArgument
            If a parameter has the name of another column.
        """
        others = ("sse", "aicc", "n_obs", "iterations", "status", "identification", "limit")
        errors = [f"{name}_se" for name in self.parameter_names]
        for name in self.parameter_names:
            if name in errors or name in others:
                raise InvalidArgument(
                    "curve",
                    f"{self.curve} with a parameter {name!r}",
                    "a curve whose parameters have other names than "
                    + ", ".join([*errors, *others]),
                )
        out: dict[str, _Array] = {
            name: self.parameters[:, j] for j, name in enumerate(self.parameter_names)
        }
        out |= {name: self.standard_errors[:, j] for j, name in enumerate(errors)}
        for name in others:
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

        Raises
        ------
        InvalidArgument
            If a parameter has the name of another column.
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
        method: Literal["profile", "delta"] = "profile",
        threads: int | None = None,
        progress: CountProgress = False,
    ) -> BatchForecast:
        """Forecast every series beyond the last year of its axis.

        Parameters
        ----------
        horizon
            Number of steps; a step is the axis' smallest, one year for annual series.
        level
            Coverage of the interval of a new observation.
        method
            ``"profile"`` is the interval of a single forecast, bounded wherever the data bound it.
            Exponential, logistic and Gompertz curves take some tens of microseconds a series; what
            their kernels leave, and curves without a kernel, takes milliseconds. ``"delta"`` is
            linearised at the optimum; a fit that is not identified has infinite bounds. A line
            always has the latter, which is exact for it, a curve without a kernel the former.
        threads, progress
            As in :func:`fit_batch`.

        Returns
        -------
        BatchForecast

        Raises
        ------
        InvalidArgument
            If an argument is out of range.
        """
        horizon = checked_whole(horizon, "horizon", "a whole number from 1 to 1000", most=1000)
        if method not in ("delta", "profile"):
            raise InvalidArgument("method", repr(method), "'delta' or 'profile'")
        values, years, weights = self._input
        with counting(progress, "series") as report:
            found = _batch.forecast(
                self._fits, values, years, weights, self._curve, horizon, checked_level(level), method,
                checked_threads(threads), report,
            )  # fmt: skip
        return BatchForecast(**found, level=float(level))
