"""Assessing a dataset, and what can be made of the result."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from reeindex._core import assess as _assess
from reeindex._core.assess import Assessment, ChapterNeeds, ImportSource
from reeindex._core.core import InvalidArgument, Note, TimeSeries
from reeindex._core.data import Dataset, datasets, load
from reeindex._core.fit import FitResult
from reeindex._core.forecast import Forecast
from reeindex.checks import checked_number
from reeindex.keeping import encoded, kept, kept_object

__all__ = ["assess", "import_sources", "report_chapters", "to_dict"]


def import_sources(dataset: Dataset, *, vintage: str | None = None) -> list[ImportSource]:
    """Return the shares of partners in a country's imports, as a source prints them.

    Parameters
    ----------
    dataset
        With a table ``import_sources``, such as ``load("usgs_mcs")`` on the United States.
    vintage
        Edition; the newest by default.

    Returns
    -------
    list of ImportSource
        ``.material``, ``.period``, ``.partner``, ``.area``, ``.share`` (0 to 1) and ``.source``.

    Raises
    ------
    NotFound
        Without the table, or for an edition that is not in it.
    """
    if not isinstance(dataset, Dataset):
        raise InvalidArgument("dataset", f"of type {type(dataset).__name__}", "a Dataset")
    return _assess.import_sources(dataset, vintage or "")


def report_chapters() -> list[ChapterNeeds]:
    """List the chapters that a report may have, in their order.

    Returns
    -------
    list of ChapterNeeds
        ``.id``, ``.title`` and ``.needs``: the tables and rows without which it is left out.
    """
    return _assess.report_chapters()


def assess(
    dataset: Dataset,
    *,
    sources: Iterable[Dataset] | bool = False,
    until: int = 2035,
    level: float = 0.95,
) -> Assessment:
    """Assess a dataset: growth, forecasts, curves, concentration, evidence, errata.

    Parameters
    ----------
    dataset
        The embedded paper (:func:`load_paper`) or a folder of tables (:func:`read_dataset`).
    sources
        True, or a list of datasets: what stands beside it, for the chapters on supply, editions and
        scenarios and for the audit; True stands for all embedded ones.
    until
        Last year of the forecasts, 1 to 1000 years after the last year of the data.
    level
        Level of intervals and verdicts.

    Returns
    -------
    Assessment
        ``.report()`` puts it into words; :func:`render_html` makes a page of it and
        :func:`to_dict` plain data.

    Raises
    ------
    InvalidArgument
        If an option is out of range.
    """
    if not isinstance(dataset, Dataset):
        raise InvalidArgument("dataset", f"of type {type(dataset).__name__}", "a Dataset")
    if isinstance(until, bool) or not hasattr(until, "__index__"):
        raise InvalidArgument("until", repr(until), "a year after the last year of the data")
    if abs(int(until)) > 99999:  # more than the core takes
        raise InvalidArgument(
            "until", str(until), "a year from 1 to 1000 years after the last year of the data"
        )
    return _assess.assess(
        dataset, _beside(sources), until=int(until), level=checked_number(level, "level")
    )


def _beside(sources: Iterable[Dataset] | bool) -> list[Dataset]:
    if sources is True:
        return [load(one.name) for one in datasets()]
    if sources is False:
        return []
    found = list(sources)
    for place, one in enumerate(found):
        if not isinstance(one, Dataset):
            raise InvalidArgument(f"sources[{place}]", f"of type {type(one).__name__}", "a Dataset")
    return found


def _number(value: float) -> float | str | None:
    """JSON has no infinities: they are written out."""
    if math.isnan(value):
        return None
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return float(value)


def _numbers(values: Any) -> list[float | str | None]:
    return [_number(value) for value in values]


def _series(series: TimeSeries) -> dict[str, Any]:
    return {
        "key": series.key,
        "title": series.title,
        "unit": series.unit,
        "basis": series.basis,
        "scope": series.scope,
        "view": series.view,
        "years": series.years.tolist(),
        "values": _numbers(series.values),
        "printed": _numbers(series.with_view("printed").values),
        "status": list(series.status),
    }


def _note(note: Note) -> dict[str, Any]:
    numbers = {key: _number(value) for key, value in note.numbers.items()}
    return {"kind": note.kind, **numbers, **note.names}


def _fit(fit: FitResult) -> dict[str, Any]:
    return {
        "curve": fit.curve,
        "error": fit.error,
        "on": fit.on,
        "status": fit.status,
        "identification": fit.identification,
        "limit": fit.limit,
        "notes": [_note(note) for note in fit.notes],
        "message": fit.message,
        "params": {key: _number(value) for key, value in fit.params.items()},
        "stderr": {key: _number(value) for key, value in fit.stderr.items()},
        "covariance": [_numbers(row) for row in fit.covariance],
        "sse": _number(fit.sse),
        "r_squared": _number(fit.r_squared),
        "aicc": _number(fit.aicc),
        "n_obs": fit.n_obs,
        "years": fit.years.tolist(),
        "excluded": [
            {"year": one.year, "status": one.status, "reason": one.reason} for one in fit.excluded
        ],
    }


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "curve": forecast.curve,
        "model": forecast.model,
        "level": forecast.level,
        "method": forecast.method,
        "unit": forecast.unit,
        "basis": forecast.basis,
        "message": forecast.message,
        "years": forecast.years.tolist(),
        "mean": _numbers(forecast.mean),
        "lower": _numbers(forecast.lower),
        "upper": _numbers(forecast.upper),
        "intervals": [
            {"level": float(level), "lower": _numbers(lower), "upper": _numbers(upper)}
            for level in forecast.levels
            for lower, upper in [forecast.interval(level)]
        ],
        "notes": [
            {
                key: _number(value) if isinstance(value, float) else value
                for key, value in note.items()
            }
            for note in forecast.notes
        ],
        "excluded": [
            {"year": one.year, "status": one.status, "reason": one.reason}
            for one in forecast.excluded
        ],
    }


def to_dict(what: Any) -> dict[str, Any]:
    """Turn a result into plain data that ``json.dump`` takes.

    :func:`from_dict` makes the result again, of the same numbers.

    Parameters
    ----------
    what
        Any result of this library, or a part of one.

    Returns
    -------
    dict
        Of a :class:`FitResult`, :class:`Forecast` or :class:`TimeSeries` its numbers by name, and
        under ``"kept"`` all of it with the version of the format; of an :class:`Assessment` the
        report's figures, which are not read back; of every other class its ``"kind"``, the
        ``"format"`` and its ``"fields"``. Infinite bounds become the texts ``"inf"`` and ``"-inf"``,
        a missing value ``None``; among what is kept they are ``{"$number": "inf"}``.

    Raises
    ------
    InvalidArgument
        For what plain data cannot hold, such as a curve that is a Python function or the records of
        a file.

    Examples
    --------
    >>> import reeindex as ree
    >>> ree.to_dict(ree.hhi_bounds([0.5, 0.2]))["fields"]["covered"]
    0.7
    """
    if isinstance(what, TimeSeries):
        return {**_series(what), "kept": encoded(what)}
    if isinstance(what, FitResult):
        return {**_fit(what), **kept(what)}
    if isinstance(what, Forecast):
        return {**_forecast(what), **kept(what)}
    if isinstance(what, Assessment):
        return _assessment(what)
    return kept_object(what)


def _evidence(assessment: Assessment) -> dict[str, Any]:
    evidence = assessment.evidence
    return {
        "supply": [
            {
                "title": stage.title,
                "source": stage.source,
                "years": [
                    {
                        "year": one.year,
                        "shares": {row.area: _number(row.share) for row in one.rows},
                        "hhi": _number(one.hhi),
                        "without_largest": _number(one.without_largest),
                    }
                    for one in stage.years
                ],
            }
            for stage in evidence.stages
        ],
        "revisions": [
            {
                "key": one.key,
                "vintages": list(one.vintages),
                "mean_revision": _number(one.mean_revision),
                "compared": one.compared,
            }
            for one in evidence.revisions
        ],
        "scenarios": [
            {
                "key": one.key,
                "scenario": one.scenario,
                "source": one.source,
                "year": one.year,
                "published": _number(one.published),
                "unit": one.unit,
                "value": _number(one.value),
                "median": _number(one.median),
                "interval": _numbers(one.interval),
            }
            for one in evidence.scenarios
        ],
    }


def _assessment(assessment: Assessment) -> dict[str, Any]:
    patents = assessment.patents
    return {
        "document": {
            "id": assessment.document.id,
            "title": assessment.document.title,
            "doi": assessment.document.doi,
            "licence": assessment.document.licence,
        },
        "until": assessment.until,
        "level": assessment.level,
        "series": [
            {
                "series": _series(one.series),
                "growth": None
                if one.growth is None
                else {
                    "cagr": _number(one.growth.value),
                    "first_year": one.growth.first_year,
                    "last_year": one.growth.last_year,
                    "doubling_time": one.growth.doubling_time,
                },
                "best": None if one.best is None else one.best.curve,
                "automatic": None if one.automatic is None else _forecast(one.automatic),
                "curves": [
                    {
                        "curve": row.curve,
                        "rank": row.rank,
                        "aicc": _number(row.aicc),
                        "delta": _number(row.delta),
                        "weight": _number(row.weight),
                        "supported": row.curve in one.supported,
                        "note": row.note,
                        "fit": _fit(row.fit),
                    }
                    for row in one.comparison.rows
                ],
                "scenarios": [_forecast(forecast) for forecast in one.scenarios],
                "printed_line": None if one.printed_line is None else _fit(one.printed_line),
            }
            for one in assessment.series
        ],
        "patents": None
        if patents is None
        else {
            "offices": [_series(series) for series in patents.offices],
            "concentration": [
                {
                    "year": one.year,
                    "total": one.total,
                    "leader": one.leader,
                    "leader_share": one.leader_share,
                    "hhi": one.hhi,
                    "national_hhi": one.national_hhi,
                    "provisional": one.provisional,
                }
                for one in patents.years
            ],
            "leader_fit": None if patents.leader_fit is None else _fit(patents.leader_fit),
            "cumulative_fit": None
            if patents.cumulative_fit is None
            else _fit(patents.cumulative_fit),
            "ceilings": [
                {
                    "fit": _fit(one.fit),
                    "ceiling": _number(one.ceiling),
                    "interval": _numbers(one.interval),
                    "message": one.message,
                }
                for one in patents.ceilings
            ],
        },
        "evidence": _evidence(assessment),
        "chapters": [
            {"id": one.id, "question": one.title, "answer": one.answer}
            for one in assessment.report().chapters
        ],
        "errata": [
            {
                "id": one.id,
                "proof": one.proof,
                "statement": one.statement,
                "reason": one.reason,
                "source": str(one.source),
            }
            for one in assessment.errata
        ],
    }
