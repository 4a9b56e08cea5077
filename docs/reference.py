"""Writes the pages of the reference from what the library exports, so that no symbol is forgotten."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import reeindex

#: Order of the modules in the C++ reference: that of the library.
MODULES = [
    "core", "data", "industry", "patents", "indicators", "curves", "fit", "smoothing", "forecast", "batch",
    "assess", "audit", "report",
]  # fmt: skip


def write_llms_txt(folder: Path) -> None:
    """Write the list of pages that language models read: llms.txt, a title and a line each.

    Parameters
    ----------
    folder
        Folder of the pages.
    """
    lines = ["# reeindex", ""]
    lines += [
        "> Sourced series of strategic industries, indicators, and forecasts that say what the data can tell.",
        "",
    ]
    for page in sorted(folder.rglob("*.md")):
        name = page.relative_to(folder).as_posix()
        if name.startswith("_build"):
            continue
        title = next(
            (
                line[2:]
                for line in page.read_text(encoding="utf-8").splitlines()
                if line.startswith("# ")
            ),
            name,
        )
        lines.append(f"- [{title}]({name.removesuffix('.md')}.html)")
    for page in sorted((folder / "notebooks").glob("*.ipynb")):
        cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
        title = "".join(cells[0]["source"]).splitlines()[0].lstrip("# ")
        lines.append(f"- [{title}](notebooks/{page.stem}.html)")
    lines.append("- [Python reference](reference_python/index.html)")
    lines.append("- [C++ reference](reference_cpp/index.html)")
    (folder / "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _heading(text: str) -> str:
    return f"{text}\n{'=' * len(text)}\n\n"


def write_python_pages(folder: Path) -> None:
    """Write one page of functions and one a class for everything in `reeindex.__all__`.

    Parameters
    ----------
    folder
        Folder to write into; it is emptied first.
    """
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.rst"):
        old.unlink()
    names = [name for name in reeindex.__all__ if not name.startswith("_")]
    classes = [name for name in names if inspect.isclass(getattr(reeindex, name))]
    functions = [name for name in names if name not in classes]
    index = _heading("Python reference")
    index += f"{len(functions)} functions and {len(classes)} classes, all in the module ``reeindex``.\n\n"
    index += ".. toctree::\n   :maxdepth: 1\n\n   functions\n"
    index += "".join(f"   {name}\n" for name in classes)
    (folder / "index.rst").write_text(index, encoding="utf-8")
    page = _heading("Functions") + ".. currentmodule:: reeindex\n\n"
    page += "".join(f".. autofunction:: reeindex.{name}\n\n" for name in functions)
    (folder / "functions.rst").write_text(page, encoding="utf-8")
    for name in classes:
        text = (
            _heading(name) + f".. autoclass:: reeindex.{name}\n   :members:\n   :undoc-members:\n"
        )
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")


def name_files_by_path(xml: Path) -> None:
    """Give each file in Doxygen's index its path: two headers of one name are then told apart.

    Parameters
    ----------
    xml
        Folder of Doxygen's XML.
    """
    index = xml / "index.xml"

    def with_path(match: re.Match[str]) -> str:
        compound = (xml / f"{match[1]}.xml").read_text(encoding="utf-8")
        found = re.search(r'<location file="([^"]+)"', compound)
        path = found[1] if found else match[2]
        return f'<compound refid="{match[1]}" kind="file"><name>{path}</name>'

    text = index.read_text(encoding="utf-8")
    pattern = r'<compound refid="([^"]+)" kind="file"><name>([^<]+)</name>'
    index.write_text(re.sub(pattern, with_path, text), encoding="utf-8")


def one_exception_each(xml: Path) -> None:
    """Give each exception of a \\throws list an entry of its own, which Sphinx wants.

    Parameters
    ----------
    xml
        Folder of Doxygen's XML.
    """
    entry = re.compile(
        r"<parameteritem>\s*((?:<parameternamelist>.*?</parameternamelist>\s*)+)"
        r"(<parameterdescription>.*?</parameterdescription>)\s*</parameteritem>",
        re.DOTALL,
    )
    names = re.compile(r"<parametername>(.*?)</parametername>", re.DOTALL)
    parts = re.compile(r'(<parameterlist kind="exception">)(.*?)(</parameterlist>)', re.DOTALL)

    def apart(match: re.Match[str]) -> str:
        return "".join(
            "<parameteritem><parameternamelist><parametername>"
            + name.rstrip(";,")
            + f"</parametername></parameternamelist>{match[2]}</parameteritem>"
            for name in names.findall(match[1])
        )

    for file in xml.glob("*.xml"):
        text = file.read_text(encoding="utf-8")
        done = parts.sub(lambda one: one[1] + entry.sub(apart, one[2]) + one[3], text)
        if done != text:
            file.write_text(done, encoding="utf-8")


def write_cpp_pages(folder: Path, include: Path) -> None:
    """Write one page a module with every public header of it.

    Parameters
    ----------
    folder
        Folder to write into; it is emptied first.
    include
        Folder of the headers.
    """
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.rst"):
        old.unlink()
    index = (
        _heading("C++ reference")
        + "One page a module, in the order in which they build on each other.\n\n"
    )
    index += ".. toctree::\n   :maxdepth: 1\n\n"
    for module in MODULES:
        headers = sorted(one for one in (include / module).glob("*.hpp"))
        if not headers:
            continue
        index += f"   {module}\n"
        page = _heading(module)
        for header in headers:
            name = f"reeindex/{module}/{header.name}"
            page += f"{name}\n{'-' * len(name)}\n\n.. doxygenfile:: {name}\n\n"
        (folder / f"{module}.rst").write_text(page, encoding="utf-8")
    (folder / "index.rst").write_text(index, encoding="utf-8")
