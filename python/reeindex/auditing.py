"""The claims of a source, each checked against its own figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reeindex._core import assess as _assess
from reeindex._core.assess import Audit, Claim, ClaimEvidence, ClaimInput, CountryRanks
from reeindex._core.core import InvalidArgument, NotFound, Quantity
from reeindex._core.data import Dataset, datasets, load, load_paper
from reeindex.checks import checked_number

__all__ = [
    "Audit",
    "Claim",
    "ClaimEvidence",
    "ClaimInput",
    "CountryRanks",
    "audit",
    "audit_to_dict",
    "audit_to_pandas",
    "country_index",
    "run_audit",
]

_FORMATS = ("text", "markdown", "json")


def _checked(dataset: object) -> Dataset:
    if not isinstance(dataset, Dataset):
        raise InvalidArgument("dataset", f"of type {type(dataset).__name__}", "a Dataset")
    return dataset


def audit(dataset: Dataset, *, sources: Iterable[Dataset] | bool = False) -> Audit:
    """Test every claim of a dataset (its table ``claims``) on the figures that it names.

    A claim is contradicted only if no numbers that round to the printed ones satisfy it.

    Parameters
    ----------
    dataset
        The embedded paper (:func:`load_paper`) or a folder of tables with a table ``claims``.
    sources
        True, or a list of datasets: test the claims on other sources too, by the dataset's table
        ``claim_sources``; True stands for all embedded ones. A claim that holds in another year or
        edition only has the verdict ``"true_of_another_edition"``.

    Returns
    -------
    Audit
        ``audit(paper)["N20"]`` is a :class:`Claim` with ``verdict``, ``stated``, ``recomputed`` and
        ``explanation``; ``.counts`` has the number of claims by verdict.

    Raises
    ------
    NotFound
        If the dataset has no table ``claims``.
    DataError
        If the method or the inputs of a claim do not fit; the message names file and line.
    """
    checked = _checked(dataset)
    if sources is False:
        return _assess.audit(checked)
    if sources is True:
        return _assess.audit_sources(checked, [load(one.name) for one in datasets()])
    return _assess.audit_sources(checked, [_checked(one) for one in sources])


def country_index(
    dataset: Dataset,
    *,
    draws: int = 2000,
    seed: int = 1,
    level: float = 0.9,
    weight_spread: float = 0.25,
) -> CountryRanks:
    """Rank the countries for which a dataset has figures by resource, mining and technology.

    Missing figures are drawn between bounds that the dataset's own figures give, and normalisation,
    aggregation and weights are drawn with them.

    Parameters
    ----------
    dataset
        The embedded paper or a folder of tables.
    draws
        Number of draws, at least 10.
    seed
        Of the draws; the same seed gives the same result.
    level
        Of the rank intervals.
    weight_spread
        Each weight is multiplied by a number from ``1 - weight_spread`` to ``1 + weight_spread``.

    Returns
    -------
    CountryRanks
        ``.countries`` by median rank, ``.blind_spots`` for what the figures leave out.

    Raises
    ------
    NotFound
        If the dataset lacks mine production, patents or reserves of the world.
    InvalidArgument
        If an option is out of range.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 10:
        raise InvalidArgument("draws", repr(draws), "a whole number of at least 10")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**64:
        raise InvalidArgument("seed", repr(seed), "a whole number from 0 to 2**64 - 1")
    return _assess.country_index(
        _checked(dataset),
        draws=draws,
        seed=seed,
        level=checked_number(level, "level"),
        weight_spread=checked_number(weight_spread, "weight_spread"),
    )


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
    }


def _inputs(inputs: Iterable[ClaimInput]) -> list[dict[str, str]]:
    return [
        {
            "key": one.key,
            "value": one.value,
            "source": one.source.document,
            "locator": one.source.locator,
        }
        for one in inputs
    ]


