"""One curve fitted to, or an automatic forecast of, every group of a Dask table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Curve
from reeindex.checks import checked_whole
from reeindex.describing import described_as
from reeindex.extras import require
from reeindex.forecast_tables import forecast_table as _forecast_table
from reeindex.frames import PandasFrame
from reeindex.panels import keys_of
from reeindex.table import _check_names
from reeindex.table import fit_table as _fit_table

__all__ = ["fit_table", "forecast_table"]


def _fit_partition(part: Any, arguments: dict[str, Any], columns: Any) -> Any:
    if len(part) == 0:
        return columns
    return _fit_table(part, **arguments)


def _forecast_partition(part: Any, arguments: dict[str, Any], columns: Any) -> Any:
    if len(part) == 0:
        return columns
    return _forecast_table(part, **arguments)


@described_as(_fit_table)
def fit_table(
    table: Any,
    by: str | Sequence[str],
    *,
    year: str = "year",
    value: str = "value",
    curve: str | Curve = "logistic",
    weight: str | None = None,
    threads: int | None = 1,
    level: float = 0.95,
    npartitions: int | None = None,
) -> Any:
    """Fit one curve to every group of a Dask DataFrame, partition by partition.

    Rows are shuffled so that each group lies in one partition. Nothing is computed before the result
    is asked for; a partition whose worker dies is computed again by another.

    Parameters
    ----------
    table
        A Dask DataFrame in long format.
    by
        Columns whose values make a group.
    year, value, weight, level
        As in :func:`reeindex.fit_table`.
    curve
        As in :func:`reeindex.fit_table`. One of one's own must be a curve that can be pickled.
    threads
        Threads in each task; one by default, for Dask runs several tasks at once.
    npartitions
        Partitions after the shuffle; as many as before by default.

    Returns
    -------
    dask.dataframe.DataFrame
        One row a group, in no particular order.

    Raises
    ------
    InvalidArgument
        If a column does not exist or an argument is out of range.
    """
    frames = require("dask.dataframe", "dask")
    pandas = require("pandas", "pandas")
    if not isinstance(table, frames.DataFrame):
        raise InvalidArgument("table", f"of type {type(table).__name__}", "a Dask DataFrame")
    keys = keys_of(by)
    meta = table._meta
    _check_names(PandasFrame(meta), keys, year, value, weight)
    numbers = [year, value] + ([weight] if weight is not None else [])
    used = list(dict.fromkeys([*keys, *numbers]))
    if npartitions is not None:
        npartitions = checked_whole(
            npartitions, "npartitions", "a whole number from 1, or None for as many as before"
        )
    arguments: dict[str, Any] = {
        "by": keys,
        "year": year,
        "value": value,
        "curve": curve,
        "weight": weight,
        "threads": threads,
        "level": level,
    }
    # Wrong types and arguments are refused here, not by the workers.
    for name in numbers:
        PandasFrame(meta).numbers(name)
    # The columns of the result, from a table of one row.
    example = pandas.DataFrame({name: [2000.0 if name == year else 1.0] for name in used})
    columns = _fit_table(example, **arguments).iloc[:0]
    for name in keys:
        columns[name] = pandas.Series([], dtype=meta[name].dtype)
    shuffled = table[used].shuffle(on=keys, npartitions=npartitions)
    return shuffled.map_partitions(
        _fit_partition, arguments=arguments, columns=columns, meta=columns, enforce_metadata=False
    )


@described_as(fit_table, _forecast_table)
def forecast_table(
    table: Any,
    by: str | Sequence[str],
    *,
    h: int = 5,
    level: float | Sequence[float] = 95,
    year: str = "year",
    value: str = "value",
    counts: bool = False,
    paths: int = 1000,
    seed: int = 1,
    threads: int | None = 1,
    npartitions: int | None = None,
) -> Any:
    """Forecast every group of a Dask DataFrame, partition by partition.

    Rows are shuffled so that each group lies in one partition. Nothing is computed before the result
    is asked for.

    Parameters
    ----------
    table, by, threads, npartitions
        As in :func:`fit_table`.
    h, level, year, value, counts, paths, seed
        As in :func:`reeindex.forecast_table`.

    Returns
    -------
    dask.dataframe.DataFrame
        ``h`` rows a group, the groups in no particular order.

    Raises
    ------
    InvalidArgument
        If a column does not exist or an argument is out of range.
    """
    frames = require("dask.dataframe", "dask")
    pandas = require("pandas", "pandas")
    if not isinstance(table, frames.DataFrame):
        raise InvalidArgument("table", f"of type {type(table).__name__}", "a Dask DataFrame")
    keys = keys_of(by)
    meta = table._meta
    _check_names(PandasFrame(meta), keys, year, value, None)
    used = list(dict.fromkeys([*keys, year, value]))
    if npartitions is not None:
        npartitions = checked_whole(
            npartitions, "npartitions", "a whole number from 1, or None for as many as before"
        )
    arguments: dict[str, Any] = {
        "by": keys,
        "h": h,
        "level": level,
        "year": year,
        "value": value,
        "counts": counts,
        "paths": paths,
        "seed": seed,
        "threads": threads,
    }
    # Wrong types and arguments are refused here, not by the workers.
    PandasFrame(meta).numbers(value)
    dates = meta[year].dtype.kind == "M"
    if not dates:
        PandasFrame(meta).numbers(year)
    # The columns of the result, from a table of one row.
    row = {name: [1.0] for name in used}
    row[year] = [pandas.Timestamp("2000-12-31")] if dates else [2000]
    example = pandas.DataFrame(row)
    if dates:
        example[year] = example[year].astype(meta[year].dtype)
    columns = _forecast_table(example, **arguments).iloc[:0]
    for name in keys:
        columns[name] = pandas.Series([], dtype=meta[name].dtype)
    shuffled = table[used].shuffle(on=keys, npartitions=npartitions)
    return shuffled.map_partitions(
        _forecast_partition,
        arguments=arguments,
        columns=columns,
        meta=columns,
        enforce_metadata=False,
    )
