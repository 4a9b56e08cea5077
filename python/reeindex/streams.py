"""One curve fitted to, or an automatic forecast of, every series of a table that comes in batches."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.arrow_frames import ArrowFrame, without_views
from reeindex.checks import checked_whole
from reeindex.describing import described_as
from reeindex.extras import require
from reeindex.forecast_tables import forecast_table
from reeindex.panels import keys_of
from reeindex.table import _check_names, _group_name, _groups, fit_table

__all__ = ["fit_stream", "forecast_stream"]

_Array = npt.NDArray[Any]
#: Rows a series that the engine takes.
_LONGEST = 10_000
_KINDS = (
    "the path of a Parquet file or folder, an iterable of pyarrow batches or tables, of pandas or "
    "polars DataFrames, or an object with __arrow_c_stream__"
)


@described_as(fit_table)
def fit_stream(
    batches: Any,
    by: str | Sequence[str],
    *,
    year: str = "year",
    value: str = "value",
    curve: str | Curve = "logistic",
    weight: str | None = None,
    threads: int | None = None,
    level: float = 0.95,
    rows: int = 500_000,
) -> Iterator[Any]:
    """Fit one curve to every group of a long table that is never held as a whole.

    The rows of a group must follow each other, as they do in a table sorted by `by`; a group may
    cross batches. Batches are taken one by one, and let go of when their groups are fitted: memory
    is that of about `rows` rows, a few batches and eight bytes a group, however long the stream.

    Parameters
    ----------
    batches
        The path of a Parquet file or folder; an iterable of pyarrow batches or tables, or of pandas
        or polars DataFrames, such as the iterator that Spark's ``mapInArrow`` hands to a function; a
        pyarrow RecordBatchReader, Dataset or Scanner; any object with ``__arrow_c_stream__``, such
        as a DuckDB relation. Of Parquet files only the columns that are used are read.
    by
        Columns whose values make a group.
    year, value, curve, weight, threads, level
        As in :func:`fit_table`.
    rows
        Rows to collect before their groups are fitted, from 1.

    Returns
    -------
    iterator of pyarrow.RecordBatch
        One row a group, with the columns of :func:`fit_table`; all batches have the same columns
        and types.

    Raises
    ------
    InvalidArgument
        As :func:`fit_table` does; also where a group comes again after others, or has more than
        10,000 rows.

    Examples
    --------
    >>> import pyarrow as pa, reeindex as ree
    >>> table = pa.table({"id": ["a"] * 4, "year": [1, 2, 3, 4], "value": [1.0, 2.1, 2.9, 4.0]})
    >>> [b["slope"][0].as_py().__round__(2) for b in ree.fit_stream(table, "id", curve="linear")]
    [0.98]
    """
    keys = keys_of(by)
    used = [*keys, year, value] + ([weight] if weight is not None else [])
    arguments: dict[str, Any] = {
        "year": year,
        "value": value,
        "curve": curve,
        "weight": weight,
        "threads": threads,
        "level": level,
    }
    rows = checked_whole(rows, "rows", "a whole number from 1")
    return _results(batches, keys, used, rows, lambda part: fit_table(part, keys, **arguments))


@described_as(fit_stream, forecast_table)
def forecast_stream(
    batches: Any,
    by: str | Sequence[str],
    *,
    h: int = 5,
    level: float | Sequence[float] = 95,
    year: str = "year",
    value: str = "value",
    counts: bool = False,
    paths: int = 1000,
    seed: int = 1,
    threads: int | None = None,
    rows: int = 500_000,
) -> Iterator[Any]:
    """Forecast every group of a long table that is never held as a whole.

    The rows of a group must follow each other, as in :func:`fit_stream`.

    Parameters
    ----------
    batches, by, rows
        As in :func:`fit_stream`.
    h, level, year, value, counts, paths, seed, threads
        As in :func:`forecast_table`.

    Returns
    -------
    iterator of pyarrow.RecordBatch
        ``h`` rows a group, with the columns of :func:`forecast_table`.

    Raises
    ------
    InvalidArgument
        As :func:`forecast_table` does; also where a group comes again after others, or has more
        than 10,000 rows.
    """
    keys = keys_of(by)
    arguments: dict[str, Any] = {
        "h": h,
        "level": level,
        "year": year,
        "value": value,
        "counts": counts,
        "paths": paths,
        "seed": seed,
        "threads": threads,
    }
    rows = checked_whole(rows, "rows", "a whole number from 1")
    return _results(
        batches, keys, [*keys, year, value], rows,
        lambda part: forecast_table(part, keys, **arguments),
    )  # fmt: skip


def _results(
    batches: Any, keys: list[str], used: list[Any], rows: int, work: Callable[[Any], Any]
) -> Iterator[Any]:
    tables = _tables(batches, used)

    def results() -> Iterator[Any]:
        seen = _Seen()
        for part in _whole_groups(tables, keys, used, rows):
            found = work(part)
            seen.add(found.select(keys), keys)
            # one batch a part
            yield from found.combine_chunks().to_batches()

    return results()


def _tables(batches: Any, used: Sequence[Any]) -> Iterator[Any]:
    """Return the tables of a stream, one after the other, of the columns that are used."""
    pyarrow = require("pyarrow", "arrow")
    if isinstance(batches, (str, Path)):
        if not Path(batches).exists():
            raise InvalidArgument("batches", repr(str(batches)), "a file or folder that exists")
        batches = require("pyarrow.dataset", "arrow").dataset(batches, format="parquet")
    if hasattr(batches, "scanner") and hasattr(batches, "schema"):  # a pyarrow Dataset
        known = batches.schema.names
        columns = list(dict.fromkeys(name for name in used if name in known))
        # one file ahead is enough; the scanner's own 16 batches of 131,072 rows are not small
        batches = batches.scanner(
            columns=columns if len(columns) == len(set(map(str, used))) else None,
            batch_readahead=2,
            fragment_readahead=1,
        )
    if hasattr(batches, "to_reader"):  # a Scanner, a Table
        batches = batches.to_reader()
    elif hasattr(batches, "to_batches") and not hasattr(batches, "__arrow_c_array__"):
        batches = batches.to_batches()
    elif hasattr(batches, "__arrow_c_stream__") and not isinstance(
        batches, pyarrow.RecordBatchReader
    ):
        batches = pyarrow.RecordBatchReader.from_stream(batches)
    elif _is_table(batches):
        batches = [batches]
    elif not isinstance(batches, Iterable) or isinstance(batches, (bytes, np.ndarray)):
        kind = type(batches)
        raise InvalidArgument("batches", f"of type {kind.__module__}.{kind.__name__}", _KINDS)
    return map(_table, iter(batches))


def _is_table(one: Any) -> bool:
    return any(kind.__name__ in ("DataFrame", "RecordBatch") for kind in type(one).__mro__)


def _table(one: Any) -> Any:
    pyarrow = require("pyarrow", "arrow")
    if isinstance(one, pyarrow.RecordBatch):
        return pyarrow.Table.from_batches([one])
    if isinstance(one, pyarrow.Table):
        return one
    if any(kind.__module__.partition(".")[0] == "pandas" for kind in type(one).__mro__):
        return pyarrow.Table.from_pandas(one, preserve_index=False)
    if hasattr(one, "__arrow_c_stream__"):
        return pyarrow.table(one)
    if hasattr(one, "__arrow_c_array__"):
        return pyarrow.Table.from_batches([pyarrow.record_batch(one)])
    kind = type(one)
    raise InvalidArgument(
        "batches", f"with an item of type {kind.__module__}.{kind.__name__}", _KINDS
    )


def _whole_groups(
    tables: Iterator[Any], keys: list[str], used: Sequence[Any], rows: int
) -> Iterator[Any]:
    """Join batches and cut them where a group ends: what is given holds no group by half."""
    pyarrow = require("pyarrow", "arrow")
    held: list[Any] = []
    count = 0
    for table in tables:
        frame = ArrowFrame(table)
        _check_names(frame, keys, used[len(keys)], used[len(keys) + 1], _weight(keys, used))
        if table.num_rows == 0:
            continue
        names = list(dict.fromkeys(used))
        part = pyarrow.table([without_views(table.column(one)) for one in names], names=names)
        if held and part.schema != held[0].schema:
            pairs = zip(part.schema, held[0].schema, strict=True)
            new, old = next(pair for pair in pairs if not pair[0].equals(pair[1]))
            raise InvalidArgument(
                "batches",
                f"with the column {new.name!r} of type {new.type} after {old.type}",
                "of the same columns and types",
            )
        held.append(part)
        count += part.num_rows
        del table, frame, part
        if count < rows:
            continue
        joined = pyarrow.concat_tables(held)
        held.clear()
        tail = _tail(joined, keys)
        if tail < count:
            yield joined.slice(0, count - tail)
        # a copy: a slice would keep the whole batch
        rest = joined.slice(count - tail).take(np.arange(tail))
        del joined
        held.append(rest)
        count = tail
    if held:
        yield pyarrow.concat_tables(held)


def _weight(keys: list[str], used: Sequence[Any]) -> Any:
    return used[len(keys) + 2] if len(used) > len(keys) + 2 else None


def _tail(table: Any, keys: list[str]) -> int:
    """Return how many rows at the end are of the last group."""
    end = table.slice(max(0, table.num_rows - _LONGEST - 1))
    frame = ArrowFrame(end)
    group, _ = _groups(frame, keys)
    others = np.flatnonzero(group != group[-1])
    tail = len(group) - (int(others[-1]) + 1 if len(others) else 0)
    if tail > _LONGEST:
        raise InvalidArgument(
            "batches",
            f"of more than {_LONGEST} rows in the group {_group_name(frame, keys, len(group) - 1)}",
            f"of at most {_LONGEST} rows a group",
        )
    return tail


class _Seen:
    """The groups that are done, by a hash of 64 bits: none may come again."""

    def __init__(self) -> None:
        # sorted arrays, each more than twice as long as the next
        self._levels: list[_Array] = []

    def add(self, table: Any, keys: list[str]) -> None:
        """Add the groups of a result, whose rows of one group follow each other."""
        columns = [_hashable(table.column(name)) for name in keys]
        names = list(dict.fromkeys(zip(*columns, strict=True)))
        new = np.fromiter((hash(name) for name in names), dtype=np.int64, count=len(names))
        for level in self._levels:
            place = np.searchsorted(level, new)
            place[place == len(level)] = 0
            again = np.flatnonzero(level[place] == new)
            if len(again):
                name = names[int(again[0])]
                shown = ", ".join(f"{k}={v!r}" for k, v in zip(keys, name, strict=True))
                raise InvalidArgument(
                    "batches",
                    f"with rows of the group {shown} after those of other groups",
                    f"sorted by {', '.join(keys)}, or with the rows of each group together",
                )
        merged = np.sort(new)
        while self._levels and len(self._levels[-1]) <= 2 * len(merged):
            merged = np.sort(np.concatenate([self._levels.pop(), merged]), kind="stable")
        self._levels.append(merged)


def _hashable(column: Any) -> list[Any]:
    values = column.to_pylist()
    if not require("pyarrow", "arrow").types.is_floating(column.type):
        return list(values)
    # NaN is one group, and no NaN is equal to another
    return ["\0NaN" if one is not None and math.isnan(one) else one for one in values]
