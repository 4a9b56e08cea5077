"""Measure reading and counting: records a second and peak memory, against pandas.

    python measure.py EXPORT.csv [--threads 0] [--pandas] [--repeat 3]

EXPORT.csv comes from generate.py, written without --all-faults if pandas is to read it. Each run is a process of
its own, so that the peak memory is its own. The work: read, classify, normalise; publications and families by office,
applicant, technology and field, whole and fractional; the co-applicant network. Prints the best of the runs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def ours(path: str, threads: int) -> dict[str, Any]:
    """Do the work with reeindex."""
    from reeindex import patents as ree

    start = time.perf_counter()
    patents = ree.read_patents(path, preset="lens", threads=threads)
    read = time.perf_counter() - start
    for unit in ("publication", "family"):
        for by in ("office", "applicant", "technology", "field"):
            for counting in ("whole", "fractional"):
                counts = patents.counts(by, unit=unit, counting=counting, top=100)
                assert counts.units > 0
    network = patents.network()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": patents.rows,
        "kept": len(patents),
        "malformed": patents.malformed.count,
        "edges": len(network.edges),
        "read_seconds": read,
        "seconds": time.perf_counter() - start,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
    }


def best(command: list[str], repeat: int) -> dict[str, Any]:
    """Return the fastest of some runs of a command that prints JSON."""
    runs = []
    for _ in range(repeat):
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        runs.append(json.loads(out))
        runs[-1].pop("counts", None)
    return min(runs, key=lambda run: float(run["seconds"]))


def main() -> None:
    """Read the arguments and print the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--pandas", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inner:
        print(json.dumps(ours(str(arguments.file), arguments.threads)))
        return
    command = [sys.executable, __file__, str(arguments.file), "--inner"]
    result = best([*command, "--threads", str(arguments.threads)], arguments.repeat)
    print(
        f"reeindex: {result['rows']} rows, {arguments.file.stat().st_size / 1e9:.2f} GB; read in "
        f"{result['read_seconds']:.2f} s ({result['rows'] / result['read_seconds']:,.0f} rows/s), "
        f"all in {result['seconds']:.2f} s ({result['rows'] / result['seconds']:,.0f} rows/s), "
        f"CPU {result['cpu_seconds']:.2f} s, peak {result['peak_mb']:.0f} MiB"
    )
    if arguments.pandas:
        script = str(Path(__file__).with_name("pandas_reference.py"))
        other = best([sys.executable, script, str(arguments.file)], 1)
        assert other["kept"] == result["kept"], (other["kept"], result["kept"])
        print(
            f"pandas: all in {other['seconds']:.2f} s "
            f"({other['rows_read'] / other['seconds']:,.0f} rows/s), CPU {other['cpu_seconds']:.2f} "
            f"s, peak {other['peak_mb']:.0f} MiB; {other['seconds'] / result['seconds']:.1f} times "
            f"as long, {other['cpu_seconds'] / result['cpu_seconds']:.1f} times the CPU time"
        )


if __name__ == "__main__":
    main()
