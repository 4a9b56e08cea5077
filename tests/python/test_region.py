"""Functions of a fit over its confidence region."""

from __future__ import annotations

import math

import numpy as np
import pytest

import reeindex as ree

VALUES = [4.1, 5.3, 5.9, 8.2, 9.4, 12.6, 14.1, 18.9, 21.7, 25.2, 30.9, 33.8, 39.6, 43.1, 46.2]
SERIES = ree.TimeSeries(range(2010, 2025), VALUES)


@pytest.fixture(scope="module")
def logistic() -> ree.FitResult:
    return ree.fit(SERIES, "logistic")


def test_function_of_one_parameter_takes_its_ends(logistic: ree.FitResult) -> None:
    lower, upper = logistic.interval("r")
    doubling = logistic.interval(lambda p: math.log(2) / p["r"])
    np.testing.assert_allclose(doubling, (math.log(2) / upper, math.log(2) / lower), rtol=1e-8)


def test_year_at_90_percent_of_the_ceiling(logistic: ree.FitResult) -> None:
    lower, upper = logistic.interval(lambda p: p["t0"] + math.log(9) / p["r"])
    estimate = logistic.params["t0"] + math.log(9) / logistic.params["r"]
    assert lower < estimate < upper
    assert upper - estimate > estimate - lower  # leans to later years


def test_open_where_the_ceiling_is() -> None:
    series = ree.TimeSeries(
        range(2013, 2025), [110, 123, 130, 126, 132, 170, 210, 240, 280, 300, 350, 390]
    )
    fit = ree.fit(series, "logistic")
    lower, upper = fit.interval(lambda p: p["t0"] + math.log(9) / p["r"])
    assert math.isfinite(lower)
    assert upper == math.inf
    # a function that is no number at the limit does not stop the search
    lower, upper = fit.interval(lambda p: math.sqrt(p["r"]))
    np.testing.assert_allclose((lower**2, upper**2), fit.interval("r"), rtol=1e-6)


def test_year_of_a_value_is_where_the_band_is(logistic: ree.FitResult) -> None:
    first, last = logistic.year_of(60.0)
    lower, upper = logistic.band([first, last])
    assert upper[0] == pytest.approx(60.0, rel=1e-6)
    assert lower[1] == pytest.approx(60.0, rel=1e-6)
    assert logistic.year_of(70.0)[1] == math.inf  # some ceilings are lower


def test_total_of_a_line_is_exact() -> None:
    fit = ree.fit(SERIES, "linear")
    x = np.arange(2010, 2025.0)
    a, b = fit.total(2025, 2035)
    h = np.array([11.0, np.arange(2025, 2036).sum()])
    design = np.column_stack([np.ones(15), x])
    gram = np.linalg.inv(design.T @ design)
    coefficients = gram @ design.T @ np.array(VALUES)
    s2 = np.sum((VALUES - design @ coefficients) ** 2) / 13
    t = 2.160368656462
    half = t * math.sqrt(s2 * h @ gram @ h)
    np.testing.assert_allclose((a, b), h @ coefficients + half * np.array([-1, 1]), rtol=1e-6)


def test_simultaneous_band_is_wider(logistic: ree.FitResult) -> None:
    lower, upper = logistic.band(np.arange(2025, 2031))
    all_lower, all_upper = logistic.band(np.arange(2025, 2031), simultaneous=True)
    assert (all_lower < lower).all()
    assert (all_upper > upper).all()
    forecast = ree.forecast(logistic, horizon=6)
    np.testing.assert_allclose(lower, forecast.mean_lower, rtol=1e-8)
    np.testing.assert_allclose(upper, forecast.mean_upper, rtol=1e-8)


def test_curve_written_in_python_has_the_same_region(logistic: ree.FitResult) -> None:
    def own(t: np.ndarray, K: float, r: float, t0: float) -> np.ndarray:
        return K / (1 + np.exp(-r * (t - t0)))

    curve = ree.curve(own, {"K": 70.0, "r": 0.3, "t0": 2020.0})
    fit = ree.fit(SERIES, curve)
    for name in ("K", "r", "t0"):
        np.testing.assert_allclose(fit.interval(name), logistic.interval(name), rtol=1e-6)
    np.testing.assert_allclose(fit.total(2025, 2030), logistic.total(2025, 2030), rtol=1e-6)


def test_misuse(logistic: ree.FitResult) -> None:
    with pytest.raises(ree.InvalidArgument, match="profile for a function"):
        logistic.interval(lambda p: p["r"], method="wald")
    with pytest.raises(ree.InvalidArgument, match="gives no number"):
        logistic.interval(lambda p: "r")  # type: ignore[arg-type, return-value]
    with pytest.raises(KeyError):
        logistic.interval(lambda p: p["L"])
    with pytest.raises(ree.InvalidArgument, match="function = nan at the estimates"):
        logistic.interval(lambda p: math.nan)
    for level in (math.nan, math.inf, -math.inf):
        with pytest.raises(ree.InvalidArgument, match=r"level = .*: must be finite"):
            logistic.year_of(level)
    with pytest.raises(ree.InvalidArgument, match="first"):
        logistic.total(2030, 2029)


@pytest.mark.parametrize("curve", ["logistic", "gompertz"])
def test_the_lower_bound_of_an_infinite_ceiling_is_where_refits_reach_the_level(curve: str) -> None:
    stats = pytest.importorskip("scipy.stats")
    mining = ree.load_paper().series("mine_production", "WLD")
    free = ree.fit(mining, curve)
    variance = free.sse / (free.n_obs - 3)
    for level in (0.5, 0.8, 0.9, 0.95):
        lower, upper = free.interval("K", level=level)
        assert upper == float("inf")
        held = ree.fit(mining, curve, fixed={"K": lower})
        t = stats.t.ppf(0.5 + level / 2, free.n_obs - 3)
        assert (held.sse - free.sse) / variance == pytest.approx(t * t, rel=1e-4), level
