"""Verdicts of curves written in Python against those of the shipped curves.

    twin_study.py [SERIES] [SEED]

The formulas of the logistic, Gompertz, monomolecular and Bass curves are passed as Python functions
and fitted to simulated series of 10 to 30 years whose last year reaches 5 to 99 % of the ceiling,
with noise of 0.5 to 16 % of the last value. The shipped curve names its limits; the formula names
none, so that its fit is examined instead. Prints for each curve how often the two give the same
verdict, and how often the interval of the ceiling is open above for the formula where it is for
the shipped curve.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

import reeindex as ree

Array = npt.NDArray[np.float64]


@dataclass
class Series:
    """A simulated series and the start values that somebody would write down for it."""

    years: Array
    values: Array
    start: dict[str, float]


def logistic(t: Any, K: Any, r: Any, t0: Any) -> Any:
    """Logistic growth."""
    return K / (1 + np.exp(-r * (t - t0)))


def gompertz(t: Any, K: Any, r: Any, t0: Any) -> Any:
    """Gompertz growth."""
    return K * np.exp(-np.exp(-r * (t - t0)))


def monomolecular(t: Any, K: Any, y0: Any, r: Any) -> Any:
    """Growth that slows down from the start, in 2000."""
    return K - (K - y0) * np.exp(-r * (t - 2000))


def bass(t: Any, m: Any, p: Any, q: Any) -> Any:
    """Cumulative adoptions since 1999."""
    e = np.exp(-(p + q) * (t - 1999))
    return m * (1 - e) / (1 + q / p * e)


FORMULAS: dict[str, Callable[..., Any]] = {
    "logistic": logistic,
    "gompertz": gompertz,
    "monomolecular": monomolecular,
    "bass": bass,
}
#: The natural bounds of the shipped curves.
BOUNDS: dict[str, dict[str, tuple[float | None, float | None]]] = {
    "logistic": {"K": (0, None)},
    "gompertz": {"K": (0, None)},
    "monomolecular": {"r": (0, None)},
    "bass": {"m": (0, None), "p": (0, None), "q": (0, None)},
}


def simulate(curve: str, count: int, seed: int) -> Iterator[Series]:
    """Simulate series of a curve with the ceiling 100."""
    rng = np.random.default_rng([seed, list(FORMULAS).index(curve)])
    for _ in range(count):
        n = int(rng.integers(10, 31))
        span = n - 1
        reach = rng.uniform(0.05, 0.99)
        rate = rng.uniform(2, 10) / span
        noise = 10 ** rng.uniform(-2.3, -0.8)
        years = 2000.0 + np.arange(n)
        truth: tuple[float, ...]
        if curve == "logistic":
            truth = (100, rate, years[-1] - math.log(reach / (1 - reach)) / rate)
        elif curve == "gompertz":
            truth = (100, rate, years[-1] + math.log(-math.log(reach)) / rate)
        elif curve == "monomolecular":
            truth = (100, 5, -math.log(1 - reach) / span)
        else:
            truth = (100, 0.001 * 10 ** rng.uniform(0, 1.6), 0.6 * rate)
        values = FORMULAS[curve](years, *truth)
        values = values + noise * values[-1] * rng.standard_normal(n)
        high = 2.0 * float(values.max())
        start = {
            "logistic": {"K": high, "r": 4 / span, "t0": float(years[n // 2])},
            "gompertz": {"K": high, "r": 4 / span, "t0": float(years[n // 2])},
            "monomolecular": {"K": high, "y0": float(values[0]), "r": 1 / span},
            "bass": {"m": high, "p": 0.01, "q": 0.3},
        }[curve]
        yield Series(years, values, start)


def pair(curve: str, series: Series) -> tuple[ree.FitResult, ree.FitResult]:
    """Fit the shipped curve and its formula."""
    own = ree.curve(FORMULAS[curve], series.start, bounds=BOUNDS[curve])
    return (
        ree.fit_xy(series.years, series.values, curve),
        ree.fit_xy(series.years, series.values, own),
    )


def open_above(fit: ree.FitResult) -> bool:
    """Whether the profile interval of the ceiling has no upper end."""
    ceiling = "m" if "m" in fit.params else "K"
    return math.isinf(fit.interval(ceiling, method="profile")[1])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("series", type=int, nargs="?", default=2000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    arguments = parser.parse_args()
    for curve in FORMULAS:
        verdicts: Counter[tuple[str, str]] = Counter()
        ends: Counter[tuple[bool, bool]] = Counter()
        for series in simulate(curve, arguments.series, arguments.seed):
            shipped, own = pair(curve, series)
            verdicts[shipped.identification, own.identification] += 1
            if shipped.usable and own.usable:
                ends[open_above(shipped), open_above(own)] += 1
        same = sum(count for (a, b), count in verdicts.items() if a == b)
        held = ends[True, True] / max(ends[True, True] + ends[True, False], 1)
        print(
            f"{curve}: the same verdict for {100 * same / arguments.series:.2f} % of "
            f"{arguments.series:,} series; open where the shipped curve's interval is: "
            f"{100 * held:.2f} % of {ends[True, True] + ends[True, False]:,}"
        )
        for (a, b), count in sorted(verdicts.items()):
            print(f"    {a} / {b}: {count}")


if __name__ == "__main__":
    main()
