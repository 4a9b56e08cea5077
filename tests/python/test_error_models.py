"""Error models against statsmodels and SciPy, which compute the same estimates independently."""

from __future__ import annotations

import re

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
