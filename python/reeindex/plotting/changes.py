"""Pictures of the change from year to year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.indicators import YearOnYear
from reeindex.plotting.style import (
    INK,
    PALETTE,
    new_axes,
    said_below,
    style,
    tick_text,
    whole_years,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_year_on_year"]


def plot_year_on_year(
    changes: YearOnYear, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the change against the year before as bars, falls in another colour.

    Parameters
    ----------
    changes
        What :func:`year_on_year` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rates = 100.0 * np.asarray(changes.rates, dtype=float)
    with style():
        from matplotlib.ticker import FuncFormatter

        ax = new_axes(ax, size=(7.2, 3.2))
        ax.bar(changes.years, rates, color=np.where(rates < 0.0, PALETTE[1], PALETTE[0]), width=0.8)
        ax.axhline(0.0, color=INK, linewidth=0.8)
        ax.set_ylabel("change against the year before, %")
        ax.yaxis.set_major_formatter(FuncFormatter(tick_text))
        ax.set_title("Change from year to year" if title is None else title)
        if changes.skipped:
            years = ", ".join(str(year) for year in list(changes.skipped)[:6])
            more = f" and {len(changes.skipped) - 6} more" if len(changes.skipped) > 6 else ""
            said_below(ax, f"no rate for {years}{more}")
        whole_years(ax)
        return ax


def changes_alt(changes: YearOnYear) -> str:
    """Return the largest and the smallest change in a sentence."""
    rates = 100.0 * np.asarray(changes.rates, dtype=float)
    if not rates.size:
        return "No change from year to year is known."
    top, low = int(np.argmax(rates)), int(np.argmin(rates))
    return (
        f"Change against the year before, {changes.years[0]} to {changes.years[-1]}: at most "
        f"{rates[top]:.1f} % in {changes.years[top]}, at least {rates[low]:.1f} % in {changes.years[low]}; "
        f"{int((rates < 0.0).sum())} of {rates.size} are falls."
    )
