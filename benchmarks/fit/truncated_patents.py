"""Ceilings from truncated patent counts, with and without their completeness.

Simulates patents of a logistic growth with negative binomial scatter of which the last two years are
published in part (0.84 and 0.52, what the paper's Chinese counts of 2021 and 2022 are of the mean of
2018 to 2020), and fits the yearly growth: with the completeness given, with the two years left out,
and as if the counts were complete. Prints a Markdown table.

    python benchmarks/fit/truncated_patents.py [--replicates 2000] [--seed 20251124]
"""

from __future__ import annotations

import argparse

import numpy as np

import reeindex as ree

CEILING, RATE, MIDPOINT = 20_000.0, 0.35, 2015.0
PUBLISHED = (0.84, 0.52)
WAYS = ("completeness given", "two years left out", "taken as complete")


def reached(year: np.ndarray | float) -> np.ndarray:
    """Cumulative patents."""
    return CEILING / (1 + np.exp(-RATE * (np.asarray(year, dtype=float) - MIDPOINT)))


def fit_ways(years: np.ndarray, counts: np.ndarray, share: np.ndarray) -> list[ree.FitResult]:
    """Fit the counts in the three ways."""
    options = {"error": "negative_binomial", "on": "increments"}
    series = ree.TimeSeries(years, counts)
    return [
        ree.fit(series, "logistic", completeness=share, **options),
        ree.fit(ree.TimeSeries(years[:-2], counts[:-2]), "logistic", **options),
        ree.fit(series, "logistic", **options),
    ]


def study(last: int, dispersion: float, replicates: int, seed: int) -> list[str]:
    """Return one row of the table for each way of fitting data that end in a year."""
    random = np.random.default_rng([seed, last, round(1e6 * dispersion)])
    years = np.arange(2006, last + 1)
    share = np.ones(len(years))
    share[-2:] = PUBLISHED
    mean = share * (reached(years) - reached(years - 1))
    ratios: list[list[float]] = [[], [], []]
    covered = [0, 0, 0]
    unusable = [0, 0, 0]
    for _ in range(replicates):
        counts = (
            random.poisson(mean * random.gamma(1 / dispersion, dispersion, len(mean)))
            if dispersion > 0
            else random.poisson(mean)
        )
        for way, fit in enumerate(fit_ways(years, counts.astype(float), share)):
            if fit.status != "converged":
                unusable[way] += 1
                ratios[way].append(np.inf)
                continue
            ratios[way].append(fit.params["K"] / CEILING)
            covered[way] += abs(fit.params["K"] - CEILING) <= 1.959964 * fit.stderr["K"]
    rows = []
    for way, name in enumerate(WAYS):
        low, middle, high = np.quantile(ratios[way], [0.05, 0.5, 0.95])
        found = replicates - unusable[way]
        rows.append(
            f"| {last} | {100 * reached(last) / CEILING:.0f} % | {dispersion:g} | {name} "
            f"| {middle:.3f} | {low:.2f} to {high:.2f} "
            f"| {100 * covered[way] / max(found, 1):.0f} % | {unusable[way]} |"
        )
    return rows


def main() -> None:
    """Run the study."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicates", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20251124)
    arguments = parser.parse_args()
    print(
        "| data to | reach | dispersion | fitted with | median K/true | 5 to 95 % | K +- 1.96 se holds"
        " the truth | no ceiling |\n|---|---|---|---|---|---|---|---|"
    )
    for last in (2016, 2018, 2020):
        for dispersion in (0.0, 0.003, 0.02):
            for row in study(last, dispersion, arguments.replicates, arguments.seed):
                print(row, flush=True)


if __name__ == "__main__":
    main()
