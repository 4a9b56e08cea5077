"""Curves written in Python: derivatives, precision, several predictors, errors."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import optimize

import reeindex as ree


def test_equals_the_shipped_curve() -> None:
    series = ree.load_paper().series("neodymium_oxide_demand", "WLD")
    own = ree.curve(
        lambda t, k, r, t0: k / (1 + np.exp(-r * (t - t0))), {"k": 20, "r": 0.2, "t0": 2014}
    )
    ours = ree.fit(series, own)
    shipped = ree.fit(series, "logistic")
    assert list(ours.params.values()) == pytest.approx(list(shipped.params.values()), rel=1e-10)
    assert list(ours.stderr.values()) == pytest.approx(list(shipped.stderr.values()), rel=1e-9)
    assert ours.converged


def test_forecast_of_an_own_curve() -> None:
    series = ree.load_paper().series("mine_production", "WLD")
    line = ree.curve(lambda t, a, b: a + b * (t - 2013), {"a": 1, "b": 1})
    forecast = ree.forecast(ree.fit(series, line), horizon=3)
    truth = ree.forecast(ree.fit(series, "linear"), horizon=3)
    assert forecast.mean == pytest.approx(truth.mean, rel=1e-9)
    assert forecast.upper == pytest.approx(truth.upper, rel=1e-6)


def test_two_predictors_equal_scipy() -> None:
    rng = np.random.default_rng(3)
    x = rng.uniform(1, 5, size=(40, 2))
    y = 3 * x[:, 0] ** 0.7 * x[:, 1] ** 0.2 + rng.normal(0, 0.05, 40)

    def cobb_douglas(x: np.ndarray, a: float, b: float, c: float) -> np.ndarray:
        return a * x[:, 0] ** b * x[:, 1] ** c

    fit = ree.fit_xy(x, y, ree.curve(cobb_douglas, {"a": 1, "b": 1, "c": 1}, predictors=2))
    truth, _ = optimize.curve_fit(cobb_douglas, x, y, p0=[1, 1, 1], xtol=1e-14)
    assert list(fit.params.values()) == pytest.approx(list(truth), rel=1e-6)
    assert fit.curve == "cobb_douglas"
    assert fit.predict(x[:3]) == pytest.approx(cobb_douglas(x[:3], *truth), rel=1e-6)


def test_jacobian_is_used() -> None:
    calls = []

    def jacobian(x: np.ndarray, a: float, b: float) -> np.ndarray:
        calls.append(1)
        return np.column_stack([np.exp(b * x), a * x * np.exp(b * x)])

    x = np.arange(8.0)
    y = 2 * np.exp(0.3 * x) + np.array([0.1, -0.1] * 4)
    own = ree.curve(lambda x, a, b: a * np.exp(b * x), {"a": 1, "b": 0.1}, jacobian=jacobian)
    fit = ree.fit_xy(x, y, own)
    plain = ree.fit_xy(x, y, ree.curve(lambda x, a, b: a * np.exp(b * x), {"a": 1, "b": 0.1}))
    assert calls
    assert list(fit.params.values()) == pytest.approx(list(plain.params.values()), rel=1e-9)


def test_function_that_takes_no_complex_numbers() -> None:
    def awkward(x: np.ndarray, a: float, b: float) -> np.ndarray:
        return np.array([float(a) * math.exp(float(b) * one) for one in x])

    x = np.arange(8.0)
    y = 2 * np.exp(0.3 * x) + np.array([0.1, -0.1] * 4)
    fit = ree.fit_xy(x, y, ree.curve(awkward, {"a": 1, "b": 0.1}))
    smooth = ree.fit_xy(x, y, ree.curve(lambda x, a, b: a * np.exp(b * x), {"a": 1, "b": 0.1}))
    assert fit.converged
    assert list(fit.params.values()) == pytest.approx(list(smooth.params.values()), rel=1e-7)
    assert list(fit.stderr.values()) == pytest.approx(list(smooth.stderr.values()), rel=1e-6)


def test_exception_of_the_function_is_raised() -> None:
    def broken(x: np.ndarray, a: float) -> np.ndarray:
        raise RuntimeError("no such curve")

    with pytest.raises(RuntimeError, match="no such curve"):
        ree.fit_xy([1, 2, 3], [1, 2, 3], ree.curve(broken, {"a": 1}))


def test_function_that_is_never_finite_is_a_failed_fit() -> None:
    never = ree.curve(lambda x, a: np.full(len(x), np.nan) * a, {"a": 1})
    fit = ree.fit_xy([1, 2, 3], [1, 2, 3], never)
    assert fit.status == "failed"
    assert fit.params == {}


PUROMYCIN = ([0.02, 0.06, 0.11, 0.22, 0.56, 1.1], [47, 97, 123, 152, 191, 200])


def test_a_constant_named_k_is_no_ceiling() -> None:
    def michaelis_menten(x, Vmax, K):
        return Vmax * x / (K + x)

    start = {"Vmax": 200, "K": 0.1}
    fit = ree.fit_xy(*PUROMYCIN, ree.curve(michaelis_menten, start))
    assert fit.reach is None
    assert "ceiling" not in fit.message
    said = ree.curve(michaelis_menten, start, roles={"Vmax": "ceiling"}, display_name="Menten")
    assert [one.role for one in said.parameters] == ["ceiling", "none"]
    fit = ree.fit_xy(*PUROMYCIN, said)
    assert fit.display_name == "Menten"
    assert fit.reach == pytest.approx(fit.fitted[-1] / fit.params["Vmax"], rel=1e-12)


def test_a_name_does_not_choose_the_solver() -> None:
    def decay(x, a, b):
        return a * np.exp(-b * x)

    x, y = np.arange(10.0), [102, 65, 38, 20, 16, 7, 5, 3, 1, 0]
    fits = [
        ree.fit_xy(x, y, ree.curve(decay, {"a": 90, "b": 0.5}, name=name), error="poisson")
        for name in ("linear", "decay")
    ]
    assert fits[0].objective == fits[1].objective
    assert fits[0].params == fits[1].params
    # the score equations of a Poisson regression with a log link
    assert np.sum(y - fits[0].fitted) == pytest.approx(0, abs=1e-6)
    assert np.sum(x * (y - fits[0].fitted)) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"function": 3, "params": {"a": 1}}, "function = 3: must be callable"),
        ({"params": {}}, "params = {}: must be a mapping"),
        ({"params": {"a": math.nan}}, "params of a = nan: must be a finite"),
        ({"params": {"a": "1"}}, "params of a = '1': must be a finite"),
        ({"params": {"a": 1}, "bounds": {"b": (0, 1)}}, "bounds = 'b': must be for one of a"),
        ({"params": {"a": 1}, "bounds": {"a": (2, 1)}}, "must be an increasing pair"),
        ({"params": {"a": 1}, "bounds": {"a": (2, 3)}}, "params of a = 1: must be within 2"),
        ({"params": {"a": 1}, "predictors": 0}, "predictors = 0: must be a whole number"),
    ],
)
def test_bad_curves(arguments: dict, message: str) -> None:
    function = arguments.pop("function", lambda x, a: a * x)
    with pytest.raises(ree.InvalidArgument) as error:
        ree.curve(function, **arguments)
    assert message in str(error.value)


def test_wrong_shape_is_named() -> None:
    with pytest.raises(ree.InvalidArgument, match=r"returns the shape \(2,\)"):
        ree.fit_xy([1, 2, 3], [1, 2, 3], ree.curve(lambda x, a: a * x[:2], {"a": 1}))


def _saturation(x: Any, top: Any, half: Any) -> Any:
    return top * x / (half + x)


@pytest.mark.parametrize("half", [4.0, 400.0])
def test_a_role_that_the_curve_does_not_have_is_not_believed(half: float) -> None:
    x = np.linspace(1, 20, 15)
    y = 50 * x / (half + x) * (1 + 0.001 * np.cos(7 * x))
    start = {"top": 60, "half": half}
    right = ree.fit_xy(x, y, ree.curve(_saturation, start, roles={"top": "ceiling"}))
    assert right.reach == pytest.approx(20 / (half + 20), rel=0.05)
    wrong = ree.fit_xy(x, y, ree.curve(_saturation, start, roles={"half": "ceiling"}))
    assert wrong.params == right.params
    assert wrong.reach is None
    assert "half is not the ceiling that its role says" in wrong.message
    note = next(note for note in wrong.notes if note.kind == "no_ceiling")
    assert note.names == {"parameter": "half"}
    assert note.numbers["estimate"] == wrong.params["half"]
    assert note.numbers["value"] == pytest.approx(y[-1] if half < 10 else 50, rel=0.05)


def test_a_floor_that_is_called_ceiling_is_not_believed() -> None:
    x = np.arange(20.0)
    step = ree.curve(
        lambda x, a, b, r, t: a + (b - a) / (1 + np.exp(-r * (x - t))),
        {"a": 5, "b": 90, "r": 0.4, "t": 9},
        roles={"a": "ceiling", "b": "floor"},
    )
    y = 10 + 90 / (1 + np.exp(-0.5 * (x - 10))) + 0.3 * np.sin(5 * x)
    fit = ree.fit_xy(x, y, step)
    assert fit.reach is None
    assert "a is not the ceiling that its role says, for the data exceed its value" in fit.message


@pytest.mark.parametrize("role", ["ceiling", "floor"])
def test_a_curve_has_one_ceiling_and_one_floor(role: Any) -> None:
    with pytest.raises(ree.InvalidArgument) as error:
        ree.curve(_saturation, {"top": 60, "half": 3}, roles={"top": role, "half": role})
    text = str(error.value)
    assert text.startswith(f"role of half = '{role}': must be another one: top is the {role}")
    assert "'level' is the role of any other height" in text


def test_bounds_do_not_keep_the_ceiling_below_the_floor() -> None:
    with pytest.raises(ree.InvalidArgument) as error:
        ree.curve(
            _saturation,
            {"top": -3, "half": 3},
            bounds={"top": (None, 0), "half": (1, None)},
            roles={"top": "ceiling", "half": "floor"},
        )
    assert str(error.value).startswith("role of top = ceiling, at most 0: must be of a parameter")
    assert "exchange the two roles" in str(error.value)
