"""Importing the module."""

from __future__ import annotations

import subprocess
import sys

OPTIONAL = [
    "typing_extensions",
    "pandas",
    "polars",
    "pyarrow",
    "narwhals",
    "matplotlib",
    "jinja2",
    "tqdm",
    "duckdb",
]


def test_the_module_imports_with_numpy_alone() -> None:
    program = (
        "import sys\n"
        f"for name in {OPTIONAL}: sys.modules[name] = None\n"
        "import reeindex as ree\n"
        "series = ree.load_paper().series('mine_production', 'WLD')\n"
        "print(len(ree.auto_forecast(series, h=3).mean), ree.fit(series, 'logistic').status)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["3", "degenerate"]


#: Half of the time of the import, for what few programs use.
LATE = ["zipfile", "gzip", "bz2", "lzma", "csv", "json", "pathlib", "tempfile", "shutil"]


def test_the_import_loads_no_more_than_it_needs() -> None:
    program = (
        "import numpy, sys\n"
        "before = set(sys.modules)\n"
        "import reeindex\n"
        f"print([name for name in {LATE} if name in sys.modules and name not in before])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split("\n")[0] == "[]"
