"""Patent records of any number: read, classify, count, rank, connect."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from reeindex._core.core import InvalidArgument
from reeindex._core.patents import (
    ApplicantNetwork,
    Assignment,
    Classifier,
    IssueList,
    KeyInnovators,
    PatentCounts,
    PatentReading,
    PatentRecord,
    Publication,
    ReadPatentsOptions,
    Technology,
    TechnologyRule,
    TechnologyRules,
    WipoField,
    normalise_applicant,
    patent_format_names,
    read_technology_rules,
    technology_rules,
    wipo_fields,
)
from reeindex.applicant_networks import NetworkMeasures
from reeindex.patent_lag import PublicationLag
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
    "PatentReading",
    "PatentRecord",
    "Patents",
    "Publication",
    "PublicationLag",
    "Technology",
    "TechnologyRule",
    "TechnologyRules",
    "WipoField",
    "normalise_applicant",
    "patent_format_names",
    "read_patents",
    "read_technology_rules",
    "technology_rules",
    "wipo_fields",
]

Mapping.register(PatentCounts)

Preset = Literal[
    "lens",
    "google",
    "google_bigquery",
    "espacenet",
    "patentscope",
    "orbit",
    "derwent",
    "jplatpat",
    "patstat",
    "patentsview",
    "ops",
    "wipo",
    "plain",
]


def read_patents(
    path: str | os.PathLike[str],
    preset: Preset | None = None,
    *,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    separator: str | None = None,
    applicant_separator: str | None = None,
    delimiter: str | None = None,
    office: str | None = None,
    date_order: Literal["dmy", "mdy", "ymd"] | None = None,
    century_from: int = 0,
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
        A CSV file in UTF-8 or in UTF-16 with a byte order mark, JSON or JSON Lines, Parquet
        (needs pyarrow), one of these in a gzip, bzip2, xz or ZIP file, or a folder with tables of PATSTAT or PatentsView to join.
    preset : str, optional
        Format of the file, one of `patent_format_names()`; by default it is recognised by the
        header. 'plain' has columns named as the fields below and lists separated by ';'.
    columns : mapping, optional
        Column, or columns of which the first present is taken, of each field: publication, title,
        applicants, priority_date, filing_date, publication_date, publication_year, grant_date,
        ipc, cpc, family, family_members, office, kind, record_id. Added to a preset, or alone.
        Columns named here must be in the file.
    separator, applicant_separator : str, optional
        What separates the items of one cell, besides line breaks; for applicants another one if
        given. By default those of the layout, else ';'.
    delimiter : str, optional
        What separates cells; recognised by default.
    office : str, optional
        Office of publication numbers that name none, such as 'US'.
    date_order : str, optional
        How dates such as 03/04/2015 are written. By default as the layout says, or as the days in
        the column decide.
    century_from : int
        First of the hundred years of years with two digits. A year of publication in the row
        decides before it: the date is the last one that does not lie after that year.
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
        If it has no header, lacks a column, holds no patent records, or has rows of
        which none can be read.
    Error
        If `progress` returned False.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise InvalidArgument("path", f"{path!r}", "a str or os.PathLike")
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise InvalidArgument("path", ascii(path), "a text that a file can be called") from None
    for argument, given in (("columns", columns), ("aliases", aliases)):
        if given is not None and not isinstance(given, Mapping):
            raise InvalidArgument(argument, f"{given!r}", "a mapping")
    named = {
        field: [names] if isinstance(names, str) else list(names)
        for field, names in (columns or {}).items()
    }
    stated: dict[str, Any] = {
        "separator": separator,
        "applicant_separator": applicant_separator,
        "delimiter": delimiter,
        "office": office,
        "date_order": date_order,
        "century_from": century_from,
    }
    ReadPatentsOptions(preset=preset, columns=named)  # says what is wrong with them
    from reeindex.patent_sources import open_source  # loads zipfile, json and their like

    place = os.fsdecode(path)
    rows = open_source(place, preset, named)
    if rows is not None and rows.first_line == 0:  # made anew, with the field names of this library
        preset, named = "plain", {}
        stated |= rows.options if office is None else {**rows.options, "office": office}
    options = ReadPatentsOptions(
        preset=preset,
        columns=named,
        **stated,
        rules=rules,
        aliases=dict(aliases or {}),
        keep_duplicates=keep_duplicates,
        max_listed=max_listed,
        threads=threads,
    )
    return Patents(place, options, progress, rows)
