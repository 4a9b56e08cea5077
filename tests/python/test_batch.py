"""fit_batch: against SciPy and the single fit, layouts, threads, interruption, misuse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reeindex as ree
from reeindex.batch import BatchFit, fit_batch, simd_name

YEARS = np.arange(2005, 2025)


def workload(rows: int, noise: float = 0.05, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    ceiling = np.exp(rng.uniform(np.log(1e2), np.log(1e5), rows))[:, None]
    rate = rng.uniform(0.1, 0.8, rows)[:, None]
    middle = rng.uniform(2008, 2020, rows)[:, None]
    values = ceiling / (1 + np.exp(-rate * (YEARS - middle)))
    return values * (1 + noise * rng.standard_normal(values.shape))


def same(a: BatchFit, b: BatchFit, tolerance: float) -> None:
    np.testing.assert_allclose(a.parameters, b.parameters, rtol=tolerance)
    np.testing.assert_allclose(a.standard_errors, b.standard_errors, rtol=tolerance)
    np.testing.assert_allclose(a.sse, b.sse, rtol=tolerance)
    np.testing.assert_array_equal(a.status, b.status)
    np.testing.assert_array_equal(a.identification, b.identification)
    np.testing.assert_array_equal(a.limit, b.limit)


def test_scipy_finds_the_same_optimum_and_errors() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    values = workload(60)
    fits = fit_batch(values, YEARS)

    def logistic(t, k, r, t0):
        return k / (1 + np.exp(-r * (t - t0)))

    def gompertz(t, k, r, t0):
        return k * np.exp(-np.exp(-r * (t - t0)))

    for curve, function in (("logistic", logistic), ("gompertz", gompertz)):
        fits = fit_batch(values, YEARS, curve)
        compared = 0
        for i in np.flatnonzero(fits.status == 0):
            start = fits.parameters[i] * np.array([1.01, 0.99, 1.0])
            found, covariance = optimize.curve_fit(
                function, YEARS, values[i], p0=start, ftol=1e-15, xtol=1e-15, gtol=1e-15
            )
            np.testing.assert_allclose(fits.parameters[i], found, rtol=1e-6)
            np.testing.assert_allclose(
                fits.standard_errors[i], np.sqrt(np.diag(covariance)), rtol=1e-4
            )
            compared += 1
        assert compared > 50


def test_numpy_finds_the_same_line() -> None:
    values = workload(50)
    weights = np.random.default_rng(2).uniform(0.5, 2.0, len(YEARS))
    for given_weights in (None, weights):
        fits = fit_batch(values, YEARS, "linear", weights=given_weights)
        root = None if given_weights is None else np.sqrt(given_weights)
        found = np.polynomial.polynomial.polyfit(YEARS - YEARS[0], values.T, 1, w=root).T
        np.testing.assert_allclose(fits.parameters, found, rtol=1e-9)


def test_the_single_fit_agrees() -> None:
    values = workload(20, 0.2)
    fits = fit_batch(values, YEARS)
    for i, item in enumerate(fits):
        single = ree.fit_xy(YEARS, values[i], "logistic")
        assert item.status == single.status
        assert item.identification.replace(" ", "_") == single.identification.replace(" ", "_")
        np.testing.assert_allclose(item.aicc, single.aicc, rtol=1e-9)


@pytest.mark.parametrize("curve", ["linear", "exponential", "logistic", "gompertz"])
def test_layouts_and_types(curve: str) -> None:
    values = workload(300).astype(np.float32).astype(np.float64)
    expected = fit_batch(values, YEARS, curve)
    wide = np.zeros((300, 45))
    wide[:, 3:43:2] = values
    for other in (
        np.asfortranarray(values),
        values.astype(np.float32),
        np.asfortranarray(values.astype(np.float32)),
        wide[:, 3:43:2],
        values.astype(">f8"),
        np.ma.masked_array(values),
        values.tolist(),
    ):
        same(fit_batch(other, YEARS, curve), expected, 1e-9)
    same(fit_batch(values[::-1][::-1], YEARS, curve), expected, 0)
    same(fit_batch(values[::-1], YEARS, curve), fit_batch(values[::-1].copy(), YEARS, curve), 0)
    same(fit_batch(values, np.tile(YEARS, (300, 1)), curve), expected, 1e-9)


def test_no_copy_of_large_arrays() -> None:
    resource = pytest.importorskip("resource")
    values = workload(400_000)
    fit_batch(values[:1000], YEARS, "linear")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fits = fit_batch(values, YEARS, "linear")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    results = sum(
        array.nbytes
        for array in (
            fits.parameters,
            fits.standard_errors,
            fits.sse,
            fits.n_obs,
            fits.iterations,
            fits.status,
            fits.identification,
            fits.limit,
        )
    )
    assert grown < results + 64 * 2**20


# Between two observations far apart a flat curve and a steep one may both be optima.
@pytest.mark.parametrize("noise", [0.05, 0.25])
def test_gaps_hide_no_optimum(noise: float) -> None:
    values = workload(3000, noise, seed=11)
    values[np.random.default_rng(9).random(values.shape) < 0.4] = np.nan
    fits = fit_batch(values, YEARS)
    worse = 0
    for i in np.flatnonzero(fits.status < 2):
        known = ~np.isnan(values[i])
        alone = ree.fit_xy(YEARS[known], values[i][known], "logistic")
        rounding = 1e-20 * np.nansum(values[i] ** 2)
        worse += fits.sse[i] > alone.sse * (1 + 1e-6) + rounding
    assert worse == 0


def test_gaps_are_left_out() -> None:
    values = workload(30)
    holes = values.copy()
    holes[:, [2, 9, 15]] = np.nan
    keep = np.delete(np.arange(20), [2, 9, 15])
    same(fit_batch(holes, YEARS), fit_batch(values[:, keep], YEARS[keep]), 1e-8)
    zero = np.ones(20)
    zero[[2, 9, 15]] = 0
    assert (fit_batch(values, YEARS, weights=zero).n_obs == 17).all()
    same(fit_batch(values, YEARS, weights=zero), fit_batch(holes, YEARS), 1e-8)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 60), st.integers(4, 30))
def test_permuting_rows_permutes_results(random, rows: int, columns: int) -> None:
    rng = np.random.default_rng(random.randrange(2**32))
    values = np.cumsum(rng.lognormal(0, 1, (rows, columns)), axis=1)
    values[rng.random(values.shape) < 0.05] = np.nan
    order = rng.permutation(rows)
    years = np.arange(columns)
    a, b = fit_batch(values, years), fit_batch(values[order], years)
    np.testing.assert_array_equal(a.parameters[order], b.parameters)
    np.testing.assert_array_equal(a.sse[order], b.sse)
    np.testing.assert_array_equal(a.status[order], b.status)


def test_any_number_of_threads() -> None:
    values = workload(6000, 0.1)
    one = fit_batch(values, YEARS, threads=1)
    for threads in (2, 5, None):
        same(fit_batch(values, YEARS, threads=threads), one, 0)


def test_instruction_sets(tmp_path) -> None:
    script = tmp_path / "one.py"
    script.write_text(
        "import sys, numpy as np\n"
        "from reeindex.batch import fit_batch, simd_name\n"
        "v = np.load(sys.argv[1]); f = fit_batch(v, np.arange(2005, 2025))\n"
        "np.save(sys.argv[2], f.parameters); print(simd_name())\n"
    )
    np.save(tmp_path / "values.npy", workload(2000))
    found = {}
    for name in ("baseline", "avx2", "avx512", ""):
        out = tmp_path / f"{name}.npy"
        run = subprocess.run(
            [sys.executable, str(script), str(tmp_path / "values.npy"), str(out)],
            env=os.environ | {"REEINDEX_SIMD": name, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode != 0:
            assert "which is what this processor and build have" in run.stderr
            continue
        assert run.stdout.strip() == (name or simd_name())
        found[name] = np.load(out)
    assert "baseline" in found
    for parameters in found.values():
        np.testing.assert_allclose(parameters, found["baseline"], rtol=1e-10)


def test_items_text_and_tables() -> None:
    pytest.importorskip("pandas")
    values = workload(8)
    values[3] = np.nan
    fits = fit_batch(values, YEARS)
    assert len(fits) == 8
    text = repr(fits)
    assert "8 series, logistic (K, r, t0)" in text
    assert "too_few_observations" in text
    assert "<table>" in fits._repr_html_()
    item = fits[-1]
    assert item.parameters["K"] == fits["K"][7]
    assert "logistic: converged" in str(item)
    assert str(fits[3]) == (
        "logistic: too_few_observations, not identified, 0 observations\n"
        "  no fit: it takes more observations than the 3 parameters"
    )
    values[3] = np.inf
    invalid = str(fit_batch(values, YEARS)[3])
    assert invalid.startswith("logistic: invalid_data, ")
    assert "such as infinite ones" in invalid
    assert "nan" not in invalid
    with pytest.raises(IndexError):
        fits[8]
    with pytest.raises(ree.InvalidArgument, match="one of K, r, t0"):
        fits["k"]
    table = fits.to_pandas()
    assert list(table.columns) == [
        "K", "r", "t0", "K_se", "r_se", "t0_se", "sse", "aicc", "n_obs", "iterations",
        "status", "identification", "limit",
    ]  # fmt: skip
    assert table["status"][3] == "too_few_observations"
    assert not fits.parameters.flags.writeable


def test_forecasts() -> None:
    values = workload(12)
    values[4] = np.nan
    fits = fit_batch(values, YEARS)
    ahead = fits.forecast(4, 0.9)
    assert ahead.mean.shape == (12, 4)
    np.testing.assert_array_equal(ahead.years[0], [2025, 2026, 2027, 2028])
    assert np.isnan(ahead.mean[4]).all()
    assert np.isinf(ahead.upper[4]).all()
    good = fits.identification == 0
    assert (ahead.lower[good] < ahead.mean[good]).all()
    assert (ahead.upper[good] > ahead.mean[good]).all()
    assert ahead.method == "profile"
    series = ree.TimeSeries(YEARS.tolist(), values[0].tolist())
    single = ree.forecast(ree.fit(series, "logistic"), horizon=4, level=0.9)
    for name in ("mean", "lower", "upper", "mean_lower", "mean_upper"):
        np.testing.assert_allclose(getattr(ahead, name)[0], getattr(single, name), rtol=1e-7)
    columns = ["series", "year", "mean", "lower", "upper", "mean_lower", "mean_upper"]
    assert list(ahead.to_pandas().columns) == columns
    delta = fits.forecast(4, 0.9, method="delta")
    assert delta.method == "delta"
    assert (delta.lower[good] < delta.mean_lower[good]).all()
    assert (delta.upper[good] > delta.mean_upper[good]).all()
    with pytest.raises(ree.InvalidArgument, match="horizon = 0: must be a whole number"):
        fits.forecast(0)
    with pytest.raises(ree.InvalidArgument, match="level = 1: must be between 0 and 1"):
        fits.forecast(3, 1)


def test_other_curves_and_python_curves() -> None:
    x = np.arange(1.0, 13.0)
    values = np.stack([20 * x / (3 + x), 5 * x / (1 + x)]) + 0.01 * np.sin(7 * x)
    saturation = ree.curve(lambda t, K, half: K * t / (half + t), params={"K": 10, "half": 2})
    fits = fit_batch(values, x, saturation, threads=2)
    for i in range(2):
        single = ree.fit_xy(x, values[i], saturation)
        np.testing.assert_allclose(fits["K"][i], single.params["K"], rtol=1e-10)
    assert fit_batch(values, x, "power").curve == "power"

    def broken(t, a, b):
        raise RuntimeError("a curve that fails")

    with pytest.raises(RuntimeError, match="a curve that fails"):
        fit_batch(values, x, ree.curve(broken, params={"a": 1, "b": 1}))


SATURATION = ree.curve(
    lambda t, K, half: K * (t - 2000) / (half + t - 2000), params={"K": 1e3, "half": 5}
)


@pytest.mark.parametrize(
    "curve",
    ["bass", "power", "logistic_floor", "monomolecular", "bass_adoptions", "hubbert", "own"],
)
def test_curves_without_a_kernel_have_the_single_forecast(curve: str) -> None:
    chosen = SATURATION if curve == "own" else curve
    values = workload(4)
    values[0, :2] = np.nan
    values[1, 7] = np.nan
    values[3] = np.nan
    weights = np.random.default_rng(5).uniform(0.5, 2.0, len(YEARS))
    fits = fit_batch(values, YEARS, chosen, weights=weights)
    ahead = fits.forecast(3, 0.9)
    assert ahead.method == "profile"
    for i in range(3):
        known = ~np.isnan(values[i])
        series = ree.TimeSeries(YEARS[known].tolist(), values[i][known].tolist())
        alone = ree.forecast(ree.fit(series, chosen, weights=weights[known]), 3, 0.9)
        np.testing.assert_array_equal(ahead.years[i], alone.years)
        for name in ("mean", "lower", "upper"):
            np.testing.assert_allclose(getattr(ahead, name)[i], getattr(alone, name), rtol=1e-8)
    assert np.isnan(ahead.mean[3]).all()
    assert np.isinf(ahead.upper[3]).all()
    for threads in (1, 2):
        np.testing.assert_array_equal(fits.forecast(3, 0.9, threads=threads).upper, ahead.upper)


def test_unbounded_fits_have_the_mean_of_the_single_forecast() -> None:
    years = np.arange(2000, 2006)
    values = [
        4.254556611209872, 4.21119402104812, 4.047265258092923, 4.772041751634017,
        5.57011693279381, 4.902360553031077,
    ]  # fmt: skip
    weights = np.full(6, 2.0)
    for options in ({}, {"weights": weights}):
        fits = fit_batch([values], years, "gompertz", **options)
        assert fits[0].limit == "unbounded"
        ahead = fits.forecast(3)
        alone = ree.forecast(
            ree.fit(ree.TimeSeries(years.tolist(), values), "gompertz", **options), 3
        )
        np.testing.assert_allclose(ahead.mean[0], alone.mean, rtol=1e-8)
        np.testing.assert_allclose(ahead.lower[0], alone.lower, rtol=1e-6)
        np.testing.assert_allclose(ahead.upper[0], alone.upper, rtol=1e-6)
        delta = fits.forecast(3, method="delta")
        assert np.isinf(delta.lower).all()
        assert np.isinf(delta.upper).all()


@pytest.mark.parametrize("name", ["linear", "exponential", "logistic", "gompertz"])
def test_a_curve_of_the_library_is_the_same_as_its_name(name: str) -> None:
    values = workload(20)
    values[::2, :2] = np.nan
    [chosen] = [curve for curve in ree.curves() if curve.name == name]
    by_name, by_curve = fit_batch(values, YEARS, name), fit_batch(values, YEARS, chosen)
    same(by_curve, by_name, 0)
    a, b = by_name.forecast(3), by_curve.forecast(3)
    assert a.method == b.method == ("delta" if name == "linear" else "profile")
    np.testing.assert_array_equal(a.upper, b.upper)


@pytest.mark.parametrize("name", ["exponential", "logistic", "gompertz"])
def test_bounds_of_a_batch_are_those_of_single_forecasts(name: str) -> None:
    rng = np.random.default_rng(29)
    values = workload(8)
    values[1, :2] = np.nan
    values[2, 5:8] = np.nan
    values[3] = values[3, ::-1]
    values[4] = 50.0 + rng.normal(0.0, 2.0, values.shape[1])
    values[5] = np.exp(0.1 * np.arange(values.shape[1])) * rng.uniform(0.9, 1.1, values.shape[1])
    ahead = fit_batch(values, YEARS, name).forecast(6)
    ends = equal = 0
    for i, row in enumerate(values):
        known = ~np.isnan(row)
        series = ree.TimeSeries(YEARS[known].tolist(), row[known].tolist())
        years = ahead.years[i].astype(int).tolist()
        single = ree.forecast(ree.fit(series, name), years=years)
        size = float(np.nanmax(np.abs(row)))
        np.testing.assert_allclose(ahead.mean[i], single.mean, rtol=1e-6)
        for bound in ("lower", "upper", "mean_lower", "mean_upper"):
            # Both climb to the end: none may stop short of the other, and most are equal.
            found, expected = getattr(ahead, bound)[i], np.asarray(getattr(single, bound))
            slack = 1e-5 * np.where(np.isinf(expected), 1.0, np.abs(expected)) + 1e-6 * size
            if bound.endswith("upper"):
                assert (found >= expected - slack).all(), (i, bound)
            else:
                assert (found <= expected + slack).all(), (i, bound)
            ends += len(found)
            with np.errstate(invalid="ignore"):
                equal += np.sum((found == expected) | (np.abs(found - expected) <= slack))
    assert equal >= 0.9 * ends


def test_bounds_do_not_depend_on_threads_order_or_years_asked_for() -> None:
    values = workload(60)
    values[::3, 4:7] = np.nan
    ahead = fit_batch(values, YEARS).forecast(5, threads=1)
    turned = fit_batch(values[::-1], YEARS).forecast(30, threads=2)
    for bound in ("lower", "upper", "mean_lower", "mean_upper"):
        np.testing.assert_array_equal(getattr(ahead, bound), getattr(turned, bound)[::-1, :5])


def test_half_years_have_profile_intervals() -> None:
    years = 2000 + 0.5 * np.arange(20)
    values = 100 / (1 + np.exp(-0.8 * (years - 2005))) + np.sin(7.0 * np.arange(20))
    ahead = fit_batch([values], years).forecast(3)
    np.testing.assert_allclose(ahead.years[0], [2010.0, 2010.5, 2011.0])
    single = ree.fit_xy(years, values, "logistic").predict(ahead.years[0], level=0.95)
    np.testing.assert_allclose(ahead.lower[0], single.lower, rtol=1e-6)
    np.testing.assert_allclose(ahead.upper[0], single.upper, rtol=1e-6)


def test_a_curve_of_the_user_with_a_name_of_the_library_is_his() -> None:
    own = ree.curve(lambda t, a, b: a + b * (t - 1990), params={"a": 1, "b": 1}, name="linear")
    values = 3.0 + 2.0 * (np.arange(1.0, 9.0) - 5) + np.sin(np.arange(8.0))
    fits = fit_batch([values], np.arange(2000, 2008), own)
    assert fits.parameter_names == ["a", "b"]
    single = ree.fit_xy(np.arange(2000.0, 2008.0), values, own)
    np.testing.assert_allclose(fits["a"][0], single.params["a"], rtol=1e-8)


def test_forecasts_need_no_whole_years() -> None:
    values = workload(2)
    fits = fit_batch(values, YEARS + 0.5, "power")
    single = ree.fit_xy(YEARS + 0.5, values[0], "power").predict([2025.5, 2026.5], level=0.95)
    np.testing.assert_allclose(fits.forecast(2).upper[0], single.upper, rtol=1e-8)


def test_progress() -> None:
    values = workload(20000)
    seen: list[tuple[int, int]] = []
    fit_batch(values, YEARS, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (20000, 20000)
    assert seen == sorted(seen)
    pytest.importorskip("tqdm")
    fit_batch(values[:100], YEARS, progress=True)

    def stop(done: int, total: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        fit_batch(values, YEARS, progress=stop)


def test_the_lock_is_released() -> None:
    values = workload(200_000)
    turns = 0
    done = threading.Event()

    def count() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.001)

    other = threading.Thread(target=count)
    other.start()
    try:
        fit_batch(values, YEARS, "gompertz", threads=1)
    finally:
        done.set()
        other.join()
    assert turns > 10


def interrupt(script, preparation: str, work: str) -> tuple[float, int]:
    """Seconds from SIGINT to the end of the work, and the number of threads then."""
    script.write_text(
        "import sys, time, os, numpy as np\n"
        "from reeindex.batch import fit_batch\n"
        f"{preparation}\n"
        "print('go', flush=True)\n"
        "try:\n"
        f"    {work}\n"
        "except KeyboardInterrupt:\n"
        "    print(time.time(), len(os.listdir('/proc/self/task')) if os.path.isdir('/proc/self/task') else 1)\n"
    )
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": "1"},
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "go\n"
    time.sleep(0.5)
    sent = time.time()
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    stopped, tasks = out.split()
    return float(stopped) - sent, int(tasks)


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_stops_at_once_and_leaves_no_thread(tmp_path, threads: int) -> None:
    late, tasks = interrupt(
        tmp_path / "long.py",
        "v = np.random.default_rng(1).lognormal(3, 1, (1000, 20)).cumsum(axis=1)\n"
        "big = np.lib.stride_tricks.as_strided(v, (20_000_000, 20), (0, 8))",
        f"fit_batch(big, np.arange(20), threads={threads})",
    )
    assert late < 0.2
    assert tasks == 1


# The chunks of a thread are single series, many of them, that the work outlasts the signal.
@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
@pytest.mark.parametrize("curve", ["logistic_floor", "bass"])
def test_ctrl_c_stops_within_the_forecast_of_a_series(tmp_path, curve: str) -> None:
    late, tasks = interrupt(
        tmp_path / "ahead.py",
        "t = np.arange(2005, 2025)\n"
        "v = 1000 / (1 + np.exp(-0.4 * (t - 2010))) + 20 * np.sin(7 * t)\n"
        f"fits = fit_batch(np.tile(v, (200, 1)), t, '{curve}')",
        "fits.forecast(1000, threads=2)",
    )
    assert late < 0.2
    assert tasks == 1


BAD = [
    (dict(values=[1.0, 2.0]), r"values = of shape \(2,\): must be of shape \(series, years\)"),
    (dict(values=np.zeros((0, 4))), r"values = of shape \(0, 4\): must be at least one series"),
    (dict(values=np.zeros((4, 0))), r"values = of shape \(4, 0\): must be at least one series"),
    (dict(values=[["1", "2"]]), "values = of dtype <U1: must be an array of numbers"),
    (dict(values=np.array([["a", 2.0]], dtype=object)), "values = 'a': must be numbers"),
    (
        dict(values=np.ones((2, 4), dtype=bool)),
        "values = of dtype bool: must be an array of numbers",
    ),
    (dict(values=np.ones((2, 4), dtype=complex)), "values = of dtype complex128"),
    (dict(values=None), "values = "),
    (dict(values=[[1.0, 2.0], [1.0]]), "values = "),
    (dict(years=np.arange(5)), r"years = of shape \(5,\): must be of shape \(6,\) or \(3, 6\)"),
    (
        dict(years=[1, 2, 4, 3, 5, 6]),
        "years = 3 after 4 in row 0, position 3: must be strictly inc",
    ),
    (dict(years=[1, 2, 2, 3, 5, 6]), "years = 2 after 2 in row 0, position 2"),
    (dict(years=[1, 2, np.nan, 3, 5, 6]), "years = nan in row 0, position 2: must be finite"),
    (dict(years=[1, 2, np.inf, 3, 5, 6]), "years = inf in row 0, position 2: must be finite"),
    (dict(years=["2001"] * 6), "years = of dtype <U4: must be an array of numbers"),
    (dict(weights=np.ones(5)), r"weights = of shape \(5,\): must be of shape \(6,\) or \(3, 6\)"),
    (
        dict(weights=[1, 1, 1, -1, 1, 1]),
        "weights = -1 in row 0, position 3: must be finite and not",
    ),
    (dict(weights=[1, 1, np.inf, 1, 1, 1]), "weights = inf in row 0, position 2"),
    (dict(threads=0), "threads = 0: must be a whole number from 1"),
    (dict(threads=1.5), "threads = 1.5: must be a whole number from 1"),
    (dict(threads=True), "threads = True: must be a whole number from 1"),
    (dict(progress="yes"), "progress = 'yes': must be True, False or a function"),
    (dict(level=0), "level = 0: must be between 0 and 1"),
    (dict(level="high"), "level = 'high': must be between 0 and 1"),
    (dict(curve=3), "curve = 3: must be the name of a curve or a Curve"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_misuse(change: dict, message: str) -> None:
    arguments = {"values": np.ones((3, 6)), "years": np.arange(6)} | change
    with pytest.raises(ree.InvalidArgument, match=message):
        fit_batch(**arguments)


def test_an_unknown_curve_is_not_found() -> None:
    with pytest.raises(ree.NotFound, match="did you mean 'logistic'"):
        fit_batch(np.ones((3, 6)), np.arange(6), "logistics")


def test_rows_that_cannot_be_fitted_have_a_status() -> None:
    values = workload(6)
    values[0] = np.nan
    values[1, 3:] = np.nan
    values[2, 5] = np.inf
    values[3] = 1e308
    values[3, 0] = 1e307
    values[4] = 7.0
    fits = fit_batch(values, YEARS)
    names = [fits.status_names[code] for code in fits.status]
    assert names[:4] == ["too_few_observations"] * 2 + ["invalid_data"] * 2
    assert names[4] == "degenerate"
    assert fits.limit_names[fits.limit[4]] == "constant"
    assert names[5] == "converged"
    assert np.isnan(fits.sse[:4]).all()
    assert np.isnan(fits.aicc[:4]).all()


@pytest.mark.parametrize("name", ["a_se", "sse", "status", "aicc", "n_obs"])
def test_parameters_named_as_other_columns_are_not_overwritten(name: str) -> None:
    pd = pytest.importorskip("pandas")
    curve = ree.curve(lambda t, *p: p[0] + p[1] * (t - 2000), {"a": 1.0, name: 1.0})
    fits = fit_batch([[1.0, 2.0, 4.0, 5.0]], [2000, 2001, 2002, 2003], curve)
    assert fits[name].tolist() == pytest.approx([1.4])
    for ask in (
        fits.columns,
        fits.to_pandas,
        lambda: ree.fit_table(
            pd.DataFrame({"g": [1], "year": [1], "value": [1]}), "g", curve=curve
        ),
    ):
        with pytest.raises(
            ree.InvalidArgument, match=f"with a parameter '{name}': must be a curve"
        ):
            ask()


def test_missing_values_of_pandas_are_gaps_and_booleans_are_refused() -> None:
    pd = pytest.importorskip("pandas")
    rows = [[1.0, 2.0, None, 5.0], [4.0, 3.0, 2.0, 1.5]]
    expected = fit_batch(np.array(rows, dtype=float), [1, 2, 3, 4], "linear")
    frame = pd.DataFrame(rows).astype(object)
    frame.iloc[0, 2] = pd.NA
    nullable = pd.DataFrame(rows).astype("Float64")
    mixed = pd.DataFrame(rows).astype({2: "Float64"})
    for table in (frame, nullable, mixed, frame.to_numpy()):
        same(fit_batch(table, [1, 2, 3, 4], "linear"), expected, 0.0)
    for wrong in (True, np.bool_(True)):
        values = np.array([[1.0, 2.0, wrong, 5.0]], dtype=object)
        with pytest.raises(ree.InvalidArgument, match=r"values = .*True.*: must be numbers"):
            fit_batch(values, [1, 2, 3, 4], "linear")


def test_a_falling_step_falls():
    years = np.arange(2000.0, 2010.0)
    for curve in ("logistic", "gompertz"):
        for values in ([9, 10, 11, 9, 0, 0, 0, 0, 0, 0.0], [5, 6, 5, 6, 5, 6, 0, 0, 0, 0.0]):
            fits = fit_batch([values], years, curve)
            assert fits[0].limit == "step"
            assert fits[0].parameters["r"] == -np.inf
            assert fits.forecast(1).mean[0, 0] == 0.0
            fits = fit_batch([values[::-1]], years, curve)
            assert fits[0].parameters["r"] == np.inf
            assert fits.forecast(1).mean[0, 0] > 5.0


@pytest.mark.parametrize("level", [0.0, 1e3, 1e6, 1e8, 1e10])
@pytest.mark.parametrize("points", [5, 20, 21, 40])
def test_lines_far_above_their_scatter(level, points):
    years = 2000.0 + np.arange(points)
    values = level + np.random.default_rng(points).standard_normal((200, points))
    exact = values.astype(np.longdouble)
    x = (years - years.mean()).astype(np.longdouble)
    centred = exact - exact.mean(axis=1, keepdims=True)
    slope = (centred * x).sum(axis=1) / (x * x).sum()
    sse = ((centred - slope[:, None] * x) ** 2).sum(axis=1)
    error = np.sqrt(sse / (points - 2) / (x * x).sum())
    fits = fit_batch(values, years, "linear")
    # relative to the standard error: slopes near zero have no digits of their own
    assert np.max(np.abs(fits.parameters[:, 1] - slope) / error) < 1e-12
    np.testing.assert_allclose(fits.standard_errors[:, 1], error.astype(float), rtol=1e-12)


def test_exponential_of_data_that_fall_and_rise():
    x = np.linspace(-1, 1, 21)
    rng = np.random.default_rng(5)
    values = rng.uniform(1, 6, (200, 1)) * x**2 + rng.normal(0, 0.5, (200, 21))
    values -= rng.uniform(0, 2, (200, 1))
    years = 2000 + np.arange(21)
    fits = fit_batch(values, years, "exponential")
    turned = fit_batch(values[:, ::-1], years, "exponential")
    worse = 0
    for i, row in enumerate(values):
        best = ree.fit_xy(list(years), list(row), "exponential").sse
        worse += min(fits.sse[i], turned.sse[i]) > best * (1 + 1e-8)
    assert worse <= 1
    assert np.sum(~np.isclose(fits.sse, turned.sse, rtol=1e-6)) <= 2


@pytest.mark.parametrize("method", [None, "wald", 1, ["delta"]])
def test_unknown_methods_of_a_forecast_are_refused(method):
    fits = fit_batch([[1.0, 2.0, 3.5, 4.0, 5.5]], np.arange(2000, 2005), "linear")
    with pytest.raises(ree.InvalidArgument, match=r"method = .*: must be 'delta' or 'profile'"):
        fits.forecast(2, method=method)
