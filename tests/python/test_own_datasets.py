"""Datasets made in memory are those of a folder: assessed, audited and reported on."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import reeindex as ree

PAPER = ree.load_paper()
YEARS = list(range(2010, 2025))
LONG = pd.DataFrame(
    {
        "country": ["CN"] * 15 + ["NO"] * 15,
        "year": YEARS * 2,
        "value": [100.0 + 7 * i for i in range(15)] + [3.0 + 0.1 * i for i in range(15)],
    }
)


def test_a_dataset_of_the_series_of_another_is_the_same() -> None:
    for view in ("corrected", "printed"):
        made = ree.dataset(
            PAPER.all_series(view=view), documents=PAPER.documents, errata=PAPER.errata
        )
        assert made.keys() == PAPER.keys()
        for key in PAPER:
            mine, given = made.series(key), PAPER.series(key)
            assert mine.label == given.label
            assert mine.observations == given.observations
            for name in ("unit", "basis", "scope", "printed_scope", "decimals", "note", "status"):
                assert getattr(mine, name) == getattr(given, name)
            np.testing.assert_array_equal(mine.values, given.values)
        assert [one.citation() for one in made.documents] == [
            one.citation() for one in PAPER.documents
        ]
        assert made.erratum("E-01").statement == PAPER.erratum("E-01").statement


def test_editions_stay_apart() -> None:
    usgs = ree.load("usgs_mcs")
    key = "mine_production/CN"
    series = [usgs.series(key, vintage=one.id) for one in usgs.vintages(key)]
    with pytest.raises(ree.InvalidArgument, match="vintages"):
        ree.dataset(series)
    made = ree.dataset(series, vintages=usgs.vintages(), documents=usgs.documents)
    assert [one.id for one in made.vintages(key)] == [one.id for one in usgs.vintages(key)]
    for one in series:
        assert made.series(key, vintage=one.vintage).observations == one.observations


def test_assessed_reported_and_pickled() -> None:
    made = ree.dataset(LONG, name="mines", indicator="output", area="country", unit="kt/a")
    found = ree.assess(made, until=2030)
    assert [one.series.key for one in found.series] == ["output/CN", "output/NO"]
    text = found.report().to_text()
    assert "output" in text
    assert "2030" in text
    assert pickle.loads(pickle.dumps(made)).keys() == made.keys()


def test_audited() -> None:
    claim = next(one for one in PAPER.table("claims") if one["inputs"].startswith("series:"))
    made = ree.dataset(
        PAPER.all_series(), documents=PAPER.documents, errata=PAPER.errata,
        tables={name: PAPER.table(name) for name in PAPER.tables if name not in
                ("series", "observations", "sources", "errata")},
    )  # fmt: skip
    assert ree.audit(made)[claim["id"]].verdict == ree.audit(PAPER)[claim["id"]].verdict
    assert ree.audit(made).counts == ree.audit(PAPER).counts


WIDE = LONG.pivot(index="year", columns="country", values="value")


@pytest.mark.parametrize(
    ("frame", "options"),
    [
        (LONG, {"area": "country"}),
        (LONG.sample(frac=1.0, random_state=1).sort_values("country"), {"area": "country"}),
        (pl.from_pandas(LONG), {"area": "country"}),
        (pa.Table.from_pandas(LONG), {"area": "country"}),
        (LONG.assign(indicator="output", area=LONG["country"], unit="kt/a"), {"indicator": None, "unit": None}),
        (WIDE, {}),
        (WIDE.T.reset_index(), {"area": "country"}),
        (WIDE.set_axis(pd.period_range("2010", "2024", freq="Y")), {}),
    ],
)  # fmt: skip
def test_frames(frame: Any, options: dict[str, Any]) -> None:
    made = ree.dataset(
        frame, **{"indicator": "output", "unit": "kt/a", "title": "Output", **options}
    )
    assert made.keys() == ["output/CN", "output/NO"]
    assert made["output/CN"].values.tolist() == LONG["value"].tolist()[:15]
    assert made["output/NO"].years.tolist() == YEARS
    assert made["output/NO"].unit == "kt/a"
    assert "Norway" in made["output/NO"].label


def test_frames_of_one_series_and_of_indicators() -> None:
    one = LONG[LONG["country"] == "CN"].drop(columns="country")
    assert ree.dataset(one, indicator="Mine output", unit="t").keys() == ["mine_output/all"]
    assert ree.dataset(one).keys() == ["value/all"]
    both = pd.DataFrame({"year": YEARS, "output": range(15), "demand": range(15)})
    assert ree.dataset(both, area="CN").keys() == ["output/CN", "demand/CN"]


def test_statuses_sources_and_gaps() -> None:
    frame = LONG.assign(status="A", source="Mines of the north, 2025")
    frame.loc[3, ["value", "status"]] = [np.nan, "Q"]
    frame.loc[14, "status"] = "P"
    made = ree.dataset(frame, area="country", indicator="output")
    series = made["output/CN"]
    assert series.status[3] == "Q"
    assert series.status[14] == "P"
    assert np.isnan(series.values[3])
    assert series.sources[0].document == "Mines of the north, 2025"
    assert made.document("Mines of the north, 2025").title == "Mines of the north, 2025"


def test_corrections_keep_their_reason() -> None:
    wrong = ree.Observation(
        2020, 1200, correction=ree.Correction(120, "I", reason="a zero too many")
    )
    rest = [ree.Observation(year, 100.0) for year in range(2021, 2025)]
    made = ree.dataset({"reserves": ree.TimeSeries.from_observations([wrong, *rest], unit="Mt")})
    series = made["reserves/all"]
    assert series[2020] == 120
    assert series.printed[2020] == 1200
    assert made.errata_of(series)[0].reason == "a zero too many"


def test_values_survive_exactly() -> None:
    values = [1e300, 1e-300, 0.1 + 0.2, 2.0**60, -5.5]
    made = ree.dataset({"x": ree.TimeSeries(range(2000, 2005), values)})
    assert made["x/all"].values.tolist() == values


def test_units_are_converted_or_refused() -> None:
    tonnes = ree.TimeSeries([2020], [1500.0], unit="t", indicator="mined", area="CN")
    kilo = ree.TimeSeries([2020], [2.0], unit="kt", indicator="mined", area="US")
    assert ree.dataset([tonnes, kilo])["mined/US"][2020] == 2000.0
    for other in (
        ree.TimeSeries([2020], [2.0], unit="{patent}", indicator="mined", area="US"),
        ree.TimeSeries([2020], [2.0], unit="t", basis="oxide", indicator="mined", area="US"),
    ):
        with pytest.raises(ree.UnitError, match="indicators of their own"):
            ree.dataset([tonnes, other])


@pytest.mark.parametrize(
    ("series", "options", "match"),
    [
        ([], {}, "at least one series"),
        ({}, {}, "at least one series"),
        ([1], {}, "item of type int"),
        ([ree.TimeSeries([2020], [1.0])], {}, "without a name"),
        ({1: ree.TimeSeries([2020], [1.0])}, {}, "names as texts"),
        (PAPER, {}, "all_series"),
        ([PAPER["reserves/WLD"]] * 2, {}, "two of reserves/WLD"),
        ([PAPER["reserves/WLD"]], {"unit": "t"}, "left out where series say it"),
        ([PAPER["reserves/WLD"]], {"documents": [{"id": "x"}]}, "id, title"),
        ([PAPER["reserves/WLD"]], {"tables": {"series": []}}, "other tables"),
        ([PAPER["reserves/WLD"]], {"tables": {"companies": 3}}, "frames or lists of dicts"),
        ([PAPER["reserves/WLD"]], {"name": ""}, "name"),
        (LONG, {"status": "flag"}, "status = 'flag'"),
        (LONG, {}, "twice"),
    ],
)
def test_misuse(series: Any, options: dict[str, Any], match: str) -> None:
    with pytest.raises(ree.InvalidArgument, match=match):
        ree.dataset(series, **options)
