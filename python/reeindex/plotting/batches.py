"""Pictures of batches: what the fits of many series have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex.plotting.style import MUTED, PALETTE, new_axes, number, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex.batch_results import BatchFit

__all__ = ["plot_batch"]


def plot_batch(
    batch: BatchFit,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    parameter: str | None = None,
) -> Axes:
    """Draw how the fits of a batch ended, or how one of their parameters is distributed.

    Parameters
    ----------
    batch
        Fits of many series.
    ax
        Axes to draw into; new ones by default.
    title
        Title.
    parameter
        Name of a parameter: its distribution over the identified fits. How the fits ended by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If there is no such parameter, or no identified fit to draw.
    """
    with style():
        if parameter is None:
            counts = batch.counts()
            ax = new_axes(ax, size=(7.2, 1.0 + 0.36 * len(counts)))
            names = list(counts)
            shares = 100.0 * np.array(list(counts.values())) / max(len(batch), 1)
            ax.barh(
                range(len(names)), shares, height=0.7,
                color=[PALETTE[2] if name == "converged, identified" else PALETTE[5] for name in names],
            )  # fmt: skip
            for row, (name, share) in enumerate(zip(names, shares, strict=True)):
                ax.annotate(
                    f"{counts[name]:,}", (share, row), xytext=(5, 0), textcoords="offset points",
                    va="center", fontsize=8.5, color=MUTED,
                )  # fmt: skip
            ax.set_yticks(range(len(names)), names)
            ax.set_ylim(len(names) - 0.4, -0.6)
            ax.set_xlabel("share of the series, %")
            ax.set_title(
                title if title is not None else f"{len(batch):,} fits of the {batch.curve} curve"
            )
            return ax
        if parameter not in batch.parameter_names:
            raise InvalidArgument(
                "parameter", repr(parameter), "one of " + ", ".join(batch.parameter_names)
            )
        firm = np.array(batch.identification_names)[batch.identification] == "identified"
        values = batch.parameters[firm, batch.parameter_names.index(parameter)]
        values = values[np.isfinite(values)]
        if not values.size:
            raise InvalidArgument(
                "batch", "without an identified fit", "fits of which one is identified"
            )
        ax = new_axes(ax)
        # the middle 98 %: a few far values would leave one bar
        low, high = np.quantile(values, [0.01, 0.99])
        spread = values[(values >= low) & (values <= high)] if high > low else values
        logarithmic = bool(spread.min() > 0.0 and spread.max() / spread.min() > 50.0)
        bins: Any = np.geomspace(spread.min(), spread.max(), 41) if logarithmic else 40
        ax.hist(spread, bins=bins, color=PALETTE[0], edgecolor="white", linewidth=0.4)
        if logarithmic:
            ax.set_xscale("log")
        ax.axvline(float(np.median(values)), color=PALETTE[1], lw=1.4)
        ax.annotate(
            f"median {number(float(np.median(values)))}", (float(np.median(values)), 1.0),
            xycoords=("data", "axes fraction"), xytext=(4, -3), textcoords="offset points", va="top",
            color=PALETTE[1], fontsize=9,
        )  # fmt: skip
        ax.set_xlabel(f"{parameter} of the identified fits, the middle 98 %")
        ax.set_ylabel("series")
        ax.set_title(
            title if title is not None else f"{values.size:,} of {len(batch):,} fits are identified"
        )
        return ax


def batch_alt(batch: BatchFit) -> str:
    """Return how the fits ended in a sentence."""
    said = ", ".join(f"{name} {count:,}" for name, count in list(batch.counts().items())[:5])
    return f"{len(batch):,} fits of the {batch.curve} curve: {said}."
