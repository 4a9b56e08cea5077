"""The data package against a hand-held copy of the paper, and against its checker."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import paper_figures as paper

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "kirsanov2025"
CHECKER = ROOT / "tools" / "check_data.py"

if not CHECKER.is_file():
    pytest.skip("needs the repository's data/ and tools/", allow_module_level=True)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def observed(indicator: str) -> dict[tuple[str, int], dict[str, str]]:
    return {
        (r["area"], int(r["year"])): r for r in rows("observations") if r["indicator"] == indicator
    }


@pytest.mark.parametrize("indicator", paper.TABLE_1)
def test_table_1_equals_the_paper(indicator: str) -> None:
    cells = observed(indicator)
    assert sorted(cells) == [("WLD", year) for year in paper.TABLE_1_YEARS]
    for year, printed in zip(paper.TABLE_1_YEARS, paper.TABLE_1[indicator], strict=True):
        assert float(cells["WLD", year]["value"]) == printed, (indicator, year)


def test_table_2_equals_the_paper() -> None:
    cells = observed("patents")
    assert len(cells) == 110
    for office, counts in paper.TABLE_2.items():
        for year, count in zip(paper.TABLE_2_YEARS, counts, strict=True):
            text = cells.pop((office, year))["value"]
            assert text == ("" if count is None else str(count)), (office, year)
    assert not cells


def test_the_copy_of_the_tables_is_whole() -> None:
    assert sum(len(v) for v in paper.TABLE_1.values()) == 36
    flat = [n for counts in paper.TABLE_2.values() for n in counts]
    assert (len(flat), flat.count(None)) == (110, 2)
    assert {k: sum(n or 0 for n in v) for k, v in paper.TABLE_2.items()} == paper.TABLE_2_SUMS
    assert sum(paper.TABLE_2_SUMS.values()) == 28070


def test_printed_decimals() -> None:
    decimals = {r["indicator"]: int(r["decimals"]) for r in rows("series")}
    for row in rows("observations"):
        assert len(row["value"].partition(".")[2]) == (
            decimals[row["indicator"]] if row["value"] else 0
        )


def test_only_one_cell_is_corrected() -> None:
    corrected = [
        r for r in rows("observations") if r["correction"] or r["erratum"] or r["correction_status"]
    ]
    assert [(r["indicator"], r["year"], r["value"], r["correction"]) for r in corrected] == [
        ("reserves", "2019", "1200", "120")
    ]
    assert (
        corrected[0]["obs_status"],
        corrected[0]["correction_status"],
        corrected[0]["erratum"],
    ) == ("U", "I", "E-01")


def test_statuses() -> None:
    for (area, year), row in observed("patents").items():
        expected = "P" if year >= 2021 else "D" if area in ("EP", "WO") else "A"
        assert row["obs_status"] == (expected if row["value"] else "O"), (area, year)
    assert [y for (_, y), r in sorted(observed("patents").items()) if r["obs_status"] == "O"] == [
        2020,
        2022,
    ]
    for (_, year), row in observed("neodymium_oxide_demand").items():
        assert row["obs_status"] == ("E" if year <= 2020 else "F")
    assert {y for (_, y), r in observed("reserves").items() if r["qualifier"] == "more_than"} == {
        2024
    }


def key(
    subject: str, value: float, unit: str, qualifier: str, printed: str
) -> tuple[str, float, str, str, str]:
    return subject, float(value), unit, qualifier, printed


COPIED = (
    *paper.WORLD_FIGURES,
    *paper.COMPANY_FIGURES,
    *paper.LATER_FIGURES,
    *paper.OTHER_FIGURES,
)
FIGURES = Counter(key(*figure) for figure in COPIED)


def stored_figures() -> Counter[tuple[str, float, str, str, str]]:
    return Counter(
        key(r["subject"], float(r["value"]), r["unit"], r["qualifier"], r["printed"])
        for r in rows("figures")
    )


def test_every_figure_is_stored_as_printed_and_no_other() -> None:
    stored = stored_figures()
    assert FIGURES - stored == Counter()
    assert stored - FIGURES == Counter()
    assert FIGURES.total() == len(COPIED) == 142


def test_ranges_keep_both_ends() -> None:
    high = {r["printed"]: float(r["value_high"]) for r in rows("figures") if r["value_high"]}
    assert high == {"16% to 70%": 70, "0.5–1.0%": 1.0, "2–3 years": 3}  # noqa: RUF001


def test_corrections_stand_beside_what_is_printed() -> None:
    corrected = {
        r["printed"]: (float(r["value"]), float(r["correction"]))
        for r in rows("figures")
        if r["correction"]
    }
    assert corrected == {
        "9,066 thousand tons": (9066, 9.066),
        "22,578 thousand tons": (22578, 22.578),
    }


def test_companies() -> None:
    stored = {
        r["name"]: (int(r["founded"]) if r["founded"] else None, r["seat_city"] or None)
        for r in rows("companies")
    }
    assert {name: stored[name] for name in paper.COMPANIES} == paper.COMPANIES
    years = {
        r["subject"].removeprefix("company:"): r["value"]
        for r in rows("figures")
        if r["id"].endswith("-founded")
    }
    assert years == {r["id"]: r["founded"] for r in rows("companies") if r["founded"]}


def test_patent_owners() -> None:
    printed = {r["id"]: r["name_printed"] for r in rows("companies")}
    owners = rows("patent_owners")
    assert tuple(printed[r["company"]] for r in owners) == paper.PATENT_OWNERS
    assert {r["country_printed"] for r in owners} == {"JP"}
    assert Counter(r["country"] for r in owners) == {"JP": 9, "CN": 1}


def test_patents() -> None:
    names = {r["id"]: r["name_printed"] for r in rows("companies")}
    stored = tuple(
        (
            int(r["reference"]),
            r["publication"],
            r["publication_date"],
            names[r["assignee"]],
            r["group"],
        )
        for r in rows("patents")
    )
    assert stored == paper.PATENTS


def test_patent_kinds_follow_from_number_suffix_and_date() -> None:
    for row in rows("patents"):
        number = row["publication"]
        assert row["kind_printed"] == number[11:]
        if number[2] == "2":
            expected = "U"
        elif row["erratum"] == "E-07":
            assert row["kind_printed"] == "A"
            expected = "B"
        else:
            expected = row["kind_printed"] or "A"
        assert row["kind"] == expected
    assert Counter(r["kind"] for r in rows("patents")) == {"A": 7, "U": 3, "B": 9}


def test_claims_are_numbered_without_gap() -> None:
    assert [r["id"] for r in rows("claims")] == [f"N{n:02}" for n in range(1, 64)]


def test_errata_that_are_not_known_for_certain_are_left_out() -> None:
    stored = {r["id"] for r in rows("errata")}
    assert stored == {f"E-{n:02}" for n in range(1, 32)} - {"E-19", "E-27"}
    assert {r["id"] for r in rows("errata") if r["proof"] == "external"} == {
        "E-08", "E-11", "E-12", "E-13", "E-14", "E-15", "E-20",
    }  # fmt: skip


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CHECKER), "--data", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_package_is_sound() -> None:
    result = check(DATA)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return apply


def add_bom(folder: Path) -> None:
    path = folder / "series.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


DAMAGE: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("unknown status", edit("observations.csv", "140,exact,A", "140,exact,Z"), "'Z' is not one of"),
    ("decimal comma", edit("observations.csv", ",9.1,", ',"9,1",'), "not a plain decimal number"),
    ("missing value without a status", edit("observations.csv", "2013,140,exact", "2013,,"), "a value is missing exactly"),
    ("unknown area", edit("observations.csv", "patents,CN,2012", "patents,IN,2012"), "not in the scheme"),
    ("repeated key", edit("observations.csv", "patents,CN,2013", "patents,CN,2012"), "is that of row"),
    ("lost source", edit("observations.csv", "A,,,,kirsanov2025", "A,,,,"), "is required and empty"),
    ("unknown source", edit("figures.csv", "kirsanov2025", "kirsanov2026"), "is not in sources"),
    ("bad unit", edit("figures.csv", "kt/a", "ktpa"), "neither UCUM nor"),
    ("bad subdivision", edit("deposits.csv", "RU-MUR", "RU-MU"), "is not an ISO 3166-2 code in use"),
    ("subdivision of another country", edit("deposits.csv", "RU,RU-MUR", "ZA,RU-MUR"), "is not in country"),
    ("unknown parent", edit("companies.csv", "CN,baogang-group", "CN,baogang"), "is not in companies"),
    ("unknown erratum", edit("events.csv", "E-15", "E-99"), "is not in errata"),
    ("range upside down", edit("figures.csv", "16,70", "16,7"), "value_high is not above value"),
    ("unknown input", edit("claims.csv", "figure:fig-market-2021", "figure:fig-market"), "is not in figures.csv"),
    ("impossible date", edit("patents.csv", "2019-08-30", "2019-02-30"), "patents.csv, row 2"),
    ("renamed column", edit("deposits.csv", "id,name", "id,title"), "header"),
    ("ragged row", edit("events.csv", "first-patent,", "first-patent,,"), "cells instead of"),
    ("byte order mark", add_bom, "byte order mark"),
    ("stray file", lambda folder: (folder / "more.csv").write_text("a\n1\n"), "not among the resources"),
    ("lost file", lambda folder: (folder / "claims.csv").unlink(), "no such file"),
)  # fmt: skip


@pytest.mark.parametrize(("damage", "message"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_checker_finds_damage(
    tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    damage(folder)
    result = check(folder, "--write")
    assert result.returncode == 1
    assert message in result.stdout


def test_checker_finds_a_changed_file_by_its_hash(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    edit("series.csv", "Rare earth reserves", "Rare Earth reserves")(folder)
    result = check(folder)
    assert result.returncode == 1
    assert "SHA-256" in result.stdout
    assert check(folder, "--write").returncode == 0
    assert check(folder).returncode == 0


def test_checker_refuses_a_folder_without_descriptor(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_descriptor_follows_the_files() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {p.name for p in DATA.glob("*.csv")}
    for resource in package["resources"]:
        assert resource["bytes"] == (DATA / resource["path"]).stat().st_size
