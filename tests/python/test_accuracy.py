"""Measures of accuracy against utilsforecast, scoringrules and their definitions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reeindex as ree

ACTUAL = np.array([112, 118.5, 121, 117.2])
MADE = np.array([110, 120, 125, 117.2])
LOW = np.array([100.0, 119, 110, 105])
HIGH = np.array([120.0, 125, 130, 116])
TRAINING = [90, 95, 93, 101, 108]


def test_utilsforecast() -> None:
    """utilsforecast 0.2.17, whose smape is a 200th of the one in per cent."""
    assert ree.mae(ACTUAL, MADE) == 1.875
    assert ree.rmse(ACTUAL, MADE) == pytest.approx(2.358495283014151, rel=1e-14)
    assert ree.smape(ACTUAL, MADE) == pytest.approx(200 * 0.007889619946683914, rel=1e-14)
    assert ree.mase(ACTUAL, MADE, TRAINING) == pytest.approx(0.3409090909090909, rel=1e-14)
    assert ree.coverage(ACTUAL, LOW, HIGH) == 0.5
    assert ree.pinball_loss(ACTUAL, MADE, 0.1) == pytest.approx(1.2875, rel=1e-14)


def test_scoringrules() -> None:
    """scoringrules 0.10.0: crps_ensemble(estimator="nrg"), crps_quantile."""
    assert ree.crps(2.3, [1, 4, 2.5, 0.5, 3.2]) == pytest.approx(0.444, rel=1e-14)
    by_quantiles = ree.crps(2.3, quantiles=[1, 2, 3.5], probabilities=[0.25, 0.5, 0.75])
    assert by_quantiles == pytest.approx(0.5166666666666666, rel=1e-14)


def test_interval_scores_by_hand() -> None:
    score = (20 + 6 + 20 + 11 + 40 * (0.5 + 1.2)) / 4
    assert ree.interval_score(ACTUAL, LOW, HIGH) == pytest.approx(score, rel=1e-14)
    assert ree.msis(ACTUAL, LOW, HIGH, TRAINING) == pytest.approx(score / 5.5, rel=1e-14)
    assert ree.interval_score([1], [-np.inf], [2]) == np.inf


def test_by_horizon() -> None:
    """One measure a column is that of each column; a scale is that of its row."""
    actual, made = np.vstack([ACTUAL, 2 * ACTUAL]), np.vstack([MADE, 2 * MADE + 1])
    lower, upper = np.vstack([LOW, LOW]), np.vstack([HIGH, 2 * HIGH])
    training = [TRAINING, [1.0, 3.0, 2.0]]
    for h in range(4):
        column = (actual[:, h], made[:, h])
        assert ree.mae(actual, made, by_horizon=True)[h] == ree.mae(*column)
        assert ree.rmse(actual, made, by_horizon=True)[h] == ree.rmse(*column)
        assert ree.smape(actual, made, by_horizon=True)[h] == ree.smape(*column)
        bounds = (actual[:, h], lower[:, h], upper[:, h])
        assert ree.coverage(actual, lower, upper, by_horizon=True)[h] == ree.coverage(*bounds)
        assert ree.interval_score(actual, lower, upper, 0.8, by_horizon=True)[h] == (
            ree.interval_score(*bounds, 0.8)
        )
        scaled = np.abs(actual - made)[:, h] / [5.5, 1.5]
        assert ree.mase(actual, made, training, by_horizon=True)[h] == pytest.approx(scaled.mean())
    assert ree.mae(actual, made) == pytest.approx(np.abs(actual - made).mean())
    both = [ree.msis(actual[i], lower[i], upper[i], training[i]) for i in range(2)]
    assert ree.msis(actual, lower, upper, training) == pytest.approx(np.mean(both))


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20),
    st.floats(-1e6, 1e6),
    st.sampled_from([2.0**-20, 2.0**30]),
)
def test_crps_is_the_integral(samples: list[float], y: float, unit: float) -> None:
    points = np.unique([*samples, y])
    middle = 0.5 * (points[1:] + points[:-1])
    below = (np.array(samples)[:, None] <= middle).mean(axis=0)
    integral = np.sum((below - (middle >= y)) ** 2 * np.diff(points))
    found = ree.crps(y, samples)
    assert found == pytest.approx(integral, rel=1e-9, abs=1e-6)
    assert ree.crps(unit * y, unit * np.array(samples)) == pytest.approx(unit * found, rel=1e-12)


def test_kinds_of_arrays() -> None:
    assert ree.mae(pd.Series(ACTUAL), tuple(MADE)) == 1.875
    assert ree.mae(pd.array([1, 2], dtype="Int64"), [1, 4]) == 1.0
    assert isinstance(ree.mae(ACTUAL, MADE), float)


NAN, INF = float("nan"), float("inf")
BAD: list[tuple[Any, str]] = [
    (lambda: ree.mae([], []), "actual = empty: must be at least one value"),
    (lambda: ree.mae([1, 2], [1]), "forecast = of length 1: must be of the length of actual, 2"),
    (lambda: ree.mae([1, NAN], [1, 2]), "actual = nan at position 1: must be finite"),
    (lambda: ree.mae([1, 2], [1, INF]), "forecast = inf at position 1: must be finite"),
    (lambda: ree.mae("12", [1, 2]), "actual"),
    (lambda: ree.mae([1, 2], ["a", 2]), "forecast"),
    (lambda: ree.mae([1, None], [1, 2]), "actual = nan at position 1"),
    (lambda: ree.mae([True, False], [1, 2]), "actual"),
    (lambda: ree.mae(3, 4), "actual"),
    (lambda: ree.mae([[1, 2], [3, 4]], [1, 2]), r"forecast = of shape \(2,\)"),
    (lambda: ree.mae([1, 2], [[1, 2]]), r"forecast = of shape \(1, 2\)"),
    (lambda: ree.mae(np.ones((2, 2, 2)), np.ones((2, 2, 2))), "actual = with 3 dimensions"),
    (lambda: ree.mae([[1, 2], [3]], [[1, 2], [3]]), "actual = of rows of different lengths"),
    (lambda: ree.mae([1, 2], [1, 2], by_horizon=True), "by_horizon = True"),
    (lambda: ree.rmse([NAN], [1]), "actual = nan at position 0"),
    (lambda: ree.smape([1], [1, 2]), "forecast = of length 2"),
    (lambda: ree.mase([1], [1], [5]), "training = of length 1: must be at least two values"),
    (lambda: ree.mase([1], [1], [5, 5, 5]), "training = without any change"),
    (lambda: ree.mase([1], [1], [5, NAN]), "training = nan at position 1"),
    (lambda: ree.mase([[1, 2]], [[1, 2]], [[1, 2], [3, 4]]), "training = of 2 sequences"),
    (lambda: ree.mase([1, 2], [NAN, 2], [1, 3]), "forecast = nan"),
    (lambda: ree.msis([1], [2], [1], [1, 2]), "lower = 2 at position 0|lower"),
    (lambda: ree.msis([1], [0], [1], []), "training = of length 0"),
    (lambda: ree.interval_score([1], [2], [1]), "lower = 2 at position 0: must be at most"),
    (lambda: ree.interval_score([1], [0], [2], 1.0), "level = 1: must be between 0 and 1"),
    (lambda: ree.interval_score([1], [0], [2], "x"), "level"),
    (lambda: ree.interval_score([1], [NAN], [2]), "lower = nan at position 0"),
    (lambda: ree.coverage([1], [0], [1, 2]), "upper = of length 2"),
    (lambda: ree.coverage([INF], [0], [1]), "actual = inf at position 0"),
    (lambda: ree.pinball_loss([1], [1], 0), "probability = 0: must be between 0 and 1"),
    (lambda: ree.pinball_loss([1], [1], 1.5), "probability = 1.5"),
    (lambda: ree.pinball_loss([1], [1, 2], 0.5), "quantile = of length 2"),
    (lambda: ree.crps(1.0), "samples = missing"),
    (lambda: ree.crps(1.0, []), "samples = empty"),
    (lambda: ree.crps(1.0, [1], quantiles=[1]), "samples = given with quantiles"),
    (lambda: ree.crps(1.0, [1], probabilities=[0.5]), "probabilities = given with samples"),
    (lambda: ree.crps(1.0, quantiles=[1]), "probabilities = missing"),
    (lambda: ree.crps(NAN, [1]), "actual = nan"),
    (lambda: ree.crps(1.0, [1, NAN]), "samples = nan at position 1"),
    (lambda: ree.crps(1, quantiles=[2, 1], probabilities=[0.1, 0.9]), "quantiles = 1 after 2"),
    (lambda: ree.crps(1, quantiles=[1, 2], probabilities=[0.9, 0.1]), "0.1 after 0.9"),
    (lambda: ree.crps(1, quantiles=[1], probabilities=[1.0]), "probabilities = 1 at position 0"),
    (lambda: ree.crps(1, quantiles=[1, 2], probabilities=[0.5]), "probabilities = of length 1"),
]


@pytest.mark.parametrize("number", range(len(BAD)))
def test_bad_input(number: int) -> None:
    call, message = BAD[number]
    with pytest.raises(ree.InvalidArgument, match=message):
        call()
