"""What earlier versions kept is read as the same numbers; nothing is computed again."""

from __future__ import annotations

import importlib.util
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import reeindex as ree

FOLDER = Path(__file__).resolve().parents[1] / "data" / "pickles"
VERSIONS = sorted(one.parent for one in FOLDER.glob("*/results.pickle"))
DEMAND = ree.load_paper().series("neodymium_oxide_demand", "WLD")


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_pickles", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = maker()


def test_there_are_files_of_a_version() -> None:
    assert VERSIONS


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_the_pickles_of_every_version_are_read(folder: Path) -> None:
    found = pickle.loads((folder / "results.pickle").read_bytes())
    expected = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert {key: MAKE.numbers(one) for key, one in found.items()} == expected


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_what_was_kept_goes_on_to_work(folder: Path) -> None:
    found = pickle.loads((folder / "results.pickle").read_bytes())
    for fit in (one for one in found.values() if isinstance(one, ree.FitResult) and one.usable):
        assert fit.interval(list(fit.params)[-1]) is not None
    ahead = ree.forecast(found["identified"], horizon=3)
    assert ahead.mean.tolist() == found["forecast"].mean.tolist()


def test_numbers_are_kept_and_not_recomputed() -> None:
    fit = ree.fit(DEMAND, "logistic")
    state = fit.__getstate__()
    state["estimates"][0] = 77.0
    again = ree.FitResult.__new__(ree.FitResult)
    again.__setstate__(state)
    assert again.params["K"] == 77.0


def test_a_later_format_is_refused() -> None:
    state = {**ree.fit(DEMAND, "logistic").__getstate__(), "format": 99}
    again = ree.FitResult.__new__(ree.FitResult)
    with pytest.raises(ValueError, match="kept by a later version"):
        again.__setstate__(state)


@pytest.mark.parametrize("key", ["identified", "on_its_limit", "counts", "step", "forecast"])
def test_from_dict_gives_the_same_through_json(key: str) -> None:
    one = MAKE.results()[key]
    again = ree.from_dict(json.loads(json.dumps(ree.to_dict(one), allow_nan=False)))
    assert type(again) is type(one)
    assert MAKE.numbers(again) == MAKE.numbers(one)


def test_from_dict_of_something_else() -> None:
    with pytest.raises(ree.InvalidArgument, match="what to_dict"):
        ree.from_dict(ree.to_dict(ree.assess(ree.load_paper())))
    with pytest.raises(ree.InvalidArgument, match="what to_dict"):
        ree.from_dict({"kept": {"kind": "house"}})
