"""Pictures of forecasts: the bands of their levels, predictions, and a series of an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.forecast import Forecast, Prediction
from reeindex.plotting.curve_lines import AUTOMATIC, curve_colour, forecast_colour
from reeindex.plotting.series import observations
from reeindex.plotting.style import (
    MUTED,
    end_labels,
    legend_off_data,
    new_axes,
    number,
    quantities,
    series_unit,
    settle,
    style,
    unit_text,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.assess import SeriesAssessment

__all__ = ["plot_assessment", "plot_prediction"]


def levels_of(forecast: Forecast) -> list[tuple[float, Any, Any]]:
    """Bounds of a forecast, the widest level first."""
    levels = getattr(forecast, "levels", None)
    if levels is None or len(levels) < 2:
        return [(forecast.level, forecast.lower, forecast.upper)]
    found = []
    for level in sorted((float(one) for one in levels), reverse=True):
        low, high = forecast.interval(level)
        found.append((level, low, high))
    return found


def band(ax: Axes, forecast: Forecast, colour: str | None = None) -> None:
    colour = colour or forecast_colour(forecast)
    # an open bound is drawn to the edge of the axes
    low, high = ax.get_ylim()
    far = 100.0 * max(abs(low), abs(high), float(np.max(np.abs(forecast.mean))))
    bands = levels_of(forecast)
    for i, (level, lower, upper) in enumerate(bands):
        ax.fill_between(
            forecast.years,
            np.clip(lower, -far, far),
            np.clip(upper, -far, far),
            color=colour,
            alpha=0.15 + 0.12 * i,
            linewidth=0,
            zorder=1,
            label=f"{100 * level:g} % interval, {words(forecast.display_name) or 'forecast'}",
        )


def window(ax: Axes, values: Sequence[Any], low_is_zero: bool) -> None:
    """Fit the axis to what is finite, so that an open bound flattens nothing."""
    finite = np.concatenate([np.atleast_1d(np.asarray(one, dtype=float)) for one in values])
    finite = finite[np.isfinite(finite)]
    if finite.size:
        low, high = float(finite.min()), float(finite.max())
        pad = 0.06 * (high - low or abs(high) or 1.0)
        ax.set_ylim(0.0 if low_is_zero and low >= 0.0 else low - pad, high + pad)


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
        name = words(one.display_name)
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


def plot_assessment(
    assessed: SeriesAssessment, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw a series with its automatic forecast, and the curves that the data do not exclude.

    Parameters
    ----------
    assessed
        One series of an assessment.
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
        series = assessed.series
        ax.set_title(title or "")
        observations(ax, series)
        known = series.values[np.isfinite(series.values)]
        if assessed.automatic is None:
            quantities(ax.yaxis, series_unit(series))
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
        for i, (level, lower, upper) in enumerate(levels_of(ahead)):
            ax.fill_between(
                years,
                np.concatenate([[last], lower]),
                np.concatenate([[last], upper]),
                color=AUTOMATIC,
                alpha=0.14 + 0.12 * i,
                linewidth=0,
                zorder=1,
                label=f"{100 * level:g} % interval",
            )
            ends += [lower, upper]
        ax.plot(
            years,
            np.concatenate([[last], ahead.mean]),
            color=AUTOMATIC,
            linewidth=1.8,
            zorder=3,
            label="forecast, median",
        )
        finite = np.concatenate([known, ahead.mean, *ends])
        finite = finite[np.isfinite(finite)]
        low, high = float(finite.min()), float(finite.max())
        pad = 0.06 * (high - low or abs(high) or 1.0)
        quantities(ax.yaxis, series_unit(series))
        whole_years(ax)
        _scenario_lines(ax, assessed, 0.0 if known.min() >= 0.0 else low - pad, high + pad)
        # below the axes, where it covers nothing and takes no width on a narrow screen
        ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.09), ncols=3, borderaxespad=0.0)
        return ax


def plot_prediction(
    prediction: Prediction, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw predicted values with the interval of a new observation, and that of the mean within it.

    Parameters
    ----------
    prediction
        What ``fit.predict(x, level=...)`` gave.
    ax
        Axes to draw into; new ones by default.
    title
        Title; the curve by default.

    Returns
    -------
    matplotlib.axes.Axes
    """
    order = np.argsort(prediction.x, kind="stable")
    x = np.asarray(prediction.x)[order]
    colour = curve_colour(prediction.curve)
    level = f"{100 * prediction.level:g} % interval"
    mean = np.asarray(prediction.mean)[order]
    pairs = [
        (np.asarray(prediction.lower)[order], np.asarray(prediction.upper)[order], 0.18, level),
        (
            np.asarray(prediction.mean_lower)[order],
            np.asarray(prediction.mean_upper)[order],
            0.3,
            f"{level} of the mean",
        ),
    ]
    with style():
        ax = new_axes(ax)
        window(ax, [mean, *(one for low, high, _, _ in pairs for one in (low, high))], False)
        far = 100.0 * max(map(abs, ax.get_ylim()))
        for low, high, alpha, label in pairs:
            known = ~(np.isnan(low) | np.isnan(high))
            if not known.any():
                continue
            low, high = np.clip(low[known], -far, far), np.clip(high[known], -far, far)
            if known.sum() == 1:
                ax.vlines(x[known], low, high, color=colour, alpha=alpha, linewidth=8, label=label)
            else:
                ax.fill_between(
                    x[known], low, high, color=colour, alpha=alpha, linewidth=0, label=label
                )
        ax.plot(
            x, mean, "-o", color=colour, markersize=3.5, label=words(prediction.curve), zorder=3
        )
        quantities(ax.yaxis, "value")
        ax.set_xlabel("x")
        if np.all(x == np.round(x)):
            whole_years(ax)
        ax.set_title(
            title if title is not None else f"Prediction of the {words(prediction.curve)} curve"
        )
        legend_off_data(ax)
        return ax


def prediction_alt(prediction: Prediction) -> str:
    """Return the last prediction in a sentence."""
    last = int(np.argmax(prediction.x))
    low, high = (number(float(one[last])) for one in (prediction.lower, prediction.upper))
    return (
        f"Prediction of the {words(prediction.curve)} curve at {len(prediction)} places; at "
        f"{prediction.x[last]:g} it is {number(float(prediction.mean[last]))}, "
        f"{100 * prediction.level:g} % interval {low} to {high}."
    )


def forecast_alt(forecast: Forecast) -> str:
    """Return a forecast in a sentence."""
    unit = unit_text(forecast.unit)
    last = len(forecast.years) - 1
    said = []
    for level, lower, upper in levels_of(forecast):
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
