"""What every result can do: show itself, be kept as plain data, be written as a table."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Drawn", "Result", "Table", "give_methods", "revived", "with_style"]

_Shower = TypeVar("_Shower", bound=Callable[[Any], str])


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
        import dataclasses

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


def with_style(own: _Shower) -> _Shower:
    """Return a method ``_repr_html_`` that puts what another gives into the shared style."""

    def _repr_html_(self: Any) -> str:
        from reeindex.showing import styled

        return styled(own(self))

    return _repr_html_  # type: ignore[return-value]


def give_methods(module: ModuleType) -> None:
    """Give the classes of a bound module the methods that results in Python inherit.

    ``reeindex._core`` calls it when it has bound the module.
    """
    from reeindex.drawing import DRAWN
    from reeindex.public_names import HOMES
    from reeindex.result_tables import is_table

    for name, kind in vars(module).items():
        if not isinstance(kind, type) or issubclass(kind, BaseException):
            continue
        given: dict[str, Any] = {}
        if name in DRAWN:
            given["plot"] = Drawn.plot
        if name in HOMES:
            # the text form of a reading is many lines; its fields are a table
            own = None if name == "Reading" else vars(kind).get("_repr_html_")
            given["_repr_html_"] = Result._repr_html_ if own is None else with_style(own)
            given["to_dict"] = Result.to_dict
            given["from_dict"] = classmethod(vars(Result)["from_dict"].__func__)
            if is_table(kind):
                given["to_csv"] = Table.to_csv
                given["__arrow_c_stream__"] = Table.__arrow_c_stream__
                if not hasattr(kind, "to_pandas"):
                    given["to_pandas"] = Table.to_pandas
        for attribute, method in given.items():
            setattr(kind, attribute, method)
