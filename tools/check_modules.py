#!/usr/bin/env python3
"""Check the order of the modules: a header includes only its own module or modules above it.

Also: includes of the project are written <reeindex/...>; no header pulls in Python, threads or
streams; every header starts with #pragma once; the umbrella reaches every header or names it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

INCLUDE = Path(__file__).resolve().parent.parent / "include"
MODULES = [
    "core",
    "data",
    "industry",
    "patents",
    "indicators",
    "curves",
    "fit",
    "smoothing",
    "forecast",
    "batch",
    "assess",
    "audit",
    "report",
]
UMBRELLA = "reeindex/reeindex.hpp"
ABOVE_ALL = "reeindex/version.hpp"
FORBIDDEN = re.compile(r"^(pybind11/.*|Python\.h|thread|future|iostream|fstream|sstream)$")
DIRECTIVE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(name: str) -> int:
    """Return the place of a header's module in the order; the umbrella comes last."""
    if name == ABOVE_ALL:
        return -1
    if name == UMBRELLA:
        return len(MODULES)
    parts = name.split("/")
    if len(parts) < 3 or parts[1] not in MODULES:
        raise ValueError(f"{name}: lies in no module; the modules are {', '.join(MODULES)}")
    return MODULES.index(parts[1])


def main() -> None:
    """Exit with 1 and list every breach."""
    breaches: list[str] = []
    includes: dict[str, list[str]] = {}
    headers = sorted(
        f.relative_to(INCLUDE).as_posix()
        for kind in ("*.hpp", "*.ipp")
        for f in INCLUDE.rglob(kind)
    )
    if UMBRELLA not in headers:
        sys.exit(f"modules: no {UMBRELLA}")
    for name in headers:
        lines = (INCLUDE / name).read_text(encoding="utf-8").splitlines()
        repeated = name.endswith("_body.ipp")  # included once for each instruction set
        if not repeated and (not lines or lines[0] != "#pragma once"):
            breaches.append(f"{name}: the first line must be #pragma once")
        try:
            module = module_of(name)
        except ValueError as error:
            breaches.append(str(error))
            continue
        includes[name] = []
        for number, line in enumerate(lines, 1):
            match = DIRECTIVE.match(line)
            if match is None:
                continue
            mark, target = match.groups()
            place = f"{name}:{number}"
            if FORBIDDEN.match(target):
                breaches.append(f"{place}: includes {target}")
            elif mark == '"':
                breaches.append(f"{place}: write <reeindex/...>, not quotes")
            elif target.startswith("reeindex/"):
                includes[name].append(target)
                if target not in headers:
                    breaches.append(f"{place}: {target} does not exist")
                elif target == UMBRELLA or module_of(target) > module:
                    breaches.append(f"{place}: includes {target}, of a module below its own")

    reached: set[str] = set()
    pending = [UMBRELLA]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += includes.get(name, [])
    text = (INCLUDE / UMBRELLA).read_text(encoding="utf-8")
    comment = "\n".join(line for line in text.splitlines() if line.lstrip().startswith("//"))
    breaches += [
        f"{name}: {UMBRELLA} neither includes it nor names it in its comment"
        for name in headers
        if name not in reached and name not in comment
    ]
    if breaches:
        sys.exit("modules:\n  " + "\n  ".join(breaches))
    print(f"modules: {len(headers)} headers in order")


if __name__ == "__main__":
    main()
