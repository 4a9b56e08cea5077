"""Pictures of shares and of concentration over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex.indicators import hhi, hhi_thresholds
from reeindex.plotting.series import names_of
from reeindex.plotting.style import (
    INK,
    MUTED,
    colours,
    end_labels,
    new_axes,
    one_unit,
    quantities,
    series_unit,
    settle,
    shared_subject,
    short,
    style,
    whole_years,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

    from reeindex._core.assess import PatentAssessment

__all__ = ["plot_hhi", "plot_share_areas", "plot_shares"]

#: A share below this, at the end, has no label of its own.
THIN = 0.02


def shares_over_time(
    series: Sequence[TimeSeries],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the years in which every part has a value, and the shares, parts x years.

    Raises
    ------
    InvalidArgument
        If there is no such year, or a value is negative.
    """
    one_unit([series_unit(one) for one in series], "the parts")
    common = sorted(
        set.intersection(
            *(
                {int(y) for y, v in zip(one.years, one.values, strict=True) if np.isfinite(v)}
                for one in series
            )
        )
    )
    if not common:
        raise InvalidArgument(
            "series",
            "without a year in which all have a value",
            "parts that share at least one year",
        )
    table = np.array(
        [
            [float(one.values[np.flatnonzero(one.years == year)[0]]) for year in common]
            for one in series
        ]
    )
    if (table < 0.0).any():
        raise InvalidArgument("series", "with a negative value", "parts of a whole, zero or more")
    total = table.sum(axis=0)
    if (total <= 0.0).any():
        raise InvalidArgument(
            "series", "that are all zero in a year", "parts of a whole above zero"
        )
    return np.array(common), table / total


def incomplete_years(series: Sequence[TimeSeries], years: npt.NDArray[np.int64]) -> list[int]:
    """Return the years in which a part is provisional: their shares will change."""
    soft = {
        int(year)
        for one in series
        for year, status in zip(one.years, one.status, strict=True)
        if status == "P"
    }
    return [int(year) for year in years if int(year) in soft]


def _shade_incomplete(ax: Axes, years: list[int]) -> None:
    if years:
        ax.axvspan(
            years[0] - 0.5,
            years[-1] + 0.5,
            facecolor="white",
            alpha=0.45,
            hatch="///",
            edgecolor=MUTED,
            linewidth=0,
            zorder=4,
        )
        ax.annotate(
            "incomplete", (years[0] - 0.45, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 3),
            textcoords="offset points", fontsize=8.5, color=MUTED, annotation_clip=False,
        )  # fmt: skip


def _room(series: Sequence[TimeSeries], years: npt.NDArray[np.int64]) -> float | None:
    """Return the distance of a title that leaves room for the word above incomplete years."""
    return 16.0 if incomplete_years(series, years) else None


