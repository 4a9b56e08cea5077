"""Several sources and editions on one quantity: splices, reconciliations, and their tables."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from reeindex._core import data as _data
from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.data import (
    Dataset,
    ReconcileCell,
    Reconciliation,
    Revisions,
    Splice,
    SpliceOverlap,
    revisions,
)
from reeindex.checks import checked_number
from reeindex.extras import require

__all__ = [
    "ReconcileCell",
    "Reconciliation",
    "Revisions",
    "Splice",
    "SpliceOverlap",
    "SpliceWarning",
    "reconcile",
    "reconciliation_to_pandas",
    "revisions",
    "revisions_to_pandas",
    "splice",
]

_Source: TypeAlias = "TimeSeries | tuple[Dataset, str] | tuple[Dataset, str, str | None]"


class SpliceWarning(UserWarning):
    """A spliced series has a step, or may have one, where its parts meet."""


def _items(values: Any, name: str) -> list[Any]:
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise InvalidArgument(name, repr(values), "a list")
    return list(values)


def splice(parts: Iterable[TimeSeries], *, title: str = "", tolerance: float = 0.01) -> Splice:
    """Join series of one quantity year by year, and keep the source of each year.

    Each year is taken from the first of the parts that has a value. Nothing is shifted or scaled.

    Parameters
    ----------
    parts
        Two series or more, the preferred first; their units must be convertible and their bases
        the same.
    title
        Of the spliced series.
    tolerance
        Relative difference in the years that two parts share above which a step is reported.

    Returns
    -------
    Splice
        ``.series``, ``.origins`` (year to part), ``.overlaps``, ``.warnings``.

    Warns
    -----
    SpliceWarning
        If parts that meet differ where they overlap, or do not overlap.

    Raises
    ------
    InvalidArgument
        For fewer than two parts.
    UnitError
        If units or bases differ in kind.
    """
    items = _items(parts, "parts")
    for place, item in enumerate(items):
        if not isinstance(item, TimeSeries):
            raise InvalidArgument(f"parts[{place}]", repr(item), "a TimeSeries")
    result = _data.splice(items, title=title, tolerance=checked_number(tolerance, "tolerance"))
    for text in result.warnings:
        warnings.warn(text, SpliceWarning, stacklevel=2)
    return result


def _source(item: Any, place: int) -> tuple[TimeSeries, Dataset | None]:
    if isinstance(item, TimeSeries):
        return item, None
    if isinstance(item, tuple) and len(item) in (2, 3) and isinstance(item[0], Dataset):
        vintage = item[2] if len(item) == 3 else None
        return item[0].series(item[1], vintage=vintage), item[0]
    raise InvalidArgument(
        f"sources[{place}]", repr(item), "a TimeSeries, (dataset, key) or (dataset, key, vintage)"
    )


def reconcile(
    sources: Sequence[_Source], *, tolerance: float = 0.1, element: str | None = None
) -> Reconciliation:
    """Compare two or more sources on one quantity, cell by cell; nothing is chosen.

    Parameters
    ----------
    sources
        Series, or ``(dataset, key)`` or ``(dataset, key, vintage)``. A dataset lets the comparison
        see the rows of a total and the errata.
    tolerance
        Relative difference up to which two values agree.
    element
        Symbol by which element and oxide are converted, where one source counts the one and one the
        other.

    Returns
    -------
    Reconciliation
        ``.cells`` with difference and reason: ``misprint``, ``oxide_or_element``, ``bound``,
        ``coverage``, ``quota_or_output``, ``other_edition``, ``rounding``, or ``unexplained``.

    Raises
    ------
    InvalidArgument
        For fewer than two sources.
    UnitError
        If units differ in kind.
    """
    pairs = [_source(item, place) for place, item in enumerate(_items(sources, "sources"))]
    return _data.reconcile(
        [series for series, _ in pairs],
        [dataset for _, dataset in pairs],
        tolerance=checked_number(tolerance, "tolerance"),
        element=element,
    )


def revisions_to_pandas(one: Revisions) -> Any:
    """Turn revisions into a pandas DataFrame: a row a year, a column an edition.

    Parameters
    ----------
    one
        What :func:`revisions` gives.

    Returns
    -------
    pandas.DataFrame
        NaN where an edition prints no number.
    """
    pandas = require("pandas", "pandas")
    frame = pandas.DataFrame(one.table, index=one.years, columns=one.vintages, dtype="float64")
    frame.index.name = "year"
    return frame


def reconciliation_to_pandas(one: Reconciliation) -> Any:
    """Turn a reconciliation into a pandas DataFrame: a row a pair of values.

    Parameters
    ----------
    one
        What :func:`reconcile` gives.

    Returns
    -------
    pandas.DataFrame
        Columns year, first, second, first_value, second_value, difference, agrees, reason, detail.
    """
    pandas = require("pandas", "pandas")
    columns = ["year", "first", "second", "first_value", "second_value", "difference", "agrees"]
    columns += ["reason", "detail"]
    rows = [[getattr(cell, name) for name in columns] for cell in one.cells]
    frame = pandas.DataFrame(rows, columns=columns)
    for name in ("first", "second"):
        frame[name] = [one.sources[place] for place in frame[name]]
    return frame
