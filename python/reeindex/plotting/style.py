"""What all pictures share: style, colours that stay with their key, axes, units."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from reeindex._core.core import TimeSeries, UnitError, country
from reeindex.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

INK = "#1f2a33"
MUTED = "#66717b"
GRID = "#e3e7ea"

#: Eight colours that stay apart with every kind of colour blindness (Okabe and Ito 2008, the yellow
#: darkened for lines on white), then darker and lighter forms of them.
PALETTE = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7a5c99", "#8c564b",
    "#003f63", "#8a3d00", "#00593f", "#7f3f63", "#5c7f00", "#2f7ea0", "#4d3a66", "#a4a9ae",
)  # fmt: skip

#: Keys that every second picture shows keep one colour in all of them. Countries by their two letters.
_FIXED = {
    "CN": "#d55e00", "US": "#0072b2", "AU": "#009e73", "MM": "#cc79a7", "JP": "#56b4e9", "EU": "#7a5c99",
    "EP": "#7a5c99", "RU": "#8c564b", "IN": "#b8860b", "BR": "#5c7f00", "WO": "#00593f", "KR": "#003f63",
    "WLD": INK, "other": "#a4a9ae", "OTH": "#a4a9ae",
}  # fmt: skip

#: Names that are no words when their underscores are blanks.
_WORDS = {
    "logistic_floor": "logistic with a floor", "bass_adoptions": "Bass, a year", "ses": "exponential smoothing",
    "dotm": "dynamic theta", "auto": "automatic", "local_global_trend": "automatic",
}  # fmt: skip

_STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.grid": False,
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
    # a name is a name: "$" in it starts no formula
    "text.parse_math": False,
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


def colours(keys: Iterable[str]) -> dict[str, str]:
    """Give each key a colour: the same key has the same colour in every picture that it can.

    Parameters
    ----------
    keys
        Codes or names, in the order in which they claim a colour.

    Returns
    -------
    dict
        From key to colour; different as long as the palette lasts.
    """
    out: dict[str, str] = {}
    free = list(PALETTE)
    wanted = {key: _one_key(key) for key in dict.fromkeys(keys)}
    given: dict[str, str] = {}
    for one in wanted.values():
        if one in _FIXED:
            given[one] = _FIXED[one]
            if _FIXED[one] in free:
                free.remove(_FIXED[one])
    for key, one in wanted.items():
        if one not in given:
            if not free:
                free = list(PALETTE)
            # the place depends on the key alone, so that a picture of fewer keys keeps the colours
            start = zlib.crc32(one.encode()) % len(PALETTE)
            turned = (*PALETTE[start:], *PALETTE[:start])
            given[one] = next(shade for shade in turned if shade in free)
            free.remove(given[one])
        out[key] = given[one]
    return out


def _one_key(key: str) -> str:
    """Return what a key stands for: the two letters of a country, however it is written."""
    if key in _FIXED:
        return key
    try:
        return country(key).alpha2
    except (ValueError, LookupError):
        return key


def new_axes(ax: Axes | None, *, size: tuple[float, float] = (7.2, 4.0)) -> Axes:
    """Return the axes given, or new ones."""
    if ax is not None:
        return ax
    require("matplotlib", "report")
    from matplotlib import pyplot

    _, made = pyplot.subplots(figsize=size, layout="constrained")
    return made


def new_panels(
    count: int, *, columns: int, width: float = 2.6, height: float = 1.9
) -> tuple[Figure, Any]:
    """Return a figure with `count` panels, and the panels."""
    require("matplotlib", "report")
    from matplotlib import pyplot

    rows = -(-count // columns)
    figure, axes = pyplot.subplots(
        rows, columns, figsize=(width * columns, height * rows + 0.3), layout="constrained",
        squeeze=False,
    )  # fmt: skip
    panels = axes.ravel()
    for spare in panels[count:]:
        spare.set_visible(False)
    return figure, panels[:count]


def plural(word: str) -> str:
    """Return what is counted, such as patents or families."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


def unit_text(code: str) -> str:
    """Return a UCUM code as a reader writes it: no braces, and nothing for the number one."""
    counted = re.fullmatch(r"\{([A-Za-z]+)\}(/a)?", code)
    if counted is not None:
        return plural(counted[1]) + (" a year" if counted[2] else "")
    plain = re.sub(r"\{([^}]*)\}", r"\1", code)
    return "value" if plain == "1" else plain


def series_unit(series: TimeSeries) -> str:
    """Return the unit and basis of a series, for an axis."""
    unit = unit_text(series.unit)
    return unit if series.basis in ("none", "unspecified") else f"{unit} {series.basis}"


def one_unit(units: Sequence[str], what: str) -> str:
    """Return the unit that all share.

    Raises
    ------
    UnitError
        If there are several: one axis has one unit.
    """
    found = list(dict.fromkeys(units))
    if len(found) > 1:
        raise UnitError(
            f"{what} have the units {', '.join(found)}, and one axis has one: draw them apart, or convert "
            "them first with series.to(unit)"
        )
    return found[0] if found else ""


def settle(ax: Axes) -> None:
    """Lay the figure out, so that the axes have their final size."""
    draw = getattr(ax.figure, "draw_without_rendering", None)
    if draw is not None:
        draw()


