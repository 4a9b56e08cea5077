"""Score every forecasting method on a file of yearly series: score.py FILE.csv [--methods ...].

The file is in long form with the columns series_id, split (train or test), t (1, 2, ... within the
series) and value; other columns are ignored. Every method forecasts the test part from the train part
of each series. Printed are the tables of docs/forecast-accuracy.md: means over all forecasts, the
scale of MASE and MSIS being the mean absolute change of the train part.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import reeindex as ree

FOUR = ["linear", "exponential", "logistic", "gompertz"]
FIRST_YEAR = 1001  # methods do not depend on it


def best_of(curves: list[str] | None, anchored: bool) -> Callable[..., Any]:
    """Return a method that forecasts from the curve that compare() calls best."""

    def method(years: Any, values: Any, h: int) -> tuple[Any, Any, Any]:
        found = ree.compare(ree.TimeSeries(years, values), curves).best
        made = ree.forecast(found, h, anchored=anchored)
        return made.lower, made.mean, made.upper

    return method


def first_of(curves: list[str]) -> Callable[..., Any]:
    """Return a method that forecasts from the fit of smallest AICc, whatever stands against it."""

    def method(years: Any, values: Any, h: int) -> tuple[Any, Any, Any]:
        made = ree.forecast(ree.compare(ree.TimeSeries(years, values), curves).rows[0].fit, h)
        return made.lower, made.mean, made.upper

    return method


METHODS: dict[str, Any] = {
    "auto": "auto",
    "naive": "naive",
    "drift": "drift",
    "ses": "ses",
    "damped_trend": "damped_trend",
    "theta": "theta",
    "dotm": "dotm",
    **{name: name for name in FOUR},
    **{f"{name} anchored": f"{name} anchored" for name in FOUR},
    "AICc-first of the four": first_of(FOUR),
    "best of the four": best_of(FOUR, False),
    "best of the four, anchored": best_of(FOUR, True),
    "best of all curves": best_of(None, False),
    "best of all curves, anchored": best_of(None, True),
}


def read(path: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Return the train and test part of each series, by its key."""
    parts: dict[str, tuple[list[tuple[int, float]], list[tuple[int, float]]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            train, test = parts.setdefault(row["series_id"], ([], []))
            (train if row["split"] == "train" else test).append(
                (int(row["t"]), float(row["value"]))
            )
    out = {}
    for key, (train, test) in parts.items():
        out[key] = ([v for _, v in sorted(train)], [v for _, v in sorted(test)])
    return out


class Score:
    """Sums over all forecasts of one method."""

    def __init__(self) -> None:
        self.series = 0
        self.failed = 0
        self.seconds = 0.0
        self.smape: list[float] = []
        self.mase: list[float] = []
        self.msis: list[float] = []
        self.inside: dict[int, list[bool]] = defaultdict(list)

    def add(self, train: list[float], actual: Any, lower: Any, mean: Any, upper: Any) -> None:
        """Add the forecasts of one series."""
        scale = float(np.abs(np.diff(train)).mean())
        size = np.abs(actual) + np.abs(mean)
        error = np.abs(actual - mean)
        self.smape += list(200 * np.divide(error, size, out=np.zeros_like(error), where=size > 0))
        outside = np.maximum(lower - actual, 0) + np.maximum(actual - upper, 0)
        if scale > 0:
            self.mase += list(error / scale)
            self.msis += list((upper - lower + 40 * outside) / scale)
        for h, hit in enumerate((lower <= actual) & (actual <= upper), 1):
            self.inside[h].append(bool(hit))
        self.series += 1

    def row(self, name: str) -> str:
        """Return the row of the table."""
        every = [hit for hits in self.inside.values() for hit in hits]
        by_horizon = " ".join(f"{100 * np.mean(self.inside[h]):.0f}" for h in sorted(self.inside))
        msis = float(np.mean(self.msis))
        shown = f"{msis:.1f}" if np.isfinite(msis) else f"inf (median {np.median(self.msis):.1f})"
        return (
            f"| {name} | {self.series} | {np.mean(self.smape):.2f} | {np.mean(self.mase):.3f} | "
            f"{shown} | {100 * np.mean(every):.1f} | {by_horizon} |"
        )


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="CSV of yearly series")
    parser.add_argument("--methods", nargs="+", default=list(METHODS), help="some of the methods")
    parser.add_argument("--every", type=int, default=1, help="take every n-th series only")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.methods if name not in METHODS]
    if unknown:
        parser.error(f"no method {unknown[0]!r}; known: {', '.join(METHODS)}")
    series = list(read(arguments.file).items())[:: arguments.every]
    scores = {name: Score() for name in arguments.methods}
    for key, (train, test) in series:
        years = list(range(FIRST_YEAR, FIRST_YEAR + len(train) + len(test)))
        whole = ree.TimeSeries(years, train + test, title=key)
        for name in arguments.methods:
            begin = time.process_time()
            table = ree.backtest(
                whole, {name: METHODS[name]}, len(test), windows=1, min_observations=len(train)
            )
            scores[name].seconds += time.process_time() - begin
            one = table[name]
            if not one.forecasts:
                scores[name].failed += 1
                continue
            columns = np.array([f[2:] for f in one.forecasts], dtype=float).T
            actual, mean, lower, upper = columns
            scores[name].add(train, actual, lower, mean, upper)
    print(f"{len(series)} series of {arguments.file.name}, every {arguments.every}. series\n")
    print("| method | series | sMAPE | MASE | MSIS | in 95 %, % | by years ahead |")
    print("|---|--:|--:|--:|--:|--:|---|")
    for name, score in scores.items():
        print(score.row(name))
    for name, score in scores.items():
        if score.failed:
            print(f"\n{name}: no forecast for {score.failed} series, which are left out of its row")
    print("\nCPU seconds: " + ", ".join(f"{n} {s.seconds:.1f}" for n, s in scores.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
