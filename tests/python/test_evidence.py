"""Revisions, splices, reconciliations and the audit on other sources."""

from __future__ import annotations

import json
import warnings

import pandas as pd
import pytest

import reeindex as ree
from reeindex.cli import main


@pytest.fixture(scope="module")
def mcs() -> ree.Dataset:
    return ree.load("usgs_mcs")


def test_revisions_are_a_triangle(mcs: ree.Dataset) -> None:
    r = ree.revisions(mcs, "mine_production/WLD")
    assert r.at(2021, "MCS 2022") == 280_000
    assert r.at(2021, "MCS 2023") == 290_000
    assert r.at(2021, "MCS 2024") is None
    first = {row.year: (row.first, row.latest) for row in r.rows}
    assert first[2021] == (280_000, 290_000)
    assert first[2024] == (390_000, 380_000)
    compared = [row for row in r.rows if row.prints > 1]
    assert r.compared == len(compared)
    assert r.mean_revision == pytest.approx(sum(row.revision for row in compared) / len(compared))
    frame = r.to_pandas()
    assert list(frame.columns) == r.vintages
    assert frame.loc[2024, "MCS 2026 v1.3"] == 380_000
    assert pd.isna(frame.loc[2021, "MCS 2024"])
    assert "mean revision" in repr(r)
    with pytest.raises(ree.InvalidArgument, match="the dataset has no vintages"):
        ree.revisions(ree.load_paper(), "mine_production/WLD")


def test_splice_keeps_sources_and_warns() -> None:
    yearbook = ree.load("usgs_myb").series("mine_production", "WLD")
    history = ree.load("usgs_ds140").series("mine_production", "WLD")
    with pytest.warns(ree.SpliceWarning, match="the series has a step where they meet"):
        joined = ree.splice([yearbook, history])
    assert joined.series[1984] == 41_400
    assert joined.origins[1984] == history.label
    assert joined.origins[2022] == yearbook.label
    overlap = joined.overlaps[0]
    assert (overlap.first_year, overlap.last_year, overlap.years) == (2018, 2020, 3)
    expected = [yearbook[year] / history[year] for year in (2018, 2019, 2020)]
    assert overlap.mean_ratio == pytest.approx(sum(expected) / 3)
    assert joined.series.vintage == "spliced"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ree.splice([yearbook, yearbook.between(2018, 2019)])
    with pytest.raises(ree.InvalidArgument, match="two series or more"):
        ree.splice([yearbook])
    with pytest.raises(ree.InvalidArgument, match=r"parts\[1\]"):
        ree.splice([yearbook, 3])  # type: ignore[list-item]


def test_reconcile_gives_a_reason_or_says_that_there_is_none(mcs: ree.Dataset) -> None:
    key = "price_neodymium_oxide/US"
    prices = ree.reconcile([(mcs, key, "MCS 2023"), (mcs, key, "MCS 2024")])
    reasons = {cell.year: cell.reason for cell in prices.cells if not cell.agrees}
    assert reasons[2021] == "misprint"
    quota = ree.load("china_quotas").series("mining_quota", "CN")
    against = ree.reconcile([(mcs, "mine_production/CN"), quota])
    assert all(cell.agrees for cell in against.cells)  # the USGS prints the quota
    frame = prices.to_pandas()
    assert set(frame.loc[frame["year"] == 2021, "reason"]) == {"misprint"}
    assert "unexplained" in repr(prices)
    with pytest.raises(ree.InvalidArgument, match=r"sources\[0\]"):
        ree.reconcile(["usgs_mcs", quota])  # type: ignore[list-item]


def test_audit_on_sources() -> None:
    paper = ree.load_paper()
    audit = ree.audit(paper, sources=True)
    verdicts = {claim.id: claim.verdict for claim in audit}
    assert verdicts["N08"] == "contradicted"
    assert verdicts["N21"] == verdicts["N24"] == "true_of_another_edition"
    assert verdicts["N06"] == "confirmed"
    assert audit["N08"].own_verdict == "not_testable"
    assert audit["N08"].evidence[0].recomputed.value == pytest.approx(390 / 41.4)  # type: ignore[union-attr]
    assert [one.role for one in audit["N24"].evidence] == ["named", "other"]
    assert sum(audit.counts.values()) == 63
    for claim in audit.verdict("not_testable"):
        assert claim.needed
    assert ree.audit(paper).counts == {"confirmed": 9, "contradicted": 13, "not_testable": 41}
    data = ree.audit_to_dict(audit)
    assert data["claims"][7]["evidence"][0]["inputs"][1]["key"].startswith("usgs_ds140:")
    text = audit.report().to_text()
    assert "true of another year or edition" in text
    with pytest.raises(ree.Error, match="source of an audit"):
        ree.audit(paper, sources=[ree.load("wgi")])


def test_command_data(capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> str:
        assert main(["data", *arguments]) == 0
        return capsys.readouterr().out

    assert "usgs_mcs" in run("list")
    about = run("show", "usgs_mcs")
    assert "attribution" in about
    assert "MCS 2026 v1.3" in about
    assert "380000" in run("show", "usgs_mcs", "mine_production/WLD")
    lines = run("export", "usgs_mcs", "reserves/BR", "--vintage", "MCS 2026 v1.0").splitlines()
    assert len(lines) == 2
    assert "21000000" in lines[1]
    exported = json.loads(run("export", "iea", "magnet_demand/WLD/NZE", "--format", "json"))
    assert exported["licence"] == "CC-BY-4.0"
    assert len(exported["observations"]) == 6
    assert main(["data", "show", "usgs"]) == 2
    assert "no dataset 'usgs'" in capsys.readouterr().err


def test_plot_of_revisions_and_of_a_scenario(mcs: ree.Dataset) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    ax = ree.plot(ree.revisions(mcs, "mine_production/WLD"))
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[0] == "MCS 2022"
    assert ax.get_title(loc="left") == "Mine production of rare earths: World"
    scenario = ree.load("iea").series("magnet_demand", "WLD", scenario="STEPS")
    ax = ree.plot(scenario)
    assert "STEPS" in ax.get_title(loc="left")
    assert "forecast by the source" in [text.get_text() for text in ax.get_legend().get_texts()]