def whole_years(ax: Axes) -> None:
    """Put ticks at whole years only."""
    from matplotlib.ticker import MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8, min_n_ticks=1))
    low, high = ax.get_xlim()
    if ax.dataLim.width == 0.0:  # a single year, around which matplotlib shows a century
        middle = ax.dataLim.x0
        ax.set_xlim(middle - 1.0, middle + 1.0)
    elif high - low < 1.0:
        middle = 0.5 * (low + high)
        ax.set_xlim(middle - 1.0, middle + 1.0)


def tick_text(value: float, _: Any = None) -> str:
    """Return the text of a tick: thousands apart, very large and very small ones with a power of ten."""
    if value != 0.0 and not 1e-5 <= abs(value) < 1e9:
        return f"{value:.4g}"
    return f"{value:,.8g}" if abs(value) < 1e5 else f"{value:,.10g}"


def quantities(axis: Axis, what: str, **options: Any) -> None:
    """Say what an axis of quantities shows, and write its ticks with thousands apart."""
    from matplotlib.ticker import FuncFormatter

    axis.set_label_text(what, **options)
    axis.set_major_formatter(FuncFormatter(tick_text))


def said_below(ax: Axes, text: str) -> None:
    """Write a second line under the title: what the picture comes to, in numbers."""
    title = ax.get_title(loc="left")
    ax.set_title(title, pad=22 if title else None)
    ax.annotate(
        text, (0.0, 1.0), xycoords="axes fraction", xytext=(0, 7), textcoords="offset points",
        fontsize=9, color=MUTED, annotation_clip=False,
    )  # fmt: skip


def shared_subject(titles: Sequence[str]) -> str:
    """Return the title that all share, or what stands before the colon in all of them."""
    for found in ({*titles}, {one.split(": ", 1)[0] for one in titles}):
        if len(found) == 1:
            return found.pop()
    return ""


def words(name: str) -> str:
    """Return the name of a curve, method or field as a label has it."""
    return _WORDS.get(name, name.replace("_", " "))


def short(text: str, most: int = 44) -> str:
    """Return a name that leaves room for the picture; the beginning and the end of a long one."""
    if len(text) <= most:
        return text
    end = most // 3
    return f"{text[: most - end - 1].rstrip()}\u2026{text[-end:].lstrip()}"


def from_zero(ax: Axes, values: Any) -> None:
    """Begin the axis at zero where no value is below it, with room above the largest."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    if known.size and known.min() >= 0.0:
        ax.set_ylim(0.0, 1.06 * float(known.max()) or 1.0)


def legend_below(ax: Axes, *, alone: bool, columns: int = 1) -> None:
    """Put a legend of long names below the axes; the figure makes room if the axes are alone in it."""
    handles, labels = ax.get_legend_handles_labels()
    if handles and alone:
        ax.figure.legend(handles, labels, loc="outside lower left", ncols=columns)
    elif handles:
        ax.legend(loc="upper left", bbox_to_anchor=(0.0, -0.14), ncols=columns, borderaxespad=0.0)


def legend_off_data(ax: Axes) -> None:
    """Put the legend beside the axes, where it covers nothing."""
    handles, _ = ax.get_legend_handles_labels()
    if handles:
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0)


def end_labels(ax: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Write the names of lines at their ends, moved apart where they would touch.

    Parameters
    ----------
    ax
        Axes whose limits are final.
    ends
        ``(x, y, name, colour)`` of each line's end.
    """
    if not ends:
        return
    low, high = ax.get_ylim()
    height = ax.get_window_extent().height / ax.figure.dpi * 72.0
    step = 11.5 * (high - low) / max(height, 1.0)
    order = sorted(range(len(ends)), key=lambda i: ends[i][1])
    places = [ends[i][1] for i in order]
    # least movement: push neighbours apart until none touch
    for _ in range(200):
        moved = False
        for i in range(len(places) - 1):
            gap = places[i + 1] - places[i]
            if gap < step * 0.999:
                shift = 0.5 * (step - gap)
                places[i] -= shift
                places[i + 1] += shift
                moved = True
        if not moved:
            break
    # none below the axis: what is too low pushes up what is above it
    floor = low + 0.35 * step
    for i in range(len(places)):
        places[i] = max(places[i], floor)
        floor = places[i] + step
    right = max(x for x, _, _, _ in ends)
    for place, i in zip(places, order, strict=True):
        x, y, name, colour = ends[i]
        ax.annotate(
            name, (x, y), xytext=(right, place), textcoords="data", color=colour, va="center",
            fontsize=9, annotation_clip=False,
            bbox={"pad": 0.0, "fc": "none", "ec": "none"},
            arrowprops=None if abs(place - y) < 0.4 * step and x == right
            else {"arrowstyle": "-", "color": colour, "lw": 0.5, "shrinkA": 0, "shrinkB": 2},
        ).set_x(right + 0.03 * np.ptp(ax.get_xlim()))  # fmt: skip


def number(value: float) -> str:
    """Return a number as a sentence has it: four digits, an infinite one in words."""
    if np.isnan(value):
        return "no value"
    if np.isinf(value):
        return "no bound"
    return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:.4g}"
