"""Automatic forecasts of the groups of pandas, polars, Arrow and Dask tables."""

from __future__ import annotations

import datetime
import math
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import reeindex as ree

LEVELS = [80, 95]
NAMES = ["mean", "lo-95", "lo-80", "hi-80", "hi-95", "status", "reason"]


def long_table() -> pd.DataFrame:
    rng = np.random.default_rng(8)
    rows = []
    for g in range(9):
        level = 100.0
        for t in range(8 + 3 * g):
            level += rng.normal(1.0, 4.0)
            rows.append((f"g{g}", "CN" if g % 2 else "US", 1990 + g + t, level))
    return pd.DataFrame(rows, columns=["id", "area", "year", "value"]).sample(
        frac=1.0, random_state=1, ignore_index=True
    )


def test_groups_are_single_forecasts() -> None:
    table = long_table()
    found = ree.forecast_table(table, by=["id", "area"], h=3, level=LEVELS)
    assert list(found.columns) == ["id", "area", "year", *NAMES]
    assert len(found) == 27
    assert found["id"].drop_duplicates().tolist() == table["id"].drop_duplicates().tolist()
    for name, rows in found.groupby("id"):
        mine = table[table["id"] == name].set_index("year")["value"].sort_index()
        one = ree.auto_forecast(mine, 3, level=LEVELS)
        assert rows["year"].tolist() == one.years.tolist()
        np.testing.assert_array_equal(rows["mean"], one.mean)
        np.testing.assert_array_equal(rows["lo-95"], one.lower)
        np.testing.assert_array_equal(rows["hi-80"], one.interval(80)[1])
        assert set(rows["status"]) == {"forecast"}
        assert rows["reason"].isna().all()


