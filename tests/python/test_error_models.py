"""Error models against statsmodels and SciPy, which compute the same estimates independently."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
import statsmodels.api as sm

import reeindex as ree

YEARS = np.arange(2000, 2020)
DESIGN = sm.add_constant((YEARS - YEARS[0]).astype(float))


def counts(seed: int, size: float | None = None) -> np.ndarray:
    """Counts around an exponential; negative binomial where a size is given."""
    rng = np.random.default_rng(seed)
    mean = 12.0 * np.exp(0.12 * (YEARS - 2000))
    if size is None:
        return rng.poisson(mean)
    return rng.poisson(rng.gamma(size, mean / size))


@pytest.mark.parametrize("seed", range(5))
def test_poisson_exponential_equals_a_log_linear_glm(seed: int) -> None:
    y = counts(seed)
    ours = ree.fit(ree.TimeSeries(YEARS, y), "exponential", error="poisson")
    theirs = sm.GLM(y, DESIGN, family=sm.families.Poisson()).fit(tol=1e-14)
    level = np.exp(theirs.params[0])
    assert ours.params["level"] == pytest.approx(level, rel=1e-6)
    assert ours.params["rate"] == pytest.approx(theirs.params[1], rel=1e-6)
    assert ours.stderr["rate"] == pytest.approx(theirs.bse[1], rel=1e-6)
    assert ours.stderr["level"] == pytest.approx(level * theirs.bse[0], rel=1e-6)
    assert ours.log_likelihood == pytest.approx(theirs.llf, rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.filterwarnings("ignore:The Identity link")
def test_poisson_line_equals_a_glm_with_identity_link(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y = rng.poisson(30.0 + 4.0 * (YEARS - 2000))
    ours = ree.fit(ree.TimeSeries(YEARS, y), "linear", error="poisson")
    family = sm.families.Poisson(link=sm.families.links.Identity())
    theirs = sm.GLM(y, DESIGN, family=family).fit(tol=1e-14, start_params=[30.0, 4.0])
    assert ours.params["intercept"] == pytest.approx(theirs.params[0], rel=1e-6)
    assert ours.params["slope"] == pytest.approx(theirs.params[1], rel=1e-6)
    assert ours.stderr["slope"] == pytest.approx(theirs.bse[1], rel=1e-6)
    assert ours.stderr["intercept"] == pytest.approx(theirs.bse[0], rel=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_negative_binomial_exponential_equals_statsmodels(seed: int) -> None:
    y = counts(seed, size=6.0)
    ours = ree.fit(ree.TimeSeries(YEARS, y), "exponential", error="negative_binomial")
    model = sm.NegativeBinomial(y, DESIGN, loglike_method="nb2")
    start = [np.log(ours.params["level"]), ours.params["rate"], 1.0 / ours.size]
    theirs = model.fit(start_params=start, method="newton", tol=1e-14, disp=False, maxiter=200)
    assert ours.params["level"] == pytest.approx(np.exp(theirs.params[0]), rel=1e-6)
    assert ours.params["rate"] == pytest.approx(theirs.params[1], rel=1e-6)
    assert ours.size == pytest.approx(1.0 / theirs.params[2], rel=1e-6)
    assert ours.log_likelihood == pytest.approx(theirs.llf, rel=1e-9)
    # standard errors at the size found, from the expected information
    family = sm.families.NegativeBinomial(alpha=1.0 / ours.size)
    held = sm.GLM(y, DESIGN, family=family).fit(tol=1e-14)
    assert ours.stderr["rate"] == pytest.approx(held.bse[1], rel=1e-6)


def test_counts_that_scatter_no_more_than_poisson_have_no_finite_size() -> None:
    y = np.round(12.0 * np.exp(0.12 * (YEARS - 2000)))
    ours = ree.fit(ree.TimeSeries(YEARS, y), "exponential", error="negative_binomial")
    poisson = ree.fit(ree.TimeSeries(YEARS, y), "exponential", error="poisson")
    assert ours.size == np.inf
    assert ours.params["rate"] == pytest.approx(poisson.params["rate"], rel=1e-9)
    assert "no more than Poisson" in ours.message


def test_poisson_logistic_maximises_the_likelihood() -> None:
    rng = np.random.default_rng(4)
    y = rng.poisson(400.0 / (1.0 + np.exp(-0.5 * (YEARS - 2009.0))))
    ours = ree.fit(ree.TimeSeries(YEARS, y), "logistic", error="poisson")

    def minus_log_likelihood(p: np.ndarray) -> float:
        mean = np.exp(p[0]) / (1.0 + np.exp(-p[1] * (YEARS - 2009.0 - p[2])))
        return float(-scipy.stats.poisson.logpmf(y, mean).sum())

    theirs = scipy.optimize.minimize(
        minus_log_likelihood,
        [6.0, 0.5, 0.0],
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 5000},
    )
    assert ours.log_likelihood >= -theirs.fun - 1e-9
    assert ours.params["K"] == pytest.approx(np.exp(theirs.x[0]), rel=1e-6)
    assert ours.params["r"] == pytest.approx(theirs.x[1], rel=1e-6)


def test_lognormal_exponential_is_the_regression_of_the_logarithm() -> None:
    rng = np.random.default_rng(8)
    y = 5.0 * np.exp(0.09 * (YEARS - 2000) + 0.2 * rng.normal(size=YEARS.size))
    ours = ree.fit(ree.TimeSeries(YEARS, y), "exponential", error="lognormal")
    theirs = sm.OLS(np.log(y), DESIGN).fit()
    assert ours.params["rate"] == pytest.approx(theirs.params[1], rel=1e-9)
    assert ours.params["level"] == pytest.approx(np.exp(theirs.params[0]), rel=1e-9)
    assert ours.stderr["rate"] == pytest.approx(theirs.bse[1], rel=1e-9)
    assert ours.sigma == pytest.approx(np.sqrt(theirs.mse_resid), rel=1e-9)


def test_weights_are_those_of_weighted_least_squares() -> None:
    rng = np.random.default_rng(3)
    y = 20.0 + 3.0 * (YEARS - 2000) + rng.normal(size=YEARS.size)
    w = rng.uniform(0.2, 5.0, YEARS.size)
    ours = ree.fit(ree.TimeSeries(YEARS, y), "linear", weights=w)
    theirs = sm.WLS(y, DESIGN, weights=w).fit()
    assert ours.params["slope"] == pytest.approx(theirs.params[1], rel=1e-10)
    assert ours.stderr["slope"] == pytest.approx(theirs.bse[1], rel=1e-9)


@pytest.mark.parametrize("error", ["huber", "tukey", "student_t"])
def test_robust_models_solve_their_estimating_equation_and_ignore_gross_errors(error: str) -> None:
    rng = np.random.default_rng(12)
    y = 20.0 + 3.0 * (YEARS - 2000) + rng.normal(size=YEARS.size)
    clean = ree.fit(ree.TimeSeries(YEARS, y), "linear", error=error)
    y[7] += 500.0
    dirty = ree.fit(ree.TimeSeries(YEARS, y), "linear", error=error)
    plain = ree.fit(ree.TimeSeries(YEARS, y), "linear")
    assert abs(plain.params["intercept"] - clean.params["intercept"]) > 20.0
    assert dirty.params["slope"] == pytest.approx(clean.params["slope"], abs=0.15)
    assert dirty.params["intercept"] == pytest.approx(clean.params["intercept"], abs=1.5)


@pytest.mark.parametrize(
    ("error", "norm"),
    [("huber", sm.robust.norms.HuberT()), ("tukey", sm.robust.norms.TukeyBiweight())],
)
def test_robust_lines_equal_statsmodels_at_the_same_scale(
    error: str, norm: sm.robust.norms.RobustNorm
) -> None:
    rng = np.random.default_rng(5)
    y = 20.0 + 3.0 * (YEARS - 2000) + rng.standard_t(2.5, YEARS.size)
    ours = ree.fit(ree.TimeSeries(YEARS, y), "linear", error=error)
    residuals = y - ours.params["intercept"] - ours.params["slope"] * (YEARS - 2000)
    weights = norm.weights(residuals / ours.scale)
    again = sm.WLS(y, DESIGN, weights=weights).fit()
    assert ours.params["intercept"] == pytest.approx(again.params[0], rel=1e-6)
    assert ours.params["slope"] == pytest.approx(again.params[1], rel=1e-6)


def test_truncated_counts_recover_the_ceiling_only_with_their_completeness() -> None:
    """100 simulated patent histories whose last two years are published in part."""
    rng = np.random.default_rng(20251124)
    years = np.arange(2006, 2019)
    cumulative = 20_000.0 / (1 + np.exp(-0.35 * (np.arange(2005, 2019) - 2015.0)))
    share = np.ones(years.size)
    share[-2:] = 0.84, 0.52
    mean = share * np.diff(cumulative)
    given, ignored = [], []
    for _ in range(100):
        counts = rng.poisson(mean * rng.gamma(1 / 0.003, 0.003, years.size)).astype(float)
        series = ree.TimeSeries(years, counts)
        for found, options in ((given, {"completeness": share}), (ignored, {})):
            fit = ree.fit(series, "logistic", error="negative_binomial", on="increments", **options)
            assert fit.converged
            found.append(fit.params["K"] / 20_000.0)
    # twice the standard error of a mean of 100
    assert abs(np.mean(given) - 1.0) < 2 * np.std(given) / np.sqrt(100) + 0.005
    assert np.mean(ignored) < 0.85
    assert np.quantile(ignored, 0.95) < 1.0


def test_a_gaussian_fit_names_scatter_that_grows_with_the_value() -> None:
    rng = np.random.default_rng(3)
    years = np.arange(2000, 2025)
    curve = 100 / (1 + np.exp(-0.35 * (years - 2018)))

    def named(noise: np.ndarray) -> float:
        fits = [ree.fit_xy(years, np.abs(curve + one), "logistic") for one in noise]
        return float(np.mean(["scatter grows with the value" in fit.message for fit in fits]))

    draws = rng.standard_normal((200, years.size))
    assert named(0.05 * curve * draws) > 0.95
    assert named(3.0 * draws) <= 0.04
    one = ree.fit_xy(years, curve * (1 + 0.05 * draws[0]), "logistic", error="lognormal")
    assert "scatter" not in one.message


def test_a_curve_that_misses_the_data_is_no_scatter_that_grows() -> None:
    """A surge that an exponential cannot follow, and an outlier at the end of a line."""
    rng = np.random.default_rng(3)
    surge, outlier, bump = [], [], []
    for n in (15, 25):
        years = np.arange(2000, 2000 + n)
        for _ in range(150):
            line = 20.0 + np.arange(n) + 0.6 * rng.standard_normal(n)
            above = line + np.r_[np.zeros(n - 2), 8.0, 20.0]
            surge.append(ree.fit_xy(years, above, "exponential"))
            outlier.append(ree.fit_xy(years, line + 6.0 * (years == years[-1]), "linear"))
            middle = line + np.r_[np.zeros(n - 5), 4.0, 9.0, 14.0, 9.0, 4.0]
            bump.append(ree.fit_xy(years, middle, "linear"))

    def named(fits: list[ree.FitResult]) -> float:
        return float(np.mean(["scatter grows" in fit.message for fit in fits]))

    assert named(surge) <= 0.02
    assert named(outlier) <= 0.05
    assert named(bump) <= 0.02


def test_the_scatter_message_speaks_of_values_not_of_years() -> None:
    rng = np.random.default_rng(11)
    x = np.arange(40.0)
    fall = 100 / (1 + np.exp(0.2 * (x - 25)))
    fit = ree.fit_xy(x[::-1], (fall * (1 + 0.05 * rng.standard_normal(x.size)))[::-1], "logistic")
    assert "too wide at small values and too narrow at large ones" in fit.message
    assert "early" not in fit.message


def test_the_scatter_test_is_the_likelihood_ratio_of_a_power_of_the_mean() -> None:
    rng = np.random.default_rng(5)
    years = np.arange(2000, 2025)
    curve = 100 / (1 + np.exp(-0.35 * (years - 2018)))
    fit = ree.fit_xy(years, curve * (1 + 0.03 * rng.standard_normal(years.size)), "logistic")
    mean, residuals = np.asarray(fit.fitted), np.asarray(fit.residuals)

    def loglik(power: float) -> float:
        return scipy.stats.norm.logpdf(
            residuals, scale=mean**power * np.sqrt(np.mean((residuals / mean**power) ** 2))
        ).sum()

    best = scipy.optimize.minimize_scalar(
        lambda power: -loglik(power), bounds=(0, 1.5), method="bounded"
    )
    expected = scipy.stats.chi2.sf(2 * (loglik(best.x) - loglik(0.0)), 1)
    found = re.search(r"likelihood ratio, p = ([0-9.e-]+)\)", fit.message)
    assert found is not None
    assert float(found.group(1)) == pytest.approx(expected, rel=0.1)


ZERO = -np.log(0.025) / 10  # exact upper bound of the mean of ten counts of zero


@pytest.mark.parametrize("method", ["automatic", "delta", "profile", "bootstrap"])
@pytest.mark.parametrize("curve", ["exponential", "linear", "logistic"])
def test_ten_years_without_a_count_are_not_certain(method: str, curve: str) -> None:
    fit = ree.fit(ree.TimeSeries(range(2010, 2020), [0] * 10), curve, error="poisson")
    assert "first or last observation" not in fit.message
    ahead = ree.forecast(fit, 2, method=method)
    assert list(ahead.mean) == [0, 0]
    assert ahead.mean_upper == pytest.approx([ZERO, ZERO], rel=1e-3)
    # the mean has the exponential confidence distribution of scale 1/10, the count a geometric one
    assert list(ahead.upper) == [scipy.stats.geom.ppf(0.975, 10 / 11) - 1] * 2
    assert "10 years without a count do not exclude a mean of 0.369" in ahead.message


@pytest.mark.parametrize("method", ["automatic", "delta", "profile", "bootstrap"])
def test_a_line_of_counts_is_held_at_zero(method: str) -> None:
    counts = [30, 25, 18, 14, 9, 5, 2, 1]
    fit = ree.fit(ree.TimeSeries(range(2015, 2023), counts), "linear", error="poisson")
    assert fit.predict([2023])[0] < 0
    ahead = ree.forecast(fit, 3, method=method)
    last = ree.forecast(fit, years=[2022], method=method)
    assert list(ahead.mean) == [0, 0, 0]
    assert list(ahead.lower) == [0, 0, 0]
    assert (ahead.mean_lower == 0).all()
    assert (ahead.upper >= 2).all()
    if method != "bootstrap":
        assert ahead.mean_upper == pytest.approx([last.mean_upper[0]] * 3, rel=1e-2)
    assert "the curve falls below 0 in 2023 to 2025" in ahead.message


def poisson_line(values):
    """Values at the ends of the best line of Poisson counts, by a bounded search of SciPy."""
    y = np.asarray(values, dtype=float)
    u = np.linspace(0.0, 1.0, len(y))

    def deviance(ends):
        mean = np.maximum(ends[0] * (1 - u) + ends[1] * u, 1e-300)
        return 2 * np.sum(np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mean), 0) - (y - mean))

    found = [
        scipy.optimize.minimize(
            deviance,
            start,
            bounds=[(0, None)] * 2,
            method="L-BFGS-B",
            options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 5000},
        )
        for start in ([y.mean()] * 2, [y[0] + 0.1, 0.1], [0.1, y[-1] + 0.1])
    ]
    return min(found, key=lambda one: one.fun).x


def test_poisson_lines_may_reach_zero():
    rng = np.random.default_rng(20261125)
    cases = [[9, 8, 7, 5, 4, 2, 1, 0, 0, 0], [0] * 9 + [7], [7] + [0] * 9, [0, 0, 1, 0, 3, 2, 5, 9]]
    for _ in range(60):
        mean = np.linspace(rng.uniform(0, 8), rng.uniform(-3, 8), 10)
        cases.append(list(rng.poisson(np.maximum(mean, 0))))
    at_zero = 0
    for values in cases:
        if not any(values):
            continue
        series = ree.TimeSeries(range(2010, 2010 + len(values)), values, unit="1")
        fit = ree.fit(series, "linear", error="poisson")
        assert fit.status == "converged", values
        ends = fit.params["intercept"] + fit.params["slope"] * np.array([0, len(values) - 1])
        np.testing.assert_allclose(ends, poisson_line(values), atol=1e-3 * max(values))
        at_zero += bool(np.min(ends) < 1e-9)
    assert at_zero > 10


def test_intervals_of_mirrored_poisson_lines_mirror():
    values = [9, 8, 7, 5, 4, 2, 1, 0, 0, 0]
    falling = ree.fit(
        ree.TimeSeries(range(2010, 2020), values, unit="1"), "linear", error="poisson"
    )
    rising = ree.fit(
        ree.TimeSeries(range(2010, 2020), values[::-1], unit="1"), "linear", error="poisson"
    )
    down, up = falling.interval("slope"), rising.interval("slope")
    np.testing.assert_allclose(down, [-up[1], -up[0]], rtol=1e-6)


@pytest.mark.parametrize(("place", "value"), [(7, 1000.0), (2, 400.0), (0, 500.0), (5, -90.0)])
def test_one_gross_error_beside_data_without_scatter(place: int, value: float) -> None:
    x = np.arange(9)
    y = 2.0**x
    y[place] = value
    fit = ree.fit_xy(x, y, "exponential", error="tukey")
    assert fit.status == "converged"
    assert fit.params["level"] == pytest.approx(1, rel=1e-9)
    assert fit.params["rate"] == pytest.approx(np.log(2), rel=1e-9)
    line = 1 + 2.0 * x
    line[place] = value
    for error in ("tukey", "huber"):
        fit = ree.fit_xy(x, line, "linear", error=error)
        assert dict(fit.params) == pytest.approx({"intercept": 1, "slope": 2}, rel=1e-8)


#: Curves without scatter, at twelve places.
EXACT = {
    "linear": (np.arange(12.0), lambda x: 3 + 2 * x, (3, 2)),
    "exponential": (np.arange(12.0), lambda x: 2 * np.exp(0.3 * x), (2, 0.3)),
    "logistic": (np.arange(12.0), lambda x: 100 / (1 + np.exp(-0.6 * (x - 6))), (100, 0.6, 6)),
    "gompertz": (
        np.arange(12.0),
        lambda x: 100 * np.exp(-np.exp(-0.5 * (x - 5))),
        (100, 0.5, 5),
    ),
    "power": (np.arange(1.0, 13.0), lambda x: 3 * x**1.5, (3, 1.5)),
}


@pytest.mark.parametrize("error", ["tukey", "huber"])
@pytest.mark.parametrize("curve", list(EXACT))
def test_gross_errors_beside_data_without_scatter(curve: str, error: str) -> None:
    x, of, truth = EXACT[curve]
    exact = of(x)
    for places in [(0,), (5,), (11,), (0, 1), (0, 6), (5, 6), (10, 11), (0, 11)]:
        for wrong in (exact + 3 * exact.max(), 0 * exact, 10 * exact):
            y = exact.copy()
            y[list(places)] = wrong[list(places)]
            fit = ree.fit_xy(x, y, curve, error=error)
            what = f"{places}, {y[list(places)]}: {fit.message}"
            assert fit.status == "converged", what
            assert fit.identified, what
            assert list(fit.params.values()) == pytest.approx(truth, rel=1e-6), what


@pytest.mark.parametrize("error", ["tukey", "huber"])
def test_gross_errors_beside_data_with_little_scatter(error: str) -> None:
    rng = np.random.default_rng(11)
    for curve in ("exponential", "logistic"):
        x, of, truth = EXACT[curve]
        # Huber errors bound no leverage: two gross errors at one end have it
        pairs = [(0, 11), (10, 11)] if error == "tukey" else []
        for places in [(11,), (0,), *pairs]:
            y = of(x) * (1 + 0.005 * rng.standard_normal(12))
            y[list(places)] = 4 * of(x).max()
            fit = ree.fit_xy(x, y, curve, error=error)
            what = f"{curve}, {places}: {fit.message}"
            assert fit.status == "converged", what
            assert list(fit.params.values()) == pytest.approx(truth, rel=0.1), what


@pytest.mark.parametrize("error", ["poisson", "negative_binomial"])
@pytest.mark.parametrize(
    "counts",
    [
        (1, 0, 0, 0, 0, 1, 0, 0, 0),
        (1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0),
        (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1),
        (2, 0, 0, 0, 1, 0),
        (0, 3, 0, 0, 0, 1, 0, 0, 2),
    ],
)
def test_sparse_counts_have_the_optimum_of_the_generalised_linear_model(
    counts: tuple[int, ...], error: Any
) -> None:
    x = np.arange(len(counts))
    y = np.array(counts, dtype=float)
    model = sm.GLM(y, sm.add_constant(x), family=sm.families.Poisson()).fit(tol=1e-14)
    fit = ree.fit_xy(x, y, "exponential", error=error)
    assert fit.status == "converged"
    if error == "poisson":
        assert fit.params["level"] == pytest.approx(np.exp(model.params[0]), rel=1e-6)
        assert fit.params["rate"] == pytest.approx(model.params[1], rel=1e-6, abs=1e-7)
        assert fit.stderr["rate"] == pytest.approx(model.bse[1], rel=1e-5)
    assert abs(fit.params["rate"]) < 1
