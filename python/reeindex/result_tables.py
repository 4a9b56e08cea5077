"""Results as columns: what to_pandas(), to_csv(), the Arrow stream, Excel and notebooks show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from reeindex.extras import require

__all__ = ["columns_of", "is_table", "sources_of"]

Columns = dict[str, list[Any]]


def _rows(items: Iterable[Any], names: str) -> Columns:
    """Return attributes of objects as columns; "title=attribute" names one otherwise."""
    held = list(items)
    out: Columns = {}
    for one in names.split():
        title, _, name = one.partition("=")
        out[title] = [_cell(getattr(item, name or title)) for item in held]
    return out


def _cell(value: Any) -> Any:
    """Return a value as a number or a text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    return str(value)


def _fit(one: Any) -> Columns:
    names = list(one.params)
    return {
        "parameter": names,
        "estimate": [one.params[name] for name in names],
        "stderr": [one.stderr.get(name) for name in names],
    }


def _splice(one: Any) -> Columns:
    years = list(one.origins)
    return {
        "year": years,
        "value": [float(one.series[year]) for year in years],
        "part": [one.origins[year] for year in years],
    }


def _assessment(one: Any) -> Columns:
    out: Columns = {name: [] for name in ("series", "unit", "first_year", "last_year", "cagr")}
    out |= {name: [] for name in ("curve", "year", "mean", "lower", "upper")}
    for assessed in one.series:
        series, growth, best = assessed.series, assessed.growth, assessed.best
        out["series"].append(series.label)
        out["unit"].append(series.unit)
        out["first_year"].append(int(series.years[0]))
        out["last_year"].append(int(series.years[-1]))
        out["cagr"].append(growth.value if growth is not None else None)
        out["curve"].append(best.curve if best is not None else None)
        ahead = assessed.automatic
        out["year"].append(int(ahead.years[-1]) if ahead is not None else None)
        for name in ("mean", "lower", "upper"):
            out[name].append(float(getattr(ahead, name)[-1]) if ahead is not None else None)
    return out


def _ranks(one: Any) -> Columns:
    out = _rows(one.countries, "country name median")
    out["lower"] = [held.interval[0] for held in one.countries]
    out["upper"] = [held.interval[1] for held in one.countries]
    out["first_share"] = [held.first_share for held in one.countries]
    for place, name in enumerate(one.indicators):
        out[str(name)] = [held.cells[place].value for held in one.countries]
    return out


def _sensitivity(one: Any) -> Columns:
    out: Columns = {name: [] for name in ("output", "input", "first", "first_stderr", "total")}
    out["total_stderr"] = []
    for row, output in enumerate(one.outputs):
        for place, name in enumerate(one.inputs):
            out["output"].append(output)
            out["input"].append(name)
            for measure in ("first", "first_stderr", "total", "total_stderr"):
                out[measure].append(float(getattr(one, measure)[row, place]))
    return out


def _backtest(one: Any) -> Columns:
    names = ("cutoff", "year", "actual", "forecast", "lower", "upper")
    return {name: [row[j] for row in one.forecasts] for j, name in enumerate(names)}


def _series(one: Any) -> Columns:
    values = [None if np.isnan(value) else float(value) for value in one.values]
    return {
        "year": one.years.tolist(),
        "value": values,
        "status": list(one.status),
        "unit": [one.unit] * len(one),
        "basis": [one.basis] * len(one),
        "source": [str(held.source) for held in one.observations],
    }


def _dataset(one: Any) -> Columns:
    series = list(one.all_series())
    out = _rows(series, "key title unit basis")
    out["first_year"] = [int(held.years[0]) for held in series]
    out["last_year"] = [int(held.years[-1]) for held in series]
    return out


