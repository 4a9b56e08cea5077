"""Figures of series, fits and forecasts. Needs matplotlib (the extra ``report``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.data import Revisions
from reeindex._core.fit import FitResult
from reeindex._core.forecast import Forecast
from reeindex.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.assess import PatentAssessment, SeriesAssessment

__all__ = ["plot", "plot_assessment", "plot_printed_corrected", "plot_shares"]

INK = "#1f2a33"
MUTED = "#7d8790"
CURVES = {
    "linear": "#8a8f98",
    "exponential": "#c4572e",
    "logistic": "#1f6f8b",
    "gompertz": "#1f5c2a",
}
FALLBACK = "#7a5c99"
# curves that lie on each other both show: dark dashes over a broad light line
DASHES: dict[str, Any] = {
    "linear": "-",
    "exponential": (0, (7, 2)),
    "gompertz": (0, (3, 2.5)),
}


def curve_name(curve: str) -> str:
    """Name of a curve in a sentence: persons have a capital."""
    return curve.capitalize() if curve in ("gompertz", "richards", "bass", "hubbert") else curve


_STYLE = {
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "figure.dpi": 110,
    "font.size": 9.5,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "reeindex",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the library's style, and leave the caller's settings as they were."""
    settings = require("matplotlib", "report").rcParams
    # Only these: rc_context() would also take back what a backend sets when it is first used, and a
    # notebook would show no further figure.
    before = {name: settings[name] for name in _STYLE}
    settings.update(_STYLE)
    try:
        yield
    finally:
        settings.update(before)


def _axes(ax: Axes | None) -> Axes:
    if ax is not None:
        return ax
    require("matplotlib", "report")
    from matplotlib import pyplot

    _, made = pyplot.subplots(figsize=(7.2, 4.0), layout="constrained")
    return made


def _unit(code: str) -> str:
    """Return a UCUM code as a reader writes it: no braces, and nothing for the number one."""
    plain = re.sub(r"[{}]", "", code)
    return "value" if plain == "1" else plain


def _label(series: TimeSeries) -> str:
    unit = _unit(series.unit)
    return unit if series.basis in ("none", "unspecified") else f"{unit} {series.basis}"


def _whole_years(ax: Axes) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def _observations(ax: Axes, series: TimeSeries) -> None:
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
        (plain & ~np.isin(status, ["E", "F", "P"]), "o", INK, INK, "observed"),
        (plain & (status == "E"), "o", MUTED, INK, "estimated by the source"),
        (plain & (status == "F"), "o", "white", INK, "forecast by the source"),
        (plain & (status == "P"), "s", "white", INK, "provisional"),
        (lower, "^", "white", INK, "lower bound"),
        (upper, "v", "white", INK, "upper bound"),
        (vague, "d", "white", INK, "vague figure"),
        (known & corrected, "D", "white", INK, repaired),
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


def _curve(
    ax: Axes, fit: FitResult, until: int, label: str | None = None, *, broad: bool = False
) -> None:
    years = np.linspace(float(fit.x.min()), float(until), 240)
    ax.plot(
        years,
        fit.predict(years),
        color=CURVES.get(fit.curve, FALLBACK),
        linewidth=3.6 if broad else 1.6,
        alpha=0.6 if broad else 1.0,
        linestyle=DASHES.get(fit.curve, "-"),
        label=label or curve_name(fit.curve),
        zorder=3,
    )


def _band(ax: Axes, forecast: Forecast) -> None:
    color = CURVES.get(forecast.curve, FALLBACK)
    # an open bound is drawn to the edge of the axes
    low, high = ax.get_ylim()
    far = 100.0 * max(abs(low), abs(high), float(np.max(np.abs(forecast.mean))))
    ax.fill_between(
        forecast.years,
        np.clip(forecast.lower, -far, far),
        np.clip(forecast.upper, -far, far),
        color=color,
        alpha=0.16,
        linewidth=0,
        zorder=1,
        label=f"{100 * forecast.level:g} % interval, {curve_name(forecast.curve)}",
    )


