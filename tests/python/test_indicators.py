"""Indicators against NumPy, SciPy, statsmodels and worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from reeindex import InvalidArgument, NotFound, TimeSeries, UnitError
from reeindex import indicators as ind
from reeindex._core.core import Quantity

YEARS = list(range(2013, 2025))
MINE = [110, 123, 130, 129, 132, 190, 220, 240, 280, 300, 376, 390]
NEODYMIUM = [9.1, 10.3, 11.6, 13.1, 14.6, 16.4, 18.4, 20.7, 21.1, 21.6, 22.0, 22.6]
OFFICES = {
    2012: [1006, 525, 392, 210, 331, 195, 37, 55, 65, 6],
    2020: [1486, 252, 250, 112, 201, 106, 15, 27, 37],
    2021: [1286, 130, 156, 28, 176, 40, 15, 9, 22, 2],
    2022: [793, 28, 64, 9, 51, 11, 1, 3, 6],
}
NAN, INF = math.nan, math.inf


@pytest.fixture
def mine() -> TimeSeries:
    return TimeSeries(YEARS, MINE, unit="kt/a")


# --- growth


def test_growth_of_the_paper(mine):
    rate = ind.cagr(mine)
    assert type(rate) is float
    assert rate == pytest.approx(0.12194140204325588, abs=1e-12)
    assert ind.doubling_time(mine) == pytest.approx(6.024193378932192, abs=1e-12)
    assert ind.log_linear_growth(mine).rate == pytest.approx(0.12464234209336465, abs=1e-12)
    assert ind.cagr(mine, 2018, 2024) == pytest.approx((390 / 190) ** (1 / 6) - 1, abs=1e-14)


def test_log_linear_growth_equals_statsmodels(mine):
    sm = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(5)
    for n in (3, 4, 8, 25):
        years = np.sort(rng.choice(np.arange(1950, 2050), n, replace=False))
        values = np.exp(rng.normal(3, 1) + 0.03 * (years - 2000) + rng.normal(0, 0.2, n))
        expected = sm.OLS(np.log(values), sm.add_constant(years - years.mean())).fit()
        found = ind.log_linear_growth(values, years=years, level=0.9)
        low, high = expected.conf_int(0.1)[1]
        assert found.rate == pytest.approx(expected.params[1], rel=1e-11)
        assert found.stderr == pytest.approx(expected.bse[1], rel=1e-10)
        assert found.interval == pytest.approx((low, high), rel=1e-9)
        assert found.r_squared == pytest.approx(expected.rsquared, abs=1e-12)
        assert found.residual_sd == pytest.approx(math.sqrt(expected.mse_resid), rel=1e-10)


def test_growth_shows_its_sensitivity(mine):
    found = ind.growth(TimeSeries(YEARS, MINE, unit="kt/a", decimals=0))
    assert float(found) == found.value == ind.cagr(mine)
    assert found.intervals == 11
    assert found.without_first == pytest.approx((390 / 123) ** 0.1 - 1)
    assert found.without_last == pytest.approx((376 / 110) ** 0.1 - 1)
    low, high = found.rounding_interval
    assert low < found.value < high
    assert found.regression.rate == ind.log_linear_growth(mine).rate
    assert "2013 to 2024, 11 intervals; regression 13.27 %, 95 % interval" in repr(found)


def test_provisional_and_missing_years_are_told():
    s = TimeSeries(
        [2019, 2020, 2021, 2022], [100, None, 121, 50], status=["A", "O", "A", "P"], unit="t"
    )
    everything = ind.growth(s)
    assert everything.provisional == [2022]
    assert everything.left_out == [2020]
    assert "provisional values used: 2022" in repr(everything)
    assert ind.cagr(s, include_provisional=False) == pytest.approx(0.1)
    change = ind.year_on_year(s)
    assert change.years.tolist() == [2022]
    assert change.skipped == {2021: "no value in 2020"}
    with pytest.raises(InvalidArgument, match=r"year = 2022: must be a year that is not provis"):
        ind.cagr(s, 2019, 2022, include_provisional=False)
    with pytest.raises(NotFound):
        ind.cagr(s, 2018)


def test_year_on_year_equals_numpy(mine):
    found = ind.year_on_year(mine)
    assert found.years.tolist() == YEARS[1:]
    np.testing.assert_allclose(found.rates, np.diff(MINE) / MINE[:-1], rtol=1e-14)


def test_plain_values_and_pandas():
    assert ind.cagr([1, 2, 4]) == pytest.approx(1.0)
    assert ind.cagr(np.array([1.0, 4.0]), years=[2000, 2002]) == pytest.approx(1.0)
    pd = pytest.importorskip("pandas")
    assert ind.cagr(pd.Series([1.0, 4.0], index=[2000, 2002])) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ind.cagr([]), InvalidArgument, "values = empty"),
        (lambda: ind.cagr([5]), InvalidArgument, "at least two values"),
        (lambda: ind.cagr([0, 5]), InvalidArgument, "first value = 0: must be finite and greater"),
        (lambda: ind.cagr([5, -1]), InvalidArgument, "last value = -1"),
        (lambda: ind.cagr([1, NAN]), InvalidArgument, "at least two values"),
        (lambda: ind.cagr([1, INF]), InvalidArgument, "inf at position 1"),
        (lambda: ind.cagr(["1", 2]), InvalidArgument, "text"),
        (lambda: ind.cagr([1, 2], 2000, 2001), InvalidArgument, "years = None"),
        (lambda: ind.cagr([1, 2], years=[2000]), InvalidArgument, "length"),
        (lambda: ind.cagr([1, 2], years=[2001, 2000]), InvalidArgument, "strictly increasing"),
        (lambda: ind.cagr([1, 2], years=[2000, 2000.5]), InvalidArgument, "whole number"),
        (lambda: ind.cagr(TimeSeries([2000], [3])), InvalidArgument, "at least two values"),
        (lambda: ind.doubling_time([2, 1]), InvalidArgument, "does not grow does not double"),
        (lambda: ind.log_linear_growth([1, 0, 3]), InvalidArgument, "0 in 2"),
        (lambda: ind.log_linear_growth([1, 2, 3], level=0), InvalidArgument, "level = 0"),
        (lambda: ind.growth([1, 2, 3], level=NAN), InvalidArgument, "level = nan"),
        (lambda: ind.shares([]), InvalidArgument, "values = empty"),
        (lambda: ind.shares([0, 0]), InvalidArgument, "values = all zero"),
        (lambda: ind.hhi([1, -1]), InvalidArgument, "-1 at position 1: must be not negative"),
        (lambda: ind.hhi([1, NAN]), InvalidArgument, "nan at position 1"),
        (lambda: ind.hhi([1, INF]), InvalidArgument, "inf at position 1"),
        (lambda: ind.hhi([1, 2], scale=100), InvalidArgument, "scale = 100: must be 1 or 10000"),
        (lambda: ind.hhi("abc"), InvalidArgument, "values"),
        (lambda: ind.hhi(3), InvalidArgument, "values"),
        (lambda: ind.normalized_hhi([3]), InvalidArgument, "at least two units"),
        (lambda: ind.concentration_ratio([1, 2], 3), InvalidArgument, "n = 3"),
        (lambda: ind.concentration_ratio([1, 2], 0), InvalidArgument, "n = 0"),
        (lambda: ind.concentration_ratio([1, 2], 1.5), InvalidArgument, "n = 1.5"),
        (lambda: ind.hhi_bounds([0.8, 0.4]), InvalidArgument, "at most 1 in sum"),
        (lambda: ind.hhi_class(2061, 2010), InvalidArgument, "hhi = 2061: must be from 0 to 1"),
        (lambda: ind.hhi_thresholds(1997), InvalidArgument, "1992, 2010 or 2023"),
        (lambda: ind.rca([1, 2]), InvalidArgument, "two-dimensional"),
        (lambda: ind.rca([[1, 2], [0, 0]]), InvalidArgument, "row 1 all zero"),
        (lambda: ind.rca([[1, NAN], [1, 1]]), InvalidArgument, "nan at row 0, column 1"),
        (lambda: ind.rca([["a", "b"], ["c", "d"]]), InvalidArgument, "array of numbers"),
        (lambda: ind.rsca(-1), InvalidArgument, "advantage = -1"),
        (lambda: ind.rpa([1, NAN]), InvalidArgument, "advantage = nan"),
        (lambda: ind.reserves_to_production(1, 0), InvalidArgument, "production = 0"),
        (lambda: ind.reserves_to_production("1", 2), InvalidArgument, "reserves"),
        (lambda: ind.reserves_to_production(1, 2, 2024), InvalidArgument, "year"),
        (lambda: ind.growth_adjusted_lifetime(10, -1), InvalidArgument, "annual rate = -1"),
        (lambda: ind.hubbert_linearization([1], [1]), InvalidArgument, "at least two values"),
        (lambda: ind.supply_risk([]), InvalidArgument, "suppliers = empty"),
        (lambda: ind.supply_risk([(0.5, 1)]), InvalidArgument, "give the rest as a supplier"),
        (lambda: ind.supply_risk([(1.0,)]), InvalidArgument, "governance risk"),
        (lambda: ind.supply_risk("CN"), InvalidArgument, "global_supply"),
        (lambda: ind.supply_risk([(1, 1)]), InvalidArgument, "sourcing = missing"),
        (lambda: ind.supply_risk([(1, 1)], missing="guess"), InvalidArgument, "'raise' or 'bound'"),
        (lambda: ind.governance_risk(3, scale=10), InvalidArgument, "from -2.5 to 2.5"),
        (
            lambda: ind.net_import_reliance(imports=0, exports=5, production=5),
            InvalidArgument,
            "greater than 0",
        ),
        (lambda: ind.geopolrisk([1], [], 0), InvalidArgument, "domestic production"),
        (lambda: ind.geopolrisk([1], [(1, 2, 3)], 0), InvalidArgument, "instability"),
        (lambda: ind.life_cycle(1), InvalidArgument, "ceiling = None"),
        (lambda: ind.life_cycle(1, (10, 5)), InvalidArgument, "at least the lower ceiling"),
        (lambda: ind.life_cycle(-1, 10), InvalidArgument, "value = -1"),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message.replace("(", r"\(").replace("[", r"\[")):
        call()


# --- concentration


def test_concentration_of_the_paper():
    found = [round(ind.hhi(OFFICES[year], scale=10000)) for year in (2012, 2020, 2021, 2022)]
    assert found == [2061, 3885, 4977, 6822]
    assert ind.hhi(OFFICES[2020]) == pytest.approx(0.3885, abs=5e-5)


def test_concentration_equals_numpy_and_scipy():
    entropy = pytest.importorskip("scipy.stats").entropy
    rng = np.random.default_rng(1)
    for n in (1, 2, 7, 100):
        x = rng.gamma(0.5, size=n)
        s = x / x.sum()
        found = ind.concentration(x)
        assert found.hhi == pytest.approx((s**2).sum(), rel=1e-13)
        assert found.hhi_10000 == 10000 * found.hhi
        assert found.effective_number == pytest.approx(1 / (s**2).sum(), rel=1e-13)
        assert found.shannon == pytest.approx(entropy(s), abs=1e-13)
        assert found.theil == pytest.approx(math.log(n) - entropy(s), abs=1e-12)
        assert found.largest_share == pytest.approx(s.max())
        np.testing.assert_allclose(ind.shares(x), s, rtol=1e-14)
        if n > 1:
            assert found.normalized_hhi == pytest.approx(((s**2).sum() - 1 / n) / (1 - 1 / n))
            assert ind.concentration_ratio(x, 2) == pytest.approx(np.sort(s)[-2:].sum())
    assert ind.concentration([4]).normalized_hhi is None


def test_mappings_and_thresholds():
    counts = {"CN": 30, "US": 30, "JP": 20, "KR": 20}
    # The example of the U.S. Department of Justice: 30, 30, 20 and 20 % give 2,600.
    assert ind.hhi(counts, scale=10000) == pytest.approx(2600)
    assert ind.hhi_class(ind.hhi(counts), 2010) == "highly concentrated"
    assert ind.hhi_class(0.2061, 2010) == "moderately concentrated"
    assert ind.hhi_class(0.2061, 2023) == "highly concentrated"
    assert ind.hhi_thresholds(2010).high == 2500
    bounds = ind.hhi_bounds([0.5, 0.3])
    assert (bounds.lower, bounds.upper) == pytest.approx((0.34, 0.38))


# --- specialization


def test_advantage_equals_numpy():
    x = np.random.default_rng(2).gamma(1, size=(5, 7))
    expected = (x / x.sum(0)) / (x.sum(1, keepdims=True) / x.sum())
    np.testing.assert_allclose(ind.rca(x), expected, rtol=1e-13)
    np.testing.assert_allclose(ind.rta(x), expected, rtol=1e-13)
    np.testing.assert_allclose(ind.rsca(expected), (expected - 1) / (expected + 1), atol=1e-14)
    np.testing.assert_allclose(ind.rpa(expected), 100 * np.tanh(np.log(expected)), atol=1e-11)
    assert ind.rsca(3) == 0.5
    assert ind.rpa(0) == -100
    assert ind.rca([[30, 10], [10, 30]]).tolist() == [[1.5, 0.5], [0.5, 1.5]]


# --- depletion


def test_lifetimes_of_the_paper():
    reserves = TimeSeries(
        YEARS, [140, 130, 130, 120, 120, 120, 120, 120, 120, 130, 110, 90], unit="Mt"
    )
    production = TimeSeries(YEARS, MINE, unit="kt/a")
    found = ind.reserves_to_production(reserves, production, 2024)
    assert found.value == pytest.approx(230.769230769)
    assert found.unit == "a"
    assert ind.reserves_to_production(reserves, production).value == found.value
    assert ind.growth_adjusted_lifetime(found.value, 0.1219) == pytest.approx(29.3, abs=0.05)
    assert ind.growth_adjusted_lifetime(found.value, 0.0) == found.value
    assert ind.growth_adjusted_lifetime(100, 0.05, continuous=True) == pytest.approx(
        math.log(6) / 0.05
    )
    assert ind.growth_adjusted_lifetime(100, -0.02) == INF


def test_qualifiers_and_units_are_kept():
    more = Quantity(90, "Mt", "REO", "more_than")
    mined = Quantity(390, "kt/a", "REO")
    assert ind.reserves_to_production(more, mined).qualifier == "more_than"
    with pytest.raises(UnitError):
        ind.reserves_to_production(more, Quantity(390, "kt/a", "element"))
    with pytest.raises(InvalidArgument, match="bounds that agree"):
        ind.reserves_to_production(more, Quantity(390, "kt/a", "REO", "more_than"))
    with pytest.raises(InvalidArgument, match="of the kind of reserves"):
        ind.reserves_to_production(more, 390)


def test_hubbert_line_equals_polyfit():
    rng = np.random.default_rng(3)
    cumulative = np.cumsum(rng.uniform(1, 2, 30)) + 10
    production = 0.06 * cumulative * (1 - cumulative / 150) * np.exp(rng.normal(0, 0.05, 30))
    found = ind.hubbert_linearization(cumulative, production)
    slope, intercept = np.polyfit(cumulative, production / cumulative, 1)
    assert found.slope == pytest.approx(slope)
    assert found.rate == pytest.approx(intercept)
    assert found.urr == pytest.approx(-intercept / slope)
    rising = ind.hubbert_linearization([1, 2, 4], [0.1, 0.3, 0.9])
    assert rising.urr is None
    assert "no ceiling" in rising.message


# --- supply risk


def test_supply_risk_by_hand():
    found = ind.supply_risk(
        {"CN": (0.6, 5), "US": (0.4, 2)},
        [(0.5, 5, 1.1), (0.5, 3)],
        import_reliance=0.8,
        recycling_input_rate=0.1,
        substitution_index=0.9,
    )
    assert found.value == pytest.approx((2.12 * 0.4 + 2.125 * 0.6) * 0.9 * 0.9)
    unknown = ind.supply_risk(
        {"CN": (0.6, 5), "US": (0.4, 2)},
        [(0.5, 5, 1.1), (0.5, 3)],
        import_reliance=0.8,
        substitution_index=0.9,
        missing="bound",
    )
    assert unknown.value is None
    assert unknown.lower <= found.value <= unknown.upper
    assert unknown.missing == ["recycling input rate"]
    assert "missing: recycling input rate" in repr(unknown)
    assert ind.governance_risk(-2.5, scale=10) == 10
    assert ind.net_import_reliance(imports=90, exports=10, production=20) == pytest.approx(0.8)
    assert ind.geopolrisk([50, 30, 20], [(60, 0.5), (20, 0.2)], 20) == pytest.approx(0.38 * 0.34)


def test_geopolrisk_equals_the_example_of_another_implementation():
    """The case in the tests of geopolrisk-py (doi:10.21105/joss.09600): 1000 / 2500 at HHI 0.3."""
    production = [4, 3, 2, 1]
    assert ind.hhi(production) == pytest.approx(0.3)
    assert ind.geopolrisk(production, [(2000, 0.5)], 500) == pytest.approx(0.3 * 1000 / 2500)


# --- truncation and life cycle


def test_truncation():
    counts = TimeSeries([2019, 2020, 2021, 2022], [100, 90, 60, 5], unit="{patent}")
    rows = ind.truncation_correction(counts, 2022, [0, 0.5, 0.9, 1])
    assert [row.corrected for row in rows] == [100, pytest.approx(100), 120, None]
    series = ind.truncation_corrected(counts, 2022, [0, 0.5, 0.9, 1])
    assert series.values[2] == 120
    assert series.printed.values[2] == 60
    assert series.status == ["A", "I", "I", "O"]
    with pytest.raises(InvalidArgument, match="ending at 1"):
        ind.truncation_correction(counts, 2022, [0.5, 0.9])
    with pytest.raises(InvalidArgument, match="not before the last count"):
        ind.truncation_correction(counts, 2021, [0.5, 1])


def test_truncation_is_unbiased_in_simulation():
    rng = np.random.default_rng(11)
    drawn = rng.binomial(400, 0.6, size=20000)
    series = [TimeSeries([2021], [float(n)]) for n in drawn[:2000]]
    rows = [ind.truncation_correction(s, 2021, [0.6, 1])[0] for s in series]
    corrected = np.array([row.corrected for row in rows])
    assert corrected.mean() == pytest.approx(400, rel=0.005)
    assert np.mean([row.standard_error for row in rows]) == pytest.approx(corrected.std(), rel=0.1)


def test_life_cycle_stages():
    assert ind.life_cycle(5, 100).earliest == "emergence"
    assert ind.life_cycle(95, 100).latest == "saturation"
    found = ind.life_cycle(60, (70, INF))
    assert not found.determined
    assert (found.earliest, found.latest) == ("emergence", "maturity")
    assert "not determined" in repr(found)


def test_life_cycle_of_a_fit():
    fit = pytest.importorskip("reeindex").fit
    known = ind.life_cycle(fit(TimeSeries(YEARS, NEODYMIUM, unit="kt/a"), "logistic"))
    low, high = known.share
    assert 0.5 < low < high <= 1.1
    open_ended = ind.life_cycle(fit(TimeSeries(YEARS, MINE, unit="kt/a"), "logistic"))
    assert open_ended.share == (0.0, 1.0)
    assert not open_ended.determined
    with pytest.raises(InvalidArgument, match="a curve with a ceiling"):
        ind.life_cycle(fit(TimeSeries(YEARS, MINE, unit="kt/a"), "linear"))
    with pytest.raises(InvalidArgument, match="level = 2"):
        ind.life_cycle(fit(TimeSeries(YEARS, MINE, unit="kt/a"), "logistic"), level=2)


# A technology that died: 38.9 in 2004, 2.6 in 2024.
DYING = [
    *(38.9, 37, 38.1, 39.3, 35.1, 35.8, 35.4, 35, 33.4, 28.6, 25.4),
    *(23.9, 19.5, 16.3, 15, 13, 8.8, 6.2, 5.6, 1.1, 2.6),
]


@pytest.mark.parametrize(
    ("curve", "upper"),
    [("logistic", "K"), ("gompertz", "K"), ("richards", "K"), ("logistic_floor", "floor")],
)
def test_a_falling_curve_is_in_decline(curve, upper):
    fit = pytest.importorskip("reeindex").fit(TimeSeries(range(2004, 2025), DYING), curve)
    assert fit.reach == pytest.approx(fit.fitted[-1] / fit.params[upper])
    assert 0.02 < fit.reach < 0.08
    assert f"the curve has fallen to {100 * fit.reach:.2f} % of its upper level" in fit.message
    assert "ceiling" not in fit.message
    found = ind.life_cycle(fit)
    assert (found.earliest, found.latest) == ("decline", "decline")
    if fit.identified:
        assert found.share[0] < fit.reach < found.share[1] < 0.1
    assert repr(found).endswith("of the upper level left)")


def test_a_falling_curve_without_an_upper_level_has_no_reach():
    fit = pytest.importorskip("reeindex").fit
    x = np.arange(2004, 2025)
    noise = 0.2 * np.random.default_rng(1).standard_normal(x.size)
    found = fit(TimeSeries(x, 5 + 30 * np.exp(-0.2 * (x - 2004)) + noise), "monomolecular")
    assert found.identified
    assert found.reach is None
    assert ind.life_cycle(found).earliest == "decline"


def test_no_stage_where_neither_a_fall_nor_a_constant_level_is_excluded():
    fit = pytest.importorskip("reeindex").fit
    open_ended = 0
    for seed in range(30):
        y = 20 + np.random.default_rng(seed).standard_normal(12)
        found = fit(TimeSeries(range(2010, 2022), y), "logistic")
        constant = [row for row in found.limits if row.limit == "constant"]
        if found.fitted[0] <= found.fitted[-1] or any(row.excluded for row in constant):
            continue
        stages = ind.life_cycle(found)
        assert not stages.determined
        assert stages.latest == "decline"
        open_ended += 1
    assert open_ended > 0


def test_a_count_of_zero_is_not_certain():
    rows = ind.truncation_correction(TimeSeries([2020, 2021], [4, 0]), 2021, [0.2, 1.0])
    assert rows[0].standard_error == 0
    assert rows[1].corrected == 0
    assert rows[1].standard_error is None