def plot_share_areas(
    series: Sequence[TimeSeries], *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the parts of a whole as stacked shares over the years in which all are known.

    Parameters
    ----------
    series
        The parts, of one unit. Years in which a part has no value are left out, for a missing value is
        not zero.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If no year has a value of each part, or a value is negative.
    UnitError
        If the parts have different units.
    """
    years, shares = shares_over_time(series)
    names = names_of(series)
    order = np.argsort(-shares[:, -1], kind="stable")
    # thin layers lie together at the top and have one name
    small = {int(i) for i in order if shares[i, -1] < THIN}
    if len(small) < 2:
        small = set()
    with style():
        axes = new_axes(ax)
        shade = colours([names[i] for i in order])
        base = np.zeros(len(years))
        ends = []
        for i in order:
            part = 100.0 * shares[i]
            if len(years) == 1:
                axes.bar(years, part, bottom=base, color=shade[names[i]], width=0.6)
            else:
                axes.fill_between(
                    years,
                    base,
                    base + part,
                    color=shade[names[i]],
                    linewidth=0.6,
                    edgecolor="white",
                )
            if i not in small:
                place = float(base[-1] + part[-1] / 2)
                ends.append(
                    (
                        float(years[-1]),
                        place,
                        f"{short(names[i], 30)} {part[-1]:.0f} %",
                        shade[names[i]],
                    )
                )
            base = base + part
        if small:
            rest = 100.0 * float(shares[list(small), -1].sum())
            ends.append(
                (float(years[-1]), 100.0 - rest / 2, f"{len(small)} others {rest:.0f} %", MUTED)
            )
        axes.set_ylim(0, 100)
        if len(years) > 1:
            axes.set_xlim(years[0], years[-1])
        _shade_incomplete(axes, incomplete_years(series, years))
        axes.set_ylabel("share, %")
        subject = shared_subject([one.title or one.label for one in series])
        axes.set_title(subject if title is None else title, pad=_room(series, years))
        whole_years(axes)
        settle(axes)
        end_labels(axes, ends)
        return axes


def plot_hhi(
    series: Sequence[TimeSeries], *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the Herfindahl-Hirschman index of the parts over time, with the thresholds of the guidelines.

    Parameters
    ----------
    series
        The parts of a whole, of one unit.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes

    Notes
    -----
    Years in which a part has no value are left out. The thresholds are those of the Merger Guidelines
    2023 of the U.S. Department of Justice and the Federal Trade Commission.
    """
    years, shares = shares_over_time(series)
    values = np.array([10000.0 * hhi(list(column)) for column in shares.T])
    with style():
        axes = new_axes(ax)
        limits = hhi_thresholds(2023)
        low, high = limits.moderate, limits.high
        axes.axhspan(low, high, color="#f4e7d3", zorder=0, linewidth=0)
        axes.axhspan(high, 10000.0, color="#f3d9cc", zorder=0, linewidth=0)
        axes.plot(years, values, "-o", color=INK, markersize=4, linewidth=1.6)
        axes.set_ylim(0, max(1.15 * float(values.max()), 1.3 * high))
        for level, word in ((low, "concentrated"), (high, "highly concentrated")):
            axes.annotate(
                f"{word} above {level:,.0f}", (float(years[0]), level), xytext=(4, 3),
                textcoords="offset points", fontsize=8.5, color=MUTED,
            )  # fmt: skip
        _shade_incomplete(axes, incomplete_years(series, years))
        quantities(axes.yaxis, "HHI (0 to 10,000)")
        subject = shared_subject([one.title or one.label for one in series])
        shown = f"Concentration: {subject}" if subject else ""
        axes.set_title(shown if title is None else title, pad=_room(series, years))
        whole_years(axes)
        return axes


def plot_shares(
    patents: PatentAssessment, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the share of each office in the yearly counts, incomplete years hatched.

    Parameters
    ----------
    patents
        Patent counts of an assessment.
    ax
        Axes to draw into; new ones by default.
    title
        Title; none by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    with style():
        ax = new_axes(ax)
        ax.set_title(title or "", pad=16 if title else None)
        years = np.array([one.year for one in patents.years])
        total = np.array([one.total for one in patents.years])
        shade = colours([series.area for series in patents.offices])
        base = np.zeros(len(years))
        for series in patents.offices:
            counts = np.zeros(len(years))
            for year, value in zip(series.years, series.values, strict=True):
                if np.isfinite(value):
                    counts[years == year] = value
            share = 100 * counts / total
            ax.bar(
                years, share, bottom=base, color=shade[series.area], width=0.82, label=series.area
            )
            base += share
        provisional = [one.year for one in patents.years if one.provisional]
        if provisional:
            ax.bar(
                provisional, [100] * len(provisional), width=0.82, fill=False, hatch="///",
                edgecolor="white", linewidth=0, alpha=0.7,
            )  # fmt: skip
            ax.annotate(
                "incomplete",
                (float(np.mean(provisional)), 101),
                ha="center",
                va="bottom",
                color=MUTED,
            )
        ax.set_ylim(0, 108)
        ax.set_ylabel("share of the year's counts, %")
        ax.set_xticks(years)
        ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), reverse=True)
        return ax


def shares_alt(series: Sequence[TimeSeries]) -> str:
    """Return the shares of the last common year in a sentence."""
    years, shares = shares_over_time(series)
    names = names_of(series)
    order = np.argsort(-shares[:, -1], kind="stable")
    said = ", ".join(f"{names[i]} {100 * shares[i, -1]:.1f} %" for i in order[:6])
    return f"Shares in {years[-1]}: {said}."
