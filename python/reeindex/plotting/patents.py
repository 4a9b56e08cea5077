"""Pictures of patents: counts with their completeness, innovators, the network of applicants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.patents import ApplicantNetwork, KeyInnovators, PatentCounts
from reeindex.extras import require
from reeindex.plotting.style import (
    GRID,
    INK,
    MUTED,
    PALETTE,
    colours,
    end_labels,
    legend_below,
    new_axes,
    plural,
    quantities,
    said_below,
    settle,
    short,
    style,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex.patent_lag import PublicationLag

__all__ = ["plot_counts", "plot_innovators", "plot_network", "plot_publication_lag"]


def plot_counts(
    counts: PatentCounts, *, ax: Axes | None = None, title: str | None = None, most: int = 8
) -> Axes:
    """Draw counts a year by key; years that are not complete are shaded.

    Parameters
    ----------
    counts
        Counts of patents.
    ax
        Axes to draw into; new ones by default.
    title
        Title; what is counted by default.
    most
        Number of keys drawn, those of the largest totals.

    Returns
    -------
    matplotlib.axes.Axes
    """
    totals = counts.totals
    keys = sorted(totals, key=lambda key: (-totals[key], key))[:most]
    with style():
        ax = new_axes(ax)
        shade = colours(keys)
        ends = []
        for key in keys:
            series = counts[key]
            ax.plot(series.years, series.values, "-o", color=shade[key], ms=3.2, lw=1.6)
            ends.append((float(series.years[-1]), float(series.values[-1]), short(key), shade[key]))
        years = counts.years
        if counts.complete_until < int(years[-1]):
            ax.axvspan(
                counts.complete_until + 0.5, float(years[-1]) + 0.5, color=GRID, zorder=0, lw=0
            )
            ax.annotate(
                "incomplete", (counts.complete_until + 0.6, 1.0), xycoords=("data", "axes fraction"),
                xytext=(0, 3), textcoords="offset points", fontsize=8.5, color=MUTED,
                annotation_clip=False,
            )  # fmt: skip
        ax.set_ylim(bottom=0)
        counted = plural(words(counts.unit))
        quantities(ax.yaxis, f"{counted}, {counts.counting} counting")
        ax.set_xlabel(f"year of {words(counts.date)}")
        left_out = len(totals) - len(keys)
        ax.set_title(
            title
            if title is not None
            else f"Patent {counted} by {words(counts.by)}"
            + (f", the {len(keys)} largest of {len(totals)}" if left_out else "")
        )
        whole_years(ax)
        settle(ax)
        end_labels(ax, ends)
        return ax


def plot_innovators(
    innovators: KeyInnovators, *, ax: Axes | None = None, title: str | None = None, most: int = 20
) -> Axes:
    """Draw the records of the leading applicants, joint ones apart.

    Parameters
    ----------
    innovators
        Leading applicants.
    ax
        Axes to draw into; new ones by default.
    title
        Title.
    most
        Number of applicants drawn.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows = list(innovators)[:most]
    with style():
        names = [short(one.name, 34) for one in rows]
        longest = max(map(len, names), default=0)
        alone_in_it = ax is None
        # bars and what stands beside them keep their room, however long the names are
        ax = new_axes(ax, size=(6.4 + 0.075 * longest, 1.3 + 0.32 * len(rows)))
        place = np.arange(len(rows))
        alone = np.array([one.records - one.joint for one in rows])
        joint = np.array([one.joint for one in rows])
        ax.barh(place, alone, color=PALETTE[0], height=0.7, label="alone")
        ax.barh(place, joint, left=alone, color=PALETTE[5], height=0.7, label="with others")
        for row, one in enumerate(rows):
            ax.annotate(
                f"{100 * one.share:.1f} %, {one.first_year} to {one.last_year}", (one.records, row),
                xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5, color=MUTED,
            )  # fmt: skip
        ax.set_yticks(place, names)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_xlim(0, 1.45 * max((one.records for one in rows), default=1))
        ax.set_xlabel("records")
        ax.set_title(f"The {len(rows)} leading applicants" if title is None else title)
        legend_below(ax, alone=alone_in_it, columns=2)
        return ax


