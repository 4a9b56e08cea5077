"""CSV and Excel: what is written is what is read back, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
import math
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reeindex as ree

PAPER = ree.load_paper()
DEMAND = PAPER.series("neodymium_oxide_demand", "WLD")
ENGINES = ("xlsxwriter", "openpyxl")
EVIL = ['=HYPERLINK("http://x","y")', "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.b", "12"]


def book(path: Path) -> dict[str, list[list[Any]]]:
    found = openpyxl.load_workbook(path)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in found
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sheet_a_table_and_their_sources(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "book.xlsx"
    structure = ree.supply_structure(ree.load("usgs_mcs"), "mine_production")
    frame = pd.DataFrame({"a": [1, 2], "b": [0.5, np.nan]})
    ree.to_excel(
        path,
        {"supply": structure, "demand": DEMAND, "frame": frame, "offices": PAPER.patent_owners()},
        sources={"frame": "own survey"},
        engine=engine,
    )
    found = book(path)
    assert list(found) == ["supply", "demand", "frame", "offices", "sources"]
    assert found["demand"][0][:2] == ["year", "value"]
    assert [row[1] for row in found["demand"][1:]] == DEMAND.values.tolist()
    assert found["frame"] == [["a", "b"], [1, 0.5], [2, None]]
    assert len(found["supply"]) == 1 + len(structure.rows)
    assert ["frame", "own survey"] in found["sources"]
    assert any(row[0] == "demand" and "kirsanov2025" in row[1] for row in found["sources"])


@pytest.mark.parametrize("engine", ENGINES)
def test_texts_stay_texts(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "book.xlsx"
    ree.to_excel(path, {"t": pd.DataFrame({"=head": EVIL})}, engine=engine)
    sheet = openpyxl.load_workbook(path)["t"]
    cells = [row[0] for row in sheet.iter_rows()]
    assert [cell.value for cell in cells] == ["=head", *EVIL]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_that_a_cell_cannot_hold(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "book.xlsx"
    values = [1.5, math.inf, -math.inf, math.nan, None]
    frame = pl.DataFrame({"x": values, "big": [2**60] * 5, "flag": [True, False, None, True, True]})
    ree.to_excel(path, frame, engine=engine)
    rows = book(path)["table"][1:]
    assert [row[0] for row in rows] == [1.5, "inf", "-inf", None, None]
    assert rows[0][1] == str(2**60)
    assert [row[2] for row in rows] == [True, False, None, True, True]


def test_the_same_tables_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        ree.to_excel(tmp_path / name, DEMAND, engine="xlsxwriter")
    first, second = [
        {one: zipfile.ZipFile(tmp_path / name).read(one) for one in ("xl/worksheets/sheet1.xml", "docProps/core.xml")}
        for name in ("a.xlsx", "b.xlsx")
    ]  # fmt: skip
    assert first == second


@pytest.mark.parametrize(
    ("what", "options", "match"),
    [
        ({}, {}, "at least one table"),
        (3, {}, "of type int"),
        ({"a": 3}, {}, "of type int"),
        ({"": DEMAND}, {}, "1 to 31"),
        ({"a/b": DEMAND}, {}, "1 to 31"),
        ({"x" * 32: DEMAND}, {}, "1 to 31"),
        ({"A": DEMAND, "a": DEMAND}, {}, "twice"),
        (DEMAND, {"engine": "excel"}, "engine"),
        (DEMAND, {"sources": "a text"}, "list of texts"),
    ],
)
def test_misuse(tmp_path: Path, what: Any, options: dict[str, Any], match: str) -> None:
    path = tmp_path / "book.xlsx"
    with pytest.raises(ree.InvalidArgument, match=match):
        ree.to_excel(path, what, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"before")
    path.chmod(0o444)
    if os.access(path, os.W_OK):  # as root everything may be written
        with pytest.raises(OSError, match="cannot write"):
            ree.to_excel(tmp_path / "no folder" / "book.xlsx", DEMAND)
        return
    with pytest.raises(PermissionError):
        ree.to_excel(path, DEMAND)
    assert path.read_bytes() == b"before"


def test_without_a_writer_of_excel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("reeindex.extras.importlib.import_module", missing)
    with pytest.raises(ImportError, match=r"reeindex\[excel\]"):
        ree.to_excel(tmp_path / "book.xlsx", DEMAND)


def test_csv_is_read_back_exactly(tmp_path: Path) -> None:
    path = tmp_path / "demand.csv"
    text = DEMAND.to_csv(path)
    assert path.read_text(encoding="utf-8") == text
    frame = pd.read_csv(path)
    assert frame["value"].tolist() == DEMAND.values.tolist()
    assert frame["source"].str.contains("kirsanov2025").all()
    for table in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame)):
        assert ree.to_csv(table).splitlines()[1:] == text.splitlines()[1:]


def test_csv_neutralises_formulas_where_asked() -> None:
    frame = pd.DataFrame({"text": EVIL, "number": [-1.5] * len(EVIL)})
    plain = list(csv.reader(io.StringIO(ree.to_csv(frame))))
    assert [row[0] for row in plain[1:]] == EVIL
    safe = list(csv.reader(io.StringIO(ree.to_csv(frame, neutralise=True))))
    assert [row[0] for row in safe[1:]] == ["'" + one for one in EVIL[:6]] + EVIL[6:]
    assert {row[1] for row in safe[1:]} == {"-1.5"}
    with pytest.raises(ree.InvalidArgument, match="neutralise"):
        ree.to_csv(frame, neutralise="yes")
    with pytest.raises(ree.InvalidArgument, match="of type Concentration"):
        ree.to_csv(ree.concentration([1, 2]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_survives_csv(texts: list[str]) -> None:
    found = list(csv.reader(io.StringIO(ree.to_csv(pl.DataFrame({"t": texts})), newline="")))
    assert [row[0] if row else "" for row in found[1:]] == texts


def test_arrow_and_polars_take_results() -> None:
    structure = ree.supply_structure(ree.load("usgs_mcs"), "mine_production")
    assert pl.DataFrame(structure)["share"].sum() == pytest.approx(1.0)
    assert pa.table(DEMAND)["value"].to_pylist() == DEMAND.values.tolist()
    assert structure.to_pandas()["area"].tolist() == [row.area for row in structure.rows]
