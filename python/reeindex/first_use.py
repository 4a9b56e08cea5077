"""Modules of this package, imported when something of them is first used.

A process that forks while another of its threads imports leaves locks behind in the child that no one
opens. So a fork waits until such imports are done, which takes milliseconds.
"""

from __future__ import annotations

import os
from importlib import import_module
from time import monotonic, sleep

__all__ = ["imported"]

#: One entry for each import that is under way.
_under_way: list[str] = []
#: Seconds that a fork waits at the most: the thread that imports may be the one that forks.
_LONGEST = 5.0


def imported(module: str) -> object:
    """Import a module of this package."""
    _under_way.append(module)
    try:
        return import_module(module)
    finally:
        _under_way.remove(module)


def _wait() -> None:
    latest = monotonic() + _LONGEST
    while _under_way and monotonic() < latest:
        sleep(0.001)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_wait, after_in_child=_under_way.clear)
