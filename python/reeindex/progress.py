"""Progress of long work, shown or passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex._core.patents import ReadProgress
from reeindex.extras import require

__all__ = ["CountProgress", "ReadingProgress", "counting", "reading"]

CountProgress = bool | Callable[[int, int], Any]
ReadingProgress = bool | Callable[[ReadProgress], bool | None] | None


@contextmanager
def counting(progress: CountProgress, unit: str) -> Iterator[Callable[[int, int], Any] | None]:
    """Give the function to call with (done, total): the caller's, a tqdm bar's, or none."""
    if not isinstance(progress, (bool, np.bool_)):
        if not callable(progress):
            raise InvalidArgument(
                "progress", repr(progress), "True, False or a function of (done, total)"
            )
        yield progress
    elif not progress:
        yield None
    else:
        with require("tqdm.auto", "progress").tqdm(unit=unit, unit_scale=True) as bar:

            def report(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield report


def reading(progress: ReadingProgress) -> Callable[[ReadProgress], bool | None] | None:
    """Return the function that the reader calls after each block."""
    if progress is None or progress is False:
        return None
    if progress is not True:
        if not callable(progress):
            message = f"progress must be a bool or a function, not {type(progress).__name__}"
            raise TypeError(message)
        return progress
    tqdm = require("tqdm.auto", "progress").tqdm
    bar: Any = None

    def advance(now: ReadProgress) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(total=now.total_bytes or None, unit="B", unit_scale=True)
        bar.update(now.bytes - bar.n)
        bar.set_postfix(rows=now.rows, malformed=now.malformed, refresh=False)
        if now.bytes == now.total_bytes:
            bar.close()

    return advance
