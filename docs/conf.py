"""The documentation site: `make docs`. Works offline; a warning is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import reeindex

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
from reference import name_files_by_path, write_cpp_pages, write_python_pages  # noqa: E402

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
exclude_patterns = ["_build", "doxygen", "README.md"]
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
napoleon_use_rtype = False
napoleon_numpy_docstring = True
# files of the repository that pages link to, outside of the site
suppress_warnings = ["myst.xref_missing"] if False else []

breathe_projects = {"reeindex": str(HERE / "doxygen" / "xml")}
breathe_default_project = "reeindex"
breathe_order_parameters_first = True


def setup(app: object) -> None:
    """Make the reference pages before Sphinx reads its sources."""
    del app
    subprocess.run(["doxygen", "Doxyfile"], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    name_files_by_path(HERE / "doxygen" / "xml")
    write_python_pages(HERE / "reference_python")
    write_cpp_pages(HERE / "reference_cpp", ROOT / "include" / "reeindex")
