"""One curve fitted to every group of a long table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.arrow_frames import ArrowFrame
from reeindex.batch import fit_batch
from reeindex.describing import described_as
from reeindex.fitting import curves
from reeindex.frames import Frame, PandasFrame
from reeindex.panels import panel_of
from reeindex.progress import CountProgress, counting

__all__ = ["fit_table"]

_Array = npt.NDArray[Any]
#: Cells of the matrix of series per row of the table, above which years are kept per group, and
#: groups in classes by length.
_SPARSE = 4
#: Years a series that the engine takes.
_LONGEST = 10_000


def _check_names(
    table: Frame, by: Sequence[str], year: str, value: str, weight: str | None
) -> None:
    known = table.names()
    columns = [("by", name) for name in by] + [("year", year), ("value", value)]
    if weight is not None:
        columns.append(("weight", weight))
    for argument, name in columns:
        if not isinstance(name, str):
            raise InvalidArgument(argument, repr(name), "the name of a column, a text")
        if name not in known:
            raise InvalidArgument(
                argument, repr(name), f"a column of the table: {', '.join(map(str, known))}"
            )
        if known.count(name) > 1:
            count = known.count(name)
            raise InvalidArgument(
                argument, f"{name!r}, the name of {count} columns", "the name of one column"
            )


def _groups(table: Frame, by: Sequence[str]) -> tuple[_Array, _Array]:
    """Give the group of every row, in order of first appearance, and the first row of every group."""
    rows = table.first_rows(by)
    if rows is not None:
        is_first = rows == np.arange(len(rows))
        return (np.cumsum(is_first) - 1)[rows], np.flatnonzero(is_first)
    code = np.zeros(0, dtype=np.int64)
    size = 1
    for name in by:
        other, count = table.codes(name)
        if size > (2**62) // max(count, 1):
            code, size = _compact(code)
        code = other.astype(np.int64) if size == 1 else code * count + other
        size *= count
    if size > 4 * len(code) + 1000:
        code, size = _compact(code)
    first = np.full(size, len(code), dtype=np.int64)
    # assignment in reverse leaves the first row of each code
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    present = np.flatnonzero(first < len(code))
    order = present[np.argsort(first[present], kind="stable")]
    number = np.empty(size, dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[code], first[order]


def _compact(code: _Array) -> tuple[_Array, int]:
    values, inverse = np.unique(code, return_inverse=True)
    return inverse.reshape(code.shape).astype(np.int64), len(values)


def _group_name(table: Frame, by: Sequence[str], row: int) -> str:
    keys = table.frame[row : row + 1]
    if isinstance(table, PandasFrame):
        labels = [keys[name].tolist()[0] for name in by]
    elif isinstance(table, ArrowFrame):
        labels = [keys.column(name)[0].as_py() for name in by]
    else:
        labels = [keys.get_column(name)[0] for name in by]
    return ", ".join(f"{name}={label!r}" for name, label in zip(by, labels, strict=True))


def _refuse_duplicate(table: Frame, by: Sequence[str], year: str, row: int, when: float) -> None:
    group = _group_name(table, by, row)
    raise InvalidArgument(year, f"{when:g} twice in the group {group}", "once in a group")


@dataclass(frozen=True)
class _Part:
    """Groups that are fitted together: their numbers, None for all, and their matrices."""

    groups: _Array | None
    years: _Array
    columns: list[_Array]


def _parts(
    table: Frame, by: Sequence[str], year: str, group: _Array, count: int, when: _Array,
    columns: list[_Array], shared: bool,
) -> Iterator[_Part]:  # fmt: skip
    """Turn columns into matrices, one row a group; years are one row where groups share an axis.

    Groups of very different lengths make several parts, one for each power of two.
    """
    first, last = float(when.min()), float(when.max())
    whole = bool(np.all(when == np.round(when))) and last - first < _LONGEST
    width = int(last - first) + 1 if whole else 0
    if whole and shared and count * width <= _SPARSE * len(when) + 1000:
        cell = group * width + (when - first).astype(np.int64)
        taken = np.zeros(count * width, dtype=bool)
        taken[cell] = True
        if int(np.count_nonzero(taken)) != len(cell):
            _name_duplicate(table, by, year, cell, when)
        out: list[_Array] = []
        for column in columns:
            matrix = np.full(count * width, np.nan)
            matrix[cell] = column
            out.append(matrix.reshape(count, width))
        yield _Part(None, first + np.arange(width, dtype=np.float64), out)
        return
    order = np.lexsort((when, group))
    group, when = group[order], when[order]
    same = (group[1:] == group[:-1]) & (when[1:] == when[:-1])
    if same.any():
        at = int(np.flatnonzero(same)[0])
        _refuse_duplicate(table, by, year, int(order[at]), float(when[at]))
    sizes = np.bincount(group, minlength=count)
    starts = np.cumsum(sizes) - sizes
    longest = int(sizes.max())
    if longest > _LONGEST:
        row = int(order[starts[int(sizes.argmax())]])
        raise InvalidArgument(
            "table",
            f"of {longest} rows in the group {_group_name(table, by, row)}",
            f"of at most {_LONGEST} rows a group",
        )
    position = np.arange(len(group)) - starts[group]
    sources = [when] + [column[order] for column in columns]
    if count * longest <= _SPARSE * len(when) + 1000:
        yield _Part(None, *_padded(sources, group, position, (count, longest)))
        return
    # 1, 2, 3 to 4, 5 to 8, ...
    classes = np.frexp(sizes - 0.5)[1]
    for one in np.unique(classes):
        mine = np.flatnonzero(classes == one)
        number = np.full(count, -1)
        number[mine] = np.arange(len(mine))
        rows = np.flatnonzero(number[group] >= 0)
        shape = (len(mine), int(sizes[mine].max()))
        part = [source[rows] for source in sources]
        yield _Part(mine, *_padded(part, number[group[rows]], position[rows], shape))


def _may_share(curve: str | Curve) -> bool:
    """Say whether groups may have one axis of years, by the roles of the parameters.

    A curve that has its place in time among its parameters is the same on any axis; a level is that of
    the first year of the axis, and has to be of the group's own.
    """
    known = next(one for one in curves() if one.name == curve) if isinstance(curve, str) else curve
    roles = {one.role for one in known.parameters}
    return "time" in roles and "level" not in roles


def _padded(
    sources: list[_Array], row: _Array, position: _Array, shape: tuple[int, int]
) -> tuple[_Array, list[_Array]]:
    out = []
    for source in sources:
        matrix = np.full(shape, np.nan)
        matrix[row, position] = source
        out.append(matrix)
    return out[0], out[1:]


def _name_duplicate(table: Frame, by: Sequence[str], year: str, cell: _Array, when: _Array) -> None:
    order = np.argsort(cell, kind="stable")
    at = int(np.flatnonzero(cell[order][1:] == cell[order][:-1])[0])
    row = int(order[at + 1])
    _refuse_duplicate(table, by, year, row, float(when[row]))


def _fit_parts(
    parts: Iterator[_Part], count: int, curve: str | Curve, threads: int | None, level: float,
    report: Callable[[int, int], Any] | None,
) -> dict[str, _Array]:  # fmt: skip
    """Fit part after part and put the results in the order of the groups."""
    out: dict[str, _Array] = {}
    before = 0

    def counted(done: int, _total: int) -> Any:
        return report(before + done, count) if report is not None else None

    for part in parts:
        weights = part.columns[1] if len(part.columns) > 1 else None
        found = fit_batch(
            part.columns[0], part.years, curve, weights=weights, threads=threads,
            progress=counted if report is not None else False, level=level,
        ).columns()  # fmt: skip
        if part.groups is None:
            return found
        for name, values in found.items():
            if name not in out:
                out[name] = np.empty(count, dtype=values.dtype)
            out[name][part.groups] = values
        before += len(part.groups)
    return out


@described_as(fit_batch)
def fit_table(
    table: Any,
    by: str | Sequence[str] | None = None,
    *,
    year: str = "year",
    value: str = "value",
    curve: str | Curve = "logistic",
    weight: str | None = None,
    threads: int | None = None,
    progress: CountProgress = False,
    level: float = 0.95,
) -> Any:
    """Fit one curve to every series of a table, a dataset, a dict or a list.

    Parameters
    ----------
    table
        A pandas or polars DataFrame, a pyarrow Table, or any object with ``__arrow_c_stream__``; a
        table of Dask, DuckDB, Ibis, Modin or Spark, which is computed; a :class:`Dataset`, a list of
        :class:`TimeSeries`, or a dict from names to series.
    by
        Columns whose values make a series. A missing value is a value of its own. Not needed where
        the series are known without, see :func:`growth_table`.
    year, value
        Columns of years and of values; a missing value is a gap.
    curve
        As in :func:`fit_batch`.
    weight
        Column of weights; one may be missing where the value is.
    threads, progress, level
        As in :func:`fit_batch`.

    Returns
    -------
    table
        Of the kind that was given (a pyarrow Table for other Arrow objects, a pandas DataFrame for
        what is no table): one row a group in the
        order of first appearance, with the columns of ``by``, the parameters, their standard errors
        (``K_se``), ``sse``, ``aicc``, ``n_obs``, ``iterations``, ``status``, ``identification`` and
        ``limit``. A group with too few observations is a row with that status. An intercept or level
        stands at the group's first year.

    Raises
    ------
    InvalidArgument
        If a column does not exist or holds no numbers, a year is missing, a group has a year twice
        or more than 10,000 rows, or a parameter has the name of another column of the result.
    """
    panel = panel_of(table, by, year=year, value=value)
    source, keys, year, value = panel.frame, panel.by, panel.year, panel.value
    _check_names(source, keys, year, value, weight)
    # one value is too few for any curve: this gives the names alone and checks the arguments
    results = fit_batch([[0.0]], [0.0], curve, threads=threads, level=level).columns()
    clash = set(results).intersection(keys)
    if clash:
        raise InvalidArgument("by", repr(min(clash)), "another name than those of the results")
    when = source.numbers(year)
    if len(when) == 0:
        raise InvalidArgument("table", "of 0 rows", "at least one row")
    bad = ~np.isfinite(when)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InvalidArgument(year, f"{when[row]} in row {row}", "a year in every row")
    bad = np.abs(when) > 1e9
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InvalidArgument(year, f"{when[row]:g} in row {row}", "of magnitude below 1e9")
    group, first = _groups(source, keys)
    columns = [panel.numbers(include_provisional=False)]
    if weight is not None:
        columns.append(source.numbers(weight))
        # a weight may be missing where the value is
        missing = np.isnan(columns[0]) & np.isnan(columns[1])
        wrong = ~((columns[1] >= 0) & (columns[1] < np.inf)) & ~missing
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            raise InvalidArgument(
                weight, f"{columns[1][row]:g} in row {row}", "finite and not negative"
            )
    parts = _parts(source, keys, year, group, len(first), when, columns, _may_share(curve))
    with counting(progress, "series") as report:
        found = _fit_parts(parts, len(first), curve, threads, level, report)
    return source.result([*keys, *panel.carried], first, found)
