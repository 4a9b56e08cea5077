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
    ({"error": 1}, ree.InvalidArgument, "error = 1: must be a name"),
    ({"error": "Poisson"}, ree.NotFound, "did you mean 'poisson'?"),
    ({"on": None}, ree.InvalidArgument, "on = None: must be a name"),
    ({"on": "differences"}, ree.NotFound, "levels, increments"),
    ({"fixed": {"k": 3}}, ree.NotFound, "no parameter of logistic 'k'"),
    ({"fixed": {"K": math.nan}}, ree.InvalidArgument, "fixed value of K = nan"),
    ({"fixed": {"K": -1}}, ree.InvalidArgument, "fixed value of K = -1"),
    ({"fixed": {"K": "44"}}, ree.InvalidArgument, "fixed of K"),
    ({"fixed": {"K": None}}, ree.InvalidArgument, "fixed of K = None: must be a number"),
    ({"fixed": {"K": math.inf}}, ree.InvalidArgument, "fixed value of K = inf: must be finite"),
    ({"fixed": {1: 2}}, ree.InvalidArgument, "must be a dict whose keys are parameter names"),
    (
        {"fixed": {"K": 44}, "bounds": {"K": (0, 10)}},
        ree.InvalidArgument,
        "fixed value of K = 44: must be finite and within 0 to 10",
    ),
    ({"fixed": [1, 2]}, ree.InvalidArgument, "must be a mapping from parameter names"),
    ({"bounds": {"r": (2, 0)}}, ree.InvalidArgument, "bounds of r = (2, 0)"),
    ({"bounds": {"r": (0, math.nan)}}, ree.InvalidArgument, "bounds of r"),
    ({"bounds": {"r": (1, 1)}}, ree.InvalidArgument, "bounds of r = (1, 1): must be an increasing"),
    ({"bounds": {"r": (0, 1, 2)}}, ree.InvalidArgument, "bounds of r = (0, 1, 2): must be a pair"),
    ({"bounds": {"r": ("a", 1)}}, ree.InvalidArgument, "bounds of r = 'a' (str): must be a number"),
    ({"bounds": [(0, 1)]}, ree.InvalidArgument, "must be a mapping from parameter names"),
    ({"bounds": {"r": 1}}, ree.InvalidArgument, "must be a pair"),
    ({"bounds": {"rr": (0, 1)}}, ree.NotFound, "no parameter of logistic 'rr'"),
    ({"bounds": {"K": (-5, -1)}}, ree.InvalidArgument, "bounds of K"),
    ({"start": {"K": 1}}, ree.InvalidArgument, "must be one value for every free parameter"),
    ({"start": {"K": 1, "r": math.inf, "t0": 2000}}, ree.InvalidArgument, "start of r = inf"),
    ({"start": {"k": 1, "r": 1, "t0": 2000}}, ree.InvalidArgument, "start = without K"),
    ({"start": {"K": "1"}}, ree.InvalidArgument, "start of K = '1' (str): must be a number"),
    ({"start": {"K": None}}, ree.InvalidArgument, "start of K = None: must be a number"),
    ({"start": [1, 2, 3]}, ree.InvalidArgument, "start = [1, 2, 3]: must be a mapping"),
    ({"weights": [1, 2]}, ree.InvalidArgument, "weights = of length 2"),
    ({"weights": [-1] * 12}, ree.InvalidArgument, "weights = -1: must be finite and"),
    ({"weights": [0] * 12}, ree.InvalidArgument, "weights = zero throughout: must be"),
    ({"weights": [math.nan] * 12}, ree.InvalidArgument, "weights = nan: must be finite and"),
    ({"weights": ["a"] * 12}, ree.InvalidArgument, "weights"),
    ({"weights": [math.inf] * 12}, ree.InvalidArgument, "weights = inf: must be finite and"),
    ({"weights": np.ones((12, 1))}, ree.InvalidArgument, "weights = an array of 2 dimensions"),
    ({"weights": "equal"}, ree.InvalidArgument, "weights = 'equal' (str): must be a sequence"),
    ({"completeness": [0] * 12}, ree.InvalidArgument, "completeness = 0: must be in (0, 1]"),
    ({"completeness": [1.5] * 12}, ree.InvalidArgument, "completeness = 1.5: must be in (0, 1]"),
    ({"completeness": [1] * 3}, ree.InvalidArgument, "completeness = of length 3"),
    ({"completeness": [math.nan] * 12}, ree.InvalidArgument, "completeness = nan: must be in (0"),
    ({"completeness": 0.5}, ree.InvalidArgument, "completeness = 0.5 (float): must be a sequence"),
    ({"level": 0}, ree.InvalidArgument, "level = 0: must be between 0 and 1"),
    ({"level": 1}, ree.InvalidArgument, "level = 1: must be between 0 and 1"),
    ({"level": 95}, ree.InvalidArgument, "level = 95: must be between 0 and 1"),
    ({"level": math.nan}, ree.InvalidArgument, "level = nan: must be between 0 and 1"),
    ({"max_iterations": 0}, ree.InvalidArgument, "max_iterations = 0: must be at least 1"),
    ({"max_iterations": 1.5}, ree.InvalidArgument, "must be a whole number"),
    ({"level": None}, ree.InvalidArgument, "level = None: must be a number"),
    ({"level": "0.95"}, ree.InvalidArgument, "level = '0.95' (str): must be a number"),
    (
        {"max_iterations": 2**31},
        ree.InvalidArgument,
        "max_iterations = 2147483648: must be a whole",
    ),
    ({"seed": -1}, ree.InvalidArgument, "seed = -1: must be a whole number from 0"),
    ({"seed": 1.5}, ree.InvalidArgument, "seed = 1.5: must be a whole number from 0"),
    ({"seed": 2**70}, ree.InvalidArgument, "seed = 1180591620717411303424: must be a whole"),
    ({"seed": "a"}, ree.InvalidArgument, "seed = 'a': must be a whole number from 0"),
    ({"starts": 1.5}, ree.InvalidArgument, "starts = 1.5: must be a whole number"),
    ({"starts": -1}, ree.InvalidArgument, "starts = -1: must be at least 0"),
    ({"include_provisional": "no"}, ree.InvalidArgument, "must be True or False"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), FIT)
