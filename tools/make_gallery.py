#!/usr/bin/env python3
"""Draw the pictures of the README, docs/gallery.md, docs/concepts.md and docs/start.md with the code that stands above each.

A page's ```python blocks are run in order; the image link that follows a block names the file that the
current figure becomes. So a picture is always of the code that the page shows.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot as plt

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = ["gallery.md", "concepts.md", "start.md", "../README.md"]
PART = re.compile(
    r"^```python\n(.*?)^```$|^!\[[^\]]*\]\(((?:docs/)?img/[\w/.-]+)\)", re.MULTILINE | re.DOTALL
)


def draw(page: Path) -> list[str]:
    """Run the blocks of a page and write its pictures; return their names."""
    scope: dict[str, object] = {"__name__": "__main__"}
    written = []
    for match in PART.finditer(page.read_text(encoding="utf-8")):
        if match[1] is not None:
            exec(compile(match[1], page.name, "exec"), scope)  # noqa: S102
            continue
        if not plt.get_fignums():
            if match[2] == "docs/img/forecasts.png":
                continue  # of tools/make_figures.py
            sys.exit(f"{page.name}: no figure was drawn before {match[2]}")
        target = page.parent / match[2]
        target.parent.mkdir(parents=True, exist_ok=True)
        # without the version of matplotlib, so that the file changes only with the picture
        plt.gcf().savefig(target, dpi=90, bbox_inches="tight", metadata={"Software": None})
        plt.close("all")
        written.append(match[2])
    return written


def main() -> None:
    """Draw all pages, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in PAGES:
            written = draw(DOCS / name)
            print(f"{name}: {len(written)} pictures")
        os.chdir(DOCS)


if __name__ == "__main__":
    main()