def _sources(claim: Claim) -> dict[str, Any]:
    """Give the tests on other sources; nothing where there are none."""
    if not claim.evidence and not claim.needed:
        return {}
    return {
        "own_verdict": claim.own_verdict,
        "needed": claim.needed or None,
        "evidence": [
            {
                "role": one.role,
                "method": one.method,
                "holds": one.holds,
                "recomputed": _quantity(one.recomputed),
                "rounding": None if one.rounding is None else list(one.rounding),
                "explanation": one.explanation,
                "inputs": _inputs(one.inputs),
            }
            for one in claim.evidence
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "section": claim.section,
        "quote": claim.quote,
        "subject": claim.subject,
        "stated": _quantity(claim.stated),
        "stated_high": claim.stated_high,
        "recomputed": _quantity(claim.recomputed),
        "rounding": None if claim.rounding is None else list(claim.rounding),
        "verdict": claim.verdict,
        "explanation": claim.explanation,
        "method": claim.method,
        "inputs": _inputs(claim.inputs),
        "erratum": claim.erratum or None,
        **_sources(claim),
        "proof": claim.proof,
        "source": claim.source.document,
        "locator": claim.source.locator,
    }


def audit_to_dict(audit: Audit) -> dict[str, Any]:
    """Turn an audit into plain data, ready for JSON.

    Parameters
    ----------
    audit
        What :func:`audit` gives.

    Returns
    -------
    dict
        ``document``, ``counts`` by verdict and ``claims``, one dict each.
    """
    return {
        "document": audit.document.id,
        "counts": audit.counts,
        "claims": [_claim(one) for one in audit],
    }


def audit_to_pandas(audit: Audit) -> Any:
    """Turn an audit into a pandas DataFrame with one row a claim, indexed by id.

    Parameters
    ----------
    audit
        What :func:`audit` gives.

    Returns
    -------
    pandas.DataFrame
        Columns section, subject, stated, stated_high, qualifier, unit, recomputed, lower, upper,
        verdict, proof, method, erratum, explanation, quote, locator. Stated and recomputed numbers
        are in the column ``unit``; empty where there is none.

    Raises
    ------
    ImportError
        If pandas is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise ImportError("to_pandas() needs pandas: pip install 'reeindex[pandas]'") from error
    rows = []
    for one in audit:
        quantity = one.recomputed if one.stated is None else one.stated
        lower, upper = one.rounding or (None, None)
        rows.append(
            {
                "id": one.id,
                "section": one.section,
                "subject": one.subject,
                "stated": one.stated.value if one.stated is not None else None,
                "stated_high": one.stated_high,
                "qualifier": one.stated.qualifier if one.stated is not None else None,
                "unit": quantity.unit if quantity is not None else None,
                "recomputed": one.recomputed.value if one.recomputed is not None else None,
                "lower": lower,
                "upper": upper,
                "verdict": one.verdict,
                "proof": one.proof,
                "method": one.method,
                "erratum": one.erratum or None,
                "explanation": one.explanation,
                "quote": one.quote,
                "locator": one.source.locator,
            }
        )
    frame = pandas.DataFrame(rows).set_index("id")
    numbers = ["stated", "stated_high", "recomputed", "lower", "upper"]
    frame[numbers] = frame[numbers].astype("float64")
    return frame


def run_audit(
    output_format: str = "text",
    *,
    dataset: Dataset | None = None,
    width: int = 96,
    sources: Iterable[Dataset] | bool = False,
) -> str:
    """Audit a dataset and put the result into text, Markdown or JSON.

    Parameters
    ----------
    output_format
        ``"text"``, ``"markdown"`` or ``"json"``.
    dataset
        What is audited; the embedded paper by default.
    width
        Columns of the text, 40 to 400.
    sources
        As for :func:`audit`.

    Returns
    -------
    str
        Without a line feed at the end of JSON, with one at the end of the others.

    Raises
    ------
    NotFound
        If the format is not one of the three.
    """
    if output_format not in _FORMATS:
        raise NotFound(f"no format {output_format!r}; known: {', '.join(_FORMATS)}")
    result = audit(load_paper() if dataset is None else dataset, sources=sources)
    if output_format == "json":
        import json

        return json.dumps(audit_to_dict(result), indent=2, ensure_ascii=False, allow_nan=False)
    report = result.report()
    return report.to_markdown() if output_format == "markdown" else report.to_text(width)
