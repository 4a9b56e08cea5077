"""The counts of a messy export equal those that pandas makes of it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reeindex import patents as ree

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "patents"
RECORDS = 30_000

pytest.importorskip("pandas")
if not FOLDER.is_dir():
    pytest.skip("needs the benchmarks folder", allow_module_level=True)


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"patents_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    path = tmp_path_factory.mktemp("patents") / "export.csv"
    return path, load("generate").generate(path, RECORDS, 7, False)


@pytest.fixture(scope="module")
def reference(export: tuple[Path, dict[str, int]]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(json.dumps(load("pandas_reference").run(export[0], 10_000)))
    return result


@pytest.fixture(scope="module")
def patents(export: tuple[Path, dict[str, int]]) -> ree.Patents:
    return ree.read_patents(export[0], preset="lens")


def test_rows_are_what_was_written(
    export: tuple[Path, dict[str, int]], patents: ree.Patents
) -> None:
    facts = export[1]
    assert patents.rows == facts["rows"] >= RECORDS
    assert patents.malformed.count == facts["malformed"] > 0
    assert patents.duplicates.count == facts["duplicates"] > 0
    assert patents.doubtful.count == facts["bad_dates"] > 0
    assert len(patents) == facts["rows"] - facts["malformed"] - facts["duplicates"]


def test_the_same_records_families_and_applicants(
    reference: dict[str, Any], patents: ree.Patents
) -> None:
    assert len(patents) == reference["kept"]
    assert patents.malformed.count == reference["malformed_seen"]
    assert patents.duplicates.count == reference["duplicates"]
    assert patents.family_count == reference["families"]
    assert patents.applicant_count == reference["applicants"]
    network = patents.network()
    assert len(network.edges) == reference["edges"]
    assert sum(weight for _, _, weight in network.edges) == reference["joint"]


@pytest.mark.parametrize("counting", ["whole", "fractional"])
@pytest.mark.parametrize("unit", ["publication", "family"])
@pytest.mark.parametrize("by", ["office", "applicant", "technology", "field"])
def test_the_same_counts(
    reference: dict[str, Any], patents: ree.Patents, by: Any, unit: Any, counting: Any
) -> None:
    counts = patents.counts(by, unit=unit, counting=counting)
    expected = reference["counts"][f"{unit}/{by}/{counting}"]
    keys = {key.rpartition("@")[0] for key in expected}
    assert len(keys) > 5
    ours = {
        f"{key}@{year}": counts.table[i, j]
        for i, key in enumerate(counts.keys())
        if by != "applicant" or key in keys  # pandas keeps the largest hundred
        for j, year in enumerate(counts.years)
        if counts.table[i, j] > 0
    }
    assert ours == pytest.approx(expected, rel=1e-9)
    assert counts.undated.count == reference["counts"][f"{unit}/undated"]


def test_broken_quotes_cost_one_line_each(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    facts = load("generate").generate(path, 60_000, 3, True)
    one = ree.read_patents(path, preset="lens")
    reasons = {issue.reason.split(";")[0] for issue in one.malformed}
    assert "text after a closing quote" in reasons
    assert one.malformed.count == facts["malformed"]
    assert one.rows == facts["rows"]
    assert [str(r.publication) for r in one][:100] == [
        str(r.publication) for r in ree.read_patents(path, preset="lens", threads=1)
    ][:100]
