"""One value of each public class: the examples of docs/classes.md, run."""

from __future__ import annotations

import functools
import os
import re
import tempfile
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "classes.md"
LENS = (
    "Display Key,Publication Date,Application Date,Earliest Priority Date,Applicants,"
    "Simple Family Members,IPCR Classifications,CPC Classifications,Title\n"
    + "".join(
        f"CN {113000000 + i} B,{2014 + i % 8}-03-01,{2013 + i % 8}-02-01,{2012 + i % 8}-02-01,"
        f"{('BAOTOU STEEL', 'JL MAG', 'UNIV JIANGXI')[i % 3]};;INST {i % 5},CN {113000000 + i} B,"
        f"{('C22B 59/00', 'H01F 1/057', 'C09K 11/77')[i % 3]},,Rare earth process {i}\n"
        for i in range(120)
    )
)


@functools.cache
def examples() -> dict[str, Any]:
    """Return one value of each public class by its name."""
    text = PAGE.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    scope: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp())
    (folder / "export.csv").write_text(LENS, encoding="utf-8")
    (folder / "mining.csv").write_text("year,value\n2020,1\n2021,2\n", encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        exec(compile(code, str(PAGE), "exec"), scope)  # noqa: S102
    finally:
        os.chdir(before)
    found: dict[str, Any] = scope["examples"]
    return found
