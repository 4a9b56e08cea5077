"""Pictures of an audit: how many claims hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reeindex._core.assess import Audit
from reeindex.plotting.style import MUTED, PALETTE, new_axes, said_below, short, style, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_audit"]

_COLOURS = {"confirmed": PALETTE[2], "contradicted": PALETTE[1], "not_testable": "#a4a9ae"}


def plot_audit(audit: Audit, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Draw how many claims of a document came out how.

    Parameters
    ----------
    audit
        What :func:`audit` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the document by default.

    Returns
    -------
    matplotlib.axes.Axes
    """
    counts = dict(audit.counts)
    total = sum(counts.values())
    with style():
        ax = new_axes(ax, size=(7.2, 1.4 + 0.4 * max(len(counts), 1)))
        ax.barh(
            range(len(counts)), list(counts.values()), height=0.7,
            color=[_COLOURS.get(verdict, PALETTE[4]) for verdict in counts],
        )  # fmt: skip
        for place, count in enumerate(counts.values()):
            ax.annotate(
                f"{count}, {100 * count / total if total else 0:.0f} %", (count, place), xytext=(5, 0),
                textcoords="offset points", va="center", fontsize=8.5, color=MUTED,
            )  # fmt: skip
        ax.set_yticks(range(len(counts)), [words(verdict) for verdict in counts])
        ax.set_ylim(len(counts) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0.0, 1.2 * max(counts.values(), default=1) or 1.0)
        ax.set_xlabel("claims")
        name = getattr(audit.document, "title", "") or str(audit.document)
        ax.set_title(f"{total} claims, by what was found" if title is None else title)
        said_below(ax, short(name, 56))
        return ax


def audit_alt(audit: Audit) -> str:
    """Return the verdicts in a sentence."""
    said = ", ".join(f"{words(verdict)} {count}" for verdict, count in dict(audit.counts).items())
    return f"{sum(dict(audit.counts).values())} claims: {said}."
