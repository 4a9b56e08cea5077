"""Checks of what callers pass, where a binding could only say that the type does not fit."""

from __future__ import annotations

from typing import Any

from reeindex._core.core import InvalidArgument

__all__ = ["checked_names", "checked_number"]


def checked_number(given: Any, argument: str) -> float:
    """Return a number as a float; texts, booleans and what is no number are refused."""
    if not isinstance(given, (str, bytes, bool)) and hasattr(given, "__float__"):
        return float(given)
    raise InvalidArgument(argument, repr(given), "a number")


def checked_names(given: Any, argument: str) -> list[str]:
    """Return a sequence of texts as a list; a single text is no sequence of texts."""
    if not isinstance(given, (str, bytes)) and hasattr(given, "__iter__"):
        names = list(given)
        if all(isinstance(name, str) for name in names):
            return names
    raise InvalidArgument(argument, repr(given), "a sequence of texts")
