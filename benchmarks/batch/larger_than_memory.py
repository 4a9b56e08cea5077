"""Fit the groups of a Parquet file that is larger than memory may be, and measure.

    python larger_than_memory.py [--rows 10_000_000] [--group 20] [--batch 1_000_000] [--threads 2]
                                 [--folder FOLDER]

The rows are made batch by batch (noisy logistic growth, two keys, one year missing in every fiftieth row), written to
Parquet, and read by fit_stream in a process of its own, so that the peak of memory is that of the work. Prints rows,
groups, seconds, seconds of CPU and the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

SEED = 20240607


def write(path: Path, rows: int, group: int, batch: int) -> None:
    """Write the table, one batch in memory at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    generator = np.random.default_rng(SEED)
    per_batch = max(batch // group, 1)
    groups = rows // group
    year = 2000 + np.arange(group)
    writer = None
    for first in range(0, groups, per_batch):
        count = min(per_batch, groups - first)
        number = np.repeat(np.arange(first, first + count), group)
        ceiling = np.exp(generator.uniform(0, 7, count))
        rate = generator.uniform(0.2, 0.9, count)
        middle = 2000 + generator.uniform(0.2, 0.7, count) * group
        x = np.tile(year, count)
        shape = 1 / (1 + np.exp(-np.repeat(rate, group) * (x - np.repeat(middle, group))))
        value = np.repeat(ceiling, group) * (shape + 0.02 * generator.normal(size=x.size))
        value[generator.integers(0, x.size, x.size // 50)] = np.nan
        table = pa.table(
            {
                "area": pa.array(number // 1000, pa.int32()),
                "item": pa.array(number % 1000, pa.int32()),
                "year": pa.array(x, pa.int32()),
                "value": value,
            }
        )
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    assert writer is not None
    writer.close()


def peak() -> int:
    """Return the most MiB that this process has held; without what its parent held before."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def work(path: Path, threads: int) -> dict[str, Any]:
    """Fit every group; nothing of a batch is kept."""
    import pyarrow.parquet

    import reeindex as ree

    assert pyarrow.parquet
    libraries = peak()
    start, cpu = time.perf_counter(), time.process_time()
    groups = 0
    converged = 0
    for found in ree.fit_stream(str(path), by=["area", "item"], threads=threads):
        groups += found.num_rows
        converged += sum(one == "converged" for one in found.column("status").to_pylist())
    return {
        "groups": groups,
        "converged": converged,
        "seconds": round(time.perf_counter() - start, 1),
        "cpu": round(time.process_time() - cpu, 1),
        "libraries_mib": libraries,
        "peak_mib": peak(),
    }


def main() -> int:
    """Write, fit in a process of its own, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--group", type=int, default=20, help="rows of a group")
    parser.add_argument("--batch", type=int, default=1_000_000, help="rows written at a time")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the table is written")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read is not None:
        print(json.dumps(work(arguments.read, arguments.threads)))
        return 0
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        path = Path(folder) / "rows.parquet"
        start = time.perf_counter()
        write(path, arguments.rows, arguments.group, arguments.batch)
        made = time.perf_counter() - start
        size = path.stat().st_size / 2**20
        print(f"{arguments.rows:,} rows written in {made:.1f} s, {size:,.0f} MiB", flush=True)
        command = [sys.executable, __file__, "--read", str(path)]
        done = subprocess.run(
            [*command, "--threads", str(arguments.threads)],
            check=False,
            capture_output=True,
            text=True,
        )
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        return 1
    found = json.loads(done.stdout)
    assert found["groups"] == arguments.rows // arguments.group
    for name, value in found.items():
        print(f"{name:14} {value:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
