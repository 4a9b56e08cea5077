"""Bad input of fits, forecasts and assessments: the type and the message of each error."""

from __future__ import annotations

import math

import numpy as np
import pytest

import reeindex as ree

SERIES = ree.TimeSeries(range(2000, 2012), np.linspace(1, 12, 12) ** 1.5)
LINE = ree.fit(SERIES, "linear")

FIT = [
    ({"curve": "logstic"}, ree.NotFound, "did you mean 'logistic'?"),
    ({"curve": ""}, ree.NotFound, "no curve ''"),
    ({"curve": 3}, ree.InvalidArgument, "curve = 3: must be the name of a curve"),
    ({"error": "gausian"}, ree.NotFound, "did you mean 'gaussian'?"),
    ({"error": None}, ree.InvalidArgument, "error"),
    ({"on": "differences"}, ree.NotFound, "levels, increments"),
    ({"fixed": {"k": 3}}, ree.NotFound, "no parameter of logistic 'k'"),
    ({"fixed": {"K": math.nan}}, ree.InvalidArgument, "fixed value of K = nan"),
    ({"fixed": {"K": -1}}, ree.InvalidArgument, "fixed value of K = -1"),
    ({"fixed": {"K": "44"}}, ree.InvalidArgument, "fixed of K"),
    ({"fixed": [1, 2]}, ree.InvalidArgument, "must be a mapping from parameter names"),
    ({"bounds": {"r": (2, 0)}}, ree.InvalidArgument, "bounds of r = (2, 0)"),
    ({"bounds": {"r": (0, math.nan)}}, ree.InvalidArgument, "bounds of r"),
    ({"bounds": {"r": 1}}, ree.InvalidArgument, "must be a pair"),
    ({"bounds": {"rr": (0, 1)}}, ree.NotFound, "no parameter of logistic 'rr'"),
    ({"bounds": {"K": (-5, -1)}}, ree.InvalidArgument, "bounds of K"),
    ({"start": {"K": 1}}, ree.InvalidArgument, "must be one value for every free parameter"),
    ({"start": {"K": 1, "r": math.inf, "t0": 2000}}, ree.InvalidArgument, "start of r = inf"),
    ({"weights": [1, 2]}, ree.InvalidArgument, "weights = of length 2"),
    ({"weights": [-1] * 12}, ree.InvalidArgument, "weights = -1: must be positive"),
    ({"weights": [0] * 12}, ree.InvalidArgument, "weights = 0: must be positive"),
    ({"weights": [math.nan] * 12}, ree.InvalidArgument, "weights = nan: must be positive"),
    ({"weights": ["a"] * 12}, ree.InvalidArgument, "weights"),
    ({"completeness": [0] * 12}, ree.InvalidArgument, "completeness = 0: must be in (0, 1]"),
    ({"completeness": [1.5] * 12}, ree.InvalidArgument, "completeness = 1.5: must be in (0, 1]"),
    ({"level": 0}, ree.InvalidArgument, "level = 0: must be between 0 and 1"),
    ({"level": 1}, ree.InvalidArgument, "level = 1: must be between 0 and 1"),
    ({"level": 95}, ree.InvalidArgument, "level = 95: must be between 0 and 1"),
    ({"level": math.nan}, ree.InvalidArgument, "level = nan: must be between 0 and 1"),
    ({"max_iterations": 0}, ree.InvalidArgument, "max_iterations = 0: must be at least 1"),
    ({"max_iterations": 1.5}, ree.InvalidArgument, "must be a whole number"),
    ({"starts": -1}, ree.InvalidArgument, "starts = -1: must be at least 0"),
    ({"include_provisional": "no"}, ree.InvalidArgument, "must be True or False"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), FIT)
