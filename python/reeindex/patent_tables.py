"""Tables of PATSTAT and PatentsView, joined to one row for each publication."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reeindex._core.core import DataError
from reeindex.extras import require

__all__ = ["joined_patentsview", "joined_patstat", "unreadable"]

Joined = tuple[Callable[[], Iterator[dict[str, Any]]], tuple[str, ...]]


def unreadable(path: str | Path, message: str, line: int = 0) -> DataError:
    """Return the error for a file, as the reader in C++ throws it."""
    place = f"{path}, line {line}" if line else f"{path}"
    error = DataError(f"{place}: {message}")
    error.file, error.line = str(path), line
    return error


def _tables(names: Mapping[str, Path], beginning: str) -> list[Path]:
    return [path for name, path in names.items() if name.startswith(beginning)]


def _rows(paths: list[Path], *wanted: str) -> Iterator[tuple[Any, ...]]:
    """Give the wanted columns of tables that may come in parts."""
    for path in paths:
        yield from _rows_of(path, wanted)


def _rows_of(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    if path.name.endswith(".parquet"):
        with require("pyarrow.parquet", "arrow").ParquetFile(path) as file:
            _check(path, file.schema_arrow.names, wanted)
            for batch in file.iter_batches(columns=list(wanted)):
                columns = [batch.column(name).to_pylist() for name in wanted]
                yield from zip(*columns, strict=True)
        return
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as text:
        try:
            first = text.readline()
            delimiter = max(",;\t|", key=first.count)
            header = next(csv.reader([first], delimiter=delimiter), [])
            at = _check(path, [name.strip() for name in header], wanted)
            most = max(at)
            for number, row in enumerate(csv.reader(text, delimiter=delimiter), 2):
                if len(row) > most:
                    yield tuple(row[i] for i in at)
                elif row:
                    message = f"{len(row)} cells, but the header has {len(header)}"
                    raise unreadable(path, message, number)
        except UnicodeDecodeError as error:
            raise unreadable(path, f"is not UTF-8: {error}") from error
        except csv.Error as error:
            raise unreadable(path, f"cannot be read as CSV: {error}") from error


def _check(path: Path, header: list[str], wanted: tuple[str, ...]) -> list[int]:
    missing = [name for name in wanted if name not in header]
    if missing:
        raise unreadable(
            path, f"no column {', '.join(missing)}; the header has: {', '.join(header)[:200]}"
        )
    return [header.index(name) for name in wanted]


def _lists(rows: Iterator[tuple[Any, ...]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for key, value in rows:
        if value:
            out[str(key)].append(str(value))
    return out


def joined_patstat(path: str, names: Mapping[str, Path]) -> Joined:
    """Join tls211 with tls201, tls202, tls206, tls207, tls209 and tls224, where they are there."""
    publications = _tables(names, "tls211")
    if not publications:
        raise unreadable(
            path,
            "no table tls211_pat_publn; the other tables of PATSTAT hold applications "
            "without the numbers of their publications",
        )
    titles = dict(_rows(_tables(names, "tls202"), "appln_id", "appln_title"))
    titles = {str(key): value for key, value in titles.items()}
    ipc = _lists(_rows(_tables(names, "tls209"), "appln_id", "ipc_class_symbol"))
    cpc = _lists(_rows(_tables(names, "tls224"), "appln_id", "cpc_class_symbol"))
    persons = {
        str(key): name for key, name in _rows(_tables(names, "tls206"), "person_id", "person_name")
    }
    roles: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for person, application, place in _rows(
        _tables(names, "tls207"), "person_id", "appln_id", "applt_seq_nr"
    ):
        if place and int(place) > 0:
            roles[str(application)].append((int(place), persons.get(str(person), "")))
    wanted = ("appln_id", "appln_filing_date", "earliest_filing_date", "docdb_family_id")
    applications = {str(key): rest for key, *rest in _rows(_tables(names, "tls201"), *wanted)}

    def rows() -> Iterator[dict[str, Any]]:
        wanted = (
            "publn_auth",
            "publn_nr",
            "publn_kind",
            "appln_id",
            "publn_date",
            "publn_first_grant",
        )
        for office, number, kind, key, date, grant in _rows(publications, *wanted):
            application = str(key)
            filed, earliest, family = applications.get(application, (None, None, None))
            yield {
                "publication": number,
                "office": office,
                "kind": kind,
                "title": titles.get(application),
                "applicants": [name for _, name in sorted(roles.get(application, []))],
                "priority_date": earliest,
                "filing_date": filed,
                "publication_date": date,
                "grant_date": date if grant in ("Y", "1", 1, True) else None,
                "ipc": ipc.get(application),
                "cpc": cpc.get(application),
                "family": family,
            }

    fields = ("publication", "office", "kind", "title", "applicants", "priority_date",
              "filing_date", "publication_date", "grant_date", "ipc", "cpc", "family")  # fmt: skip
    return rows, fields


def joined_patentsview(names: Mapping[str, Path]) -> Joined:
    """Join g_patent with its applications, assignees, IPC and CPC, where they are there."""
    patents = [one for name, one in names.items() if name == "g_patent"]
    filed = {
        str(key): date
        for key, date in _rows(_tables(names, "g_application"), "patent_id", "filing_date")
    }
    assignees: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, place, firm, last, first in _rows(
        _tables(names, "g_assignee_disambiguated"),
        "patent_id",
        "assignee_sequence",
        "disambig_assignee_organization",
        "disambig_assignee_individual_name_last",
        "disambig_assignee_individual_name_first",
    ):
        name = firm or " ".join(part for part in (last, first) if part)
        if name:
            assignees[str(key)].append((int(place or 0), str(name)))
    ipc = defaultdict(list)
    for key, *parts in _rows(
        _tables(names, "g_ipc_at_issue"),
        "patent_id", "section", "ipc_class", "subclass", "main_group", "subgroup",
    ):  # fmt: skip
        if all(parts):
            ipc[str(key)].append("{}{}{}{}/{}".format(*parts))
    cpc = _lists(_rows(_tables(names, "g_cpc_current"), "patent_id", "cpc_group"))

    def rows() -> Iterator[dict[str, Any]]:
        wanted = ("patent_id", "patent_date", "patent_title", "wipo_kind")
        for number, date, title, kind in _rows(patents, *wanted):
            key = str(number)
            yield {
                "publication": number,
                "kind": kind,
                "title": title,
                "applicants": [name for _, name in sorted(assignees.get(key, []))],
                "filing_date": filed.get(key),
                "publication_date": date,
                "grant_date": date,
                "ipc": ipc.get(key),
                "cpc": cpc.get(key),
            }

    fields = ("publication", "kind", "title", "applicants", "filing_date", "publication_date",
              "grant_date", "ipc", "cpc")  # fmt: skip
    return rows, fields
