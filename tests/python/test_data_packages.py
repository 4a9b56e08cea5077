"""The embedded packages: against the evidence they were transcribed from, and against their hashes."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import reeindex as ree

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
CHECKER = ROOT / "tools" / "check_data.py"
PLACES = [
    Path(os.environ.get("REEINDEX_EVIDENCE", "/nonexistent")),
    *(parent / "shared" / "data" / "evidence" for parent in ROOT.parents),
]
EVIDENCE = next((p for p in PLACES if (p / "sources.csv").is_file()), None)

Row = dict[str, str]
Cells = Counter[tuple[str, ...]]

NAMES = [
    "baci", "china_quotas", "cited_figures", "iea", "kirsanov2025", "usgs_ds140", "usgs_mcs", "usgs_mcs_latest",
    "usgs_myb", "usitc", "wgi",
]  # fmt: skip


def test_datasets_are_listed() -> None:
    listed = ree.datasets()
    assert [one.name for one in listed] == NAMES
    assert sum(one.bytes for one in listed) < 3_000_000
    for one in listed:
        assert one.title
        assert one.publisher
        assert one.edition
        assert one.published
        assert one.licence
        assert one.attribution
        assert "observations" in one.tables
        assert one.name in repr(one)
        assert ree.load(one.name).package.title == one.title  # type: ignore[union-attr]
    with pytest.raises(ree.NotFound, match="no dataset 'usgs_msc'; did you mean 'usgs_mcs'"):
        ree.load("usgs_msc")


def test_paper_is_one_of_them() -> None:
    assert ree.load("paper").all_series() == ree.load_paper().all_series()
    assert ree.load_paper().vintages() == []


def test_licence_file_names_each_attribution() -> None:
    if not (ROOT / "LICENSE-DATA").is_file():
        pytest.skip("needs the repository")
    text = " ".join((ROOT / "LICENSE-DATA").read_text(encoding="utf-8").split())
    for one in ree.datasets():
        assert f"data/{one.name}" in text
        if one.name != "kirsanov2025":
            assert one.attribution in text


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_the_listed_hash(name: str) -> None:
    if not DATA.is_dir():
        pytest.skip("needs the repository's data/")
    package = json.loads((DATA / name / "datapackage.json").read_text(encoding="utf-8"))
    dataset = ree.load(name)
    assert sorted(r["name"] for r in package["resources"]) == dataset.tables
    for resource in package["resources"]:
        raw = (DATA / name / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest()
        with (DATA / name / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert dataset.table(resource["name"]) == list(csv.DictReader(file))


def evidence(name: str) -> list[Row]:
    assert EVIDENCE is not None
    with (EVIDENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def embedded(name: str, table: str, *columns: str, where: str = "") -> Cells:
    return Counter(
        tuple(row[c] for c in columns)
        for row in ree.load(name).table(table)
        if not where or row["indicator"].startswith(tuple(where.split()))
    )


def iso2(row: Row, column: str = "iso3") -> str:
    return ree.country(row[column]).code


def may_be_embedded() -> set[str]:
    return {
        r["source_id"]
        for r in evidence("sources")
        if "check against" not in r["may_embed"] and not r["may_embed"].startswith("no")
    }


def squeezed(text: str) -> str:
    return " ".join(text.split())


def expected() -> Iterator[tuple[str, Cells, Cells]]:
    """Yield, for each table, the cells of the evidence and those that are embedded."""
    world = Counter(
        (
            r["quantity"],
            iso2(r),
            r["source_id"],
            r["reference_year"],
            squeezed(r["value_as_printed"]),
        )
        for r in evidence("usgs_mcs_world_production_reserves")
    )
    cell = ("indicator", "area", "source", "year", "printed")
    yield (
        "mcs world",
        world,
        embedded("usgs_mcs", "observations", *cell, where="mine_production reserves"),
    )
    allowed = may_be_embedded()
    salient = Counter(
        (r["item"], "US", r["source_id"], r["year"], squeezed(r["value_as_printed"]))
        for r in evidence("usgs_mcs_salient_us")
        if r["source_id"] in allowed
    )
    assert salient.total() == 525
    found = embedded("usgs_mcs", "observations", *cell)
    yield "mcs salient", salient, found - world
    yield (
        "mcs import sources",
        Counter(
            (r["material"], iso2(r), r["share_as_printed"])
            for r in evidence("usgs_mcs_import_sources")
        ),
        embedded("usgs_mcs", "import_sources", "material", "area", "printed"),
    )
    short = ("area", "source", "year", "printed")
    yield (
        "mcs latest",
        Counter(
            (iso2(r), r["source_id"], r["year"], r["value_t"])
            for r in evidence("usgs_mcs_latest_print_2003_2024")
        ),
        embedded("usgs_mcs_latest", "observations", *short),
    )
    yield (
        "ds 140",
        Counter(
            (iso2(r, "geography"), r["source_id"], r["year"], r["value_as_printed"], r["place"])
            for r in evidence("usgs_ds140_rare_earths")
        ),
        embedded("usgs_ds140", "observations", *short, "locator"),
    )
    yearbook = Counter(
        (iso2(r), r["source_id"], r["year"], r["value_as_printed"])
        for r in evidence("usgs_myb_world_mine_production")
    )
    yearbook += Counter(
        (
            "WLD" if "World" in r["item_as_printed"] else "US",
            r["source_id"],
            r["year"],
            squeezed(r["value_as_printed"]),
        )
        for r in evidence("usgs_myb_salient_us")
    )
    yearbook += Counter(
        ("US", r["source_id"], r["year"], squeezed(r["value_as_printed"]))
        for r in evidence("usgs_myb_oxide_prices")
    )
    yield "yearbook", yearbook, embedded("usgs_myb", "observations", *short)
    yield (
        "elements",
        Counter(
            (r["location"], r["element"], r["share_as_printed"])
            for r in evidence("usgs_myb_ree_contents_of_minerals")
        ),
        embedded("usgs_myb", "element_shares", "location", "element", "printed"),
    )
    trade = evidence("usitc_us_trade_2805_2846")
    annual = [r for r in trade if r["period"] == "annual"]
    flows = {"imports_for_consumption": "imports", "domestic_exports": "exports"}
    yield (
        "usitc",
        Counter(
            (
                f"{flows[r['flow']]}_{r['hts4']}_{what}",
                iso2(r, "partner_iso3"),
                r["year"],
                r[column],
            )
            for r in annual
            for what, column in (("value", "value_usd"), ("mass", "reported_mass_kg"))
        ),
        embedded("usitc", "observations", "indicator", "area", "year", "printed"),
    )
    yield (
        "usitc, part years",
        Counter(
            (
                r["hts4"],
                flows[r["flow"]],
                iso2(r, "partner_iso3"),
                r["year"],
                r["value_usd"],
                r["reported_mass_kg"],
            )
            for r in trade
            if r["period"] != "annual"
        ),
        embedded(
            "usitc", "part_years", "hts4", "flow", "area", "year", "value_usd", "reported_mass_kg"
        ),
    )
    yield (
        "wgi",
        Counter(
            ("wgi_" + r["dimension_name"], iso2(r), r["year"], r["estimate"], r["standard_error"])
            for r in evidence("wgi_2024_edition_ree_countries")
        ),
        embedded("wgi", "observations", "indicator", "area", "year", "printed", "standard_error"),
    )
    demand = Counter()  # a cell of the base year stands in each of the three scenarios
    for r in evidence("iea_critical_minerals_2024_05_magnet_ree"):
        demand[r["place"], r["year"], r["value"]] += (
            3 if r["scenario"].startswith("base year") else 1
        )
    yield "iea", demand, embedded("iea", "observations", "locator", "year", "printed")
    columns = ("world_value_usd", "world_quantity_t", "china_export_value_share", "export_hhi")
    yield (
        "baci",
        Counter((r["year"], r[c]) for r in evidence("baci_v202601_world_trade") for c in columns),
        embedded("baci", "observations", "year", "printed"),
    )
    yield (
        "baci partners",
        Counter(
            (r["hs6"], r["flow"], r["rank"], r["country_iso2"], r["value_usd"])
            for r in evidence("baci_v202601_top_partners_2024")
        ),
        embedded("baci", "top_partners", "hs6", "flow", "rank", "area", "value_usd"),
    )
    yield (
        "quotas",
        Counter(
            (r["year"], r["value_t"], squeezed(r["note"]))
            for r in evidence("china_quotas")
            if r["value_t"]
        ),
        Counter(
            (r["year"], r["printed"], r["note"])
            for r in ree.load("china_quotas").table("observations")
            if r["printed"]
        ),
    )


@pytest.mark.skipif(EVIDENCE is None, reason="the evidence files are not beside the repository")
def test_every_embedded_cell_is_that_of_the_evidence() -> None:
    for name, wanted, found in expected():
        assert wanted - found == Counter(), name
        assert found - wanted == Counter(), name


def test_numbers_are_those_of_the_printed_cells() -> None:
    checked = 0
    for name in NAMES:
        for row in ree.load(name).table("observations"):
            printed = row.get("printed", "")
            digits = printed.replace(",", "").lstrip("><")
            try:
                number = float(digits)
            except ValueError:
                assert name == "cited_figures" or row["value"] == "" or "printed" not in row, (
                    name,
                    row,
                )
                continue
            assert float(row["value"]) == number, (name, row)
            checked += 1
    assert checked > 10_000


def test_statuses_and_qualifiers() -> None:
    mcs = ree.load("usgs_mcs")
    canada = mcs.series("mine_production", "CA")
    assert canada.status == ["O", "O"]
    assert canada.observations[0].note == "printed as a dash"
    assert mcs.series("mine_production", "CA", vintage="MCS 2022")[2021] == 0.0
    assert mcs.series("reserves", "IN").status == ["L"]
    assert mcs.series("reserves", "WLD").observations[0].qualifier == "more_than"
    assert mcs.series("mine_production", "CN").status == ["E", "E"]
    assert ree.load("usgs_ds140").series("production", "US").observations[56].printed_status == "Q"
    yearbook = ree.load("usgs_myb").table("observations")
    revised = [r for r in yearbook if "revised" in r["note"].split("; ")]
    assert len(revised) == 21 + 32 + 7
    assert {r["obs_status"] for r in yearbook if r["printed"] == "--"} == {"O"}


def test_newest_edition_is_the_default_and_named() -> None:
    mcs = ree.load("usgs_mcs")
    s = mcs.series("mine_production", "WLD")
    assert (s.vintage, s.scenario, s[2024]) == ("MCS 2026 v1.3", "", 380_000)
    assert "MCS 2026 v1.3" in repr(s)
    assert mcs.series("mine_production", "WLD", vintage="MCS 2025")[2024] == 390_000
    assert [v.id for v in mcs.vintages("reserves/WLD")] == [
        "MCS 2023", "MCS 2024", "MCS 2025", "MCS 2025 v2.0", "MCS 2026 v1.0", "MCS 2026 v1.3",
    ]  # fmt: skip
    assert next(v.id for v in mcs.vintages()) == "MCS 2022"
    with pytest.raises(ree.NotFound, match="no vintage of mine_production/WLD 'MCS 2021'"):
        mcs.series("mine_production", "WLD", vintage="MCS 2021")
    assert pickle.loads(pickle.dumps(s)) == s
    again = pickle.loads(pickle.dumps(mcs))
    assert again.package.licence == mcs.package.licence  # type: ignore[union-attr]
    assert again.series("reserves", "BR", vintage="MCS 2026 v1.0")[2025] == 21e6


def test_scenarios() -> None:
    iea = ree.load("iea")
    assert iea.scenarios("magnet_demand/WLD") == ["STEPS", "APS", "NZE"]
    s = iea.series("magnet_demand", "WLD", scenario="NZE")
    assert s.key == "magnet_demand/WLD/NZE"
    assert s.years.tolist() == [2023, 2030, 2035, 2040, 2045, 2050]
    assert s.status == ["A", "F", "F", "F", "F", "F"]
    assert s == iea["magnet_demand/WLD/NZE"]
    with pytest.raises(ree.InvalidArgument, match="one of STEPS, APS, NZE"):
        iea.series("magnet_demand", "WLD")


def test_standard_errors_are_read() -> None:
    last = ree.load("wgi").series("wgi_rule_of_law", "US").observations[-1]
    assert (last.year, last.printed) == (2023, 1.3277)
    assert last.standard_error is not None
    assert 0.1 < last.standard_error < 0.3
    assert ree.load_paper()["reserves/WLD"].observations[0].standard_error is None


def copy(name: str, folder: Path) -> Path:
    shutil.copytree(DATA / name, folder / name)
    return folder / name


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CHECKER), "--data", str(folder), "--write"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not CHECKER.is_file(), reason="needs the repository's tools/")
def test_checker_compares_totals_and_the_order_of_editions(tmp_path: Path) -> None:
    folder = copy("usgs_mcs", tmp_path)
    errata = folder / "errata.csv"
    errata.write_text(
        errata.read_text(encoding="utf-8").replace("reserves/WLD@2023", "reserves/WLD@2022")
    )
    result = check(folder)
    assert result.returncode == 1
    assert (
        "MCS 2024 reserves 2023: total 110000000 differs from the sum of its rows, 115414500"
        in result.stdout
    )
    vintages = folder / "vintages.csv"
    vintages.write_text(vintages.read_text(encoding="utf-8").replace("2025-04", "2021-04"))
    assert "stands after an edition of 2025-01" in check(folder).stdout
    with pytest.raises(ree.DataError, match="the oldest stands first"):
        ree.read_dataset(folder)


def test_a_changed_table_is_refused(tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("needs the repository's data/")
    folder = copy("usgs_mcs", tmp_path)
    assert ree.read_dataset(folder).keys() == ree.load("usgs_mcs").keys()
    series = folder / "series.csv"
    series.write_text(series.read_text(encoding="utf-8").replace("Mine prod", "Mine Prod"))
    with pytest.raises(ree.DataError, match="its SHA-256 is not the one"):
        ree.read_dataset(folder)


def test_a_table_more_in_a_folder_is_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "series.csv").write_text("indicator,title,unit\nmining,Mining,kt/a\n")
    (tmp_path / "observations.csv").write_text("indicator,area,year,value\nmining,CN,2014,2\n")
    (tmp_path / "prices.csv").write_text("year,price\n2020,49\n")
    data = ree.read_dataset(tmp_path)
    assert data.tables == ["observations", "prices", "series"]
    assert data.table("prices") == [{"year": "2020", "price": "49"}]
    assert data.package is None
