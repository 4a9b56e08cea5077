"""Columns of text that line up in a terminal, whatever the script."""

from __future__ import annotations

from reeindex._core.core import text_width

__all__ = ["padded", "text_width"]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return the text with blanks at its right end, or at its left one."""
    blank = " " * (width - text_width(text))
    return blank + text if right else text + blank
