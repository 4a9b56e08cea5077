"""The line that `make report` shows while the compiler works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "progress.py"
NINJA = "import sys\nfor i in range(1, 21): print(f'[{i}/20] Building CXX object src/a{i}.cpp.o')\n"


def run(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), "--name", "install", "--first", "about a minute"]
    command += ["--times", str(tmp_path / "times.json"), "--", sys.executable, "-c", code]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_counts_and_remembers_the_time(tmp_path: Path) -> None:
    first = run(tmp_path, NINJA)
    assert first.returncode == 0
    lines = first.stdout.splitlines()
    assert lines[0] == "install: the first time takes about a minute"
    assert [line.split(",")[0] for line in lines if " of 20" in line][-1] == "  20 of 20"
    assert len(lines) < 15  # a line each tenth, not each file
    assert lines[-1].startswith("install: done in ")
    assert "install" in json.loads((tmp_path / "times.json").read_text())
    assert run(tmp_path, NINJA).stdout.startswith("install: took ")


def test_a_failure_shows_what_the_compiler_said(tmp_path: Path) -> None:
    failed = run(tmp_path, NINJA + "print('a.cpp:1: error: no such thing'); sys.exit(3)")
    assert failed.returncode == 3
    assert "a.cpp:1: error: no such thing" in failed.stdout
    assert "install: failed after" in failed.stdout
    assert not (tmp_path / "times.json").exists()
