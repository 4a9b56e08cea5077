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
