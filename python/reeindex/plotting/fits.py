"""Pictures of fits, forecasts and comparisons of curves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import InvalidArgument, TimeSeries
from reeindex._core.fit import Comparison, FitResult
from reeindex._core.forecast import Forecast
from reeindex.plotting.series import observations, put_legend, series_alt
from reeindex.plotting.style import (
    INK,
    MUTED,
    PALETTE,
    end_labels,
    new_axes,
    number,
    one_unit,
    series_unit,
    settle,
    style,
    unit_text,
    whole_years,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.assess import SeriesAssessment

__all__ = ["plot_assessment", "plot_comparison", "plot_fits", "plot_profile"]

#: Colour of each shipped curve; any other curve takes the next of the palette.
CURVES = {
    "linear": "#66717b",
    "exponential": "#d55e00",
    "logistic": "#0072b2",
    "gompertz": "#00593f",
    "richards": "#cc79a7",
    "bass": "#b8860b",
    "hubbert": "#7a5c99",
    "monomolecular": "#009e73",
    "bilogistic": "#8c564b",
    "power_law": "#56b4e9",
    "logistic_floor": "#003f63",
}
#: Curves that lie on each other both show: dashes over a broad light line.
DASHES: dict[str, Any] = {
    "exponential": (0, (7, 2)),
    "gompertz": (0, (3, 2.5)),
    "richards": (0, (1, 1.5)),
}


def curve_colour(curve: str) -> str:
    """Colour of a curve, the same in every picture."""
    return CURVES.get(curve, PALETTE[sum(curve.encode()) % len(PALETTE)])


def _curve(
    ax: Axes, fit: FitResult, until: int, label: str | None = None, *, broad: bool = False
) -> None:
    years = np.linspace(float(fit.x.min()), float(until), 240)
    ax.plot(
        years,
        fit.predict(years),
        color=curve_colour(fit.curve),
        linewidth=3.6 if broad else 1.6,
        alpha=0.6 if broad else 1.0,
        linestyle=DASHES.get(fit.curve, "-"),
        label=label or fit.display_name,
        zorder=3,
    )


def _levels(forecast: Forecast) -> list[tuple[float, Any, Any]]:
    """Bounds of a forecast, the widest level first."""
    levels = getattr(forecast, "levels", None)
    if levels is None or len(levels) < 2:
        return [(forecast.level, forecast.lower, forecast.upper)]
    found = []
    for level in sorted((float(one) for one in levels), reverse=True):
        low, high = forecast.interval(level)
        found.append((level, low, high))
    return found


def _band(ax: Axes, forecast: Forecast, colour: str | None = None) -> None:
    colour = colour or curve_colour(forecast.curve)
    # an open bound is drawn to the edge of the axes
    low, high = ax.get_ylim()
    far = 100.0 * max(abs(low), abs(high), float(np.max(np.abs(forecast.mean))))
    bands = _levels(forecast)
    for i, (level, lower, upper) in enumerate(bands):
        ax.fill_between(
            forecast.years,
            np.clip(lower, -far, far),
            np.clip(upper, -far, far),
            color=colour,
            alpha=0.15 + 0.12 * i,
            linewidth=0,
            zorder=1,
            label=f"{100 * level:g} % interval, {forecast.display_name}",
        )


def _window(ax: Axes, values: Sequence[Any], low_is_zero: bool) -> None:
    """Fit the axis to what is finite, so that an open bound flattens nothing."""
    finite = np.concatenate([np.atleast_1d(np.asarray(one, dtype=float)) for one in values])
    finite = finite[np.isfinite(finite)]
    if finite.size:
        low, high = float(finite.min()), float(finite.max())
        pad = 0.06 * (high - low or abs(high) or 1.0)
        ax.set_ylim(0.0 if low_is_zero and low >= 0.0 else low - pad, high + pad)


def _unit_of(item: TimeSeries | FitResult | Forecast) -> str:
    if isinstance(item, TimeSeries):
        return series_unit(item)
    unit = unit_text(item.unit)
    basis = getattr(item, "basis", "none")
    return unit if basis in ("none", "unspecified", "") else f"{unit} {basis}"


def plot_fits(
    items: Sequence[TimeSeries | FitResult | Forecast],
    *,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw observations, fitted curves and forecasts into one set of axes.

    Parameters
    ----------
    items
        Series, fits and forecasts of one unit.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the name of the first item by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UnitError
        If the items have different units.
    """
    series = [one for one in items if isinstance(one, TimeSeries)]
    fits = [one for one in items if isinstance(one, FitResult)]
    forecasts = [one for one in items if isinstance(one, Forecast)]
    plain = [unit_text(one.unit) for one in items if one.unit != "1"]
    one_unit(plain, "the things to draw")
    with style():
        ax = new_axes(ax)
        until = max((int(one.years.max()) for one in forecasts), default=0)
        for each in series:
            observations(ax, each)
        if not series and fits:
            first = fits[0]
            ax.plot(
                first.x, first.values, "o", color=INK, markersize=4.5, zorder=5, label="observed"
            )
        shown: list[Any] = [one.values for one in series] + [one.values for one in fits]
        for fit in fits:
            at_limit = f"{fit.display_name}, as {fit.limit}" if fit.limit != "none" else None
            _curve(ax, fit, max(until, int(np.ceil(float(fit.x.max())))), at_limit)
        drawn = {fit.curve for fit in fits}
        for forecast in forecasts:
            if not forecast.curve or forecast.curve not in drawn:
                ax.plot(
                    forecast.years, forecast.mean, color=curve_colour(forecast.curve),
                    label=forecast.display_name or "forecast",
                )  # fmt: skip
            shown += [forecast.mean, *(bound for _, *both in _levels(forecast) for bound in both)]
        if forecasts:
            shown_values = [*(one.values for one in series), *(one.values for one in fits)]
            known = [one[np.isfinite(one)] for one in shown_values]
            data = np.concatenate(known) if known else np.zeros(0)
            _window(ax, shown, bool(data.size == 0 or data.min() >= 0.0))
            for forecast in forecasts:
                _band(ax, forecast)
        for one in items:
            if one.unit != "1" or isinstance(one, TimeSeries):
                ax.set_ylabel(_unit_of(one))
                break
        if title is None:
            title = getattr(items[0], "title", "") or getattr(items[0], "label", "")
        ax.set_title(title)
        whole_years(ax)
        put_legend(ax)
        return ax


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
        ax.plot(first.x, first.values, "o", color=INK, markersize=4.5, zorder=5, label="observed")
        for row in reversed(rows):
            label = f"{row.fit.display_name}  (weight {row.weight:.2f}, \u0394AICc {row.delta:.1f})"
            _curve(ax, row.fit, int(np.ceil(float(row.fit.x.max()))), label, broad=row.rank == 1)
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
            ax.set_ylabel(unit_text(first.unit))
        ax.set_title(first.label if title is None else title)
        whole_years(ax)
        return ax


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
        ax.set_xlabel(parameter if fit.unit == "1" else f"{parameter}")
        ax.set_title(
            title
            if title is not None
            else f"{parameter} of the {fit.display_name} curve, {fit.label}"
        )
        return ax


