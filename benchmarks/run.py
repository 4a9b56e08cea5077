"""Run the benchmarks that compare with peers: run.py --build FOLDER [--quick]."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help="folder of the built programs")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, nothing written")
    arguments = parser.parse_args()
    command = [sys.executable, HERE / "batch" / "bench.py", "--build", arguments.build]
    if arguments.quick:
        command.append("--quick")
    else:
        command += ["--write", HERE.parent / "docs" / "benchmarks-batch.md"]
    failed = subprocess.run(command, check=False).returncode
    series, singles = ("40", "2") if arguments.quick else ("400", "20")
    intervals = [arguments.build / "benchmarks" / "batch_intervals", series, singles]
    return failed or subprocess.run(intervals, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
