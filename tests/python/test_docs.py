"""Runs the Python blocks of the documentation and compares what they show.

A block ```python is run in an empty folder with the sample files below; the blocks of a page share
their names. A block ```text that follows directly shows what was printed, or the value of the last
statement; a line of three dots stands for any lines.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import importlib.util
import inspect
import io
import os
import pkgutil
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import pyplot as plt

import reeindex as ree

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


@dataclass
class Block:
    language: str
    text: str
    line: int
    follows: bool  # directly after the block before it


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found, end = [], 0
    for match in FENCE.finditer(text):
        found.append(
            Block(
                match[2],
                match[3],
                text.count("\n", 0, match.start()) + 1,
                bool(found) and not text[end : match.start()].strip(),
            )
        )
        end = match.end()
    return found


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


LENS = (
    "Display Key,Publication Date,Application Date,Earliest Priority Date,Applicants,"
    "Simple Family Members,IPCR Classifications,CPC Classifications,Title\n"
    + "".join(
        f"CN {113000000 + i} B,{2014 + i % 8}-03-01,{2013 + i % 8}-02-01,{2012 + i % 8}-02-01,"
        f"{('BAOTOU STEEL', 'JL MAG', 'UNIV JIANGXI')[i % 3]};;INST {i % 5},CN {113000000 + i} B,"
        f"{('C22B 59/00', 'H01F 1/057', 'C09K 11/77')[i % 3]},,Rare earth process {i}\n"
        for i in range(200)
    )
    + "CN 113373326 B,2022-09-09,2021-06-01,2021-06-01,UNIV JIANGXI,CN 113373326 B,"
    "C22B 59/00;;C22B 3/44,C22B 59/00,Separation of rare earths\n"
)
SAMPLES = {
    "mining.csv": "year,value\n" + "".join(f"{2013 + i},{100 + 9 * i}\n" for i in range(12)),
    "export.csv": "Year,Output\n" + "".join(f"{2013 + i},{50 + 4 * i}\n" for i in range(12)),
    "owid.csv": (ROOT / "tests/data/layouts/owid.csv").read_text(encoding="utf-8"),
    "many.csv": "indicator,area,year,value\n"
    + "".join(
        f"output,{area},{year},{year - 2000}\n" for area in ("CN", "US") for year in (2020, 2021)
    ),
}
#: Files of a page that mean something else than the samples by the same name.
OF_PAGE = {"docs/patents.md": {"export.csv": LENS}, "docs/classes.md": {"export.csv": LENS}}


#: What marks a block that needs an engine which the tests do not start; it is only compiled.
ENGINES = ("spark.", "reeindex.dask")


def without_extras(code: str) -> str:
    """Leave out lines that need an extra which is not installed."""
    if importlib.util.find_spec("networkx") is None:
        code = re.sub(r"^.*# needs NetworkX\n", "", code, flags=re.MULTILINE)
    return code


def names_of() -> dict[str, object]:
    """What the examples take as given."""
    return {
        "frame": pd.DataFrame(
            {"output": [100.0 + 9.0 * i for i in range(12)]}, index=range(2013, 2025)
        ),
    }


def run(code: str, scope: dict[str, object], file: str, line: int) -> str:
    """Run a block; return what it printed and the value of its last statement."""
    tree = ast.parse("\n" * line + code, file)
    last = tree.body[-1] if tree.body else None
    shown: ast.expr | None = None
    if isinstance(last, ast.Expr):
        tree.body.pop()
        shown = last.value
    elif isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
        shown = ast.copy_location(ast.Name(last.targets[0].id, ast.Load()), last)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, file, "exec"), scope)  # noqa: S102
        value = None
        if shown is not None:
            value = eval(compile(ast.Expression(shown), file, "eval"), scope)
    if value is not None and (isinstance(last, ast.Expr) or not printed.getvalue()):
        return printed.getvalue() + repr(value) + "\n"
    return printed.getvalue()


def matches(expected: str, shown: str) -> bool:
    parts = re.split(r"^\.\.\.\n", expected.rstrip() + "\n", flags=re.MULTILINE)
    pattern = r"(?:.*\n)*".join(re.escape(part) for part in parts)
    return (
        re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in shown.splitlines()))
        is not None
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_blocks(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plt.switch_backend("Agg")
    monkeypatch.chdir(tmp_path)
    for file, text in (SAMPLES | OF_PAGE.get(name(page), {})).items():
        Path(file).write_text(text, encoding="utf-8")
    scope: dict[str, object] = {"__name__": "__main__", **names_of()}
    printed: str | None = None
    for block in blocks(page):
        if block.language == "python" and any(engine in block.text for engine in ENGINES):
            compile(block.text, name(page), "exec")
            printed = None
        elif block.language == "python":
            printed = run(without_extras(block.text), scope, name(page), block.line)
            plt.close("all")
        elif block.language == "text" and block.follows and printed is not None:
            assert matches(block.text, printed), (
                f"{name(page)}:{block.line}: what is shown differs from what is printed:\n{printed}"
            )
        else:
            printed = None
    plt.close("all")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_cpp_blocks(page: Path) -> None:
    """A C++ file shown is one of examples/, and its output is what CTest compares."""
    files = {f.read_text(encoding="utf-8"): f for f in (ROOT / "examples").glob("*.[ch]pp")}
    program: Path | None = None
    for block in blocks(page):
        if block.language == "cpp" and ("int main" in block.text or "#pragma once" in block.text):
            program = files.get(block.text)
            assert program is not None, f"{name(page)}:{block.line}: is no file of examples/"
        elif block.language == "text" and block.follows and program is not None:
            expected = ROOT / "examples" / "output" / f"{program.stem}.txt"
            assert matches(block.text, expected.read_text(encoding="utf-8"))
            program = None
        else:
            program = None


#: What the parts of programs that a page shows take as given, as parameters of a function.
GIVEN_IN_CPP = {
    "docs/auto-forecast.md": "const reeindex::TimeSeries& demand",
    "docs/curves.md": "const reeindex::TimeSeries& demand",
    "docs/uncertainty.md": "const reeindex::TimeSeries& demand",
    "docs/batch.md": "const double* values, const double* years, std::size_t series, "
    "std::size_t columns",
    "docs/error-models.md": "const reeindex::TimeSeries& series, const std::vector<double>& shares",
}
EIGEN = next(
    (p for p in map(Path, ("/usr/include/eigen3", "/usr/local/include/eigen3")) if p.is_dir()), None
)
COMPILER = shutil.which(os.environ.get("CXX", "c++"))


@pytest.mark.skipif(EIGEN is None or COMPILER is None, reason="needs a C++ compiler and Eigen")
def test_parts_of_cpp_programs_compile(tmp_path: Path) -> None:
    """What is no whole program is compiled as the body of a function."""
    code = ["#include <reeindex/reeindex.hpp>", "template <class T>", "void use(const T&) {}"]
    for page in PAGES:
        for block in blocks(page):
            if block.language != "cpp" or "int main" in block.text or "#pragma" in block.text:
                continue
            body = "\n".join(one for one in block.text.splitlines() if one[:8] != "#include")
            code += [f"void part_{len(code)}({GIVEN_IN_CPP.get(name(page), '')}) {{"]
            code += [f'#line {block.line + 1} "{name(page)}"', body, "}"]
    (tmp_path / "parts.cpp").write_text("\n".join(code) + "\n", encoding="utf-8")
    assert len(code) > 9
    command = [str(COMPILER), "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}"]
    command += ["-isystem", str(EIGEN), "-DREEINDEX_COMPILED", "parts.cpp"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_cpp_file_shown_by_name_is_an_example() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for shown in re.findall(r"^:::\{literalinclude\} (\S+)", text, re.MULTILINE):
            file = (page.parent / shown).resolve()
            assert file.is_file(), f"{name(page)}: {shown}"
            assert file.parent == ROOT / "examples", f"{name(page)}: {shown}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links(page: Path) -> None:
    """A link within the repository leads to a file, and to a heading if it names one."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name(page)}: {target} leads nowhere"
        if heading:
            lines = file.read_text(encoding="utf-8").splitlines()
            known = {
                re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
                for line in lines
                if line.startswith("#")
            }
            assert heading in known, f"{name(page)}: {target} names no heading"


