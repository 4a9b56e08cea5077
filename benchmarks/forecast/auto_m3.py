"""Scores of automatic forecasts and of the baselines on the M3 yearly series.

    python benchmarks/forecast/auto_m3.py M3.csv

M3.csv is the 645 yearly series of the M3 competition (Makridakis and Hibon 2000,
doi:10.1016/S0169-2070(00)00057-1; for example from the R package Mcomp) in long form with the columns
series_id, split ("train" or "test"), t and value. Prints sMAPE, MASE, MSIS and coverage at 95 %, by
year ahead, the coverage of several levels, that of earlier origins of the same series, what the seed of
the draws changes, and the time; the tables of docs/auto-forecast.md are this output.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import defaultdict

import numpy as np
import numpy.typing as npt

import reeindex as ree

HORIZON = 6
Array = npt.NDArray[np.float64]


def read(path: str) -> tuple[Array, Array]:
    """Read the series: rows of training values, right-aligned with NaN before, and of test values."""
    series: dict[str, dict[str, list[float]]] = defaultdict(lambda: {"train": [], "test": []})
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        for row in csv.DictReader(file):
            series[row["series_id"]][row["split"]].append(float(row["value"]))
    longest = max(len(one["train"]) for one in series.values())
    train = np.full((len(series), longest), np.nan)
    for i, one in enumerate(series.values()):
        train[i, longest - len(one["train"]) :] = one["train"]
    return train, np.array([one["test"] for one in series.values()])


def scores(name: str, train: Array, test: Array, mean: Array, lower: Array, upper: Array) -> None:
    """Print one line."""
    scale = np.nanmean(np.abs(np.diff(train, axis=1)), axis=1)
    smape = np.mean(200.0 * np.abs(mean - test) / (np.abs(mean) + np.abs(test)))
    mase = np.mean(np.mean(np.abs(mean - test), axis=1) / scale)
    width = upper - lower + 40.0 * (np.maximum(lower - test, 0) + np.maximum(test - upper, 0))
    msis = np.mean(np.mean(width, axis=1) / scale)
    inside = 100.0 * ((test >= lower) & (test <= upper))
    years = " ".join(f"{one:.1f}" for one in inside.mean(axis=0))
    print(f"| {name} | {smape:.2f} | {mase:.3f} | {msis:.1f} | {inside.mean():.1f} | {years} |")


def covered(found: ree.AutoForecastBatch, actual: Array, level: float) -> Array:
    """Return which values lie inside the interval, in percent."""
    lower, upper = found.interval(level)
    return np.asarray(100.0 * ((actual >= lower) & (actual <= upper)), dtype=np.float64)


def levels(train: Array, test: Array) -> None:
    """Print the coverage of several levels; the standard error takes a series as one observation."""
    wanted = [50, 80, 90, 95, 99]
    found = ree.auto_forecast_batch(train, HORIZON, level=wanted)
    print("\n| level | inside, % | standard error | by year ahead |\n|--:|--:|--:|---|")
    for level in wanted:
        inside = covered(found, test, level)
        error = inside.mean(axis=1).std(ddof=1) / np.sqrt(len(inside))
        years = " ".join(f"{one:.1f}" for one in inside.mean(axis=0))
        print(f"| {level} | {inside.mean():.1f} | {error:.1f} | {years} |")


def origins(train: Array, test: Array) -> None:
    """Print the coverage from earlier origins: the same series, cut some years before their end."""
    whole = np.concatenate([train, test], axis=1)
    print(
        "\n| years earlier | series | 80 %, by year ahead | 95 %, by year ahead |\n|--:|--:|---|---|"
    )
    for back in range(9):
        end = train.shape[1] - back
        some = whole[(~np.isnan(whole[:, :end])).sum(axis=1) >= 9]
        found = ree.auto_forecast_batch(some[:, :end], HORIZON, level=[80, 95])
        actual = some[:, end : end + HORIZON]
        cells = []
        for level in (80, 95):
            inside = covered(found, actual, level)
            years = " ".join(f"{one:.1f}" for one in inside.mean(axis=0))
            cells.append(f"{inside.mean():.1f}: {years}")
        print(f"| {back} | {len(some)} | {' | '.join(cells)} |")


def seeds(train: Array) -> None:
    """Print by how much the seed moves a quantile, in percent of the width of the 95 % interval."""
    made = [ree.auto_forecast_batch(train, HORIZON, seed=seed) for seed in range(1, 11)]
    width = np.median([one.upper[:, 0] - one.lower[:, 0] for one in made], axis=0)
    print("\n| quantile | standard deviation by seed, % of the width, by year ahead |\n|---|---|")
    values = {
        "2.5 %": [one.lower[:, 0] for one in made],
        "median": [one.mean for one in made],
        "97.5 %": [one.upper[:, 0] for one in made],
    }
    for name, several in values.items():
        spread = 100.0 * np.sqrt(np.mean(np.var(several, axis=0, ddof=1) / width**2, axis=0))
        print(f"| {name} | {' '.join(f'{one:.2f}' for one in spread)} |")


def main() -> None:
    """Print the table."""
    train, test = read(sys.argv[1])
    print("| method | sMAPE | MASE | MSIS | coverage | by year ahead |")
    print("|---|--:|--:|--:|--:|---|")
    ree.auto_forecast_batch(train, HORIZON, threads=1)
    begin = time.process_time()
    found = ree.auto_forecast_batch(train, HORIZON, level=[80, 95], threads=1)
    seconds = time.process_time() - begin
    lower, upper = found.interval(95)
    scores("automatic", train, test, found.mean, lower, upper)
    for model in ("naive", "drift", "ses", "damped_trend", "theta", "dotm"):
        made = [ree.auto_forecast(row[~np.isnan(row)], HORIZON, model=model) for row in train]
        parts = (
            np.array([getattr(one, part) for one in made]) for part in ("mean", "lower", "upper")
        )
        scores(model, train, test, *parts)
    levels(train, test)
    origins(train, test)
    seeds(train)
    print(f"\n{len(train)} series by {ree.simd_name()}, one thread: {seconds:.3f} s")


if __name__ == "__main__":
    main()
