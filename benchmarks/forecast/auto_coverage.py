"""Coverage of automatic forecasts on simulated series: random walks with drift, and S-curves.

    python benchmarks/forecast/auto_coverage.py [--series 2000]

Prints the share of new observations inside the 95 % interval, by year ahead, inside the 80 %
interval, the median width of the 95 % interval over that of an oracle that knows the process, its
noise and the distribution of the drifts, and the mean absolute error over that of the naive forecast.
A second table has the S-curves by how much of the ceiling their data reach, with the years on which the
level of the forecast rests. The tables of docs/auto-forecast.md are this output.
"""

from __future__ import annotations

import argparse

import numpy as np
import numpy.typing as npt

import reeindex as ree

HORIZON = 10
Array = npt.NDArray[np.float64]


def walks(rng: np.random.Generator, count: int, n: int, noise: str, first: float = 400.0) -> Array:
    """Random walks: steps of standard deviation 5, drift of each series from N(0, 3^2)."""
    steps = (
        rng.normal(size=(count, n + HORIZON - 1))
        if noise == "normal"
        else rng.standard_t(4, size=(count, n + HORIZON - 1)) / np.sqrt(2.0)
    )
    drift = 3.0 * rng.normal(size=(count, 1))
    return np.concatenate(
        [np.full((count, 1), first), first + np.cumsum(drift + 5.0 * steps, axis=1)], axis=1
    )


def growth(rng: np.random.Generator, count: int, n: int) -> Array:
    """Positive random walks: 3 % a year, steps of 5 %."""
    steps = 0.03 + 0.05 * rng.normal(size=(count, n + HORIZON - 1))
    return 100.0 * np.exp(np.concatenate([np.zeros((count, 1)), np.cumsum(steps, axis=1)], axis=1))


def s_curves(
    rng: np.random.Generator,
    count: int,
    n: int,
    noise: float,
    least: float = 0.3,
    most: float = 0.9,
) -> Array:
    """Logistic curves of ceiling 100 whose data reach 30 to 90 % of it, with relative noise."""
    reach = rng.uniform(least, most, (count, 1))
    start = rng.uniform(0.02, 0.1, (count, 1))
    logit = lambda p: np.log(p / (1.0 - p))
    t = np.arange(n + HORIZON)
    x = logit(start) + (logit(reach) - logit(start)) * t / (n - 1)
    return (100.0 / (1.0 + np.exp(-x))) * np.exp(noise * rng.normal(size=x.shape))


def walk_width(n: int) -> Array:
    """Width of the oracle's interval of a walk, which has its drift to estimate from n values."""
    h = np.arange(1, HORIZON + 1)
    drift = 1.0 / (1.0 / 9.0 + (n - 1) / 25.0)
    return np.asarray(2.0 * 1.96 * np.sqrt(25.0 * h + drift * h**2))


def growth_width(values: Array, n: int) -> Array:
    """Width of the oracle's interval of growth by 3 %."""
    h = np.arange(1, HORIZON + 1)
    half = 1.96 * 0.05 * np.sqrt(h)
    return np.asarray(values[:, n - 1 : n] * (np.exp(0.03 * h + half) - np.exp(0.03 * h - half)))


def s_curve_width(values: Array, n: int, noise: float) -> Array:
    """Width of the oracle's interval of an S-curve: that of the noise about the mean of the values."""
    return np.asarray(
        np.median(values[:, n:], axis=0) * (np.exp(1.96 * noise) - np.exp(-1.96 * noise))
    )


def report(name: str, values: Array, n: int, oracle: Array) -> None:
    """Print one line of the table."""
    found = ree.auto_forecast_batch(values[:, :n], HORIZON, level=[80, 95])
    actual = values[:, n:]
    lower, upper = found.interval(95)
    inside = 100.0 * np.mean((actual >= lower) & (actual <= upper), axis=0)
    low, high = found.interval(80)
    narrow = 100.0 * np.mean((actual >= low) & (actual <= high), axis=0)
    naive = np.mean(np.abs(actual - values[:, n - 1 : n]))
    error = np.mean(np.abs(actual - found.mean))
    years = " | ".join(f"{one:.1f}" for one in inside)
    few = " ".join(f"{narrow[h - 1]:.1f}" for h in (1, 5, 10))
    ratio = np.median((upper - lower) / oracle, axis=0)
    wide = " ".join(f"{ratio[h - 1]:.1f}" for h in (1, 5, 10))
    print(f"| {name} | {n} | {years} | {few} | {wide} | {error / naive:.2f} |", flush=True)


def by_reach(count: int) -> None:
    """Print the table of S-curves by their reach."""
    few = [0, 2, 4, 6, 9]
    years = ", ".join(str(h + 1) for h in few)
    print(
        f"\n| noise | n | reach, % | inside, %: {years} | width / oracle: {years} | memory, years |"
    )
    print("|---|--:|---|---|---|--:|")
    for noise in (0.05, 0.1):
        for n in (12, 20, 30):
            for least in (0.3, 0.5, 0.7):
                rng = np.random.default_rng(n)
                values = s_curves(rng, count, n, noise, least, least + 0.2)
                found = ree.auto_forecast_batch(values[:, :n], HORIZON)
                lower, upper = found.interval(95)
                actual = values[:, n:]
                inside = 100.0 * np.mean((actual >= lower) & (actual <= upper), axis=0)
                wide = np.median((upper - lower) / s_curve_width(values, n, noise), axis=0)
                memory = np.mean([memory_of(row[:n]) for row in values[:200]])
                print(
                    f"| {100 * noise:g} % | {n} | {100 * least:g} to {100 * least + 20:g} "
                    f"| {' '.join(f'{inside[h]:.1f}' for h in few)} "
                    f"| {' '.join(f'{wide[h]:.1f}' for h in few)} | {memory:.1f} |",
                    flush=True,
                )


def memory_of(values: Array) -> float:
    """Return the years on which the level of the forecast rests."""
    notes = ree.auto_forecast(values, 1).notes
    return float(next(note["years"] for note in notes if note["kind"] == "memory"))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=2000)
    count = parser.parse_args().series
    years = " | ".join(str(h) for h in range(1, HORIZON + 1))
    print(f"| series | n | {years} | 80 %: 1, 5, 10 | width / oracle: 1, 5, 10 | error / naive |")
    print("|---|--:" + "|--:" * HORIZON + "|---|---|--:|")
    for n in (2, 3, 5, 7, 8, 10, 12, 15, 20, 30):
        report("walk", walks(np.random.default_rng(n), count, n, "normal"), n, walk_width(n))
    for n in (12, 20, 30):
        report("walk, t(4)", walks(np.random.default_rng(n), count, n, "t"), n, walk_width(n))
    for n in (12, 20, 30):
        values = walks(np.random.default_rng(n), count, n, "normal", 100.0)
        report("walk through zero", values, n, walk_width(n))
    for n in (12, 20, 30):
        values = growth(np.random.default_rng(n), count, n)
        report("walk, 3 % growth", values, n, growth_width(values, n))
    for noise in (0.05, 0.1):
        for n in (12, 15, 20, 30):
            values = s_curves(np.random.default_rng(n), count, n, noise)
            report(f"S-curve, {100 * noise:g} %", values, n, s_curve_width(values, n, noise))
    by_reach(count)


if __name__ == "__main__":
    main()
