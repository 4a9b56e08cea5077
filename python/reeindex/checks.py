"""Checks of what callers pass, where a binding could only say that the type does not fit."""

from __future__ import annotations

from contextlib import suppress
from numbers import Integral
from typing import Any

from reeindex._core.core import InvalidArgument

__all__ = [
    "checked_level",
    "checked_names",
    "checked_number",
    "checked_threads",
    "checked_whole",
]


def checked_number(given: Any, argument: str) -> float:
    """Return a number as a float; texts, booleans and what is no number are refused."""
    if not isinstance(given, (str, bytes, bool)) and hasattr(given, "__float__"):
        # a signalling NaN, a whole number above 1e308
        with suppress(ValueError, OverflowError):
            return float(given)
    raise InvalidArgument(argument, repr(given)[:100], "a number")


def checked_whole(
    given: Any, argument: str, allowed: str, *, least: int = 1, most: int | None = None
) -> int:
    """Return a whole number as an int; booleans and what lies outside the range are refused."""
    if isinstance(given, bool) or not isinstance(given, Integral):
        raise InvalidArgument(argument, repr(given), allowed)
    number = int(given)
    if number < least or (most is not None and number > most):
        raise InvalidArgument(argument, repr(given), allowed)
    return number


def checked_threads(given: Any) -> int:
    """Return a number of threads, 0 for None, which stands for all cores."""
    if given is None:
        return 0
    return checked_whole(
        given, "threads", "a whole number from 1 to 4096, or None for all cores", most=4096
    )


def checked_level(given: Any) -> float:
    """Return a coverage as a float."""
    allowed = "between 0 and 1, both excluded"
    # arrays of one element have __float__ too
    if isinstance(given, (str, bytes, bool)) or getattr(given, "ndim", 0) != 0:
        raise InvalidArgument("level", repr(given), allowed)
    try:
        level = float(given)
    except (TypeError, ValueError, OverflowError):
        raise InvalidArgument("level", repr(given), allowed) from None
    if not 0.0 < level < 1.0:
        raise InvalidArgument("level", repr(given), allowed)
    return level


def checked_names(given: Any, argument: str) -> list[str]:
    """Return a sequence of texts as a list; a single text is no sequence of texts."""
    if not isinstance(given, (str, bytes)) and hasattr(given, "__iter__"):
        names = list(given)
        if all(isinstance(name, str) for name in names):
            return names
    raise InvalidArgument(argument, repr(given), "a sequence of texts")