def test_fit(arguments: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        ree.fit(SERIES, arguments.pop("curve", "logistic"), **arguments)
    assert message in str(caught.value)
    assert isinstance(caught.value, ree.Error)


@pytest.mark.parametrize("series", [None, [1, 2, 3], "mine_production", 3, np.arange(5.0)])
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
    ([], [], "y = empty: must be at least one observation"),
    ([1, 2, 3], [1, 2], "x = of 3 numbers: must be 1 for each of the 2 observations"),
    ([1, math.inf, 3], [1, 2, 3], "x = inf at position 1"),
    ([1, 2, 3], [1, 1e308, 3], "y = 1e+308 at position 1: must be finite and at most 1e150"),
    ([1, 2, 3], ["a", "b", "c"], "y = 'a' (str) at position 0: must be a number"),
    ([1, 2, 3], [1j, 2, 3], "y = 1j (complex) at position 0: must be a number"),
    ([1, 2, 3], [True, False, True], "y = True (bool) at position 0: must be a number"),
    (None, [1, 2, 3], "x = None (NoneType): must be a sequence of numbers"),
    ([1, 2, 3], None, "y = None (NoneType): must be a sequence of numbers"),
    ("abc", [1, 2, 3], "x = 'abc' (str): must be a sequence of numbers"),
    (1, 2, "x = 1 (int): must be a sequence of numbers"),
    (np.ones((3, 1, 1)), [1, 2, 3], "x = an array of 3 dimensions"),
    ([1, 2, 3], np.ones((3, 1)), "y = an array of 2 dimensions: must be one-dimensional"),
    (np.array(["2020", "2021"], "M8[Y]"), [1, 2], "x = an array of datetime64[Y]"),
    (np.array([[1, 2], [3, 4], [5, 6]]), [1, 2, 3], "x = with 2 predictors: must be with 1"),
]


