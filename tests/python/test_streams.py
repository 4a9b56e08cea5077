"""Series that come in batches, and are never held as a whole."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

import reeindex as ree

BY = ["office", "kind"]


def table(groups: int, seed: int = 1) -> pa.Table:
    """Logistic series of 12 to 20 years, sorted by their keys."""
    rng = np.random.default_rng(seed)
    size = rng.integers(12, 21, groups)
    group = np.repeat(np.arange(groups), size)
    year = np.concatenate([np.arange(2000, 2000 + n) for n in size])
    middle = rng.uniform(2005, 2012, groups)
    value = 50 / (1 + np.exp(-0.5 * (year - middle[group]))) + rng.normal(0, 0.3, len(group))
    return pa.table(
        {
            "office": pa.array([["CN", "JP", "US"][one * 3 // groups] for one in group]),
            "kind": pa.array(group).cast("int32"),
            "other": pa.array(["x" * 20] * len(group)),
            "year": year,
            "value": value,
        }
    )


def batches_of(whole: pa.Table, rows: int) -> Iterator[pa.RecordBatch]:
    for start in range(0, whole.num_rows, rows):
        yield from whole.slice(start, rows).combine_chunks().to_batches()


def same(found: list[pa.RecordBatch], expected: pa.Table) -> None:
    joined = pa.Table.from_batches(found)
    assert joined.schema.remove_metadata().equals(expected.schema.remove_metadata())
    assert joined.num_rows == expected.num_rows
    for name in expected.column_names:
        got, wanted = joined[name].to_pylist(), expected[name].to_pylist()
        if pa.types.is_floating(expected[name].type):
            np.testing.assert_allclose(
                np.array(got, dtype=float), np.array(wanted, dtype=float), rtol=1e-6, atol=1e-9
            )
        elif name != "iterations":
            assert got == wanted


@pytest.mark.parametrize("batch", [1, 7, 100, 10_000])
@pytest.mark.parametrize("rows", [1, 150, 10_000])
def test_groups_that_cross_batches_are_fitted_as_a_whole(batch: int, rows: int) -> None:
    whole = table(25)
    found = list(ree.fit_stream(batches_of(whole, batch), BY, rows=rows))
    same(found, ree.fit_table(whole, BY))
    if rows == 1:
        assert len(found) > 1


def test_forecasts_of_groups_that_cross_batches() -> None:
    whole = table(12)
    found = list(ree.forecast_stream(batches_of(whole, 11), BY, h=3, level=[80, 95], rows=40))
    same(found, ree.forecast_table(whole, BY, h=3, level=[80, 95]))


def test_few_batches_are_alive_at_any_time() -> None:
    """As the iterator is lazy, so is what is made of it: this is what Spark's mapInArrow needs."""
    whole = table(600)
    alive: list[weakref.ref[Any]] = []
    most = read = 0

    def lazy() -> Iterator[pa.RecordBatch]:
        nonlocal most, read
        for start in range(0, whole.num_rows, 50):
            part = whole.slice(start, 50)
            copied = pa.record_batch(
                [pa.array(part[name].to_pylist(), part[name].type) for name in part.column_names],
                names=part.column_names,
            )
            alive.append(weakref.ref(copied))
            read += 1
            most = max(most, sum(one() is not None for one in alive))
            yield copied
            del copied

    results = ree.fit_stream(lazy(), BY, curve="linear", rows=200)
    assert read == 0
    next(results)
    assert read <= 6
    count = 1 + sum(1 for _ in results)
    assert read == -(-whole.num_rows // 50)
    assert count > 30
    assert most <= 6


def test_memory_does_not_grow_with_the_stream() -> None:
    part = table(50)

    def stream(times: int) -> Iterator[pa.RecordBatch]:
        for k in range(times):
            kind = pa.array(part["kind"].to_numpy() + 1000 * k)
            yield from part.set_column(1, "kind", kind).combine_chunks().to_batches()

    def peak(times: int) -> int:
        most = 0
        for _ in ree.fit_stream(stream(times), BY, curve="linear", rows=2000):
            most = max(most, pa.total_allocated_bytes())
        return most

    peak(5)
    assert peak(200) < 2 * peak(20)


def kinds(whole: pa.Table, folder: Path) -> dict[str, Any]:
    pq.write_table(whole, folder / "one.parquet", row_group_size=64)
    return {
        "path": str(folder / "one.parquet"),
        "folder": folder,
        "dataset": pa.dataset.dataset(folder),
        "scanner": pa.dataset.dataset(folder).scanner(batch_size=50),
        "reader": pq.ParquetFile(folder / "one.parquet").iter_batches(batch_size=33),
        "table": whole,
        "batch": whole.combine_chunks().to_batches()[0],
        "record batch reader": whole.to_reader(max_chunksize=40),
        "tables": [whole.slice(0, 100), whole.slice(100)],
        "pandas": (whole.slice(k, 90).to_pandas() for k in range(0, whole.num_rows, 90)),
        "one pandas": whole.to_pandas(),
        "one polars": pl.from_arrow(whole),
    }


@pytest.mark.parametrize(
    "kind",
    [
        "path", "folder", "dataset", "scanner", "reader", "table", "batch", "record batch reader",
        "tables", "pandas", "one pandas", "one polars",
    ],
)  # fmt: skip
def test_kinds_of_streams(kind: str, tmp_path: Path) -> None:
    whole = table(20)
    found = list(ree.fit_stream(kinds(whole, tmp_path)[kind], BY, rows=100))
    joined = pa.Table.from_batches(found)
    expected = ree.fit_table(whole, BY)
    assert joined["office"].cast("string").to_pylist() == expected["office"].to_pylist()
    np.testing.assert_allclose(joined["K"].to_numpy(), expected["K"].to_numpy(), rtol=1e-6)


def test_a_batch_of_results_is_written_as_it_comes(tmp_path: Path) -> None:
    whole = table(40)
    found = ree.fit_stream(batches_of(whole, 64), BY, rows=100)
    first = next(found)
    with pq.ParquetWriter(tmp_path / "fits.parquet", first.schema) as writer:
        writer.write_batch(first)
        for batch in found:
            writer.write_batch(batch)
    assert pq.read_table(tmp_path / "fits.parquet").num_rows == 40


def test_a_group_that_comes_again_is_an_error() -> None:
    whole = table(30)
    torn = pa.concat_tables([whole, whole.slice(0, 5)])
    with pytest.raises(
        ree.InvalidArgument, match=r"batches = with rows of the group office='CN', kind=0 after"
    ):
        list(ree.fit_stream(batches_of(torn, 50), BY, rows=60))


def test_missing_keys_are_groups_of_their_own() -> None:
    year = [2000, 2001, 2002, 2003]
    whole = pa.table(
        {
            "by": pa.array([None] * 4 + [np.nan] * 4 + [1.0] * 4),
            "year": year * 3,
            "value": np.arange(12.0),
        }
    )
    found = list(ree.fit_stream(batches_of(whole, 3), "by", curve="linear", rows=1))
    assert sum(one.num_rows for one in found) == ree.fit_table(whole, "by", curve="linear").num_rows


def test_no_rows_and_empty_batches() -> None:
    whole = table(3)
    assert list(ree.fit_stream([], BY)) == []
    empty = whole.slice(0, 0)
    assert list(ree.fit_stream([empty], BY)) == []
    found = list(ree.fit_stream([empty, whole, empty], BY))
    assert sum(one.num_rows for one in found) == 3


WHOLE = table(2)


@pytest.mark.parametrize(
    ("given", "change", "message"),
    [
        (3, {}, "batches = of type builtins.int"),
        (b"bytes", {}, "batches = of type builtins.bytes"),
        ([1], {}, "batches = with an item of type builtins.int"),
        ("/no/such/file.parquet", {}, "a file or folder that exists"),
        ([WHOLE], {"by": []}, "by = empty"),
        ([WHOLE], {"by": "nothing"}, "by = 'nothing': must be a column of the table"),
        ([WHOLE], {"year": "when"}, "year = 'when': must be a column of the table"),
        ([WHOLE], {"value": 3}, "value = 3: must be the name of a column"),
        ([WHOLE], {"weight": "w"}, "weight = 'w': must be a column of the table"),
        ([WHOLE], {"rows": 0}, "rows = 0: must be a whole number from 1"),
        ([WHOLE], {"curve": "no"}, "no"),
        ([WHOLE, WHOLE.drop_columns(["year"])], {}, "year = 'year': must be a column"),
        (
            [WHOLE, WHOLE.set_column(3, "year", WHOLE["year"].cast("int32"))],
            {},
            "int32 after int64",
        ),
    ],
)
def test_misuse(given: Any, change: dict[str, Any], message: str) -> None:
    arguments: dict[str, Any] = {"by": BY} | change
    with pytest.raises(ree.Error, match=message):
        list(ree.fit_stream(given, **arguments))


def test_a_group_that_never_ends_is_named_early() -> None:
    def endless() -> Iterator[pa.Table]:
        year = 0
        while True:
            years = np.arange(year, year + 1000)
            year += 1000
            yield pa.table({"id": ["a"] * 1000, "year": years, "value": years * 1.0})

    with pytest.raises(ree.InvalidArgument, match="more than 10000 rows in the group id='a'"):
        list(ree.fit_stream(endless(), "id", rows=2000))


def test_frames_of_pandas_with_an_index() -> None:
    one = pd.DataFrame({"id": "a", "year": range(10), "value": np.arange(10) ** 2.0})
    parts = [one.iloc[:4], one.iloc[4:]]
    (found,) = ree.fit_stream(parts, "id", curve="exponential")
    assert found["n_obs"].to_pylist() == [10]
