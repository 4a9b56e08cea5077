"""Curves written with plain floats reach the certified values of NIST to nine digits."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import reeindex as ree

NIST = Path(__file__).parents[1] / "data" / "nist"


def floats(*values: float) -> list[float]:
    """The values as plain floats; complex ones are refused, as math.exp does."""
    return [float(value) for value in values]


def eckerle4(x: np.ndarray, b1: float, b2: float, b3: float) -> list[float]:
    return [b1 / b2 * math.exp(-0.5 * ((t - b3) / b2) ** 2) for t in x]


def lanczos3(x: np.ndarray, *b: float) -> list[float]:
    return [
        b[0] * math.exp(-b[1] * t) + b[2] * math.exp(-b[3] * t) + b[4] * math.exp(-b[5] * t)
        for t in x
    ]


def enso(x: np.ndarray, *b: float) -> np.ndarray:
    b1, b2, b3, b4, b5, b6, b7, b8, b9 = floats(*b)
    month = 2 * math.pi * np.asarray(x, dtype=float)
    value = b1 + b2 * np.cos(month / 12) + b3 * np.sin(month / 12)
    value += b5 * np.cos(month / b4) + b6 * np.sin(month / b4)
    return value + b8 * np.cos(month / b7) + b9 * np.sin(month / b7)


def digits(found: float, certified: float) -> float:
    return -math.log10(max(abs(found - certified) / abs(certified), 1e-15))


@pytest.mark.parametrize(
    ("problem", "function"), [("Eckerle4", eckerle4), ("ENSO", enso), ("Lanczos3", lanczos3)]
)
def test_nine_digits_of_plain_floats(problem: str, function: Callable[..., list[float]]) -> None:
    with (NIST / "certified.csv").open(newline="") as file:
        certified = [row for row in csv.DictReader(file) if row["problem"] == problem]
    with (NIST / "nonlinear" / f"{problem}.csv").open(newline="") as file:
        data = [(float(row["x"]), float(row["y"])) for row in csv.DictReader(file)]
    x, y = np.array(data).T
    curve = ree.curve(function, {row["parameter"]: float(row["start2"]) for row in certified})
    fit = ree.fit_xy(x, y, curve, starts=4)
    assert fit.converged
    for row in certified:
        name = row["parameter"]
        assert digits(fit.params[name], float(row["value"])) >= 9, name
        assert digits(fit.stderr[name], float(row["standard_error"])) >= 9, name