def test_curves_of_the_page_are_those_of_python() -> None:
    text = (ROOT / "docs" / "curves.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[`(\w+)`\]\(#\w+\)(, C\+\+ only)? \|", text, re.MULTILINE)
    assert [one for one, cpp_only in rows if not cpp_only] == [one.name for one in ree.curves()]
    assert [one for one, cpp_only in rows if cpp_only] == ["polynomial"]


MODULES = ["reeindex", *(f"reeindex.{m.name}" for m in pkgutil.iter_modules(ree.__path__))]


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_docstrings(module: str) -> None:
    if module in ("reeindex._core", "reeindex.__main__"):
        pytest.skip("holds no Python")
    try:
        found = importlib.import_module(module)
    except ImportError:
        pytest.skip("needs an extra")
    assert doctest.testmod(found).failed == 0


def test_names_offered() -> None:
    """What dir() and a star import offer is there, documented, and sorted."""
    assert dir(ree) == sorted(ree.__all__)
    for one in ree.__all__:
        assert getattr(ree, one).__doc__, one


FUNCTIONS = [one for one in ree.__all__ if inspect.isroutine(getattr(ree, one))]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_docstrings_have_the_sections_of_numpy(function: str) -> None:
    text = inspect.getdoc(getattr(ree, function)) or ""
    assert "\nReturns\n-------\n" in text
    taken = re.search(r"\w+\(([^)]*)", text.splitlines()[0])  # of a bound function
    if taken is None:
        parameters = list(inspect.signature(getattr(ree, function)).parameters)
    else:
        parameters = re.findall(r"(?:^|, )(\w+):", taken[1])
    for parameter in parameters:
        assert re.search(rf"^(\w+, )*{parameter}\b", text, re.MULTILINE), parameter


def test_the_test_itself() -> None:
    assert matches("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not matches("a\n...\nd\n", "a\nb\nc\n")
    assert not matches("K  25.2\n", "K  25.3\n")
    assert run("x = 1\nx + 1\n", {}, "page", 1) == "2\n"
    assert run("print('a')\nx = 3\n", {}, "page", 1) == "a\n"
    assert sum(block.language == "python" for page in PAGES for block in blocks(page)) > 10