@pytest.mark.parametrize(("x", "y", "message"), XY)
def test_fit_xy(x: object, y: object, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.fit_xy(x, y, "linear")
    assert message in str(caught.value)


def test_all_observations_at_one_point_are_a_failed_fit() -> None:
    fit = ree.fit_xy([2, 2, 2, 2], [1, 2, 3, 4], "linear")
    assert fit.status == "failed"
    assert "at the same x" in fit.message


FORECAST = [
    ({"horizon": 0}, "horizon = 0: must be from 1 to 1000"),
    ({"horizon": -3}, "horizon = -3: must be from 1 to 1000"),
    ({"horizon": 2.5}, "horizon = 2.5: must be a whole number"),
    ({"horizon": True}, "horizon = True: must be a whole number"),
    ({"horizon": "5"}, "horizon = '5': must be a whole number"),
    ({"horizon": 10**9}, "horizon = 1000000000: must be from 1 to 1000"),
    ({"horizon": 10**10}, "horizon = 10000000000: must be a whole number from 1 to 1000"),
    ({"horizon": 3, "years": [2030]}, "horizon = 3: must be left out when years are given"),
    ({"years": []}, "years = empty: must be at least one year"),
    ({"years": [2030, 2029]}, "years = 2029 after 2030: must be strictly increasing"),
    ({"years": [2030, 2030]}, "years = 2030 after 2030: must be strictly increasing"),
    ({"years": [2030.5]}, "years = 2030.5 at position 0: must be a whole number"),
    ({"years": ["2030"]}, "years = '2030' (str) at position 0: must be a number"),
    ({"years": "2030"}, "years = '2030' (str): must be a sequence of years"),
    ({"years": [0]}, "years = 0 at position 0: must be a whole number from 1 to 9999"),
    ({"level": 1.0}, "level = 1: must be between 0 and 1"),
    ({"level": 0}, "level = 0: must be between 0 and 1"),
    ({"level": -0.5}, "level = -0.5: must be between 0 and 1"),
    ({"level": math.nan}, "level = nan: must be between 0 and 1"),
    ({"level": None}, "level = None: must be a number"),
    ({"level": "high"}, "level = 'high' (str): must be a number"),
    ({"method": 3}, "method = 3: must be a name"),
    ({"method": None}, "method = None: must be a name"),
    ({"method": "bootstrap", "replicates": 0}, "replicates = 0: must be from 39 at this level"),
    ({"method": "bootstrap", "replicates": -1}, "replicates = -1: must be from 39 at this level"),
    ({"method": "bootstrap", "replicates": 1.5}, "replicates = 1.5: must be a whole number"),
    ({"method": "bootstrap", "replicates": "9"}, "replicates = '9': must be a whole number"),
    ({"method": "bootstrap", "seed": -1}, "seed = -1: must be a whole number from 0"),
    ({"seed": "x"}, "seed = 'x': must be a whole number from 0"),
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
    with pytest.raises(ree.InvalidArgument, match="fit = of plain arrays: must be of years"):
        ree.forecast(ree.fit_xy([0.1, 0.2, 0.3], [1, 2, 4], "linear"))


def test_forecast_of_something_else() -> None:
    with pytest.raises(ree.InvalidArgument, match="fit = of type TimeSeries"):
        ree.forecast(SERIES)


BENT = ree.fit(SERIES, "logistic")
INTERVAL = [
    ({"parameter": "k"}, ree.NotFound, "no parameter of logistic 'k'; did you mean 'K'?"),
    ({"parameter": 0}, ree.InvalidArgument, "parameter = 0: must be a name"),
    ({"method": "profil"}, ree.NotFound, "no interval method 'profil'; did you mean 'profile'?"),
    ({"method": None}, ree.InvalidArgument, "method = None: must be a name"),
    ({"method": 3}, ree.InvalidArgument, "method = 3: must be a name"),
    ({"level": 0}, ree.InvalidArgument, "level = 0: must be between 0 and 1"),
    ({"level": 1}, ree.InvalidArgument, "level = 1: must be between 0 and 1"),
    ({"level": 95}, ree.InvalidArgument, "level = 95: must be between 0 and 1"),
    ({"level": math.nan}, ree.InvalidArgument, "level = nan: must be between 0 and 1"),
    ({"level": "high"}, ree.InvalidArgument, "level = 'high' (str): must be a number"),
    ({"replicates": 0}, ree.InvalidArgument, "replicates = 0: must be from 39 at this level"),
    ({"replicates": 38}, ree.InvalidArgument, "replicates = 38: must be from 39 at this level"),
    ({"replicates": 1.5}, ree.InvalidArgument, "replicates = 1.5: must be a whole number"),
    ({"replicates": 10**12}, ree.InvalidArgument, "replicates = 1000000000000: must be a whole"),
    ({"seed": -1}, ree.InvalidArgument, "seed = -1: must be a whole number from 0"),
    ({"seed": "s"}, ree.InvalidArgument, "seed = 's': must be a whole number from 0"),
    ({"seed": True}, ree.InvalidArgument, "seed = True: must be a whole number from 0"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), INTERVAL)
def test_interval(arguments: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        BENT.interval(**{"parameter": "K", "method": "bootstrap"} | arguments)
    assert message in str(caught.value)


def test_interval_of_a_fixed_parameter() -> None:
    fit = ree.fit(SERIES, "logistic", fixed={"K": 100})
    with pytest.raises(ree.InvalidArgument, match="parameter = K: must be one that is estimated"):
        fit.interval("K")


def test_interval_without_an_optimum() -> None:
    fit = ree.fit(ree.TimeSeries([2000], [1.0]), "logistic")
    with pytest.raises(ree.InvalidArgument, match="fit = too_few_observations: must be converged"):
        fit.interval("K")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"replicates": 0}, "replicates = 0: must be from 39"),
        ({"replicates": None}, "replicates = None: must be a whole number"),
        ({"seed": 0.5}, "seed = 0.5: must be a whole number from 0"),
    ],
)
def test_bootstrap(arguments: dict, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        BENT.bootstrap(**arguments)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([math.nan], "x = nan at position 0: must be finite"),
        ([2020, math.inf], "x = inf at position 1: must be finite"),
        ("2020", "x = '2020' (str): must be a sequence of numbers"),
        (np.ones((2, 3)), "x = with 3 predictors: must be with 1"),
    ],
)
def test_predict(x: object, message: str) -> None:
    for evaluate in (BENT.predict, lambda at: ree.curves()[0](at, intercept=1, slope=2)):
        with pytest.raises(ree.InvalidArgument) as caught:
            evaluate(x)
        assert message in str(caught.value)


