"""The figures of a report: one function for each kind of drawing that a chapter may ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import InvalidArgument, country
from reeindex.plotting.composition import plot_shares
from reeindex.plotting.forecasts import plot_assessment
from reeindex.plotting.revisions import plot_revisions
from reeindex.plotting.series import observations, plot_printed_corrected
from reeindex.plotting.style import (
    GRID,
    INK,
    PALETTE,
    colours,
    end_labels,
    series_unit,
    settle,
    whole_years,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.assess import Assessment, SeriesAssessment, SupplyStage

__all__ = ["draw_figure", "figure_size"]

#: Countries with a name of their own in a picture of shares; the rest is one area.
MOST_COUNTRIES = 7


def _of(assessment: Assessment, key: str) -> SeriesAssessment:
    return next(one for one in assessment.series if one.series.key == key)


def area_name(code: str) -> str:
    """Return a country's name as a label has it."""
    if code == "OTH":
        return "other countries"
    try:
        name = country(code).name
    except (ValueError, LookupError):
        return code
    head, comma, tail = name.partition(", ")
    if comma and tail.endswith((" of", " of the")):
        return f"{head} (Dem. Rep.)" if "Democratic" in tail else head
    return name


def _forecast(assessment: Assessment, key: str, ax: Axes) -> None:
    plot_assessment(_of(assessment, key), ax=ax)


def _printed_corrected(assessment: Assessment, key: str, ax: Axes) -> None:
    plot_printed_corrected(_of(assessment, key).series, ax=ax)


def _shares(assessment: Assessment, _: str, ax: Axes) -> None:
    if assessment.patents is None:
        raise InvalidArgument("drawing", "shares", "of an assessment with patents")
    plot_shares(assessment.patents, ax=ax)


def _stacked(ax: Axes, years: Any, parts: dict[str, Any], codes: dict[str, str]) -> None:
    """Draw shares that add up to the whole, with a name at the end of each area."""
    shades = colours(codes.values())
    base = np.zeros(len(years))
    ends = []
    for name, part in parts.items():
        shade = shades[codes[name]]
        ax.fill_between(years, base, base + part, color=shade, linewidth=0.6, edgecolor="white")
        if part[-1] >= 0.5:
            place = float(base[-1] + part[-1] / 2)
            ends.append((float(years[-1]), place, f"{name} {part[-1]:.0f} %", shade))
        base = base + part
    ax.set_ylim(0, 100)
    ax.set_xlim(years[0], years[-1])
    ax.set_ylabel("share, %")
    whole_years(ax)
    settle(ax)
    end_labels(ax, ends)


def _share_areas(assessment: Assessment, subject: str, ax: Axes) -> None:
    stage = assessment.evidence.stages[int(subject)]
    order = [row.area for row in stage.years[-1].rows][:MOST_COUNTRIES]
    years = np.array([one.year for one in stage.years])
    parts = {area_name(area): np.zeros(len(years)) for area in order}
    rest = np.zeros(len(years))
    for place, year in enumerate(stage.years):
        for row in year.rows:
            if row.area in order:
                parts[area_name(row.area)][place] = 100.0 * row.share
            else:
                rest[place] += 100.0 * row.share
    codes = {area_name(area): area for area in order}
    if rest.any():
        parts["the rest"], codes["the rest"] = rest, "other"
    _stacked(ax, years, parts, codes)


def _history(assessment: Assessment, subject: str, ax: Axes) -> None:
    one = assessment.evidence.history[int(subject)]
    mine = dict(zip(one.country.years.tolist(), one.country.values.tolist(), strict=True))
    rest = dict(zip(one.others.years.tolist(), one.others.values.tolist(), strict=True))
    years = np.array(
        [y for y in mine if y in rest and np.isfinite(mine[y]) and np.isfinite(rest[y])]
    )
    share = np.array([100.0 * mine[y] / (mine[y] + rest[y]) for y in years.tolist()])
    name = area_name(one.country.area)
    codes = {name: one.country.area, "other countries": "other"}
    _stacked(ax, years, {name: share, "other countries": 100.0 - share}, codes)


