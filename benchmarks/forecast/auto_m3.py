"""Scores of automatic forecasts and of the baselines on the M3 yearly series.

    python benchmarks/forecast/auto_m3.py M3.csv

M3.csv is the 645 yearly series of the M3 competition (Makridakis and Hibon 2000,
doi:10.1016/S0169-2070(00)00057-1; for example from the R package Mcomp) in long form with the columns
series_id, split ("train" or "test"), t and value. Prints sMAPE, MASE, MSIS and coverage at 95 %, by
year ahead, and the time; the tables of docs/auto-forecast.md are this output.
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
    low, high = found.interval(80)
    narrow = 100.0 * np.mean((test >= low) & (test <= high))
    for model in ("naive", "drift", "ses", "damped_trend", "theta", "dotm"):
        made = [ree.auto_forecast(row[~np.isnan(row)], HORIZON, model=model) for row in train]
        parts = (
            np.array([getattr(one, part) for one in made]) for part in ("mean", "lower", "upper")
        )
        scores(model, train, test, *parts)
    print(f"automatic at 80 %: {narrow:.1f} % inside")
    print(f"{len(train)} series by {ree.simd_name()}, one thread: {seconds:.3f} s")


if __name__ == "__main__":
    main()