CURVE = [
    ({"function": 3}, "function = 3: must be callable"),
    ({"function": None}, "function = None: must be callable"),
    ({"params": {}}, "params = {}: must be a mapping from names to start values"),
    ({"params": ["a", "b"]}, "params = ['a', 'b']: must be a mapping"),
    ({"params": None}, "params = None: must be a mapping"),
    ({"params": {1: 1, "b": 1}}, "params = 1: must be a mapping whose keys are names"),
    ({"params": {"": 1, "b": 1}}, "params = '': must be a mapping whose keys are names"),
    ({"params": {"a": math.nan, "b": 1}}, "params of a = nan: must be a finite start value"),
    ({"params": {"a": math.inf, "b": 1}}, "params of a = inf: must be a finite start value"),
    ({"params": {"a": 10**400, "b": 1}}, "params of a = 1000"),
    ({"params": {"a": "1", "b": 1}}, "params of a = '1': must be a finite start value"),
    ({"params": {"a": None, "b": 1}}, "params of a = None: must be a finite start value"),
    ({"params": {"a": [1, 2], "b": 1}}, "params of a = [1, 2]: must be a finite start value"),
    ({"params": {"a": True, "b": 1}}, "params of a = True: must be a finite start value"),
    ({"params": {"a": 1j, "b": 1}}, "params of a = 1j: must be a finite start value"),
    ({"bounds": {"c": (0, 1)}}, "bounds = 'c': must be for one of a, b"),
    ({"bounds": {"a": (1, 0)}}, "bounds of a = (1, 0): must be an increasing pair"),
    ({"bounds": {"a": (math.nan, 2)}}, "bounds of a = (nan, 2): must be an increasing pair"),
    ({"bounds": {"a": (2, 3)}}, "params of a = 1: must be within 2 to 3"),
    ({"bounds": {"a": 2}}, "bounds of a = 2: must be a pair (lower, upper)"),
    ({"bounds": {"a": (0, 1, 2)}}, "bounds of a = (0, 1, 2): must be a pair (lower, upper)"),
    ({"bounds": {"a": ("x", 2)}}, "bounds of a = 'x': must be a number"),
    ({"bounds": [1, 2]}, "bounds = [1, 2]: must be a mapping"),
    ({"jacobian": 3}, "jacobian = 3: must be callable"),
    ({"predictors": 0}, "predictors = 0: must be a whole number of at least 1"),
    ({"predictors": 1.5}, "predictors = 1.5: must be a whole number of at least 1"),
    ({"predictors": True}, "predictors = True: must be a whole number of at least 1"),
    ({"name": 3}, "name = 3: must be a text that is not empty"),
    ({"name": ""}, "name = '': must be a text that is not empty"),
    ({"display_name": ""}, "display_name = '': must be a text that is not empty"),
    ({"roles": ["ceiling"]}, "roles = ['ceiling']: must be a mapping from names to roles"),
    ({"roles": {"c": "ceiling"}}, "roles = 'c': must be for one of a, b"),
    ({"roles": {"a": "cieling"}}, "role of a = 'cieling': must be one of none, ceiling"),
    ({"roles": {"a": None}}, "role of a = None: must be one of none, ceiling"),
]


