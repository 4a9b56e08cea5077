#!/usr/bin/env python3
"""Make the virtual environment that the Makefile works in, without root.

CMake, Ninja, Eigen and the Boost headers are taken from the system where they are there and new
enough, else from PyPI wheels. Needs only Python 3.10 or newer, with the standard library.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

MIN_PYTHON = (3, 10)
MIN_CMAKE = (3, 22)
MIN_EIGEN = (3, 4)
BUILD_REQUIREMENTS = ["pip>=23.1", "scikit-build-core>=0.11", "pybind11>=2.13,<4"]
INCLUDE_FOLDERS = [
    "/usr/include",
    "/usr/local/include",
    "/opt/homebrew/include",
    "/opt/local/include",
]


def fail(message: str) -> None:
    """Stop with one clear line."""
    sys.exit(f"bootstrap: {message}")


def system_program(name: str, minimum: tuple[int, ...], venv: Path) -> str | None:
    """Return the version of a program on the path outside of the venv, if it is new enough."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    outside = [f for f in folders if not Path(f).resolve().is_relative_to(venv.resolve())]
    found = shutil.which(name, path=os.pathsep.join(outside))
    if found is None:
        return None
    try:
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", answer.stdout)
    if match is None or tuple(int(n) for n in match.groups() if n) < minimum:
        return None
    return match.group(0)


def system_eigen() -> str | None:
    """Return the version of the system's Eigen headers, if they are new enough."""
    named = os.environ.get("EIGEN3_INCLUDE_DIR")
    prefixes = [
        f"{p}/include" for p in os.environ.get("CMAKE_PREFIX_PATH", "").split(os.pathsep) if p
    ]
    folders = [named] if named else [f"{f}/eigen3" for f in prefixes + INCLUDE_FOLDERS]
    for folder in folders:
        for name in ("Eigen/Version", "Eigen/src/Core/util/Macros.h"):
            file = Path(folder, name)
            if not file.is_file():
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            part = {
                key: int(number)
                for key, number in re.findall(r"#define EIGEN_(\w+)_VERSION (\d+)", text)
            }
            if not {"MAJOR", "MINOR"} <= part.keys():
                continue
            if "PATCH" in part:
                version = (part["MAJOR"], part["MINOR"], part["PATCH"])
            else:
                version = (part.get("WORLD", 0), part["MAJOR"], part["MINOR"])
            return ".".join(map(str, version)) if version >= MIN_EIGEN else None
    return None


def system_boost() -> str | None:
    """Return the version of the system's Boost headers, if Boost.Test is among them."""
    for folder in INCLUDE_FOLDERS:
        if Path(folder, "boost/test/included/unit_test.hpp").is_file():
            text = Path(folder, "boost/version.hpp").read_text(encoding="utf-8", errors="replace")
            match = re.search(r'#define BOOST_LIB_VERSION "([^"]+)"', text)
            return match.group(1).replace("_", ".") if match else "unknown"
    return None


def installed(module: str) -> bool:
    """Return whether a module can be imported; a folder left behind by a removed one cannot."""
    spec = importlib.util.find_spec(module)
    return spec is not None and spec.origin is not None


def make_venv(venv: Path) -> Path:
    """Create the virtual environment if it is not there; return its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    has_pip = [str(python), "-m", "pip", "--version"]
    if (
        python.exists()
        and subprocess.run(has_pip, check=False, capture_output=True).returncode == 0
    ):
        return python
    if venv.exists():
        shutil.rmtree(venv)  # what an interrupted run left
    if installed("venv") and installed("ensurepip"):
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    elif installed("virtualenv"):
        subprocess.run([sys.executable, "-m", "virtualenv", "-q", str(venv)], check=True)
    elif installed("venv") and installed("pip"):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "pip"]
        if subprocess.run(pip, check=False).returncode != 0:
            shutil.rmtree(venv)
            fail("could not install pip into the virtual environment; the lines above say why")
    else:
        fail(
            f"{sys.executable} cannot make a virtual environment (no ensurepip). Install it "
            "(Debian, Ubuntu: apt install python3-venv), or name another Python: "
            "make PYTHON=/path/to/python3"
        )
    return python


def main() -> None:
    """Make the environment and install what the build needs into it."""
    if sys.version_info < MIN_PYTHON:
        fail(
            f"Python {sys.version.split()[0]} at {sys.executable} is too old: must be 3.10 or newer; "
            "name another: make PYTHON=/path/to/python3"
        )
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, default=Path(".venv"))
    parser.add_argument(
        "--deps",
        choices=["auto", "wheels"],
        default="auto",
        help="auto: the system's tools and headers where present; wheels: always those of PyPI",
    )
    arguments = parser.parse_args()

    found = {}
    if arguments.deps == "auto":
        found = {
            "cmake": system_program("cmake", MIN_CMAKE, arguments.venv),
            "ninja": system_program("ninja", (1, 10), arguments.venv),
            "cmeel-eigen": system_eigen(),
            "boost-headers": system_boost(),
        }
    needed = {
        "cmake": "cmake>=3.22",
        "ninja": "ninja>=1.10",
        "cmeel-eigen": "cmeel-eigen>=3.4",
        "boost-headers": "boost-headers>=1.85",
    }
    wheels = [requirement for name, requirement in needed.items() if not found.get(name)]
    python = make_venv(arguments.venv)

    requirements = [*BUILD_REQUIREMENTS, *wheels]
    digest = hashlib.sha256("\n".join(requirements).encode()).hexdigest()
    stamp = arguments.venv / "reeindex-bootstrap.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    labels = {"cmake": "CMake", "ninja": "Ninja", "cmeel-eigen": "Eigen", "boost-headers": "Boost"}
    parts = [
        f"{labels[k]} {found[k] + ' of the system' if found.get(k) else 'from PyPI'}"
        for k in labels
    ]
    print(f"bootstrap: Python {sys.version.split()[0]}, {', '.join(parts)}", flush=True)
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if subprocess.run([*install, *requirements], check=False).returncode != 0:
        fail(f"pip could not install {', '.join(requirements)}; the lines above say why")
    stamp.write_text(digest, encoding="utf-8")


if __name__ == "__main__":
    main()