def _dots(assessment: Assessment, _: str, ax: Axes) -> None:
    """Draw the share of each country by stage, on one line a country."""
    stages = assessment.evidence.stages[:4]
    largest: dict[str, float] = {}
    for stage in stages:
        for row in stage.years[-1].rows:
            largest[row.area] = max(largest.get(row.area, 0.0), row.share)
    order = sorted(largest, key=lambda area: -largest[area])[:12]
    marks = "osD^"
    for place, area in enumerate(order):
        values = [
            100.0 * row.share
            for stage in stages
            for row in stage.years[-1].rows
            if row.area == area
        ]
        ax.plot([0, max(values)], [place, place], color=GRID, linewidth=1.2, zorder=1)
    for number_, stage in enumerate(stages):
        found = {row.area: 100.0 * row.share for row in stage.years[-1].rows}
        known = [(found[area], place) for place, area in enumerate(order) if area in found]
        ax.plot(
            [value for value, _ in known],
            [place for _, place in known],
            marks[number_],
            color=PALETTE[number_],
            markersize=6,
            label=f"{stage.title}, {stage.years[-1].year}",
            zorder=3,
        )
    ax.set_yticks(range(len(order)), [area_name(area) for area in order])
    ax.set_ylim(len(order) - 0.4, -0.6)
    ax.set_xlim(left=0)
    ax.set_xlabel("share, %")
    ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.12), ncols=1, borderaxespad=0.0)


def _ranked(stage: SupplyStage) -> tuple[list[str], list[str]]:
    if stage.before is None:
        raise InvalidArgument("drawing", "slope", "of a stage with two years")
    return (
        [row.area for row in stage.before.rows if row.area != "OTH"],
        [row.area for row in stage.years[-1].rows if row.area != "OTH"],
    )


def _slope(assessment: Assessment, subject: str, ax: Axes) -> None:
    """Draw the ranks of two years as lines from left to right."""
    stage = assessment.evidence.stages[int(subject)]
    then, now = _ranked(stage)
    shown = 10
    then, now = then[:shown], now[:shown]
    shades = colours([*now, *(area for area in then if area not in now)])
    for area in then:
        if area in now:
            ax.plot([0, 1], [then.index(area), now.index(area)], "-o", color=shades[area],
                    linewidth=1.6, markersize=4)  # fmt: skip
        else:
            ax.plot([0], [then.index(area)], "o", color=shades[area], markersize=4)
    for area in now:
        if area not in then:
            ax.plot([1], [now.index(area)], "o", color=shades[area], markersize=4)
    for place, areas, side, offset in ((0, then, "right", -6), (1, now, "left", 6)):
        for rank, area in enumerate(areas):
            ax.annotate(
                f"{rank + 1} {area_name(area)}" if place else f"{area_name(area)} {rank + 1}",
                (place, rank), xytext=(offset, 0), textcoords="offset points", ha=side,
                va="center", fontsize=9, color=shades[area], annotation_clip=False,
            )  # fmt: skip
    years = (stage.before.year if stage.before else 0, stage.years[-1].year)
    ax.set_xticks([0, 1], [str(year) for year in years])
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(max(len(then), len(now)) - 0.4, -0.6)
    ax.set_yticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0)


def _revisions(assessment: Assessment, subject: str, ax: Axes) -> None:
    one = next(each for each in assessment.evidence.revisions if each.key == subject)
    plot_revisions(one, ax=ax, title="")
    legend = ax.get_legend()
    if legend is not None:
        legend.remove()
    ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.09), ncols=3, borderaxespad=0.0)


def _balance(assessment: Assessment, _: str, ax: Axes) -> None:
    """Draw what is mined as a bar from least to most, and what is asked for as bars."""
    balance = assessment.evidence.balance
    if balance is None:
        raise InvalidArgument("drawing", "balance", "of an assessment with a balance")
    factor = 1e-3 if balance.unit == "t/a" else 1.0
    low, high = factor * balance.supply.lower, factor * balance.supply.upper
    rows = [(f"mined {balance.year}", low, high, PALETTE[0])]
    for one in balance.demands:
        label = one.label.split(": ")[0]
        # the base year is common to the scenarios of a source
        rows.append((f"{label}, {one.year}", 0.0, factor * one.oxide, PALETTE[1]))
    for place, (_, left, right, shade) in enumerate(rows):
        ax.barh(place, right - left, left=left, color=shade, height=0.55,
                alpha=0.9 if place else 0.55)  # fmt: skip
        said = f"{left:.3g} to {right:.3g}" if left > 0.0 else f"{right:.3g}"
        ax.annotate(said, (right, place), xytext=(4, 0), textcoords="offset points",
                    va="center", fontsize=9, color=INK)  # fmt: skip
    ax.set_yticks(range(len(rows)), [_folded(label) for label, *_ in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, 1.18 * max(right for _, _, right, _ in rows))
    ax.set_xlabel("kt of oxide a year")


def _folded(text: str, width: int = 34) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, width))


