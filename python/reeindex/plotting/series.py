"""Pictures of series: one with its statuses, several by direct labels or small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import TimeSeries
from reeindex.plotting.style import (
    GRID,
    INK,
    MUTED,
    colours,
    end_labels,
    from_zero,
    legend_off_data,
    new_axes,
    new_panels,
    number,
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
    from matplotlib.axes import Axes

__all__ = ["plot_printed_corrected", "plot_series", "plot_small_multiples"]

#: From this number of series on, small multiples read better than lines in one picture.
MOST_LINES = 8


def observations(ax: Axes, series: TimeSeries, colour: str = INK) -> None:
    """Draw the values of a series with a mark for what each of them is."""
    status = np.array(series.status)
    known = np.isfinite(series.values)
    qualifier = np.array([one.qualifier for one in series.observations])
    corrected = np.array([one.correction is not None for one in series.observations])
    if series.view == "printed":
        corrected[:] = False
    lower = known & ~corrected & np.isin(qualifier, ["more_than", "at_least"])
    upper = known & ~corrected & np.isin(qualifier, ["less_than", "up_to"])
    vague = known & ~corrected & np.isin(qualifier, ["about", "almost"])
    plain = known & ~corrected & ~lower & ~upper & ~vague
    repaired = "imputed" if set(status[corrected]) <= {"I"} else "corrected"
    groups = [
        (plain & ~np.isin(status, ["E", "F", "P"]), "o", colour, colour, "observed"),
        (plain & (status == "E"), "o", MUTED, colour, "estimated by the source"),
        (plain & (status == "F"), "o", "white", colour, "forecast by the source"),
        (plain & (status == "P"), "s", "white", colour, "provisional"),
        (lower, "^", "white", colour, "lower bound"),
        (upper, "v", "white", colour, "upper bound"),
        (vague, "d", "white", colour, "vague figure"),
        (known & corrected, "D", "white", colour, repaired),
    ]
    for mask, marker, face, edge, label in groups:
        if mask.any():
            ax.plot(
                series.years[mask],
                series.values[mask],
                marker,
                color=edge,
                markerfacecolor=face,
                markersize=4.5 if marker == "o" else 6.0,
                label=label,
                zorder=5,
            )


def names_of(series: Sequence[TimeSeries]) -> list[str]:
    """Return what tells the series apart: the area, the indicator, the title, or the whole key."""
    areas = [one.area for one in series]
    if len(set(areas)) == len(series) and all(areas):
        return areas
    indicators = [one.key.split("/")[0] for one in series]
    if len(set(indicators)) == len(series) and all(indicators):
        return indicators
    titles = [one.title for one in series]
    if len(set(titles)) == len(series) and all(titles):
        return titles
    keys = [one.key for one in series]
    if len(set(keys)) == len(series):
        return keys
    return [f"{name} ({i + 1})" for i, name in enumerate(keys)]


def _shared_title(series: Sequence[TimeSeries]) -> str:
    return shared_subject([one.title or one.label for one in series])


def _line(ax: Axes, one: TimeSeries, colour: str) -> None:
    known = np.isfinite(one.values)
    # no line across a gap: what is not known is not drawn
    years = np.arange(int(one.years.min()), int(one.years.max()) + 1)
    values = np.full(len(years), np.nan)
    values[one.years[known] - years[0]] = one.values[known]
    ax.plot(years, values, "-", color=colour, linewidth=1.6, zorder=3)
    status = np.array(one.status)
    firm = known & ~np.isin(status, ["E", "F", "P"])
    ax.plot(one.years[firm], one.values[firm], "o", color=colour, markersize=3.2, zorder=4)
    soft = known & np.isin(status, ["E", "F", "P"])
    ax.plot(
        one.years[soft], one.values[soft], "o", color=colour, markerfacecolor="white",
        markersize=3.8, zorder=4,
    )  # fmt: skip


def plot_series(
    series: Sequence[TimeSeries], *, ax: Axes | None = None, title: str | None = None
) -> Axes | Any:
    """Draw series with their names at the line ends, or as small multiples where they are many.

    Parameters
    ----------
    series
        Series of one unit, or of several where no axes are given: each unit then has a panel.
    ax
        Axes to draw into; new ones by default.
    title
        Title; what the series share by default.

    Returns
    -------
    matplotlib.axes.Axes, or an array of them
        One picture, or the panels of small multiples.

    Raises
    ------
    UnitError
        If series of different units are to share the axes given.
    """
    units = [series_unit(one) for one in series]
    if ax is None and (len(set(units)) > 1 or len(series) > MOST_LINES):
        return plot_small_multiples(series, title=title)
    unit = one_unit(units, "the series")
    names = names_of(series)
    with style():
        axes = new_axes(ax)
        shades = colours(names)
        ends = []
        for one, name in zip(series, names, strict=True):
            _line(axes, one, shades[name])
            known = np.flatnonzero(np.isfinite(one.values))
            if known.size:
                last = int(known[-1])
                ends.append(
                    (float(one.years[last]), float(one.values[last]), short(name), shades[name])
                )
        quantities(axes.yaxis, unit)
        axes.set_title(_shared_title(series) if title is None else title)
        from_zero(axes, np.concatenate([one.values for one in series]))
        whole_years(axes)
        settle(axes)
        end_labels(axes, ends)
        return axes


def plot_small_multiples(series: Sequence[TimeSeries], *, title: str | None = None) -> Any:
    """Draw each series into a panel of its own, all with the same years.

    Parameters
    ----------
    series
        Series of any units; panels of one unit share their scale where it shows them all well.
    title
        Title of the figure; what the series share by default.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
    """
    names = names_of(series)
    with style():
        count = len(series)
        columns = min(count, 2 if count <= 4 else 3 if count <= 9 else 4)
        wide = 3.5 if columns == 2 else 2.6
        figure, panels = new_panels(
            count, columns=columns, width=wide, height=2.3 if columns == 2 else 1.8
        )
        shades = colours(names)
        first = min(int(one.years.min()) for one in series)
        last = max(int(one.years.max()) for one in series)
        for panel, one, name in zip(panels, series, names, strict=True):
            _line(panel, one, shades[name])
            panel.set_title(short(name, int(9 * wide)), color=shades[name], fontsize=9.5)
            panel.set_xlim(first - 0.03 * (last - first + 1), last + 0.03 * (last - first + 1))
            from_zero(panel, one.values)
            panel.grid(axis="y", color=GRID, linewidth=0.7)
            quantities(panel.yaxis, series_unit(one), fontsize=8)
            panel.tick_params(labelsize=8)
            whole_years(panel)
            panel.xaxis.get_major_locator().set_params(nbins=4)
        shared = _shared_title(series) if title is None else title
        if shared:
            figure.suptitle(shared, x=0.01, ha="left", fontsize=11, fontweight="bold")
        return panels


def plot_printed_corrected(
    series: TimeSeries, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw the printed and the corrected view of a series in one picture.

    Parameters
    ----------
    series
        A series with corrected values.
    ax
        Axes to draw into; new ones by default.
    title
        Title; that of the series by default, none in axes that are given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    wrong_colour = "#c4572e"
    if title is None:
        title = "" if ax is not None else series.title or series.label
    with style():
        ax = new_axes(ax)
        printed = series.with_view("printed")
        corrected = series.with_view("corrected")
        ax.plot(printed.years, printed.values, "--", color=wrong_colour, lw=1.2, label="as printed")
        ax.plot(corrected.years, corrected.values, "-o", color=INK, ms=4, lw=1.4, label="corrected")
        wrong = printed.values != corrected.values
        wrong &= np.isfinite(printed.values)
        ax.plot(printed.years[wrong], printed.values[wrong], "x", color=wrong_colour, ms=9, mew=2)
        middle = 0.5 * (float(printed.years.min()) + float(printed.years.max()))
        for year, was, now in zip(
            printed.years[wrong], printed.values[wrong], corrected.values[wrong], strict=True
        ):
            ax.annotate(
                f"{year}: {number(was)} printed, {number(now)} meant",
                (float(year), float(was)),
                xytext=(10, -4) if year <= middle else (-10, -4),
                textcoords="offset points",
                ha="left" if year <= middle else "right",
                color=wrong_colour,
            )
        quantities(ax.yaxis, series_unit(series))
        from_zero(ax, np.concatenate([printed.values, corrected.values]))
        ax.set_title(title)
        whole_years(ax)
        # below the axes, where it covers no value
        ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.09), ncols=2, borderaxespad=0.0)
        return ax


def series_alt(series: TimeSeries) -> str:
    """Return a series in a sentence, for those who cannot see its picture."""
    known = np.flatnonzero(np.isfinite(series.values))
    name = series.title or series.label
    if not known.size:
        return f"{name}: no value."
    unit = series_unit(series)
    first, last = int(known[0]), int(known[-1])
    top = int(known[np.argmax(series.values[known])])
    text = (
        f"{name}: {number(series.values[first])} {unit} in {series.years[first]}, "
        f"{number(series.values[last])} in {series.years[last]}"
    )
    if top not in (first, last):
        text += f", at most {number(series.values[top])} in {series.years[top]}"
    missing = len(series.values) - known.size
    return text + (f"; {missing} years without a value." if missing else ".")


def many_alt(series: Sequence[TimeSeries]) -> str:
    """Return several series in a sentence each, at most six of them."""
    said = [series_alt(one) for one in series[:6]]
    if len(series) > 6:
        said.append(f"And {len(series) - 6} series more.")
    return " ".join(said)


def put_legend(ax: Axes) -> None:
    """Put a legend beside the axes if there is more than one thing to tell apart."""
    if len(ax.get_legend_handles_labels()[0]) > 1:
        legend_off_data(ax)
