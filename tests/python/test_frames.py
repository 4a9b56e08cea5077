"""Tables of other engines, through narwhals and the Arrow stream."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import reeindex as ree

YEARS = np.arange(2000, 2020)
TABLE = pd.DataFrame(
    {
        "id": np.repeat([f"s{i}" for i in range(6)], 20),
        "year": np.tile(YEARS, 6),
        "value": np.concatenate([50 / (1 + np.exp(-0.4 * (YEARS - 2005 - i))) for i in range(6)])
        + 0.2 * np.sin(np.arange(120.0)),
    }
)


def check(found: Any, kind: type) -> None:
    assert isinstance(found, kind)
    frame = found if isinstance(found, pd.DataFrame) else found.to_pandas()
    expected = ree.fit_table(TABLE, "id")
    frame = frame.sort_values("id").reset_index(drop=True)
    assert frame["id"].tolist() == expected["id"].tolist()
    np.testing.assert_allclose(frame["K"], expected["K"], rtol=1e-8)


def test_relations_of_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        connection.register("series", pa.Table.from_pandas(TABLE))
        relation = connection.sql("select * from series order by id, year")
        check(ree.fit_table(relation, "id"), pa.Table)
        ahead = ree.forecast_table(relation, "id", h=2)
        assert ahead.num_rows == 12
        parts = list(ree.fit_stream(relation, "id", rows=30))
    check(pa.Table.from_batches(parts), pa.Table)


def test_frames_of_dask_are_computed() -> None:
    frames = pytest.importorskip("dask.dataframe")
    check(ree.fit_table(frames.from_pandas(TABLE, npartitions=2), "id"), pd.DataFrame)


def test_lazy_frames_of_polars() -> None:
    check(ree.fit_table(pl.from_pandas(TABLE).lazy(), "id"), pl.DataFrame)


def test_streams_without_pyarrow() -> None:
    """What has the stream is read by polars where pyarrow is not installed."""
    program = (
        "import sys\n"
        "sys.modules['pyarrow'] = None\n"
        "import polars as pl, reeindex as ree\n"
        "class Stream:\n"
        "    def __init__(self, frame):\n"
        "        self.frame = frame\n"
        "    def __arrow_c_stream__(self, requested_schema=None):\n"
        "        return self.frame.__arrow_c_stream__(requested_schema)\n"
        "one = pl.DataFrame({'id': ['a'] * 8, 'year': range(8), 'value': [1.0, 2, 4, 7, 9, 9, 9, 9]})\n"
        "found = ree.fit_table(Stream(one), 'id')\n"
        "assert isinstance(found, pl.DataFrame), type(found)\n"
        "print(found['n_obs'].to_list())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "[8]\n", done.stderr


def test_what_no_library_is_needed_for() -> None:
    """Dicts, lists and frames of pandas do not need narwhals; another table says what it needs."""
    program = (
        "import sys\n"
        "sys.modules['narwhals'] = None\n"
        "import pandas as pd, reeindex as ree\n"
        "years = list(range(2000, 2012))\n"
        "one = ree.TimeSeries(years, [1.0 * y - 1990 for y in years])\n"
        "assert len(ree.fit_table({'a': one}, curve='linear')) == 1\n"
        "frame = pd.DataFrame({'id': 'a', 'year': years, 'value': one.values})\n"
        "assert len(ree.fit_table(frame, 'id', curve='linear')) == 1\n"
        "class DataFrame:\n"
        "    columns = ['id', 'year', 'value']\n"
        "DataFrame.__module__ = 'pyspark.sql'\n"
        "try:\n"
        "    ree.fit_table(DataFrame(), 'id')\n"
        "except ImportError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "narwhals is needed for this: pip install 'reeindex[frames]'\n", (
        done.stderr
    )


class Table:
    columns = ("id", "year", "value")


Table.__module__ = "ibis.expr"


def test_what_narwhals_does_not_know() -> None:
    pytest.importorskip("narwhals")
    with pytest.raises(ree.InvalidArgument, match="must be a table that narwhals knows"):
        ree.fit_table(Table(), "id")


def test_groups_of_polars_have_the_order_of_their_first_rows() -> None:
    mixed = pl.from_pandas(TABLE.sample(frac=1, random_state=3))
    found = ree.fit_table(mixed, "id")["id"].to_list()
    assert found == list(dict.fromkeys(mixed["id"].to_list()))