def test_kinds_of_tables_agree() -> None:
    table = long_table()
    expected = ree.forecast_table(table, by="id", h=2, level=LEVELS)
    polars = ree.forecast_table(pl.from_pandas(table), by="id", h=2, level=LEVELS)
    arrow = ree.forecast_table(pa.Table.from_pandas(table), by="id", h=2, level=LEVELS)
    lazy = ree.forecast_table(pl.from_pandas(table).lazy(), by="id", h=2, level=LEVELS)
    assert isinstance(polars, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert polars.columns == arrow.column_names == list(expected.columns)
    for name in ("id", "year", "mean", "lo-95", "status"):
        assert polars[name].to_list() == expected[name].tolist()
        assert arrow.column(name).to_pylist() == expected[name].tolist()
        assert lazy[name].to_list() == expected[name].tolist()
    assert polars["reason"].null_count() == len(expected)
    assert arrow.column("reason").null_count == len(expected)


def test_poisoned_groups_change_no_other() -> None:
    table = long_table()
    clean = ree.forecast_table(table, by="id", h=2)
    bad = pd.DataFrame(
        {
            "id": ["one", "none", "none", "inf", "inf", "same", "same"],
            "year": [2000, 2000, 2001, 2000, 2001, 2000, 2004],
            "value": [1.0, np.nan, np.nan, 1.0, np.inf, 4.0, 4.0],
        }
    )
    found = ree.forecast_table(pd.concat([bad, table]), by="id", h=2)
    rows = found.set_index("id")
    assert rows.loc["one", "status"].tolist() == ["too_few_observations"] * 2
    assert rows.loc["one", "reason"].tolist() == ["fewer than 2 observations"] * 2
    assert rows.loc["one", "year"].tolist() == [2001, 2002]
    assert rows.loc["none", "year"].tolist() == [2002, 2003]
    assert rows.loc["none", "mean"].isna().all()
    assert rows.loc["inf", "status"].tolist() == ["invalid_data"] * 2
    assert rows.loc["same", "mean"].tolist() == [4.0, 4.0]
    assert rows.loc["same", "status"].tolist() == ["constant"] * 2
    pd.testing.assert_frame_equal(found.iloc[8:].reset_index(drop=True), clean)


def test_gaps_in_rows_and_in_values_are_the_same() -> None:
    table = long_table()
    at = table.index[(table["id"] == "g5") & (table["year"] == 2003)]
    marked = table.copy()
    marked.loc[at, "value"] = np.nan
    pd.testing.assert_frame_equal(
        ree.forecast_table(marked, by="id", h=2).sort_values(["id", "year"], ignore_index=True),
        ree.forecast_table(table.drop(index=at), by="id", h=2).sort_values(
            ["id", "year"], ignore_index=True
        ),
    )


def test_dates_as_statsforecast_has_them() -> None:
    table = long_table().rename(columns={"id": "unique_id", "year": "ds", "value": "y"})
    plain = ree.forecast_table(table, by="unique_id", year="ds", value="y", h=2)
    dated = table.assign(ds=pd.to_datetime(table["ds"].astype(str) + "-12-31"))
    found = ree.forecast_table(dated, by="unique_id", year="ds", value="y", h=2)
    assert found["ds"].dtype == dated["ds"].dtype
    assert found["ds"].dt.year.tolist() == plain["ds"].tolist()
    assert set(found["ds"].dt.strftime("%m-%d")) == {"12-31"}
    np.testing.assert_array_equal(found["mean"], plain["mean"])
    days = pl.from_pandas(dated).with_columns(pl.col("ds").cast(pl.Date))
    polars = ree.forecast_table(days, by="unique_id", year="ds", value="y", h=2)
    assert polars["ds"].dtype == pl.Date
    assert polars["ds"][0] == datetime.date(plain["ds"][0], 12, 31)
    arrow = ree.forecast_table(days.to_arrow(), by="unique_id", year="ds", value="y", h=2)
    assert arrow.column("ds").type == pa.date32()
    assert arrow.column("ds").to_pylist() == polars["ds"].to_list()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("day", ["01-01", "12-31"])
def test_dates_of_a_time_zone_stay_on_their_day(zone: str, day: str) -> None:
    years = range(2009, 2015)
    dates = pd.to_datetime([f"{year}-{day}" for year in years]).tz_localize(zone)
    table = pd.DataFrame({"id": "a", "year": dates, "value": [1.0, 3.0, 2.0, 5.0, 4.0, 6.0]})
    plain = ree.forecast_table(table.assign(year=list(years)), by="id", h=2)
    expected = [pd.Timestamp(f"{year}-{day}", tz=zone) for year in (2015, 2016)]
    kinds = {"pandas": table, "polars": pl.from_pandas(table), "arrow": pa.Table.from_pandas(table)}
    for kind, one in kinds.items():
        found = ree.forecast_table(one, by="id", h=2)
        column = found["year"]
        given = one["year"]
        assert str(getattr(column, "dtype", getattr(column, "type", None))).count(zone) == 1, kind
        assert type(column) is type(given)
        made = column.to_pylist() if kind == "arrow" else column.to_list()
        assert [pd.Timestamp(at) for at in made] == expected, kind
        means = found["mean"].to_pylist() if kind == "arrow" else found["mean"].to_list()
        assert means == plain["mean"].tolist()


def test_levels_that_are_nearly_equal_have_columns_of_their_own() -> None:
    found = ree.forecast_table(long_table(), by="id", h=1, level=[95, 95.00001])
    assert [name for name in found.columns if name.startswith(("lo", "hi"))] == [
        "lo-95.00001", "lo-95", "hi-95", "hi-95.00001",
    ]  # fmt: skip


def test_counts_and_progress() -> None:
    table = long_table()
    table["value"] = np.maximum(np.round(table["value"]), 0.0)
    seen: list[tuple[int, int]] = []
    found = ree.forecast_table(
        table, by="id", h=2, counts=True, progress=lambda done, total: seen.append((done, total))
    )
    assert np.all(found["lo-95"] == np.round(found["lo-95"]))
    assert seen[-1] == (9, 9)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from reeindex import forecast_tables

    table = long_table()
    whole = ree.forecast_table(table, by="id", h=3)
    monkeypatch.setattr(forecast_tables, "_BLOCK", 40)
    pd.testing.assert_frame_equal(ree.forecast_table(table, by="id", h=3), whole)


def test_dask() -> None:
    frames = pytest.importorskip("dask.dataframe")
    import reeindex.dask as by_dask

    table = long_table()
    parts = frames.from_pandas(table, npartitions=3)
    found = by_dask.forecast_table(parts, by=["id"], h=2, level=LEVELS).compute()
    expected = ree.forecast_table(table, by=["id"], h=2, level=LEVELS)
    order = ["id", "year"]
    pd.testing.assert_frame_equal(
        found.sort_values(order, ignore_index=True),
        expected.sort_values(order, ignore_index=True),
        check_dtype=False,
        check_categorical=False,
    )


def table_with(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"id": ["a"] * 3, "year": [2000, 2001, 2002], "value": [1.0, 2.0, 4.0]} | columns
    )


