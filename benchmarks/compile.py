"""Measure what programs cost to compile: compile.py [--root TREE] [--only REGEX] [--compiler g++].

For each file: user and system seconds and the peak of memory of one compilation, without ccache.
`library`: the program links reeindex::reeindex. `impl.hpp`: it links the headers only and this is
the file that holds the definitions. `header only`: REEINDEX_HEADER_ONLY. A tree without
reeindex/impl.hpp has its definitions in its headers: the second column is then the plain headers.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLAGS = ["-std=c++20", "-O2", "-c", "-o", os.devnull]
EIGEN = ["/usr/include/eigen3", "/usr/local/include/eigen3", "/opt/homebrew/include/eigen3"]
#: seconds and MiB that the columns may take: with the library, with impl.hpp
BARS = {
    "only reeindex.hpp": ((6.0, 300), None),
    "the program of the README": ((8.0, None), (40.0, None)),
    "only fit/fit.hpp": ((4.0, None), None),
}


def programs(root: Path) -> dict[str, str]:
    """Return the text of each file to be compiled."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```cpp\n(.*?)```", readme, re.DOTALL)
    if block is None:
        sys.exit(f"{root}/README.md holds no program")
    return {
        "only Eigen/Core": "#include <Eigen/Core>\n",
        "only reeindex.hpp": "#include <reeindex/reeindex.hpp>\n",
        "only fit/fit.hpp": "#include <reeindex/fit/fit.hpp>\n",
        "only forecast/forecast.hpp": "#include <reeindex/forecast/forecast.hpp>\n",
        "only indicators/composite_uncertainty.hpp": (
            "#include <reeindex/indicators/composite_uncertainty.hpp>\n"
        ),
        "the program of the README": block.group(1),
        "examples/own_curve.cpp": (root / "examples/own_curve.cpp").read_text(encoding="utf-8"),
    }


def measure(compiler: str, file: Path, arguments: list[str]) -> tuple[float, float]:
    """Compile one file; return user plus system seconds, and the peak of memory in MiB."""
    environment = {**os.environ, "CCACHE_DISABLE": "1"}
    command = [compiler, *FLAGS, *arguments, str(file)]
    with subprocess.Popen(command, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"does not compile: {' '.join(command)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def main() -> int:
    """Print the table; return 1 if a bar is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=HERE.parent, help="tree to measure")
    parser.add_argument("--only", default="", help="regular expression of the rows to measure")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--eigen", type=Path, help="folder that holds Eigen/Core")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    compiler = shutil.which(arguments.compiler)
    if compiler is None:
        sys.exit(f"no compiler {arguments.compiler}")
    eigen = arguments.eigen or next((p for p in map(Path, EIGEN) if p.is_dir()), None)
    if eigen is None:
        sys.exit("Eigen was not found: name its folder with --eigen")
    common = [f"-I{root / 'include'}", "-isystem", str(eigen)]
    split = (root / "include/reeindex/impl.hpp").exists()
    second = "impl.hpp" if split else "headers"
    modes = {
        "library": ("", ["-DREEINDEX_COMPILED"]),
        second: ("#include <reeindex/impl.hpp>\n" if split else "", []),
    }
    if split:
        modes["header only"] = ("", ["-DREEINDEX_HEADER_ONLY"])
    print(f"{'':42}" + "".join(f"{mode:>20}" for mode in modes))
    held = True
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.cpp"
        for name, text in programs(root).items():
            if not re.search(arguments.only, name):
                continue
            cells = []
            for place, (head, flags) in enumerate(modes.values()):
                if "Eigen/" in name and place > 0:
                    continue
                file.write_text(head + text, encoding="utf-8")
                seconds, memory = measure(compiler, file, common + flags)
                cells.append(f"{seconds:8.1f} s {memory:5.0f} MiB")
                bar = BARS.get(name, (None, None))[place] if place < 2 else None
                if bar is not None and (seconds > bar[0] or (bar[1] and memory > bar[1])):
                    held = False
                    cells[-1] = cells[-1][:-4] + " !! "
            print(f"{name:42}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
    if not held:
        print("!!: above the bar for this row")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
