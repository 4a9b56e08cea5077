#!/usr/bin/env python3
"""Check the order of the modules: a header includes only its own module or modules above it.

Also: includes of the project are written <reeindex/...>; no header pulls in Python, threads or
streams; every header starts with #pragma once; the umbrella reaches every header or names it; each
MODULE/impl.hpp includes every MODULE/impl/*.ipp, impl.hpp every MODULE/impl.hpp, and the header of
an .ipp file includes it under REEINDEX_HEADER_ONLY; headers do not include each other in a circle.
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
DEFINITIONS = "reeindex/impl.hpp"
ABOVE_ALL = "reeindex/version.hpp"
FORBIDDEN = re.compile(r"^(pybind11/.*|Python\.h|thread|future|iostream|fstream|sstream)$")
DIRECTIVE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def module_of(name: str) -> int:
    """Return the place of a header's module in the order; the umbrella comes last."""
    if name == ABOVE_ALL:
        return -1
    if name in (UMBRELLA, DEFINITIONS):
        return len(MODULES)
    parts = name.split("/")
    if len(parts) < 3 or parts[1] not in MODULES:
        raise ValueError(f"{name}: lies in no module; the modules are {', '.join(MODULES)}")
    return MODULES.index(parts[1])


def read_includes(name: str, files: list[str], breaches: list[str]) -> list[str]:
    """Return the files of the project that a file includes, and list what it must not include."""
    lines = (INCLUDE / name).read_text(encoding="utf-8").splitlines()
    repeated = name.endswith("_body.ipp")  # included once for each instruction set
    if not repeated and (not lines or lines[0] != "#pragma once"):
        breaches.append(f"{name}: the first line must be #pragma once")
    try:
        module = module_of(name)
    except ValueError as error:
        breaches.append(str(error))
        return []
    found = []
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
            found.append(target)
            if target not in files:
                breaches.append(f"{place}: {target} does not exist")
            elif target in (UMBRELLA, DEFINITIONS) or module_of(target) > module:
                breaches.append(f"{place}: includes {target}, of a module below its own")
    return found


#: Modules whose definitions call what only the library holds: threads and kernels.
NEED_THE_LIBRARY = {"batch"}


def check_definitions(includes: dict[str, list[str]], breaches: list[str]) -> None:
    """Check that every .ipp file is compiled, and brought by a header."""
    for module in MODULES:
        collected = f"reeindex/{module}/impl.hpp"
        definitions = [n for n in includes if n.startswith(f"reeindex/{module}/impl/")]
        if not definitions and collected not in includes:
            continue
        if module not in NEED_THE_LIBRARY and collected not in includes.get(DEFINITIONS, []):
            breaches.append(f"{DEFINITIONS}: does not include {collected}")
        for name in definitions:
            users = [n for n in includes if name in includes[n] and n != collected]
            if any(n.endswith(".ipp") for n in users):
                continue  # a part of other definitions
            if name not in includes.get(collected, []):
                breaches.append(f"{collected}: does not include {name}")
            if not any(n.endswith(".hpp") for n in users):
                breaches.append(f"{name}: no header includes it at its end")


def find_circle(includes: dict[str, list[str]]) -> list[str]:
    """Return headers that include each other in a circle, .ipp files left out; empty if none."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in includes.get(name, []):
            if target.endswith(".hpp") and (circle := visit(target, [*path, name])):
                return circle
        done.add(name)
        return []

    for name in includes:
        if name.endswith(".hpp") and (circle := visit(name, [])):
            return circle
    return []


def main() -> None:
    """Exit with 1 and list every breach."""
    breaches: list[str] = []
    files = sorted(f.relative_to(INCLUDE).as_posix() for f in INCLUDE.rglob("*.[hi]pp"))
    for name in (UMBRELLA, DEFINITIONS):
        if name not in files:
            sys.exit(f"modules: no {name}")
    includes = {name: read_includes(name, files, breaches) for name in files}
    check_definitions(includes, breaches)
    if circle := find_circle(includes):
        breaches.append("a circle: " + " > ".join(circle))

    reached: set[str] = set()
    pending = [UMBRELLA]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += includes.get(name, [])
    text = (INCLUDE / UMBRELLA).read_text(encoding="utf-8")
    comment = "\n".join(line for line in text.splitlines() if line.lstrip().startswith("//"))
    headers = [name for name in files if name.endswith(".hpp")]
    breaches += [
        f"{name}: {UMBRELLA} neither includes it nor names it in its comment"
        for name in headers
        if name not in reached and name not in comment and Path(name).name != "impl.hpp"
    ]
    if breaches:
        sys.exit("modules:\n  " + "\n  ".join(breaches))
    print(f"modules: {len(headers)} headers in order")


if __name__ == "__main__":
    main()
