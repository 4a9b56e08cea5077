"""compare: the criteria against SciPy's likelihoods, the ranking, and what is not ranked."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import scipy.optimize
import scipy.stats

import reeindex as ree

YEARS = np.arange(2004, 2020)


def bent(seed: int = 1, noise: float = 0.04) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return 80 / (1 + np.exp(-0.4 * (YEARS - 2012))) * np.exp(noise * rng.standard_normal(16))


def series(values: np.ndarray) -> ree.TimeSeries:
    return ree.TimeSeries(YEARS, values, unit="kt", title="something")


def aicc(loglik: float, k: int, n: int) -> float:
    return -2 * loglik + 2 * k + 2 * k * (k + 1) / (n - k - 1)


def test_gaussian_and_lognormal_likelihoods_are_those_of_scipy() -> None:
    values = bent()
    table = ree.compare(series(values), ["logistic"], errors=["gaussian", "lognormal", "student_t"])
    rows = {row.error: row for row in table.rows}

    def curve(t, k, r, t0):
        return k / (1 + np.exp(-r * (t - t0)))

    p, _ = scipy.optimize.curve_fit(
        curve, YEARS, values, p0=(80, 0.4, 2012), xtol=1e-14, ftol=1e-14
    )
    residuals = values - curve(YEARS, *p)
    loglik = scipy.stats.norm.logpdf(residuals, scale=np.sqrt(np.mean(residuals**2))).sum()
    assert rows["gaussian"].log_likelihood == pytest.approx(loglik, rel=1e-8)
    assert rows["gaussian"].aicc == pytest.approx(aicc(loglik, 4, 16), rel=1e-8)
    assert rows["gaussian"].bic == pytest.approx(-2 * loglik + 4 * np.log(16), rel=1e-8)

    p, _ = scipy.optimize.curve_fit(
        lambda t, *q: np.log(curve(t, *q)), YEARS, np.log(values), p0=(80, 0.4, 2012)
    )
    mean = curve(YEARS, *p)
    s = np.sqrt(np.mean(np.log(values / mean) ** 2))
    loglik = scipy.stats.lognorm.logpdf(values, s, scale=mean).sum()
    assert rows["lognormal"].log_likelihood == pytest.approx(loglik, rel=1e-8)
    assert rows["lognormal"].aicc == pytest.approx(aicc(loglik, 4, 16), rel=1e-8)


def test_rank_delta_and_weight_follow_from_aicc() -> None:
    table = ree.compare(
        series(bent()), ["linear", "exponential", "logistic", "gompertz"], errors=["gaussian"]
    )
    ranked = [row for row in table.rows if row.rank is not None]
    assert [row.rank for row in ranked] == list(range(1, len(ranked) + 1))
    values = np.array([row.aicc for row in ranked])
    assert (np.diff(values) >= 0).all()
    np.testing.assert_allclose([row.delta for row in ranked], values - values[0], atol=1e-9)
    weights = np.exp(-0.5 * (values - values[0]))
    np.testing.assert_allclose([row.weight for row in ranked], weights / weights.sum(), rtol=1e-9)
    assert table.best.curve == ranked[0].curve == "logistic"


def test_robust_losses_are_fitted_but_have_no_rank() -> None:
    table = ree.compare(series(bent()), ["logistic"], errors=["gaussian", "huber", "tukey"])
    assert [row.rank for row in table.rows] == [1, None, None]
    for row in table.rows[1:]:
        assert row.status == "converged"
        assert "no likelihood" in row.note
        alone = ree.fit(series(bent()), "logistic", error=row.error)
        assert row.fit.params == alone.params


def test_a_limit_of_a_curve_does_not_count_twice() -> None:
    values = 10 * np.exp(0.2 * (YEARS - 2004)) * (1 + 0.001 * np.sin(9.0 * (YEARS - 2004)))
    table = ree.compare(series(values), ["logistic", "exponential"])
    assert table.best.curve == "exponential"
    limit = next(row for row in table.rows if row.curve == "logistic")
    assert limit.status == "degenerate"
    assert limit.weight == 0.0
    assert "exponential of this list" in limit.note


def test_what_the_data_cannot_bear_is_last_with_its_reason() -> None:
    values = bent()
    values[0] = -1.0
    table = ree.compare(series(values), ["logistic", "linear"], errors=["gaussian", "lognormal"])
    last = [row for row in table.rows if row.rank is None]
    assert {row.error for row in last} == {"lognormal"}
    assert all("need positive values; -1 is not" in row.note for row in last)
    with pytest.raises(ValueError, match="without a ranked fit"):
        _ = ree.compare(series(values), ["logistic"], errors=["lognormal"]).best


def test_growth_of_plain_arrays() -> None:
    """The growth of a cumulative curve, given as arrays, is that of the series."""
    growth = np.diff(80 / (1 + np.exp(-0.4 * (np.arange(2003, 2020) - 2012)))) * (
        1 + 0.02 * np.cos(7.0 * YEARS)
    )
    share = np.where(YEARS < 2018, 1.0, 0.7)
    alone = ree.fit_xy(YEARS, growth * share, "logistic", on="increments", completeness=share)
    same = ree.fit(series(growth * share), "logistic", on="increments", completeness=share)
    assert alone.params == same.params
    assert alone.params["K"] == pytest.approx(80, rel=0.05)
    with pytest.raises(ValueError, match="completeness"):
        ree.fit_xy(YEARS, growth, "logistic", completeness=share[1:])


def test_the_best_of_world_reserves_may_be_forecast_from() -> None:
    """The logistic of smallest AICc rests on the last two years and gives 0.1 Mt in 2030."""
    table = ree.compare(ree.load_paper().series("reserves", "WLD"))
    rows = {row.curve: row for row in table.rows}
    assert "do not exclude a jump" in (rows["logistic"].obstacle or "")
    assert rows["linear"].obstacle is None
    assert table.best.curve == "linear"
    made = ree.forecast(table.best, years=[2030, 2035])
    assert (made.mean > 50).all()
    assert (made.mean < 140).all()
    assert table.message.startswith("to forecast from: linear")
    assert table.message in repr(table)
    assert "to forecast from: linear" in table._repr_html_()
    few = ree.compare(ree.load_paper().series("reserves", "WLD"), ["logistic", "gompertz"])
    with pytest.raises(ree.InvalidArgument, match="without a fit to forecast from"):
        _ = few.best
    assert few.message.startswith("no fit to forecast from")


def test_a_degenerate_fit_has_the_criteria_of_its_limit() -> None:
    values = 10 * np.exp(0.2 * (YEARS - 2004)) * (1 + 0.001 * np.sin(9.0 * (YEARS - 2004)))
    table = ree.compare(series(values), ["gompertz", "exponential"])
    first, second = table.rows
    assert (first.curve, second.curve) == ("exponential", "gompertz")
    assert second.parameters == first.parameters == 3
    assert second.aicc == first.aicc
    assert second.fit.aicc > first.aicc
    assert table.to_pandas()["aicc"].tolist() == [first.aicc, second.aicc]
    copied = pickle.loads(pickle.dumps(table))
    assert [row.aicc for row in copied.rows] == [first.aicc, second.aicc]
    assert [row.bic for row in copied.rows] == [first.bic, second.bic]
    assert [row.obstacle for row in copied.rows] == [row.obstacle for row in table.rows]


def test_a_fit_that_leaves_the_range_of_the_data_is_not_ranked() -> None:
    values = np.array([1, 1, 1, 1, 1, 1, 1e-3, 1e3])
    table = ree.compare(ree.TimeSeries(np.arange(2000, 2008), values), ["exponential", "linear"])
    row = next(row for row in table.rows if row.curve == "exponential")
    assert row.rank is None
    assert "beyond 10 times the range of the data, 0.001000 to 1000" in row.note
    assert table.best.curve == "linear"


#: M3 yearly series N0115 and N0128 (Makridakis and Hibon 2000, doi:10.1016/S0169-2070(00)00057-1),
#: rounded: the last value or two rise above what was before.
RISING_AT_THE_END = {
    "N0115": (224, 237, 269, 359, 487, 598, 753, 948, 1131, 1313, 1500, 1767, 1966, 2465),
    "N0128": (2080, 1890, 2084, 3091, 3920, 3700, 3426, 2950, 2387, 3244, 4613, 4830, 4160, 8290),
}


@pytest.mark.parametrize("name", list(RISING_AT_THE_END))
def test_the_best_is_no_open_phase_of_the_last_years(name: str) -> None:
    values = np.array(RISING_AT_THE_END[name], dtype=float)
    years = list(range(1975, 1975 + len(values)))
    comparison = ree.compare(ree.TimeSeries(years, list(values)))
    first = comparison.rows[0].fit
    assert first.status == "degenerate"  # on a limit that grows without end
    assert first.limit in ("open_phase", "shifted_exponential")
    assert comparison.best.curve != first.curve
    assert comparison.message.startswith(f"to forecast from: {comparison.best.curve}; the")
    room = 10 * float(np.ptp(values))
    ahead = ree.forecast(comparison.best, horizon=6).mean
    assert values.min() - room < min(ahead)
    assert max(ahead) < values.max() + room


def test_why_an_open_phase_is_not_the_best() -> None:
    values = RISING_AT_THE_END["N0115"]
    comparison = ree.compare(ree.TimeSeries(list(range(1975, 1989)), list(values)))
    assert (
        "the bilogistic has the smallest AICc, but grows without end: its value for 1995,"
        in comparison.message
    )
    assert (
        "lies beyond 10 times the range of the data, 224.0 to 2465 from 1975 to 1988"
        in comparison.message
    )


def test_exponential_growth_itself_may_be_forecast_from() -> None:
    years = list(range(2000, 2012))
    values = [2.0 ** (i + 0.1 * (-1) ** i) for i in range(12)]
    assert ree.compare(ree.TimeSeries(years, values)).best.params
