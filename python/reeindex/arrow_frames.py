"""Tables of Arrow behind the face of all tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex.extras import require
from reeindex.frames import CODES, Frame, without_none

_Array = npt.NDArray[Any]


class ArrowFrame(Frame):
    """A table of Arrow."""

    def names(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.frame.column_names)

    def codes(self, name: str) -> tuple[_Array, int]:
        """Return a number per row for the values of a key, and how many there are."""
        pyarrow = require("pyarrow", "arrow")
        column = self.frame.column(name)
        try:
            if pyarrow.types.is_dictionary(column.type):
                return self._dictionary_codes(column)
            return self._value_codes(column)
        except (pyarrow.ArrowNotImplementedError, pyarrow.ArrowInvalid) as error:
            raise InvalidArgument(
                "by",
                f"{name!r} of type {column.type} ({error})",
                "columns of texts, numbers, dates or other single values",
            ) from None

    @staticmethod
    def _value_codes(column: Any) -> tuple[_Array, int]:
        compute = require("pyarrow.compute", "arrow")
        column = without_views(column)
        if require("pyarrow", "arrow").types.is_floating(column.type):
            column = compute.add(column.cast("float64"), 0.0)  # turns -0 into 0
        column = compute.dictionary_encode(column.combine_chunks(), null_encoding="encode")
        if hasattr(column, "combine_chunks"):
            column = column.combine_chunks()
        codes = column.indices.fill_null(len(column.dictionary)).to_numpy(zero_copy_only=False)
        return codes, len(column.dictionary) + 1

    def _dictionary_codes(self, column: Any) -> tuple[_Array, int]:
        # Values may occur twice in a dictionary, or be null, and chunks may have their own.
        pyarrow = require("pyarrow", "arrow")
        dictionaries: list[Any] = []
        indices = [np.zeros(0, dtype=np.int64)]
        start = length = 0
        for chunk in column.chunks:
            if not dictionaries or not chunk.dictionary.equals(dictionaries[-1]):
                start, length = length, length + len(chunk.dictionary)
                dictionaries.append(chunk.dictionary)
            index = chunk.indices.cast(pyarrow.int64()).fill_null(-1 - start)
            indices.append(index.to_numpy(zero_copy_only=False) + start)
        # a null of its own at the end, where the index -1 finds it
        null = pyarrow.nulls(1, column.type.value_type)
        codes, count = self._value_codes(pyarrow.chunked_array([*dictionaries, null]))
        return codes[np.concatenate(indices)], count

    def numbers(self, name: str) -> _Array:
        """Return a column as doubles, NaN where there is no value."""
        pyarrow = require("pyarrow", "arrow")
        column = self.frame.column(name)
        kind = column.type
        types = pyarrow.types
        if not (types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)):
            raise InvalidArgument(name, f"of type {kind}", "a column of numbers")
        # not safe: a whole number above 2**53 is rounded to the nearest double
        return np.asarray(column.cast(pyarrow.float64(), safe=False).fill_null(np.nan).to_numpy())

    def cells(self, name: str, rows: _Array) -> list[Any]:
        """Return the values of some rows of a column."""
        return list(without_views(self.frame.column(name)).take(rows).to_pylist())

    def gaps(self, values: _Array) -> Any:
        """Return numbers as a column, where NaN is a missing value."""
        return require("pyarrow", "arrow").array(values, mask=np.isnan(values))

    def whole(self, values: Sequence[int | None]) -> Any:
        """Return whole numbers, some of them missing, as a column."""
        pyarrow = require("pyarrow", "arrow")
        return pyarrow.array(list(values), pyarrow.int64())

    def texts(self, values: Sequence[str | None]) -> Any:
        """Return texts, some of them missing, as a column."""
        pyarrow = require("pyarrow", "arrow")
        return pyarrow.array(list(values), pyarrow.string())

    def like(self, columns: Mapping[str, Any]) -> Any:
        """Return columns as a table of the same kind."""
        return require("pyarrow", "arrow").table(dict(columns))

    def dates(self, name: str) -> _Array | None:
        """Return a column of dates as days, NaT where there is none; None for other columns."""
        return _arrow_dates(self.frame.column(name))

    def dates_like(self, name: str, days: _Array) -> Any:
        """Return days as a column of the type that a column of dates has."""
        pyarrow = require("pyarrow", "arrow")
        kind = self.frame.column(name).type
        if pyarrow.types.is_timestamp(kind) and kind.tz is not None:
            made = pyarrow.array(days).cast(pyarrow.timestamp(kind.unit))
            return require("pyarrow.compute", "arrow").assume_timezone(made, kind.tz)
        return pyarrow.array(days).cast(kind)

    def result(
        self,
        by: Sequence[str],
        rows: _Array,
        columns: Mapping[str, Any],
        codes: Mapping[str, Sequence[str | None]] = CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""
        pyarrow = require("pyarrow", "arrow")
        keys = self.frame.select(list(by))
        out = pyarrow.table(
            [without_views(column).take(rows).cast(column.type) for column in keys.columns],
            schema=keys.schema,
        )
        for name, values in columns.items():
            if name in codes:
                place, known = without_none(values, codes[name])
                column = pyarrow.DictionaryArray.from_arrays(
                    pyarrow.array(place.astype(np.int32), mask=place < 0), known
                )
            else:
                column = values if isinstance(values, pyarrow.Array) else pyarrow.array(values)
            out = out.append_column(name, column)
        return out


def _arrow_dates(column: Any) -> _Array | None:
    pyarrow = require("pyarrow", "arrow")
    types = pyarrow.types
    if not (types.is_date(column.type) or types.is_timestamp(column.type)):
        return None
    days = column.cast(pyarrow.date32(), safe=False)
    return np.asarray(days.to_numpy()).astype("datetime64[D]")


def without_views(column: Any) -> Any:
    """Cast views of texts and bytes, which pyarrow can neither encode nor take, to the plain types."""
    types = require("pyarrow", "arrow").types
    # pyarrow 14 and 15 have no views
    if getattr(types, "is_string_view", lambda _: False)(column.type):
        return column.cast("large_string")
    if getattr(types, "is_binary_view", lambda _: False)(column.type):
        return column.cast("large_binary")
    return column
