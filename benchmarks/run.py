"""Run the benchmarks that compare with peers: run.py --build FOLDER [--quick]."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "benchmarks-batch.md"
INTERVALS = """## Profile intervals

Prediction profiles of a batch beside those of single forecasts, by `batch_intervals`: series of 20 values that reach 10
to 95 % of the ceiling, ten years ahead, all four bounds; CPU time of one thread, the median of five rounds, fits and
tables included.

"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help="folder of the built programs")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, nothing written")
    arguments = parser.parse_args()
    command = [sys.executable, HERE / "batch" / "bench.py", "--build", arguments.build]
    if arguments.quick:
        command.append("--quick")
    else:
        command += ["--write", DOCUMENT]
    failed = subprocess.run(command, check=False).returncode
    series, singles = ("40", "2") if arguments.quick else ("400", "20")
    intervals = [arguments.build / "benchmarks" / "batch_intervals", series, singles]
    timed = subprocess.run(intervals, check=False, stdout=subprocess.PIPE, text=True)
    print(timed.stdout)
    if not (failed or timed.returncode or arguments.quick):
        with DOCUMENT.open("a", encoding="utf-8") as document:
            document.write("\n" + INTERVALS + timed.stdout)
    return failed or timed.returncode


if __name__ == "__main__":
    sys.exit(main())
