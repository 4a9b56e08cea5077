"""Fits of series and arrays against known optima, SciPy and statsmodels."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

import reeindex as ree

PAPER = ree.load_paper()
MINING = PAPER.series("mine_production", "WLD")
DEMAND = PAPER.series("neodymium_oxide_demand", "WLD")
RESERVES = PAPER.series("reserves", "WLD")


def logistic(t: np.ndarray, k: float, r: float, t0: float) -> np.ndarray:
    return k / (1 + np.exp(-r * (t - t0)))


def test_line_through_mine_production() -> None:
    fit = ree.fit(MINING, "linear")
    assert fit.params["intercept"] == pytest.approx(71.10256410256412, abs=1e-12)
    assert fit.params["slope"] == pytest.approx(26.76923076923077, abs=1e-12)
    assert fit.r_squared == pytest.approx(0.9304132627760847, abs=1e-12)
    assert fit.converged
    assert fit.identified
    assert fit.n_obs == 12


def test_line_equals_statsmodels() -> None:
    fit = ree.fit(MINING, "linear")
    design = sm.add_constant(np.asarray(MINING.years - 2013, float))
    truth = sm.OLS(MINING.values, design).fit()
    assert list(fit.params.values()) == pytest.approx(list(truth.params), rel=1e-12)
    assert list(fit.stderr.values()) == pytest.approx(list(truth.bse), rel=1e-12)
    assert fit.covariance == pytest.approx(truth.cov_params(), rel=1e-11)
    assert fit.sse == pytest.approx(truth.ssr, rel=1e-12)
    assert fit.log_likelihood == pytest.approx(truth.llf, rel=1e-12)
    # statsmodels does not count the variance as a parameter
    assert fit.aic == pytest.approx(truth.aic + 2, rel=1e-12)


def test_slope_of_reserves_printed_and_corrected() -> None:
    printed = ree.fit(RESERVES.with_view("printed"), "linear").params["slope"]
    corrected = ree.fit(RESERVES, "linear").params["slope"]
    assert printed == pytest.approx(1.22, abs=0.005)
    assert corrected == pytest.approx(-2.55, abs=0.005)


def test_log_linear_rate_by_the_lognormal_model() -> None:
    fit = ree.fit(MINING, "exponential", error="lognormal")
    assert fit.params["rate"] == pytest.approx(0.12464234209336465, abs=1e-12)


def test_logistic_on_demand() -> None:
    fit = ree.fit(DEMAND, "logistic")
    assert fit.params["K"] == pytest.approx(25.22, abs=0.005)
    assert fit.stderr["K"] == pytest.approx(1.1, abs=0.05)
    assert fit.params["r"] == pytest.approx(0.2724, abs=0.00005)
    assert fit.params["t0"] == pytest.approx(2015.46, abs=0.005)
    assert fit.sse == pytest.approx(2.949, abs=0.0005)
    assert fit.identified


def test_logistic_equals_scipy() -> None:
    years = np.asarray(DEMAND.years, float)
    truth, covariance = optimize.curve_fit(
        logistic, years, DEMAND.values, p0=[25, 0.3, 2015], xtol=1e-14, ftol=1e-14
    )
    fit = ree.fit(DEMAND, "logistic")
    assert list(fit.params.values()) == pytest.approx(list(truth), rel=1e-6)
    assert fit.covariance == pytest.approx(covariance, rel=1e-4)


def test_logistic_on_mine_production_is_not_identified() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = ree.fit(MINING, "logistic")
    assert fit.status == "degenerate"
    assert fit.identification == "not identified"
    assert fit.limit == "exponential"
    assert not fit.identified
    assert not fit.converged
    assert math.isinf(fit.params["K"])
    assert math.isinf(fit.stderr["K"])
    assert "so the fit reports no ceiling" in fit.message
    numbers = [*fit.params.values(), *fit.stderr.values(), fit.sse, fit.aicc, *fit.fitted]
    assert not any(math.isnan(number) for number in numbers)
    # it falls back to the exponential, which fits as well
    assert fit.sse == pytest.approx(ree.fit(MINING, "exponential").sse, rel=1e-9)


def test_provisional_observations_are_left_out_and_listed() -> None:
    series = PAPER.series("patents", "CN")
    fit = ree.fit(series, "linear")
    assert fit.n_obs == 9
    assert [(one.year, one.status) for one in fit.excluded] == [(2021, "P"), (2022, "P")]
    assert ree.fit(series, "linear", include_provisional=True).n_obs == 11


def test_missing_observations_are_left_out_and_listed() -> None:
    fit = ree.fit(PAPER.series("patents", "FR"), "linear")
    assert {one.year: one.status for one in fit.excluded} == {2020: "O", 2021: "P", 2022: "O"}


def test_fixed_parameter() -> None:
    fit = ree.fit(DEMAND, "logistic", fixed={"K": 30})
    years = np.asarray(DEMAND.years, float)
    truth, covariance = optimize.curve_fit(
        lambda t, r, t0: logistic(t, 30, r, t0), years, DEMAND.values, p0=[0.3, 2015]
    )
    assert fit.params["K"] == 30
    assert fit.stderr["K"] == 0
    assert [fit.params["r"], fit.params["t0"]] == pytest.approx(list(truth), rel=1e-6)
    assert [fit.stderr["r"], fit.stderr["t0"]] == pytest.approx(
        list(np.sqrt(np.diag(covariance))), rel=1e-4
    )


def test_bound_that_holds_the_estimate() -> None:
    fit = ree.fit(DEMAND, "logistic", bounds={"K": (26, None)})
    assert fit.params["K"] == 26
    assert math.isinf(fit.stderr["K"])
    assert "bound" in fit.message
    assert not fit.identified


def test_weights_equal_scipy() -> None:
    years = np.asarray(DEMAND.years, float)
    weights = np.linspace(1, 4, len(years))
    truth, covariance = optimize.curve_fit(
        logistic, years, DEMAND.values, p0=[25, 0.3, 2015], sigma=1 / np.sqrt(weights),
        xtol=1e-14, ftol=1e-14,
    )  # fmt: skip
    fit = ree.fit(DEMAND, "logistic", weights=weights)
    assert list(fit.params.values()) == pytest.approx(list(truth), rel=1e-6)
    assert fit.covariance == pytest.approx(covariance, rel=1e-4)


def test_constant_series_is_degenerate_without_a_rate() -> None:
    fit = ree.fit(ree.TimeSeries(range(2000, 2012), [5.0] * 12), "logistic")
    assert (fit.status, fit.limit) == ("degenerate", "constant")
    assert fit.params["K"] == 5
    assert math.isinf(fit.stderr["r"])


def test_jump_is_degenerate_without_a_rate() -> None:
    fit = ree.fit(ree.TimeSeries(range(2000, 2012), [0.0] * 5 + [7.0] * 7), "logistic")
    assert (fit.status, fit.limit) == ("degenerate", "step")
    assert fit.params["K"] == 7
    assert fit.params["t0"] == 2004.5
    assert math.isinf(fit.params["r"])


@pytest.mark.parametrize("curve", ["linear", "exponential", "logistic", "gompertz"])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_too_few_observations_are_a_state(curve: str, n: int) -> None:
    series = ree.TimeSeries(range(2000, 2000 + n), [1.0, 2.0, 4.0][:n])
    fit = ree.fit(series, curve)
    count = 2 if curve in ("linear", "exponential") else 3
    if n > count:
        assert fit.status in ("converged", "degenerate")
    else:
        assert fit.status == "too_few_observations"
        assert fit.params == {}
        assert f"at least {count + 1}" in fit.message


def test_pandas_series() -> None:
    pd = pytest.importorskip("pandas")
    fit = ree.fit(pd.Series(MINING.values, index=MINING.years), "linear")
    assert fit.params["slope"] == pytest.approx(26.76923076923077, abs=1e-12)


def test_result_shows_itself() -> None:
    text = repr(ree.fit(MINING, "logistic"))
    assert "degenerate, not identified" in text
    assert "no finite value" in text
    html = ree.fit(DEMAND, "logistic")._repr_html_()
    assert "<table>" in html
    assert "25.2" in html


@settings(max_examples=60, deadline=None)
@given(
    ceiling=st.floats(1e-6, 1e9),
    rate=st.floats(0.15, 0.8),
    middle=st.floats(2003, 2017),
    n=st.integers(12, 30),
)
def test_exact_logistic_data_are_recovered(
    ceiling: float, rate: float, middle: float, n: int
) -> None:
    years = np.arange(2000, 2000 + n)
    values = logistic(years, ceiling, rate, middle)
    fit = ree.fit(ree.TimeSeries(years, values), "logistic")
    assert fit.converged
    assert fit.params["K"] == pytest.approx(ceiling, rel=1e-6)
    assert fit.params["r"] == pytest.approx(rate, rel=1e-6)
    assert fit.params["t0"] == pytest.approx(middle, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=25), st.sampled_from(range(4)))
def test_any_finite_series_gives_a_state_and_no_nan(values: list[float], which: int) -> None:
    curve = ["linear", "exponential", "logistic", "gompertz"][which]
    series = ree.TimeSeries(range(1990, 1990 + len(values)), values)
    if 0 < max(map(abs, values)) < 1e-140:  # squares of such residuals are lost
        with pytest.raises(ree.InvalidArgument, match="largest magnitude of 1e-140 to 1e150"):
            ree.fit(series, curve)
        return
    fit = ree.fit(series, curve)
    numbers = [*fit.params.values(), *fit.stderr.values(), *fit.fitted, *fit.residuals]
    assert not any(math.isnan(number) for number in numbers)
    if fit.usable:
        forecast = ree.forecast(fit, horizon=3)
        assert not np.isnan([forecast.mean, forecast.lower, forecast.upper]).any()
        assert (forecast.lower <= forecast.mean).all()
        assert (forecast.mean <= forecast.upper).all()


def test_predict_takes_a_single_number() -> None:
    fit = ree.fit(ree.TimeSeries(range(2000, 2010), range(10, 20)), "linear")
    assert isinstance(fit.predict(2030), float)
    assert fit.predict(2030) == fit.predict([2030])[0] == pytest.approx(40)
    assert fit.predict(np.float64(2030)) == fit.predict(2030)


def test_the_horizon_is_told_in_full() -> None:
    fit = ree.fit(ree.TimeSeries(range(2000, 2010), range(10, 20)), "linear")
    with pytest.raises(ree.InvalidArgument, match=r"2\.5: must be a whole number from 1 to 1000"):
        ree.forecast(fit, horizon=2.5)


SUDDEN = [
    [0, 0, 0, 7],
    [0] * 9 + [7],
    [0, 0, 1, 0, 0, 0, 0, 40],
    [0, 0, 0, 0, 3, 0, 0, 9],
    [-1, 2, 0, 5],
    [0, 0, 0, 0, 0, 1e-3, 0, 50.0],
]


@pytest.mark.parametrize("values", SUDDEN)
@pytest.mark.parametrize("curve", ["exponential", "logistic", "gompertz", "hubbert", "bass"])
def test_growth_within_one_step_has_no_rate_and_no_bounds(values, curve):
    fit = ree.fit(ree.TimeSeries(range(2013, 2013 + len(values)), values, unit="kt"), curve)
    assert fit.status == "degenerate"
    assert not fit.identified
    found = ree.forecast(fit, horizon=3)
    assert np.all(np.abs(found.mean) <= max(values))
    if curve in ("exponential", "logistic", "gompertz"):
        assert np.all(np.isinf(found.upper))
        assert np.all(found.lower < found.mean)


def test_no_bounds_a_thousand_times_beyond_the_data():
    mining = ree.load_paper().series("mine_production", "WLD")
    found = ree.forecast(ree.fit(mining, "exponential"), years=[2070, 2077, 2078, 2150])
    assert np.all(found.mean[:2] < 1000 * np.max(mining.values))
    assert np.all(found.mean[2:] > 1000 * np.max(mining.values))
    assert np.all(np.isfinite(found.lower[:2]))
    assert np.all(np.isfinite(found.upper[:2]))
    assert np.all(np.isinf(found.lower[2:]))
    assert np.all(np.isinf(found.upper[2:]))
    assert "more than 1000 times the largest observation, from 2078 on" in found.message


def test_observations_below_zero_are_named_as_the_reason():
    values = [-9.1, -10.3, -11, -12, -13, -14, -15, -16, -17, -18, -20, -22.6]
    series = ree.TimeSeries(range(2013, 2025), values, unit="kt")
    for curve in ("logistic", "gompertz", "hubbert", "bass"):
        assert "lie below 0, where the curve cannot be" in ree.fit(series, curve).message


def test_bootstrap_bounds_hold_the_mean() -> None:
    rng = np.random.default_rng(4)
    for _ in range(12):
        values = 50 * np.exp(0.1 * np.arange(15) + 0.5 * rng.standard_normal(15))
        fit = ree.fit(ree.TimeSeries(range(2000, 2015), values), "exponential")
        # of so low a level that the percentiles of the refits often miss the fit
        found = ree.forecast(fit, years=[2020, 2050], method="bootstrap", level=0.05)
        assert np.all(found.lower <= found.mean)
        assert np.all(found.mean <= found.upper)
        assert np.all(found.mean_lower <= found.mean)
        assert np.all(found.mean <= found.mean_upper)