@pytest.mark.parametrize(
    ("table", "arguments", "part"),
    [
        ([1, 2], {}, "table"),
        (table_with(), {"by": "key"}, "a column of the table"),
        (table_with(), {"by": []}, "at least one column"),
        (table_with(), {"by": ["id", "id"]}, "named once"),
        (table_with(), {"by": 3}, "by = 3"),
        (table_with(), {"year": "ds"}, "year = 'ds'"),
        (table_with(), {"value": "y"}, "value = 'y'"),
        (table_with(), {"by": "year"}, "other columns than the year"),
        (table_with(), {"h": 0}, "h = 0"),
        (table_with(), {"h": 2.0}, "h = 2.0"),
        (table_with(), {"level": 0}, "level = 0"),
        (table_with(), {"level": []}, "level = empty"),
        (table_with(), {"threads": -1}, "threads = -1"),
        (table_with(), {"paths": 5}, "paths = 5"),
        (table_with(), {"counts": "yes"}, "counts = 'yes'"),
        (table_with(value=["1", "2", "3"]), {}, "a column of numbers"),
        (table_with(year=["2000", "2001", "2002"]), {}, "a column of numbers"),
        (table_with(year=pd.period_range("2000", periods=3, freq="Y")), {}, "table['year'].dt.year"),
        (table_with(year=pd.period_range("2000-01", periods=3, freq="M")), {}, "of dtype period[M]"),
        (table_with(year=pd.to_datetime(["2000-01-01", "2000-02-01", "2000-03-01"])), {},
         "yearly dates"),
        (table_with(value=[True, False, True]), {}, "a column of numbers"),
        (table_with(year=[[2000], [2001], [2002]]), {}, "a column of numbers"),
        (table_with(), {"h": 10**9}, "h = 1000000000"),
        (table_with(), {"h": None}, "h = None"),
        (table_with(), {"h": True}, "h = True"),
        (table_with(), {"level": 100}, "level = 100"),
        (table_with(), {"level": [80, "a"]}, "level = 'a'"),
        (table_with(), {"level": np.array([[80]])}, "a level such as 95"),
        (table_with(), {"level": math.nan}, "level = nan"),
        (table_with(), {"seed": -1}, "seed = -1"),
        (table_with(), {"paths": 10**7}, "paths = 10000000"),
        (table_with(), {"h": 1000, "paths": 10**6}, "at most 100000"),
        (table_with(), {"threads": 0}, "threads = 0"),
        (table_with(), {"progress": 3}, "progress = 3"),
        (table_with(), {"by": None}, "by = None"),
        (table_with(), {"year": 5}, "year = 5"),
        (table_with(), {"value": "id"}, "a column of numbers"),
        (pd.concat([table_with(), table_with()[["value"]]], axis=1), {}, "2 columns"),
        (pd.DataFrame(), {}, "a column of the table"),
        (None, {}, "table"),
        ("table.csv", {}, "table"),
        (table_with(year=[2000, np.nan, 2002]), {}, "a year in every row"),
        (table_with(year=[2000, 2001.5, 2002]), {}, "2001.5 in row 1"),
        (table_with(year=[2000, 2001, 2e9]), {}, "whole year"),
        (table_with(year=[2000, 2001, 2001]), {}, "2001 twice in the group id='a'"),
        (table_with(year=[2000, 2001, 22000]), {}, "at most 10000 years"),
        (table_with(year=pd.to_datetime(["2000-12-31", "2001-12-31", "2002-06-30"])), {},
         "all on the same day of the year"),
        (table_with(year=pd.to_datetime(["2000-12-31", None, "2002-12-31"])), {},
         "a year in every row"),
        (table_with().iloc[:0], {}, "of 0 rows"),
        (table_with().rename(columns={"id": "mean"}), {"by": "mean"}, "another name"),
        (table_with().rename(columns={"id": "lo-95"}), {"by": "lo-95"}, "another name"),
        (table_with().rename(columns={"year": "status"}), {"year": "status"}, "another name"),
    ],
)  # fmt: skip
def test_bad_tables(table: Any, arguments: dict[str, Any], part: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.forecast_table(table, **({"by": "id"} | arguments))
    assert part in str(caught.value)


def test_the_order_of_the_rows_changes_nothing() -> None:
    table = long_table().sort_values(["id", "year"], ignore_index=True)
    expected = ree.forecast_table(table, by="id", h=2, level=LEVELS)
    for seed in range(3):
        mixed = table.sample(frac=1.0, random_state=seed)
        found = ree.forecast_table(mixed, by="id", h=2, level=LEVELS)
        pd.testing.assert_frame_equal(
            found.sort_values(["id", "year"], ignore_index=True), expected
        )
    twice = pd.concat([table, table.iloc[[40]]], ignore_index=True)
    named = f"{table['year'][40]} twice in the group id='{table['id'][40]}'"
    with pytest.raises(ree.InvalidArgument, match=named):
        ree.forecast_table(twice, by="id")


def test_a_table_in_order_is_not_copied_over_and_over() -> None:
    count, years = 5_000, 40
    table = pd.DataFrame(
        {
            "id": np.repeat(np.arange(count), years),
            "year": np.tile(np.arange(1980, 1980 + years), count),
            "value": np.random.default_rng(1).lognormal(size=count * years),
        }
    )
    ree.forecast_table(table.iloc[: 4 * years], by="id", h=1, paths=100)  # tables of draws
    tracemalloc.start()
    try:
        ree.forecast_table(table, by="id", h=1, paths=100)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3.5 * table.memory_usage(index=False).sum()


def test_29_february_is_the_last_day_of_other_years() -> None:
    dates = [datetime.date(year, 2, 29) for year in (2000, 2004, 2008)]
    found = ree.forecast_table(
        pl.DataFrame({"id": "a", "year": dates, "value": [1.0, 2.0, 3.0]}), by="id", h=4
    )
    assert found["year"].to_list() == [
        datetime.date(2009, 2, 28), datetime.date(2010, 2, 28), datetime.date(2011, 2, 28),
        datetime.date(2012, 2, 29),
    ]  # fmt: skip
