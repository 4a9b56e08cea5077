"""Verdicts are earned: curves written in Python against the shipped ones."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path

import numpy as np
import pytest

import reeindex as ree

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location(
    "twin_study", ROOT / "benchmarks" / "fit" / "twin_study.py"
)
assert spec is not None
assert spec.loader is not None
study = importlib.util.module_from_spec(spec)
sys.modules["twin_study"] = study
spec.loader.exec_module(study)

MINE = ree.load_paper().series("mine_production", "WLD")


def logistic(**more: object) -> ree.Curve:
    return ree.curve(study.logistic, {"K": 300, "r": 0.2, "t0": 2020}, **more)


def test_a_formula_without_a_bend_is_not_identified() -> None:
    fit = ree.fit(MINE, logistic())
    assert fit.status == "degenerate"
    assert fit.identification == "not identified"
    assert math.isinf(fit.params["K"])
    assert math.isinf(fit.stderr["K"])
    assert math.isinf(fit.interval("K")[1])
    assert {note.kind for note in fit.notes} >= {"runs_away"}
    assert "no worse however far K" in fit.message
    # what the data do determine is that of the shipped curve's limit
    assert fit.params["r"] == pytest.approx(ree.fit(MINE, "logistic").params["r"], rel=1e-4)
    assert fit.sse == pytest.approx(ree.fit(MINE, "logistic").sse, rel=1e-6)


def test_named_limits_give_the_fit_its_stand() -> None:
    for limits in (
        ["constant", "exponential"],
        {"constant": {"K": "level"}, "exponential": {"r": "rate"}},
    ):
        fit = ree.fit(MINE, logistic(bounds={"K": (0, None)}, limits=limits))
        shipped = ree.fit(MINE, "logistic")
        assert (fit.status, fit.limit) == ("degenerate", "exponential")
        assert fit.message == shipped.message
        assert fit.sse == pytest.approx(shipped.sse, rel=1e-12)
        assert math.isinf(fit.params["K"])
    assert fit.params["r"] == pytest.approx(shipped.params["r"], rel=1e-12)
    assert fit.stderr["r"] == pytest.approx(shipped.stderr["r"], rel=1e-9)


@pytest.mark.parametrize("curve", list(study.FORMULAS))
def test_a_formula_has_the_verdict_of_its_shipped_twin(curve: str) -> None:
    count = 25
    same = opened = both = 0
    for series in study.simulate(curve, count, seed=8):
        shipped, own = study.pair(curve, series)
        same += shipped.identification == own.identification
        if shipped.usable and own.usable and study.open_above(shipped):
            opened += 1
            both += study.open_above(own)
    assert same >= count - 1
    assert both == opened


def test_a_bound_that_the_data_do_not_give_is_said() -> None:
    for series in study.simulate("logistic", 40, seed=3):
        shipped, own = study.pair("logistic", series)
        if shipped.identification == own.identification == "weakly identified":
            break
    notes = [note for note in own.notes if note.kind == "no_bound"]
    assert "K" in {note.names["parameter"] for note in notes}
    assert "no upper bound on K" in own.message


def test_identified_formulas_stay_so() -> None:
    rng = np.random.default_rng(5)
    x = np.linspace(0, 5, 20)
    waves = ree.curve(lambda x, a, b, c: a * np.sin(b * x + c), {"a": 1, "b": 2, "c": 0})
    fit = ree.fit_xy(x, 3 * np.sin(2 * x + 0.4) + 0.1 * rng.standard_normal(20), waves)
    assert fit.identified
    growth = ree.curve(lambda x, a, b: a * np.exp(b * x), {"a": 1, "b": 0.1})
    # no growth at all is a point of the curve like any other
    fit = ree.fit_xy(x, 4 + 0.5 * rng.standard_normal(20), growth)
    assert fit.identified
    assert math.isfinite(fit.interval("b")[0])
    assert math.isfinite(fit.interval("b")[1])


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ("exponential", "limits = 'exponential': must be a sequence of names"),
        (["exponentiall"], "limits = 'exponentiall': must be one of constant"),
        ({"exponential": 3}, "limit exponential = 3: must be a mapping"),
        ({"exponential": {"q": "rate"}}, "limit exponential = 'q': must be for one of K, r, t0"),
        ({"exponential": {"r": "pace"}}, "r at the limit exponential = 'pace': must be a number"),
        ({"exponential": {"r": math.nan}}, "r at the limit exponential = nan: must be a number"),
    ],
)
def test_bad_limits(limits: object, message: str) -> None:
    with pytest.raises(ree.InvalidArgument) as error:
        logistic(limits=limits)
    assert str(error.value).startswith(message)


def test_notes_are_facts_and_the_message_their_words() -> None:
    fit = ree.fit(ree.load_paper().series("neodymium_oxide_demand", "WLD"), "logistic")
    assert [note.kind for note in fit.notes][:2] == ["converged", "reach"]
    reach = fit.notes[1]
    assert reach.numbers == {"share": fit.reach}
    assert f"{100 * reach.numbers['share']:.1f} %" in fit.message
    limit = ree.fit(MINE, "logistic").notes[0]
    assert limit.kind == "on_limit"
    assert limit.names["limit"] == "exponential"
    assert limit.numbers["rate"] == ree.fit(MINE, "exponential").params["rate"]
