"""The audit from Python: verdicts worked out by hand from the paper, and the containers."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

import reeindex as ree
from reeindex.auditing import audit_to_dict, country_index, run_audit

# What the paper's own figures say of each claim, by hand; all others cannot be tested.
CONFIRMED = {
    "N02": 17,  # 17 elements
    "N05": 90,  # 90 Mt in text and table
    "N13": 100 * (490_214 / 337_470 - 1),
    "N14": 25,  # 210 = 168 x 1.25
    "N15": 100 * (202 / 162 - 1),
    "N16": 390 / 110,
    "N23": 100 * 45 / 390,
    "N28": 40 / 23,
    "N39": 100 * (40.96 / 32.42 - 1),
}
CONTRADICTED = {
    "N17": 9.1,
    "N20": 100 * ((11.6 / 8.7) ** (1 / 6) - 1),
    "N37": None,  # a flow is no part of a stock
    "N49": 1006 + 1091 + 1298 + 1469 + 1584 + 1627 + 1665 + 1432 + 1486 + 1286 + 793,
    "N55": 100 * (90 / 140 - 1),
    "N56": None,  # the scope
    "N57": 100 * (1486 / 1665 - 1),
    "N58": 11,
    "N59": None,  # kinds of documents
    "N60": None,
    "N61": None,  # meaning of EP
    "N62": 392 + 350 + 354 + 355 + 360 + 321 + 309 + 291 + 250 + 156 + 64,
    "N63": None,  # country of an owner
}


@pytest.fixture(scope="module")
def paper() -> ree.Dataset:
    return ree.load_paper()


@pytest.fixture(scope="module")
def claims(paper: ree.Dataset) -> ree.Audit:
    return ree.audit(paper)


def test_verdicts(claims: ree.Audit) -> None:
    assert [one.id for one in claims] == [f"N{n:02}" for n in range(1, 64)]
    assert {one.id for one in claims if one.verdict == "confirmed"} == set(CONFIRMED)
    assert {one.id for one in claims if one.verdict == "contradicted"} == set(CONTRADICTED)
    assert claims.counts == {"confirmed": 9, "contradicted": 13, "not_testable": 41}
    assert Counter(one.verdict for one in claims) == claims.counts
    assert [one.id for one in claims.verdict("contradicted")] == list(CONTRADICTED)


@pytest.mark.parametrize(("name", "value"), (CONFIRMED | CONTRADICTED).items())
def test_recomputed(claims: ree.Audit, name: str, value: float | None) -> None:
    claim = claims[name]
    if value is None:
        assert claim.recomputed is None
        assert claim.rounding is None
    else:
        assert claim.recomputed is not None
        assert claim.rounding is not None
        assert claim.recomputed.value == pytest.approx(value, rel=1e-12)
        assert claim.rounding[0] <= claim.recomputed.value <= claim.rounding[1]


def test_one_claim(claims: ree.Audit) -> None:
    claim = claims["N20"]
    assert claim.verdict == "contradicted"
    assert claim.proof == "paper"
    assert claim.stated == ree.Quantity(4.47, "%/a")
    assert claim.recomputed_text == "4.912 %/a"
    assert "4.91" in claim.explanation
    assert "not 4.47" in claim.explanation
    assert claim.erratum == "E-04"
    assert claim.source.locator == "Section 3, paragraph 6"
    assert [one.key for one in claim.inputs] == ["figure:fig-market-2021", "figure:fig-market-2027"]
    assert claim.inputs[0].value == "8.7 billion USD (2021)"
    assert repr(claim) == (
        "Claim(N20 contradicted: growth of the market 2021 to 2027, stated 4.47 %/a, "
        "recomputed 4.912 %/a)"
    )


@pytest.mark.parametrize("name", ["N21", "N44"])
def test_an_undated_output_may_be_of_another_year(claims: ree.Audit, name: str) -> None:
    # Numbers that round to 168 and 280 satisfy both claims, so they are not contradicted.
    assert 100 * 168.49 / 279.51 > 60
    claim = claims[name]
    assert claim.verdict == "not_testable"
    assert claim.recomputed is None
    assert "undated; it agrees with 2021, not with 2024" in claim.explanation


def test_outside_knowledge_is_cited(claims: ree.Audit) -> None:
    external = [one for one in claims if one.proof == "external"]
    assert {one.id for one in external} == {"N07", "N11", "N33", "N40", "N46", "N63"}
    for one in external:
        assert f"Disputed by another source ({one.erratum})" in one.explanation
        assert "http" in one.explanation


def test_container(claims: ree.Audit) -> None:
    assert len(claims) == 63
    assert claims[0].id == "N01"
    assert claims[-1].id == "N63"
    assert "N20" in claims
    assert "N99" not in claims
    assert 20 not in claims
    assert len(claims.claims) == 63
    with pytest.raises(ree.NotFound, match="no claim 'N99'"):
        claims["N99"]
    with pytest.raises(IndexError):
        claims[63]
    with pytest.raises(ree.NotFound, match="no verdict 'false'"):
        claims.verdict("false")  # type: ignore[arg-type]


def test_tables(claims: ree.Audit) -> None:
    text = repr(claims)
    assert text.startswith("Audit, 63 claims: 9 confirmed, 13 contradicted, 41 not testable")
    assert text.count("\n") == 64
    html = claims._repr_html_()
    assert html.count("<tr>") == 64
    assert "&gt; 3" in html
    assert "<script" not in html


def test_pandas(claims: ree.Audit) -> None:
    pytest.importorskip("pandas")
    frame = claims.to_pandas()
    assert list(frame.index) == [one.id for one in claims]
    assert frame.verdict.value_counts().to_dict() == dict(claims.counts)
    assert frame.loc["N23", "recomputed"] == pytest.approx(11.5385, abs=1e-4)
    assert frame.loc["N21", "qualifier"] == "about"
    assert frame.recomputed.notna().sum() == 16
    assert frame.loc["N13", "unit"] == "%"


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_documents(claims: ree.Audit, output_format: str) -> None:
    text = run_audit(output_format)
    for one in claims:
        assert one.id in text
    assert "13 of 63 claims" in text


def test_json(claims: ree.Audit) -> None:
    data = json.loads(run_audit("json"))
    assert data == audit_to_dict(claims)
    assert data["counts"] == claims.counts
    first = data["claims"][19]
    assert (first["id"], first["verdict"]) == ("N20", "contradicted")
    assert first["stated"] == {"value": 4.47, "unit": "%/a", "qualifier": "exact"}
    assert first["inputs"][0]["locator"] == "Section 3, paragraph 6"


def test_misuse(paper: ree.Dataset, tmp_path: Path) -> None:
    with pytest.raises(ree.NotFound, match="no format 'xml'"):
        run_audit("xml")
    with pytest.raises(ree.InvalidArgument, match="dataset"):
        ree.audit("paper")  # type: ignore[arg-type]
    with pytest.raises(ree.InvalidArgument, match="draws"):
        country_index(paper, draws=9)
    with pytest.raises(ree.InvalidArgument, match="seed"):
        country_index(paper, seed=-1)
    with pytest.raises(ree.InvalidArgument, match="level"):
        country_index(paper, level=1.0)
    with pytest.raises(ree.InvalidArgument, match="level = 'x': must be a number"):
        country_index(paper, level="x")  # type: ignore[arg-type]
    with pytest.raises(ree.InvalidArgument, match="weight_spread = None: must be a number"):
        country_index(paper, weight_spread=None)  # type: ignore[arg-type]


def test_country_index_of_a_share_without_area(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(Path(__file__).parents[2] / "data" / "kirsanov2025", folder)
    (folder / "datapackage.json").unlink()
    figures = folder / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    row = "fig-cn-share-mining,country:CN,share,share in world mining,mining,60,,,about,%,none,ratio,,"
    assert text.count(row + "CN,") == 1
    figures.write_text(text.replace(row + "CN,", row + ","), encoding="utf-8")
    index = country_index(ree.read_dataset(folder), draws=10)
    assert index.countries[0].country == "CN"


def test_country_index(paper: ree.Dataset) -> None:
    index = country_index(paper)
    ranks = {one.country: one for one in index.countries}
    # Every country with a figure of its own, and no other.
    assert set(ranks) == {"AU", "CA", "CN", "DE", "FR", "JP", "KR", "MM", "RU", "TW", "US"}
    # China leads in reserves, mining and patents whatever the rest is.
    assert ranks["CN"].first_share == 1.0
    assert ranks["CN"].interval == ranks["CN"].extremes == (1, 1)
    reserves, mining, patents = ranks["CN"].cells
    assert reserves.value == 44
    assert (mining.value, mining.upper) == (168, pytest.approx(0.67 * 390))
    assert patents.value == pytest.approx(
        (1006 + 1091 + 1298 + 1469 + 1584 + 1627 + 1665 + 1432) / 8
    )
    # Bounds: 7.4 % of 90 Mt for the USA and Australia, 85 % less China's for the other four.
    assert ranks["US"].cells[0].value is None
    assert ranks["US"].cells[0].upper == pytest.approx(6.66)
    assert ranks["RU"].cells[0].upper == pytest.approx(0.85 * 90 - 44)
    assert ranks["JP"].cells[0].upper == pytest.approx(90 - 0.85 * 90 - 6.66)
    assert ranks["RU"].cells[1].value == pytest.approx(3.9)
    assert (ranks["JP"].cells[1].value, ranks["JP"].cells[1].upper) == (None, 13)
    france = (6 + 10 + 8 + 20 + 11 + 11 + 10 + 7) / 8
    assert ranks["AU"].cells[2].upper == pytest.approx(france)
    for one in index.countries:
        assert (
            one.extremes[0] <= one.interval[0] <= one.median <= one.interval[1] <= one.extremes[1]
        )
    assert any("Brazil; India; South Africa" in spot for spot in index.blind_spots)
    assert any("E-06" in spot for spot in index.blind_spots)
    # The bound of 6.66 follows from the printed 7.4 %; the source that the paper names gives 8.4 %.
    assert any("E-13" in spot and "8.4 %" in spot for spot in index.blind_spots)
    assert any("China; Russian Federation is undated" in spot for spot in index.blind_spots)
    assert repr(country_index(paper)) == repr(index)
    assert repr(country_index(paper, seed=2)) != repr(index)
