"""A dataset made in memory, of series or of a frame."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from reeindex._core.core import (
    Document,
    InvalidArgument,
    TimeSeries,
    Unit,
    UnitError,
    countries,
    offices,
)
from reeindex._core.data import Dataset, Erratum, Vintage
from reeindex.panels import panel_of
from reeindex.series_input import to_series

__all__ = ["dataset"]

#: What stands for the area of a series without one.
_NO_AREA = "all"
_SERIES = ["indicator", "title", "unit", "basis", "area_scheme", "scope_printed", "scope"]
_SERIES += ["decimals", "note"]
_OBSERVATIONS = ["indicator", "area", "year", "value", "scenario", "qualifier", "obs_status"]
_OBSERVATIONS += ["standard_error", "correction", "correction_status", "erratum", "source"]
_OBSERVATIONS += ["locator", "note"]
_DOCUMENT = ["id", "title", "authors", "year", "container", "doi", "url", "licence"]
_OWN_TABLES = ("series", "observations", "sources", "errata", "vintages")

_Rows = list[list[str]]


def dataset(
    series: Any,
    *,
    name: str = "dataset",
    indicator: str | None = None,
    area: str | None = None,
    unit: str | None = None,
    basis: str | None = None,
    status: str | None = None,
    source: str | None = None,
    title: str = "",
    year: str = "year",
    value: str = "value",
    documents: Iterable[Document | Mapping[str, Any]] = (),
    errata: Iterable[Erratum] = (),
    vintages: Iterable[Vintage] = (),
    tables: Mapping[str, Any] | None = None,
) -> Dataset:
    """Make a dataset in memory, for :func:`assess`, :func:`audit` and their reports.

    Parameters
    ----------
    series
        A list of :class:`TimeSeries`; a dict from names ("output" or "output/CN") to series; or a
        frame of pandas, polars or Arrow, long or wide.
    name
        What messages and representations call the dataset.
    indicator, area, unit, basis, status, source
        Of a frame: a column, or (not of ``status``) what holds for the whole frame. By default the
        columns of these names, where they are there; without one the indicator is named by the
        column of values and the area is ``"all"``. A wide frame has a column for each area if
        ``indicator`` is given, for each indicator if not.
    title
        Of the indicator of a frame.
    year, value
        Columns of a long frame.
    documents
        What sources refer to: documents of another dataset, or dicts with ``id`` and ``title`` and,
        optionally, ``authors``, ``year``, ``container``, ``doi``, ``url``, ``licence``. A source
        that is not among them becomes a document of its own name.
    errata
        What corrections refer to, of another dataset. Without them an erratum is made of the reason
        of each correction.
    vintages
        Editions of series that have one, of another dataset, the oldest first.
    tables
        Further tables by name, each a frame or a list of dicts: ``companies``, ``claims``, ...

    Returns
    -------
    Dataset

    Raises
    ------
    InvalidArgument
        If there is no series, two have one key, or an argument does not fit.
    UnitError
        If series of one indicator are in units or on bases that do not convert.
    DataError
        If a further table is not one that a folder could hold.

    Examples
    --------
    >>> import reeindex as ree
    >>> output = ree.TimeSeries([2022, 2023, 2024], [10, 12, 15], unit="kt/a", title="Output")
    >>> ree.dataset({"output/NO": output}).keys()
    ['output/NO']
    """
    if isinstance(series, TimeSeries):
        series = [series]
    if isinstance(series, Dataset):
        raise InvalidArgument("series", "a Dataset", "its series: data.all_series()")
    frames = not isinstance(series, (Mapping, list, tuple)) and not (
        isinstance(series, Iterable) and not hasattr(series, "columns")
    )
    if hasattr(series, "__arrow_c_stream__") and not isinstance(series, list):
        frames = True
    if frames:
        found = _of_frame(
            series, indicator, area, unit, basis, status, source, title, year, value
        )  # fmt: skip
    else:
        columns = {"indicator": indicator, "area": area, "unit": unit, "basis": basis}
        columns |= {"status": status, "source": source, "title": title or None}
        for argument, given in columns.items():
            if given is not None:
                raise InvalidArgument(argument, repr(given), "left out where series say it")
        found = _of_series(series)
    if not isinstance(name, str) or not name:
        raise InvalidArgument("name", repr(name), "a text")
    return _made(name, found, list(documents), list(errata), list(vintages), dict(tables or {}))


def _slug(text: str) -> str:
    """Return a text as an id in snake_case."""
    out = re.sub(r"[^0-9a-z]+", "_", text.lower()).strip("_")
    return out or "value"


class _One:
    """A series with what its dataset calls it."""

    def __init__(self, indicator: str, area: str, title: str, series: TimeSeries) -> None:
        self.indicator, self.area, self.title, self.series = indicator, area, title, series


def _plain_title(one: TimeSeries) -> str:
    """Return the title of the indicator: what a dataset adds for area and edition is taken off."""
    title = one.title
    for end in (f" ({one.vintage})" if one.vintage else "", f", {one.scenario}"):
        if end not in ("", ", "):
            title = title.removesuffix(end)
    if one.area and ": " in title:
        names = {one.area}
        names |= {c.name for c in countries() if one.area in (c.code, c.alpha2, c.alpha3)}
        names |= {o.name for o in offices() if o.code == one.area}
        head, _, tail = title.rpartition(": ")
        if tail in names:
            return head
    return title


def _of_series(series: Any) -> list[_One]:
    if isinstance(series, Mapping):
        out = []
        for key, held in series.items():
            if not isinstance(key, str) or not key.strip():
                raise InvalidArgument("series", f"a dict with the key {key!r}", "names as texts")
            one = to_series(held)
            indicator, _, area = key.partition("/")
            title = _plain_title(one) or indicator
            out.append(_One(_slug(indicator), area or one.area or _NO_AREA, title, one))
        return out
    out = []
    for place, one in enumerate(series):
        if not isinstance(one, TimeSeries):
            raise InvalidArgument(
                "series", f"with an item of type {type(one).__name__} at {place}", "TimeSeries"
            )
        title = _plain_title(one)
        if not one.indicator and not title:
            raise InvalidArgument(
                "series",
                f"without a name at {place}",
                "of series with an indicator or a title, or a dict from names to series",
            )
        out.append(
            _One(one.indicator or _slug(title), one.area or _NO_AREA, title or one.indicator, one)
        )
    return out


def _of_frame(
    frame: Any, indicator: str | None, area: str | None, unit: str | None, basis: str | None,
    status: str | None, source: str | None, title: str, year: str, value: str,
) -> list[_One]:  # fmt: skip
    names = [str(one) for one in getattr(frame, "column_names", None) or list(frame.columns)]
    given = {"indicator": indicator, "area": area, "unit": unit, "basis": basis, "source": source}
    column = {key: one if one in names else None for key, one in given.items()}
    for key, one in given.items():
        if one is None and key in names:
            column[key] = key
    if status is not None and status not in names:
        raise InvalidArgument("status", repr(status), f"a column: {', '.join(names)}"[:200])
    status = status if status is not None else ("status" if "status" in names else None)
    keys = [one for one in (column["indicator"], column["area"]) if one is not None]
    long = value in names or ("y" in names and value == "value")
    if long:
        panel = panel_of(_with_key(frame, keys), keys or ["__series__"], year=year, value=value)
    else:
        panel = panel_of(frame, keys or None, year=year, value=value)
    held = panel.frame
    rows = np.arange(len(held.numbers(panel.value)))
    cells = {one: held.cells(one, rows) for one in panel.by}
    for key in ("unit", "basis", "source"):
        if long and column[key] is not None:
            cells[key] = held.cells(str(column[key]), rows)
    codes = held.cells(status, rows) if long and status is not None else None
    years, values = held.cells(panel.year, rows), held.numbers(panel.value)
    wide_by = panel.by[0] if not keys and not long else None
    groups: dict[tuple[str, str], list[int]] = {}
    for i in rows.tolist():
        name_of = {"indicator": indicator, "area": area}
        for key in ("indicator", "area"):
            if column[key] is not None:
                name_of[key] = str(cells[str(column[key])][i])
        if wide_by is not None:
            part = "area" if indicator is not None else "indicator"
            name_of[part] = str(cells[wide_by][i])
        key_of = (name_of["indicator"] or title or panel.value, name_of["area"] or _NO_AREA)
        groups.setdefault(key_of, []).append(i)
    out = []
    for (indicator_of, area_of), places in groups.items():
        places.sort(key=lambda i: int(_year(years[i])))
        when = [_year(years[i]) for i in places]
        twice = next((a for a, b in itertools.pairwise(when) if a == b), None)
        if twice is not None:
            raise InvalidArgument(
                year,
                f"{twice} twice in {indicator_of}/{area_of}",
                "once in a series; area= and indicator= name the columns that tell series apart",
            )
        options: dict[str, Any] = {}
        for key in ("unit", "basis", "source"):
            found = {str(cells[key][i]) for i in places} if key in cells else {given[key]}
            if len(found) > 1:
                raise InvalidArgument(
                    key,
                    ", ".join(sorted(map(str, found)))[:120],
                    f"one for {indicator_of}/{area_of}",
                )
            (one,) = found
            if one not in (None, "None", "nan"):
                options[key] = one
        made = TimeSeries(
            when,
            [values[i] for i in places],
            missing="mark",
            status=None if codes is None else [str(codes[i]) for i in places],
            **options,
        )
        shown = title if title and len({key for key, _ in groups}) == 1 else indicator_of
        out.append(_One(_slug(indicator_of), area_of, shown, made))
    return out


def _with_key(frame: Any, keys: Sequence[str]) -> Any:
    """Return a frame of one series with a column that says so."""
    if keys:
        return frame
    from reeindex.any_frame import frame_of

    held = frame_of(frame)
    columns = {name: held.frame[name] for name in held.names()}
    rows = len(columns[held.names()[0]]) if columns else 0
    return held.like({**columns, "__series__": ["one"] * rows})


def _year(cell: Any) -> int:
    return int(getattr(cell, "year", cell))


def _number(value: float | None) -> str:
    if value is None or np.isnan(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _scheme(areas: set[str], unit: str) -> str:
    known = {code for one in countries() for code in (one.code, one.alpha2, one.alpha3)}
    if unit.startswith("{patent") and areas <= {one.code for one in offices()}:
        return "wipo_st3"
    return "iso3166" if areas <= known else ""


def _made(
    name: str, found: list[_One], documents: list[Any], errata: list[Erratum],
    vintages: list[Vintage], further: dict[str, Any],
) -> Dataset:  # fmt: skip
    if not found:
        raise InvalidArgument("series", "empty", "at least one series")
    first: dict[str, _One] = {}
    observations: _Rows = []
    made_errata: dict[str, list[str]] = {}
    sources: dict[str, None] = {}
    seen: set[tuple[str, str, str, str]] = set()
    editions = any(one.series.vintage for one in found)
    if editions and not vintages:
        raise InvalidArgument(
            "vintages", "empty", "the editions of the series, oldest first: data.vintages()"
        )
    for one in found:
        head = first.setdefault(one.indicator, one)
        series = one.series
        if series.basis != head.series.basis:
            raise UnitError(
                f"series of {one.indicator!r} are on the bases {head.series.basis} and "
                f"{series.basis}: give them indicators of their own"
            )
        if not Unit(series.unit).commensurable(head.series.unit):
            raise UnitError(
                f"series of {one.indicator!r} are in {head.series.unit} and {series.unit}: give "
                "them indicators of their own"
            )
        series = series.to(head.series.unit)
        key = (one.indicator, one.area, series.scenario, series.vintage)
        if key in seen:
            raise InvalidArgument(
                "series", f"two of {one.indicator}/{one.area}", "series with keys of their own"
            )
        seen.add(key)
        for seen_in_year in series.observations:
            correction, source = seen_in_year.correction, seen_in_year.source
            erratum = ""
            if correction is not None:
                erratum = correction.erratum or f"own-{len(made_errata) + 1}"
                made_errata[erratum] = [
                    erratum,
                    f"observation:{one.indicator}/{one.area}@{seen_in_year.year}",
                    (
                        f"{_number(seen_in_year.printed) or 'No value'} of {seen_in_year.year} is "
                        f"replaced by {_number(correction.value)}."
                    ),
                    correction.reason or "corrected by who made the dataset",
                ]
            if source.document:
                sources[source.document] = None
            row = [
                one.indicator, one.area, str(seen_in_year.year), _number(seen_in_year.printed),
                series.scenario, seen_in_year.qualifier, seen_in_year.printed_status,
                _number(seen_in_year.standard_error),
                _number(correction.value) if correction is not None else "",
                correction.status if correction is not None else "", erratum,
                source.document, source.locator, seen_in_year.note,
            ]  # fmt: skip
            observations.append([*row, series.vintage] if editions else row)
    held: dict[str, tuple[list[str], _Rows]] = {
        "series": (_SERIES, [_series_row(found, one) for one in first.values()]),
        "observations": ([*_OBSERVATIONS, "vintage"] if editions else _OBSERVATIONS, observations),
    }
    rows = {row[0]: row for row in map(_document_row, documents)}
    for vintage in vintages:
        if vintage.document:
            sources[vintage.document] = None
    for document in [*sources, *(one.source.document for one in errata)]:
        if document:
            rows.setdefault(document, [document, document] + [""] * (len(_DOCUMENT) - 2))
    if rows:
        held["sources"] = (_DOCUMENT, list(rows.values()))
    table = [
        [one.id, one.proof, ";".join(one.subjects), one.statement, one.reason,
         one.source.document, one.source.locator]
        for one in errata
    ]  # fmt: skip
    known = {row[0] for row in table}
    table += [
        [row[0], "", *row[1:], "", ""] for key_of, row in made_errata.items() if key_of not in known
    ]
    if table:
        columns = ["id", "proof", "subject", "statement", "reason", "source", "locator"]
        held["errata"] = (columns, table)
    if editions:
        held["vintages"] = (
            ["id", "title", "published", "document", "note"],
            [[one.id, one.title, one.published, one.document, one.note] for one in vintages],
        )
    for key_of_table, content in further.items():
        if key_of_table in _OWN_TABLES:
            raise InvalidArgument(
                "tables", repr(key_of_table), "other tables than those made of the series"
            )
        held[key_of_table] = _table(key_of_table, content)
    state = {
        table_name: (f"{table_name}.csv", columns_of, [(i + 2, row) for i, row in enumerate(body)])
        for table_name, (columns_of, body) in held.items()
    }
    out = Dataset.__new__(Dataset)
    out.__setstate__((name, state, None))  # type: ignore[attr-defined]
    return out


def _series_row(found: list[_One], one: _One) -> list[str]:
    areas = {other.area for other in found if other.indicator == one.indicator}
    about = one.series
    return [
        one.indicator,
        one.title,
        about.unit,
        about.basis,
        _scheme(areas, about.unit),
        about.printed_scope,
        about.scope,
        "" if about.decimals is None else str(about.decimals),
        about.note,
    ]


def _document_row(given: Any) -> list[str]:
    if isinstance(given, Mapping):
        unknown = [key for key in given if key not in _DOCUMENT]
        if unknown or not given.get("id") or not given.get("title"):
            raise InvalidArgument(
                "documents",
                f"a dict with the keys {', '.join(map(str, given))}"[:120],
                f"id, title and of {', '.join(_DOCUMENT[2:])}",
            )
        return ["" if given.get(key) is None else str(given[key]) for key in _DOCUMENT]
    if isinstance(given, Document):
        row = [getattr(given, key) for key in _DOCUMENT]
        return ["" if cell in (0, None) else str(cell) for cell in row]
    raise InvalidArgument("documents", repr(given), "documents, or dicts with id and title")


def _table(name: str, content: Any) -> tuple[list[str], _Rows]:
    """Return a frame, or a list of dicts, as columns and rows of text."""
    if hasattr(content, "to_dict") and hasattr(content, "columns"):
        content = (
            content.to_dict(orient="records") if hasattr(content, "iloc") else content.to_dicts()
        )
    elif hasattr(content, "to_pylist"):
        content = content.to_pylist()
    rows = list(content) if isinstance(content, Iterable) else None
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        raise InvalidArgument(
            "tables", f"{name!r} of type {type(content).__name__}", "frames or lists of dicts"
        )
    columns = list(dict.fromkeys(str(key) for row in rows for key in row))
    return columns, [[_cell(row.get(key)) for key in columns] for row in rows]


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return _number(value) if isinstance(value, float) else str(value)
