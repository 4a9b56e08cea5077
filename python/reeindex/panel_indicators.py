"""Growth, shares and concentration of many series at once, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reeindex._core.core import Error, InvalidArgument, Unit, UnitError
from reeindex._core.core import countries as _countries
from reeindex._core.indicators import growth
from reeindex.checks import checked_level
from reeindex.forecast_tables import _years_of
from reeindex.panels import Panel, keys_of, panel_of
from reeindex.table import _check_names, _groups, _refuse_duplicate

__all__ = ["growth_table", "hhi_table", "share_table"]

_Array = npt.NDArray[Any]
#: Names of a whole that often stands beside its parts.
_WHOLES = {"world", "wld", "total", "world total", "all", "sum", "world total (rounded)"}
_WHOLES |= {code.lower() for one in _countries() if one.aggregate for code in (one.code, one.name)}


#: Of the names of series, what tells wholes apart.
_WHOLE_BY = ("indicator", "scenario", "vintage")


def sorted_groups(panel: Panel, values: _Array) -> tuple[_Array, list[tuple[_Array, _Array]]]:
    """Return the first row of each series, and the years and values of each, in order of years."""
    frame = panel.frame
    _check_names(frame, panel.by, panel.year, panel.value, None)
    when, _ = _years_of(frame, panel.year)
    group, first = _groups(frame, panel.by)
    order = np.lexsort((when, group))
    group, when, values = group[order], when[order], values[order]
    same = (group[1:] == group[:-1]) & (when[1:] == when[:-1])
    if same.any():
        at = int(np.flatnonzero(same)[0])
        _refuse_duplicate(frame, panel.by, panel.year, int(order[at + 1]), float(when[at]))
    ends = np.cumsum(np.bincount(group, minlength=len(first)))[:-1]
    return first, list(zip(np.split(when, ends), np.split(values, ends), strict=True))


def refuse_names(panel: Panel, results: Iterable[str]) -> None:
    clash = set(results).intersection(panel.by)
    if clash:
        raise InvalidArgument("by", repr(min(clash)), "another name than those of the results")


def growth_table(
    table: Any,
    by: str | Sequence[str] | None = None,
    *,
    first: int | None = None,
    last: int | None = None,
    year: str = "year",
    value: str = "value",
    include_provisional: bool = True,
    level: float = 0.95,
) -> Any:
    """Measure the growth of every series of a table, a dataset, a dict or a list.

    Parameters
    ----------
    table
        One of these:

        - a :class:`Dataset`, whose series are named by indicator and area;
        - a list of :class:`TimeSeries`, named in the same way, or by their titles;
        - a dict from names to TimeSeries, pandas Series or dicts from years to values;
        - a long frame of pandas, polars or Arrow, a row for each year of a series, with `by`;
        - a wide frame: a column (or, in pandas, an index) of years beside one column for each
          series, without `by`; or a row for each series and a column for each year, with `by`.
    by
        Columns whose values make a series.
    first, last
        First and last year; by default those of each series.
    year, value
        Columns of a long frame; where they are missing, ``ds`` and ``y`` are taken.
    include_provisional
        Whether provisional values count, where the series say which are.
    level
        Coverage of the interval.

    Returns
    -------
    table
        Of the kind that was given, a pandas DataFrame for what is no frame: one row a series, with
        the columns of `by` (``series`` for a dict and a wide frame), ``unit`` and ``basis`` where
        they are known, ``n_obs``, ``provisional`` (how many of them are, where the series say so),
        ``first_year``, ``last_year``, ``first_value``, ``last_value``,
        ``cagr`` (compound annual rate between the ends), ``doubling_time`` in years (missing for what
        does not grow), ``annual_rate``, ``annual_lower`` and ``annual_upper`` (log-linear regression,
        missing where a value is not positive), ``status`` and ``reason``. Rates are fractions: 0.05
        is 5 % a year. A series without a rate has missing values and a reason, and changes no other.

    Raises
    ------
    InvalidArgument
        If a column does not exist or holds no numbers, a year is missing or not whole, or a series
        has a year twice.

    Notes
    -----
    As :func:`growth` of each series.

    Examples
    --------
    >>> import reeindex as ree
    >>> found = ree.growth_table({"a": {2020: 100, 2021: 110}, "b": {2020: 0, 2021: 5}})
    >>> found["cagr"].round(3).tolist(), found["status"].tolist()
    ([0.1, nan], ['growth', 'no_growth_rate'])
    """
    panel = panel_of(table, by, year=year, value=value)
    level = checked_level(level)
    numbers = ["first_value", "last_value", "cagr", "doubling_time"]
    numbers += ["annual_rate", "annual_lower", "annual_upper"]
    names = ["n_obs", "provisional", "first_year", "last_year", *numbers, "status", "reason"]
    refuse_names(panel, names)
    rows, series = sorted_groups(panel, panel.numbers(include_provisional=include_provisional))
    count = len(rows)
    out = {name: np.full(count, np.nan) for name in numbers}
    n_obs = np.zeros(count, dtype=np.int64)
    spans: dict[str, list[int | None]] = {"first_year": [None] * count, "last_year": [None] * count}
    reasons: list[str | None] = [None] * count
    for i, (when, values) in enumerate(series):
        there = ~np.isnan(values)
        within = there.copy()
        if first is not None:
            within &= when >= first
        if last is not None:
            within &= when <= last
        n_obs[i] = int(np.count_nonzero(within))
        try:
            found = growth(values[there], first, last, years=when[there], level=level)
        except Error as error:
            reasons[i] = str(error)
            continue
        spans["first_year"][i], spans["last_year"][i] = found.first_year, found.last_year
        out["first_value"][i], out["last_value"][i] = found.first_value, found.last_value
        out["cagr"][i] = found.value
        if found.doubling_time is not None:
            out["doubling_time"][i] = found.doubling_time
        if found.regression is not None:
            out["annual_rate"][i] = found.regression.annual_rate
            out["annual_lower"][i], out["annual_upper"][i] = found.regression.annual_interval
    columns: dict[str, Any] = {"n_obs": n_obs}
    if include_provisional and panel.provisional is not None:
        columns["provisional"] = _provisional(panel, first, last, count)
    for name, years in spans.items():
        columns[name] = panel.frame.whole(years)
    for name in numbers:
        columns[name] = panel.frame.gaps(out[name])
    columns["status"] = np.array([0 if one is None else 1 for one in reasons])
    columns["reason"] = panel.frame.texts(reasons)
    codes = {"status": ("growth", "no_growth_rate")}
    return panel.frame.result([*panel.by, *panel.carried], rows, columns, codes)


def _provisional(panel: Panel, first: int | None, last: int | None, count: int) -> _Array:
    """Count the provisional values that each series is measured by."""
    assert panel.provisional is not None
    when, _ = _years_of(panel.frame, panel.year)
    group, _ = _groups(panel.frame, panel.by)
    counted = panel.provisional & ~np.isnan(panel.frame.numbers(panel.value))
    if first is not None:
        counted = counted & (when >= first)
    if last is not None:
        counted = counted & (when <= last)
    return np.bincount(group[counted], minlength=count)


class _Parts:
    """Amounts of holders (rows) in the cells of wholes (a whole and a year)."""

    def __init__(self, panel: Panel, within: Sequence[str], total: str | None, scale: bool) -> None:
        frame = panel.frame
        _check_names(frame, panel.by, panel.year, panel.value, None)
        self.panel, self.within = panel, list(within)
        unknown = [name for name in self.within if name not in panel.by]
        if unknown:
            raise InvalidArgument(
                "within", repr(unknown[0]), f"of the columns that make a series: {panel.by}"
            )
        self.holders = [name for name in panel.by if name not in self.within]
        if not self.holders:
            raise InvalidArgument(
                "within", repr(self.within), "fewer columns than make a series: a part is left over"
            )
        self.when, _ = _years_of(frame, panel.year)
        values = frame.numbers(panel.value)
        group, self.first = _groups(frame, panel.by)
        order = np.lexsort((self.when, group))
        same = (group[order][1:] == group[order][:-1]) & (
            self.when[order][1:] == self.when[order][:-1]
        )
        if same.any():
            at = int(np.flatnonzero(same)[0]) + 1
            row = int(order[at])
            _refuse_duplicate(frame, panel.by, panel.year, row, float(self.when[row]))
        if self.within:
            self.whole, self.whole_row = _groups(frame, self.within)
        else:
            self.whole = np.zeros(len(group), dtype=np.int64)
            self.whole_row = np.zeros(1, dtype=np.int64)
        self.values = values * self._factors() if scale else values
        self.group = group
        self._total(total)
        self._cells()

    def _factors(self) -> _Array:
        """Return what makes the values of each whole those of one unit."""
        panel = self.panel
        factors = np.ones(len(self.when))
        if not panel.carried:
            return factors
        frame = panel.frame.frame
        units = frame["unit"].to_numpy()
        bases = frame["basis"].to_numpy() if "basis" in panel.carried else None
        for whole, row in enumerate(self.whole_row):
            rows = np.flatnonzero(self.whole == whole)
            if bases is not None and len(set(bases[rows])) > 1:
                raise UnitError(
                    f"shares of values on several bases ({', '.join(sorted(set(bases[rows])))}): "
                    "give series of one basis, or within= the column that tells them apart"
                )
            one = Unit(str(units[row if self.within else rows[0]]))
            for name in set(units[rows]):
                other = Unit(str(name))
                if not other.commensurable(one):
                    raise UnitError(
                        f"shares of values in {one.code} and {other.code}: give series of one "
                        "quantity, or within= the column that tells them apart"
                    )
                factors[rows[units[rows] == name]] = other.factor_to(one)
        return factors

    def _total(self, total: str | None) -> None:
        """Tell wholes apart from parts, and refuse a whole that stands among its parts."""
        frame = self.panel.frame
        columns = [[str(one) for one in frame.cells(name, self.first)] for name in self.holders]
        #: Names of the holders, one a series.
        self.labels = [", ".join(parts) for parts in zip(*columns, strict=True)]
        self.total_series = np.zeros(len(self.first), dtype=bool)
        if total is not None:
            self.total_series = np.array([one == str(total) for one in self.labels])
            if not self.total_series.any():
                raise InvalidArgument(
                    "total", repr(total), f"a value of {', '.join(self.holders)} in the table"
                )
            return
        series_of = np.bincount(self.whole[self.first], minlength=len(self.whole_row))
        for i, parts in enumerate(zip(*columns, strict=True)):
            whole = next((one for one in parts if one.strip().lower() in _WHOLES), None)
            if whole is not None and series_of[self.whole[self.first[i]]] > 1:
                raise InvalidArgument(
                    "table",
                    f"with {whole!r} beside its parts",
                    f"without the whole, or total={self.labels[i]!r}, of which the shares are then",
                )

    def _cells(self) -> None:
        """Sum the parts of each whole in each year."""
        part = ~self.total_series[self.group]
        key = np.stack([self.whole, self.when])
        cells, cell = np.unique(key, axis=1, return_inverse=True)
        self.cell = cell.reshape(-1)
        # wholes in order of first appearance, years increasing
        self.cell_whole, self.cell_year = cells[0], cells[1]
        n = cells.shape[1]
        there = part & ~np.isnan(self.values)
        bad = part & ((self.values < 0) | np.isinf(self.values))
        self.bad = np.bincount(self.cell[bad], minlength=n) > 0
        safe = np.where(there & ~bad, self.values, 0.0)
        self.sum = np.bincount(self.cell, weights=safe, minlength=n)
        self.n = np.bincount(self.cell[there], minlength=n)
        # holders that have a value in another year of the whole
        holders = np.zeros(int(self.whole.max()) + 1, dtype=np.int64)
        known = np.unique(self.group[there])
        np.add.at(holders, self.whole[self.first[known]], 1)
        self.missing = holders[self.cell_whole] - self.n
        self.base = self.sum.copy()
        self.has_total = np.zeros(n, dtype=bool)
        totals = self.total_series[self.group] & np.isfinite(self.values)
        self.base[self.cell[totals]] = self.values[totals]
        self.has_total[self.cell[totals]] = True
        if self.total_series.any():
            self.base = np.where(self.has_total, self.base, np.nan)
        self.beyond = self.has_total & (self.sum > self.base * (1 + 1e-9))
        with np.errstate(divide="ignore", invalid="ignore"):
            self.share = np.where(part, self.values, np.nan) / self.base[self.cell]
        self.status = np.select(
            [self.bad, self.n == 0, np.isnan(self.base), self.base <= 0, self.beyond,
             (holders[self.cell_whole] == 1) & ~self.has_total, self.missing > 0],
            [2, 3, 4, 5, 6, 7, 1],
            0,
        )  # fmt: skip
        self.usable = self.status <= 1
        self.share = np.where(self.usable[self.cell], self.share, np.nan)
        self.part = part


_STATUS = (
    "complete",
    "parts_missing",
    "negative_or_infinite",
    "no_values",
    "no_total",
    "total_not_positive",
    "parts_exceed_total",
    "one_part",
)


def _panel_and_within(
    table: Any, by: Any, within: Any, year: str, value: str
) -> tuple[Panel, list[str]]:
    panel = panel_of(table, by, year=year, value=value)
    if within is None:
        # series of a dataset are parts of what their indicator measures
        named: list[str] = [one for one in panel.by if one in _WHOLE_BY]
        return panel, named if panel.carried and "area" in panel.by else []
    if within == () or within == []:
        return panel, []
    return panel, keys_of(within)


def share_table(
    table: Any, by: Any = None, *, within: Any = None, total: str | None = None,
    year: str = "year", value: str = "value",
) -> Any:  # fmt: skip
    """Return shares of parts in their whole; see :func:`reeindex.shares`."""
    panel, inside = _panel_and_within(table, by, within, year, value)
    refuse_names(panel, ["share", "missing", "status"])
    parts = _Parts(panel, inside, total, scale=True)
    rows = np.flatnonzero(parts.part)
    order = np.lexsort((parts.when[rows], parts.group[rows]))
    rows = rows[order]
    cell = parts.cell[rows]
    columns: dict[str, Any] = {
        panel.year: parts.when[rows],
        panel.value: panel.frame.gaps(parts.panel.frame.numbers(panel.value)[rows]),
        "share": panel.frame.gaps(parts.share[rows]),
        "missing": parts.missing[cell],
        "status": parts.status[cell],
    }
    return panel.frame.result([*panel.by, *panel.carried], rows, columns, {"status": _STATUS})


def hhi_table(
    table: Any, by: Any = None, *, within: Any = None, total: str | None = None,
    scale: float = 1.0, year: str = "year", value: str = "value",
) -> Any:  # fmt: skip
    """Return the concentration of each whole in each year; see :func:`reeindex.hhi`."""
    panel, inside = _panel_and_within(table, by, within, year, value)
    names = ["hhi", "hhi_upper", "parts", "largest", "largest_share", "missing", "status"]
    if panel.year in names or set(names).intersection(inside):
        raise InvalidArgument("by", repr(inside), "other names than those of the results")
    parts = _Parts(panel, inside, total, scale=True)
    n = len(parts.cell_year)
    share = np.where(parts.part & ~np.isnan(parts.share), parts.share, 0.0)
    index = np.bincount(parts.cell, weights=share * share, minlength=n)
    covered = np.bincount(parts.cell, weights=share, minlength=n)
    rest = np.clip(1.0 - covered, 0.0, None)
    upper = np.where(rest > 1e-12, index + rest * rest, index)
    largest = np.full(n, -1, dtype=np.int64)
    order = np.lexsort((np.where(parts.part, share, -1.0), parts.cell))
    largest[parts.cell[order]] = order  # the last of a cell is its largest
    used = parts.usable
    columns: dict[str, Any] = {panel.year: parts.cell_year}
    columns["hhi"] = panel.frame.gaps(np.where(used, scale * index, np.nan))
    columns["hhi_upper"] = panel.frame.gaps(np.where(used, scale * upper, np.nan))
    columns["parts"] = parts.n
    columns["largest"] = panel.frame.texts(
        [
            parts.labels[parts.group[row]] if ok else None
            for row, ok in zip(largest, used, strict=True)
        ]
    )
    columns["largest_share"] = panel.frame.gaps(np.where(used, share[largest], np.nan))
    columns["missing"] = parts.missing
    columns["status"] = parts.status
    rows = parts.whole_row[parts.cell_whole]
    return panel.frame.result(inside, rows, columns, {"status": _STATUS})
