"""The best curve, and the past forecasts, of many series at once, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from reeindex._core.core import Error, InvalidArgument, TimeSeries
from reeindex._core.fit import Comparison, Curve
from reeindex.backtesting import Backtest, Method, backtest
from reeindex.batch import BatchFit, fit_batch
from reeindex.checks import checked_level, checked_threads
from reeindex.comparison import compare
from reeindex.describing import described_as
from reeindex.fitting import ErrorModel
from reeindex.panel_indicators import growth_table, refuse_names, sorted_groups
from reeindex.panels import panel_of
from reeindex.progress import CountProgress, counting

__all__ = ["backtest_table", "compare_table"]

_Array = npt.NDArray[Any]
#: Curves that have vectorised kernels.
KERNELS = ("linear", "exponential", "logistic", "gompertz")
_BEST = ("best", "not_smallest", "none", "refused")
#: Series that a thread takes at once.
_CHUNK = 16


def _in_threads(
    do: Callable[[int], Any], numbers: Sequence[int], threads: int | None,
    report: Callable[[int, int], Any] | None, before: int, count: int,
) -> list[Any]:  # fmt: skip
    """Do something for each number; the engine lets go of the interpreter while it computes."""
    workers = checked_threads(threads) or cpu_count() or 1
    chunks = [numbers[i : i + _CHUNK] for i in range(0, len(numbers), _CHUNK)]

    def several(chunk: Sequence[int]) -> list[Any]:
        return [do(i) for i in chunk]

    out: list[Any] = []
    if workers == 1 or len(chunks) <= 1:
        for chunk in chunks:
            out += several(chunk)
            if report is not None:
                report(before + len(out), count)
        return out
    with ThreadPoolExecutor(min(workers, len(chunks))) as pool:
        try:
            for found in pool.map(several, chunks):
                out += found
                if report is not None:
                    report(before + len(out), count)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return out


class _Best:
    """Columns of the best curves, filled row by row."""

    def __init__(self, count: int) -> None:
        self.curve: list[str | None] = [None] * count
        self.second: list[str | None] = [None] * count
        self.identification: list[str | None] = [None] * count
        self.reason: list[str | None] = [None] * count
        self.aicc = np.full(count, np.nan)
        self.delta = np.full(count, np.nan)
        self.weight = np.full(count, np.nan)
        self.n_obs = np.zeros(count, dtype=np.int64)
        self.status = np.zeros(count, dtype=np.int64)

    def take(self, i: int, found: Comparison | str) -> None:
        """Take the comparison of one series, or why there is none."""
        if isinstance(found, str):
            self.status[i], self.reason[i] = 3, found
            return
        rows = found.rows
        try:
            best = found.best
        except InvalidArgument:
            self.status[i] = 2
            self.reason[i] = found.message or rows[0].note or "no curve can be ranked"
            return
        row = next(one for one in rows if one.curve == best.curve and one.error == best.error)
        self.curve[i] = row.curve
        self.identification[i] = best.identification
        self.aicc[i], self.weight[i] = row.aicc, row.weight
        self.status[i] = 0 if row.rank == 1 else 1
        self.reason[i] = found.message or None
        others = [one for one in rows if one.rank is not None and one is not row and one.weight > 0]
        if others:
            self.second[i] = others[0].curve
            self.delta[i] = others[0].aicc - row.aicc


def _own_years(series: Sequence[tuple[_Array, _Array]]) -> tuple[_Array, _Array]:
    """Return the observations of each series as a row, at its beginning, and their years."""
    there = [~np.isnan(values) for _, values in series]
    sizes = np.array([int(np.count_nonzero(one)) for one in there])
    width = max(1, int(sizes.max(initial=1)))
    years = np.full((len(series), width), np.nan)
    values = np.full((len(series), width), np.nan)
    for i, ((when, of), use) in enumerate(zip(series, there, strict=True)):
        years[i, : sizes[i]] = when[use]
        values[i, : sizes[i]] = of[use]
    return years, values


def _by_kernels(
    years: _Array, values: _Array, curves: Sequence[str], level: float, threads: int | None,
    best: _Best,
) -> _Array:  # fmt: skip
    """Fill in the series whose answer the batch gives beyond doubt; return the numbers of the rest.

    Beyond doubt is a winner that is identified and does not follow the data exactly, whose next year
    is not absurd, with no tie; every other fit has converged too, or falls back to a limit that is a
    curve of the list with the same residuals.
    """
    with np.errstate(all="ignore"):  # what is not finite is not beyond doubt
        return _without_doubt(years, values, curves, level, threads, best)


def _without_doubt(
    years: _Array, values: _Array, curves: Sequence[str], level: float, threads: int | None,
    best: _Best,
) -> _Array:  # fmt: skip
    fits: dict[str, BatchFit] = {
        name: fit_batch(values, years, name, threads=threads, level=level) for name in curves
    }
    count = len(values)
    converged, degenerate = (BatchFit.status_names.index(s) for s in ("converged", "degenerate"))
    limits = {BatchFit.limit_names.index(name): name for name in ("linear", "exponential")}
    identified = BatchFit.identification_names.index("identified")
    sound = np.ones(count, dtype=bool)
    aicc = np.full((len(curves), count), np.inf)
    for j, name in enumerate(curves):
        fit = fits[name]
        own = fit.status == converged
        aicc[j, own] = fit.aicc[own]
        again = fit.status == degenerate
        same = np.zeros(count, dtype=bool)
        for code, simpler in limits.items():
            if simpler in fits and simpler != name:
                other = fits[simpler]
                near = np.abs(other.sse - fit.sse) <= 1e-9 * other.sse
                same |= again & (fit.limit == code) & (other.status == converged) & near
        sound &= own | same
    low = np.where(np.isnan(values), np.inf, values).min(axis=1)
    high = np.where(np.isnan(values), -np.inf, values).max(axis=1)
    largest = np.maximum(np.abs(low), np.abs(high))
    room = 10.0 * np.maximum(high - low, 1e-9 * largest)
    for j, name in enumerate(curves):
        ahead = fits[name].forecast(1, method="delta", threads=threads).mean[:, 0]
        ok = (ahead <= high + room) & (ahead >= low - room)
        sound &= ok | ~np.isfinite(aicc[j])
        sound &= ~(fits[name].sse <= 1e-18 * largest**2 * fits[name].n_obs)
    order = np.argsort(aicc, axis=0, kind="stable")
    first = order[0]
    columns = np.arange(count)
    smallest = aicc[first, columns]
    second = aicc[order[1], columns] if len(curves) > 1 else np.full(count, np.inf)
    sound &= np.isfinite(smallest) & (second - smallest > 1e-6)
    verdicts = np.stack([fits[name].identification for name in curves])
    sound &= verdicts[first, columns] == identified
    weights = np.exp(-0.5 * (aicc - np.where(np.isfinite(smallest), smallest, 0.0)))
    total = weights.sum(axis=0)
    for i in np.flatnonzero(sound):
        name = curves[first[i]]
        best.curve[i] = name
        best.identification[i] = "identified"
        best.aicc[i], best.weight[i] = smallest[i], 1.0 / total[i]
        if np.isfinite(second[i]):
            best.second[i], best.delta[i] = curves[order[1, i]], second[i] - smallest[i]
    return np.flatnonzero(~sound)


@described_as(growth_table, compare, fit_batch)
def compare_table(
    table: Any,
    by: str | Sequence[str] | None = None,
    curves: str | Curve | Iterable[str | Curve] = KERNELS,
    *,
    errors: ErrorModel | Iterable[ErrorModel] = ("gaussian",),
    on: Literal["levels", "increments"] = "levels",
    year: str = "year",
    value: str = "value",
    include_provisional: bool = False,
    level: float = 0.95,
    threads: int | None = None,
    progress: CountProgress = False,
) -> Any:
    """Find the best curve of every series of a table, a dataset, a dict or a list.

    Parameters
    ----------
    table, by, year, value
        As in :func:`growth_table`.
    curves
        Names or :class:`Curve` objects. The default are the four that are fitted for all series at
        once.
    errors, on, level
        As in :func:`compare`.
    include_provisional
        Whether provisional values are fitted, where the series say which are.
    threads, progress
        As in :func:`fit_batch`.

    Returns
    -------
    table
        Of the kind that was given, a pandas DataFrame for what is no frame: one row a series, with
        the columns of `by`, ``n_obs``, ``best`` (the curve to forecast from, missing where there is
        none), ``aicc``, ``weight`` (Akaike weight), ``second`` (the next curve by AICc) and ``delta``
        (how much larger its AICc is; negative where the best is not the smallest),
        ``identification`` (what the data say of the parameters of the best), ``status`` and
        ``reason``. The status is ``best``; ``not_smallest`` where a curve of smaller AICc may not be
        forecast from; ``none`` where no curve may; or ``refused`` where the values cannot be fitted.
        ``reason`` says why. One series changes no other.

    Raises
    ------
    InvalidArgument
        As in :func:`growth_table` and :func:`compare`.
    NotFound
        If there is no such curve or error model.

    Notes
    -----
    As :func:`compare` of each series. Where one curve wins beyond doubt the vectorised kernels of
    :func:`fit_batch` answer, and the single fit otherwise.

    Examples
    --------
    >>> import reeindex as ree
    >>> paper = ree.load_paper()
    >>> demand = paper.series("neodymium_oxide_demand", "WLD")
    >>> found = ree.compare_table({"demand": demand})
    >>> found["best"].tolist()
    ['logistic']
    """
    panel = panel_of(table, by, year=year, value=value)
    level = checked_level(level)
    names = ["n_obs", "best", "aicc", "weight", "second", "delta", "identification"]
    refuse_names(panel, [*names, "status", "reason"])
    chosen = [curves] if isinstance(curves, (str, Curve)) else list(curves)
    models = [errors] if isinstance(errors, str) else list(errors)
    # one value is too few for any curve: this checks the arguments
    probe = TimeSeries([2000, 2001], [1.0, 2.0])
    compare(probe, chosen, models, on=on, level=level)
    numbers = panel.numbers(include_provisional=include_provisional)
    rows, series = sorted_groups(panel, numbers)
    best = _Best(len(rows))
    best.n_obs[:] = [int(np.count_nonzero(~np.isnan(values))) for _, values in series]
    rest = np.arange(len(rows))
    with counting(progress, "series") as report:
        if models == ["gaussian"] and on == "levels" and all(one in KERNELS for one in chosen):
            years, values = _own_years(series)
            rest = _by_kernels(years, values, [str(one) for one in chosen], level, threads, best)

        def one_of(i: int) -> Comparison | str:
            when, values = series[i]
            there = ~np.isnan(values)
            try:
                single = TimeSeries(when[there], values[there])
                return compare(single, chosen, models, on=on, level=level)
            except Error as error:
                return str(error)

        done = len(rows) - len(rest)
        found = _in_threads(one_of, rest.tolist(), threads, report, done, len(rows))
    for i, one in zip(rest.tolist(), found, strict=True):
        best.take(i, one)
    frame = panel.frame
    columns: dict[str, Any] = {
        "n_obs": best.n_obs,
        "best": frame.texts(best.curve),
        "aicc": frame.gaps(best.aicc),
        "weight": frame.gaps(best.weight),
        "second": frame.texts(best.second),
        "delta": frame.gaps(best.delta),
        "identification": frame.texts(best.identification),
        "status": best.status,
        "reason": frame.texts(best.reason),
    }
    return frame.result([*panel.by, *panel.carried], rows, columns, {"status": _BEST})


_MEASURES = ("mae", "rmse", "bias", "smape", "mase", "coverage", "interval_score", "msis")
#: Measures without a unit, which may be averaged over series.
_POOLED = ("smape", "mase", "coverage", "msis")


@described_as(growth_table, backtest, fit_batch)
def backtest_table(
    table: Any,
    by: str | Sequence[str] | None = None,
    methods: Method | Iterable[Method] | Mapping[str, Method] = ("auto",),
    *,
    h: int = 5,
    windows: int | None = None,
    step: int = 1,
    min_observations: int = 8,
    pooled: bool = False,
    year: str = "year",
    value: str = "value",
    include_provisional: bool = False,
    level: float = 0.95,
    threads: int | None = None,
    progress: CountProgress = False,
) -> Any:
    """Judge methods on the past of every series of a table, a dataset, a dict or a list.

    Parameters
    ----------
    table, by, year, value
        As in :func:`growth_table`.
    methods, h, windows, step, min_observations, level
        As in :func:`backtest`. Naive and drift stand beside the methods.
    pooled
        One row a method over all series, instead of one row for each series and method.
    include_provisional
        Whether provisional values are used, where the series say which are.
    threads, progress
        As in :func:`fit_batch`.

    Returns
    -------
    table
        Of the kind that was given, a pandas DataFrame for what is no frame.

        For each series and method: the columns of `by`, ``method``, ``n`` (forecasts), ``mae``,
        ``rmse``, ``bias``, ``smape``, ``mase``, ``coverage``, ``interval_score``, ``msis``,
        ``mae_of_naive`` (the error over that of the last value, below 1 is better), ``status``
        (``judged`` or ``not_judged``) and ``reason``. A series that is too short for a backtest is one
        row a method with a reason.

        Pooled: ``method``, ``series`` (those that were judged with a scale), ``n`` (their forecasts),
        the means over series of ``smape``, ``mase``, ``coverage`` and ``msis``, each series counted
        once, ``mae_of_naive`` (geometric mean), ``better_than_naive`` (share of the series) and
        ``not_judged`` (series). Over the same series for every method.

    Raises
    ------
    InvalidArgument
        As in :func:`growth_table` and :func:`backtest`.
    NotFound
        If there is no such method.

    Notes
    -----
    As :func:`backtest` of each series. Relative errors are averaged by the geometric mean: Fleming
    and Wallace (1986), doi:10.1145/5666.5673.

    Examples
    --------
    >>> import reeindex as ree
    >>> table = {"steady": {2000 + i: 100 + 3.0 * i + (i % 3) for i in range(16)}}
    >>> ree.backtest_table(table, methods="linear", h=2)["method"].tolist()
    ['linear', 'naive', 'drift']
    """
    panel = panel_of(table, by, year=year, value=value)
    results = ["method", "n", *_MEASURES, "mae_of_naive", "status", "reason"]
    if not pooled:
        refuse_names(panel, results)
    options: dict[str, Any] = {
        "h": h, "windows": windows, "step": step, "min_observations": min_observations,
        "level": checked_level(level),
    }  # fmt: skip
    if not isinstance(methods, (str, Curve, Mapping)) and not callable(methods):
        methods = list(methods)
    # a straight line that is long enough: this checks the arguments
    length = max(12, int(min_observations) + int(h) + int(step) * int(windows or 1) + 2)
    probe = TimeSeries(range(1900, 1900 + min(length, 2000)), np.arange(min(length, 2000)) ** 0.5)
    judged = backtest(probe, methods, **{**options, "windows": 1})
    order = [one.name for one in (*judged.methods, *judged.failed)]
    rows, series = sorted_groups(panel, panel.numbers(include_provisional=include_provisional))

    def one_of(i: int) -> Backtest | str:
        when, values = series[i]
        there = ~np.isnan(values)
        try:
            return backtest(TimeSeries(when[there], values[there]), methods, **options)
        except Error as error:
            return str(error)

    with counting(progress, "series") as report:
        found = _in_threads(one_of, range(len(rows)), threads, report, 0, len(rows))
    if pooled:
        return _pooled(panel.frame, found, order)
    return _of_each(panel, rows, found, order)


def _relative(found: Backtest, name: str) -> float:
    """Return the error of a method over that of the last value; NaN where that was exact."""
    mae, naive = found[name].scores["mae"], found["naive"].scores["mae"]
    return mae / naive if mae is not None and naive else float("nan")


def _of_each(panel: Any, rows: _Array, found: list[Backtest | str], order: list[str]) -> Any:
    frame = panel.frame
    count = len(rows) * len(order)
    numbers = {name: np.full(count, np.nan) for name in (*_MEASURES, "mae_of_naive")}
    n = np.zeros(count, dtype=np.int64)
    status = np.ones(count, dtype=np.int64)
    reasons: list[str | None] = [None] * count
    at = 0
    for one in found:
        failed = () if isinstance(one, str) else {method.name for method in one.failed}
        for name in order:
            if isinstance(one, str):
                reasons[at] = one
            elif name in failed:
                failures = one[name].failures
                reasons[at] = failures[0][1] if failures else "too few forecasts to be compared"
            else:
                scores = one[name].scores
                n[at], status[at] = scores["n"], 0
                for key in _MEASURES:
                    if scores[key] is not None:
                        numbers[key][at] = scores[key]
                numbers["mae_of_naive"][at] = _relative(one, name)
            at += 1
    columns: dict[str, Any] = {"method": frame.texts(order * len(rows)), "n": n}
    columns |= {name: frame.gaps(held) for name, held in numbers.items()}
    columns["status"], columns["reason"] = status, frame.texts(reasons)
    codes = {"status": ("judged", "not_judged")}
    return frame.result([*panel.by, *panel.carried], np.repeat(rows, len(order)), columns, codes)


def _pooled(frame: Any, found: list[Backtest | str], order: list[str]) -> Any:
    # every method on the same series: those that all of them could forecast, with a scale
    used = [
        one
        for one in found
        if not isinstance(one, str) and not one.failed and one["naive"].scores["mase"] is not None
    ]
    columns: dict[str, Any] = {
        "method": frame.texts(order),
        "series": np.full(len(order), len(used), dtype=np.int64),
        "n": np.full(len(order), sum(one.common for one in used), dtype=np.int64),
    }
    for key in _POOLED:
        held = [[one[name].scores[key] for one in used] for name in order]
        columns[key] = frame.gaps(
            np.array([np.nan if not of or None in of else float(np.mean(of)) for of in held])
        )
    ratios = [np.array([_relative(one, name) for one in used]) for name in order]
    better, mean = np.full(len(order), np.nan), np.full(len(order), np.nan)
    for j, of in enumerate(ratios):
        kept = of[np.isfinite(of)]
        if len(kept):
            better[j] = float(np.mean(kept < 1.0))
            with np.errstate(divide="ignore"):
                mean[j] = float(np.exp(np.mean(np.log(kept))))
    columns["mae_of_naive"], columns["better_than_naive"] = frame.gaps(mean), frame.gaps(better)
    columns["not_judged"] = np.full(len(order), len(found) - len(used), dtype=np.int64)
    return frame.like(columns)
