"""Pictures of backtests: what would have been forecast from each past year, and what came."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import NotFound
from reeindex.backtest_results import Backtest, MethodBacktest
from reeindex.plotting.curve_lines import curve_colour
from reeindex.plotting.style import (
    GRID,
    INK,
    MUTED,
    new_axes,
    new_panels,
    number,
    quantities,
    said_below,
    short,
    style,
    unit_text,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_backtest"]

#: Origins with a panel of their own; of more, the first, the last and some between are drawn.
MOST_ORIGINS = 9

#: Years of origins above which each panel shows its own.
LONG = 25


def _came(methods: Sequence[MethodBacktest]) -> tuple[Any, Any]:
    """Return the years that were forecast and what came, over all methods."""
    found = {one[1]: one[2] for method in methods for one in method.forecasts}
    years = np.array(sorted(found), dtype=float)
    return years, np.array([found[int(year)] for year in years], dtype=float)


def _colour(method: MethodBacktest) -> str:
    return curve_colour("" if words(method.name) == "automatic" else method.name)


def _fan(ax: Axes, method: MethodBacktest, origin: int, level: float, known: float | None) -> None:
    """Draw what a method said from one year on: its band, then its line."""
    mine = sorted(one for one in method.forecasts if one[0] == origin)
    if not mine:
        return
    colour = _colour(method)
    years = [one[1] for one in mine]
    middle = [one[3] for one in mine]
    lower = np.array([np.nan if one[4] is None else one[4] for one in mine], dtype=float)
    upper = np.array([np.nan if one[5] is None else one[5] for one in mine], dtype=float)
    if not (np.isnan(lower).any() or np.isnan(upper).any()):
        label = f"{100 * level:g} % interval"
        if len(years) == 1:
            ax.vlines(years, lower, upper, color=colour, alpha=0.22, linewidth=7, label=label)
        else:
            ax.fill_between(years, lower, upper, color=colour, alpha=0.2, linewidth=0, label=label)
    if known is not None:
        years, middle = [origin, *years], [known, *middle]
    ax.plot(years, middle, "-", color=colour, linewidth=1.7, label=words(method.name), zorder=3)
    ax.plot(years[-len(mine) :], middle[-len(mine) :], "o", color=colour, markersize=2.8, zorder=3)


def _naive(ax: Axes, method: MethodBacktest, origin: int) -> None:
    mine = sorted(one for one in method.forecasts if one[0] == origin)
    if mine:
        ax.plot(
            [one[1] for one in mine], [one[3] for one in mine], "--", marker=".", markersize=4, color=MUTED, linewidth=1.3,
            label=words(method.name), zorder=2,
        )  # fmt: skip


def _limits(methods: Sequence[MethodBacktest], came: Any) -> tuple[float, float]:
    """Return an axis for what came and what was said; a bound far out is cut, for it flattens all."""
    said = [one[3] for method in methods for one in method.forecasts]
    ends = [end for one in methods[0].forecasts for end in one[4:6] if end is not None]
    inner = np.array([*came, *said], dtype=float)
    inner = inner[np.isfinite(inner)]
    low, high = float(inner.min()), float(inner.max())
    span = high - low or abs(high) or 1.0
    outer = np.array([*inner, *ends], dtype=float)
    outer = np.clip(outer[np.isfinite(outer)], low - 3.0 * span, high + 3.0 * span)
    below, above = float(outer.min()), float(outer.max())
    pad = 0.06 * (above - below or abs(above) or 1.0)
    return (0.0 if low >= 0.0 and below - pad < 0.3 * low else below - pad), above + pad


def _near(ax: Axes, methods: Sequence[MethodBacktest], origin: int, years: Any, came: Any) -> None:
    """Show the years around an origin alone, on a scale of their own."""
    mine = [[one for one in method.forecasts if one[0] == origin] for method in methods]
    end = max(one[1] for some in mine for one in some)
    start = origin - max(10, 2 * (end - origin))
    near = (years >= start) & (years <= end)
    some = [
        MethodBacktest(method.name, method.scores, (), tuple(each))
        for method, each in zip(methods, mine, strict=True)
    ]
    ax.set_xlim(start - 0.5, end + 0.5)
    ax.set_ylim(*_limits(some, came[near]))


def _score_text(backtest: Backtest | None, method: MethodBacktest, unit: str) -> str:
    """Return the scores in one line, those of the last value beside them."""
    scores = method.scores
    said = []
    if scores.get("mae") is not None:
        text = f"mean absolute error {number(scores['mae'])} {unit}".rstrip()
        naive = _beside(backtest, method)
        if naive is not None and naive.scores.get("mae") is not None:
            text += f", naive {number(naive.scores['mae'])}"
        said.append(text)
    if scores.get("mase") is not None:
        said.append(f"MASE {number(scores['mase'])}")
    if backtest is not None and scores.get("coverage") is not None:
        said.append(
            f"{100 * scores['coverage']:.0f} % of {scores['n']} in the {100 * backtest.level:g} % interval"
        )
    return "; ".join(said)


def _beside(backtest: Backtest | None, method: MethodBacktest) -> MethodBacktest | None:
    if backtest is None or method.name == "naive":
        return None
    try:
        return backtest["naive"]
    except NotFound:
        return None


def _chosen(backtest: Backtest | MethodBacktest, method: str | None) -> MethodBacktest:
    if isinstance(backtest, MethodBacktest):
        return backtest
    if method is None and backtest.methods:
        return backtest.methods[0]
    return backtest[backtest.best if method is None else method]


def _origins(method: MethodBacktest, most: int = MOST_ORIGINS) -> list[int]:
    """Return the origins to draw: all, or the first, the last and as many between as there is room."""
    found = sorted({one[0] for one in method.forecasts})
    if len(found) <= most:
        return found
    return [found[int(i)] for i in np.unique(np.linspace(0, len(found) - 1, most).round())]


def plot_backtest(
    backtest: Backtest | MethodBacktest,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    method: str | None = None,
) -> Axes | Any:
    """Draw the fans of the past against what came: a panel an origin, the last value beside them.

    Parameters
    ----------
    backtest
        What :func:`backtest` or :func:`select` found, or one of its methods.
    ax
        Axes to draw all origins into; by default each has a panel of its own, nine at most, spread
        over all of them.
    title
        Title; the method and the series by default. The scores stand below it.
    method
        Name of the method to draw; the first by default, which :func:`select` ranks best.

    Returns
    -------
    matplotlib.axes.Axes, or an array of them
        The axes given, or the panels.

    Raises
    ------
    NotFound
        If no method has that name.
    """
    whole = backtest if isinstance(backtest, Backtest) else None
    one = _chosen(backtest, method)
    naive = _beside(whole, one)
    drawn = [one] if naive is None else [one, naive]
    unit = "" if whole is None or whole.unit == "1" else unit_text(whole.unit)
    level = whole.level if whole is not None else 0.95
    years, came = _came(drawn)
    known = dict(zip(years.astype(int).tolist(), came.tolist(), strict=True))
    name = words(one.name)
    if title is None:
        label = short(whole.label, 60) if whole is not None else ""
        title = f"{name[:1].upper()}{name[1:]}{' for ' + label if label else ''}"
    scores = _score_text(whole, one, unit)
    origins = _origins(one)
    with style():
        if not origins:
            axes = new_axes(ax)
            axes.annotate(
                "no forecast", (0.5, 0.5), xycoords="axes fraction", ha="center", color=MUTED
            )
            axes.set_title(title)
            return axes
        low, high = _limits(drawn, came)
        first, last = min(origins), int(years[-1])

        def draw(axes: Axes, some: Sequence[int]) -> None:
            for origin in some:
                if naive is not None:
                    _naive(axes, naive, origin)
                _fan(axes, one, origin, level, known.get(origin))
            axes.plot(
                years,
                came,
                "-o",
                color=INK,
                markersize=3.5,
                linewidth=0.9,
                label="observed",
                zorder=5,
            )
            axes.set_xlim(first - 0.5, last + 0.5)
            axes.set_ylim(low, high)
            whole_years(axes)

        if ax is not None or len(origins) == 1:
            axes = new_axes(ax)
            draw(axes, origins)
            quantities(axes.yaxis, unit or "value")
            axes.set_title(title)
            said_below(axes, scores)
            handles, labels = axes.get_legend_handles_labels()
            once = {label: handle for handle, label in zip(handles, labels, strict=True)}
            axes.legend(
                list(once.values()), list(once), loc="upper left", bbox_to_anchor=(1.01, 1.0),
                borderaxespad=0.0,
            )  # fmt: skip
            return axes
        columns = 2 if len(origins) in (2, 4) else 3
        figure, panels = new_panels(len(origins), columns=columns, width=3.0, height=2.0)
        for place, (panel, origin) in enumerate(zip(panels, origins, strict=True)):
            draw(panel, [origin])
            if last - first > LONG:  # of a century only what is near the origin can be read
                _near(panel, drawn, origin, years, came)
            panel.axvline(origin, color=GRID, linewidth=1.2, zorder=0)
            panel.set_title(f"known to {origin}", fontsize=9.5)
            quantities(panel.yaxis, (unit or "value") if place % columns == 0 else "", fontsize=8.5)
            panel.tick_params(labelsize=8)
            panel.xaxis.get_major_locator().set_params(nbins=4)
        total = len({each[0] for each in one.forecasts})
        if total > len(origins):
            scores += f"; {len(origins)} of {total} origins drawn"
        figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
        lines = "\n".join(textwrap.wrap(scores, int(12 * figure.get_figwidth())))
        handles, labels = panels[0].get_legend_handles_labels()
        below = figure.legend(
            handles, labels, loc="outside lower left", ncols=4, title=lines, alignment="left"
        )
        below.get_title().set_color(MUTED)
        return panels


def backtest_alt(backtest: Backtest | MethodBacktest) -> str:
    """Return the scores of the method that is drawn in a sentence."""
    whole = backtest if isinstance(backtest, Backtest) else None
    one = _chosen(backtest, None)
    unit = "" if whole is None or whole.unit == "1" else unit_text(whole.unit)
    of = f" of {whole.label}" if whole is not None and whole.label else ""
    origins = sorted({each[0] for each in one.forecasts})
    span = (
        f"from {len(origins)} origins, {origins[0]} to {origins[-1]}"
        if origins
        else "from no origin"
    )
    scores = _score_text(whole, one, unit)
    return f"Past forecasts{of} by {words(one.name)}, {span}{': ' + scores if scores else ''}."
