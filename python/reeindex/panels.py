"""What is taken for many annual series: a Dataset, series by name, a list, a long or a wide frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.data import Dataset
from reeindex.any_frame import frame_of
from reeindex.extras import require
from reeindex.frames import Frame, PandasFrame
from reeindex.series_input import to_series

__all__ = ["Panel", "is_panel", "panel_of"]

_Array = npt.NDArray[Any]
_KINDS = (
    "a Dataset, a list of TimeSeries, a dict from names to series, or a frame of pandas, polars or "
    "Arrow"
)
_FRAMES = {
    ("pandas", "DataFrame"),
    ("polars", "DataFrame"),
    ("polars", "LazyFrame"),
    ("pyarrow", "Table"),
}
#: What other tools call the columns of a long table.
_OTHER_NAMES = {"year": "ds", "value": "y"}


@dataclass(frozen=True)
class Panel:
    """A long table, and the columns that tell its series apart.

    Parameters
    ----------
    frame
        The table.
    by
        Columns whose values make a series.
    year, value
        Columns of years and values.
    carried
        Columns that say more of each series (unit, basis) and stand beside `by` in results.
    provisional
        Whether the value of each row is provisional; None where the table does not say.
    """

    frame: Frame
    by: list[str]
    year: str
    value: str
    carried: list[str] = field(default_factory=list)
    provisional: _Array | None = None

    def numbers(self, *, include_provisional: bool = True) -> _Array:
        """Return the values, NaN where there is none."""
        values = self.frame.numbers(self.value)
        if include_provisional or self.provisional is None or not self.provisional.any():
            return values
        return np.where(self.provisional, np.nan, values)


def is_panel(data: Any) -> bool:
    """Whether data are many series, and not the values of one."""
    if isinstance(data, Dataset):
        return True
    if isinstance(data, Mapping):
        return len(data) > 0 and all(_is_series(one) for one in data.values())
    if isinstance(data, (list, tuple)):
        return len(data) > 0 and all(isinstance(one, TimeSeries) for one in data)
    return not isinstance(data, TimeSeries) and _is_frame(data)


def _is_frame(data: Any) -> bool:
    kinds = {(one.__module__.partition(".")[0], one.__name__) for one in type(data).__mro__}
    return bool(kinds & _FRAMES) or hasattr(data, "column_names")


def _is_series(one: Any) -> bool:
    return isinstance(one, (TimeSeries, Mapping)) or (
        hasattr(one, "index") and hasattr(one, "to_numpy") and not callable(one.index)
    )


def panel_of(
    table: Any, by: str | Sequence[str] | None = None, *, year: str = "year", value: str = "value"
) -> Panel:
    """Return many series as one long table.

    Parameters
    ----------
    table
        A Dataset, a list of TimeSeries, a dict from names to series (TimeSeries, pandas Series,
        dicts from years to values), or a frame: long (a row a year of a series), or wide (a column a
        series beside the years, or a row a series and a column a year).
    by
        Columns of a frame whose values make a series. None where the series are known without: for
        what is no frame, and for a frame of years beside one column for each series.
    year, value
        Columns of a long frame; ``ds`` and ``y`` are known too.
    """
    if isinstance(table, Dataset):
        return _of_series(list(table.all_series()), by)
    if isinstance(table, TimeSeries):
        return _of_series([table], by)
    if isinstance(table, Mapping):
        return _of_mapping(table, by)
    if isinstance(table, (list, tuple)):
        return _of_series(list(table), by)
    # asking a LazyFrame for its columns warns
    known = dir(type(table))
    if "columns" not in known and "__arrow_c_stream__" not in known and not _is_frame(table):
        if isinstance(table, Iterable) and not isinstance(table, (str, bytes, np.ndarray)):
            return _of_series(list(table), by)
        raise InvalidArgument(
            "table", f"of type {type(table).__module__}.{type(table).__name__}", _KINDS
        )
    return _of_frame(frame_of(table), by, year, value)


def keys_of(by: Any) -> list[str]:
    """Return the columns that make a group as a list."""
    if isinstance(by, str):
        return [by]
    if isinstance(by, bytes) or not hasattr(by, "__iter__"):
        raise InvalidArgument("by", repr(by), "the name of a column, or a sequence of names")
    keys = list(by)
    if not keys:
        raise InvalidArgument("by", "empty", "at least one column")
    for name in keys:
        if not isinstance(name, str):
            raise InvalidArgument("by", repr(name), "the name of a column, a text")
        if keys.count(name) > 1:
            raise InvalidArgument("by", f"{name!r} twice", "columns that are named once")
    return keys


def _of_mapping(table: Mapping[Any, Any], by: Any) -> Panel:
    if not table:
        raise InvalidArgument("table", "an empty dict", "of at least one series")
    series = []
    for name, one in table.items():
        if not _is_series(one):
            raise InvalidArgument(
                "table",
                f"a dict with {name!r}: of type {type(one).__name__}",
                "a dict from names to TimeSeries, pandas Series or dicts of years and values",
            )
        series.append(to_series(one))
    keys = ["series"] if by is None else keys_of(by)
    names = [name if isinstance(name, tuple) else (name,) for name in table]
    wrong = next((one for one in names if len(one) != len(keys)), None)
    if wrong is not None:
        raise InvalidArgument(
            "by", f"{len(keys)} names for the key {wrong!r}", "one name for each part of the keys"
        )
    columns = {key: [name[j] for name in names] for j, key in enumerate(keys)}
    return _long(series, columns)


def _of_series(series: list[Any], by: Any) -> Panel:
    if not series:
        raise InvalidArgument("table", "without a series", "of at least one series")
    for place, one in enumerate(series):
        if not isinstance(one, TimeSeries):
            raise InvalidArgument(
                "table", f"a list with an item of type {type(one).__name__} at {place}", _KINDS
            )
    known = {
        "indicator": [one.indicator for one in series],
        "area": [one.area for one in series],
        "scenario": [one.scenario for one in series],
        "vintage": [one.vintage for one in series],
        "title": [one.title or one.label for one in series],
    }
    if by is None:
        keys = [key for key in ("indicator", "area", "scenario", "vintage") if any(known[key])]
        keys = [key for key in keys if key in ("indicator", "area") or len(set(known[key])) > 1]
        if not keys or _repeated(known, keys):
            keys = ["title"]
    else:
        keys = keys_of(by)
        unknown = [key for key in keys if key not in known]
        if unknown:
            raise InvalidArgument("by", repr(unknown[0]), "of series: " + ", ".join(known))
    twice = _repeated(known, keys)
    if twice is not None:
        raise InvalidArgument(
            "table",
            f"with two series of {', '.join(f'{k}={v!r}' for k, v in zip(keys, twice, strict=True))}",
            "of series that differ in what they are named by; a dict gives them names",
        )
    return _long(series, {key: known[key] for key in keys})


def _repeated(known: Mapping[str, list[str]], keys: Sequence[str]) -> tuple[str, ...] | None:
    seen = set()
    for name in zip(*(known[key] for key in keys), strict=True):
        if name in seen:
            return name
        seen.add(name)
    return None


def _long(series: Sequence[TimeSeries], columns: Mapping[str, list[Any]]) -> Panel:
    """Return the observations of series as a pandas table, keys beside them."""
    pandas = require("pandas", "pandas")
    sizes = np.array([len(one) for one in series])
    years = np.concatenate([one.years for one in series]).astype(np.int64)
    values = np.concatenate([one.values for one in series])
    rows = np.repeat(np.arange(len(series)), sizes)
    status = np.array([code == "P" for one in series for code in one.status], dtype=bool)
    keys = list(columns)
    carried = []
    named: dict[str, list[Any]] = dict(columns)
    for name in ("unit", "basis"):
        found = [getattr(one, name) for one in series]
        if name not in named and (name == "unit" or any(one != "none" for one in found)):
            named[name] = found
            carried.append(name)
    clash = {"year", "value"}.intersection(keys)
    if clash:
        raise InvalidArgument("by", repr(min(clash)), "other names than those of years and values")
    table = pandas.DataFrame(
        {key: pandas.Series(held, dtype=object).array.take(rows) for key, held in named.items()}
    )
    # texts stay texts of pandas' own kind
    table = table.infer_objects()
    table["year"], table["value"] = years, values
    return Panel(PandasFrame(table), keys, "year", "value", carried, status)


def _of_frame(frame: Frame, by: Any, year: str, value: str) -> Panel:
    names = frame.names()
    year, value = _known(names, "year", year), _known(names, "value", value)
    if by is not None:
        keys = keys_of(by)
        if year in names or value in names:
            return Panel(frame, keys, year, value)
        return _columns_of_years(frame, keys, year, value)
    if year in names and value in names:
        others = [name for name in names if name not in (year, value)]
        if others == ["unique_id"]:
            return Panel(frame, others, year, value)
        if others:
            raise InvalidArgument(
                "by",
                "None",
                f"the columns that make a series, of {', '.join(map(str, others))}",
            )
    return _column_a_series(frame, year)


def _known(names: Sequence[Any], what: str, given: Any) -> str:
    if not isinstance(given, str):
        raise InvalidArgument(what, repr(given), "the name of a column, a text")
    if given == what and given not in names and _OTHER_NAMES[what] in names:
        return _OTHER_NAMES[what]
    return given


def _year_of_name(name: Any) -> int | None:
    text = str(name).strip()
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() else None


def _columns_of_years(frame: Frame, keys: list[str], year: str, value: str) -> Panel:
    """Turn a row a series, a column a year into a long table."""
    names = frame.names()
    years = {name: _year_of_name(name) for name in names}
    of_years = [name for name in names if years[name] is not None and name not in keys]
    if not of_years:
        shown = ", ".join(map(str, names))
        raise InvalidArgument("year", repr(year), f"a column of the table: {shown}"[:300])
    for name in keys:
        if name not in names:
            raise InvalidArgument(
                "by", repr(name), f"a column of the table: {', '.join(map(str, names))}"[:300]
            )
    numbers = np.stack([frame.numbers(name) for name in of_years], axis=1)
    rows = np.repeat(np.arange(len(numbers)), len(of_years))
    when = np.tile(np.array([years[name] for name in of_years], dtype=np.int64), len(numbers))
    long = frame.result(keys, rows, {year: when, value: numbers.ravel()}, {})
    return Panel(frame_of(long), keys, year, value)


def _column_a_series(frame: Frame, year: str) -> Panel:
    """Turn years beside a column for each series into a long table."""
    names = frame.names()
    if year in names:
        days = frame.dates(year)
        when = frame.numbers(year) if days is None else days
        others = [name for name in names if name != year]
    else:
        index = getattr(frame.frame, "index", None)
        of_years = _years_of_index(index)
        if of_years is None:
            raise InvalidArgument(
                "table",
                f"with the columns {', '.join(map(str, names))}"[:200],
                f"with a column {year!r} or years as its index, and by= where it is long",
            )
        when, others = of_years, names
    if not others:
        raise InvalidArgument("table", "with a column of years alone", "with columns of values")
    columns = [frame.numbers(name) for name in others]
    key = "series" if year != "series" else "name"
    labels = np.repeat(np.array([str(name) for name in others], dtype=object), len(when))
    long = frame.like(
        {key: labels.tolist(), year: np.tile(when, len(others)), "value": np.concatenate(columns)}
    )
    return Panel(frame_of(long), [key], year, "value")


def _years_of_index(index: Any) -> _Array | None:
    """Return the years of an index of pandas that holds years, dates or periods."""
    if index is None or len(index) == 0:
        return None
    if hasattr(index, "year"):
        return np.asarray(index.year, dtype=np.int64)
    if index.dtype.kind in "iu" and int(index[0]) > 0:
        return np.asarray(index, dtype=np.int64)
    return None