def _scenario_lines(ax: Axes, assessed: SeriesAssessment, low: float, high: float) -> None:
    """Draw the curves that the data do not exclude, each with its name at its end.

    A curve that leaves the picture has its last value in the title.
    """
    ends, gone = [], []
    drawn: list[Any] = []
    known = assessed.series.values[np.isfinite(assessed.series.values)]
    for one in assessed.scenarios:
        same = [each for each in drawn if np.allclose(each.mean, one.mean, rtol=1e-6)]
        if same or not np.isfinite(one.mean).all():
            continue
        drawn.append(one)
        name = one.display_name.replace("_", " ")
        colour = curve_colour(one.curve)
        ax.plot(one.years, one.mean, color=colour, linewidth=1.1, linestyle=(0, (4, 2)), zorder=2)
        end = float(one.mean[-1])
        if low <= end <= high:
            ends.append((float(one.years[-1]), end, name, colour))
        else:
            value = "below zero" if end < 0.0 <= float(known.min()) else number(end)
            gone.append(f"{name} {value}")
    ax.set_ylim(low, high)
    settle(ax)
    end_labels(ax, ends)
    if gone:
        ax.set_title(
            f"outside, value in {assessed.scenarios[0].years[-1]}: {', '.join(gone)}",
            loc="right",
            color=MUTED,
            fontsize=8.5,
            fontweight="normal",
        )


