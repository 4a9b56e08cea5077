#!/usr/bin/env python3
"""Count the rows of a batch that end elsewhere with other instruction sets.

Usage: instruction_sets.py [--rows N] [--years M] [--seed S] [CURVE...]

Rows are curves, steps, waves, whole numbers with ties, constants and zeros, with gaps, infinities
and scales from 1e-150 to 1e150. Two sets disagree on a row if status, limit or identification
differ, or the roots of the residual sums of squares by more than 5e-10 of them and 1e-12 of the
largest value: two curves that lie within 1e-12 of each other differ by no more. Rows of which both
roots are below 1e-10 of the largest value are counted apart: there the curve and its limits all
pass through the data.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

import numpy as np

from reeindex.batch import BatchFit, fit_batch

SETS = ("baseline", "avx2", "avx512")


def hostile_rows(rows: int, years: int, seed: int) -> np.ndarray:
    """Make rows of every kind, a twelfth of each."""
    rng = np.random.default_rng(seed)
    t = np.arange(years)
    index = np.arange(rows)
    kind = index % 12
    rate = (0.15 + 0.75 * rng.random(rows))[:, None]
    middle = (years * (0.1 + 1.1 * rng.random(rows)))[:, None]
    z = rate * (t - middle)
    y = np.where((kind % 2 == 0)[:, None], 1 / (1 + np.exp(-z)), np.exp(-np.exp(-z)))
    y = np.where((kind == 6)[:, None], t >= rng.integers(1, years, rows)[:, None], y)
    y = np.where((kind == 7)[:, None], 0.6 + 0.3 * np.sin((0.1 + rate) * t + middle), y)
    y = np.where((kind == 8)[:, None], y[:, ::-1], y)
    noise = np.where(index // 12 % 2 == 0, 0.05, 0.25)[:, None]
    even = (rng.random(rows) < 0.5)[:, None]
    y = y + noise * rng.normal(size=y.shape) * np.where(even, 1.0, y)
    y[kind == 9] = np.round(10 * np.abs(y[kind == 9]))
    y[kind == 10] = np.round(y[kind == 10], 1) * (rng.random(y[kind == 10].shape) < 0.5)
    y[index % 144 == 11] = rng.random((np.count_nonzero(index % 144 == 11), 1))
    y[index % 288 == 23] = 0.0
    y *= np.where(rng.random(rows) < 0.5, 1.0, 10.0 ** rng.uniform(-150, 150, rows))[:, None]
    gaps = np.flatnonzero(kind == 5)
    y[gaps[:, None], rng.integers(0, years, (gaps.size, 3))] = np.nan
    for rest, value in ((41, np.inf), (42, -np.inf)):
        some = np.flatnonzero(index % 500 == rest)
        y[some, rng.integers(0, years, some.size)] = value
    return y


def disagree(values: np.ndarray, one: BatchFit, other: BatchFit) -> np.ndarray:
    """Say on which rows two batches end elsewhere."""
    out = (one.status != other.status) | (one.limit != other.limit)
    out |= one.identification != other.identification
    roots, others, largest = np.sqrt(one.sse), np.sqrt(other.sse), largest_of(values)
    with np.errstate(invalid="ignore", over="ignore"):
        slack = 5e-10 * np.maximum(roots, others) + 1e-12 * largest
        same = (roots == others) | (np.abs(roots - others) <= slack)
    return out | ~(same | (np.isnan(roots) & np.isnan(others)))


def largest_of(values: np.ndarray) -> np.ndarray:
    """Find the largest value of each row, gaps and infinities aside."""
    return np.where(np.isfinite(values), np.abs(values), 0.0).max(axis=1)


def residual(values: np.ndarray, one: BatchFit, other: BatchFit) -> np.ndarray:
    """Compute the larger root of both residual sums of squares, in units of the largest value."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        return np.sqrt(np.maximum(one.sse, other.sse)) / largest_of(values)


def meet(values: np.ndarray, one: BatchFit, other: BatchFit) -> np.ndarray:
    """Say on which rows both ends pass through the data, to 1e-10 of the largest value."""
    return residual(values, one, other) <= 1e-10


def fit_with(name: str, values: np.ndarray, curve: str) -> BatchFit | None:
    """Fit with one instruction set; none if this machine does not have it."""
    before = os.environ.get("REEINDEX_SIMD")
    os.environ["REEINDEX_SIMD"] = name
    try:
        return fit_batch(values, np.arange(2000, 2000 + values.shape[1]), curve)
    except ValueError as error:
        if "REEINDEX_SIMD" not in str(error):
            raise
        return None
    finally:
        del os.environ["REEINDEX_SIMD"]
        if before is not None:
            os.environ["REEINDEX_SIMD"] = before


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "curves", nargs="*", default=["linear", "exponential", "logistic", "gompertz"]
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    values = hostile_rows(options.rows, options.years, options.seed)
    total = 0
    for curve in options.curves:
        start = time.perf_counter()
        fits = {name: fit_with(name, values, curve) for name in SETS}
        first = fits["baseline"]
        assert first is not None
        for name, fit in fits.items():
            if fit is None or name == "baseline":
                continue
            differ = disagree(values, first, fit)
            apart = meet(values, first, fit)
            rows = np.flatnonzero(differ & ~apart)
            total += rows.size
            away = residual(values, first, fit)[rows]
            largest = (
                f", residuals up to {away.max():.0e} of the largest value" if rows.size else ""
            )
            print(
                f"{curve}, {name}: {rows.size} of {options.rows:,} rows {rows[:10].tolist()}{largest}, "
                f"and {np.count_nonzero(differ & apart)} that curve and limit both meet"
            )
        print(f"{curve}: {time.perf_counter() - start:.0f} s", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
