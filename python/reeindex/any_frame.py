"""Any table behind the face of all tables: which library it is of, and what that takes."""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from typing import Any

from reeindex._core.core import InvalidArgument
from reeindex.arrow_frames import ArrowFrame
from reeindex.extras import require
from reeindex.frames import Frame, PandasFrame, PolarsFrame

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
