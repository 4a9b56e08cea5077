"""Measure what imports cost: imports.py [--rounds 30].

Fresh processes, one program after the other in each round. For each program: the median of the
seconds on the clock and of those of the processor (user and system), and how much that is beyond
`import numpy`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

PROGRAMS = [
    "import numpy",
    "import reeindex",
    "import reeindex as ree; ree.load_paper()",
    "import reeindex as ree; ree.fit(ree.load_paper().series('mine_production', 'WLD'), 'logistic')",
    "from reeindex import *",
]
#: Milliseconds that `import reeindex` may take beyond `import numpy`.
BAR = 20.0


def measure(program: str) -> tuple[float, float]:
    """Run one program; return milliseconds on the clock and of the processor."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {program}")
    return 1e3 * (time.perf_counter() - began), 1e3 * (usage.ru_utime + usage.ru_stime)


def main() -> int:
    """Print the table; return 1 if the import takes longer than its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    times: dict[str, list[tuple[float, float]]] = {program: [] for program in PROGRAMS}
    for program in PROGRAMS:
        measure(program)  # the first reads files and writes bytecode
    for _ in range(rounds):
        for program, found in times.items():
            found.append(measure(program))
    medians = {
        program: [statistics.median(column) for column in zip(*found, strict=True)]
        for program, found in times.items()
    }
    base = medians[PROGRAMS[0]]
    print(f"{'clock, ms':>10}{'beyond':>8}{'CPU, ms':>10}{'beyond':>8}")
    for program, (clock, cpu) in medians.items():
        print(f"{clock:10.1f}{clock - base[0]:8.1f}{cpu:10.1f}{cpu - base[1]:8.1f}  {program}")
    return 0 if medians[PROGRAMS[1]][1] - base[1] <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
