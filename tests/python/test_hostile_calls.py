"""Calls with values of any kind: an answer without NaN beside a good status, or an error that says why.

`REEINDEX_FUZZ_EXAMPLES=100000 pytest tests/python/test_hostile_calls.py` looks longer.
"""

from __future__ import annotations

import datetime as dt
import decimal
import math
import os
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reeindex as ree

EXAMPLES = int(os.environ.get("REEINDEX_FUZZ_EXAMPLES", "60"))
LOOK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: What the library may raise; anything else is a finding.
REFUSED = (ree.Error, TypeError)

NUMBERS = st.one_of(
    st.floats(0, 1e6),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-5, 3000),
    st.sampled_from([0.0, -0.0, 1e-310, 1e300, -1.0]),
)
ANYTHING = st.one_of(
    NUMBERS,
    st.none(),
    st.booleans(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.dates(),
    st.decimals(allow_nan=True),
    st.complex_numbers(max_magnitude=10),
    st.sampled_from([2**70, pd.NA, pd.NaT, np.datetime64("NaT"), [], {}, object(), len]),
)
LEVELS = st.one_of(st.floats(-1, 2), ANYTHING)


def is_number(one: Any) -> bool:
    return isinstance(one, (int, float, np.number)) and not isinstance(one, bool)


def good(found: Any) -> None:
    """A row that converged has numbers."""
    for row in found.to_dict("records"):
        if row.get("status") == "converged":
            for name, value in row.items():
                if name in ("K", "r", "t0", "slope", "intercept", "sse"):
                    assert not math.isnan(value), row


@LOOK
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", None, ""]), ANYTHING, ANYTHING), max_size=12),
    st.sampled_from(["linear", "logistic", "exponential", "richards"]),
)
def test_tables_of_anything(rows: list[tuple[Any, Any, Any]], curve: Any) -> None:
    frame = pd.DataFrame(rows, columns=["id", "year", "value"])
    try:
        found = ree.fit_table(frame, "id", curve=curve, threads=1)
    except REFUSED:
        return
    assert len(found) == frame["id"].nunique(dropna=False)
    good(found)


@LOOK
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1990, 2010), NUMBERS), max_size=40),
    st.sampled_from([pd.DataFrame, "polars", "arrow", "stream"]),
    st.integers(1, 50),
)
def test_kinds_of_frames_agree(rows: list[tuple[int, int, float]], kind: Any, batch: int) -> None:
    unique = {(one, year): float(value) for one, year, value in rows}
    frame = pd.DataFrame(
        sorted((*key, value) for key, value in unique.items()), columns=["id", "year", "value"]
    ).astype({"id": "int64", "year": "int64", "value": "float64"})
    table = pa.Table.from_pandas(frame, preserve_index=False)
    try:
        expected = ree.fit_table(frame, "id", curve="linear", threads=1)
    except REFUSED:
        return
    if kind == "polars":
        found = ree.fit_table(pl.from_arrow(table), "id", curve="linear").to_pandas()
    elif kind == "arrow":
        found = ree.fit_table(table, "id", curve="linear").to_pandas()
    elif kind == "stream":
        parts = ree.fit_stream(table.to_batches(max_chunksize=batch), "id", curve="linear", rows=7)
        found = pa.Table.from_batches(list(parts)).to_pandas()
    else:
        found = ree.fit_table(frame, "id", curve="linear", threads=2)
    assert found["id"].tolist() == expected["id"].tolist()
    assert found["status"].tolist() == expected["status"].tolist()
    np.testing.assert_array_equal(found["n_obs"], expected["n_obs"])
    np.testing.assert_allclose(found["slope"], expected["slope"], rtol=1e-9, atol=1e-12)


@LOOK
@given(
    st.dictionaries(
        st.text(max_size=5), st.dictionaries(st.integers(1900, 2100), ANYTHING), max_size=4
    ),
    LEVELS,
)
def test_dicts_of_anything(series: dict[str, dict[int, Any]], level: Any) -> None:
    for call in (
        lambda: ree.fit_table(series, curve="linear", level=level),
        lambda: ree.growth_table(series),
        lambda: ree.forecast_table(series, h=2, level=level, paths=100),
    ):
        try:
            found = call()
        except REFUSED:
            continue
        assert len(found) >= len(series)


@LOOK
@given(st.lists(st.lists(ANYTHING, min_size=3, max_size=3), max_size=6), LEVELS, ANYTHING)
def test_batches_of_anything(rows: list[list[Any]], level: Any, threads: Any) -> None:
    try:
        fits = ree.fit_batch(rows, [2000, 2001, 2002], "linear", level=level, threads=threads)
        ahead = fits.forecast(2, level=level)
    except REFUSED:
        return
    for i in range(len(rows)):
        if fits.status_names[fits.status[i]] == "converged":
            assert not math.isnan(fits["slope"][i])
            assert (ahead.lower[i] <= ahead.mean[i]).all()
            assert (ahead.mean[i] <= ahead.upper[i]).all()


@LOOK
@given(st.lists(ANYTHING, max_size=6), ANYTHING)
def test_indicators_of_anything(values: list[Any], scale: Any) -> None:
    for call in (
        lambda: ree.hhi(values),
        lambda: ree.hhi(values, scale=scale),
        lambda: float(np.sum(ree.shares(values))),
    ):
        try:
            found = call()
        except REFUSED:
            continue
        assert is_number(found)
        assert not math.isnan(found)


@settings(parent=LOOK, max_examples=max(EXAMPLES // 3, 10))
@given(
    st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.sampled_from([1, -1, 0, "up", "higher is better", None]), min_size=2, max_size=4),
    ANYTHING,
)
def test_composites_of_anything(rows: list[list[float]], directions: list[Any], draws: Any) -> None:
    try:
        found = ree.composite_index(np.array(rows, dtype=float), directions, draws=draws)
    except REFUSED:
        return
    assert not any(math.isnan(one) for one in found.scores.values())
    assert repr(found)


@settings(parent=LOOK, max_examples=max(EXAMPLES // 3, 10))
@given(st.lists(ANYTHING, max_size=12), ANYTHING, LEVELS)
def test_forecasts_of_anything(values: list[Any], h: Any, level: Any) -> None:
    if is_number(h) and h > 50:
        h = 50
    try:
        found = ree.auto_forecast(values, h, level=level, paths=100)
    except REFUSED:
        return
    assert not np.isnan(found.mean).any()


def test_dates_and_decimals_are_told_apart() -> None:
    frame = pd.DataFrame(
        {"id": "a", "year": range(4), "value": [decimal.Decimal(one) for one in (1, 2, 3, 4)]}
    )
    assert ree.fit_table(frame, "id", curve="linear")["slope"].tolist() == [1.0]
    frame["value"] = [dt.date(2000, 1, 1)] * 4
    with pytest.raises(ree.InvalidArgument, match="must be a column of numbers"):
        ree.fit_table(frame, "id", curve="linear")
