#!/usr/bin/env python3
"""Check every link within the built site: its page exists, and the place in it. Opens no connection.

tools/check_links.py build/docs
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """Collects what a page links to and which places it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take href, src, id and name."""
        for name, value in attrs:
            if value is None:
                continue
            if (name == "href" and tag in ("a", "link")) or (name == "src" and tag != "iframe"):
                self.links.append(value)
            elif name == "id" or (name == "name" and tag == "a"):
                self.places.add(value)


def broken(folder: Path) -> list[str]:
    """Return a line for each link that leads nowhere."""
    pages = {
        file.resolve(): Page(file.read_text(encoding="utf-8")) for file in folder.rglob("*.html")
    }
    found = []
    for file, page in sorted(pages.items()):
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            name = file.relative_to(folder.resolve())
            if not target.exists():
                found.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and target in pages:
                place = unquote(parts.fragment)
                if place not in pages[target].places:
                    found.append(f"{name}: {link} names no place of its page")
    if not pages:
        found.append(f"{folder} holds no page; run `make docs`")
    return sorted(set(found))


def main() -> None:
    """Exit with 1 and list what is broken."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/docs")
    found = broken(folder)
    if found:
        sys.exit("links:\n  " + "\n  ".join(found))
    print(f"links of {folder}: all lead somewhere")


if __name__ == "__main__":
    main()
