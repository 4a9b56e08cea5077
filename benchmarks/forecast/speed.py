"""Time of automatic forecasts against statsforecast, in one process and on one core.

    pip install statsforecast reeindex
    python benchmarks/forecast/speed.py [--series 500] [--million]

Series of 20 years, six years ahead, intervals of 80 and 95 %, 1,000 paths; each model of statsforecast
is asked through its own forecast(), without the table around it. Prints medians of CPU milliseconds a
series. With --million the table of a million series goes through
forecast_table() in parts, and the peak of memory is printed.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

import reeindex as ree

YEARS, HORIZON, LEVELS = 20, 6, [80, 95]
THEIRS = ["Naive", "RandomWalkWithDrift", "AutoETS", "AutoTheta", "DynamicOptimizedTheta"]
Array = npt.NDArray[np.float64]


def walks(count: int) -> Array:
    """Return walks of standard deviation 5 and drift N(1, 2), of which those near zero are shifted."""
    rng = np.random.default_rng(1)
    steps = rng.normal(1.0, 2.0, (count, 1)) + rng.normal(0.0, 5.0, (count, YEARS))
    values = 200.0 + np.cumsum(steps, axis=1)
    return np.asarray(values + np.maximum(50.0 - values.min(axis=1, keepdims=True), 0.0))


def cpu(work: Callable[[], Any]) -> float:
    """Return the CPU seconds of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compare(count: int, repetitions: int = 5) -> None:
    """Print the table; ours and theirs take turns, so that both meet the same load."""
    values = walks(count)
    models = importlib.import_module("statsforecast.models")

    def ours() -> None:
        ree.auto_forecast_batch(values, HORIZON, level=LEVELS, threads=1)

    ours()  # tables of draws
    own = statistics.median(cpu(ours) for _ in range(repetitions)) / count
    print("| method | ms a series | times ours |\n|---|--:|--:|")
    print(f"| reeindex auto_forecast ({ree.simd_name()}) | {1e3 * own:.3f} | 1.0 |")
    for name in THEIRS:
        kind = getattr(models, name)
        some = values if name in THEIRS[:2] else values[: max(count // 5, 1)]

        def theirs(kind: Any = kind, some: Array = some) -> None:
            for row in some:
                kind().forecast(y=row, h=HORIZON, level=LEVELS)

        theirs()
        pairs = [(cpu(ours) / count, cpu(theirs) / len(some)) for _ in range(repetitions)]
        each = statistics.median(b for _, b in pairs)
        times = statistics.median(b / a for a, b in pairs)
        print(f"| statsforecast {name} | {1e3 * each:.3f} | {times:.1f} |", flush=True)


def million(total: int = 1_000_000, part: int = 20_000) -> None:
    """Forecast a million series in parts and print time and memory."""
    pandas = importlib.import_module("pandas")
    values = walks(part)
    peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    year = np.tile(np.arange(2005, 2005 + YEARS), part)
    before, begin, rows = peak(), time.perf_counter(), 0
    for first in range(0, total, part):
        frame = pandas.DataFrame(
            {
                "unique_id": np.repeat(np.arange(first, first + part), YEARS),
                "ds": year,
                "y": (values + first / total).ravel(),
            }
        )
        found = ree.forecast_table(
            frame, by="unique_id", year="ds", value="y", h=HORIZON, level=LEVELS, threads=1
        )
        rows += len(found)
    print(
        f"{total} series in parts of {part}: {rows} rows in {time.perf_counter() - begin:.0f} s, "
        f"peak {peak():.0f} MiB, {before:.0f} before the first part"
    )


def main() -> None:
    """Time what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=500)
    parser.add_argument("--million", action="store_true", help="memory of a million series")
    arguments = parser.parse_args()
    if arguments.million:
        million()
    else:
        compare(arguments.series)


if __name__ == "__main__":
    main()
