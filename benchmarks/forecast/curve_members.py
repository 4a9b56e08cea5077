"""Would curves earn a place beside the family of the automatic forecast?

    python benchmarks/forecast/curve_members.py --simulated 120
    python benchmarks/forecast/curve_members.py M3.csv

A logistic and a Gompertz curve whose fit is identified stand beside the family. Up to six origins of
the series' own past give each the mean log density of what came, the next six years at most, less that
of the family; the prior odds of a curve against the family and the exponent of the evidence are the two
constants. Printed are paired differences to the family alone. Densities are Student's t on each side of
the median, scaled by the 95 % interval. The file is that of auto_m3.py; needs SciPy.
"""

from __future__ import annotations

import argparse
from typing import Any

import auto_coverage
import auto_m3
import numpy as np
import numpy.typing as npt
from scipy import stats

import reeindex as ree

CURVES = ("logistic", "gompertz")
FAMILY_DOF, ORIGINS, AHEAD = 5, 6, 6
Array = npt.NDArray[np.float64]
Member = tuple[Array, Array, Array, int]  # median, bounds at 95 %, degrees of freedom


def sides(member: Member) -> tuple[Array, Array]:
    """Return the scales below and above the median."""
    median, lower, upper, dof = member
    half = stats.t.ppf(0.975, dof)
    tiny = 1e-12 * np.abs(median) + 1e-300
    return np.maximum((median - lower) / half, tiny), np.maximum((upper - median) / half, tiny)


def log_density(member: Member, actual: Array) -> float:
    """Return the mean log density of what came."""
    below, above = sides(member)
    scale = np.where(actual < member[0], below, above)
    density = stats.t.logpdf((actual - member[0]) / scale, member[3]) - np.log(scale)
    return float(np.mean(np.maximum(density, -50.0)))


def curve_member(known: list[float], name: str, ahead: int) -> Member | None:
    """Return the forecast of a curve whose fit is identified and not absurd."""
    fit = ree.fit(ree.TimeSeries(range(1001, 1001 + len(known)), known), name)
    if fit.status != "converged" or not fit.identified:
        return None
    made = ree.forecast(fit, ahead)
    finite = np.isfinite([made.mean, made.lower, made.upper]).all()
    if not finite or abs(made.mean[0] - known[-1]) > 10 * (max(known) - min(known)):
        return None
    return made.mean, made.lower, made.upper, max(len(known) - len(fit.params), 1)


def family(rows: list[list[float]], ahead: int) -> list[Member]:
    """Return the automatic forecasts."""
    values = np.full((len(rows), max(map(len, rows))), np.nan)
    for row, known in zip(values, rows, strict=True):
        row[len(row) - len(known) :] = known
    found = ree.auto_forecast_batch(values, ahead, threads=1)
    lower, upper = found.interval(95)
    return [(m, a, b, FAMILY_DOF) for m, a, b in zip(found.mean, lower, upper, strict=True)]


def mixture(members: list[Member], weights: Array) -> Member:
    """Return median and bounds of a mixture."""
    lower = np.min([one[1] for one in members], axis=0)
    upper = np.max([one[2] for one in members], axis=0)
    grid = lower + np.linspace(-0.5, 1.5, 1201)[:, None] * (upper - lower)
    total = np.zeros_like(grid)
    for member, weight in zip(members, weights, strict=True):
        below, above = sides(member)
        gap = grid - member[0]
        total += weight * stats.t.cdf(gap / np.where(gap < 0, below, above), member[3])
    at = [
        np.array([np.interp(p, total[:, h], grid[:, h]) for h in range(grid.shape[1])])
        for p in (0.5, 0.025, 0.975)
    ]
    return at[0], at[1], at[2], FAMILY_DOF


