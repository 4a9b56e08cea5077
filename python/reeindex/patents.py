"""Patent records of any number: read, classify, count, rank, connect."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Literal

from reeindex._core.core import InvalidArgument
from reeindex._core.patents import (
    ApplicantNetwork,
    Assignment,
    Classifier,
    IssueList,
    KeyInnovators,
    PatentCounts,
    PatentRecord,
    Publication,
    ReadPatentsOptions,
    Technology,
    TechnologyRule,
    TechnologyRules,
    WipoField,
    normalise_applicant,
    read_technology_rules,
    technology_rules,
    wipo_fields,
)
from reeindex.applicant_networks import NetworkMeasures
from reeindex.patent_records import Classification, Patents
from reeindex.progress import ReadingProgress

__all__ = [
    "ApplicantNetwork",
    "Assignment",
    "Classification",
    "Classifier",
    "IssueList",
    "KeyInnovators",
    "NetworkMeasures",
    "PatentCounts",
    "PatentRecord",
    "Patents",
    "Publication",
    "Technology",
    "TechnologyRule",
    "TechnologyRules",
    "WipoField",
    "normalise_applicant",
    "read_patents",
    "read_technology_rules",
    "technology_rules",
    "wipo_fields",
]

Mapping.register(PatentCounts)

Preset = Literal["lens", "google", "plain"]


def read_patents(
    path: str | os.PathLike[str],
    preset: Preset | None = None,
    *,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    separator: str | None = None,
    applicant_separator: str | None = None,
    delimiter: str = ",",
    rules: TechnologyRules | None = None,
    aliases: Mapping[str, str] | None = None,
    keep_duplicates: bool = False,
    max_listed: int = 1000,
    threads: int = 0,
    progress: ReadingProgress = None,
) -> Patents:
    """Read the export of a patent database, of any size.

    Parameters
    ----------
    path : str or os.PathLike
        A CSV file in UTF-8.
    preset : str, optional
        'lens' (Lens.org), 'google' (Google Patents: no classes, no families) or 'plain' (columns
        named as the fields below, lists separated by ';'), which is the default.
    columns : mapping, optional
        Column, or columns of which the first present is taken, of each field: publication, title,
        applicants, priority_date, filing_date, publication_date, grant_date, ipc, cpc, family,
        family_members. Added to a preset, or alone. Columns named here must be in the file.
    separator, applicant_separator : str, optional
        What separates the items of one cell; for applicants another one if given.
    delimiter : str
        What separates cells.
    rules : TechnologyRules, optional
        Rules to classify by; `technology_rules()` by default.
    aliases : mapping, optional
        Spellings of applicants and the names to count them under.
    keep_duplicates : bool
        Whether rows that repeat a publication count again.
    max_listed : int
        Issues listed of each kind; all are counted.
    threads : int
        Threads that parse; 0 for as many as the machine has. Results do not depend on it.
    progress : bool or callable, optional
        True shows a bar of tqdm on standard error. A function is
        called with a ReadProgress after each block and stops reading by returning False.

    Returns
    -------
    Patents
        The records. Rows that could not be read are in `malformed`.

    Raises
    ------
    FileError
        If the file cannot be read.
    DataError
        If it has no header, lacks a column, or is UTF-16.
    Error
        If `progress` returned False.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise InvalidArgument("path", f"{path!r}", "a str or os.PathLike")
    for argument, given in (("columns", columns), ("aliases", aliases)):
        if given is not None and not isinstance(given, Mapping):
            raise InvalidArgument(argument, f"{given!r}", "a mapping")
    named = {
        field: [names] if isinstance(names, str) else list(names)
        for field, names in (columns or {}).items()
    }
    options = ReadPatentsOptions(
        preset=preset,
        columns=named,
        separator=separator,
        applicant_separator=applicant_separator,
        delimiter=delimiter,
        rules=rules,
        aliases=dict(aliases or {}),
        keep_duplicates=keep_duplicates,
        max_listed=max_listed,
        threads=threads,
    )
    return Patents(os.fspath(path), options, progress)
