"""Tables of pandas, polars and Arrow behind one face: columns in, columns of results out."""

from __future__ import annotations

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex.batch import BatchFit
from reeindex.extras import require

_Array = npt.NDArray[Any]
#: Tables of other engines, by their package and class, which narwhals turns into those above.
_OTHERS = frozenset(
    {
        ("duckdb", "DuckDBPyRelation"),
        ("_duckdb", "DuckDBPyRelation"),
        ("ibis", "Table"),
        ("modin", "DataFrame"),
        ("pyspark", "DataFrame"),
        ("cudf", "DataFrame"),
    }
)
#: Columns of results that are codes, and their names.
_CODES = {
    "status": BatchFit.status_names,
    "identification": BatchFit.identification_names,
    "limit": BatchFit.limit_names,
}


class Frame(ABC):
    """What is asked of a table, whatever its kind."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def names(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.frame.columns)

    @abstractmethod
    def codes(self, name: str) -> tuple[_Array, int]:
        """Return a number per row for the values of a key, and how many there are."""

    def first_rows(self, by: Sequence[str]) -> _Array | None:
        """Return the first row of every row's group, or None where codes are to make the groups."""
        del by
        return None

    @abstractmethod
    def numbers(self, name: str) -> _Array:
        """Return a column as doubles, NaN where there is no value."""

    @abstractmethod
    def dates(self, name: str) -> _Array | None:
        """Return a column of dates as days, NaT where there is none; None for other columns."""

    @abstractmethod
    def dates_like(self, name: str, days: _Array) -> Any:
        """Return days as a column of the type that a column of dates has."""

    @abstractmethod
    def cells(self, name: str, rows: _Array) -> list[Any]:
        """Return the values of some rows of a column."""

    def gaps(self, values: _Array) -> Any:
        """Return numbers as a column, where NaN is a missing value."""
        return values

    @abstractmethod
    def whole(self, values: Sequence[int | None]) -> Any:
        """Return whole numbers, some of them missing, as a column."""

    @abstractmethod
    def texts(self, values: Sequence[str | None]) -> Any:
        """Return texts, some of them missing, as a column."""

    @abstractmethod
    def like(self, columns: Mapping[str, Any]) -> Any:
        """Return columns as a table of the same kind."""

    @abstractmethod
    def result(
        self,
        by: Sequence[str],
        rows: _Array,
        columns: Mapping[str, Any],
        codes: Mapping[str, Sequence[str | None]] = _CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""


class PandasFrame(Frame):
    """A table of pandas."""

    def codes(self, name: str) -> tuple[_Array, int]:
        """Return a number per row for the values of a key, and how many there are."""
        pandas = require("pandas", "pandas")
        column = self.frame[name]
        try:
            column.iloc[[0]]  # not every type of Arrow can be taken from
            codes, values = pandas.factorize(column, use_na_sentinel=False)
        except (TypeError, NotImplementedError) as error:
            raise InvalidArgument(
                "by",
                f"{name!r} of dtype {column.dtype} ({error})",
                "columns of single, hashable values",
            ) from None
        return codes, len(values)

    def numbers(self, name: str) -> _Array:
        """Return a column as doubles, NaN where there is no value."""
        pandas = require("pandas", "pandas")
        column = self.frame[name]
        decimals = column.dtype.kind == "O" and (
            str(column.dtype).startswith("decimal")
            or pandas.api.types.infer_dtype(column, skipna=True) == "decimal"
        )
        if decimals:
            column = column.astype(object)
        elif isinstance(column.dtype, pandas.PeriodDtype):
            raise InvalidArgument(
                name,
                f"of dtype {column.dtype}",
                f"a column of numbers; the years of periods are table[{name!r}].dt.year",
            )
        elif column.dtype.kind not in "iuf":
            raise InvalidArgument(name, f"of dtype {column.dtype}", "a column of numbers")
        return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan))

    def result(
        self,
        by: Sequence[str],
        rows: _Array,
        columns: Mapping[str, Any],
        codes: Mapping[str, Sequence[str | None]] = _CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""
        pandas = require("pandas", "pandas")
        keys = self.frame[list(by)].iloc[rows].reset_index(drop=True)
        results: dict[str, Any] = dict(columns)
        for name, names in codes.items():
            results[name] = pandas.Categorical.from_codes(*_without_none(columns[name], names))
        return pandas.concat([keys, pandas.DataFrame(results)], axis=1)

    def cells(self, name: str, rows: _Array) -> list[Any]:
        """Return the values of some rows of a column."""
        return list(self.frame[name].iloc[rows].tolist())

    def whole(self, values: Sequence[int | None]) -> Any:
        """Return whole numbers, some of them missing, as a column."""
        return require("pandas", "pandas").array(list(values), dtype="Int64")

    def texts(self, values: Sequence[str | None]) -> Any:
        """Return texts, some of them missing, as a column."""
        return require("pandas", "pandas").Series(list(values), dtype=object)

    def like(self, columns: Mapping[str, Any]) -> Any:
        """Return columns as a table of the same kind."""
        return require("pandas", "pandas").DataFrame(dict(columns))

    def dates(self, name: str) -> _Array | None:
        """Return a column of dates as days, NaT where there is none; None for other columns."""
        column = self.frame[name]
        if column.dtype.kind != "M":
            return None
        if getattr(column.dtype, "tz", None) is not None:  # the date on the spot, not that of UTC
            column = column.dt.tz_localize(None)
        return np.asarray(column.to_numpy(dtype="datetime64[D]"))

    def dates_like(self, name: str, days: _Array) -> Any:
        """Return days as a column of the type that a column of dates has."""
        pandas = require("pandas", "pandas")
        kind = self.frame[name].dtype
        if getattr(kind, "tz", None) is not None:
            return pandas.Series(days.astype("datetime64[s]")).dt.tz_localize(kind.tz)
        return pandas.Series(days.astype("datetime64[s]")).astype(kind)


class PolarsFrame(Frame):
    """A table of polars."""

    def _check_key(self, name: str) -> None:
        polars = require("polars", "polars")
        kind = self.frame.schema[name]
        if kind.is_float() or kind == polars.Object:
            raise InvalidArgument(
                "by", f"{name!r} of dtype {kind}", "columns of labels or integers"
            )

    def codes(self, name: str) -> tuple[_Array, int]:
        """Return a number per row for the values of a key, and how many there are."""
        rows = self.first_rows([name])
        return rows, len(rows) + 1

    def first_rows(self, by: Sequence[str]) -> _Array:
        """Return the first row of every row's group; polars groups on all cores."""
        polars = require("polars", "polars")
        for name in by:
            self._check_key(name)
        row = "row of " + " ".join(by)  # the name of no key
        keys = self.frame.select(list(by)).with_row_index(row)
        first = keys.select(polars.col(row).min().over(list(by))).to_series()
        return np.asarray(first.cast(polars.Int64).to_numpy())

    def numbers(self, name: str) -> _Array:
        """Return a column as doubles, NaN where there is no value."""
        polars = require("polars", "polars")
        column = self.frame.get_column(name)
        if not column.dtype.is_numeric():
            raise InvalidArgument(name, f"of dtype {column.dtype}", "a column of numbers")
        return np.asarray(column.cast(polars.Float64).fill_null(np.nan).to_numpy())

    def result(
        self,
        by: Sequence[str],
        rows: _Array,
        columns: Mapping[str, Any],
        codes: Mapping[str, Sequence[str | None]] = _CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""
        polars = require("polars", "polars")
        results: dict[str, Any] = dict(columns)
        for name, names in codes.items():
            known = [one for one in names if one is not None]
            results[name] = polars.Series(
                np.asarray(names, dtype=object)[columns[name]].tolist(), dtype=polars.Enum(known)
            )
        return self.frame.select(list(by))[rows].hstack(polars.DataFrame(results))

    def cells(self, name: str, rows: _Array) -> list[Any]:
        """Return the values of some rows of a column."""
        return list(self.frame.get_column(name)[rows].to_list())

    def gaps(self, values: _Array) -> Any:
        """Return numbers as a column, where NaN is a missing value."""
        return require("polars", "polars").Series(values).fill_nan(None)

    def whole(self, values: Sequence[int | None]) -> Any:
        """Return whole numbers, some of them missing, as a column."""
        polars = require("polars", "polars")
        return polars.Series(list(values), dtype=polars.Int64)

    def texts(self, values: Sequence[str | None]) -> Any:
        """Return texts, some of them missing, as a column."""
        polars = require("polars", "polars")
        return polars.Series(list(values), dtype=polars.String)

    def like(self, columns: Mapping[str, Any]) -> Any:
        """Return columns as a table of the same kind."""
        return require("polars", "polars").DataFrame(dict(columns))

    def dates(self, name: str) -> _Array | None:
        """Return a column of dates as days, NaT where there is none; None for other columns."""
        polars = require("polars", "polars")
        column = self.frame.get_column(name)
        if not (column.dtype == polars.Date or column.dtype == polars.Datetime):
            return None
        if column.dtype == polars.Datetime:  # the date on the spot, not that of UTC
            column = column.dt.replace_time_zone(None)
        return np.asarray(column.cast(polars.Date).to_numpy()).astype("datetime64[D]")

    def dates_like(self, name: str, days: _Array) -> Any:
        """Return days as a column of the type that a column of dates has."""
        polars = require("polars", "polars")
        kind = self.frame.schema[name]
        if kind == polars.Datetime:
            made = polars.Series(days).cast(polars.Datetime(kind.time_unit))
            return made.dt.replace_time_zone(kind.time_zone)
        return polars.Series(days).cast(kind)


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
        column = _without_views(column)
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
        return list(_without_views(self.frame.column(name)).take(rows).to_pylist())

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
        codes: Mapping[str, Sequence[str | None]] = _CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""
        pyarrow = require("pyarrow", "arrow")
        keys = self.frame.select(list(by))
        out = pyarrow.table(
            [_without_views(column).take(rows).cast(column.type) for column in keys.columns],
            schema=keys.schema,
        )
        for name, values in columns.items():
            if name in codes:
                place, known = _without_none(values, codes[name])
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


def _without_none(codes: _Array, names: Sequence[str | None]) -> tuple[_Array, list[str]]:
    """Return codes of the names that are texts, -1 for None, and those names."""
    known = [one for one in names if one is not None]
    place = np.array([-1 if one is None else known.index(one) for one in names])
    return place[codes], known


def _without_views(column: Any) -> Any:
    """Cast views of texts and bytes, which pyarrow can neither encode nor take, to the plain types."""
    types = require("pyarrow", "arrow").types
    # pyarrow 14 and 15 have no views
    if getattr(types, "is_string_view", lambda _: False)(column.type):
        return column.cast("large_string")
    if getattr(types, "is_binary_view", lambda _: False)(column.type):
        return column.cast("large_binary")
    return column


def frame_of(frame: Any) -> Frame:
    """Return a table behind its face; InvalidArgument for what is no table."""
    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(frame).__mro__}
    if ("pandas", "DataFrame") in kinds:
        pandas = require("pandas", "pandas")
        # a subclass need not take the columns of the result
        return PandasFrame(frame if type(frame) is pandas.DataFrame else pandas.DataFrame(frame))
    if ("polars", "DataFrame") in kinds:
        return PolarsFrame(frame)
    if ("polars", "LazyFrame") in kinds:
        return PolarsFrame(frame.collect())
    if ("pyarrow", "Table") in kinds:
        return ArrowFrame(frame)
    if hasattr(frame, "__arrow_c_stream__") and not isinstance(frame, type):
        found = _of_stream(frame)
        if found is not None:
            return found
    if ("dask", "DataFrame") in kinds:
        return frame_of(frame.compute())
    if not kinds.isdisjoint(_OTHERS):
        return _of_another(frame)
    kind = type(frame)
    raise InvalidArgument(
        "table", f"of type {kind.__module__}.{kind.__name__}",
        "a pandas or polars DataFrame, a pyarrow Table, an object with __arrow_c_stream__, or a "
        "table of Dask, DuckDB, Ibis, Modin or Spark",
    )  # fmt: skip


def _of_stream(frame: Any) -> Frame | None:
    """Read the stream by pyarrow, or by polars where that is what is installed."""
    if importlib.util.find_spec("pyarrow") is None and importlib.util.find_spec("polars"):
        return PolarsFrame(require("polars", "polars").DataFrame(frame))
    pyarrow = require("pyarrow", "arrow")
    with suppress(pyarrow.ArrowInvalid):  # a series has the interface too, but no columns
        return ArrowFrame(pyarrow.table(frame))
    return None


def _of_another(frame: Any) -> Frame:
    """Compute a table of another engine, which narwhals knows."""
    narwhals = require("narwhals", "frames")
    try:
        known = narwhals.from_native(frame)
    except TypeError as error:
        raise InvalidArgument("table", f"{error}"[:200], "a table that narwhals knows") from None
    if isinstance(known, narwhals.LazyFrame):
        known = known.collect()
    native = known.to_native()
    if type(native).__module__.partition(".")[0] in ("pandas", "polars", "pyarrow"):
        return frame_of(native)
    return PandasFrame(known.to_pandas())
