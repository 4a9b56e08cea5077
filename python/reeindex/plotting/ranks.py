"""Pictures of indices: ranks as intervals, and what drives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reeindex.plotting.style import GRID, INK, MUTED, PALETTE, new_axes, short, style, whole_years

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.assess import CountryRanks
    from reeindex.composite_results import CompositeIndex, RankSensitivity

__all__ = ["plot_rank_intervals", "plot_sensitivity"]


def _rank_table(
    index: CompositeIndex | CountryRanks,
) -> tuple[list[str], list[float], list[tuple[int, int]], float]:
    if hasattr(index, "countries"):
        rows = index.countries
        return (
            [one.name for one in rows],
            [float(one.median) for one in rows],
            [one.interval for one in rows],
            index.level,
        )
    order = sorted(index.units, key=lambda unit: (index.rank[unit], unit))
    return (
        order,
        [float(index.rank[unit]) for unit in order],
        [index.rank_interval[unit] for unit in order],
        index.level,
    )


def plot_rank_intervals(
    index: CompositeIndex | CountryRanks, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the rank of each unit with the interval that the choices leave it.

    Parameters
    ----------
    index
        A composite index, or the ranks of countries.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    names, middle, intervals, level = _rank_table(index)
    with style():
        ax = new_axes(ax, size=(7.2, 0.9 + 0.32 * len(names)))
        for place, (rank, (low, high)) in enumerate(zip(middle, intervals, strict=True)):
            ax.plot(
                [low, high],
                [place, place],
                color=PALETTE[0],
                lw=6,
                alpha=0.35,
                solid_capstyle="round",
            )
            ax.plot(rank, place, "o", color=INK, ms=5, zorder=3)
        ax.set_yticks(range(len(names)), [short(one) for one in names])
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0.5, len(names) + 0.5)
        if len(names) <= 20:
            ax.set_xticks(range(1, len(names) + 1))
        else:
            whole_years(ax)
        ax.grid(axis="x", color=GRID, linewidth=0.7)
        ax.set_xlabel(f"rank, 1 is best; bar: {100 * level:g} % of the draws")
        ax.set_title(f"Ranks of {len(names)}, with intervals" if title is None else title)
        return ax


def plot_sensitivity(
    sensitivity: RankSensitivity,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    output: str = "mean shift",
) -> Axes:
    """Draw the first-order and total Sobol indices of each choice, with their standard errors.

    Parameters
    ----------
    sensitivity
        Sobol indices of an index.
    ax
        Axes to draw into; new ones by default.
    title
        Title.
    output
        A unit, or ``"mean shift"`` for all ranks together.

    Returns
    -------
    matplotlib.axes.Axes
    """
    found = sensitivity.of(output)
    names = sorted(found, key=lambda name: found[name]["total"])
    with style():
        ax = new_axes(ax, size=(7.2, 1.0 + 0.5 * len(names)))
        place = np.arange(len(names))
        for kind, shift, colour in (("total", -0.18, PALETTE[5]), ("first", 0.18, PALETTE[0])):
            ax.barh(
                place + shift, [found[name][kind] for name in names],
                xerr=[found[name][f"{kind}_stderr"] for name in names], height=0.34, color=colour,
                error_kw={"ecolor": MUTED, "lw": 1.0, "capsize": 2},
                label="first order" if kind == "first" else "total",
            )  # fmt: skip
        ax.set_yticks(place, [short(one) for one in names])
        ax.set_xlim(left=min(0.0, *(found[name]["first"] for name in names)))
        ax.set_xlabel("share of the variance of the ranks")
        ax.set_title(title if title is not None else f"What moves the ranks: {output}")
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0)
        return ax


def ranks_alt(index: CompositeIndex | CountryRanks) -> str:
    """Return the ranks in a sentence."""
    names, middle, intervals, level = _rank_table(index)
    said = ", ".join(
        f"{name} {rank:g} ({low} to {high})"
        for name, rank, (low, high) in list(zip(names, middle, intervals, strict=True))[:6]
    )
    return f"Ranks with {100 * level:g} % intervals: {said}."


def sensitivity_alt(sensitivity: RankSensitivity) -> str:
    """Return the total indices in a sentence."""
    found = sensitivity.of()
    order = sorted(found, key=lambda name: -found[name]["total"])
    said = ", ".join(f"{name} {found[name]['total']:.2f}" for name in order)
    return f"Total Sobol indices of the mean shift of ranks: {said}."
