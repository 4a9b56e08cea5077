"""Pictures of what the editions of a source said of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.data import Revisions
from reeindex.plotting.style import (
    MUTED,
    legend_off_data,
    new_axes,
    number,
    quantities,
    style,
    unit_text,
    whole_years,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_revisions"]


def plot_revisions(
    revisions: Revisions, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the values of each edition, the newest darkest, and join the prints of one year.

    Parameters
    ----------
    revisions
        What :func:`revisions` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the label of the series by default.

    Returns
    -------
    matplotlib.axes.Axes
    """
    with style():
        from matplotlib import colormaps

        ax = new_axes(ax)
        shades = colormaps["Blues"](np.linspace(0.35, 1.0, len(revisions.vintages)))
        table = np.array(revisions.table, dtype=float)
        years = np.array(revisions.years)
        for row, year in zip(table, years, strict=True):
            known = row[np.isfinite(row)]
            if known.size > 1:
                ax.plot(
                    [year, year], [known.min(), known.max()], color=MUTED, linewidth=1.0, zorder=1
                )
        for column, (vintage, shade) in enumerate(zip(revisions.vintages, shades, strict=True)):
            known = np.isfinite(table[:, column])
            ax.plot(
                years[known], table[known, column], "o-", color=shade, markersize=4, label=vintage
            )
        quantities(ax.yaxis, unit_text(revisions.unit))
        ax.set_title(revisions.label if title is None else title)
        whole_years(ax)
        legend_off_data(ax)
        return ax


def revisions_alt(revisions: Revisions) -> str:
    """Return the largest revision in a sentence."""
    table = np.array(revisions.table, dtype=float)
    spread = [
        float(np.nanmax(row) - np.nanmin(row)) if np.isfinite(row).any() else 0.0 for row in table
    ]
    widest = int(np.argmax(spread))
    row = table[widest]
    return (
        f"{revisions.label} in {len(revisions.vintages)} editions; the widest year is "
        f"{revisions.years[widest]}, from {number(float(np.nanmin(row)))} to "
        f"{number(float(np.nanmax(row)))} {unit_text(revisions.unit)}."
    )
