"""Automatic forecasts: of one series, of the rows of an array, and what they refuse."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reeindex as ree

#: M3 yearly series N0001, and its forecast by the published formulas with 100,000 paths.
N0001 = [
    940.66, 1084.86, 1244.98, 1445.02, 1683.17, 2038.15, 2342.52, 2602.45, 2927.87, 3103.96,
    3360.27, 3807.63, 4387.88, 4936.99,
]  # fmt: skip
MEDIAN = [5432.99, 5932.59, 6443.20, 6971.44, 7515.73, 8079.66]
UPPER = [5984.11, 7040.03, 8270.58, 9684.46, 11293.36, 13087.49]
SHORT = [4.1, 5.3, 5.9, 8.2, 9.4, 12.6, 14.1, 18.9, 21.7, 25.2, 30.9, 33.8]


@pytest.fixture(scope="module")
def demand() -> ree.TimeSeries:
    return ree.load_paper().series("neodymium_oxide_demand", "WLD")


def test_published_example() -> None:
    ahead = ree.auto_forecast(N0001, 6, paths=100_000)
    np.testing.assert_allclose(ahead.mean, MEDIAN, rtol=2e-3)  # of sigma that is not drawn
    np.testing.assert_allclose(ahead.upper, UPPER, rtol=1e-2)


def test_series_of_the_paper(demand: ree.TimeSeries) -> None:
    ahead = ree.auto_forecast(demand, until=2027)
    assert ahead.years.tolist() == [2025, 2026, 2027]
    assert ahead.level == 0.95
    assert ahead.levels.tolist() == [0.95]
    assert ahead.unit == "kt/a"
    assert ahead.model == "local_global_trend"
    assert ahead.curve == ""
    assert ahead.method == "simulation"
    assert np.all(ahead.lower < ahead.mean)
    assert np.all(ahead.mean < ahead.upper)
    kinds = [note["kind"] for note in ahead.notes]
    assert kinds[:4] == ["level", "trend", "members", "memory"]
    assert ahead.notes[2]["naive_like"] + ahead.notes[2]["trending"] == pytest.approx(1.0)


def test_several_levels(demand: ree.TimeSeries) -> None:
    ahead = ree.auto_forecast(demand, 3, level=[95, 80])
    single = ree.auto_forecast(demand, 3, level=0.8)
    assert ahead.levels.tolist() == [0.8, 0.95]
    lower, upper = ahead.interval(80)
    np.testing.assert_array_equal(lower, single.lower)
    np.testing.assert_array_equal(upper, single.upper)
    np.testing.assert_array_equal(ahead.interval(0.95)[0], ahead.lower)
    frame = ahead.to_pandas()
    assert list(frame.columns) == ["mean", "lo-95", "lo-80", "hi-80", "hi-95"]
    assert list(single.to_pandas().columns) == ["mean", "lower", "upper"]
    assert frame.index.name == "year"
    text = repr(ahead)
    assert "automatic (local global trend), 80 % and 95 % prediction intervals" in text
    assert "lo-95" in text.splitlines()[1]
    assert ahead.message in text
    assert "<th>hi-80</th>" in ahead._repr_html_()
    with pytest.raises(ree.InvalidArgument, match=r"one of those of the forecast: 0\.8, 0\.95"):
        ahead.interval(90)


def test_percent_and_fraction_are_one_level() -> None:
    for percent in (10, 50, 68.27, 80, 95, 99, 99.5, 99.9, 33.3):
        fraction = float(f"{percent / 100:.6g}")
        assert ree.auto_forecast(SHORT, 1, level=[percent, fraction]).levels.tolist() == [fraction]


def test_pandas_and_values(demand: ree.TimeSeries) -> None:
    frame = pd.Series(SHORT, index=range(2010, 2022), name="output")
    ahead = ree.auto_forecast(frame, 4)
    assert ahead.years.tolist() == [2022, 2023, 2024, 2025]
    for values in (SHORT, np.array(SHORT), np.array(SHORT, dtype=np.float64)[::1], tuple(SHORT)):
        plain = ree.auto_forecast(values, 4)
        np.testing.assert_array_equal(plain.mean, ahead.mean)
        assert plain.years.tolist() == [13, 14, 15, 16]
    gap = frame.copy()
    gap.loc[2015] = np.nan
    with_gap = ree.auto_forecast(gap, 4)
    assert {"kind": "missing_years", "years": 1.0} in with_gap.notes
    np.testing.assert_array_equal(ree.auto_forecast(gap.drop(index=2015), 4).mean, with_gap.mean)


def test_pickle_and_plain_data(demand: ree.TimeSeries) -> None:
    ahead = ree.auto_forecast(demand, 3, level=[80, 95])
    for other in (pickle.loads(pickle.dumps(ahead)), copy.deepcopy(ahead)):
        np.testing.assert_array_equal(other.interval(80)[1], ahead.interval(80)[1])
        assert other.notes == ahead.notes
        assert other.model == ahead.model
        assert repr(other) == repr(ahead)
    plain = ree.to_dict(ahead)
    assert plain["model"] == "local_global_trend"
    assert [one["level"] for one in plain["intervals"]] == [0.8, 0.95]
    assert plain["notes"][0]["kind"] == "level"


def test_every_model() -> None:
    for model in ("naive", "drift", "ses", "damped_trend", "theta", "dotm"):
        ahead = ree.auto_forecast(SHORT, 3, model=model)
        assert ahead.model == model
        assert np.all(np.isfinite(ahead.upper))
        assert model.replace("_", " ") in repr(ahead)
    assert ree.auto_forecast(SHORT, 2, model="naive").mean.tolist() == [33.8, 33.8]
    slope = (33.8 - 4.1) / 11
    np.testing.assert_allclose(
        ree.auto_forecast(SHORT, 2, model="drift").mean, [33.8 + slope, 33.8 + 2 * slope]
    )


def test_counts() -> None:
    patents = ree.TimeSeries(
        list(range(2010, 2020)), [3, 5, 2, 8, 6, 9, 12, 7, 11, 15], unit="{patent}"
    )
    ahead = ree.auto_forecast(patents, 3)
    assert np.all(ahead.lower == np.round(ahead.lower))
    assert np.all(ahead.upper == np.round(ahead.upper))
    free = ree.auto_forecast(patents, 3, counts=False)
    assert np.any(free.upper != np.round(free.upper))
    nothing = ree.auto_forecast([0, 0, 0, 0, 0], 2, counts=True)
    assert nothing.upper[0] >= 1.0


def test_lines_constants_and_steps() -> None:
    line = ree.auto_forecast([10.0 + 3.0 * t for t in range(12)], 5)
    np.testing.assert_allclose(line.mean, [46, 49, 52, 55, 58], rtol=0.02)
    assert line.upper[0] - line.lower[0] < 5.0
    constant = ree.auto_forecast([5.0] * 6, 3)
    assert constant.mean.tolist() == [5.0] * 3
    assert constant.lower.tolist() == constant.upper.tolist() == [5.0] * 3
    assert "equal" in constant.message
    step = ree.auto_forecast([4.0] * 6 + [9.0] * 6, 3)
    assert np.all((step.mean > 8.0) & (step.mean < 10.0))


def test_rows_are_single_forecasts() -> None:
    rng = np.random.default_rng(4)
    values = 100.0 + np.cumsum(rng.normal(2.0, 5.0, (30, 16)), axis=1)
    values[3, :5] = np.nan
    values[4, 12:] = np.nan
    values[5, 7] = np.nan
    found = ree.auto_forecast_batch(values, 4, level=[80, 95], threads=2)
    assert len(found) == 30
    assert found.mean.shape == (30, 4)
    assert found.lower.shape == (30, 2, 4)
    assert found.last[4] == 11
    for i, row in enumerate(values):
        known = row[np.flatnonzero(~np.isnan(row))[0] : found.last[i] + 1]
        one = ree.auto_forecast(known, 4, level=[80, 95])
        np.testing.assert_array_equal(found.mean[i], one.mean)
        np.testing.assert_array_equal(found.lower[i, 1], one.lower)
        np.testing.assert_array_equal(found.interval(80)[1][i], one.interval(80)[1])
    frame = found.to_pandas()
    assert list(frame.columns) == [
        "series", "h", "mean", "lo-95", "lo-80", "hi-80", "hi-95", "status",
    ]  # fmt: skip
    assert len(frame) == 120
    assert "30 series, 4 years ahead, 30 with a forecast" in repr(found)


def test_threads_change_no_bit() -> None:
    rng = np.random.default_rng(5)
    values = np.exp(np.cumsum(rng.normal(0.0, 0.1, (64, 20)), axis=1))
    one = ree.auto_forecast_batch(values, 6, threads=1)
    four = ree.auto_forecast_batch(values, 6, threads=4)
    assert one.mean.tobytes() == four.mean.tobytes()
    assert one.lower.tobytes() == four.lower.tobytes()


def test_poisoned_rows() -> None:
    values = np.tile(np.array(SHORT), (6, 1))
    clean = ree.auto_forecast_batch(values, 2)
    values[1, 4] = np.inf
    values[2] = np.nan
    values[3, 1:] = np.nan
    values[4] = 3.0
    found = ree.auto_forecast_batch(values, 2)
    names = [found.status_names[code] for code in found.status]
    assert names == [
        "forecast", "invalid_data", "too_few_observations", "too_few_observations", "constant",
        "forecast",
    ]  # fmt: skip
    assert found.reasons[found.status[3]] == "fewer than 2 observations"
    np.testing.assert_array_equal(found.mean[[0, 5]], clean.mean[[0, 5]])
    assert np.isnan(found.mean[1]).all()
    seen: list[tuple[int, int]] = []
    ree.auto_forecast_batch(values, 2, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(
        st.floats(-1e12, 1e12).filter(lambda v: v == 0.0 or abs(v) > 1e-12),
        min_size=2, max_size=25,
    ),
    power=st.integers(-200, 200),
)  # fmt: skip
def test_any_series_has_ordered_finite_bounds_in_any_unit(values: list[float], power: int) -> None:
    ahead = ree.auto_forecast(values, 4, level=[50, 95])
    lower, upper = ahead.interval(50)
    assert np.isfinite(ahead.mean).all()
    for outer, inner in ((ahead.lower, lower), (lower, ahead.mean)):
        assert np.all(outer <= inner)
    for inner, outer in ((ahead.mean, upper), (upper, ahead.upper)):
        assert np.all(inner <= outer)
    if min(values) >= 0.0:
        assert ahead.lower.min() >= 0.0
    scaled = ree.auto_forecast([value * 2.0**power for value in values], 4)
    np.testing.assert_array_equal(scaled.mean, ahead.mean * 2.0**power)
    np.testing.assert_array_equal(scaled.upper, ahead.upper * 2.0**power)


YEARS = list(range(2010, 2022))
SERIES = ree.TimeSeries(YEARS, SHORT)

#: What is refused: the call, the type of the error, part of its message.
BAD: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: ree.auto_forecast([]), ree.InvalidArgument, "at least 2 observations"),
    (lambda: ree.auto_forecast([1.0]), ree.InvalidArgument, "neither a change nor a scatter"),
    (lambda: ree.auto_forecast([1.0, np.nan]), ree.InvalidArgument, "1 observation"),
    (lambda: ree.auto_forecast([np.nan, 1, 2]), ree.InvalidArgument, "missing years before"),
    (lambda: ree.auto_forecast([1, 2, np.nan]), ree.InvalidArgument, "after the last value"),
    (lambda: ree.auto_forecast([1, 2, np.inf]), ree.InvalidArgument, "inf at position 2"),
    (lambda: ree.auto_forecast([1, 2, -np.inf]), ree.InvalidArgument, "-inf at position 2"),
    (lambda: ree.auto_forecast([1e160, 1.0]), ree.InvalidArgument, "1e-300 to 1e150"),
    (lambda: ree.auto_forecast([1e-310, 0.0]), ree.InvalidArgument, "choose another unit"),
    (lambda: ree.auto_forecast([1.0] * 10_001), ree.InvalidArgument, "at most 10000 years"),
    (lambda: ree.auto_forecast("1, 2, 3"), ree.InvalidArgument, "of type str"),
    (lambda: ree.auto_forecast(b"123"), ree.InvalidArgument, "of type bytes"),
    (lambda: ree.auto_forecast(None), ree.InvalidArgument, "of type NoneType"),
    (lambda: ree.auto_forecast(5.0), ree.InvalidArgument, "of type float"),
    (lambda: ree.auto_forecast({2020: 1.0, 2021: 2.0}), ree.InvalidArgument, "of type dict"),
    (lambda: ree.auto_forecast([1, "2", 3]), ree.InvalidArgument, "series"),
    (lambda: ree.auto_forecast([True, False]), ree.InvalidArgument, "series"),
    (lambda: ree.auto_forecast(np.ones((3, 4))), ree.InvalidArgument, "auto_forecast_batch"),
    (lambda: ree.auto_forecast(pd.DataFrame({"a": [1, 2]})), ree.InvalidArgument, "forecast_table"),
    (lambda: ree.auto_forecast(pd.Series(SHORT, index=list("abcdefghijkl"))),
     ree.InvalidArgument, ""),
    (lambda: ree.auto_forecast(SERIES, 0), ree.InvalidArgument, "h = 0"),
    (lambda: ree.auto_forecast(SERIES, -1), ree.InvalidArgument, "h = -1"),
    (lambda: ree.auto_forecast(SERIES, 1001), ree.InvalidArgument, "h = 1001"),
    (lambda: ree.auto_forecast(SERIES, 2.5), ree.InvalidArgument, "h = 2.5"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, True), ree.InvalidArgument, "h = True"),
    (lambda: ree.auto_forecast(SERIES, "5"), ree.InvalidArgument, "h = '5'"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, 10**20), ree.InvalidArgument, "h = 1000"),
    (lambda: ree.auto_forecast(SERIES, until=2021), ree.InvalidArgument, "after 2021"),
    (lambda: ree.auto_forecast(SERIES, until=1900), ree.InvalidArgument, "after 2021"),
    (lambda: ree.auto_forecast(SERIES, until=3022), ree.InvalidArgument, "from 1 to 1000 years"),
    (lambda: ree.auto_forecast(SERIES, until=2030.0), ree.InvalidArgument, "until"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, 3, until=2030), ree.InvalidArgument, "left out when h"),
    (lambda: ree.auto_forecast(SHORT, until=2030), ree.InvalidArgument, "which have no years"),
    (lambda: ree.auto_forecast(SERIES, level=0), ree.InvalidArgument, "level = 0"),
    (lambda: ree.auto_forecast(SERIES, level=1), ree.InvalidArgument, "level = 1"),
    (lambda: ree.auto_forecast(SERIES, level=1.5), ree.InvalidArgument, "level = 1.5"),
    (lambda: ree.auto_forecast(SERIES, level=100), ree.InvalidArgument, "level = 100"),
    (lambda: ree.auto_forecast(SERIES, level=-95), ree.InvalidArgument, "level = -95"),
    (lambda: ree.auto_forecast(SERIES, level=np.nan), ree.InvalidArgument, "level = nan"),
    (lambda: ree.auto_forecast(SERIES, level="95"), ree.InvalidArgument, "level = '95'"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, level=[]), ree.InvalidArgument, "level = empty"),
    (lambda: ree.auto_forecast(SERIES, level=[80, None]), ree.InvalidArgument, "level = None"),  # type: ignore[list-item]
    (lambda: ree.auto_forecast(SERIES, level=[True]), ree.InvalidArgument, "level = True"),
    (lambda: ree.auto_forecast(SERIES, level=np.array([[80]])),  # type: ignore[arg-type]
     ree.InvalidArgument, "a level such as 95"),
    (lambda: ree.auto_forecast(SERIES, 10**9), ree.InvalidArgument, "h = 1000000000"),
    (lambda: ree.auto_forecast(SERIES, level=np.linspace(0.1, 0.9, 60)),  # type: ignore[arg-type]
     ree.InvalidArgument, "at most 50"),
    (lambda: ree.auto_forecast(SERIES, model="arima"), ree.NotFound, "smoothing model 'arima'"),
    (lambda: ree.auto_forecast(SERIES, model="Naive"), ree.NotFound, "did you mean 'naive'"),
    (lambda: ree.auto_forecast(SERIES, model=3), ree.InvalidArgument, "model = 3"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast([1, 2, 3, 4], model="theta"), ree.InvalidArgument, "at least 5"),
    (lambda: ree.auto_forecast([1, 2, 3, 4], model="dotm"), ree.InvalidArgument, "at least 6"),
    (lambda: ree.auto_forecast(SERIES, counts=True), ree.InvalidArgument, "holds 4.1"),
    (lambda: ree.auto_forecast([3, -1, 2], counts=True), ree.InvalidArgument, "holds -1"),
    (lambda: ree.auto_forecast(SERIES, counts=1), ree.InvalidArgument, "counts = 1"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, include_provisional="no"),  # type: ignore[arg-type]
     ree.InvalidArgument, "include_provisional = 'no'"),
    (lambda: ree.auto_forecast(SERIES, paths=99), ree.InvalidArgument, "from 100 to 1000000"),
    (lambda: ree.auto_forecast(SERIES, paths=10**7), ree.InvalidArgument, "paths"),
    (lambda: ree.auto_forecast(SERIES, 1000, paths=10**6), ree.InvalidArgument, "for a horizon"),
    (lambda: ree.auto_forecast(SERIES, paths=1e3), ree.InvalidArgument, "paths"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast(SERIES, seed=-1), ree.InvalidArgument, "seed"),
    (lambda: ree.auto_forecast(SERIES, seed="x"), ree.InvalidArgument, "seed"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast_batch(SHORT), ree.InvalidArgument, "of shape"),
    (lambda: ree.auto_forecast_batch(np.ones((2, 3, 4))), ree.InvalidArgument, "of shape"),
    (lambda: ree.auto_forecast_batch(np.ones((0, 4))), ree.InvalidArgument, "at least one series"),
    (lambda: ree.auto_forecast_batch(np.ones((1, 10_001))), ree.InvalidArgument, "10000 years"),
    (lambda: ree.auto_forecast_batch([["a", "b"]]), ree.InvalidArgument, "values"),
    (lambda: ree.auto_forecast_batch([SHORT], 0), ree.InvalidArgument, "h = 0"),
    (lambda: ree.auto_forecast_batch([SHORT], level=[]), ree.InvalidArgument, "level = empty"),
    (lambda: ree.auto_forecast_batch([SHORT], threads=0), ree.InvalidArgument, "threads = 0"),
    (lambda: ree.auto_forecast_batch([SHORT], counts=None),  # type: ignore[arg-type]
     ree.InvalidArgument, "counts = None"),
    (lambda: ree.auto_forecast_batch([SHORT], progress=3), ree.InvalidArgument, "progress = 3"),  # type: ignore[arg-type]
    (lambda: ree.auto_forecast_batch([SHORT]).interval(80), ree.InvalidArgument, "0.95"),
]  # fmt: skip


@pytest.mark.parametrize("case", range(len(BAD)))
def test_bad_input(case: int) -> None:
    call, kind, part = BAD[case]
    with pytest.raises(kind) as caught:
        call()
    assert type(caught.value) is kind
    assert part in str(caught.value)
    assert len(str(caught.value)) < 600


def test_a_leap_is_no_growth() -> None:
    # one value below a 10,000th of the others, as when a mine opens
    opening = [1.0, 20000, 21000, 22000, 23000, 24000, 22500, 23000, 25000]
    made = ree.auto_forecast(opening, 3)
    later = ree.auto_forecast([3.0, *opening[1:]], 3)
    assert "logarithms" not in made.message
    np.testing.assert_allclose(made.mean, later.mean, rtol=0.05)
    np.testing.assert_allclose(made.upper, later.upper, rtol=0.05)
    grown = ree.auto_forecast([3.0**year for year in range(10)], 3)
    assert "logarithms" in grown.message
    assert grown.mean[0] > 2 * 3.0**9


def test_constants_between_units() -> None:
    for factor in (1e-6, 1e6):
        a = ree.auto_forecast(N0001, 6)
        b = ree.auto_forecast([value * factor for value in N0001], 6)
        np.testing.assert_allclose(b.mean, a.mean * factor, rtol=1e-12)
        np.testing.assert_allclose(b.upper, a.upper * factor, rtol=1e-12)


def test_words_agree_with_numbers_near_zero() -> None:
    # a line through zero: what the words expect is no less than what the forecast may be
    falling = [100.0, 92, 79, 71, 58, 52, 39, 31, 18, 12, 1]
    ahead = ree.auto_forecast(falling, 5)
    notes = {note["kind"]: note for note in ahead.notes}
    assert notes["level"]["value"] + notes["trend"]["change"] > 0.0
    assert notes["floor"]["value"] == pytest.approx(0.01)
    assert notes["floor"]["years"] == np.count_nonzero(ahead.mean <= 0.01 * (1 + 1e-9)) == 5
    assert "the forecast of 5 years stands at 0.01" in ahead.message
    nothing = ree.auto_forecast([*range(100, -10, -10)], 3)
    assert nothing.upper.tolist() == [0.0] * 3
    assert {"kind": "floor", "value": 0.0, "years": 3.0} in nothing.notes
    for usual in (SHORT, [0, 0, 1, 0, 0, 2, 0, 0], [-3.0, 4, 2, -1]):
        assert "floor" not in [note["kind"] for note in ree.auto_forecast(usual, 5).notes]


def test_a_median_that_falls_after_growth_is_called_a_guess() -> None:
    ahead = ree.auto_forecast([2.0**year for year in range(10)], 6)
    peak = int(np.argmax(ahead.mean)) + 1
    assert ahead.mean[-1] < 0.75 * ahead.mean.max()
    assert {"kind": "falls_back", "year": float(peak)} in ahead.notes
    assert f"falls after year {peak} ahead although the trend is up" in ahead.message
    for usual in (SHORT, N0001, N0001[::-1], [1.1**year for year in range(20)]):
        kinds = [note["kind"] for note in ree.auto_forecast(usual, 10).notes]
        assert "falls_back" not in kinds


def test_words_agree_with_numbers_of_logarithms() -> None:
    # members whose level is that of the largest value alone would set a mean of levels
    closing = [5.0, 4.99, 5.01, 5.0, 4.99, 5.01, 4.98, 5.02, 5e-12, 4.9e-12]
    ahead = ree.auto_forecast(closing, 1)
    notes = {note["kind"]: note for note in ahead.notes}
    assert "logarithmic" in notes
    expected = notes["level"]["value"] + notes["trend"]["change"]
    assert ahead.lower[0] < expected < ahead.upper[0]


@settings(max_examples=60, deadline=None)
@given(
    start=st.integers(0, 30),
    step=st.integers(-4, 9),
    extra=st.lists(st.integers(0, 2), min_size=2, max_size=20),
)
def test_bounds_of_counts_hold_their_median(start: int, step: int, extra: list[int]) -> None:
    values = [float(max(start + step * t + one, 0)) for t, one in enumerate(extra)]
    ahead = ree.auto_forecast(values, 4, counts=True, level=[50, 80, 95])
    table = ree.auto_forecast_batch([values], 4, counts=True, level=[50, 80, 95])
    inner, outer = ahead.interval(50), ahead.interval(95)
    assert np.all((inner[0] <= ahead.mean) & (ahead.mean <= inner[1]))
    assert np.all((outer[0] <= inner[0]) & (inner[1] <= outer[1]))
    np.testing.assert_array_equal(table.interval(50)[0][0], inner[0])
    np.testing.assert_array_equal(table.interval(95)[1][0], outer[1])
    for bound in (*inner, *outer):
        np.testing.assert_array_equal(bound, np.round(bound))


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 3)), min_size=2, max_size=25),
    before=st.integers(0, 3),
    after=st.integers(0, 3),
    holes=st.sets(st.integers(1, 23)),
    first=st.integers(1900, 2000),
    h=st.integers(1, 50),
)
def test_one_series_in_a_batch_and_in_a_table_are_the_same(
    values: list[float], before: int, after: int, holes: set[int], first: int, h: int
) -> None:
    levels = [50, 80, 95, 99.9]
    given_ = np.array(values)
    given_[[one for one in holes if one < len(values) - 1]] = np.nan
    one = ree.auto_forecast(given_, h, level=levels)
    row = np.concatenate([np.full(before, np.nan), given_, np.full(after, np.nan)])
    batch = ree.auto_forecast_batch([row], h, level=levels)
    years = np.arange(first, first + len(row))
    table = ree.forecast_table(
        pd.DataFrame({"id": 1, "year": years, "value": row}), by="id", h=h, level=levels
    )
    series = ree.auto_forecast(pd.Series(row, index=years), h, level=levels)
    assert table["year"].tolist() == series.years.tolist()
    assert series.years[0] == first + before + len(values)
    assert series.message == one.message
    for other in (batch.mean[0], table["mean"], series.mean):
        np.testing.assert_array_equal(other, one.mean)
    for level in levels:
        lower, upper = one.interval(level)
        for low, high in (
            [bound[0] for bound in batch.interval(level)],
            [table[f"lo-{level}"], table[f"hi-{level}"]],
            series.interval(level),
        ):
            np.testing.assert_array_equal(low, lower)
            np.testing.assert_array_equal(high, upper)
    # a longer forecast and other levels beside it change nothing
    shorter = ree.auto_forecast(given_, max(h // 2, 1), level=80)
    np.testing.assert_array_equal(shorter.lower, one.interval(80)[0][: max(h // 2, 1)])


def test_values_without_years() -> None:
    expected = ree.auto_forecast(SHORT, 3).mean
    for values in (pl.Series(SHORT), pa.array(SHORT), pa.chunked_array([SHORT[:5], SHORT[5:]])):
        np.testing.assert_array_equal(ree.auto_forecast(values, 3).mean, expected)
        with pytest.raises(ree.InvalidArgument, match="which have no years"):
            ree.auto_forecast(values, until=14)


def test_levels_that_the_paths_tell() -> None:
    assert ree.auto_forecast(SHORT, 2, level=99.9).upper[1] > SHORT[-1]
    more = ree.auto_forecast(SHORT, 2, level=99.99, paths=10_000)
    assert more.upper[1] > ree.auto_forecast(SHORT, 2, level=99.9, paths=10_000).upper[1]
    part = r"level = 0\.9999: must be at most 0\.999 with 1000 paths"
    for call in (
        lambda: ree.auto_forecast(SHORT, 2, level=99.99),
        lambda: ree.auto_forecast(SHORT, 2, level=[80, 99.99], model="theta"),
        lambda: ree.auto_forecast_batch([SHORT], 2, level=[80, 99.99]),
        lambda: ree.forecast_table({"a": {2000: 1, 2001: 2}}, h=2, level=99.99),
    ):
        with pytest.raises(ree.InvalidArgument, match=part):
            call()
    assert np.isfinite(ree.auto_forecast(SHORT, 2, level=99.99, model="drift").upper).all()
    with pytest.raises(ree.InvalidArgument, match="between 0 and 1, both excluded"):
        ree.auto_forecast(SHORT, 2, level=1e-300)
