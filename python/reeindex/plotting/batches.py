"""Pictures of batches: what the fits of many series have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import InvalidArgument
from reeindex.plotting.style import (
    MUTED,
    PALETTE,
    legend_off_data,
    new_axes,
    new_panels,
    number,
    quantities,
    style,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex.automatic import AutoForecastBatch
    from reeindex.batch_results import BatchFit, BatchForecast

__all__ = ["plot_batch", "plot_batch_forecast"]

#: Series of a batch with a panel of their own.
MOST_PANELS = 12


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
                title
                if title is not None
                else f"{len(batch):,} fits of the {words(batch.curve)} curve"
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
        quantities(ax.xaxis, f"{parameter} of the identified fits, the middle 98 %")
        quantities(ax.yaxis, "series")
        ax.set_title(
            title if title is not None else f"{values.size:,} of {len(batch):,} fits are identified"
        )
        return ax


def plot_batch_forecast(
    forecast: BatchForecast | AutoForecastBatch,
    *,
    rows: Sequence[int] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Any:
    """Draw forecasts of a batch, one panel a series.

    Parameters
    ----------
    forecast
        Forecasts of many series.
    rows
        Numbers of the series to draw; by default twelve, spread over those with a forecast.
    title
        Title.
    ax
        Axes for a single series.

    Returns
    -------
    matplotlib.axes.Axes, or an array of them

    Raises
    ------
    InvalidArgument
        If there is no such series, or more than one is to be drawn into the axes given.
    """
    mean = np.asarray(forecast.mean, dtype=float)
    if rows is None:
        known = (
            np.flatnonzero(np.isfinite(mean).all(axis=1)) if mean.size else np.zeros(0, dtype=int)
        )
        many = 1 if ax is not None else MOST_PANELS
        places: Any = (
            np.unique(np.linspace(0, len(known) - 1, many).round().astype(int))
            if known.size
            else []
        )
        rows = [int(known[place]) for place in places]
    wrong = [row for row in rows if not 0 <= row < len(mean)]
    if wrong or not rows:
        raise InvalidArgument(
            "rows",
            str(wrong[0]) if wrong else "empty",
            f"numbers of series from 0 to {len(mean) - 1}",
        )
    if ax is not None and len(rows) > 1:
        raise InvalidArgument("rows", f"of length {len(rows)}", "one series where axes are given")
    levels = _levels_of(forecast)
    years = getattr(forecast, "years", None)
    panels: Any
    with style():
        if ax is not None or len(rows) == 1:
            figure, panels = None, [new_axes(ax)]
        else:
            columns = min(4, len(rows)) if len(rows) != 4 else 2
            figure, panels = new_panels(len(rows), columns=columns)
        for panel, row in zip(panels, rows, strict=True):
            x = (
                np.arange(1, mean.shape[1] + 1)
                if years is None
                else np.asarray(years[row], dtype=float)
            )
            shown = [mean[row]]
            for i, (level, lower, upper) in enumerate(levels):
                low, high = lower[row], upper[row]
                shown += [one[np.isfinite(one)] for one in (low, high)]
                far = 100.0 * max(1e-300, float(np.max(np.abs(mean[row]))))
                label = f"{100 * level:g} % interval"
                style_of: dict[str, Any] = {
                    "color": PALETTE[0],
                    "alpha": 0.16 + 0.12 * i,
                    "label": label,
                }
                low, high = np.clip(low, -far, far), np.clip(high, -far, far)
                if len(x) == 1:
                    panel.vlines(x, low, high, linewidth=8, **style_of)
                else:
                    panel.fill_between(x, low, high, linewidth=0, **style_of)
            panel.plot(
                x, mean[row], "-o", color=PALETTE[0], markersize=3, label="forecast", zorder=3
            )
            values = np.concatenate(shown)
            pad = 0.06 * (float(np.ptp(values)) or abs(float(values[0])) or 1.0)
            panel.set_ylim(float(values.min()) - pad, float(values.max()) + pad)
            panel.set_title(f"series {row}", fontsize=9.5)
            quantities(panel.yaxis, "value" if panel is panels[0] else "", fontsize=8)
            whole_years(panel)
            panel.xaxis.get_major_locator().set_params(nbins=4)
            if years is None:
                panel.set_xlabel("years ahead", fontsize=8)
        text = f"Forecasts of {len(rows)} of {len(mean):,} series" if title is None else title
        if figure is None:
            panels[0].set_title(f"Forecast of series {rows[0]}" if title is None else title)
            legend_off_data(panels[0])
            return panels[0]
        figure.suptitle(text, x=0.01, ha="left", fontsize=11, fontweight="bold")
        figure.legend(
            *panels[0].get_legend_handles_labels(), loc="outside lower left", ncols=len(levels) + 1
        )
        return panels


def _levels_of(forecast: BatchForecast | AutoForecastBatch) -> list[tuple[float, Any, Any]]:
    """Return the bounds by level, the widest first."""
    levels = getattr(forecast, "levels", None)
    if levels is None:
        return [(forecast.level, np.asarray(forecast.lower), np.asarray(forecast.upper))]  # type: ignore[union-attr]
    found = []
    for level in sorted(levels, reverse=True):
        lower, upper = forecast.interval(level)  # type: ignore[union-attr]
        found.append((float(level), np.asarray(lower), np.asarray(upper)))
    return found


def batch_forecast_alt(forecast: BatchForecast | AutoForecastBatch) -> str:
    """Return how many series have a forecast, and how wide it is, in a sentence."""
    mean = np.asarray(forecast.mean, dtype=float)
    level, lower, upper = _levels_of(forecast)[0]
    known = np.isfinite(mean).all(axis=1)
    text = f"{int(known.sum()):,} of {len(mean):,} series with a forecast of {mean.shape[1]} years"
    if known.any():
        wide = upper[known, -1] - lower[known, -1]
        middle = np.abs(mean[known, -1])
        ratio = wide[middle > 0] / middle[middle > 0]
        bounded = ratio[np.isfinite(ratio)]
        if bounded.size:
            text += (
                f"; in the last year the {100 * level:g} % interval is {100 * float(np.median(bounded)):.0f} % "
                "of the forecast wide, by the median"
            )
    return text + "."


def batch_alt(batch: BatchFit) -> str:
    """Return how the fits ended in a sentence."""
    said = ", ".join(f"{name} {count:,}" for name, count in list(batch.counts().items())[:5])
    return f"{len(batch):,} fits of the {words(batch.curve)} curve: {said}."
