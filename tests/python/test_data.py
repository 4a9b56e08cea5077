"""Datasets and CSV files of a user."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest

import reeindex as ree

PAPER_KEYS = [
    "reserves/WLD",
    "mine_production/WLD",
    "neodymium_oxide_demand/WLD",
    *(f"patents/{code}" for code in ("CN", "JP", "US", "EP", "WO", "KR", "DE", "CA", "TW", "FR")),
]


def test_paper_is_a_dataset() -> None:
    paper = ree.load_paper()
    assert paper.keys() == PAPER_KEYS
    assert list(paper) == PAPER_KEYS
    assert len(paper) == 13
    assert "patents/CN" in paper
    assert "patents/XX" not in paper
    assert paper["patents/CN"] == paper.series("patents", "CN") == paper.series("patents/CN")
    assert repr(paper).startswith("Dataset kirsanov2025: 13 series, ")
    assert "<td>patents/FR</td>" in paper._repr_html_()
    assert [one.id for one in paper.indicators] == [
        "reserves",
        "mine_production",
        "neodymium_oxide_demand",
        "patents",
    ]
    assert paper.indicator("patents").unit == "{patent}"


def test_errata_of_a_series() -> None:
    paper = ree.load_paper()
    ids = {one.id for one in paper.errata_of(paper["reserves/WLD"])}
    assert {"E-01", "E-22", "E-24"} <= ids
    assert "E-21" not in ids
    erratum = paper.erratum("E-01")
    assert erratum.proof == "paper"
    assert erratum.subjects == ["observation:reserves/WLD@2019"]
    assert all(one.statement and one.reason and one.source.locator for one in paper.errata)


def test_tables_as_they_stand() -> None:
    paper = ree.load_paper()
    rows = paper.table("observations")
    assert len(rows) == 146
    assert rows[6]["value"] == "1200"
    assert rows[6]["correction"] == "120"
    assert "figures" in paper.tables


def test_pickle() -> None:
    paper = ree.load_paper()
    again = pickle.loads(pickle.dumps(paper))
    assert again.all_series() == paper.all_series()
    assert repr(again.companies()) == repr(paper.companies())


def write_folder(folder: Path, observations: str) -> Path:
    (folder / "series.csv").write_text("indicator,title,unit\nmining,Mining,kt/a\n")
    (folder / "observations.csv").write_text("indicator,area,year,value\n" + observations)
    return folder


def test_folder_of_a_user(tmp_path: Path) -> None:
    data = ree.read_dataset(write_folder(tmp_path, "mining,CN,2014,2\nmining,CN,2013,\n"))
    s = data["mining/CN"]
    assert s.label == "Mining: China"
    assert s.status == ["O", "A"]
    assert s.sources[1].locator == "line 2"
    assert data.companies() == []
    assert data.documents == []


def test_csv_with_every_column(tmp_path: Path) -> None:
    file = tmp_path / "mining.csv"
    file.write_text(
        "note,source,indicator,area,basis,unit,qualifier,status,value,year\n"
        'first,USGS,mining,CN,REO,kt,about,E,"120",2013\n'
        ",,mining,CN,REO,kt,,,,2014\n"
    )
    s = ree.read_csv(file)
    assert (s.key, s.unit, s.basis, s.status) == ("mining/CN", "kt", "REO", ["E", "O"])
    first, second = s.observations
    assert (first.qualifier, first.note, first.source.document) == ("about", "first", "USGS")
    assert second.source == ree.Source(str(file), "line 3")


def test_csv_of_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_bytes(b"\xef\xbb\xbfyear,value\r\n2014.0,2\r\n2013.0,1e308\r\n\r\n")
    s = ree.read_csv(str(file))
    assert s.years.tolist() == [2013, 2014]
    assert s.values.tolist() == [1e308, 2.0]
    assert (s.label, s.unit, s.basis, s.key) == ("export", "1", "none", "")


def test_csv_of_pandas(tmp_path: Path) -> None:
    file = tmp_path / "pandas.csv"
    pd.DataFrame({"year": [2013, 2014], "value": [0.1, None]}).to_csv(file, index=False)
    s = ree.read_csv(file, unit="kt", basis="REO", indicator="mining", area="CN", title="Mining")
    assert s[2013] == 0.1
    assert s.status == ["A", "O"]
    assert (s.unit, s.basis, s.key, s.title) == ("kt", "REO", "mining/CN", "Mining")


def test_csv_with_columns_of_other_names(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Jahr,Menge\n2013,7.5\n")
    assert ree.read_csv(file, year="Jahr", value="Menge").values.tolist() == [7.5]
    with pytest.raises(ree.DataError, match="no column 'year'"):
        ree.read_csv(file)


def test_csv_with_several_series(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("area,year,value,unit\nCN,2013,1,t\nUS,2013,2,kt\nCN,2014,3,t\n")
    china, usa = ree.read_csv_series(file, indicator="mining")
    assert (china.key, china.values.tolist()) == ("mining/CN", [1.0, 3.0])
    assert (usa.key, usa.unit) == ("mining/US", "kt")
