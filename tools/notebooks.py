#!/usr/bin/env python3
"""Check, or write, the notebooks of examples/.

The source of a notebook is its text twin, examples/NAME.py in jupytext's percent format.
--check: the twin runs without an error, and examples/NAME.ipynb holds the same cells, executed.
--write: run the twin and write the executed notebook.
Names after that take some of them only: tools/notebooks.py --write own_data.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
MARK = "# %%"


def cells(notebook: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """Return what must agree between the twins."""
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]


def execute(notebook: nbformat.NotebookNode) -> None:
    """Run a notebook in an empty folder, with the Python that runs this script."""
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": folder}}
        )
        client.execute()


def main() -> None:
    """Exit with 1 and say which notebook is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--write", action="store_true")
    parser.add_argument("names", nargs="*", help="names without ending; all by default")
    arguments = parser.parse_args()
    os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]

    sources = [f for f in sorted(EXAMPLES.glob("*.py")) if MARK in f.read_text(encoding="utf-8")]
    known = {f.with_suffix(".ipynb") for f in sources}
    wrong = [f"{f.name}: has no text twin" for f in EXAMPLES.glob("*.ipynb") if f not in known]
    if not sources:
        wrong.append(f"no notebook source with '{MARK}' in {EXAMPLES}")
    unknown = set(arguments.names) - {f.stem for f in sources}
    wrong += [f"{name}: no such notebook source" for name in sorted(unknown)]
    for source in sources:
        if arguments.names and source.stem not in arguments.names:
            continue
        target = source.with_suffix(".ipynb")
        notebook = jupytext.read(source)
        if arguments.check:
            if not target.exists():
                wrong.append(f"{target.name}: missing; run `make notebook`")
                continue
            kept = nbformat.read(target, as_version=4)
            if cells(kept) != cells(notebook):
                wrong.append(f"{target.name}: differs from {source.name}; run `make notebook`")
            if any(
                c.cell_type == "code" and c.source and not c.execution_count for c in kept.cells
            ):
                wrong.append(f"{target.name}: is not executed; run `make notebook`")
        began = time.monotonic()
        try:
            execute(notebook)
        except CellExecutionError as error:
            wrong.append(f"{source.name}: {error}")
            continue
        if arguments.write:
            for number, cell in enumerate(notebook.cells):
                cell["id"] = f"cell-{number}"  # else each run would write other names
                cell.metadata.pop("execution", None)
            nbformat.write(notebook, target)
        print(
            f"{source.name}: {len(notebook.cells)} cells ran in {time.monotonic() - began:.0f} s",
            flush=True,
        )
    if wrong:
        sys.exit("notebooks:\n  " + "\n  ".join(wrong))


if __name__ == "__main__":
    main()
