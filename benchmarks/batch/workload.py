"""Seeded series for the batch benchmark: 20 annual values with relative noise."""

from __future__ import annotations

import numpy as np

SEED = 20240607
YEARS = np.arange(2005.0, 2025.0)


def logistic(rows: int, noise: float = 0.05, seed: int = SEED) -> np.ndarray:
    """K from 1e2 to 1e5, r from 0.1 to 0.8, t0 from 2008 to 2028: 4 to 100 % of the ceiling reached."""
    rng = np.random.default_rng(seed)
    ceiling = np.exp(rng.uniform(np.log(1e2), np.log(1e5), rows))[:, None]
    rate = rng.uniform(0.1, 0.8, rows)[:, None]
    middle = rng.uniform(2008, 2028, rows)[:, None]
    values = ceiling / (1 + np.exp(-rate * (YEARS - middle)))
    values *= 1 + noise * rng.standard_normal(values.shape)
    return values


def gompertz(rows: int, noise: float = 0.05, seed: int = SEED) -> np.ndarray:
    """Rates that take as long from 10 to 90 % of the ceiling, inflections from 2006 to 2024."""
    rng = np.random.default_rng(seed)
    ceiling = np.exp(rng.uniform(np.log(1e2), np.log(1e5), rows))[:, None]
    rate = rng.uniform(0.07, 0.56, rows)[:, None]
    middle = rng.uniform(2006, 2024, rows)[:, None]
    values = ceiling * np.exp(-np.exp(-rate * (YEARS - middle)))
    values *= 1 + noise * rng.standard_normal(values.shape)
    return values


def starts(values: np.ndarray) -> np.ndarray:
    """What a careful user gives the peers: 1.2 times the maximum, 0.3, the first year at half of it."""
    most = values.max(1)
    half = (values >= 0.5 * most[:, None]).argmax(1)
    return np.column_stack([1.2 * most, np.full(len(values), 0.3), YEARS[half]])
