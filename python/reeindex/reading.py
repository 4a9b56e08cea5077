"""Annual series from files of statistics."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from reeindex._core import data as _data
from reeindex._core.core import DataError, FileError, InvalidArgument, TimeSeries, Unit
from reeindex.describing import described_as
from reeindex.listing import Listing

__all__ = ["layouts", "read_csv", "read_csv_series"]

_Names: TypeAlias = str | Iterable[str]
#: What readers take: a path, or an object with ``read()``.
Source: TypeAlias = Any


def layouts() -> dict[str, str]:
    """Return the layouts of publishers that :func:`read_csv` recognises.

    Returns
    -------
    dict
        Title by name, for example ``"owid"``: ``"Our World in Data"``.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.layouts()["owid"]
    'Our World in Data'
    """
    return dict(_data.layouts())


def _names(given: _Names | None, argument: str) -> list[str]:
    if given is None or given == "":
        return []
    if isinstance(given, str):
        return [given]
    if isinstance(given, Iterable) and not isinstance(given, (bytes, Mapping)):
        names = list(given)
        if all(isinstance(one, str) and one for one in names):
            return names
    raise InvalidArgument(argument, repr(given), "a text or a sequence of texts")


def _text(given: Any, argument: str) -> str:
    if given is None:
        return ""
    if isinstance(given, str):
        return _encodable(given, argument)
    raise InvalidArgument(argument, repr(given), "a text")


def _encodable(given: str, argument: str) -> str:
    try:
        given.encode()
    except UnicodeEncodeError:
        raise InvalidArgument(argument, ascii(given), "a text without lone surrogates") from None
    return given


def _missing(given: Any) -> dict[str, str]:
    if isinstance(given, Mapping):
        if all(isinstance(k, str) and isinstance(v, str) for k, v in given.items()):
            return dict(given)
        raise InvalidArgument("na", repr(given), "marks, or a dict from a mark to its status")
    return dict.fromkeys(_names(given, "na"), "O")


def _filters(given: Any) -> dict[str, list[str]]:
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(one, str) for one in given):
        raise InvalidArgument(
            "where", repr(given), "a dict from the name of a column to a text or texts"
        )
    return {column: _names(values, "where") or [""] for column, values in given.items()}


def _flag(given: Any) -> bool | None:
    if given is None or isinstance(given, bool):
        return given
    raise InvalidArgument("wide", repr(given), "True, False, or None to find out")


def _skip(given: Any) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise InvalidArgument("skip", repr(given), "a whole number of lines, 0 or more")
    return given


def _decode(raw: bytes, encoding: str, name: str) -> bytes:
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        raise InvalidArgument(
            "encoding", repr(encoding), "an encoding that Python knows, such as utf-8 or cp1252"
        ) from None
    try:
        text = codec.decode(raw)[0]
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{name}, line {line}: holds bytes that {encoding} does not have: {error.reason}"
        ) from None
    except ValueError as error:  # codecs that are none of text, such as base64
        raise InvalidArgument(
            "encoding", repr(encoding), f"an encoding of text that fits the file ({error})"
        ) from None
    if not isinstance(text, str):
        raise InvalidArgument("encoding", repr(encoding), "an encoding of text")
    return text.encode()


def _source(source: Any, encoding: str) -> tuple[Any, str, str]:
    """Return a path or bytes, the name for messages, and what is left to decode."""
    name = "<input>"
    known = not encoding or _data.is_known_encoding(encoding)
    if hasattr(source, "read") and not isinstance(source, (str, bytes)):
        label = getattr(source, "name", None)
        name = label if isinstance(label, str) else name
        raw = source.read()
        if isinstance(raw, str):
            return _encodable(raw, "source").encode(), name, "utf-8"
        if not isinstance(raw, (bytes, bytearray)):
            raise InvalidArgument("source", repr(source), "a file that gives text or bytes")
        raw = bytes(raw)
    elif known:
        return source, name, encoding
    else:
        if not isinstance(source, (str, os.PathLike)):
            raise InvalidArgument("path", repr(source), "a str or os.PathLike")
        from pathlib import Path

        name = os.fsdecode(source)
        try:
            raw = Path(name).read_bytes()
        except OSError as error:
            raise FileError(f"cannot open '{name}': {error.strerror}") from None
    return (raw, name, encoding) if known else (_decode(raw, encoding, name), name, "utf-8")


def _read(source: Any, one: bool, given: Mapping[str, Any]) -> list[TimeSeries]:
    unit = given["unit"]
    if isinstance(unit, Unit):
        unit = unit.code
    elif unit is not None and not isinstance(unit, str):
        raise InvalidArgument("unit", repr(unit), "a Unit, its UCUM code, words, or a column")
    text = {
        name: _text(given[name], name)
        for name in (
            "encoding", "separator", "decimal", "thousands", "layout", "year", "area", "basis",
            "status", "title", "period",
        )
    }  # fmt: skip
    stated = text["encoding"]
    source, name, text["encoding"] = _source(source, stated)
    if text["encoding"] != stated:
        text["decoded_from"] = stated or "text"
    return _data.read_series(
        source,
        name,
        one,
        text={**text, "unit": _text(unit, "unit")},
        value=_names(given["value"], "value"),
        indicator=_names(given["indicator"], "indicator"),
        ignore=_names(given["ignore"], "ignore"),
        na=_missing(given["na"]),
        where=_filters(given["where"]),
        skip=_skip(given["skip"]),
        wide=_flag(given["wide"]),
    )


def read_csv(
    path: Source,
    *,
    year: str | None = None,
    value: _Names | None = None,
    area: str | None = None,
    indicator: _Names | None = None,
    unit: str | Unit | None = None,
    basis: str | None = None,
    status: str | None = None,
    title: str | None = None,
    ignore: _Names | None = None,
    where: Mapping[str, _Names] | None = None,
    wide: bool | None = None,
    layout: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    thousands: str | None = None,
    na: _Names | Mapping[str, str] | None = None,
    skip: int | None = None,
    period: str | None = None,
) -> TimeSeries:
    """Read one annual series from a file of statistics.

    Files of the publishers in :func:`layouts` are recognised. The plain form has the columns
    `year`, `value` and, optionally, `status` (SDMX code), `qualifier`, `unit`, `basis`, `area`,
    `indicator`, `source`, `note`, in any order. Of other files say what they are like. What was
    understood is the ``.reading`` of the series.

    Parameters
    ----------
    path : str, os.PathLike, or an object with ``read()``
        The file.
    year, status : str, optional
        Columns.
    value : str or sequence of str, optional
        Column of values; several give a series each, ``"*"`` all that have no other role.
    area, basis : str, optional
        A column, or what holds for the whole file.
    indicator : str or sequence of str, optional
        Columns, or one text for the whole file.
    unit : str or Unit, optional
        A column, or a UCUM code or words ("thousand metric tons") for the whole file.
    title : str, optional
        Title of the series.
    ignore : str or sequence of str, optional
        Columns to leave out; ``"*"`` all that have no role.
    where : dict, optional
        Rows to read: the text or texts that a column must hold.
    wide : bool, optional
        Whether years are columns.
    layout : str, optional
        A name of :func:`layouts`, or ``"plain"`` to recognise none.
    encoding : str, optional
        Needed where the file is neither UTF-8 nor UTF-16 with a byte order mark, for example
        ``"cp1252"``; any that Python knows.
    separator, decimal, thousands : str, optional
        Marks between columns (``"tab"`` for tabs) and within numbers, where the file leaves them
        open.
    na : str, sequence of str, or dict, optional
        More marks of missing values, or a dict from mark to SDMX status (H, L, M, O, Q).
    skip : int, optional
        Lines above the header, where it is not found.
    period : {"first", "last"}, optional
        Year that a period of years ("2019/20", "2007-2010") is taken for.

    Returns
    -------
    TimeSeries

    Raises
    ------
    FileError
        If the file cannot be read.
    DataError
        If it says what it must not, or what may mean two things, with file and line.
    UnitError
        If its unit or basis changes from one row to another.
    InvalidArgument, NotFound
        If an option is out of range.
    """
    return _read(path, True, locals())[0]


@described_as(read_csv)
def read_csv_series(
    path: Source,
    *,
    year: str | None = None,
    value: _Names | None = None,
    area: str | None = None,
    indicator: _Names | None = None,
    unit: str | Unit | None = None,
    basis: str | None = None,
    status: str | None = None,
    title: str | None = None,
    ignore: _Names | None = None,
    where: Mapping[str, _Names] | None = None,
    wide: bool | None = None,
    layout: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    thousands: str | None = None,
    na: _Names | Mapping[str, str] | None = None,
    skip: int | None = None,
    period: str | None = None,
) -> Listing[TimeSeries]:
    """Read every annual series of a file, one per indicator and area.

    Parameters
    ----------
    path, year, value, area, indicator, unit, basis, status, title, ignore, where, wide, layout, \
encoding, separator, decimal, thousands, na, skip, period
        As in :func:`read_csv`.

    Returns
    -------
    Listing of TimeSeries
        In the order in which they begin in the file; each has the same ``.reading``.

    Raises
    ------
    FileError, DataError, UnitError, InvalidArgument, NotFound
        As for :func:`read_csv`.
    """
    return Listing(_read(path, False, locals()))
