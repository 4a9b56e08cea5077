#!/usr/bin/env python3
"""Use an installed reeindex with NumPy alone: data, growth, fit, forecast, command line."""

from __future__ import annotations

import importlib.util
import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np

import reeindex as ree

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Raise an AssertionError where something is wrong."""
    assert not Path(ree.__file__).is_relative_to(ROOT / "python"), "not the installed package"
    series = ree.load_paper().series("mine_production", "WLD")
    rate = ree.cagr(series)
    assert math.isclose(rate, 0.12194140204325588, rel_tol=1e-12), rate
    fit = ree.fit(series, "linear")
    assert math.isclose(fit.params["slope"], 26.76923076923077, rel_tol=1e-12), fit.params
    forecast = ree.forecast(fit, horizon=11, level=0.95)
    assert len(forecast.years) == 11
    assert np.all(forecast.lower < forecast.mean)
    assert np.all(forecast.mean < forecast.upper)

    command = [sys.executable, "-m", "reeindex"]
    text = subprocess.run([*command, "report"], capture_output=True, text=True, check=True)
    assert text.stdout.strip()
    assert not text.stderr, text.stderr
    answer = subprocess.run(
        [*command, "report", "--format", "json"], capture_output=True, text=True, check=True
    )
    json.loads(answer.stdout)
    if importlib.util.find_spec("matplotlib") is None:
        html = subprocess.run(
            [*command, "report", "--format", "html"], check=False, capture_output=True, text=True
        )
        assert html.returncode == 2, html
        assert "reeindex[report]" in html.stderr, html.stderr
    print(f"reeindex {ree.__version__} on Python {sys.version.split()[0]}: smoke test passed")


if __name__ == "__main__":
    main()
