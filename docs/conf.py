"""The documentation site: `make docs`. Works offline; a warning is an error."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import reeindex

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
from reference import (
    name_files_by_path,
    one_exception_each,
    write_cpp_pages,
    write_llms_txt,
    write_python_pages,
)

project = "reeindex"
author = "The reeindex authors"
copyright = author  # noqa: A001 - Sphinx asks for this name
version = release = reeindex.__version__

extensions = [
    "breathe",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_design",
]
root_doc = "index"
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb", ".rst": "restructuredtext"}
exclude_patterns = ["_build", "doxygen"]
html_theme = "furo"
html_title = f"reeindex {release}"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1b6480", "color-brand-content": "#1b6480"},
    "dark_css_variables": {"color-brand-primary": "#7cc3e0", "color-brand-content": "#7cc3e0"},
}
html_extra_path = ["llms.txt"]
nb_execution_mode = "off"  # notebooks are executed and compared by tools/notebooks.py
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_use_rtype = False
napoleon_numpy_docstring = True
suppress_warnings = [
    "duplicate_declaration.cpp",  # every header opens the namespace again
    "ref.python",  # a parameter named like an attribute of a class is not a link to it
]

breathe_projects = {"reeindex": str(HERE / "doxygen" / "xml")}
breathe_default_project = "reeindex"
breathe_order_parameters_first = True


#: Files of the repository that pages link to, and the pages of the site that hold them.
ELSEWHERE = {
    "../README.md": "readme.md",
    "../../CONTRIBUTING.md": "../contributing.md",
    "../CONTRIBUTING.md": "contributing.md",
    "../CHANGELOG.md": "changelog.md",
    "../examples/": "notebooks/",
}


def _links_within_the_site(app: Any, docname: str, source: list[str]) -> None:
    """Point links to files of the repository at the pages that hold them."""
    del app
    if docname.startswith("reference_"):
        return
    for target, page in ELSEWHERE.items():
        source[0] = source[0].replace(f"]({target}", f"]({page}")


def _copy_repository_pages() -> None:
    """Put README, CONTRIBUTING, CHANGELOG and the notebooks among the pages."""
    for name in ("README", "CONTRIBUTING", "CHANGELOG"):
        text = (ROOT / f"{name}.md").read_text(encoding="utf-8")
        text = text.replace("](docs/", "](").replace("](examples/", "](notebooks/")
        for file in ("CONTRIBUTING", "CHANGELOG"):
            text = text.replace(f"]({file}.md)", f"]({file.lower()}.md)")
        for file in ("LICENSE", "LICENSE-DATA", "CITATION.cff"):
            shutil.copy(ROOT / file, HERE / f"{file}.txt")
            text = text.replace(f"]({file})", f"]({file}.txt)")
        (HERE / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    notebooks = HERE / "notebooks"
    notebooks.mkdir(exist_ok=True)
    for notebook in sorted((ROOT / "examples").glob("*.ipynb")):
        shutil.copy(notebook, notebooks / notebook.name)


def setup(app: Any) -> None:
    """Make the reference pages before Sphinx reads its sources."""
    app.connect("source-read", _links_within_the_site)
    _copy_repository_pages()
    subprocess.run(["doxygen", "Doxyfile"], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    name_files_by_path(HERE / "doxygen" / "xml")
    one_exception_each(HERE / "doxygen" / "xml")
    write_python_pages(HERE / "reference_python")
    write_cpp_pages(HERE / "reference_cpp", ROOT / "include" / "reeindex")
    write_llms_txt(HERE)