def plot_network(
    network: ApplicantNetwork,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    most: int = 200,
    labels: int = 12,
    seed: int = 0,
) -> Axes:
    """Draw who applies with whom: communities by colour, the largest with their names.

    Parameters
    ----------
    network
        Applicants and their joint records.
    ax
        Axes to draw into; new ones by default.
    title
        Title.
    most
        Number of applicants drawn: those with partners, the most joint records first.
    labels
        Number of names written.
    seed
        Of the layout and the communities.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without networkx or matplotlib.
    """
    networkx: Any = require("networkx", "networkx")
    graph = network.to_networkx()
    strength = dict(zip(network.nodes, network.strengths, strict=True))
    joined = sorted(
        (one for one in graph.nodes if graph.degree(one)), key=lambda one: (-strength[one], one)
    )
    shown = graph.subgraph(joined[:most])
    with style():
        ax = new_axes(ax, size=(7.6, 6.2))
        ax.set_axis_off()
        if not shown:
            ax.annotate(
                "no applicant has a partner",
                (0.5, 0.5),
                xycoords="axes fraction",
                ha="center",
                color=MUTED,
            )
            return ax
        groups = networkx.community.louvain_communities(shown, weight="weight", seed=seed)
        groups = sorted((sorted(one) for one in groups), key=lambda one: (-len(one), one))
        place: dict[str, Any] = {}
        # each component by itself, packed in rows: one layout of all would push them out of sight
        parts = sorted(networkx.connected_components(shown), key=lambda one: (-len(one), min(one)))
        x = y = row = 0.0
        widest = 2.2 * np.sqrt(len(parts[0])) + 2.0 * np.sqrt(len(shown))
        for part in parts:
            radius = 0.9 * np.sqrt(len(part))
            if x > 0.0 and x + 2 * radius > widest:
                x, y, row = 0.0, y - row, 0.0
            pulled = networkx.Graph()
            pulled.add_nodes_from(sorted(part))
            for a, b, data in shown.subgraph(part).edges(data=True):
                # by the logarithm: partners of many patents would be drawn into one point
                pulled.add_edge(a, b, pull=1.0 + np.log(data.get("weight", 1)))
            found = networkx.spring_layout(
                pulled, seed=seed, weight="pull", scale=radius, k=1.6 / np.sqrt(len(part)),
                iterations=120,
            )  # fmt: skip
            for one, (px, py) in found.items():
                place[one] = (x + radius + px, y - radius + py)
            x += 2 * radius + 0.9
            row = max(row, 2 * radius + 0.9)
        colour = {one: PALETTE[i % len(PALETTE)] for i, group in enumerate(groups) for one in group}
        top = max(data.get("weight", 1) for _, _, data in shown.edges(data=True))
        for a, b, data in shown.edges(data=True):
            ax.plot(
                [place[a][0], place[b][0]], [place[a][1], place[b][1]], color=MUTED, alpha=0.45,
                lw=0.5 + 2.0 * data.get("weight", 1) / top, zorder=1,
            )  # fmt: skip
        heaviest = max(strength[one] for one in shown)
        for one in shown:
            ax.plot(
                *place[one], "o", ms=3.5 + 9.0 * np.sqrt(strength[one] / heaviest), color=colour[one],
                markeredgecolor="white", markeredgewidth=0.6, zorder=2,
            )  # fmt: skip
        ax.set_aspect("equal")
        _label_nodes(ax, {one: place[one] for one in joined[:labels] if one in place})
        left_out = len(joined) - len(shown)
        ax.set_title(
            title
            if title is not None
            else f"{len(shown)} applicants with partners"
            + (f", {left_out} more not drawn" if left_out > 0 else "")
        )
        return ax


def _label_nodes(ax: Axes, place: dict[str, Any]) -> None:
    """Write names above or below their nodes, in order; one that would cover another is left out."""
    point = ax.figure.dpi / 72.0
    ax.apply_aspect()
    taken: list[tuple[float, float, float, float]] = []
    for name, where in place.items():
        x, y = ax.transData.transform(where) / point
        shown = short(name, 28)
        half = 2.6 * len(shown)  # of 8-point letters
        for offset in (7.0, -15.0):
            box = (x - half, x + half, y + offset - 1.0, y + offset + 9.0)
            if all(
                box[1] < other[0] or box[0] > other[1] or box[3] < other[2] or box[2] > other[3]
                for other in taken
            ):
                taken.append(box)
                ax.annotate(
                    shown, where, xytext=(0, offset), textcoords="offset points", ha="center", fontsize=8,
                    color=INK, zorder=4, bbox={"fc": "white", "ec": "none", "alpha": 0.75, "pad": 0.6},
                )  # fmt: skip
                break


def plot_publication_lag(
    lag: PublicationLag, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw which share has appeared 0, 1, 2, ... years after the first date.

    Parameters
    ----------
    lag
        What ``records.lag()`` found.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    shares = 100.0 * np.array(lag.shares, dtype=float)
    with style():
        ax = new_axes(ax, size=(7.2, 3.4))
        ax.bar(range(len(shares)), shares, width=0.8, color=PALETTE[0])
        for delay, share in enumerate(shares):
            ax.annotate(
                f"{share:.0f}", (delay, share), xytext=(0, 2), textcoords="offset points", ha="center",
                fontsize=8.5, color=MUTED,
            )  # fmt: skip
        ax.axhline(50.0, color=GRID, linewidth=1.0, zorder=0)
        ax.set_ylim(0.0, 112.0)
        ax.set_yticks(range(0, 101, 20))
        ax.set_ylabel("has appeared, %")
        ax.set_xlabel(f"years from {lag.date} to {lag.until}")
        whole_years(ax)
        ax.set_title("How long patents take to appear" if title is None else title)
        years = "year" if lag.median == 1 else "years"
        said_below(
            ax, f"half within {lag.median} {years}; {lag.records:,} records to {lag.cut_off}"
        )
        return ax


def lag_alt(lag: PublicationLag) -> str:
    """Return the delay in a sentence."""
    said = ", ".join(f"{100 * share:.0f} % after {k}" for k, share in enumerate(lag.shares[:6]))
    return (
        f"From {lag.date} to {lag.until}, {lag.records:,} records to {lag.cut_off}: {said} years; half "
        f"within {lag.median}."
    )


def counts_alt(counts: PatentCounts) -> str:
    """Return the totals in a sentence."""
    totals = counts.totals
    keys = sorted(totals, key=lambda key: (-totals[key], key))[:5]
    said = ", ".join(f"{key} {totals[key]:,.6g}" for key in keys)
    return f"Patent {plural(words(counts.unit))} by {words(counts.by)}, {counts.years[0]} to {counts.years[-1]}, complete until {counts.complete_until}: {said}."


def innovators_alt(innovators: KeyInnovators) -> str:
    """Return the leaders in a sentence."""
    said = ", ".join(f"{one.name} {one.records} records" for one in list(innovators)[:5])
    return f"{innovators.applicant_count} applicants of {innovators.records} records; the first: {said}."


def network_alt(network: ApplicantNetwork) -> str:
    """Return the size of the network in a sentence."""
    sizes = sorted(network.component_sizes, reverse=True)
    return (
        f"{len(network.nodes)} applicants with {len(network.edges)} pairs that applied together; "
        f"largest group {sizes[0] if sizes else 0}."
    )
