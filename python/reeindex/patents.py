"""Patent records of any number: read, classify, count, rank, connect."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from reeindex._core.core import InvalidArgument, NotFound
from reeindex._core.patents import (
    ApplicantNetwork,
    Assignment,
    Classifier,
    IssueList,
    KeyInnovators,
    PatentCounts,
    PatentRecord,
    PatentStream,
    Publication,
    ReadPatentsOptions,
    ReadProgress,
    Technology,
    TechnologyRule,
    TechnologyRules,
    WipoField,
    normalise_applicant,
    read_table,
    read_technology_rules,
    technology_rules,
    wipo_fields,
)
from reeindex.applicant_networks import NetworkMeasures

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

By = Literal["total", "office", "applicant", "technology", "field"]
Counting = Literal["whole", "fractional"]
Date = Literal["priority", "filing", "publication", "grant"]
CountUnit = Literal["publication", "family"]
Preset = Literal["lens", "google", "plain"]
Progress = bool | Callable[[ReadProgress], bool | None] | None


@dataclass(frozen=True)
class Classification:
    """How many records belong to each technology.

    Attributes
    ----------
    counts : dict
        Records of each technology; a record may belong to several.
    unclassified : int
        Records that no rule assigned.
    without_symbols : int
        Records without a readable IPC or CPC symbol, which only their title can classify.
    records : int
        All records.
    """

    counts: dict[str, int]
    unclassified: int
    without_symbols: int
    records: int

    def __repr__(self) -> str:
        lines = [f"\n  {name}: {count}" for name, count in self.counts.items()]
        return (
            f"Classification({self.records} records, {self.unclassified} unclassified, "
            f"{self.without_symbols} without symbols{''.join(lines)})"
        )


class Patents:
    """The records of an export of a patent database, in memory-saving columns.

    Made by `read_patents`. Counting, ranking and connecting need no further pass over the file;
    iterating gives the records with all their texts, read anew.
    """

    def __init__(self, path: str, options: ReadPatentsOptions, progress: Progress = None) -> None:
        self._path = path
        self._options = options
        self._table = read_table(path, options, _show(progress))

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[PatentRecord]:
        return iter(PatentStream(self._path, self._options))

    def __repr__(self) -> str:
        return (
            f"Patents({self.source!r}: {len(self)} records of {self.rows} rows, "
            f"{self.malformed.count} malformed, {self.duplicates.count} duplicates, "
            f"{self.doubtful.count} doubtful cells, {self.applicant_count} applicants, "
            f"{self.family_count} families)"
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th style="text-align:left">{name}</th><td>{count}</td></tr>'
            for name, count in (
                ("rows", self.rows),
                ("records", len(self)),
                ("malformed", self.malformed.count),
                ("duplicates", self.duplicates.count),
                ("doubtful cells", self.doubtful.count),
                ("applicants", self.applicant_count),
                ("families", self.family_count),
            )
        )
        return (
            f'<table><caption style="text-align:left"><b>Patents</b>, {escape(self.source)}'
            f"</caption><tbody>{rows}</tbody></table>"
        )

    @property
    def source(self) -> str:
        """Path of the file."""
        return self._table.source

    @property
    def rows(self) -> int:
        """Data rows of the file: records, malformed rows and duplicates."""
        return self._table.rows

    @property
    def malformed(self) -> IssueList:
        """Rows left out because they could not be read, with line and reason."""
        return self._table.malformed

    @property
    def duplicates(self) -> IssueList:
        """Rows left out because their publication stands in an earlier row."""
        return self._table.duplicates

    @property
    def doubtful(self) -> IssueList:
        """Cells that could not be read, of rows that were kept without them."""
        return self._table.doubtful

    @property
    def fields_present(self) -> list[str]:
        """Fields for which the file has a column."""
        return self._table.fields_present

    @property
    def applicant_count(self) -> int:
        """Number of applicants, spellings joined."""
        return self._table.applicant_count

    @property
    def family_count(self) -> int:
        """Number of families."""
        return self._table.family_count

    @property
    def rules(self) -> TechnologyRules:
        """The rules that the records were classified by."""
        return self._table.rules

    def classify(
        self, rules: TechnologyRules | None = None, *, progress: Progress = None
    ) -> Classification:
        """Classify the records by technology.

        Parameters
        ----------
        rules : TechnologyRules, optional
            Other rules than those so far: the file is read once more, and all that follows uses
            them.
        progress : bool or callable, optional
            As in `read_patents`.

        Returns
        -------
        Classification
            Records of each technology.
        """
        if rules is not None:
            options = self._options.with_rules(rules)
            self._table = read_table(self._path, options, _show(progress))
            self._options = options
        counts, none = self._table.technology_counts()
        without = len(self) - self._table.with_symbols
        return Classification(counts, none, without, len(self))

    def explain(self, publication: str | Publication) -> list[Assignment]:
        """Say which rules assign technologies to a record, and what each rule found.

        Parameters
        ----------
        publication : str or Publication
            Number of a record of the file, in any spelling.

        Returns
        -------
        list of Assignment
            In the order of the rules; empty if no rule applies.

        Raises
        ------
        NotFound
            If the file has no such record.
        """
        wanted = publication if isinstance(publication, Publication) else Publication(publication)
        stream = PatentStream(self._path, self._options)
        record = stream.find(wanted)
        if record is None:
            message = f"no record '{wanted.spaced}' in {self.source}"
            raise NotFound(message)
        return stream.explain(record)

    def counts(
        self,
        by: By = "total",
        *,
        counting: Counting = "whole",
        date: Date = "publication",
        unit: CountUnit = "publication",
        offices: Sequence[str] = (),
        technologies: Sequence[str] = (),
        fields: Sequence[int] = (),
        applicants: Sequence[str] = (),
        kinds: str = "",
        top: int = 0,
        first_year: int | None = None,
        last_year: int | None = None,
    ) -> PatentCounts:
        """Count by year and key.

        Parameters
        ----------
        by : str
            'total', 'office', 'applicant', 'technology' or 'field' (of WIPO).
        counting : str
            'whole': a record counts one for each of its keys; 'fractional': 1/n for each of n.
        date : str
            Which date decides the year: 'priority', 'filing', 'publication' or 'grant'.
        unit : str
            'publication', or 'family': each family once, as its earliest member by `date` among
            the records that meet the conditions.
        offices, technologies, fields, applicants, kinds
            Conditions on records; within one any item fits, across them all do. `kinds` holds
            letters of kind codes, such as 'BC'.
        top : int
            Keys kept, those with most; 0 for all.
        first_year, last_year : int, optional
            Years counted; those of the file by default.

        Returns
        -------
        PatentCounts
            A mapping from key to TimeSeries. Records without the date are in no year and listed
            in `undated`. Years that the file cannot hold completely are provisional.
        """
        return self._table.counts(
            by=by,
            counting=counting,
            date=date,
            unit=unit,
            offices=_listed(offices, "offices"),
            technologies=_listed(technologies, "technologies"),
            fields=list(fields),
            applicants=_listed(applicants, "applicants"),
            kinds=kinds,
            top=_top(top),
            first_year=first_year,
            last_year=last_year,
        )

    def network(
        self,
        *,
        unit: CountUnit = "publication",
        date: Date = "publication",
        offices: Sequence[str] = (),
        technologies: Sequence[str] = (),
        fields: Sequence[int] = (),
        applicants: Sequence[str] = (),
        kinds: str = "",
        min_weight: int = 1,
        isolated: bool = True,
    ) -> ApplicantNetwork:
        """Connect the applicants that applied together.

        Parameters
        ----------
        min_weight : int
            Edges of fewer joint records are left out.
        isolated : bool
            Whether applicants without partners are nodes; the density depends on it.
        unit, date, offices, technologies, fields, applicants, kinds
            As in `counts`.
        """
        return self._table.network(
            unit=unit,
            date=date,
            offices=_listed(offices, "offices"),
            technologies=_listed(technologies, "technologies"),
            fields=list(fields),
            applicants=_listed(applicants, "applicants"),
            kinds=kinds,
            min_weight=min_weight,
            isolated=isolated,
        )

    def innovators(
        self,
        top: int = 10,
        *,
        unit: CountUnit = "publication",
        date: Date = "publication",
        offices: Sequence[str] = (),
        technologies: Sequence[str] = (),
        fields: Sequence[int] = (),
        applicants: Sequence[str] = (),
        kinds: str = "",
    ) -> KeyInnovators:
        """Rank applicants by fractional counts.

        Parameters
        ----------
        top : int
            Applicants described; shares and `concentration_ratio` know all of them.
        unit, date, offices, technologies, fields, applicants, kinds
            As in `counts`.
        """
        return self._table.innovators(
            top=_top(top),
            unit=unit,
            date=date,
            offices=_listed(offices, "offices"),
            technologies=_listed(technologies, "technologies"),
            fields=list(fields),
            applicants=_listed(applicants, "applicants"),
            kinds=kinds,
        )

    def applicant_variants(self, name: str) -> list[tuple[str, int]]:
        """Spellings that were taken for an applicant, and how often each occurs."""
        return self._table.applicant_variants(name)


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
    progress: Progress = None,
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
        True shows progress on standard error, with tqdm where it is installed. A function is
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


def _top(top: int) -> int:
    if isinstance(top, bool) or not hasattr(top, "__index__") or int(top) < 0:
        raise InvalidArgument("top", repr(top), "a whole number, 0 for all")
    return int(top)


def _listed(items: Sequence[str], argument: str) -> list[str]:
    """Refuse one text where a list of texts is meant."""
    if isinstance(items, str):
        message = f"{argument} must be a list of texts, such as [{items!r}], not one text"
        raise TypeError(message)
    return list(items)


def _show(progress: Progress) -> Callable[[ReadProgress], bool | None] | None:
    """Return the function that the reader calls after each block."""
    if progress is None or progress is False:
        return None
    if progress is not True:
        if not callable(progress):
            message = f"progress must be a bool or a function, not {type(progress).__name__}"
            raise TypeError(message)
        return progress
    try:
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        return _print_progress
    bar: Any = None

    def advance(now: ReadProgress) -> None:
        nonlocal bar
        if bar is None:
            bar = tqdm(total=now.total_bytes or None, unit="B", unit_scale=True)
        bar.update(now.bytes - bar.n)
        bar.set_postfix(rows=now.rows, malformed=now.malformed, refresh=False)
        if now.bytes == now.total_bytes:
            bar.close()

    return advance


def _print_progress(now: ReadProgress) -> None:
    """Write one line that the next call overwrites."""
    share = f"{100 * now.bytes / now.total_bytes:3.0f} %" if now.total_bytes else f"{now.bytes} B"
    end = "\n" if now.bytes == now.total_bytes else ""
    sys.stderr.write(f"\r{share}  {now.rows} rows, {now.malformed} malformed{end}")
    sys.stderr.flush()
