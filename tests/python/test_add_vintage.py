"""The tool that turns a release of the USGS into an edition of a package."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "add_vintage.py"
PACKAGE = ROOT / "data" / "usgs_mcs"

if not TOOL.is_file():
    pytest.skip("needs the repository's data/ and tools/", allow_module_level=True)

HEADER = "Source,Country,Type,Prod_t_2024,Prod_t_est_2025,Prod_notes,Reserves_t,Reserves_notes\n"
TABLE = HEADER + (
    'MCS2027,United States,Mine,"45,500","51,000",,"1,900,000",\n'
    'MCS2027,Burma,Mine,"27,000","22,000",,NA,\n'
    'MCS2027,China,Mine,"270,000","270,000",,"44,000,000",\n'
    "MCS2027,Canada,Mine,\u2014,\u2014,,830000,\n"
    "MCS2027,Greenland,Mine,0,,,1500000,\n"
    'MCS2027,World total (rounded),Mine,"340,000","340,000",,">48,000,000",\n'
)


def run(folder: Path, table: str | bytes, *more: str) -> subprocess.CompletedProcess[str]:
    file = folder / "world.csv"
    file.write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
    package = folder / "usgs_mcs"
    if not package.exists():
        shutil.copytree(PACKAGE, package)
    arguments = [
        "--edition",
        "MCS 2027",
        "--published",
        "2027-01",
        "--document",
        "mcs2027_world_csv",
    ]
    arguments += ["--title", "Mineral Commodity Summaries 2027, data release"]
    command = [sys.executable, str(TOOL), str(file), "--into", str(package), *arguments, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "usgs_mcs" / "observations.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["vintage"] == "MCS 2027"]


def test_an_edition_is_added_with_its_statuses(tmp_path: Path) -> None:
    result = run(tmp_path, TABLE)
    assert result.returncode == 0, result.stdout + result.stderr
    cells = {(r["indicator"], r["area"], r["year"]): r for r in rows(tmp_path)}
    assert len(cells) == 18
    assert cells["mine_production", "US", "2024"]["value"] == "45500"
    assert cells["mine_production", "US", "2025"]["obs_status"] == "E"
    assert cells["reserves", "MM", "2025"]["obs_status"] == "L"
    assert cells["reserves", "WLD", "2025"]["qualifier"] == "more_than"
    dash = cells["mine_production", "CA", "2024"]
    assert (dash["value"], dash["obs_status"], dash["note"]) == ("", "O", "printed as a dash")
    assert cells["mine_production", "GL", "2024"]["value"] == "0"
    assert cells["mine_production", "GL", "2025"]["note"] == "empty cell"
    reeindex = pytest.importorskip("reeindex")
    data = reeindex.read_dataset(tmp_path / "usgs_mcs")
    assert data.series("mine_production", "WLD").vintage == "MCS 2027"
    assert data.series("mine_production", "WLD", vintage="MCS 2025")[2024] == 390_000


def test_known_traps(tmp_path: Path) -> None:
    windows = TABLE.replace("World total (rounded)", "World\u00a0total").encode("cp1252")
    result = run(tmp_path, windows, "--release-writes-zero-for-dash")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "read as Windows-1252" in result.stdout
    greenland = [r for r in rows(tmp_path) if r["area"] == "GL" and r["year"] == "2024"]
    assert greenland[0]["note"] == "the data release writes 0 where the print has a dash"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"340,000","340,000"', '"440,000","340,000"', "total 440000 differs from the sum of its rows"),
        ("Burma", "Burmah", "line 3: unknown country 'Burmah'"),
        ("Prod_t_2024", "Production", "two of production with their years"),
        ("Reserves_t", "Reserves_pct", "named as a percentage"),
        ('"45,500"', "about 45500", "is neither a whole number of tonnes nor a known mark"),
        ("World total (rounded)", "Other countries", "no row of the world total"),
        ("MCS2027,Burma", "MCS2027,China", "is that of row"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in TABLE
    result = run(tmp_path, TABLE.replace(old, new, 1))
    assert result.returncode in (1, 2)
    assert message in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert rows(tmp_path) == []


def test_an_edition_that_goes_backwards_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path, TABLE, "--published", "2020-01")
    assert result.returncode == 1
    assert "stands after an edition of 2026-05-27" in result.stdout
    assert rows(tmp_path) == []
