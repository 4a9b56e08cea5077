"""Time of automatic forecasts against statsforecast, in one process and on one core.

    pip install statsforecast reeindex
    python benchmarks/forecast/speed.py [M3.csv] [--series 500] [--million]

The 645 yearly series of the M3 competition, from the file of auto_m3.py, or walks of 20 years; six years
ahead, intervals of 80 and 95 %, 1,000 paths, one thread. Each model of statsforecast is asked through its
own forecast(), without the table around it, and has been called before it is timed. Ours and theirs take
turns; prints medians of CPU milliseconds a series, and of the quotients of each turn. With --million a
million series of 20 years go through forecast_table() as one table, and through forecast_stream() in
batches, each in a process of its own; time and peak of memory are printed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import auto_m3
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


def compare(values: Array, repetitions: int = 7) -> None:
    """Print the table; ours and theirs take turns, so that both meet the same load."""
    models = importlib.import_module("statsforecast.models")
    count = len(values)
    rows = [row[~np.isnan(row)] for row in values]

    def ours() -> None:
        ree.auto_forecast_batch(values, HORIZON, level=LEVELS, threads=1)

    ours()  # tables of draws
    turns: dict[str, list[tuple[float, float]]] = {}
    for name in THEIRS:
        theirs = partial(forecast_all, getattr(models, name))
        theirs(rows[:20])
        turns[name] = [(cpu(ours), cpu(partial(theirs, rows))) for _ in range(repetitions)]
    own = [a for pairs in turns.values() for a, _ in pairs]
    middle, best = statistics.median(own), min(own)
    print("| method | ms a series | times ours |\n|---|--:|--:|")
    print(f"| auto_forecast ({ree.simd_name()}) | {1e3 * middle / count:.3f} | 1 |")
    for name, pairs in turns.items():
        each = statistics.median(b for _, b in pairs) / count
        times = statistics.median(b / a for a, b in pairs)
        print(f"| statsforecast {name} | {1e3 * each:.3f} | {times:.1f} |")
    print(f"\nours, all {count}: median {middle:.3f} s, least {best:.3f} s of {len(own)}")
    print("\n| kernels | ms a series, median | least |\n|---|--:|--:|")
    for name in ("avx512", "avx2", "baseline"):
        os.environ["REEINDEX_SIMD"] = name
        try:
            some = [cpu(ours) / count for _ in range(3 * repetitions)]
        except ree.InvalidArgument:  # the processor has it not
            continue
        print(f"| {name} | {1e3 * statistics.median(some):.3f} | {1e3 * min(some):.3f} |")


def forecast_all(kind: Any, rows: list[Array]) -> None:
    """Forecast all rows by a model of statsforecast."""
    for row in rows:
        kind().forecast(y=row, h=HORIZON, level=LEVELS)


def columns(first: int, values: Array) -> dict[str, Any]:
    """Return the columns of a table in the form of statsforecast."""
    return {
        "unique_id": np.repeat(np.arange(first, first + len(values)), YEARS),
        "ds": np.tile(np.arange(2005, 2005 + YEARS), len(values)),
        "y": (values * (1.0 + 1e-6 * first)).ravel(),
    }


def peak() -> float:
    """Return the peak of memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def many(form: str, total: int, part: int = 20_000) -> None:
    """Forecast many series as one table, or as a stream of batches; print time and memory."""
    values = walks(part)
    pandas, pyarrow = importlib.import_module("pandas"), importlib.import_module("pyarrow")
    names = {"by": "unique_id", "year": "ds", "value": "y"}
    options = names | {"h": HORIZON, "level": LEVELS, "threads": 1}

    def batches() -> Iterator[Any]:
        for first in range(0, total, part):
            yield pyarrow.record_batch(columns(first, values[: total - first]))

    table = None
    if form == "table":
        whole = np.concatenate([values] * (-(-total // part)))[:total]
        table = pandas.DataFrame(columns(0, whole))
        del whole
    before, wall, used = peak(), time.perf_counter(), time.process_time()
    if form == "table":
        found = ree.forecast_table(table, **options)
        rows, size = len(found), found.memory_usage().sum() / 2**20
    else:
        parts = (batch.num_rows for batch in ree.forecast_stream(batches(), **options))
        rows, size = sum(parts), 0.0
    wall, used = time.perf_counter() - wall, time.process_time() - used
    print(
        f"| {form} | {total} | {rows} | {used:.0f} | {wall:.0f} | {before:.0f} | {size:.0f} "
        f"| {peak():.0f} |",
        flush=True,
    )


def main() -> None:
    """Time what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", help="the M3 yearly series")
    parser.add_argument("--series", type=int, default=500, help="walks, where there is no file")
    parser.add_argument("--million", action="store_true", help="memory of a million series")
    parser.add_argument("--many", nargs=2, help="one of its lines: table or stream, and a number")
    arguments = parser.parse_args()
    if arguments.many:
        many(arguments.many[0], int(arguments.many[1]))
    elif arguments.million:
        print("| form | series | rows out | CPU s | wall s | MiB before | MiB out | peak MiB |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
        for form in ("table", "stream"):
            for total in ("250000", "1000000"):
                subprocess.run([sys.executable, __file__, "--many", form, total], check=True)
    elif arguments.file:
        compare(auto_m3.read(arguments.file)[0])
    else:
        compare(walks(arguments.series))


if __name__ == "__main__":
    main()