def _scenarios(assessment: Assessment, key: str, ax: Axes) -> None:
    assessed = _of(assessment, key)
    ahead = assessed.automatic
    if ahead is None:
        raise InvalidArgument("drawing", "scenarios", "of a series with a forecast")
    observations(ax, assessed.series)
    for i, level in enumerate(sorted(ahead.levels, reverse=True)):
        lower, upper = ahead.interval(level)
        ax.fill_between(ahead.years, lower, upper, color=PALETTE[0], alpha=0.14 + 0.12 * i,
                        linewidth=0, zorder=1, label=f"{100 * level:g} % interval")  # fmt: skip
    ax.plot(ahead.years, ahead.mean, color=PALETTE[0], linewidth=1.8, zorder=2, label="our median")
    places = [one for one in assessment.evidence.scenarios if one.key == key]
    names = list(dict.fromkeys(one.scenario for one in places))
    for i, name in enumerate(names):
        mine = [one for one in places if one.scenario == name]
        ax.plot([one.year for one in mine], [one.value for one in mine], "-D",
                color=PALETTE[1 + i], markersize=5, linewidth=1.2, label=name, zorder=4)  # fmt: skip
    ax.set_ylabel(series_unit(assessed.series))
    if float(np.nanmin(assessed.series.values)) >= 0.0:
        ax.set_ylim(bottom=0.0)
    whole_years(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.09), ncols=3, borderaxespad=0.0)


def _ranks(assessment: Assessment, _: str, ax: Axes) -> None:
    """Draw the median rank of each country with the interval of the draws."""
    index = assessment.evidence.indices[-1]
    for place, one in enumerate(index.countries):
        low, high = one.interval
        ax.plot([low, high], [place, place], color=PALETTE[0], lw=6, alpha=0.35,
                solid_capstyle="round")  # fmt: skip
        ax.plot(one.median, place, "o", color=INK, ms=5, zorder=3)
    count = len(index.countries)
    ax.set_yticks(range(count), [area_name(one.area) for one in index.countries])
    ax.set_ylim(count - 0.4, -0.6)
    ax.set_xlim(0.5, count + 0.5)
    ax.grid(axis="x", color=GRID, linewidth=0.7)
    ax.set_xlabel("rank, 1 is best; bar: 90 % of the draws")
    whole_years(ax)


_DRAWERS: dict[str, Callable[[Any, str, Any], None]] = {
    "forecast": _forecast,
    "printed_corrected": _printed_corrected,
    "shares": _shares,
    "share_areas": _share_areas,
    "history": _history,
    "dots": _dots,
    "slope": _slope,
    "revisions": _revisions,
    "balance": _balance,
    "scenarios": _scenarios,
    "ranks": _ranks,
}


def draw_figure(assessment: Assessment, drawing: str, subject: str, ax: Axes) -> None:
    """Draw one figure of a report.

    Parameters
    ----------
    assessment
        What the report is on.
    drawing, subject
        Of the :class:`ReportFigure`.
    ax
        Axes to draw into.

    Raises
    ------
    InvalidArgument
        If there is no such drawing.
    """
    if drawing not in _DRAWERS:
        raise InvalidArgument("drawing", repr(drawing), ", ".join(_DRAWERS))
    _DRAWERS[drawing](assessment, subject, ax)


def figure_size(
    assessment: Assessment, drawing: str, *, small: bool = False
) -> tuple[float, float]:
    """Return width and height of a figure in inches.

    Parameters
    ----------
    assessment
        What the report is on.
    drawing
        Kind of the figure.
    small
        Whether it stands beside the first answer.

    Returns
    -------
    tuple
        Width and height.
    """
    if small:
        return 4.2, 2.8
    if drawing == "balance" and assessment.evidence.balance is not None:
        return 6.4, 1.6 + 0.5 * len(assessment.evidence.balance.demands)
    return {"dots": (6.4, 4.6), "slope": (6.4, 3.6)}.get(drawing, (6.4, 3.8))
