"""What is taken for an annual series: a TimeSeries, a Series or frame, a dict, or plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from reeindex._core.core import InvalidArgument, TimeSeries

__all__ = ["to_series"]

Missing = Literal["mark", "raise"]

_KINDS = (
    "a TimeSeries, a pandas Series or a frame with years, a dict from years to values, or values "
    "with years="
)


def to_series(
    data: Any, years: Any = None, *, missing: Missing = "mark", numbered: bool = False
) -> TimeSeries:
    """Return what is unambiguously an annual series as one.

    Parameters
    ----------
    data
        A TimeSeries; a pandas Series whose index holds years (whole numbers, yearly dates or
        periods); a frame of pandas, polars or Arrow with a column of years (or, in pandas, an
        index) and one other column; a dict from years to values; or values, with `years`.
    years
        Years of plain values.
    missing : {"mark", "raise"}
        Whether a NaN or None is a year without value (status O), or an error.
    numbered : bool
        Whether plain values without `years` are those of the years 1, 2, 3, ...

    Returns
    -------
    TimeSeries
    """
    if missing not in ("mark", "raise"):
        raise InvalidArgument("missing", repr(missing), "'mark' or 'raise'")
    if isinstance(data, TimeSeries):
        if years is not None:
            raise InvalidArgument("years", repr(years), "left out: a TimeSeries has its own")
        return data
    title = ""
    if isinstance(data, Mapping):
        if years is not None:
            raise InvalidArgument("years", "given with a dict", "left out: its keys are the years")
        years, data = _from_mapping(data)
    elif _is_frame(data):
        if years is not None:
            raise InvalidArgument("years", "given with a frame", "left out: the frame has its own")
        years, data, title = _from_frame(data)
    elif _is_pandas_series(data):
        title = data.name if isinstance(data.name, str) else ""
        if years is None:
            years = data.index
    elif years is None and not numbered:
        raise InvalidArgument(
            "series", f"of type {type(data).__name__}", _KINDS + "; fit_xy() takes plain arrays"
        )
    if years is None:
        data = list(data)
        years = range(1, len(data) + 1)
    return TimeSeries(years, data, title=title, missing=missing)


def _is_pandas_series(data: Any) -> bool:
    return hasattr(data, "index") and hasattr(data, "to_numpy") and not callable(data.index)


def _is_frame(data: Any) -> bool:
    # polars and pandas have .columns, an Arrow table has .column_names
    return hasattr(data, "column_names") or (
        hasattr(data, "columns") and not isinstance(data, type) and hasattr(data, "shape")
    )


def _from_mapping(data: Mapping[Any, Any]) -> tuple[list[Any], list[Any]]:
    if not data:
        raise InvalidArgument("series", "an empty dict", "at least one year and its value")
    if len(data) == 1 and hasattr(next(iter(data.values())), "__len__"):
        raise InvalidArgument("series", repr(data)[:60], "a dict from years to values")
    try:
        pairs = sorted(data.items(), key=lambda pair: pair[0])
    except TypeError:
        raise InvalidArgument(
            "series", "a dict of keys of several kinds", "a dict from years to values"
        ) from None
    return [year for year, _ in pairs], [value for _, value in pairs]


def _from_frame(frame: Any) -> tuple[Any, Any, str]:
    names = [str(name) for name in getattr(frame, "column_names", None) or list(frame.columns)]
    of_years = [name for name in names if name.lower() in ("year", "years")]
    others = [name for name in names if name not in of_years]
    if len(of_years) == 1 and len(others) == 1:
        year, value = of_years[0], others[0]
        return _column(frame, year), _column(frame, value), value
    if not of_years and len(others) == 1 and _index_holds_years(frame):
        return frame.index, _column(frame, others[0]), others[0]
    raise InvalidArgument(
        "series",
        f"a frame with the columns {', '.join(names)}"[:200],
        "a frame with a column 'year' (or years as its index) and one other column; choose two of "
        "the columns, or give values and years=",
    )


def _column(frame: Any, name: str) -> Any:
    column = frame.column(name) if hasattr(frame, "column_names") else frame[name]
    # of pandas: without its index, which is not the years here
    return column.array if hasattr(column, "index") and hasattr(column, "array") else column


def _index_holds_years(frame: Any) -> bool:
    """Whether the index was made of years; the numbers 0, 1, 2 of a fresh frame were not."""
    index = getattr(frame, "index", None)
    return index is not None and len(index) > 0 and not (index[0] == 0 and index.dtype.kind == "i")
