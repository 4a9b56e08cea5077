"""A curve in a picture: its colour and dashes in every one, its line through the years."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex.plotting.style import INK, PALETTE, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reeindex._core.fit import FitResult
    from reeindex._core.forecast import Forecast

#: Colour of the automatic forecast, which no curve has.
AUTOMATIC = PALETTE[0]
#: Colour of each shipped curve; any other curve has one of the palette by its name.
CURVES = {
    "linear": "#66717b",
    "exponential": "#d55e00",
    "power": "#56b4e9",
    "logistic": "#009e73",
    "logistic_floor": "#00593f",
    "gompertz": "#7a5c99",
    "richards": "#cc79a7",
    "monomolecular": "#5c7f00",
    "bass": "#b8860b",
    "bass_adoptions": "#8c564b",
    "bilogistic": "#003f63",
    "hubbert": "#7f3f63",
}
#: Curves that lie on each other both show: dashes over a broad light line.
DASHES: dict[str, Any] = {
    "exponential": (0, (7, 2)),
    "gompertz": (0, (3, 2.5)),
    "richards": (0, (1, 1.5)),
}


def curve_colour(curve: str) -> str:
    """Return the colour of a curve, the same in every picture; without a curve the automatic's."""
    if not curve:
        return AUTOMATIC
    return CURVES.get(curve, PALETTE[1 + zlib.crc32(curve.encode()) % (len(PALETTE) - 1)])


def forecast_colour(forecast: Forecast) -> str:
    """Return the colour of a forecast: its curve's, the automatic's, or its method's."""
    if forecast.curve or words(forecast.display_name) in ("", "automatic"):
        return curve_colour(forecast.curve)
    return curve_colour(forecast.display_name)


def fitted_points(ax: Axes, fit: FitResult) -> None:
    """Draw the observations that a fit took, where no series is drawn."""
    ax.plot(fit.x, fit.values, "o", color=INK, markersize=4.5, zorder=5, label="observed")


def curve_line(
    ax: Axes, fit: FitResult, until: int, label: str | None = None, *, broad: bool = False
) -> None:
    """Draw a fitted curve from its first observation to a year."""
    years = np.linspace(float(fit.x.min()), float(until), 240)
    ax.plot(
        years,
        fit.predict(years),
        color=curve_colour(fit.curve),
        linewidth=3.6 if broad else 1.6,
        alpha=0.6 if broad else 1.0,
        linestyle=DASHES.get(fit.curve, "-"),
        label=label or words(fit.display_name),
        zorder=3,
    )
