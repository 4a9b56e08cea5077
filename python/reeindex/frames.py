"""Tables of pandas and polars behind one face: columns in, columns of results out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import InvalidArgument
from reeindex.batch import BatchFit
from reeindex.extras import require

_Array = npt.NDArray[Any]
#: Columns of results that are codes, and their names.
CODES = {
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
        codes: Mapping[str, Sequence[str | None]] = CODES,
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
        try:
            return np.asarray(column.to_numpy(dtype=np.float64, na_value=np.nan))
        except (ArithmeticError, ValueError) as error:  # a decimal's signalling NaN
            raise InvalidArgument(
                name, f"not all numbers ({error!r})", "a column of numbers"
            ) from None

    def result(
        self,
        by: Sequence[str],
        rows: _Array,
        columns: Mapping[str, Any],
        codes: Mapping[str, Sequence[str | None]] = CODES,
    ) -> Any:
        """Return the keys of some rows beside columns of results, as a table of the same kind."""
        pandas = require("pandas", "pandas")
        keys = self.frame[list(by)].iloc[rows].reset_index(drop=True)
        results: dict[str, Any] = {name: keys[name] for name in by} | dict(columns)
        for name, names in codes.items():
            results[name] = pandas.Categorical.from_codes(*without_none(columns[name], names))
        return pandas.DataFrame(results, copy=False)  # the columns are nobody else's

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
        codes: Mapping[str, Sequence[str | None]] = CODES,
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


def without_none(codes: _Array, names: Sequence[str | None]) -> tuple[_Array, list[str]]:
    """Return codes of the names that are texts, -1 for None, and those names."""
    known = [one for one in names if one is not None]
    place = np.array([-1 if one is None else known.index(one) for one in names])
    return place[codes], known
