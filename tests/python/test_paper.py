"""The two tables of the paper, through the API, against a copy made by hand."""

from __future__ import annotations

import pytest

import paper_figures
import reeindex as ree


@pytest.fixture(scope="module")
def paper() -> ree.Dataset:
    return ree.load_paper()


@pytest.mark.parametrize("indicator", paper_figures.TABLE_1)
def test_table_1(paper: ree.Dataset, indicator: str) -> None:
    s = paper.series(indicator, "WLD", view="printed")
    assert s.years.tolist() == list(paper_figures.TABLE_1_YEARS)
    assert s.values.tolist() == list(paper_figures.TABLE_1[indicator])


@pytest.mark.parametrize("office", paper_figures.TABLE_2)
def test_table_2(paper: ree.Dataset, office: str) -> None:
    s = paper.series("patents", office, view="printed")
    assert s.years.tolist() == list(paper_figures.TABLE_2_YEARS)
    assert [value for _, value in s] == list(paper_figures.TABLE_2[office])
    for year, value, status in zip(s.years, paper_figures.TABLE_2[office], s.status, strict=True):
        if value is None:
            assert status == "O"
        else:
            assert (status == "P") == (year >= 2021)


def test_count_of_cells(paper: ree.Dataset) -> None:
    tables = {"reserves", "mine_production", "neodymium_oxide_demand", "patents"}
    values = {name: [v for s in paper.series_of(name) for _, v in s] for name in tables}
    assert len(values["patents"]) == 110
    assert values["patents"].count(None) == 2
    assert sum(len(v) for name, v in values.items() if name != "patents") == 36
    assert len(paper.keys()) == 13


def test_only_one_cell_is_corrected(paper: ree.Dataset) -> None:
    found = [(s.key, year, fix) for s in paper.all_series() for year, fix in s.corrections.items()]
    assert [(key, year, fix.value, fix.erratum) for key, year, fix in found] == [
        ("reserves/WLD", 2019, 120.0, "E-01")
    ]
    assert found[0][2].reason == paper.erratum("E-01").reason
    s = paper["reserves/WLD"]
    assert s[2019] == 120.0
    assert s.printed[2019] == 1200.0


def test_units_scopes_and_sources(paper: ree.Dataset) -> None:
    s = paper.series("neodymium_oxide_demand", "WLD")
    assert (s.unit, s.basis, s.decimals) == ("kt/a", "oxide", 1)
    assert s.status == ["E"] * 8 + ["F"] * 4
    assert (s.scope, s.printed_scope) == ("world including China", "excluding China")
    assert paper.series("reserves", "WLD").observations[-1].qualifier == "more_than"
    for one in paper.all_series():
        assert all(s.document == "kirsanov2025" and s.locator for s in one.sources)
    assert paper.document("kirsanov2025").doi == "10.55121/nc.v4i2.460"