def evidence(train: list[list[float]], ahead: int) -> list[list[tuple[Member, float]]]:
    """Return for each series its curves with their summed log scores less those of the family."""
    now = [[curve_member(known, name, ahead) for name in CURVES] for known in train]
    cuts = [
        (i, k)
        for i, known in enumerate(train)
        for k in range(1, ORIGINS + 1)
        if any(now[i]) and len(known) - k >= max(8, (len(known) + 1) // 2)
    ]
    sums = np.zeros((len(train), len(CURVES)))
    seen = {i for i, _ in cuts}
    past = family([train[i][: len(train[i]) - k] for i, k in cuts], AHEAD)
    for (i, k), base in zip(cuts, past, strict=True):
        known, actual = train[i][:-k], np.array(train[i][-k:])
        own = log_density((base[0][:k], base[1][:k], base[2][:k], FAMILY_DOF), actual)
        for c, name in enumerate(CURVES):
            if now[i][c] is None:
                continue
            made = curve_member(known, name, k)
            gain = -0.5 if made is None else log_density(made, actual) - own
            sums[i, c] += np.clip(gain, -10.0, 1.5)
    return [
        [(one, sums[i, c]) for c, one in enumerate(row) if one is not None and i in seen]
        for i, row in enumerate(now)
    ]


def scores(train: list[list[float]], test: Array, made: list[Member]) -> dict[str, Array]:
    """Return MASE, sMAPE, MSIS and coverage of each series."""
    mean, lower, upper = (np.array([one[j] for one in made]) for j in range(3))
    scale = np.array([np.abs(np.diff(known)).mean() for known in train])
    error = np.abs(mean - test)
    outside = np.maximum(lower - test, 0) + np.maximum(test - upper, 0)
    return {
        "MASE": error.mean(axis=1) / scale,
        "sMAPE": (200 * error / (np.abs(mean) + np.abs(test))).mean(axis=1),
        "MSIS": (upper - lower + 40 * outside).mean(axis=1) / scale,
        "in 95 %": 100.0 * ((test >= lower) & (test <= upper)).mean(axis=1),
    }


def report(name: str, train: list[list[float]], test: Array) -> None:
    """Print what curves change, for some priors and exponents."""
    ahead = test.shape[1]
    base = family(train, ahead)
    before = scores(train, test, base)
    found = evidence(train, ahead)
    print(
        f"{name}: {len(train)} series, {sum(map(bool, found))} with a curve; the family alone has"
    )
    print("   " + ", ".join(f"{key} {one.mean():.3f}" for key, one in before.items()))
    for prior in (0.02, 0.1):
        for power in (1.0, 2.0):
            made: list[Member] = []
            for alone, curves in zip(base, found, strict=True):
                logs = np.array([0.0, *(np.log(prior) + power * gain for _, gain in curves)])
                weights = np.exp(logs - logs.max())
                weights /= weights.sum()
                both = [alone, *(one for one, _ in curves)]
                made.append(mixture(both, weights) if weights[0] < 0.99 else alone)
            after = scores(train, test, made)
            text = ", ".join(
                f"{key} {np.mean(gain):+.3f} +- {np.std(gain) / np.sqrt(len(gain)):.3f}"
                for key, gain in ((key, after[key] - before[key]) for key in before)
            )
            print(f"   prior {prior:g}, exponent {power:g}: {text}", flush=True)


def main() -> None:
    """Study the file, or simulated S-curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", help="the M3 yearly series")
    parser.add_argument("--simulated", type=int, default=0, help="S-curves of each kind")
    parser.add_argument("--every", type=int, default=1, help="take every n-th series of the file")
    arguments = parser.parse_args()
    if arguments.file:
        rows, test = auto_m3.read(arguments.file)
        train: list[list[Any]] = [row[~np.isnan(row)].tolist() for row in rows]
        report("file", train[:: arguments.every], test[:: arguments.every])
    for noise in (0.05, 0.1) if arguments.simulated else ():
        for n in (12, 20, 30):
            rng = np.random.default_rng(n)
            values = auto_coverage.s_curves(rng, arguments.simulated, n, noise)
            report(f"S-curves, {100 * noise:g} %, n = {n}", values[:, :n].tolist(), values[:, n:])


if __name__ == "__main__":
    main()
