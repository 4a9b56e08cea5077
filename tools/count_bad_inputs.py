#!/usr/bin/env python3
"""Count the bad inputs that the tests assert, and print the number.

A bad input is one case whose refusal a test checks: in Python a test that runs and uses
pytest.raises, or that asserts exit code 2 of the command line, once for every set of parameters; in
C++ a line of a table or a call inside of BOOST_CHECK_EXCEPTION, BOOST_CHECK_THROW and expect<...>.
Nothing is run; pytest collects the Python cases.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CPP = re.compile(r"BOOST_CHECK_EXCEPTION\(|BOOST_CHECK_THROW\(|\bexpect<\w+>\(")
#: A line of a table of cases: it begins with a brace and a text.
CPP_CASE = re.compile(r'^\s*\{(?:"|\{?u?8?")')


def refusals(node: ast.AST) -> int:
    """Return how many refusals a function checks."""
    found = 0
    for part in ast.walk(node):
        if isinstance(part, (ast.With, ast.AsyncWith)):
            found += sum("pytest.raises" in ast.unparse(item) for item in part.items)
        elif isinstance(part, ast.Compare):
            text = ast.unparse(part)
            found += "returncode == 2" in text or ("main(" in text and text.endswith("== 2"))
    return found


def python_files(folder: Path) -> dict[str, dict[str, int]]:
    """Return the refusals of each test function of each file."""
    out: dict[str, dict[str, int]] = {}
    for file in sorted(folder.glob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        functions = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
        out[file.name] = {one.name: refusals(one) for one in functions if refusals(one)}
    return out


def python_cases(folder: Path) -> Counter[str]:
    """Return the number of bad inputs by file."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header", str(folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    found = python_files(folder)
    counts: Counter[str] = Counter()
    for line in done.stdout.splitlines():
        match = re.match(r"(?:.*/)?(test_\w+\.py)::(?:\w+::)?(\w+)", line)
        if match and match[2] in found.get(match[1], {}):
            counts[match[1]] += found[match[1]][match[2]]
    return counts


def cpp_cases(folder: Path) -> Counter[str]:
    """Return the number of bad inputs by file."""
    counts: Counter[str] = Counter()
    for file in sorted(folder.glob("test_*.cpp")):
        text = file.read_text(encoding="utf-8")
        calls = len(CPP.findall(text))
        if calls == 0:
            continue
        # tables count where the cases of a file are what is refused
        rows = (
            sum(bool(CPP_CASE.match(line)) for line in text.splitlines())
            if "bad_input" in file.name
            else 0
        )
        counts[file.name] = calls + rows
    return counts


def main() -> None:
    """Print the count, by file with --files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="by file")
    parser.add_argument("--least", type=int, default=0, help="fail below this number")
    arguments = parser.parse_args()
    counts = python_cases(ROOT / "tests/python") + cpp_cases(ROOT / "tests/cpp")
    if arguments.files:
        for name, count in sorted(counts.items()):
            print(f"{count:6} {name}")
    total = sum(counts.values())
    print(f"{total} bad inputs are asserted")
    sys.exit(0 if total >= arguments.least else 1)


if __name__ == "__main__":
    main()