@pytest.mark.parametrize(("arguments", "message"), CURVE)
def test_curve(arguments: dict, message: str) -> None:
    given = {"function": lambda x, a, b: a + b * x, "params": {"a": 1, "b": 1}} | arguments
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.curve(given.pop("function"), **given)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda x, a: np.ones(3) * a, "returns the shape (3,)"),
        (lambda x, a: "text", "must be a function that returns numbers"),
        (lambda x, a: None, "must be a function that returns numbers"),
    ],
)
def test_curve_that_returns_something_else(function: object, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.fit(SERIES, ree.curve(function, params={"a": 1}))
    assert message in str(caught.value)


@pytest.mark.parametrize("function", [lambda x, a: x * np.nan, lambda x, a: a / 0])
def test_curve_that_is_nowhere_defined_is_a_failed_fit(function: object) -> None:
    fit = ree.fit(SERIES, ree.curve(function, params={"a": 1}))
    assert fit.status == "failed"
    assert fit.message == "curve could not be evaluated at any start value"


@pytest.mark.parametrize(
    ("jacobian", "message"),
    [
        (lambda x, a, b: np.ones((2, 2)), "jacobian = a function that returns the shape (2, 2)"),
        (lambda x, a, b: np.ones(12), "jacobian = a function that returns the shape (12,)"),
    ],
)
def test_jacobian_of_another_shape(jacobian: object, message: str) -> None:
    curve = ree.curve(
        lambda x, a, b: a * np.exp(b * (x - 2000)), {"a": 1, "b": 0.1}, jacobian=jacobian
    )
    with pytest.raises(ree.InvalidArgument) as caught:
        ree.fit(SERIES, curve)
    assert message in str(caught.value)


def test_predictors_that_a_curve_does_not_have() -> None:
    curve = ree.curve(lambda x, a: a * x[:, 0], {"a": 1}, predictors=2, name="plane")
    with pytest.raises(ree.InvalidArgument, match="x = with 3 predictors: must be with 2, as plan"):
        ree.fit_xy(np.ones((5, 3)), np.ones(5), curve)


@pytest.mark.parametrize("curve", [None, 3, b"linear", ree.fit])
def test_fit_xy_without_a_curve(curve: object) -> None:
    with pytest.raises(ree.InvalidArgument, match="must be the name of a curve or a Curve"):
        ree.fit_xy([1, 2, 3], [1, 2, 3], curve)


COMPARE = [
    ({"curves": []}, ree.InvalidArgument, "curves = empty: must be at least one curve"),
    ({"curves": ["logstic"]}, ree.NotFound, "no curve 'logstic'; did you mean 'logistic'?"),
    ({"curves": 3}, ree.InvalidArgument, "curves = 3: must be names of curves or Curve objects"),
    ({"curves": [3]}, ree.InvalidArgument, "curve = 3: must be the name of a curve or a Curve"),
    ({"curves": ["linear"] * 2}, ree.InvalidArgument, "curves = with linear twice: must be diff"),
    ({"errors": 3}, ree.InvalidArgument, "errors = 3: must be names of error models"),
    ({"errors": None}, ree.InvalidArgument, "errors = None: must be names of error models"),
    ({"errors": []}, ree.InvalidArgument, "errors = empty: must be at least one error model"),
    ({"errors": ["gauss"]}, ree.NotFound, "no error model 'gauss'; known: gaussian, lognormal"),
    ({"errors": [None]}, ree.InvalidArgument, "errors = None (NoneType) at position 0: must be"),
    ({"on": "x"}, ree.NotFound, "no kind of observation 'x'; known: levels, increments"),
    ({"level": 2}, ree.InvalidArgument, "level = 2: must be between 0 and 1"),
    ({"weights": [1]}, ree.InvalidArgument, "weights = of length 1: must be of the length of"),
    ({"completeness": [2] * 12}, ree.InvalidArgument, "completeness = 2: must be in (0, 1]"),
    ({"max_iterations": 0}, ree.InvalidArgument, "max_iterations = 0: must be at least 1"),
    ({"include_provisional": 1}, ree.InvalidArgument, "include_provisional = 1: must be True or"),
    ({"series": [1, 2, 3]}, ree.InvalidArgument, "series = of type list: must be a TimeSeries"),
]


@pytest.mark.parametrize(("arguments", "error", "message"), COMPARE)
def test_compare(arguments: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        ree.compare(**{"series": SERIES} | arguments)
    assert str(caught.value).startswith(message)


def test_comparison_that_nothing_can_win() -> None:
    table = ree.compare(ree.TimeSeries([2000, 2001], [1.0, 2.0]))
    with pytest.raises(ree.InvalidArgument, match="comparison = without a ranked fit"):
        table.best  # noqa: B018


def test_assess() -> None:
    paper = ree.load_paper()
    with pytest.raises(ree.InvalidArgument, match="until = 0"):
        ree.assess(paper, until=0)
    with pytest.raises(ree.InvalidArgument, match="level = 2"):
        ree.assess(paper, level=2)
    with pytest.raises(ree.InvalidArgument, match="dataset = of type str"):
        ree.assess("paper")
