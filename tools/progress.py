#!/usr/bin/env python3
"""Run a command that compiles, show how far it is, and say how long it takes.

tools/progress.py --name install --first "about 10 minutes on two cores" -- pip install -v .

Ninja's lines "[12/57] Building ..." become one line that counts; everything else is kept and shown only
if the command fails. How long it took stands in build/times.json and is said before the next run.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

STEP = re.compile(r"^\s*\[(\d+)/(\d+)\] (.*)$")


def words(seconds: float) -> str:
    """Return a time as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"


def said_before(name: str, times: Path, first: str) -> str:
    """Return what to say before the command runs."""
    try:
        last = json.loads(times.read_text(encoding="utf-8"))[name]
        return f"{name}: took {words(float(last))} last time"
    except (OSError, ValueError, KeyError, TypeError):
        return f"{name}: the first time takes {first}" if first else name


class Counter:
    """One line that is written over on a terminal, a line each tenth elsewhere."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.terminal = sys.stdout.isatty()
        self.tenth = -1

    def step(self, done: int, all_of_it: int, what: str) -> None:
        """Say that `done` of `all_of_it` steps are through."""
        file = Path(what.split()[-1]).name.removesuffix(".o") if what.split() else ""
        text = f"  {done} of {all_of_it}, {words(time.monotonic() - self.began)}"
        if self.terminal:
            print(f"\r\x1b[K{text}  {file}", end="", flush=True)
        elif 10 * done // all_of_it > self.tenth:
            self.tenth = 10 * done // all_of_it
            print(text, flush=True)

    def clear(self) -> None:
        """Leave an empty line to go on with."""
        if self.terminal:
            print("\r\x1b[K", end="", flush=True)


def main() -> int:
    """Return what the command returned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True)
    parser.add_argument("--first", default="")
    parser.add_argument("--times", type=Path, default=Path("build/times.json"))
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()

    print(said_before(arguments.name, arguments.times, arguments.first), flush=True)
    began = time.monotonic()
    counter = Counter()
    kept: deque[str] = deque(maxlen=80)
    with subprocess.Popen(
        arguments.command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            kept.append(line)
            step = STEP.match(line)
            if step:
                counter.step(int(step[1]), int(step[2]), step[3])
    counter.clear()
    took = time.monotonic() - began
    if process.returncode:
        sys.stdout.writelines(kept)
        print(f"{arguments.name}: failed after {words(took)}")
        return process.returncode
    print(f"{arguments.name}: done in {words(took)}", flush=True)
    try:
        times = json.loads(arguments.times.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        times = {}
    arguments.times.parent.mkdir(parents=True, exist_ok=True)
    arguments.times.write_text(
        json.dumps({**times, arguments.name: round(took)}, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