def plot_assessment(assessed: SeriesAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw a series with its automatic forecast, and the curves that the data do not exclude.

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
        ax = new_axes(ax)
        series = assessed.series
        observations(ax, series)
        known = series.values[np.isfinite(series.values)]
        if assessed.automatic is None:
            ax.set_ylabel(series_unit(series))
            whole_years(ax)
            return ax
        ahead = assessed.automatic
        last = float(known[-1])
        # the fan starts at the last observation used
        start = int(ahead.years[0]) - 1
        at = np.flatnonzero(series.years == start)
        last = (
            float(series.values[at[0]]) if at.size and np.isfinite(series.values[at[0]]) else last
        )
        years = np.concatenate([[start], ahead.years])
        ends = []
        for i, (level, lower, upper) in enumerate(_levels(ahead)):
            ax.fill_between(
                years,
                np.concatenate([[last], lower]),
                np.concatenate([[last], upper]),
                color=PALETTE[0],
                alpha=0.14 + 0.12 * i,
                linewidth=0,
                zorder=1,
                label=f"{100 * level:g} % interval",
            )
            ends += [lower, upper]
        ax.plot(
            years,
            np.concatenate([[last], ahead.mean]),
            color=PALETTE[0],
            linewidth=1.8,
            zorder=3,
            label="forecast, median",
        )
        finite = np.concatenate([known, ahead.mean, *ends])
        finite = finite[np.isfinite(finite)]
        low, high = float(finite.min()), float(finite.max())
        pad = 0.06 * (high - low or abs(high) or 1.0)
        ax.set_ylabel(series_unit(series))
        whole_years(ax)
        _scenario_lines(ax, assessed, 0.0 if known.min() >= 0.0 else low - pad, high + pad)
        # below the axes, where it covers nothing and takes no width on a narrow screen
        ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.09), ncols=3, borderaxespad=0.0)
        return ax


def fit_alt(fit: FitResult) -> str:
    """Return a fit in a sentence."""
    values = ", ".join(f"{name} {number(value)}" for name, value in fit.params.items())
    return (
        f"{fit.display_name} curve fitted to {fit.n_obs} observations of {fit.label}: {values}; "
        f"{fit.status}, {fit.identification}."
    )


def forecast_alt(forecast: Forecast) -> str:
    """Return a forecast in a sentence."""
    unit = unit_text(forecast.unit)
    last = len(forecast.years) - 1
    said = []
    for level, lower, upper in _levels(forecast):
        low, high = float(lower[last]), float(upper[last])
        if np.isfinite(low) and np.isfinite(high):
            said.append(f"{100 * level:g} % interval {number(low)} to {number(high)}")
        elif np.isfinite(low):
            said.append(f"{100 * level:g} % interval from {number(low)} without an upper bound")
        elif np.isfinite(high):
            said.append(f"{100 * level:g} % interval up to {number(high)} without a lower bound")
        else:
            said.append(f"no {100 * level:g} % bound")
    return (
        f"Forecast of {forecast.label} for {forecast.years[last]}: {number(float(forecast.mean[last]))} "
        f"{unit}, {'; '.join(said)}."
    )


def comparison_alt(comparison: Comparison) -> str:
    """Return the ranks of a comparison in a sentence."""
    ranked = [row for row in comparison.rows if row.rank is not None]
    if not ranked:
        return "No curve has a rank."
    said = ", ".join(f"{row.fit.display_name} {row.weight:.2f}" for row in ranked[:5])
    return (
        f"{len(comparison.rows)} curves compared on {ranked[0].fit.label}; Akaike weights: {said}."
    )


def items_alt(items: Sequence[Any]) -> str:
    """Return series, fits and forecasts in a sentence each."""
    said = []
    for item in items:
        if isinstance(item, TimeSeries):
            said.append(series_alt(item))
        elif isinstance(item, FitResult):
            said.append(fit_alt(item))
        else:
            said.append(forecast_alt(item))
    return " ".join(said)
