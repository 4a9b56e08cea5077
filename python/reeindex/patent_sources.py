"""Exports of patents that are no plain CSV: JSON, Parquet, tables to join, compressed files.

Each becomes a stream of rows with the field names of this library, which the reader in C++ reads
like any export; no more of a file is held in memory than a part of it, but for tables to join.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reeindex._core.core import FileError
from reeindex.extras import require
from reeindex.patent_json import Shape, flat_record, shape_of
from reeindex.patent_tables import joined_patentsview, joined_patstat, unreadable

__all__ = ["Rows", "open_source"]

#: Separates the items of a cell: no text holds it.
UNIT = "\x1f"
PROBLEM = "problem"

Row = Mapping[str, Any]
#: Opens a file of bytes, from its beginning.
Opened = Callable[[], Any]


@dataclass
class Rows:
    """Rows of a file, and how the reader is to take them.

    Attributes
    ----------
    start : callable
        Begins anew and gives a function of a number of bytes that returns at most so many.
    options : dict
        What the reader must know: separators, office, the mark for no family.
    format, layout : str
        What the file was taken for.
    first_line : int
        Number of the first line: 0 where the header is no line of the file.
    """

    start: Callable[[], Callable[[int], bytes]]
    options: dict[str, Any] = field(default_factory=dict)
    format: str = ""
    layout: str = ""
    first_line: int = 1


def open_source(path: str, preset: str | None, columns: Mapping[str, Sequence[str]]) -> Rows | None:
    """Return the rows of a file that is no plain CSV; None for one that is."""
    if Path(path).is_dir():
        return _tables(path, preset)
    try:
        with Path(path).open("rb") as file:
            beginning = file.read(4096)
    except OSError:
        return None  # the reader says why
    if beginning.startswith(b"PAR1"):
        return _parquet(path, preset, columns)
    if beginning.startswith(b"\x1f\x8b"):
        return _compressed(path, preset, columns, lambda: gzip.open(path, "rb"))
    if beginning.startswith(b"BZh") and beginning[4:10] == b"1AY&SY":
        return _compressed(path, preset, columns, lambda: bz2.open(path, "rb"))
    if beginning.startswith(b"\xfd7zXZ\x00"):
        return _compressed(path, preset, columns, lambda: lzma.open(path, "rb"))
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") and beginning[2:4] != b"\x00\x00":
        return Rows(lambda: _decoded(path))
    if beginning.startswith(b"PK\x03\x04"):
        return _zip(path, preset, columns)
    if _is_json(beginning):
        return _json(path, preset, columns, lambda: Path(path).open("rb"))
    return None


def _is_json(beginning: bytes) -> bool:
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] not in (b"{", b"["):
        return False
    return text[1:].lstrip()[:1] in (b"{", b'"', b"}", b"]")


def _compressed(
    path: str,
    preset: str | None,
    columns: Mapping[str, Sequence[str]],
    opened: Opened,
) -> Rows:
    try:
        with opened() as file:
            beginning = file.read(4096)
    except (
        OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, lzma.LZMAError,
    ) as error:  # fmt: skip
        raise unreadable(path, f"cannot be unpacked: {error}") from error
    if beginning.startswith(b"PAR1"):
        raise unreadable(path, "holds Parquet inside an archive; unpack it")
    if _is_json(beginning):
        return _json(path, preset, columns, opened)
    return Rows(lambda: _reads(path, opened()))


def _decoded(path: str) -> Callable[[int], bytes]:
    """Return the rows of a file in UTF-16 as UTF-8; all of it is held in memory."""
    try:
        return io.BytesIO(Path(path).read_bytes().decode("utf-16").encode()).read
    except UnicodeError as error:
        raise unreadable(path, f"is no whole UTF-16 text: {error}") from error


def _reads(path: str, file: Any) -> Callable[[int], bytes]:
    def read(count: int) -> bytes:
        try:
            return bytes(file.read(count))
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
            raise unreadable(path, f"cannot be unpacked: {error}") from error

    return read


def _zip(path: str, preset: str | None, columns: Mapping[str, Sequence[str]]) -> Rows:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir()]
    except zipfile.BadZipFile as error:
        raise unreadable(path, f"is a ZIP archive that cannot be read: {error}") from error
    if any(name in ("[Content_Types].xml", "xl/workbook.xml") for name in names):
        raise unreadable(path, "is a spreadsheet (XLSX); save it as CSV in UTF-8")
    if len(names) != 1:
        raise unreadable(
            path, f"holds {len(names)} files; unpack it and read the one meant, or the folder"
        )

    def opened() -> Any:
        return zipfile.ZipFile(path).open(names[0])

    return _compressed(path, preset, columns, opened)


# --- rows to the bytes that the reader takes


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        value = UNIT.join(one for one in (_plain(one) for one in value) if one)
    return _quoted(_plain(value))


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    # One row a line, so that line numbers are numbers of records.
    return " ".join(text.split("\n")).replace("\r", " ").replace("\x00", " ") if text else ""


def _reader(rows: Iterator[Row], fields: Sequence[str]) -> Callable[[int], bytes]:
    names = [*fields, PROBLEM]

    def lines() -> Iterator[bytes]:
        yield (",".join(names) + "\n").encode()
        for row in rows:
            text = ",".join([_cell(row.get(name)) for name in names])
            yield text.encode("utf-8", "replace") + b"\n"

    source = lines()
    rest = bytearray()

    def read(count: int) -> bytes:
        while len(rest) < count:
            line = next(source, None)
            if line is None:
                break
            rest.extend(line)
        out = bytes(rest[:count])
        del rest[:count]
        return out

    return read


def _as_rows(
    rows: Callable[[], Iterator[Row]],
    fields: Sequence[str],
    name: str,
    layout: str,
    **options: Any,
) -> Rows:
    return Rows(
        lambda: _reader(rows(), fields),
        {
            "separator": UNIT,
            "applicant_separator": UNIT,
            "delimiter": ",",
            "problem": PROBLEM,
            **options,
        },
        name,
        layout,
        first_line=0,
    )


# --- JSON


def _records(path: str, opened: Opened) -> Iterator[Any]:
    """Give the records of a JSON document or of JSON Lines; a str for a line that is no JSON."""
    with opened() as file, io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace") as text:
        first = ""
        for line in text:
            if line.strip():
                first = line
                break
        try:
            one = json.loads(first)
            lines = isinstance(one, dict)
        except ValueError:
            lines = False
        except RecursionError as error:
            raise unreadable(path, "is JSON nested too deeply") from error
        if lines:
            following = next((line for line in text if line.strip()), None)
            if following is None:
                yield from _records_of(path, one)
                return
            yield one
            yield _json_line(following)
            for line in text:
                if line.strip():
                    yield _json_line(line)
            return
        try:
            document = json.loads(first + text.read())
        except ValueError as error:
            raise unreadable(path, f"is not JSON: {error}") from error
        except RecursionError as error:
            raise unreadable(path, "is JSON nested too deeply") from error
    yield from _records_of(path, document)


def _json_line(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"


#: Where documents keep their list of records.
_LISTS = ("data", "patents", "results", "records", "hits", "documents", "items", "rows")


def _records_of(path: str, document: Any) -> Iterator[Any]:
    if isinstance(document, list):
        yield from document
        return
    if isinstance(document, dict):
        for name in _LISTS:
            if isinstance(document.get(name), list):
                yield from document[name]
                return
        if "ops:world-patent-data" in document or "exchange-documents" in document:
            found = list(_exchange_documents(document))
            yield from found
            return
        yield document
        return
    raise unreadable(path, "is JSON, but neither a list nor an object of records")


def _exchange_documents(node: Any) -> Iterator[Any]:
    """Give the exchange documents of a response of EPO OPS, wherever they stand."""
    if isinstance(node, list):
        for one in node:
            yield from _exchange_documents(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "exchange-document":
                yield from value if isinstance(value, list) else [value]
            else:
                yield from _exchange_documents(value)


def _json(
    path: str,
    preset: str | None,
    columns: Mapping[str, Sequence[str]],
    opened: Opened,
) -> Rows:
    sample: list[Mapping[str, Any]] = []
    for record in _records(path, opened):
        if isinstance(record, Mapping):
            sample.append(record)
        if len(sample) == 20:
            break
    if not sample:
        raise unreadable(path, "holds no records: no JSON object was found")
    return _shaped(shape_of(path, sample, preset, columns), lambda: _records(path, opened))


def _shaped(shape: Shape, records: Callable[[], Iterator[Any]]) -> Rows:
    def rows() -> Iterator[Row]:
        for record in records():
            if isinstance(record, str):
                yield {PROBLEM: record}
            elif isinstance(record, Mapping):
                yield flat_record(record, shape)
            else:
                yield {PROBLEM: f"is no object but {type(record).__name__}"}

    options: dict[str, Any] = {"no_family": shape.no_family}
    if shape.office:
        options["office"] = shape.office
    return _as_rows(rows, shape.fields, shape.format, shape.layout, **options)


# --- Parquet


def _parquet(path: str, preset: str | None, columns: Mapping[str, Sequence[str]]) -> Rows:
    parquet = require("pyarrow.parquet", "arrow")
    try:
        file = parquet.ParquetFile(path)
    except Exception as error:
        raise unreadable(path, f"is Parquet that cannot be read: {error}") from error
    with file:
        sample: list[Mapping[str, Any]] = next(
            (batch.to_pylist() for batch in file.iter_batches(batch_size=20)), []
        )
    if not sample:
        raise unreadable(path, "holds no records")
    shape = shape_of(path, sample, preset, columns)

    def records() -> Iterator[Any]:
        with parquet.ParquetFile(path) as again:
            there = set(again.schema_arrow.names)
            wanted = [name for name in shape.top_level() if name in there]
            for batch in again.iter_batches(batch_size=4096, columns=wanted):
                yield from batch.to_pylist()

    return _shaped(shape, records)


# --- tables to join


def _tables(path: str, preset: str | None) -> Rows:
    names = {one.name.split(".")[0].lower(): one for one in sorted(Path(path).iterdir())}
    if preset in (None, "patstat") and any(name.startswith("tls") for name in names):
        rows, fields = joined_patstat(path, names)
        return _as_rows(rows, fields, "patstat", "PATSTAT, tables joined", no_family="0")
    if preset in (None, "patentsview") and "g_patent" in names:
        rows, fields = joined_patentsview(names)
        return _as_rows(rows, fields, "patentsview", "PatentsView, tables joined", office="US")
    raise FileError(
        f"'{path}' is a folder without tables of PATSTAT (tls211_pat_publn, tls201_appln) or "
        "PatentsView (g_patent)"
    )
