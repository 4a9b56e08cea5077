"""What every result can do: show itself, be kept as plain data, be written as a table."""

from __future__ import annotations

import dataclasses
import inspect
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Drawn", "Result", "Table", "give_methods", "revived"]


def revived(kind: str, version: int, fields: dict[str, Any]) -> Any:
    """Return a result in Python of what a pickle holds: its fields by name."""
    from reeindex import keeping

    keeping.check_format(kind, version, keeping.FORMAT)
    return keeping.of_fields(kind, fields)


class Result:
    """A result that is data: to_dict(), from_dict(), pickles, and HTML in a notebook."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON holds: :func:`reeindex.to_dict` of it."""
        from reeindex.assessment import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Make it again of what :meth:`to_dict` returned."""
        from reeindex._core.core import InvalidArgument
        from reeindex.keeping import from_dict

        found = from_dict(data)
        if not isinstance(found, cls):
            raise InvalidArgument(
                "data", f"of a {type(found).__name__}", f"what to_dict() gave for a {cls.__name__}"
            )
        return found

    def _repr_html_(self) -> str:
        from reeindex.showing import html_of

        return html_of(self)

    def __reduce__(self) -> tuple[Any, ...]:
        from reeindex.keeping import FORMAT

        if dataclasses.is_dataclass(self):
            fields = {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}
        else:
            fields = dict(vars(self))
        return revived, (type(self).__name__, FORMAT, fields)


class Drawn:
    """A result that has a picture."""

    def plot(self, *, ax: Any = None, title: str | None = None, **options: Any) -> Any:
        """Draw it: :func:`reeindex.plot` of this result, with the same options."""
        from reeindex.plotting import plot

        return plot(self, ax=ax, title=title, **options)


class Table(Result):
    """A result that is a table: to_csv() and the stream of Arrow too."""

    def to_csv(
        self, path: str | os.PathLike[str] | None = None, *, neutralise: bool = False
    ) -> str:
        """Write it as CSV: :func:`reeindex.to_csv` of it."""
        from reeindex.exports import to_csv

        return to_csv(self, path, neutralise=neutralise)

    def to_pandas(self) -> Any:
        """Return it as a pandas DataFrame."""
        from reeindex.extras import require
        from reeindex.result_tables import columns_of

        return require("pandas", "pandas").DataFrame(columns_of(self))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand it over as a stream of Arrow, for polars, DuckDB and others."""
        from reeindex.result_tables import arrow_of, columns_of

        return arrow_of(columns_of(self) or {}).__arrow_c_stream__(requested_schema)


def _with_style(own: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return a method that puts what another gives into the shared style."""

    def _repr_html_(self: Any) -> str:
        from reeindex.showing import styled

        return styled(own(self))

    return _repr_html_


def give_methods(namespace: Mapping[str, Any]) -> None:
    """Give the bound classes of a namespace the methods that results in Python inherit."""
    from reeindex.listing import Listing
    from reeindex.result_tables import is_table

    for kind in [*namespace.values(), Listing]:
        if not inspect.isclass(kind) or issubclass(kind, BaseException):
            continue
        given: dict[str, Any] = {}
        # the text form of a reading is many lines; its fields are a table
        own = None if kind.__name__ == "Reading" else vars(kind).get("_repr_html_")
        if own is not None:
            given["_repr_html_"] = _with_style(own)
        elif not issubclass(kind, Result):
            given["_repr_html_"] = Result._repr_html_
        if not issubclass(kind, (Result, Listing)) and kind.__name__ != "Patents":
            given["to_dict"] = Result.to_dict
            given["from_dict"] = classmethod(vars(Result)["from_dict"].__func__)
            if is_table(kind):
                given["to_csv"] = Table.to_csv
                given["__arrow_c_stream__"] = Table.__arrow_c_stream__
                if not hasattr(kind, "to_pandas"):
                    given["to_pandas"] = Table.to_pandas
        for name, method in given.items():
            setattr(kind, name, method)
