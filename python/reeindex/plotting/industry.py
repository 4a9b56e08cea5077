"""Pictures of companies: the stages they cover, their capacities with ranges."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reeindex._core.core import InvalidArgument
from reeindex._core.industry import Company, Figure, stages
from reeindex.plotting.style import (
    GRID,
    INK,
    MUTED,
    PALETTE,
    new_axes,
    number,
    one_unit,
    quantities,
    short,
    style,
    unit_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_capacities", "plot_value_chain"]


def plot_value_chain(
    companies: Sequence[Company], *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw which company covers which stage of the value chain.

    Parameters
    ----------
    companies
        Companies; those that cover most stages come first.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    chain = [one for one in stages() if any(company.covers(one) for company in companies)]
    if not chain:
        raise InvalidArgument(
            "companies", "without a stage", "companies of which one covers a stage"
        )
    order = sorted(
        (one for one in companies if one.stages), key=lambda one: (-len(one.stages), one.name)
    )
    left_out = len(companies) - len(order)
    with style():
        ax = new_axes(ax, size=(1.6 + 0.95 * len(chain) + 2.0, 1.4 + 0.34 * len(order)))
        for row, company in enumerate(order):
            covered = [place for place, stage in enumerate(chain) if company.covers(stage)]
            if len(covered) > 1:
                ax.plot([covered[0], covered[-1]], [row, row], color=GRID, lw=3, zorder=1)
            ax.plot(covered, [row] * len(covered), "s", color=PALETTE[0], ms=10, zorder=2)
        for place, stage in enumerate(chain):
            count = sum(company.covers(stage) for company in order)
            ax.annotate(
                str(count), (place, len(order) - 0.35), ha="center", va="top", color=INK, fontsize=9,
                annotation_clip=False,
            )  # fmt: skip
        ax.set_xticks(
            range(len(chain)), [stage.replace("_", " ") for stage in chain], rotation=30, ha="left"
        )
        ax.annotate(
            "companies", (-0.6, len(order) - 0.35), ha="right", va="top", color=MUTED, fontsize=9,
            xytext=(-4, 0), textcoords="offset points", annotation_clip=False,
        )  # fmt: skip
        ax.xaxis.tick_top()
        ax.set_yticks(range(len(order)), [short(one.name) for one in order])
        ax.set_xlim(-0.6, len(chain) - 0.4)
        ax.set_ylim(len(order) - 0.4, -0.6)
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        if left_out:
            ax.set_xlabel(
                f"{left_out} companies without a known stage are not drawn",
                loc="left",
                color=MUTED,
                labelpad=18,
            )
        ax.set_title(title or "", pad=14)
        return ax


def plot_capacities(
    figures: Sequence[Figure], *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw figures such as capacities as dots, ranges and one-sided bounds.

    Parameters
    ----------
    figures
        Figures of one unit.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UnitError
        If the figures have different units.
    """
    if not figures:
        raise InvalidArgument("figures", "empty", "at least one figure")
    unit = one_unit([unit_text(one.unit) for one in figures], "the figures")
    order = sorted(figures, key=lambda one: -(one.correction or one.value))
    with style():
        ax = new_axes(ax, size=(9.0, 1.0 + 0.44 * len(order)))
        top = max(one.high or one.correction or one.value for one in order)
        for row, one in enumerate(order):
            low = one.value if one.correction is None else one.correction
            if one.is_range and one.high is not None:
                ax.plot(
                    [low, one.high],
                    [row, row],
                    color=PALETTE[0],
                    lw=6,
                    alpha=0.5,
                    solid_capstyle="butt",
                )
                said = f"{number(low)} to {number(one.high)}"
            else:
                marker = {"more_than": ">", "at_least": ">", "less_than": "<", "up_to": "<"}.get(
                    one.qualifier, "o"
                )
                ax.plot(low, row, marker, color=PALETTE[0], ms=7, clip_on=False)
                said = one.value_text()
            ax.annotate(
                said, (one.high or low, row), xytext=(8, 0), textcoords="offset points",
                va="center", fontsize=8.5, color=INK,
            )  # fmt: skip
        ax.set_yticks(range(len(order)), [_who(one) for one in order], fontsize=8.5)
        ax.set_ylim(len(order) - 0.4, -0.6)
        ax.set_xlim(0, 1.45 * top if top > 0.0 else 1.0)
        ax.grid(axis="x", color=GRID, linewidth=0.7)
        quantities(ax.xaxis, unit)
        ax.set_title(title or "")
        return ax


def _who(figure: Figure) -> str:
    """Whose figure it is, over what it is of."""
    # of an identifier only its letters are known: two of them are initials
    found = figure.subject.split(":", 1)[-1].split("-")
    subject = " ".join(one.upper() if len(one) == 2 else one[:1].upper() + one[1:] for one in found)
    return f"{subject}\n{textwrap.shorten(figure.item, 46)}" if figure.item else subject


def chain_alt(companies: Sequence[Company]) -> str:
    """Return how many companies cover each stage in a sentence."""
    said = ", ".join(
        f"{stage.replace('_', ' ')} {count}"
        for stage in stages()
        if (count := sum(one.covers(stage) for one in companies))
    )
    return f"{len(companies)} companies; covering each stage: {said}."


def figures_alt(figures: Sequence[Figure]) -> str:
    """Return the largest figures in a sentence."""
    order = sorted(figures, key=lambda one: -(one.correction or one.value))[:5]
    said = ", ".join(f"{one.subject} {one.value_text()}" for one in order)
    return f"{len(figures)} figures, the largest: {said}."
