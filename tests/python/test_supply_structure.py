"""Indicators on the embedded figures; the arithmetic by hand stands in the tests of C++."""

from __future__ import annotations

import numpy as np
import pytest

import reeindex as ree


@pytest.fixture(scope="module")
def mcs() -> ree.Dataset:
    return ree.load("usgs_mcs")


@pytest.fixture(scope="module")
def mining() -> ree.SupplyStructure:
    return ree.supply_structure(ree.load("usgs_myb"), "mine_production", year=2022)


@pytest.mark.parametrize(
    ("vintage", "share"),
    [("MCS 2023", 33.85), ("MCS 2024", 40.0), ("MCS 2025", 48.9), ("MCS 2026 v1.3", 58.7)],
)
def test_china_s_share_of_the_printed_reserves(
    mcs: ree.Dataset, vintage: str, share: float
) -> None:
    one = ree.supply_structure(mcs, "reserves", vintage=vintage)
    assert one.vintage == vintage or vintage == "MCS 2025"
    assert 100 * one.of("CN").share_of_total == pytest.approx(share, abs=0.05)  # type: ignore[operator]


def test_concentration_is_that_of_the_rows(mining: ree.SupplyStructure) -> None:
    values = [row.value for row in mining.rows]
    assert mining.hhi == pytest.approx(ree.hhi(values))
    assert mining.hhi_10000 == pytest.approx(5250, abs=5)
    assert mining.effective_number == pytest.approx(1 / ree.hhi(values))
    assert mining.cr3 == pytest.approx(ree.concentration_ratio(values, 3))
    assert mining.without_largest == pytest.approx(sum(values) - max(values))
    assert mining.total == pytest.approx(mining.sum, rel=0.01)
    assert "HHI 52" in repr(mining)
    assert [one.year for one in ree.supply_structures(ree.load("usgs_myb"), "mine_production")] == [
        2018, 2019, 2020, 2021, 2022,
    ]  # fmt: skip


def test_the_world_without_china() -> None:
    rest = ree.rest_of_world(ree.load("usgs_mcs_latest"), "mine_production", "CN")
    expected = [15, 18, 25, 24, 27, 70, 88, 100, 122, 90, 121, 110]
    assert (rest.between(2013, 2024).values / 1000).tolist() == expected
    assert rest[2024] / rest[2013] == pytest.approx(7.33, abs=0.01)


def test_lifetimes(mcs: ree.Dataset) -> None:
    all_ = ree.reserves_lifetimes(mcs)
    years = {row.area: row.years for row in all_.rows}
    assert years["CN"] == pytest.approx(44e6 / 270e3)
    assert years["MM"] is None
    assert 0 < all_.production_without_reserves < 1
    assert "not" not in all_.vintage


def test_risk_carries_the_errors_of_governance(mining: ree.SupplyStructure) -> None:
    wgi = ree.load("wgi")
    rows = {row.area: row.share for row in mining.rows}
    scores = {area: ree.governance_score(wgi, area) for area in rows}
    by_hand = sum(rows[area] ** 2 * (2.5 - one.estimate) / 5 for area, one in scores.items() if one)
    found = ree.governance_weighted_hhi(mining, wgi)
    assert found.lower == pytest.approx(by_hand)
    generator = np.random.default_rng(1)
    draws = sum(
        rows[area] ** 2
        * (2.5 - one.estimate - one.standard_error * generator.normal(size=20_000))
        / 5
        for area, one in scores.items()
        if one
    )
    assert found.standard_error == pytest.approx(float(np.std(draws)), rel=0.03)
    ten = ree.governance_weighted_hhi(mining, wgi, scale=10)
    assert ten.lower == pytest.approx(10 * found.lower)
    stage = ree.supply_risk_of_stage("mining", mining, wgi, import_reliance=0.5)
    assert stage.missing == ["sourcing", "recycling input rate", "substitution index"]
    assert stage.risk.lower <= stage.risk.middle <= stage.risk.upper
    with pytest.raises(ree.NotFound, match="dimension of governance"):
        ree.governance_score(wgi, "CN", dimension="luck")
    assert ree.governance_score(wgi, "OTH") is None


def test_geopolrisk_is_that_of_the_general_function(mining: ree.SupplyStructure) -> None:
    wgi = ree.load("wgi")
    imports = {"CN": 7_000.0, "MY": 1_300.0}
    stability = {
        area: ree.governance_score(wgi, area, dimension="wgi_political_stability")
        for area in imports
    }
    found = ree.geopolrisk_of(mining, imports, 1_100, wgi)
    hhi = ree.hhi([row.value for row in mining.rows])
    weighted = sum(
        amount * (2.5 - stability[area].estimate) / 5  # type: ignore[union-attr]
        for area, amount in imports.items()
    )
    assert found.middle == pytest.approx(hhi * weighted / (1_100 + 8_300))


def test_elements(mining: ree.SupplyStructure) -> None:
    deposits = ree.load("usgs_myb")
    bayan = "Bayan Obo, Nei Mongol Autonomous Region"
    assert ree.element_content(deposits, "La", bayan, 100).upper == pytest.approx(23)
    nd = ree.element_content(deposits, "Nd", mining)
    assert 0 < nd.lower < nd.upper < mining.sum
    assert nd.upper / nd.upper_element == pytest.approx(1.1664, abs=1e-4)
    demand = ree.load_paper().series("neodymium_oxide_demand", "WLD")
    balance = ree.element_balance(deposits, "Nd", mining, [demand])
    assert balance.demands[0].oxide == pytest.approx(21_600)
    assert balance.demands[0].least_surplus == pytest.approx(nd.lower - 21_600)
    with pytest.raises(ree.InvalidArgument, match="reo = None"):
        ree.element_content(deposits, "Nd", "CN")
    with pytest.raises(ree.NotFound):
        ree.element_content(deposits, "Nd", "Atlantis", 1)
