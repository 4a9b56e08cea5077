"""Pictures of curves compared, and of how far the data let a parameter go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex._core.fit import Comparison, FitResult
from reeindex.plotting.curve_lines import curve_colour, curve_line, fitted_points
from reeindex.plotting.style import (
    INK,
    MUTED,
    new_axes,
    quantities,
    style,
    unit_text,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_comparison", "plot_profile"]


def plot_comparison(
    comparison: Comparison, *, ax: Axes | None = None, title: str | None = None, most: int = 6
) -> Axes:
    """Draw the ranked curves of a comparison over the data, with the weight of each.

    Parameters
    ----------
    comparison
        What :func:`compare` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the label of the data by default.
    most
        Number of curves to draw, the best first.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If no fit has a rank.
    """
    rows = [row for row in comparison.rows if row.rank is not None][:most]
    if not rows:
        raise InvalidArgument(
            "comparison", "without a ranked fit", "one with a fit that has a rank"
        )
    with style():
        ax = new_axes(ax)
        first = rows[0].fit
        fitted_points(ax, first)
        for row in reversed(rows):
            label = f"{words(row.fit.display_name)}  (weight {row.weight:.2f}, \u0394AICc {row.delta:.1f})"
            curve_line(
                ax, row.fit, int(np.ceil(float(row.fit.x.max()))), label, broad=row.rank == 1
            )
        handles, labels = ax.get_legend_handles_labels()
        # the best first, the data before them
        order = [
            labels.index("observed"),
            *[i for i in range(len(labels) - 1, -1, -1) if labels[i] != "observed"],
        ]
        ax.legend(
            [handles[i] for i in order], [labels[i] for i in order],
            loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0,
        )  # fmt: skip
        if first.unit != "1":
            quantities(ax.yaxis, unit_text(first.unit))
        ax.set_title(first.label if title is None else title)
        whole_years(ax)
        return ax


def _unit_of_parameter(fit: FitResult, name: str) -> str:
    """Return the unit of a parameter by its role; empty where the role tells none."""
    role = next(one.role for one in fit.parameters if one.name == name)
    if role in ("ceiling", "floor", "level"):
        return "" if fit.unit == "1" else unit_text(fit.unit)
    return {"time": "year", "rate": "a year"}.get(role, "")


def plot_profile(
    fit: FitResult,
    parameter: str,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    levels: Sequence[float] = (0.5, 0.8, 0.95),
) -> Axes:
    """Draw how far the data let a parameter go, one bar a level, open ends as arrows.

    Parameters
    ----------
    fit
        A fit with an optimum.
    parameter
        Name of the parameter.
    ax
        Axes to draw into; new ones by default.
    title
        Title.
    levels
        Levels of the intervals, by profile likelihood.

    Returns
    -------
    matplotlib.axes.Axes
    """
    ends = [fit.interval(parameter, "profile", float(level)) for level in levels]
    value = fit.params[parameter]
    with style():
        ax = new_axes(ax, size=(7.2, 2.2))
        finite = [end for pair in ends for end in pair if np.isfinite(end)] + (
            [value] if np.isfinite(value) else []
        )
        low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
        pad = 0.12 * (high - low or abs(high) or 1.0)
        for place, (left, right) in enumerate(ends):
            x0 = left if np.isfinite(left) else low - pad
            x1 = right if np.isfinite(right) else high + pad
            ax.plot(
                [x0, x1],
                [place, place],
                color=curve_colour(fit.curve),
                lw=7,
                alpha=0.35 + 0.2 * (len(levels) - place) / len(levels),
                solid_capstyle="butt",
            )
            for end, x, mark, at in ((left, x0, "<", "left"), (right, x1, ">", "right")):
                if not np.isfinite(end):
                    ax.plot(x, place, mark, color=curve_colour(fit.curve), ms=9, clip_on=False)
                    ax.annotate(
                        "open", (x, place), xytext=(0, 9), textcoords="offset points",
                        ha=at, fontsize=8, color=MUTED,
                    )  # fmt: skip
        if np.isfinite(value):
            ax.axvline(value, color=INK, lw=1.2)
        ax.set_yticks(range(len(levels)), [f"{100 * level:g} %" for level in levels])
        ax.set_ylim(-0.6, len(levels) - 0.3)
        ax.set_xlim(low - pad, high + pad)
        unit = _unit_of_parameter(fit, parameter)
        if unit == "year":
            ax.set_xlabel(f"{parameter}, year")  # a year has no thousands
        else:
            quantities(ax.xaxis, f"{parameter}, {unit}" if unit else parameter)
        ax.set_title(
            title
            if title is not None
            else f"{parameter} of the {words(fit.display_name)} curve, {fit.label}"
        )
        return ax


def comparison_alt(comparison: Comparison) -> str:
    """Return the ranks of a comparison in a sentence."""
    ranked = [row for row in comparison.rows if row.rank is not None]
    if not ranked:
        return "No curve has a rank."
    said = ", ".join(f"{words(row.fit.display_name)} {row.weight:.2f}" for row in ranked[:5])
    return (
        f"{len(comparison.rows)} curves compared on {ranked[0].fit.label}; Akaike weights: {said}."
    )
