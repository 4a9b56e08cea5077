"""Every public class shows itself, is kept, and is drawn, or docs/results.md says why not."""

from __future__ import annotations

import inspect
import json
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt

import reeindex as ree
from class_examples import examples
from reeindex.result_tables import columns_of, is_table

ROOT = Path(__file__).resolve().parents[2]
CLASSES = sorted(
    name
    for name in ree.__all__
    if inspect.isclass(getattr(ree, name)) and not issubclass(getattr(ree, name), BaseException)
)
PAGE = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")


def reasons(what: str) -> dict[str, str]:
    """Return the rows of the table of the page that say why classes have none of something."""
    out = {}
    for classes, lacks, reason in re.findall(
        r"^\| (`.+?`) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE
    ):
        if what in [one.strip() for one in lacks.split(",")]:
            out |= dict.fromkeys(re.findall(r"`(\w+)`", classes), reason)
    return out


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    return examples()


def test_there_is_an_example_of_every_class(values: dict[str, Any]) -> None:
    assert sorted(values) == CLASSES
    for name, value in values.items():
        assert type(value) is getattr(ree, name), name


def test_reasons_name_classes_that_need_them(values: dict[str, Any]) -> None:
    for what in ("plot", "to_dict", "pickle"):
        assert set(reasons(what)) <= set(CLASSES)
    for name in reasons("plot"):
        assert not hasattr(values[name], "plot"), name


def test_counts(values: dict[str, Any]) -> None:
    drawn = [name for name in CLASSES if hasattr(values[name], "plot")]
    assert len(drawn) + len(reasons("plot")) == len(CLASSES)
    assert len(CLASSES) - len(reasons("to_dict")) >= 80
    assert len(CLASSES) - len(reasons("pickle")) >= 80


@pytest.mark.parametrize("name", CLASSES)
def test_html(name: str, values: dict[str, Any]) -> None:
    text = values[name]._repr_html_()
    assert text.startswith('<div class="reeindex"><style>')
    assert text.count("<style>") == 1
    assert "prefers-color-scheme:dark" in text
    body = re.sub(r"<style>.*?</style>", "", text)
    assert not re.search(r"\{\w+\}", body), "a raw unit"
    assert "_core" not in body
    assert "object at 0x" not in body
    assert "&lt;reeindex" not in body
    assert "<td" in body or "<th" in body
    assert len(body) < 40_000
    for tag in ("table", "div", "tr", "td", "th", "p"):
        assert len(re.findall(rf"<{tag}[ >]", body)) + (tag == "div") >= body.count(f"</{tag}>")


@pytest.mark.parametrize("name", CLASSES)
def test_text(name: str, values: dict[str, Any]) -> None:
    text = repr(values[name])
    assert "object at 0x" not in text
    assert "_core" not in text
    assert text.strip()


@pytest.mark.parametrize("name", CLASSES)
def test_pickle(name: str, values: dict[str, Any]) -> None:
    value = values[name]
    if name in reasons("pickle"):
        with pytest.raises(TypeError):
            pickle.dumps(value)
        return
    same(pickle.loads(pickle.dumps(value)), value)


@pytest.mark.parametrize("name", CLASSES)
def test_to_dict(name: str, values: dict[str, Any]) -> None:
    value = values[name]
    if name in reasons("to_dict"):
        with pytest.raises((ree.InvalidArgument, AttributeError)):
            ree.from_dict(ree.to_dict(value))
        return
    kept = json.loads(json.dumps(ree.to_dict(value), allow_nan=False))
    same(ree.from_dict(kept), value)
    if type(value).to_dict.__qualname__.startswith("Result"):
        same(type(value).from_dict(json.loads(json.dumps(value.to_dict()))), value)


def same(found: Any, given: Any) -> None:
    """Compare two values by their texts and by everything that they say of themselves."""
    assert type(found) is type(given)
    assert repr(found) == repr(given)
    for name, held in inspect.getmembers(type(given)):
        if isinstance(held, property) and not name.startswith("_"):
            try:
                expected = getattr(given, name)
            except (ree.Error, ValueError):
                continue
            equal(getattr(found, name), expected)
    if isinstance(columns_of(given), dict):
        assert str(columns_of(found)) == str(columns_of(given))


def equal(found: Any, expected: Any) -> None:
    if isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(found, expected)
    else:
        assert repr(found) == repr(expected)


@pytest.mark.parametrize("name", CLASSES)
def test_tables(name: str, values: dict[str, Any]) -> None:
    value = values[name]
    if not is_table(type(value)):
        assert not hasattr(value, "to_csv")
        return
    columns = columns_of(value)
    assert columns
    assert len({len(held) for held in columns.values()}) == 1
    lines = value.to_csv().splitlines()
    assert lines[0].split(",")[0].strip('"') == next(iter(columns))
    frame = value.to_pandas()
    assert len(frame) >= 0
    import pyarrow as pa

    assert pa.table(value).column_names == list(columns)


@pytest.mark.parametrize("name", CLASSES)
def test_plot(name: str, values: dict[str, Any]) -> None:
    if name in reasons("plot"):
        return
    values[name].plot()
    plt.close("all")


def test_a_dict_of_another_class_is_refused(values: dict[str, Any]) -> None:
    kept = values["Concentration"].to_dict()
    with pytest.raises(ree.InvalidArgument, match="of a Concentration"):
        ree.GrowthRate.from_dict(kept)
    with pytest.raises(ree.InvalidArgument):
        ree.from_dict({"kind": "os.system", "format": 1, "fields": {}})
    with pytest.raises(ree.InvalidArgument, match="without what it needs"):
        ree.from_dict({"kind": "Concentration", "format": 1})
    with pytest.raises(ValueError, match="kept by a later version"):
        ree.from_dict({**kept, "format": 99})
    with pytest.raises(ree.InvalidArgument, match="format"):
        ree.from_dict({**kept, "format": "1"})


def test_a_field_that_is_missing_keeps_its_default(values: dict[str, Any]) -> None:
    kept = values["Concentration"].to_dict()
    del kept["fields"]["theil"]
    kept["fields"]["of a later version"] = 3
    assert ree.from_dict(kept).hhi == values["Concentration"].hhi


def test_html_of_lists_and_heads_are_words(values: dict[str, Any]) -> None:
    found = values["NetworkMeasures"]._repr_html_()
    assert "BAOTOU STEEL, INSTITUTE 0" in found
    assert "[&#x27;" not in found
    assert "<b>Batch forecast: 2 series" in values["BatchForecast"]._repr_html_()
    assert "<b>Supply structure mine_production 2025" in values["SupplyStructure"]._repr_html_()
