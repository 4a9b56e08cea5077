"""backtest, select and past_accuracy: pandas as the oracle, no look-ahead, methods of one's own."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reeindex as ree

YEARS = np.arange(2004, 2024)


def values(seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return 80 / (1 + np.exp(-0.3 * (YEARS - 2014))) + rng.normal(0, 2, 20) + 10


def series(y: np.ndarray | None = None) -> ree.TimeSeries:
    return ree.TimeSeries(YEARS, values() if y is None else y, unit="kt", title="something")


def mean_of_all(years: np.ndarray, known: np.ndarray, h: int) -> np.ndarray:
    assert len(years) == len(known)
    return np.full(h, known.mean())


def spread(years: np.ndarray, known: np.ndarray, h: int) -> tuple[Any, Any, Any]:
    middle = np.full(h, known[-1])
    return middle - 10, middle, middle + 10


def test_scores_are_those_of_pandas() -> None:
    y = values()
    table = ree.backtest(series(y), ["linear", mean_of_all, spread], h=3)
    assert [one.name for one in table.methods] == [
        "linear",
        "mean_of_all",
        "spread",
        "naive",
        "drift",
    ]
    # cutoffs 2011 to 2022; the last two have two years and one year left
    assert table.cutoffs == tuple(range(2011, 2023))
    assert table.common == 10 * 3 + 2 + 1
    frame = table.forecasts_to_pandas()
    assert list(frame.columns[:4]) == ["unique_id", "ds", "cutoff", "y"]
    assert {"linear", "linear-lo-95", "linear-hi-95", "mean_of_all"} <= set(frame.columns)
    assert "mean_of_all-lo-95" not in frame.columns
    known = {c: y[c >= YEARS] for c in table.cutoffs}
    np.testing.assert_array_equal(frame["y"], y[frame["ds"] - 2004])
    np.testing.assert_allclose(frame["naive"], [known[c][-1] for c in frame["cutoff"]])
    np.testing.assert_allclose(frame["mean_of_all"], [known[c].mean() for c in frame["cutoff"]])
    drift = [
        known[c][-1] + (t - c) * (known[c][-1] - known[c][0]) / (len(known[c]) - 1)
        for c, t in zip(frame["cutoff"], frame["ds"], strict=True)
    ]
    np.testing.assert_allclose(frame["drift"], drift)

    scores = table.to_pandas()
    error = frame["spread"] - frame["y"]
    scale = np.array([np.abs(np.diff(known[c])).mean() for c in frame["cutoff"]])
    inside = (error.abs() <= 10).mean()
    penalty = 20 + 40 * np.maximum(error.abs() - 10, 0)
    row = scores.loc["spread"]
    assert row["n"] == table.common
    assert row["mae"] == pytest.approx(error.abs().mean())
    assert row["rmse"] == pytest.approx(np.sqrt((error**2).mean()))
    assert row["bias"] == pytest.approx(error.mean())
    assert row["mase"] == pytest.approx((error.abs() / scale).mean())
    assert row["coverage"] == pytest.approx(inside)
    assert row["interval_score"] == pytest.approx(penalty.mean())
    assert row["msis"] == pytest.approx((penalty / scale).mean())
    assert row["smape"] == pytest.approx(ree.smape(frame["y"], frame["spread"]))
    assert np.isnan(scores.loc["mean_of_all", "coverage"])
    assert table["mean_of_all"].scores["coverage"] is None

    by_horizon = table.to_pandas(by_horizon=True)
    for h in (1, 2, 3):
        some = frame[frame["ds"] - frame["cutoff"] == h]
        found = by_horizon.loc[("linear", h)]
        assert found["n"] == len(some)
        assert found["mae"] == pytest.approx((some["linear"] - some["y"]).abs().mean())


def test_fits_of_the_past_are_those_of_the_past() -> None:
    y = values()
    table = ree.backtest(series(y), "linear", h=2, windows=2)
    assert table.cutoffs == (2020, 2021)
    for cutoff, year, _, mean, lower, upper in table["linear"].forecasts:
        past = ree.TimeSeries(YEARS[cutoff >= YEARS], y[cutoff >= YEARS])
        made = ree.forecast(ree.fit(past, "linear"), years=[year])
        assert mean == pytest.approx(made.mean[0], rel=1e-12)
        assert lower == pytest.approx(made.lower[0], rel=1e-12)
        assert upper == pytest.approx(made.upper[0], rel=1e-12)


@pytest.mark.parametrize("method", ["auto", "ses", "linear", "logistic", "logistic anchored"])
def test_no_look_ahead(method: str) -> None:
    """What comes after a cutoff changes nothing of what is forecast from it."""
    y = values()
    before = ree.backtest(series(y), method, h=3, windows=4)
    changed = y.copy()
    changed[YEARS > 2018] = [500.0, -3.0, 77.0, 1e4, 2.0]
    after = ree.backtest(series(changed), method, h=3, windows=4)

    def until(table: ree.Backtest, name: str) -> list[tuple[Any, ...]]:
        return [(f[0], f[1], *f[3:]) for f in table[name].forecasts if f[0] <= 2018]

    for name in (method, "naive", "drift"):
        assert len(until(before, name)) == 6
        assert until(before, name) == until(after, name)


def test_methods_of_ones_own() -> None:
    seen: list[tuple[int, int]] = []

    def spy(years: np.ndarray, known: np.ndarray, h: int) -> list[float]:
        seen.append((int(years[-1]), h))
        with pytest.raises(ValueError, match="read-only"):
            known[0] = 1
        return [1.0] * h

    ree.backtest(series(), spy, h=3, min_observations=17)
    assert seen == [(2020, 3), (2021, 2), (2022, 1)]
    own = ree.curve(lambda t, a, b: a + b * (t - 2010), {"a": 1, "b": 1}, name="own line")
    table = ree.backtest(series(), {"mine": own, "two": "linear"}, h=2, windows=2)
    mine, two = table["mine"].forecasts, table["two"].forecasts
    np.testing.assert_allclose([f[3] for f in mine], [f[3] for f in two], rtol=1e-6)
    # an array of three rows is (lower, values, upper)
    rows = ree.backtest(series(), {"rows": lambda x, y, h: np.array(spread(x, y, h))}, h=2)
    assert rows["rows"].scores["coverage"] is not None
    # three values for three years are values
    three = ree.backtest(series(), {"three": lambda x, y, h: (1.0, 2.0, 3.0)[:h]}, h=3, windows=1)
    assert [f[3] for f in three["three"].forecasts] == [1.0, 2.0, 3.0]


def test_failures_are_listed_and_mistakes_are_raised() -> None:
    def picky(years: np.ndarray, known: np.ndarray, h: int) -> np.ndarray:
        if len(known) < 12:
            raise ValueError("too few for me")
        return np.full(h, known[-1])

    table = ree.backtest(series(), picky, h=1)
    assert table["picky"].failures[0] == (2011, "ValueError: too few for me")
    assert len(table["picky"].failures) == 4
    assert table.common == 8
    assert "picky: 4 failed, from 2011: ValueError: too few for me" in repr(table)

    def never(years: np.ndarray, known: np.ndarray, h: int) -> np.ndarray:
        raise ZeroDivisionError("no")

    table = ree.backtest(series(), never, h=1)
    assert [one.name for one in table.failed] == ["never"]
    assert "never: not compared" in repr(table)
    assert table.common == 12

    def mistaken(years: np.ndarray, known: np.ndarray, h: int) -> np.ndarray:
        return undefined_name  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(NameError):
        ree.backtest(series(), mistaken)


def test_select_ranks() -> None:
    table = ree.select(series(), ["linear", "logistic"], h=3, by="mae")
    order = [one.scores["mae"] for one in table.methods]
    assert order == sorted(order)
    assert {one.name for one in table.methods} == {"linear", "logistic", "naive", "drift"}
    assert table.best == table.methods[0].name
    ranked = ree.select(series(), ["linear", mean_of_all], h=3)
    assert [one.name for one in ranked.failed] == ["mean_of_all"]
    assert "ranks by 'mae'" in repr(ranked) or "the rank by 'mae'" in repr(ranked)


def test_text_html_dict_and_pickle() -> None:
    table = ree.backtest(series(), ["linear", "auto"], h=3)
    lines = repr(table).splitlines()
    assert lines[0].startswith("Backtest of something")
    assert lines[0].endswith("33 forecasts from 12 cutoffs, 2011 to 2022, up to 3 years ahead")
    assert [line.split()[0] for line in lines[2:6]] == ["linear", "auto", "naive", "drift"]
    assert "<td>drift</td>" in table._repr_html_()
    assert ree.Backtest.from_dict(table.to_dict()) == table
    assert pickle.loads(pickle.dumps(table)) == table
    assert copy.deepcopy(table) == table
    assert len(table) == 4


def test_missing_years_and_provisional_values() -> None:
    y = values()
    gap = pd.Series(y, index=YEARS).drop([2012, 2019])
    table = ree.backtest(gap, ["linear", "auto"], h=2)
    assert 2012 not in table.cutoffs
    assert 2019 not in {f[1] for f in table["auto"].forecasts}
    status = ["A"] * 19 + ["P"]
    provisional = ree.TimeSeries(YEARS, y, status=status)
    assert 2023 not in {f[1] for f in ree.backtest(provisional, "linear")["linear"].forecasts}


def test_forecasts_tell_their_past_on_request() -> None:
    y = series(values())
    fitted = ree.fit(y, "logistic")
    for made, method in [
        (ree.forecast(fitted, 2, past=True), "logistic"),
        (ree.forecast(fitted, 2, anchored=True, past=True), "logistic anchored"),
        (ree.auto_forecast(y, 2, past=True), "auto"),
        (ree.auto_forecast(values(), 2, model="ses", past=True), "ses"),
    ]:
        told = ree.past_accuracy(y, method, h=2)
        (note,) = [one for one in made.notes if one["kind"] == "past_accuracy"]
        assert note["method"] == method
        assert note["mae"] == pytest.approx(told.mae, rel=1e-5)
        assert made.message.endswith(told.message)
        assert told.message in repr(made)
        assert told.message in pickle.loads(pickle.dumps(made)).message
    assert "past_accuracy" not in {one["kind"] for one in ree.auto_forecast(y, 2).notes}


def test_a_curve_says_that_its_interval_assumes_it() -> None:
    fitted = ree.fit(series(), "logistic")
    plain = ree.forecast(fitted, 2)
    assert "it holds if the series follows the curve" in repr(plain)
    assert {"kind": "assumes_curve", "curve": "logistic"} in plain.notes
    for other in (ree.forecast(fitted, 2, anchored=True), ree.auto_forecast(series(), 2)):
        assert "follows the curve" not in repr(other)


def test_past_accuracy() -> None:
    line = ree.TimeSeries(YEARS, 10.0 + 2 * np.arange(20))
    told = ree.past_accuracy(line, "drift")
    assert told.forecasts == 8
    assert told.closer == pytest.approx(1.0)
    words = "the last 8 five-year forecasts would have been 100 % closer than the last value"
    assert told.message == words
    assert str(told) == f"drift: {words}"
    y = values()
    told = ree.past_accuracy(series(y), mean_of_all, h=2, forecasts=3)
    ends = [15, 16, 17]
    own = np.mean([abs(y[:n].mean() - y[n + 1]) for n in (16, 17, 18)])
    naive = np.mean([abs(y[n] - y[n + 2]) for n in ends])
    assert told.mae == pytest.approx(own)
    assert told.naive_mae == pytest.approx(naive)
    assert "farther off" in told.message or "times as far off" in told.message
    fitted = ree.fit(series(y), "logistic")
    assert ree.past_accuracy(fitted).method == "logistic"
    assert ree.past_accuracy(fitted).mae == pytest.approx(
        ree.past_accuracy(series(y), "logistic").mae, rel=1e-5
    )
    nothing = ree.past_accuracy(ree.TimeSeries([2020, 2021], [1.0, 2.0]))
    assert nothing.forecasts == 0
    assert nothing.mae is None
    assert nothing.message.startswith("no past five-year forecast can be judged")


def bad(**kwargs: Any) -> Any:
    return lambda: ree.backtest(series(), **{"methods": "naive", **kwargs})


def answering(answer: Any) -> Any:
    return bad(methods={"odd": lambda years, known, h: answer}, h=2, windows=1)


NAN = float("nan")
BAD: list[tuple[Any, type[Exception], str]] = [
    (lambda: ree.backtest([1, 2, 3]), ree.InvalidArgument, "series = of type list"),
    (lambda: ree.backtest(None), ree.InvalidArgument, "series"),
    (bad(methods=[]), ree.InvalidArgument, "methods = empty: must be at least one method"),
    (bad(methods={}), ree.InvalidArgument, "methods = empty"),
    (bad(methods=3), ree.InvalidArgument, "methods = 3: must be names, curves or callables"),
    (bad(methods=None), ree.InvalidArgument, "methods = None"),
    (bad(methods=[1]), ree.InvalidArgument, "names, curves or callables"),
    (bad(methods={"a": 1}), ree.InvalidArgument, "a = 1"),
    (bad(methods="sse"), ree.NotFound, "no forecast method 'sse'; known: auto"),
    (bad(methods=["linear", "linear"]), ree.InvalidArgument, "methods = with linear twice"),
    (bad(methods={"naive": "drift", "x": "naive"}), None, ""),
    (bad(h=0), ree.InvalidArgument, "horizon = 0: must be from 1 to 1000"),
    (bad(h=1001), ree.InvalidArgument, "horizon = 1001"),
    (bad(h=2.5), ree.InvalidArgument, "h = 2.5"),
    (bad(h="3"), ree.InvalidArgument, "h = '3'"),
    (bad(h=None), ree.InvalidArgument, "h = None"),
    (bad(h=True), ree.InvalidArgument, "h = True"),
    (bad(windows=0), ree.InvalidArgument, "windows = 0: must be at least 1"),
    (bad(windows=20), ree.InvalidArgument, "windows = 20: must be at most 8"),
    (bad(windows="all"), ree.InvalidArgument, "windows = 'all'"),
    (bad(step=0), ree.InvalidArgument, "step = 0: must be at least 1"),
    (bad(step=1.5), ree.InvalidArgument, "step = 1.5"),
    (bad(min_observations=1), ree.InvalidArgument, "min_observations = 1: must be at least 2"),
    (bad(min_observations=20), ree.InvalidArgument, "min_observations = 20: must be less than"),
    (bad(level=0), ree.InvalidArgument, "level = 0: must be between 0 and 1"),
    (bad(level=95), ree.InvalidArgument, "level = 95: must be between 0 and 1"),
    (bad(level="0.9"), ree.InvalidArgument, "level"),
    (bad(level=NAN), ree.InvalidArgument, "level = nan"),
    (bad(interval="exact"), ree.NotFound, "exact"),
    (bad(error="normal"), ree.NotFound, "normal"),
    (bad(on="sums"), ree.NotFound, "sums"),
    (bad(weights=[1, 2]), ree.InvalidArgument, "weights = of length 2"),
    (bad(completeness=[2.0] * 20, methods="linear"), ree.InvalidArgument, "completeness"),
    (bad(seed=-1), ree.InvalidArgument, "seed = -1"),
    (bad(replicates="many"), ree.InvalidArgument, "replicates = 'many'"),
    (answering(None), ree.InvalidArgument, "method odd = answering None"),
    (answering(3.0), ree.InvalidArgument, "method odd = answering 3"),
    (answering([1.0]), ree.InvalidArgument, "method odd = with 1 values: must be one for each"),
    (answering([1.0, 2.0, 3.0]), ree.InvalidArgument, "method odd = with 3 values"),
    (answering(["a", "b"]), ree.InvalidArgument, "method odd, values"),
    (answering(([1, 2], [1, 2])), ree.InvalidArgument, "method odd"),
    (answering(([3, 3], [1, 2], [4, 4])), None, ""),
    (answering(([3, 3], [1, 2], [2, 4])), ree.InvalidArgument, "bounds 3 and 2"),
    (answering(([0, 0], [1, 2], [4])), ree.InvalidArgument, "with 1 upper bounds"),
    (answering(([0, NAN], [1, 2], [4, 4])), ree.InvalidArgument, "bounds nan and 4"),
    (answering(np.ones((2, 2))), ree.InvalidArgument, "answering 2 rows"),
    (lambda: ree.select(series(), by="rmse"), ree.NotFound, "no rule 'rmse' to rank by"),
    (lambda: ree.select(series(), []), ree.InvalidArgument, "methods = empty"),
    (lambda: ree.select(series(), "linaer"), ree.NotFound, "did you mean 'linear'"),
    (lambda: ree.past_accuracy(series(), ["naive", "drift"]), ree.InvalidArgument, "2 methods"),
    (lambda: ree.past_accuracy(series(), h=0), ree.InvalidArgument, "horizon = 0"),
    (lambda: ree.past_accuracy(series(), forecasts=0), ree.InvalidArgument, "forecasts = 0"),
    (lambda: ree.past_accuracy(series(), forecasts="8"), ree.InvalidArgument, "forecasts = '8'"),
    (
        lambda: ree.past_accuracy(series(), min_observations=0),
        ree.InvalidArgument,
        "min_observations = 0",
    ),
    (lambda: ree.past_accuracy([1, 2]), ree.InvalidArgument, "series"),
    (
        lambda: ree.past_accuracy(ree.fit_xy([1, 2, 3, 4], [1, 2, 3, 5], "linear")),
        ree.InvalidArgument,
        "fit = of plain arrays",
    ),
    (lambda: ree.backtest(series(), "naive")["drfit"], ree.NotFound, "no method 'drfit'"),
    (
        lambda: ree.backtest(ree.TimeSeries([2020, 2021], [1.0, 2.0])),
        ree.InvalidArgument,
        "min_observations = 8",
    ),
]


@pytest.mark.parametrize("number", range(len(BAD)))
def test_bad_input(number: int) -> None:
    call, kind, message = BAD[number]
    if kind is None:  # odd, but not wrong
        call()
        return
    with pytest.raises(kind, match=message):
        call()


def fitted(curve: str = "linear", **kwargs: Any) -> ree.FitResult:
    return ree.fit(series(), curve, **kwargs)


def test_until() -> None:
    fit = fitted()
    assert list(ree.forecast(fit, until=2026).years) == [2024, 2025, 2026]
    np.testing.assert_array_equal(
        ree.forecast(fit, until=2026).upper, ree.forecast(fit, horizon=3).upper
    )


BAD_FORECASTS: list[tuple[Any, type[Exception], str]] = [
    (lambda: ree.forecast(fitted(), until=2023), ree.InvalidArgument, "until = 2023: must be from"),
    (lambda: ree.forecast(fitted(), until=2010), ree.InvalidArgument, "until = 2010"),
    (lambda: ree.forecast(fitted(), until=9000), ree.InvalidArgument, "until = 9000"),
    (lambda: ree.forecast(fitted(), until="2030"), ree.InvalidArgument, "until"),
    (lambda: ree.forecast(fitted(), 3, until=2030), ree.InvalidArgument, "until = 2030"),
    (
        lambda: ree.forecast(fitted(), years=[2030], until=2030),
        ree.InvalidArgument,
        "until = 2030: must be left out when years are given",
    ),
    (
        lambda: ree.forecast(fitted(), past=1),  # type: ignore[arg-type]
        ree.InvalidArgument,
        "past = 1: must be True or False",
    ),
    (
        lambda: ree.auto_forecast(series(), past="yes"),  # type: ignore[arg-type]
        ree.InvalidArgument,
        "past = 'yes'",
    ),
    (
        lambda: ree.forecast(fitted(), years=[2005], past=True),
        ree.InvalidArgument,
        "where the data end",
    ),
    (
        lambda: ree.forecast(fitted(), anchored=1),  # type: ignore[arg-type]
        ree.InvalidArgument,
        "anchored = 1: must be True or False",
    ),
    (
        lambda: ree.forecast(fitted(), anchored=True, method="profile"),
        ree.InvalidArgument,
        "method = profile: must be automatic or delta",
    ),
    (
        lambda: ree.forecast(fitted(), anchored=True, years=[2020, 2025]),
        ree.InvalidArgument,
        "years = 2020: must be after 2023",
    ),
    (
        lambda: ree.forecast(fitted(error="student_t"), anchored=True),
        ree.InvalidArgument,
        "error = student_t: must be gaussian or lognormal",
    ),
]


@pytest.mark.parametrize("number", range(len(BAD_FORECASTS)))
def test_bad_forecasts(number: int) -> None:
    call, kind, message = BAD_FORECASTS[number]
    with pytest.raises(kind, match=message):
        call()


def test_a_backtest_in_which_every_method_failed() -> None:
    beyond = ree.TimeSeries(range(2000, 2015), [1e149 * year for year in range(1, 16)])
    for found in (ree.backtest(beyond, h=3), ree.select(beyond, h=3)):
        assert found.methods == ()
        assert {one.name for one in found.failed} == {"auto", "naive", "drift"}
        assert "naive: not compared" in repr(found)
        assert "1e+150" in repr(found)
        assert "not compared" in found._repr_html_()
        assert len(found.to_pandas()) == len(found.to_pandas(by_horizon=True)) == 0
        assert len(found.forecasts_to_pandas()) == 0
        with pytest.raises(ree.NotFound, match="no method has forecasts"):
            _ = found.best
        with pytest.raises(ree.NotFound, match="no method has forecasts"):
            ree.plot(found)
