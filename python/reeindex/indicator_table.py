"""Tables of indicators as users hold them: DataFrames, dicts of columns, arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument

__all__ = ["by_indicator", "read_table"]


def _number(value: Any, place: str) -> float:
    if value is None or type(value).__name__ == "NAType":
        return float("nan")
    if isinstance(value, (str, bytes, bool, np.bool_)):
        raise InvalidArgument("table", f"{value!r} {place}", "a number, or None where missing")
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InvalidArgument(
            "table", f"{value!r} {place}", "a number, or None where missing"
        ) from None


def read_table(
    table: Any, units: Sequence[str] | None, indicators: Sequence[str] | None
) -> tuple[npt.NDArray[np.float64], list[str], list[str]]:
    """Values, units and indicators of a DataFrame, a dict of columns or a 2-D array."""
    row_names: list[str] | None = None
    columns: list[str] | None = None
    if hasattr(table, "columns") and hasattr(table, "to_numpy"):
        columns = [str(name) for name in table.columns]
        row_names = [str(name) for name in getattr(table, "index", range(len(table)))]
        raw = [list(row) for row in table.to_numpy(dtype=object).tolist()]
    elif isinstance(table, Mapping):
        columns = [str(name) for name in table]
        data = list(table.values())
        if data and all(isinstance(column, Mapping) for column in data):
            row_names = [str(name) for name in data[0]]
            for name, column in zip(columns, data, strict=True):
                if [str(unit) for unit in column] != row_names:
                    raise InvalidArgument(
                        "table", f"column {name!r} with other units", "columns of the same units"
                    )
            data = [list(column.values()) for column in data]
        lists = [list(np.asarray(column, dtype=object).ravel()) for column in data]
        lengths = {len(column) for column in lists}
        if len(lengths) > 1:
            sizes = ", ".join(str(len(column)) for column in lists)
            raise InvalidArgument("table", f"columns of length {sizes}", "columns of one length")
        raw = [list(row) for row in zip(*lists, strict=True)]
    else:
        try:
            array = np.asarray(table, dtype=object)
        except ValueError:
            raise InvalidArgument("table", "of uneven rows", "a rectangular array") from None
        if array.ndim != 2:
            raise InvalidArgument(
                "table",
                f"of {array.ndim} dimensions",
                "a DataFrame, a dict of columns or a two-dimensional array",
            )
        raw = array.tolist()
    n = len(raw)
    k = len(columns) if columns is not None else (len(raw[0]) if raw else 0)
    row_names = [str(name) for name in units] if units is not None else row_names
    columns = [str(name) for name in indicators] if indicators is not None else columns
    if row_names is None:
        row_names = [f"unit {i + 1}" for i in range(n)]
    if columns is None:
        columns = [f"indicator {j + 1}" for j in range(k)]
    values = np.empty((n, k))
    for i, row in enumerate(raw):
        for j, cell in enumerate(row):
            values[i, j] = _number(cell, f"in row {i}, column {j}")
    return values, row_names, columns


def by_indicator(given: Any, indicators: list[str], argument: str, allowed: str) -> list[Any]:
    """One entry per indicator, from a mapping by name or a sequence in order."""
    if isinstance(given, Mapping):
        unknown = [name for name in given if name not in indicators]
        absent = [name for name in indicators if name not in given]
        if unknown or absent:
            what = f"without {absent[0]!r}" if absent else f"with {unknown[0]!r}"
            raise InvalidArgument(argument, what, "an entry for each indicator of the table")
        return [given[name] for name in indicators]
    if isinstance(given, (str, bytes)) or not hasattr(given, "__len__"):
        raise InvalidArgument(argument, repr(given), allowed)
    entries = list(given)
    if len(entries) != len(indicators):
        raise InvalidArgument(argument, f"of length {len(entries)}", f"of length {len(indicators)}")
    return entries
