"""Pictures of series out of several sources: where they are joined, and where they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.data import Reconciliation, Splice
from reeindex.plotting.style import (
    INK,
    MUTED,
    PALETTE,
    from_zero,
    legend_below,
    new_axes,
    number,
    quantities,
    said_below,
    series_unit,
    shared_subject,
    short,
    style,
    unit_text,
    whole_years,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_reconciliation", "plot_splice"]


def plot_splice(splice: Splice, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Draw a joined series, each source in a colour of its own, with a line where it begins.

    Parameters
    ----------
    splice
        What :func:`splice` joined.
    ax
        Axes to draw into; new ones by default.
    title
        Title; that of the series by default.

    Returns
    -------
    matplotlib.axes.Axes
    """
    series = splice.series
    origins = splice.origins
    parts = list(dict.fromkeys(origins[year] for year in sorted(origins)))
    alone = ax is None
    with style():
        ax = new_axes(ax)
        for place, part in enumerate(parts):
            mine = np.array([origins.get(int(year)) == part for year in series.years], dtype=bool)
            values = np.where(mine, series.values, np.nan)
            colour = PALETTE[place % len(PALETTE)]
            years = [int(year) for year in series.years[mine]]
            ax.plot(
                series.years, values, "-o", color=colour, markersize=3.2, linewidth=1.4,
                label=f"{short(part, 72)}, {min(years)} to {max(years)}",
            )  # fmt: skip
        for before, after in zip(series.years[:-1], series.years[1:], strict=True):
            if origins.get(int(before)) != origins.get(int(after)):
                ax.axvline(
                    0.5 * (before + after), color=MUTED, linewidth=0.9, linestyle=(0, (4, 3))
                )
        from_zero(ax, series.values)
        quantities(ax.yaxis, series_unit(series))
        ax.set_title(series.title or series.label if title is None else title)
        steps = [f"{one.mean_ratio:.3f} over {one.years} common years" for one in splice.overlaps]
        if steps:
            said_below(ax, f"ratio of the sources where they meet: {', '.join(steps)}")
        whole_years(ax)
        legend_below(ax, alone=alone)
        return ax


def splice_alt(splice: Splice) -> str:
    """Return what a joined series is joined of, in a sentence."""
    origins = splice.origins
    said = []
    for part in dict.fromkeys(origins[year] for year in sorted(origins)):
        years = [year for year, one in origins.items() if one == part]
        said.append(f"{min(years)} to {max(years)} from {part}")
    ratios = "".join(
        f" The ratio of two sources over {one.years} common years is {one.mean_ratio:.3f}."
        for one in splice.overlaps
    )
    return f"{splice.series.title or splice.series.label}: {'; '.join(said)}.{ratios}"


def plot_reconciliation(
    reconciliation: Reconciliation, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw what the sources say of each year that two of them have; a stroke joins those that differ.

    Parameters
    ----------
    reconciliation
        What :func:`reconcile` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    sources = list(reconciliation.sources)
    cells = list(reconciliation.cells)
    found: dict[int, dict[int, float]] = {place: {} for place in range(len(sources))}
    for one in cells:
        found[one.first][one.year] = one.first_value
        found[one.second][one.year] = one.second_value
    marks = "os^vDP*X"
    alone = ax is None
    with style():
        ax = new_axes(ax)
        for agrees, colour, label in (
            (True, MUTED, ""),
            (False, PALETTE[1], "not within tolerance"),
        ):
            some = [one for one in cells if one.agrees == agrees]
            for place, one in enumerate(some):
                ax.plot(
                    [one.year, one.year], [one.first_value, one.second_value], color=colour,
                    linewidth=1.0 if agrees else 2.4, zorder=1, label=label if label and place == 0 else None,
                )  # fmt: skip
        # of equal values the first is drawn around the later ones
        for place, name in enumerate(sources):
            if not found[place]:
                continue
            years = sorted(found[place])
            ax.plot(
                years, [found[place][year] for year in years], marks[place % len(marks)],
                color=PALETTE[(0, 2, 4, 5, 6, 7, 8, 12)[place % 8]], markersize=8.0 if place == 0 else 5.0,
                markerfacecolor="none" if place == 0 else None, label=short(name, 72), zorder=3 + place,
            )  # fmt: skip
        if not cells:
            ax.annotate(
                "no year that two sources have", (0.5, 0.5), xycoords="axes fraction", ha="center",
                color=INK,
            )  # fmt: skip
        quantities(ax.yaxis, unit_text(reconciliation.unit))
        ax.set_title(_compared(sources) if title is None else title)
        said_below(ax, _agreement(reconciliation))
        whole_years(ax)
        legend_below(ax, alone=alone)
        return ax


def _compared(sources: list[str]) -> str:
    subject = shared_subject(sources)
    return f"{subject + ': ' if subject else ''}{len(sources)} sources compared"


def _agreement(one: Reconciliation) -> str:
    apart = len(one.cells) - one.agreeing
    text = f"{one.agreeing} of {len(one.cells)} pairs of figures agree within {100 * one.tolerance:g} %"
    return text + (f"; {one.unexplained} of {apart} others are unexplained" if apart else "")


def reconciliation_alt(reconciliation: Reconciliation) -> str:
    """Return how far the sources agree in a sentence."""
    text = f"{len(reconciliation.sources)} sources: {_agreement(reconciliation)}"
    cells = [one for one in reconciliation.cells if not one.agrees]
    if cells:
        worst = max(cells, key=lambda one: abs(one.difference))
        text += (
            f"; farthest apart in {worst.year}, {number(worst.first_value)} and "
            f"{number(worst.second_value)} {unit_text(reconciliation.unit)}"
        )
    return text + "."