def test_fit(arguments: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        ree.fit(SERIES, arguments.pop("curve", "logistic"), **arguments)
    assert message in str(caught.value)
    assert isinstance(caught.value, ree.Error)


@pytest.mark.parametrize(
    "series", [None, [1, 2, 3], "mine_production", 3, {"2013": 1}, np.arange(5.0)]
)
def test_fit_of_something_else(series: object) -> None:
    with pytest.raises(ree.InvalidArgument, match=r"fit_xy\(\) takes plain arrays"):
        ree.fit(series, "linear")


def test_fit_of_provisional_values_only() -> None:
    series = ree.TimeSeries([2000, 2001], [1.0, 2.0], status=["P", "P"])
    with pytest.raises(ree.InvalidArgument, match="missing or provisional"):
        ree.fit(series, "linear")


@pytest.mark.parametrize("error", ["lognormal"])
def test_values_that_an_error_model_cannot_take(error: str) -> None:
    series = ree.TimeSeries(range(2000, 2006), [1, 2, 0, 4, 5, 6])
    with pytest.raises(ree.InvalidArgument, match="y = 0 at position 2"):
        ree.fit(series, "exponential", error=error)


@pytest.mark.parametrize("error", ["poisson", "negative_binomial"])
def test_counts_are_not_negative(error: str) -> None:
    series = ree.TimeSeries(range(2000, 2006), [1, 2, -3, 4, 5, 6])
    with pytest.raises(ree.InvalidArgument, match="y = -3 at position 2"):
        ree.fit(series, "exponential", error=error)


XY = [
    ([], [], "empty"),
    ([1, 2, 3], [1, 2], "x"),
    ([1, 2, 3], [1, math.nan, 3], "y = nan at position 1"),
    ([1, math.inf, 3], [1, 2, 3], "x = inf at position 1"),
    ([1, 2, 3], [1, 1e308, 3], "y = 1e+308 at position 1: must be finite and at most 1e150"),
    ([1, 2, 3], ["a", "b", "c"], "y"),
    ([[1, 2], [3, 4], [5, 6]], [1, 2, 3], "x = with 2 predictors"),
]


@pytest.mark.parametrize(("x", "y", "message"), XY)
def test_fit_xy(x: list, y: list, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.fit_xy(np.asarray(x) if x and isinstance(x[0], list) else x, y, "linear")
    assert message in str(caught.value)


def test_all_observations_at_one_point_are_a_failed_fit() -> None:
    fit = ree.fit_xy([2, 2, 2, 2], [1, 2, 3, 4], "linear")
    assert fit.status == "failed"
    assert "one point" in fit.message


FORECAST = [
    ({"horizon": 0}, "horizon = 0: must be from 1 to 1000"),
    ({"horizon": -3}, "horizon"),
    ({"horizon": 2.5}, "horizon = 2.5: must be a whole number"),
    ({"horizon": True}, "horizon = True: must be a whole number"),
    ({"horizon": 10**9}, "horizon"),
    ({"horizon": 3, "years": [2030]}, "left out when years are given"),
    ({"years": []}, "years = empty"),
    ({"years": [2030, 2029]}, "must be strictly increasing"),
    ({"years": [2030.5]}, "years"),
    ({"years": ["2030"]}, "years"),
    ({"years": [0]}, "year"),
    ({"level": 1.0}, "level = 1: must be between 0 and 1"),
    ({"level": 0}, "level = 0: must be between 0 and 1"),
    ({"level": -0.5}, "level = -0.5: must be between 0 and 1"),
]


@pytest.mark.parametrize(("arguments", "message"), FORECAST)
def test_forecast(arguments: dict, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.forecast(LINE, **arguments)
    assert message in str(caught.value)


def test_forecast_by_an_unknown_method() -> None:
    with pytest.raises(ree.NotFound, match="no interval method 'magic'"):
        ree.forecast(LINE, method="magic")


def test_forecast_of_a_fit_without_an_optimum() -> None:
    fit = ree.fit(ree.TimeSeries([2000, 2001], [1, 2]), "logistic")
    with pytest.raises(ree.InvalidArgument, match="fit = too_few_observations"):
        ree.forecast(fit)


def test_forecast_of_plain_arrays() -> None:
    with pytest.raises(ree.InvalidArgument, match="of a series with years"):
        ree.forecast(ree.fit_xy([1, 2, 3], [1, 2, 4], "linear"))


def test_forecast_of_something_else() -> None:
    with pytest.raises(ree.InvalidArgument, match="fit = of type TimeSeries"):
        ree.forecast(SERIES)


def test_assess() -> None:
    paper = ree.load_paper()
    with pytest.raises(ree.InvalidArgument, match="until = 0"):
        ree.assess(paper, until=0)
    with pytest.raises(ree.InvalidArgument, match="level = 2"):
        ree.assess(paper, level=2)
    with pytest.raises(ree.InvalidArgument, match="dataset = of type str"):
        ree.assess("paper")
