"""Automatic forecasts of every group of a long table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex.automatic import (
    AutoForecastBatch,
    auto_forecast,
    auto_forecast_batch,
    bound_columns,
    checked_levels,
    percent,
)
from reeindex.checks import checked_whole
from reeindex.describing import described_as
from reeindex.frames import Frame
from reeindex.panels import panel_of
from reeindex.progress import CountProgress, counting
from reeindex.table import _check_names, _group_name, _groups, _refuse_duplicate, fit_table

__all__ = ["forecast_table"]

_Array = npt.NDArray[Any]
#: Years a series that the engine takes.
_LONGEST = 10_000
#: Numbers of the matrix of one block of groups: 8 MB.
_BLOCK = 1_000_000
_STATUS = AutoForecastBatch.status_names
_REASONS = tuple(reason or None for reason in AutoForecastBatch.reasons)
_CODES: dict[str, Sequence[str | None]] = {"status": _STATUS, "reason": _REASONS}


def _years_of(table: Frame, year: str) -> tuple[_Array, _Array | None]:
    """Return whole years, and the day of the year where the column holds dates."""
    days = table.dates(year)
    if days is None:
        when = table.numbers(year)
    else:
        missing = np.isnat(days)
        when = days.astype("datetime64[Y]").astype(np.int64) + 1970.0
        when[missing] = np.nan
    if len(when) == 0:
        raise InvalidArgument("table", "of 0 rows", "at least one row")
    bad = ~np.isfinite(when)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InvalidArgument(year, f"{when[row]} in row {row}", "a year in every row")
    bad = (when != np.floor(when)) | (when > 1e9) | (when < -1e9)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InvalidArgument(
            year, f"{when[row]:g} in row {row}", "a whole year of magnitude up to 1e9"
        )
    if days is None:
        return when.astype(np.int64), None
    month = days.astype("datetime64[M]")
    place = np.stack([month.astype(np.int64) % 12, (days - month).astype(np.int64)])
    other = np.flatnonzero((place != place[:, :1]).any(axis=0))
    if len(other):
        raise InvalidArgument(
            year,
            f"{days[other[0]]} in row {int(other[0])} beside {days[0]}",
            "yearly dates, all on the same day of the year, or years as whole numbers",
        )
    return when.astype(np.int64), place[:, 0]


class _Rows(NamedTuple):
    """The rows of a table, the groups one after the other, each in the order of its years."""

    when: _Array
    values: _Array
    #: Number of rows of each group.
    sizes: _Array
    #: First row of each group.
    starts: _Array
    #: First year of each group, and the years that it spans.
    first: _Array
    width: _Array


def _rows_of(
    table: Frame, by: Sequence[str], year: str, group: _Array, count: int, when: _Array,
    values: _Array,
) -> _Rows:  # fmt: skip
    """Sort the rows, and refuse years that a group has twice, and groups that are too long."""
    order = None
    group, when = group.astype(np.int32), when.astype(np.int32)  # of magnitude up to 1e9
    ahead = group[1:] > group[:-1]
    if not np.all(ahead | ((group[1:] == group[:-1]) & (when[1:] > when[:-1]))):
        order = np.lexsort((when, group))
        group, when, values = group[order], when[order], values[order]
        same = (group[1:] == group[:-1]) & (when[1:] == when[:-1])
        if same.any():
            at = int(np.flatnonzero(same)[0])
            _refuse_duplicate(table, by, year, int(order[at + 1]), float(when[at]))
    sizes = np.bincount(group, minlength=count)
    ends = np.cumsum(sizes)
    first = when[ends - sizes].astype(np.int64)
    width = when[ends - 1] - first + 1
    if int(width.max()) > _LONGEST:
        longest = int(width.argmax())
        row = int(ends[longest] - 1)
        raise InvalidArgument(
            "table",
            f"of {int(width.max())} years in the group "
            f"{_group_name(table, by, row if order is None else int(order[row]))}",
            f"of at most {_LONGEST} years a group",
        )
    return _Rows(when, values, sizes, ends - sizes, first, width)


def _blocks(rows: _Rows) -> Iterator[tuple[_Array, _Array, _Array]]:
    """Give blocks of groups, the first year of each, and their matrix, one column a year."""
    classes = np.frexp(rows.width - 0.5)[1]  # 1, 2, 3 to 4, 5 to 8, ...
    for one in np.unique(classes):
        mine = np.flatnonzero(classes == one)
        columns = int(rows.width[mine].max())
        step = max(1, _BLOCK // columns)
        for start in range(0, len(mine), step):
            some = mine[start : start + step]
            sizes = rows.sizes[some]
            number = np.repeat(np.arange(len(some)), sizes)
            at = np.arange(len(number)) + (rows.starts[some] - (np.cumsum(sizes) - sizes))[number]
            matrix = np.full((len(some), columns), np.nan)
            matrix[number, rows.when[at] - rows.first[some][number]] = rows.values[at]
            del number, at  # they are as large as the matrix
            yield some, rows.first[some], matrix


def _forecast_blocks(
    blocks: Iterator[tuple[_Array, _Array, _Array]], count: int, h: int, levels: list[float],
    options: dict[str, Any], report: Callable[[int, int], Any] | None,
) -> tuple[AutoForecastBatch, _Array]:  # fmt: skip
    """Forecast block after block; return the forecasts in the order of the groups, and last years."""
    mean = np.empty((count, h))
    # level after level: a bound is then a column of the result, and not a copy of it
    lower, upper = (np.empty((len(levels), count, h)).swapaxes(0, 1) for _ in range(2))
    last, n_obs = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int32)
    status = np.zeros(count, dtype=np.uint8)
    before = 0

    def counted(done: int, _total: int) -> Any:
        return report(before + done, count) if report is not None else None

    for some, first, matrix in blocks:
        found = auto_forecast_batch(
            matrix, h, level=levels, progress=counted if report is not None else False, **options
        )
        mean[some], lower[some], upper[some] = found.mean, found.lower, found.upper
        n_obs[some], status[some] = found.n_obs, found.status
        # a group without a value goes on after its last row
        filled = np.where(found.last >= 0, found.last, matrix.shape[1] - 1)
        last[some] = first + filled
        before += len(some)
    batch = AutoForecastBatch(
        mean=mean, levels=tuple(levels), lower=lower, upper=upper, last=last.astype(np.int32),
        n_obs=n_obs, status=status,
    )  # fmt: skip
    return batch, last


@described_as(fit_table, auto_forecast, auto_forecast_batch)
def forecast_table(
    table: Any,
    by: str | Sequence[str] | None = None,
    *,
    h: int = 5,
    level: float | Sequence[float] = 95,
    year: str = "year",
    value: str = "value",
    counts: bool = False,
    paths: int = 1000,
    seed: int = 1,
    threads: int | None = None,
    progress: CountProgress = False,
) -> Any:
    """Forecast every series of a table, a dataset, a dict or a list as :func:`auto_forecast` does.

    Parameters
    ----------
    table, by
        As in :func:`fit_table`.
    h
        Years after the last observation of each group, 1 to 1000.
    level
        As in :func:`auto_forecast`.
    year, value
        Columns of years and of values; a missing value is a gap. Years are whole numbers, or dates
        that all lie on the same day of the year.
    counts, paths, seed, threads, progress
        As in :func:`auto_forecast_batch`.

    Returns
    -------
    table
        Of the kind that was given (a pyarrow Table for other Arrow objects, a pandas DataFrame for
        what is no table): ``h`` rows a group in
        the order of first appearance, with the columns of ``by``, the year under its own name and of
        its own kind, ``mean``, the bounds ``lo-95``, ``lo-80``, ``hi-80``, ``hi-95`` as the levels
        are, ``status`` and ``reason``. A group that cannot be forecast changes no other: its rows
        have missing values, a status and a reason.

    Raises
    ------
    InvalidArgument
        If a column does not exist or holds no numbers, a year is missing or not whole, a group has a
        year twice or spans more than 10,000 years, or a key has the name of another column of the
        result.
    """
    panel = panel_of(table, by, year=year, value=value)
    source, keys, year, value = panel.frame, panel.by, panel.year, panel.value
    _check_names(source, keys, year, value, None)
    h = checked_whole(h, "h", "a whole number from 1 to 1000", most=1000)
    levels = checked_levels(level)
    bounds = {f"{side}-{percent(one)}" for side in ("lo", "hi") for one in levels}
    names = bounds | {"mean", "status", "reason"}
    clash = names.intersection([*keys, year])
    if clash:
        argument = "year" if year in clash else "by"
        raise InvalidArgument(argument, repr(min(clash)), "another name than those of the results")
    if year in keys:
        raise InvalidArgument("by", repr(year), "other columns than the year")
    when, day = _years_of(source, year)
    group, first = _groups(source, keys)
    values = panel.numbers(include_provisional=False)
    # whoever holds on to the rows of a large table has them twice in memory
    blocks = _blocks(_rows_of(source, keys, year, group, len(first), when, values))
    del group, when, values
    options = {"counts": counts, "paths": paths, "seed": seed, "threads": threads}
    with counting(progress, "series") as report:
        found, last = _forecast_blocks(blocks, len(first), h, levels, options, report)
    years = (last[:, None] + np.arange(1, h + 1)).ravel()
    columns: dict[str, Any] = {year: years, "mean": found.mean.ravel()}
    if day is not None:
        months = ((years - 1970) * 12 + day[0]).astype("datetime64[M]")
        last_days = (months + 1).astype("datetime64[D]") - 1  # 29 February is not in every year
        days = np.minimum(months.astype("datetime64[D]") + day[1], last_days)
        columns[year] = source.dates_like(year, days)
    columns.update(bound_columns(found))
    columns["status"] = columns["reason"] = np.repeat(found.status, h)
    return source.result([*keys, *panel.carried], np.repeat(first, h), columns, _CODES)
