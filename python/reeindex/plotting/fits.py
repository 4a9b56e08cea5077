"""Pictures of fits and forecasts over the observations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import TimeSeries
from reeindex._core.fit import FitResult
from reeindex._core.forecast import Forecast
from reeindex.plotting.curve_lines import curve_line, fitted_points, forecast_colour
from reeindex.plotting.forecasts import band, forecast_alt, levels_of, window
from reeindex.plotting.series import observations, put_legend, series_alt
from reeindex.plotting.style import (
    new_axes,
    number,
    one_unit,
    quantities,
    series_unit,
    style,
    unit_text,
    whole_years,
    words,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_fits"]


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
            fitted_points(ax, fits[0])
        shown: list[Any] = [one.values for one in series] + [one.values for one in fits]
        for fit in fits:
            at_limit = (
                f"{words(fit.display_name)}, as {words(fit.limit)}" if fit.limit != "none" else None
            )
            curve_line(ax, fit, max(until, int(np.ceil(float(fit.x.max())))), at_limit)
        drawn = {fit.curve for fit in fits}
        for forecast in forecasts:
            if not forecast.curve or forecast.curve not in drawn:
                ax.plot(
                    forecast.years, forecast.mean, color=forecast_colour(forecast),
                    label=words(forecast.display_name) or "forecast",
                )  # fmt: skip
            shown += [forecast.mean, *(bound for _, *both in levels_of(forecast) for bound in both)]
        if forecasts:
            shown_values = [*(one.values for one in series), *(one.values for one in fits)]
            known = [one[np.isfinite(one)] for one in shown_values]
            data = np.concatenate(known) if known else np.zeros(0)
            window(ax, shown, bool(data.size == 0 or data.min() >= 0.0))
            for forecast in forecasts:
                band(ax, forecast)
        for one in items:
            if one.unit != "1" or isinstance(one, TimeSeries):
                quantities(ax.yaxis, _unit_of(one))
                break
        if title is None:
            title = getattr(items[0], "title", "") or getattr(items[0], "label", "")
        ax.set_title(title)
        whole_years(ax)
        put_legend(ax)
        return ax


def fit_alt(fit: FitResult) -> str:
    """Return a fit in a sentence."""
    values = ", ".join(f"{name} {number(value)}" for name, value in fit.params.items())
    return (
        f"{words(fit.display_name)} curve fitted to {fit.n_obs} observations of {fit.label}: {values}; "
        f"{fit.status}, {fit.identification}."
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
