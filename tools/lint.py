#!/usr/bin/env python3
"""Run every static check: formats, ruff, mypy, stubs, modules, data. With --fix, write the formats."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE_FOLDERS = ["include", "src", "python/src", "tests", "examples", "benchmarks"]
SUFFIXES = {".hpp", ".ipp", ".cpp", ".inc"}


def cpp_files() -> list[str]:
    """Return every C++ file of the project, relative to its root."""
    found = []
    for folder in SOURCE_FOLDERS:
        found += [f for f in (ROOT / folder).rglob("*") if f.suffix in SUFFIXES]
    return sorted(str(f.relative_to(ROOT)) for f in found)


def run(name: str, command: list[str], cwd: Path = ROOT) -> bool:
    """Run one check, its output shown, and say how it ended."""
    print(f"-- {name}", flush=True)
    good = subprocess.run(command, check=False, cwd=cwd).returncode == 0
    print(f"   {'ok' if good else 'FAILED: ' + ' '.join(command)[:300]}", flush=True)
    return good


def main() -> None:
    """Run the checks and exit with 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fix", action="store_true", help="write the formats instead of checking")
    arguments = parser.parse_args()
    python = [sys.executable, "-m"]
    clang_format = [str(Path(sys.executable).parent / "clang-format"), "--style=file"]
    if arguments.fix:
        results = [
            run("clang-format", [*clang_format, "-i", *cpp_files()]),
            run("ruff check --fix", [*python, "ruff", "check", "--fix", "."]),
            run("ruff format", [*python, "ruff", "format", "."]),
        ]
        sys.exit(0 if all(results) else 1)

    # Run elsewhere, so that the installed package is the one seen.
    settings = str(ROOT / "tools" / "stubtest.ini")
    allowlist = str(ROOT / "tools" / "stubtest_allowlist.txt")
    stubtest = ["mypy.stubtest", "reeindex", "--concise", "--mypy-config-file", settings]
    stubtest += ["--allowlist", allowlist, "--ignore-unused-allowlist"]
    with tempfile.TemporaryDirectory() as elsewhere:
        results = [
            run("clang-format", [*clang_format, "--dry-run", "-Werror", *cpp_files()]),
            run("ruff check", [*python, "ruff", "check", "."]),
            run("ruff format", [*python, "ruff", "format", "--check", "."]),
            run("mypy --strict", [*python, "mypy", "--strict"]),
            run("stubtest", [*python, *stubtest], Path(elsewhere)),
            run("modules", [sys.executable, "tools/check_modules.py"]),
            run("data", [sys.executable, "tools/check_data.py"]),
            run("versions", [sys.executable, "tools/check_versions.py"]),
        ]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
