"""Lists of sourced objects that print themselves, one a line in text and as a table in HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from operator import attrgetter
from typing import Any, SupportsIndex, TypeVar, overload

from reeindex.extras import require
from reeindex.results import with_style

__all__ = ["Listing"]

T = TypeVar("T")

_Column = tuple[str, Callable[[Any], object]]


def _columns(*columns: str | _Column) -> list[_Column]:
    """Columns of a table; a text is the name of an attribute, or "title=attribute"."""
    out: list[_Column] = []
    for one in columns:
        if isinstance(one, str):
            title, _, name = one.partition("=")
            out.append((title, attrgetter(name or title)))
        else:
            out.append(one)
    return out


def _values(name: str) -> _Column:
    return name, lambda one: "; ".join(figure.value_text() for figure in getattr(one, name))


def _seat(one: Any) -> str:
    return ", ".join(part for part in (one.seat_city, one.seat_subdivision or one.country) if part)


def _figure_value(one: Any) -> str:
    text: str = one.value_text()
    return f"{text} (corrected, {one.erratum})" if one.correction is not None else text


def _doubt(one: Any) -> str:
    return "" if getattr(one, "correction", None) is not None else one.erratum


def _years(one: Any) -> str:
    return f"{one.years[0]}-{one.years[-1]}" if len(one.years) else ""


_SOURCE = "source=source.locator"

#: Columns of the HTML table, by type.
_COLUMNS: dict[str, tuple[str, list[_Column]]] = {
    "Company": (
        "companies",
        _columns(
            "name",
            "founded",
            ("seat", _seat),
            ("covers", lambda one: ", ".join(one.stages).replace("_", " ")),
            _values("capacities"),
            _SOURCE,
        ),
    ),
    "Figure": (
        "figures",
        _columns(
            "subject",
            "figure=item",
            ("value", _figure_value),
            "date=time",
            "printed",
            ("doubt", _doubt),
            _SOURCE,
        ),
    ),
    "Site": (
        "sites",
        _columns(
            "place",
            ("subdivision", lambda one: one.subdivision or one.country),
            ("stage", lambda one: (one.stage or "").replace("_", " ")),
            "note",
            _SOURCE,
        ),
    ),
    "CompanyItem": ("items", _columns("kind", "item", _SOURCE)),
    "Deposit": (
        "deposits and plants",
        _columns(
            "name",
            "kind",
            ("where", lambda one: one.subdivision or one.country),
            _values("figures"),
            _SOURCE,
        ),
    ),
    "Event": (
        "events",
        _columns(
            "date",
            "event=title",
            ("areas", lambda one: ", ".join(one.areas)),
            _values("figures"),
            "doubt=erratum",
            _SOURCE,
        ),
    ),
    "DescribedPatent": (
        "patents",
        _columns(
            "ref=reference",
            "publication",
            ("kind", lambda one: one.kind + (" (corrected)" if one.kind_corrected else "")),
            "date=publication_date",
            "group",
            "assignee=assignee_name",
            "title",
            _SOURCE,
        ),
    ),
    "PatentOwner": (
        "owners of patents",
        _columns(
            "rank",
            "owner=name",
            "country",
            (
                "printed country",
                lambda one: "" if one.country == one.printed_country else one.printed_country,
            ),
            "doubt=erratum",
            _SOURCE,
        ),
    ),
    "Erratum": (
        "errata",
        _columns("id", "proof", "what is wrong=statement", "why=reason", _SOURCE),
    ),
    "Claim": (
        "claims",
        _columns(
            "id",
            ("verdict", lambda one: one.verdict.replace("_", " ")),
            "subject",
            "stated=stated_text",
            "recomputed=recomputed_text",
            "explanation",
            _SOURCE,
        ),
    ),
    "RowIssue": ("issues", _columns("line", "reason", "text")),
    "TimeSeries": ("series", _columns("key", "title", ("years", _years), "unit", "basis")),
}

_LONGEST = 60


class Listing(list[T]):
    """Objects of one kind. A list in every other respect.

    ``repr`` has one object a line, in a notebook they are a table; of very long lists both show
    the first 60.
    """

    def _kind(self) -> str:
        names = {type(one).__name__ for one in self}
        return names.pop() if len(names) == 1 else ""

    def _head(self) -> str:
        many, _ = _COLUMNS.get(self._kind(), ("objects", []))
        if len(self) == 1:
            many = {"companies": "company", "errata": "erratum", "series": "series"}.get(
                many, many.removesuffix("s")
            )
        return f"{len(self)} {many}"

    def _rest(self) -> str:
        return f"and {len(self) - _LONGEST} more" if len(self) > _LONGEST else ""

    def __repr__(self) -> str:
        if not self:
            return "none"
        lines = [self._head()]
        for one in self[:_LONGEST]:
            text = repr(one).splitlines()[0]
            lines.append("  " + text)
        if rest := self._rest():
            lines.append("  ... " + rest)
        return "\n".join(lines)

    @with_style
    def _repr_html_(self) -> str:
        _, columns = _COLUMNS.get(self._kind(), ("objects", [("object", repr)]))
        if not self:
            return "<p>none</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name, _ in columns)
        rows = "".join(
            "<tr>"
            + "".join(f'<td style="text-align:left">{_cell(get(one))}</td>' for _, get in columns)
            + "</tr>"
            for one in self[:_LONGEST]
        )
        rest = f"<p>{self._rest()}</p>" if self._rest() else ""
        return (
            f'<table><caption style="text-align:left"><b>{self._head()}</b></caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}"
        )

    def _table(self) -> dict[str, list[Any]]:
        """Columns by name, cells as they are where they are texts or numbers."""
        _, columns = _COLUMNS.get(self._kind(), ("objects", [("object", repr)]))
        plain = (str, int, float, bool, type(None))
        return {
            name: [cell if isinstance(cell, plain) else str(cell) for cell in map(get, self)]
            for name, get in columns
        }

    def to_pandas(self) -> Any:
        """Return the columns that a notebook shows as a pandas DataFrame, one row an object."""
        return require("pandas", "pandas").DataFrame(self._table())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the same columns over as a stream of Arrow, for polars, DuckDB and others."""
        table = require("pyarrow", "arrow").table(self._table())
        return table.__arrow_c_stream__(requested_schema)

    @overload
    def __getitem__(self, index: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Listing[T]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> T | Listing[T]:
        if isinstance(index, slice):
            return Listing(super().__getitem__(index))
        return super().__getitem__(index)

    def __add__(self, other: Iterable[T]) -> Listing[T]:  # type: ignore[override]
        return Listing([*self, *other])


def _cell(content: object) -> str:
    return "" if content is None else escape(str(content))
