"""Results are pickled by what they were made of, or say what to keep instead; copies are free."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import reeindex as ree
from reeindex._core.fit import curve_by_name

DATA = ree.load_paper()
DEMAND = DATA.series("neodymium_oxide_demand", "WLD")


def saturation(x: Any, k: float, half: float) -> Any:
    return k * x / (half + x)


def through(one: Any) -> Any:
    return pickle.loads(pickle.dumps(one))


def same_fit(found: ree.FitResult, given: ree.FitResult) -> None:
    assert (found.curve, found.status, found.limit) == (given.curve, given.status, given.limit)
    assert found.params == given.params
    assert found.stderr == given.stderr
    assert found.message == given.message
    assert found.years.tolist() == given.years.tolist()
    assert [repr(one) for one in found.excluded] == [repr(one) for one in given.excluded]
    assert found.identification == given.identification
    assert (found.label, found.unit) == (given.label, given.unit)


@pytest.mark.parametrize(
    ("curve", "options"),
    [
        ("logistic", {}),
        ("gompertz", {"error": "student_t"}),
        ("exponential", {"bounds": {"rate": (0, 1)}, "weights": [1] * 3 + [0] * 3 + [2] * 6}),
        ("logistic", {"fixed": {"K": 30}, "level": 0.9}),
        ("linear", {"include_provisional": True}),
    ],
)
def test_a_fit_is_pickled_by_what_was_fitted(curve: str, options: dict[str, Any]) -> None:
    fit = ree.fit(DEMAND, curve, **options)
    found = through(fit)
    same_fit(found, fit)
    if fit.usable:
        assert ree.forecast(found, horizon=3).upper.tolist() == (
            ree.forecast(fit, horizon=3).upper.tolist()
        )


def test_increments_and_completeness() -> None:
    x = np.arange(2000.0, 2015.0)
    y = 5 * np.exp(-(((x - 2008) / 4) ** 2)) + 0.1 * np.sin(5 * x)
    share = np.linspace(1, 0.6, len(x))
    fit = ree.fit(ree.TimeSeries(x.astype(int), y), "logistic", on="increments", completeness=share)
    same_fit(through(fit), fit)


def test_curves() -> None:
    for name in ("logistic", "bilogistic"):
        shipped = curve_by_name(name)
        assert repr(through(shipped)) == repr(shipped)
    own = ree.curve(saturation, {"k": 2, "half": 3})
    found = through(own)
    assert found([1.0, 2.0], k=4, half=1).tolist() == own([1.0, 2.0], k=4, half=1).tolist()
    x = np.linspace(1, 9, 12)
    fit = ree.fit_xy(x, saturation(x, 5, 2) + 0.1 * np.sin(9 * x), own)
    same_fit(through(fit), fit)
    with pytest.raises(Exception, match="lambda"):
        pickle.dumps(ree.curve(lambda x, a: a * x, {"a": 1}))


def test_forecasts_and_comparisons() -> None:
    forecast = ree.forecast(ree.fit(DEMAND, "logistic"), horizon=4)
    found = through(forecast)
    assert repr(found) == repr(forecast)
    assert found.mean_lower.tolist() == forecast.mean_lower.tolist()
    ranked = ree.compare(DEMAND, ["linear", "logistic"], ["gaussian", "huber", "poisson"])
    assert repr(through(ranked)) == repr(ranked)
    same_fit(through(ranked).best, ranked.best)


def test_batches() -> None:
    values = np.vstack([DEMAND.values, 2 * DEMAND.values[::-1]])
    fits = ree.fit_batch(values, DEMAND.years, "logistic", weights=np.ones(values.shape[1]))
    found = through(fits)
    for name in ("parameters", "standard_errors", "sse", "aicc", "n_obs", "status", "limit"):
        assert np.array_equal(getattr(found, name), getattr(fits, name), equal_nan=True), name
        assert not found.parameters.flags.writeable
    assert repr(found[1]) == repr(fits[1])
    assert found.forecast(2).upper.tolist() == fits.forecast(2).upper.tolist()


def test_what_is_not_pickled_says_what_to_keep() -> None:
    index = ree.composite_index({"a": [1.0, 2.0, 4.0], "b": [3.0, 1.0, 2.0]}, [1, 1], draws=20)
    with pytest.raises(TypeError, match="keep the table of indicators and the choices"):
        pickle.dumps(index)


def test_what_a_dataset_and_an_audit_hold() -> None:
    audit = ree.audit(DATA)
    for one in (*DATA.companies(), *DATA.events(), *DATA.figures(), *audit):
        assert repr(through(one)) == repr(one)
    assert through(audit).report().to_text() == audit.report().to_text()
    assessment = ree.assess(DATA)
    assert through(assessment).report().to_text() == assessment.report().to_text()
    fit = ree.fit(DEMAND, "logistic")
    assert through(fit).notes == fit.notes


def test_copies_of_what_cannot_change_are_the_object_itself() -> None:
    fit = ree.fit(DEMAND, "logistic")
    for one in (
        fit,
        ree.forecast(fit, horizon=2),
        ree.compare(DEMAND, ["linear", "logistic"]),
        ree.curve(saturation, {"k": 2, "half": 3}),
        ree.audit(DATA),
        DATA.companies()[0],
    ):
        assert copy.copy(one) is one
        assert copy.deepcopy(one) is one
    held = copy.deepcopy({"fit": fit})
    assert held["fit"] is fit


def test_a_composite_index_copies() -> None:
    table = np.array([[1.0, 2.0], [2.0, 1.0], [4.0, 5.0], [3.0, 4.0]])
    index = ree.composite_index(table, [1, 1], units=list("wxyz"), draws=20)
    for found in (copy.deepcopy(index), copy.copy(index)):
        assert found.scores == index.scores
        assert repr(found) == repr(index)
