"""The records of one export: classified, counted, ranked, connected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from reeindex._core.core import NotFound
from reeindex._core.patents import (
    ApplicantNetwork,
    Assignment,
    IssueList,
    KeyInnovators,
    PatentCounts,
    PatentReading,
    PatentRecord,
    PatentStream,
    PatentTable,
    Publication,
    ReadPatentsOptions,
    TechnologyRules,
    read_table,
)
from reeindex.checks import checked_whole
from reeindex.patent_lag import PublicationLag, lag_of_pairs
from reeindex.progress import ReadingProgress, reading
from reeindex.results import Table, with_style

if TYPE_CHECKING:
    from reeindex.patent_sources import Rows

__all__ = ["Classification", "Patents"]

By = Literal["total", "office", "applicant", "technology", "field"]
Counting = Literal["whole", "fractional"]
Date = Literal["priority", "filing", "publication", "grant"]
CountUnit = Literal["publication", "family"]


def _listed(items: Sequence[str], argument: str) -> list[str]:
    """Refuse one text where a list of texts is meant."""
    if isinstance(items, str):
        message = f"{argument} must be a list of texts, such as [{items!r}], not one text"
        raise TypeError(message)
    return list(items)


@dataclass(frozen=True)
class Classification(Table):
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

    def __init__(
        self,
        path: str,
        options: ReadPatentsOptions,
        progress: ReadingProgress = None,
        rows: Rows | None = None,
    ) -> None:
        self._path = path
        self._options = options
        self._rows = rows
        self._table = self._read(options, progress)

    def _read(self, options: ReadPatentsOptions, progress: ReadingProgress = None) -> PatentTable:
        rows = self._rows
        if rows is None:
            return read_table(self._path, options, reading(progress))
        return read_table(rows.start(), options, reading(progress), self._path, rows.first_line)

    def _stream(self, options: ReadPatentsOptions) -> PatentStream:
        rows = self._rows
        if rows is None:
            return PatentStream(self._path, options)
        return PatentStream(rows.start(), options, self._path, rows.first_line)

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[PatentRecord]:
        return iter(self._stream(self._options))

    def __repr__(self) -> str:
        return (
            f"Patents({self.source!r}: {len(self)} records of {self.rows} rows, "
            f"{self.malformed.count} malformed, {self.duplicates.count} duplicates, "
            f"{self.doubtful.count} doubtful cells, {self.applicant_count} applicants, "
            f"{self.family_count} families)"
        )

    @with_style
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
    def reading(self) -> PatentReading:
        """How the file was understood: its layout, columns, separators and dates."""
        return self._table.reading

    @property
    def format(self) -> str:
        """Format of the file, such as 'lens'; empty if it is none that is known."""
        return (
            self.reading.format if self._rows is None else self._rows.format or self.reading.format
        )

    @property
    def layout(self) -> str:
        """Layout of the file in words, such as 'Lens.org, CSV of 2021'; empty if none is known."""
        return (
            self.reading.layout if self._rows is None else self._rows.layout or self.reading.layout
        )

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
        self, rules: TechnologyRules | None = None, *, progress: ReadingProgress = None
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
            self._table = self._read(options, progress)
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
        stream = self._stream(self._options)
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
            top=checked_whole(top, "top", "a whole number, 0 for all", least=0),
            first_year=first_year,
            last_year=last_year,
        )

    def lag(
        self,
        date: Date = "filing",
        until: Date = "publication",
        *,
        longest: int | None = None,
        cut_off: object = None,
        offices: Sequence[str] = (),
        technologies: Sequence[str] = (),
        fields: Sequence[int] = (),
        applicants: Sequence[str] = (),
        kinds: str = "",
    ) -> PublicationLag:
        """Estimate how long records take to appear, from the records that hold both dates.

        Offices publish with different lags: give each its own.

        Parameters
        ----------
        date, until : str
            From the one date to the other.
        longest : int, optional
            Longest delay in years; by default 10, or as far as the file goes back.
        cut_off : int, date or str, optional
            When the file ends; by default with its last date, or with the year of it where that is
            in December. Records after the last whole year are not used.
        offices, technologies, fields, applicants, kinds
            As in `counts`.

        Returns
        -------
        PublicationLag
            ``lag.correct(counts)`` corrects counts by `date`; ``truncation_correction`` takes it.

        Raises
        ------
        InvalidArgument
            If the file does not hold both dates, or of fewer than 30 records.

        Notes
        -----
        Short delays are seen more often, because long ones end after the file does; the estimate
        is the nonparametric one for right-truncated data: Lagakos, Barraj and De Gruttola (1988),
        doi:10.1093/biomet/75.3.515.
        """
        pairs, last = self._table.year_pairs(
            date,
            until,
            _listed(offices, "offices"),
            _listed(technologies, "technologies"),
            list(fields),
            _listed(applicants, "applicants"),
            kinds,
        )
        if longest is not None:
            longest = checked_whole(longest, "longest", "a whole number from 1 to 60", most=60)
        return lag_of_pairs(pairs, last, date, until, longest, cut_off, self.source)

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
            top=checked_whole(top, "top", "a whole number, 0 for all", least=0),
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
