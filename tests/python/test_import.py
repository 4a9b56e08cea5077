"""Importing the module."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import reeindex
from reeindex import public_names

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


def run(program: str) -> list[str]:
    """Return what a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.splitlines()


def loaded(program: str) -> set[str]:
    """Modules that a program loads beyond those of an interpreter that has NumPy."""
    found = run(
        "import numpy, sys\n"
        "before = set(sys.modules)\n"
        f"{program}\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    return set(found[-1].split())


#: What has been bound, of the parts of the compiled module.
BOUND = (
    "import reeindex._core as core, sys\n"
    "print(*[name for name, one in vars(core).items()"
    " if type(one) is type(sys) and any(not key.startswith('_') for key in vars(one))])"
)


def test_the_import_loads_nothing_beyond_the_compiled_module() -> None:
    own = {name for name in loaded("import reeindex") if not name.startswith("reeindex._core")}
    assert own == {"__future__", "reeindex", "reeindex.first_use", "reeindex.public_names"}
    assert run("import reeindex\n" + BOUND) == [""]


#: What few programs use.
LATE = ["zipfile", "gzip", "bz2", "lzma", "csv", "json", "tempfile", "shutil"]


def test_a_fit_loads_what_it_needs() -> None:
    program = (
        "import reeindex as ree\n"
        "fit = ree.fit(ree.load_paper().series('mine_production', 'WLD'), 'logistic')\n"
    )
    found = loaded(program)
    assert not found & {*LATE, "reeindex.plotting", "reeindex.patents", "reeindex.assessment"}
    bound = set(run(program + BOUND)[-1].split())
    assert {"core", "data", "industry", "fit", "forecast"} <= bound
    assert not bound & {"patents", "assess", "keeping"}


def test_every_public_name_is_where_the_table_says() -> None:
    for name, module in public_names.HOMES.items():
        home = importlib.import_module(module)
        assert getattr(reeindex, name) is getattr(home, name), name
        assert not inspect.ismodule(getattr(reeindex, name)), name


def test_type_checkers_see_the_same_names() -> None:
    text = Path(str(reeindex.__file__)).read_text(encoding="utf-8")
    seen = {
        one.asname: node.module
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("reeindex.")
        for one in node.names
        if one.asname is not None and one.asname == one.name
    }
    assert seen.pop("__version__") == "reeindex._core"
    assert seen == public_names.HOMES


def test_each_name_works_as_the_first_thing_used() -> None:
    """Whatever is used first binds what it needs; the order of use changes nothing."""
    homes: dict[str, list[str]] = {}
    for name, module in public_names.HOMES.items():
        homes.setdefault(module, []).append(name)
    for names in homes.values():
        wanted = ", ".join(names)
        assert run(f"from reeindex import {wanted}; print(len([{wanted}]))") == [str(len(names))]


@pytest.mark.parametrize("part", ["core", "data", "industry", "patents", "indicators", "fit", "batch",
                                  "forecast", "assess", "keeping"])  # fmt: skip
def test_a_part_of_the_compiled_module_says_what_it_lacks(part: str) -> None:
    program = (
        "import reeindex\n"
        f"from reeindex._core import {part} as part\n"
        "try: part.no_such_name\n"
        "except AttributeError as error: print(error)\n"
        "print(len(dir(part)) > 3)\n"
    )
    found = run(program)
    assert found == [f"module 'reeindex._core.{part}' has no attribute 'no_such_name'", "True"]


def test_threads_that_use_a_part_first_see_the_whole_of_it() -> None:
    program = (
        "import sys, threading\n"
        "sys.setswitchinterval(1e-6)\n"
        "import reeindex as ree\n"
        "names = ['assess', 'fit', 'load', 'Patents', 'Concentration', 'fit_batch', 'from_dict']\n"
        "gate, failures = threading.Barrier(4 * len(names)), []\n"
        "def use(name):\n"
        "    gate.wait()\n"
        "    try:\n"
        "        getattr(ree, name)\n"
        "        ree.TimeSeries.to_dict, ree.FitResult.plot, ree.Dataset.companies\n"
        "        ree.Assessment.__reduce__\n"
        "    except BaseException as error: failures.append(repr(error))\n"
        "all = [threading.Thread(target=use, args=(name,)) for name in 4 * names]\n"
        "for one in all: one.start()\n"
        "for one in all: one.join()\n"
        "print(failures)\n"
    )
    assert run(program) == ["[]"]


def test_what_is_pickled_first_binds_what_it_needs() -> None:
    program = (
        "import reeindex as ree, pickle, sys\n"
        "neodymium = ree.element('Nd')\n"
        "print(pickle.loads(pickle.dumps(neodymium.oxide)).formula)\n"
        "sys.stdout.write(pickle.dumps(ree.hhi_thresholds(2023), 0).decode('ascii').strip()[-1])\n"
    )
    assert run(program) == ["Nd2O3", "."]


def test_a_fork_waits_for_what_another_thread_loads() -> None:
    program = (
        "import os, sys, threading, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "import reeindex as ree\n"
        "names = ['fit_batch', 'assess', 'Patents', 'auto_forecast', 'composite_index', 'backtest']\n"
        "work = threading.Thread(target=lambda: [getattr(ree, name) for name in names])\n"
        "sys.setswitchinterval(1e-5)\n"
        "work.start()\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    [getattr(ree, name) for name in names]\n"
        "    os._exit(7)\n"
        "_, status = os.waitpid(pid, 0)\n"
        "work.join()\n"
        "print(os.waitstatus_to_exitcode(status))\n"
    )
    assert run(program) == ["7"]
