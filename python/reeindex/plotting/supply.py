"""Pictures of supply: shares of countries, what is left without the largest, reserves, balances."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from reeindex._core.indicators import ElementBalance, ReservesLifetimes, SupplyStructure
from reeindex.plotting.style import (
    GRID,
    INK,
    MUTED,
    PALETTE,
    colours,
    new_axes,
    number,
    quantities,
    said_below,
    short,
    style,
    unit_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_element_balance", "plot_reserves_lifetimes", "plot_supply_structure"]


def _rows(ax: Axes, names: list[str]) -> None:
    """Name the rows of a picture of bars, the first on top."""
    ax.set_yticks(range(len(names)), [short(one) for one in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def _unit(code: str, basis: str = "") -> str:
    unit = unit_text(code)
    return unit if basis in ("", "none", "unspecified") else f"{unit} {basis}"


def plot_supply_structure(
    structure: SupplyStructure, *, ax: Axes | None = None, title: str | None = None, most: int = 12
) -> Axes:
    """Draw who supplies how much, and below them the sum with and without the largest.

    Parameters
    ----------
    structure
        Supply of one year by country.
    ax
        Axes to draw into; new ones by default.
    title
        Title; indicator, year and edition by default. Concentration stands below it.
    most
        Number of countries with a bar of their own; the others have one together.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows = list(structure.rows)
    shown, rest = rows, []
    if len(rows) > most:
        # what the source has as other countries is among the others
        named = [one for one in rows if one.area != "OTH"]
        shown = named[: most - 1]
        rest = [one for one in rows if one not in shown]
    names = [one.name or one.area for one in shown]
    values = [one.value for one in shown]
    keys = [one.area for one in shown]
    if rest:
        names.append(f"{len(rest)} others")
        values.append(sum(one.value for one in rest))
        keys.append("other")
    total = structure.sum
    shares = [value / total if total > 0.0 else 0.0 for value in values]
    with style():
        ax = new_axes(ax, size=(7.2, 1.6 + 0.3 * (len(names) + 2)))
        shades = colours(keys)
        ax.barh(range(len(names)), values, height=0.72, color=[shades[key] for key in keys])
        texts = ["< 0.1 %" if 0.0 < share < 5e-4 else f"{100 * share:.1f} %" for share in shares]
        if rows:
            names += ["all", f"without {rows[0].name or rows[0].area}"]
            left = structure.without_largest
            ax.barh(
                [len(names) - 2, len(names) - 1], [total, left], height=0.72, color=[INK, MUTED]
            )
            texts += [
                number(total),
                f"{number(left)}, {100 * left / total if total > 0.0 else 0.0:.1f} %",
            ]
            ax.axhline(len(names) - 2.5, color=GRID, linewidth=1.0)
            values += [total, left]
        for place, (value, text) in enumerate(zip(values, texts, strict=True)):
            ax.annotate(
                text, (value, place), xytext=(4, 0), textcoords="offset points", va="center",
                fontsize=8.5, color=MUTED,
            )  # fmt: skip
        _rows(ax, names)
        ax.set_xlim(0.0, 1.2 * max(values, default=1.0) or 1.0)
        quantities(ax.xaxis, _unit(structure.unit, structure.basis))
        what = structure.indicator.replace("_", " ")
        ax.set_title(
            title
            if title is not None
            else f"{what[:1].upper()}{what[1:]} in {structure.year} ({structure.vintage})"
        )
        low, high = (round(10_000 * one) for one in structure.hhi_range)
        span = f" (from {low:,} to {high:,})" if high > low else ""
        said_below(
            ax,
            f"HHI {round(structure.hhi_10000):,}{span}; the three largest {100 * structure.cr3:.1f} %; "
            f"as {number(structure.effective_number)} of equal size",
        )
        return ax


def structure_alt(structure: SupplyStructure) -> str:
    """Return the largest suppliers and the concentration in a sentence."""
    said = ", ".join(f"{one.name} {100 * one.share:.1f} %" for one in list(structure.rows)[:5])
    unit = _unit(structure.unit, structure.basis)
    return (
        f"{structure.indicator.replace('_', ' ')} in {structure.year}: {said}; HHI "
        f"{round(structure.hhi_10000):,}; {number(structure.without_largest)} of "
        f"{number(structure.sum)} {unit} without the largest."
    )