def _leaving(ax: Axes, assessed: SeriesAssessment) -> None:
    """Write the values of the curves that leave the picture where they do."""
    bottom, top = ax.get_ylim()
    ends = []
    for one in assessed.forecasts:
        fit = next(fit for fit in assessed.fits if fit.curve == one.curve)
        if fit.identification == "weakly identified" or fit.limit != "none":
            continue
        end = float(one.mean[-1])
        if not bottom <= end <= top:
            known = assessed.series.values[np.isfinite(assessed.series.values)]
            impossible = end < 0.0 <= known.min()  # no stock or flow is below zero
            value = "below zero" if impossible else f"{end:.4g}"
            ends.append(f"{curve_name(one.curve)} {value}")
    if ends:
        year = int(assessed.forecasts[0].years[-1])
        ax.set_title(
            f"cut off at the edge, value in {year}: {', '.join(ends)}",
            loc="right",
            color=MUTED,
            fontsize=8.5,
            fontweight="normal",
        )


def _editions(ax: Axes, revisions: Revisions) -> None:
    """Draw the values of each edition, the newest darkest, and join the prints of one year."""
    from matplotlib import colormaps

    shades = colormaps["Blues"](np.linspace(0.35, 1.0, len(revisions.vintages)))
    table = np.array(revisions.table, dtype=float)
    years = np.array(revisions.years)
    for row, year in zip(table, years, strict=True):
        known = row[np.isfinite(row)]
        if known.size > 1:
            ax.plot([year, year], [known.min(), known.max()], color=MUTED, linewidth=1.0, zorder=1)
    for column, (vintage, shade) in enumerate(zip(revisions.vintages, shades, strict=True)):
        known = np.isfinite(table[:, column])
        ax.plot(years[known], table[known, column], "o-", color=shade, markersize=4, label=vintage)
    ax.set_ylabel(_unit(revisions.unit))


