#!/usr/bin/env python3
"""Check that every file that states the version states the one of include/reeindex/version.hpp."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = {
    "include/reeindex/version.hpp": r'^#define REEINDEX_VERSION "([^"]+)"',
    "CITATION.cff": r"^version: (\S+)",
    "packaging/vcpkg/reeindex/vcpkg.json": r'^  "version-semver": "([^"]+)"',
}


def main() -> None:
    """Exit with 1 and say which files differ."""
    versions = {}
    for name, pattern in PATTERNS.items():
        match = re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        versions[name] = match.group(1) if match else "none"
    if len(set(versions.values())) != 1:
        sys.exit("versions differ: " + ", ".join(f"{n}: {v}" for n, v in versions.items()))


if __name__ == "__main__":
    main()