_TABLES: dict[str, Callable[[Any], Columns]] = {
    "ApplicantNetwork": lambda one: {
        "applicant": list(one.nodes),
        "records": list(one.records),
        "partners": list(one.degrees),
        "strength": list(one.strengths),
        "component": list(one.components),
    },
    "Assessment": _assessment,
    "Classification": lambda one: {
        "technology": list(one.counts),
        "records": list(one.counts.values()),
    },
    "CountryRanks": _ranks,
    "Dataset": _dataset,
    "ElementBalance": lambda one: _rows(
        one.demands, "label year printed basis oxide least_surplus greatest_surplus"
    ),
    "FitResult": _fit,
    "KeyInnovators": lambda one: _rows(
        one, "name records fractional share joint first_year last_year technologies"
    ),
    "MethodBacktest": _backtest,
    "PublicationLag": lambda one: {
        "delay": list(range(len(one.shares))),
        "share": list(one.shares),
        "at_risk": list(one.at_risk),
    },
    "RankSensitivity": _sensitivity,
    "Report": lambda one: _rows(one.chapters, "chapter=id question=title answer"),
    "ReservesLifetimes": lambda one: _rows(
        one.rows, "area name reserves qualifier production years"
    ),
    "Splice": _splice,
    "SupplyStructure": lambda one: _rows(one.rows, "area name value share share_of_total status"),
    "TechnologyRules": lambda one: _rows(
        one.rules, "id technology scheme first last requires meaning source"
    ),
    "TimeSeries": _series,
    "YearOnYear": lambda one: {"year": one.years.tolist(), "rate": one.rates.tolist()},
}
#: Results that make a pandas table themselves.
_OWN = frozenset(
    {
        "Audit", "AutoForecastBatch", "Backtest", "BatchFit", "BatchForecast", "Comparison",
        "CompositeDraws", "CompositeIndex", "Forecast", "IssueList", "PatentCounts", "Prediction",
        "Reconciliation", "Revisions",
    }
)  # fmt: skip


def is_table(kind: type) -> bool:
    """Whether results of a class are tables."""
    return kind.__name__ in _TABLES or kind.__name__ in _OWN


def _of_frame(frame: Any) -> Columns:
    """Return a table of pandas as columns, its index first where it says something."""
    named = any(name is not None for name in frame.index.names)
    plain = frame.index.dtype.kind == "i" and len(frame) and frame.index[0] == 0
    if named or not plain:
        unnamed = [name is None for name in frame.index.names]
        if any(unnamed):
            kept = ["year" if frame.index.dtype.kind == "i" else "name"]
            frame = frame.rename_axis(kept if len(unnamed) == 1 else None)
        frame = frame.reset_index()
    return {str(name): _held(frame[name].tolist()) for name in frame.columns}


def _held(values: list[Any]) -> list[Any]:
    """Return values as numbers or texts, None among texts where there is none."""
    out = [_missing(one) for one in values]
    if any(isinstance(one, str) for one in out):
        return [None if isinstance(one, float) and np.isnan(one) else one for one in out]
    return out


def _missing(value: Any) -> Any:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    return value.item() if isinstance(value, np.generic) else value


def columns_of(one: Any) -> Columns | None:
    """Return a result, a frame, a dict of columns or a list of objects as columns; None for others."""
    name = type(one).__name__
    if name in _TABLES and type(one).__module__.partition(".")[0] == "reeindex":
        return _TABLES[name](one)
    if name in _OWN:
        return _of_frame(one.to_pandas())
    if hasattr(one, "_table") and name == "Listing":
        return dict(one._table())
    if hasattr(one, "iloc") and hasattr(one, "columns"):
        return _of_frame(one)
    if hasattr(one, "get_columns") and hasattr(one, "schema"):  # polars
        return {str(key): list(held) for key, held in one.to_dict(as_series=False).items()}
    if hasattr(one, "column_names") and hasattr(one, "to_pydict"):  # Arrow
        return {str(key): list(held) for key, held in one.to_pydict().items()}
    return None


def arrow_of(columns: Mapping[str, Sequence[Any]]) -> Any:
    """Return columns as a table of Arrow."""
    return require("pyarrow", "arrow").table({key: list(held) for key, held in columns.items()})


def sources_of(one: Any) -> list[str]:
    """Return where the figures of a result are from, as it says itself; empty where it does not."""
    found: dict[str, None] = {}
    if type(one).__name__ == "Dataset":
        return [held.citation() for held in one.documents]
    for name in ("source", "sources", "document"):
        held = getattr(one, name, None)
        if held is None or callable(held):
            continue
        for source in held if isinstance(held, (list, tuple)) else [held]:
            if hasattr(source, "citation"):
                found[source.citation()] = None
            elif hasattr(source, "locator"):
                text = str(source)
                if text:
                    found[text] = None
            elif isinstance(source, str) and source:
                found[source] = None
    for name in ("series", "rows"):
        held = getattr(one, name, None)
        if callable(held) or isinstance(held, (int, float, str)) or held is None:
            continue
        for part in held if isinstance(held, (list, tuple)) else [held]:
            part = getattr(part, "series", part)
            source = getattr(part, "source", None)
            for each in getattr(part, "sources", None) or ([source] if source else []):
                if hasattr(each, "locator") and str(each):
                    found[str(each)] = None
    return list(found)
