#!/usr/bin/env python3
"""Check what the sdist and the wheel in a folder hold: all that they need, and nothing else."""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_WHEEL_BYTES = 5_000_000
SDIST_NEEDS = [
    "CMakeLists.txt",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "LICENSE-DATA",
    "Makefile",
]
SDIST_FOLDERS = ["cmake", "data", "examples", "include", "python", "src", "tests", "tools"]
JUNK = re.compile(
    r"(^|/)(\.git|\.ci|\.venv[^/]*|build|dist|__pycache__|\.\w+_cache|\.hypothesis)(/|$)"
    r"|\.(o|a|pyc|orig|rej|log|whl)$"
)


def version() -> str:
    """Return the version of the tree."""
    text = (ROOT / "include/reeindex/version.hpp").read_text(encoding="utf-8")
    match = re.search(r'REEINDEX_VERSION "([^"]+)"', text)
    return match.group(1) if match else "none"


def tree(*folders: str) -> set[str]:
    """Return the files of folders of this checkout, junk left out."""
    found = {
        f.relative_to(ROOT).as_posix()
        for d in folders
        for f in (ROOT / d).rglob("*")
        if f.is_file()
    }
    return {f for f in found if not JUNK.search(f)}


def check_sdist(file: Path) -> list[str]:
    """Return what is wrong with the sdist."""
    with tarfile.open(file) as archive:
        names = {m.name.split("/", 1)[1] for m in archive.getmembers() if m.isfile()}
    wrong = [f"holds junk: {n}" for n in sorted(names) if JUNK.search(n)]
    expected = set(SDIST_NEEDS) | tree(*SDIST_FOLDERS)
    return wrong + [f"lacks {n}" for n in sorted(expected - names)]


def check_wheel(file: Path) -> list[str]:
    """Return what is wrong with the wheel."""
    wrong = []
    with zipfile.ZipFile(file) as archive:
        names = {n for n in archive.namelist() if not n.endswith("/")}
        metadata = archive.read(f"reeindex-{version()}.dist-info/METADATA").decode()
    expected = {n.removeprefix("python/") for n in tree("python/reeindex")}
    modules = {n for n in names if re.fullmatch(r"reeindex/_core[.\w-]*\.(so|pyd)", n)}
    info = f"reeindex-{version()}.dist-info/"
    if len(modules) != 1:
        wrong.append(f"must hold one reeindex/_core module, holds {sorted(modules)}")
    wrong += [f"lacks {n}" for n in sorted(expected - names)]
    if "reeindex/py.typed" not in names:
        wrong.append("lacks reeindex/py.typed")
    if not names & {"reeindex/_core.pyi", "reeindex/_core/__init__.pyi"}:
        wrong.append("lacks the stubs of reeindex._core")
    for licence in ("LICENSE", "LICENSE-DATA"):
        if not any(n.startswith(info) and n.endswith("/" + licence) for n in names):
            wrong.append(f"lacks {licence}")
    unknown = {n for n in names - expected - modules if not n.startswith(info)}
    wrong += [f"holds {n}" for n in sorted(unknown)]
    if file.stat().st_size > MAX_WHEEL_BYTES:
        wrong.append(f"is {file.stat().st_size} bytes: must be at most {MAX_WHEEL_BYTES}")
    required = re.findall(r"^Requires-Dist: (.*)$", metadata, re.MULTILINE)
    plain = [r for r in required if "extra ==" not in r]
    if len(plain) != 1 or not plain[0].startswith("numpy"):
        wrong.append(f"must require NumPy only, requires {plain}")
    return wrong


def main() -> None:
    """Exit with 1 and list every fault."""
    if len(sys.argv) != 2:
        sys.exit("usage: check_dists.py FOLDER")
    folder = Path(sys.argv[1])
    sdists = list(folder.glob("*.tar.gz"))
    wheels = list(folder.glob("*.whl"))
    if len(sdists) != 1 or len(wheels) != 1:
        sys.exit(f"{folder}: must hold one sdist and one wheel, holds {sdists} and {wheels}")
    wrong = [f"{sdists[0].name} {w}" for w in check_sdist(sdists[0])]
    wrong += [f"{wheels[0].name} {w}" for w in check_wheel(wheels[0])]
    if wrong:
        sys.exit("dists:\n  " + "\n  ".join(wrong))
    for file in (sdists[0], wheels[0]):
        print(f"{file.name}: {file.stat().st_size:,} bytes, content as expected")


if __name__ == "__main__":
    main()
