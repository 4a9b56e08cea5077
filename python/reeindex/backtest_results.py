"""What a backtest found: methods judged on the same past forecasts, as tables."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reeindex._core.core import NotFound
from reeindex.extras import require
from reeindex.results import Drawn, Result, Table, with_style

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Backtest", "MethodBacktest", "PastAccuracy"]

_MEASURES = ("mae", "rmse", "bias", "smape", "mase", "coverage", "interval_score", "msis", "wis")


@dataclass(frozen=True)
class MethodBacktest(Drawn, Table):
    """What one method would have forecast.

    Parameters
    ----------
    name
        Of the method.
    scores
        Measures over all forecasts: ``n`` (their number), ``mae``, ``rmse``, ``bias``, ``smape``,
        ``mase``, ``coverage``, ``interval_score``, ``msis`` and ``wis`` (weighted interval score);
        None where a measure is not defined, as those of intervals of a method without them.
    by_horizon
        The same for 1, 2, ... years ahead.
    forecasts
        Cutoff, year, actual value, forecast, lower and upper bound, one each.
    failures
        Cutoffs from which no forecast could be made, with the reason.
    """

    name: str
    scores: dict[str, Any]
    by_horizon: tuple[dict[str, Any], ...] = field(repr=False)
    forecasts: tuple[tuple[int, int, float, float, float | None, float | None], ...] = field(
        repr=False
    )
    failures: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, repr=False)
class Backtest(Drawn, Table):
    """Methods judged on the same past forecasts, naive and drift among them.

    Parameters
    ----------
    label, unit
        Of the series.
    level
        Nominal coverage of the intervals.
    horizon
        Years ahead.
    cutoffs
        Last years known, increasing.
    common
        Number of forecasts (cutoff and year) that all methods made; scores are of these alone.
    methods
        The methods; of :func:`select` best first.
    failed
        Methods that could forecast from fewer than half of the cutoffs, or give no intervals where
        those are ranked.
    by
        By what :func:`select` ranked; None of :func:`backtest`.
    """

    label: str
    unit: str
    level: float
    horizon: int
    cutoffs: tuple[int, ...]
    common: int
    methods: tuple[MethodBacktest, ...]
    failed: tuple[MethodBacktest, ...] = ()
    by: str | None = None

    @property
    def best(self) -> str:
        """Name of the method of least error: by what was ranked, else by mean absolute error.

        Raises
        ------
        NotFound
            If every method failed.
        """
        if not self.methods:
            raise NotFound("no method has forecasts that can be compared; .failed says why")
        if self.by is not None:
            return self.methods[0].name
        return min(self.methods, key=lambda one: one.scores["mae"]).name

    def __getitem__(self, name: str) -> MethodBacktest:
        """Return a method by its name, failed or not."""
        every = (*self.methods, *self.failed)
        for one in every:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in every)
        raise NotFound(f"no method {name!r} in this backtest; known: {known}")

    def __len__(self) -> int:
        return len(self.methods)

    def to_pandas(self, by_horizon: bool = False) -> pd.DataFrame:
        """Return the scores as a DataFrame.

        Parameters
        ----------
        by_horizon
            One row for each method and number of years ahead, instead of one a method.

        Returns
        -------
        pandas.DataFrame
            Indexed by ``method`` (and ``horizon``), one column a measure; missing where a measure
            is not defined.
        """
        pandas = require("pandas", "pandas")
        rows = []
        for one in self.methods:
            if by_horizon:
                rows += [
                    {"method": one.name, "horizon": h, **scores}
                    for h, scores in enumerate(one.by_horizon, 1)
                ]
            else:
                rows.append({"method": one.name, **one.scores})
        frame = pandas.DataFrame(rows, columns=[*self._keys(by_horizon), "n", *_MEASURES])
        for name in _MEASURES:
            frame[name] = frame[name].astype(float)
        scores: pd.DataFrame = frame.set_index(self._keys(by_horizon))
        return scores

    @staticmethod
    def _keys(by_horizon: bool) -> list[str]:
        return ["method", "horizon"] if by_horizon else ["method"]

    def forecasts_to_pandas(self) -> pd.DataFrame:
        """Return every past forecast, in the columns that statsforecast's cross-validation has.

        Returns
        -------
        pandas.DataFrame
            Columns ``unique_id``, ``ds`` (the year), ``cutoff``, ``y`` and, for each method, its
            name, ``name-lo-95`` and ``name-hi-95`` with the level in per cent.
        """
        pandas = require("pandas", "pandas")
        level = f"{100 * self.level:g}"
        first = self.methods[0].forecasts if self.methods else ()  # all may have failed
        columns: dict[str, Any] = {
            "unique_id": [self.label] * len(first),
            "ds": [one[1] for one in first],
            "cutoff": [one[0] for one in first],
            "y": [one[2] for one in first],
        }
        for method in self.methods:
            columns[method.name] = [one[3] for one in method.forecasts]
            if method.forecasts and method.forecasts[0][4] is not None:
                columns[f"{method.name}-lo-{level}"] = [one[4] for one in method.forecasts]
                columns[f"{method.name}-hi-{level}"] = [one[5] for one in method.forecasts]
        forecasts: pd.DataFrame = pandas.DataFrame(columns)
        return forecasts

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts and lists."""
        out = {
            name: getattr(self, name) for name in ("label", "unit", "level", "horizon", "common")
        }
        out["cutoffs"] = list(self.cutoffs)
        out["by"] = self.by
        for name in ("methods", "failed"):
            out[name] = [
                {
                    "name": one.name,
                    "scores": dict(one.scores),
                    "by_horizon": [dict(scores) for scores in one.by_horizon],
                    "forecasts": [list(each) for each in one.forecasts],
                    "failures": [list(each) for each in one.failures],
                }
                for one in getattr(self, name)
            ]
        return out

    @classmethod
    def from_dict(cls, state: Mapping[str, Any]) -> Backtest:
        """Return what :meth:`to_dict` wrote."""
        plain = {**state, "cutoffs": tuple(state["cutoffs"])}
        for name in ("methods", "failed"):
            plain[name] = tuple(_method_of(one) for one in state[name])
        return cls(**plain)

    def _head(self) -> str:
        what = "Selection" if self.by is not None else "Backtest"
        of = f" of {self.label}" if self.label else ""
        span = f"{self.cutoffs[0]} to {self.cutoffs[-1]}" if self.cutoffs else "no cutoff"
        return (
            f"{what}{of}: {self.common} forecasts from {len(self.cutoffs)} cutoffs, {span}, "
            f"up to {self.horizon} years ahead"
        )

    def _table(self) -> list[list[str]]:
        level = f"{100 * self.level:g} %"
        # what is shown of a horizon: the error in units of the series' own changes
        first = self.methods[0].by_horizon if self.methods else ()  # all may have failed
        reach = [h for h, one in enumerate(first, 1) if one["n"] > 0]
        shown = reach if len(reach) <= 6 else [*reach[:3], *reach[-3:]]
        rows = [
            ["method", "MAE", "MASE", "sMAPE", f"in {level}", "MSIS"]
            + [f"MASE {h}y" for h in shown]
        ]
        for one in self.methods:
            s = one.scores
            share = s["coverage"]
            rows.append(
                [
                    one.name,
                    _text(s["mae"]),
                    _text(s["mase"]),
                    _text(s["smape"]),
                    "-" if share is None else f"{100 * share:.0f} %",
                    _text(s["msis"]),
                    *[_text(one.by_horizon[h - 1]["mase"]) for h in shown],
                ]
            )
        return rows

    def _failures(self) -> list[str]:
        out = []
        for one in (*self.methods, *self.failed):
            if one.failures:
                cutoff, reason = one.failures[0]
                count = len(one.failures)
                what = f"{one.name}: not compared" if one in self.failed else f"{one.name}:"
                out.append(f"{what}, {count} failed, from {cutoff}: {reason}".replace(":,", ":"))
        return out

    def __repr__(self) -> str:
        rows = self._table()
        widths = [max(len(row[c]) for row in rows) for c in range(len(rows[0]))]
        lines = [self._head()]
        for row in rows:
            cells = [
                cell.ljust(width) if c == 0 else cell.rjust(width)
                for c, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            lines.append("  " + "  ".join(cells).rstrip())
        return "\n".join(lines + self._failures())

    @with_style
    def _repr_html_(self) -> str:
        head, *body = self._table()
        out = f'<div class="reeindex"><p><b>{html.escape(self._head())}</b></p><table><tr>'
        out += "".join(f"<th>{html.escape(cell)}</th>" for cell in head) + "</tr>"
        for row in body:
            out += "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        out += "</table>"
        out += "".join(f"<p>{html.escape(line)}</p>" for line in self._failures())
        return out + "</div>"


@dataclass(frozen=True)
class PastAccuracy(Result):
    """How a method did on a series' own past against the last value.

    Parameters
    ----------
    method, label, unit
        Names of the method and the series, unit of the errors.
    horizon
        Years ahead that were judged.
    forecasts
        Number of past forecasts; 0 if nothing can be said.
    mae, naive_mae
        Mean absolute errors of the method and of the last value.
    closer
        Share by which the method was closer, ``1 - mae / naive_mae``; negative where it was farther
        off, None where nothing can be said or the last value was exact.
    message
        The same in words.
    """

    method: str
    label: str
    unit: str
    horizon: int
    forecasts: int
    mae: float | None
    naive_mae: float | None
    closer: float | None
    message: str

    def __str__(self) -> str:
        return f"{self.method}: {self.message}"


def _method_of(state: Mapping[str, Any]) -> MethodBacktest:
    return MethodBacktest(
        name=state["name"],
        scores=dict(state["scores"]),
        by_horizon=tuple(dict(one) for one in state["by_horizon"]),
        forecasts=tuple(tuple(one) for one in state["forecasts"]),
        failures=tuple(tuple(one) for one in state["failures"]),
    )


def _text(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