def plot_reserves_lifetimes(
    lifetimes: ReservesLifetimes, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw for how many years the reserves of each country last at its production.

    Parameters
    ----------
    lifetimes
        Reserves over production by country. Those without one of the two are counted, not drawn.
    ax
        Axes to draw into; new ones by default.
    title
        Title.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows = [one for one in lifetimes.rows if one.years is not None and one.years > 0.0]
    rows.sort(key=lambda one: (one.area == "WLD", -(one.years or 0.0)))
    left_out = len(lifetimes.rows) - len(rows)
    with style():
        ax = new_axes(ax, size=(7.2, 1.6 + 0.3 * max(len(rows), 1)))
        values = np.array([float(one.years or 0.0) for one in rows])
        shades = colours([one.area for one in rows])
        for place, one in enumerate(rows):
            bound = one.qualifier in ("more_than", "at_least")
            ax.plot(
                values[place], place, ">" if bound else "o", color=shades[one.area], markersize=7,
                zorder=3,
            )  # fmt: skip
            ax.plot([1e-9, values[place]], [place, place], color=GRID, linewidth=1.2, zorder=1)
            ax.annotate(
                f"{'> ' if bound else ''}{number(round(values[place]))} years", (values[place], place),
                xytext=(8, 0), textcoords="offset points", va="center", fontsize=8.5, color=MUTED,
            )  # fmt: skip
        _rows(ax, [one.name or one.area for one in rows])
        if rows:
            ax.set_xscale("log")
            ax.set_xlim(float(values.min()) / 2.0, 6.0 * float(values.max()))
        quantities(ax.xaxis, "years at the production of the year, logarithmic")
        ax.set_title(
            title
            if title is not None
            else f"Reserves over production of {lifetimes.year} ({lifetimes.vintage})"
        )
        if left_out:
            said_below(
                ax, f"{left_out} without a figure of reserves or of production are not drawn"
            )
        return ax


def lifetimes_alt(lifetimes: ReservesLifetimes) -> str:
    """Return the lifetimes in a sentence."""
    known = [one for one in lifetimes.rows if one.years is not None]
    said = ", ".join(
        f"{one.name} {'more than ' if one.qualifier in ('more_than', 'at_least') else ''}"
        f"{number(round(one.years or 0.0))}"
        for one in known[:6]
    )
    return (
        f"Years of reserves at the production of {lifetimes.year}, {len(known)} of "
        f"{len(lifetimes.rows)} known: {said}."
    )


def plot_element_balance(
    balance: ElementBalance, *, ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw what is mined of an element, at least and at most, against what is demanded of it.

    Parameters
    ----------
    balance
        Supply of an element as a range, and demands of it.
    ax
        Axes to draw into; new ones by default.
    title
        Title; element and year by default.

    Returns
    -------
    matplotlib.axes.Axes
    """
    supply = balance.supply
    unit = f"{unit_text(balance.unit)} oxide"
    names = [f"{balance.element} in what was mined, {balance.year}"]
    names += ["\n".join(textwrap.wrap(f"{one.label}, {one.year}", 40)) for one in balance.demands]
    with style():
        ax = new_axes(ax, size=(8.4, 1.9 + 0.55 * len(names)))
        ax.barh(0, supply.upper, height=0.6, color=PALETTE[0], alpha=0.25)
        ax.barh(0, supply.lower, height=0.6, color=PALETTE[0])
        ends = [supply.upper, *(one.oxide for one in balance.demands)]
        texts = [f"{number(supply.lower)} to {number(supply.upper)}"]
        for place, one in enumerate(balance.demands, 1):
            ax.barh(place, one.oxide, height=0.6, color=PALETTE[1])
            texts.append(f"{number(one.oxide)}; {_left(one.least_surplus, one.greatest_surplus)}")
        for place, (end, text) in enumerate(zip(ends, texts, strict=True)):
            ax.annotate(
                text, (end, place), xytext=(5, 0), textcoords="offset points", va="center",
                fontsize=8.5, zorder=5, bbox={'fc': 'white', 'ec': 'none', 'pad': 0.6}, color=INK,
            )  # fmt: skip
        for end in (supply.lower, supply.upper):
            ax.axvline(end, color=PALETTE[0], linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0.0, 1.55 * max(ends, default=1.0) or 1.0)
        quantities(ax.xaxis, f"{unit}; dark: at least, light: at most\n{_gap(balance)}")
        ax.set_title(
            title
            if title is not None
            else f"{balance.element}: mined and demanded ({balance.vintage})"
        )
        return ax


def _left(least: float, most: float) -> str:
    """Return what is left over, or missing, in words."""
    if least >= 0.0:
        return f"{number(least)} to {number(most)} left"
    if most <= 0.0:
        return f"{number(-most)} to {number(-least)} missing"
    return f"{number(-least)} missing to {number(most)} left"


def _gap(balance: ElementBalance) -> str:
    """Say what sets the two sides apart: of what the range is, and that each demand is as defined."""
    other = sorted({one.year for one in balance.demands if one.year != balance.year})
    years = f" ({', '.join(map(str, other))})" if other else ""
    text = f"Mined: {balance.supply.basis}. Demanded{years}: as each source defines it, so the two sides need not match."
    return "\n".join(textwrap.wrap(text, 66))


def balance_alt(balance: ElementBalance) -> str:
    """Return the balance in a sentence."""
    supply = balance.supply
    said = "; ".join(
        f"{one.label} in {one.year} {number(one.oxide)}, {_left(one.least_surplus, one.greatest_surplus)}"
        for one in balance.demands
    )
    return (
        f"{balance.element} in what was mined in {balance.year}: {number(supply.lower)} to "
        f"{number(supply.upper)} {unit_text(balance.unit)} of oxide"
        + (f". Demanded: {said}." if said else ".")
    )