def plot(
    what: TimeSeries | FitResult | Forecast | Revisions | Sequence[Any],
    *,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw a series, a fit, a forecast, or several of them into one set of axes.

    Parameters
    ----------
    what
        A :class:`TimeSeries`, :class:`FitResult` or :class:`Forecast`, or a sequence of them, for
        example ``[series, fit, forecast]``; or :class:`Revisions`, a line an edition.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the name of the first series or fit by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        For anything else.
    ImportError
        Without matplotlib.
    """
    if isinstance(what, Revisions):
        with style():
            ax = _axes(ax)
            _editions(ax, what)
            ax.set_title(what.label if title is None else title)
            _whole_years(ax)
            ax.legend()
            return ax
    items: list[Any] = list(what) if isinstance(what, (list, tuple)) else [what]
    for item in items:
        if not isinstance(item, (TimeSeries, FitResult, Forecast)):
            raise InvalidArgument(
                "what", f"with a {type(item).__name__}", "of TimeSeries, FitResult and Forecast"
            )
    if not items:
        raise InvalidArgument("what", "empty", "at least one thing to draw")
    with style():
        ax = _axes(ax)
        until = 0
        for item in items:
            if isinstance(item, Forecast):
                until = max(until, int(item.years.max()))
        for item in items:
            if isinstance(item, TimeSeries):
                _observations(ax, item)
                ax.set_ylabel(_label(item))
            elif isinstance(item, FitResult):
                if not any(isinstance(other, TimeSeries) for other in items):
                    ax.plot(item.x, item.values, "o", color=INK, markersize=4.5, zorder=5)
                at_limit = (
                    f"{curve_name(item.curve)}, as {item.limit}" if item.limit != "none" else None
                )
                _curve(ax, item, max(until, int(np.ceil(float(item.x.max())))), at_limit)
                if item.unit != "1":
                    ax.set_ylabel(_unit(item.unit))
        for item in items:
            if isinstance(item, Forecast):
                if not any(isinstance(other, FitResult) for other in items):
                    ax.plot(
                        item.years,
                        item.mean,
                        color=CURVES.get(item.curve, FALLBACK),
                        label=curve_name(item.curve),
                    )
                _band(ax, item)
        if title is None:
            title = getattr(items[0], "title", "") or getattr(items[0], "label", "")
        ax.set_title(title)
        _whole_years(ax)
        if ax.get_legend_handles_labels()[0]:
            ax.legend()
        return ax


def plot_assessment(assessed: SeriesAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw a series with every fitted curve and the interval of the best one.

    Parameters
    ----------
    assessed
        One series of an assessment.
    ax
        Axes to draw into; new ones by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    with style():
        ax = _axes(ax)
        _observations(ax, assessed.series)
        until = max((int(one.years.max()) for one in assessed.forecasts), default=0)
        best = assessed.best
        for fit in assessed.fits:
            if not fit.usable:
                continue
            # a fit that stands on another curve draws on top of it
            if fit.limit != "none" and any(other.curve == fit.limit for other in assessed.fits):
                continue
            broad = fit.curve == "logistic"  # a Gompertz curve may lie on it
            if fit.identification == "weakly identified":  # no forecast: drawn over the data only
                weak = f"{curve_name(fit.curve)} (weakly identified)"
                _curve(ax, fit, int(fit.x.max()), weak, broad=broad)
                continue
            chosen = best is not None and fit.curve == best.curve
            name = curve_name(fit.curve)
            label = f"{name} (lowest AICc of the identified)" if chosen else name
            _curve(ax, fit, until, label, broad=broad)
        if best is not None:
            forecast = next((one for one in assessed.forecasts if one.curve == best.curve), None)
            if forecast is not None:
                _band(ax, forecast)
                # steeper curves run out of the picture rather than flatten the rest
                finite = forecast.upper[np.isfinite(forecast.upper)]
                known = assessed.series.values[np.isfinite(assessed.series.values)]
                top = float(max(known.max(), finite.max(initial=0.0), forecast.mean.max()))
                ax.set_ylim(min(0.0, float(known.min())), 1.25 * top)
                _leaving(ax, assessed)
        ax.set_ylabel(_label(assessed.series))
        _whole_years(ax)
        ax.legend(loc="best")
        return ax


def plot_printed_corrected(series: TimeSeries, *, ax: Axes | None = None) -> Axes:
    """Draw the printed and the corrected view of a series side by side.

    Parameters
    ----------
    series
        A series with corrected values.
    ax
        Axes to draw into; new ones by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    with style():
        ax = _axes(ax)
        printed = series.with_view("printed")
        corrected = series.with_view("corrected")
        ax.plot(
            printed.years,
            printed.values,
            "--",
            color=CURVES["exponential"],
            lw=1.2,
            label="as printed",
        )
        ax.plot(corrected.years, corrected.values, "-o", color=INK, ms=4, lw=1.4, label="corrected")
        wrong = printed.values != corrected.values
        wrong &= np.isfinite(printed.values)
        ax.plot(
            printed.years[wrong],
            printed.values[wrong],
            "x",
            color=CURVES["exponential"],
            ms=9,
            mew=2,
        )
        for year, was, now in zip(
            printed.years[wrong], printed.values[wrong], corrected.values[wrong], strict=True
        ):
            ax.annotate(
                f"{year}: {was:g} printed, {now:g} meant",
                (float(year), float(was)),
                xytext=(10, -4),
                textcoords="offset points",
                color=CURVES["exponential"],
            )
        ax.set_ylabel(_label(series))
        ax.set_ylim(bottom=0)
        ax.legend(loc="upper left")
        return ax


def plot_shares(patents: PatentAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each office in the yearly counts, incomplete years hatched.

    Parameters
    ----------
    patents
        Patent counts of an assessment.
    ax
        Axes to draw into; new ones by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    """
    with style():
        ax = _axes(ax)
        years = np.array([one.year for one in patents.years])
        total = np.array([one.total for one in patents.years])
        shades = [
            "#1f6f8b", "#c4572e", "#4d8a55", "#7a5c99", "#b08d2e",
            "#5f7f9e", "#a4a9ae", "#c9ab8f", "#8fb3a1", "#d8dadd",
        ]  # fmt: skip
        base = np.zeros(len(years))
        for color, series in zip(shades, patents.offices, strict=False):
            counts = np.zeros(len(years))
            for year, value in zip(series.years, series.values, strict=True):
                if np.isfinite(value):
                    counts[years == year] = value
            share = 100 * counts / total
            ax.bar(years, share, bottom=base, color=color, width=0.82, label=series.area)
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
