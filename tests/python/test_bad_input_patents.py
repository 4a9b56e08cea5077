"""Bad input about patents: each is refused, or left out and named, with the reason."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reeindex
from reeindex import patents as ree

OFFICE = "two letters of an office"
ST3 = "office code of WIPO ST.3"
NO_NUMBER = "no number after the office"
AMONG = "letters among the digits"
CHARACTER = "character that no publication number has"
CN = "7, 8 or 9 digits"
CN_APPLICATION = "Chinese application number"
EP = "more than the 7 digits"
WO = "not a year and a number"
US = "neither the up to 8 digits"
US_LETTERS = "letters that no number of the US has"
JP = "not an era, a year of it"
IN = "not a serial number, a branch and a year"
LONG = "more than 16 characters"

NUMBERS = [
    *((text, "is empty") for text in ("", " ", "\t", "-", "--", "()", " . , ", "/", "\u2002", "\u3000")),
    *((text, OFFICE) for text in ("7654321", "1", "A1", "C", "7 CN", "2020-01-01", "C1234567", "(U)",
                                  "0", "9US")),
    *((text, ST3) for text in ("QQ1234567", "ZZ 1 A", "AAA", "QU12345", "XQ 7654321 B2", "OK 12",
                               "RN1234567", "UK 1234567 A", "EU 1234567 A", "WP 99 12345")),
    *((text, NO_NUMBER) for text in ("CN", "US", "CN B", "FR B", "JP A", "see", "DE-", "FR (A)",
                                     "INDIA", "SG", "CNZL", "GB A")),
    *((text, CN) for text in ("CN 1 A", "CN 12 A", "CN 123456", "CN 1234567890", "CN 12345678901 A")),
    *((text, CN_APPLICATION) for text in ("CN202010123456.7", "CN 202010123456", "CN 201810000001 A",
                                          "CNZL202010123456.7", "CN ZL 200910123456")),
    *((text, "do not begin with 1") for text in ("CN 413373326 B", "CN 913373326", "CN 012345678 A")),
    *((text, "digits only") for text in ("CN X1234567", "CN AB1234567 A")),
    *((text, EP) for text in ("EP 123456789 A1", "EP 1234567890", "EP X1234567 A1")),
    *((text, "European application number") for text in ("EP 12345678 A1", "EP 99123456", "EP10000000A")),
    *((text, WO) for text in ("WO 1 A1", "WO 123456", "WO 12345678901 A1", "WO X9912345", "WO 99")),
    *((text, "year outside 1978") for text in ("WO 1977/012345", "WO 2100/012345", "WO 197712345",
                                               "WO 0001012345")),
    *((text, US) for text in ("US 123456789", "US 1234567890 A1", "US 123456789012", "US 201213657122 A")),
    *((text, "11 digits that do not begin") for text in ("US 19991234567 A1", "US 12345678901")),
    *((text, US_LETTERS) for text in ("US EP1234567 A1", "US CN1 A", "US Q123 A", "US XYZ12345")),
    *((text, JP) for text in ("JP H40-123456 A", "JP H00-1 A", "JP S70-123456 A", "JP T16123456",
                              "JP H05-1234567 A", "特開平40-123456", "JP M99123456")),
    *((text, IN) for text in ("IN 12/XX/99", "IN 12DELHI2013", "IN 20/DE/20130", "IN 1/A/2013",
                              "IN 12DE13 A")),
    *((text, AMONG) for text in ("DE 12AB34 A1", "FR 1A2B3", "KR 10A20B30 A", "GB 1X2 A", "EP 1A23 B1",
                                 "RU 12AB34", "AU 2009AB1234", "WO 99AB123")),
    *((text, LONG) for text in ("FR 12345678901234567", "GB 123456789012345678901 A")),
    *((text, "too long") for text in ("US " + "1" * 60, "FR" + "9" * 500)),
    *((text, "German application number") for text in ("DE 102010012345.8", "DE 202010012345.8")),
    *((text, "application number of the PCT") for text in ("PCT/US2013/012345", "PCT/EP99/12345",
                                                           "pct us2013 012345")),
    *((text, CHARACTER) for text in ("CN 113373326 B; CN 1", "EP#1234567", "US@7654321", "特開", "稀土",
                                     "CN113373326Б", "EP 1234567 A1\n", "US\x007654321", "JP『1』",
                                     "EP 1234567 ™", "http://x", "EP:1234567", "US '7654321'",
                                     "特開平", "\ufffd")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), NUMBERS, ids=range(len(NUMBERS)))
def test_number(text: str, reason: str) -> None:
    with pytest.raises(ree.InvalidArgument, match=reason) as caught:
        ree.Publication(text)
    assert caught.value.argument == "publication"


@pytest.mark.parametrize(
    "value", [None, 1, 1.5, b"CN113373326B", ["CN113373326B"], object(), True, "\ud800"], ids=repr
)
def test_number_of_another_type(value: Any) -> None:
    with pytest.raises((ree.InvalidArgument, TypeError)):
        ree.Publication(value)


# --- cells: the row is kept, the cell is named

DATES = [
    "2019-02-29", "2019-02-30", "2019-13-01", "2019-00-10", "2019-01-00", "2019-01-32", "19-8-3",
    "1/2/3", "03/04/2019", "31/31/2019", "00/08/2019", "25/04/13", "30 Feb 2019", "Foo 3 2019",
    "3 2019 Aug 4", "soon", "1066-10-14", "2199-01-01", "31.12.2199", "2019-1", "12", "201908",
    "20191301", "20190832", "2019-08-03-04", "2019年13月1日", "10.2019.08", "1e9", "--2019", "Q3 2019",
]  # fmt: skip


@pytest.mark.parametrize("cell", DATES)
def test_date(tmp_path: Path, cell: str) -> None:
    if cell == "2019-1":  # a month
        cell = "2019-17"
    path = tmp_path / "dates.csv"
    path.write_text(f"publication,publication_date\nCN113373326B,{cell}\n", encoding="utf-8")
    records = ree.read_patents(path)
    assert len(records) == 1
    (issue,) = records.doubtful
    assert issue.text == cell
    assert issue.reason.startswith("publication_date of CN113373326B: ")
    assert records.counts().undated.count == 1


SYMBOLS = [
    "C22", "C", "22B", "C22B59/0", "C22B59/", "C22B59/00x", "C22B5901", "C07D41714", "Z99Z 1/00",
    "I01A 1/00", "C22B 59000/00", "C22B 59/0000000", "C2XB 59/00", "rare earths", "423/21.1",
    "C22B/00", "C22B 59/00/01", "4K001", "C22B 59.00", "稀土",
]  # fmt: skip


@pytest.mark.parametrize("cell", SYMBOLS)
def test_symbol(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "symbols.csv"
    path.write_text(f"publication,ipc\nCN113373326B,{cell}\n", encoding="utf-8")
    records = ree.read_patents(path)
    (issue,) = records.doubtful
    assert (issue.text, issue.reason) == (cell, "ipc of CN113373326B: not an IPC or CPC symbol")
    assert records.classify().without_symbols == 1


# --- rows: left out and named

ROWS = [
    ("CN113373326B", "1 cell, but the header has 2"),
    ("CN113373326B,a,b", "3 cells, but the header has 2"),
    (",a", "no publication number"),
    ("NA,a", "no publication number"),
    ("-,a", "no publication number"),
    ("null,a", "no publication number"),
    ("7654321,a", OFFICE),
    ("see above,a", NO_NUMBER),
    ('"CN113373326B,a', "quote opens in this row and is never closed"),
    ('"CN"113373326B,a', "text after a closing quote"),
    ("EP 12345678 A1,a", "European application number"),
    ("CN113373326B;x,,", "3 cells"),
    ("x;CN113373326B,a", OFFICE),
    ("CN 1;CN113373326B,a", "7, 8 or 9 digits"),
    ("=1+1,a", CHARACTER),
    ("#REF!,a", CHARACTER),
]


@pytest.mark.parametrize(("row", "reason"), ROWS)
def test_row(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"publication,title\nUS7654321B2,good\n{row}\n", encoding="utf-8")
    records = ree.read_patents(path)
    assert len(records) == 1
    (issue,) = records.malformed
    assert issue.line == 3
    assert reason in issue.reason


@pytest.mark.parametrize("junk", [b"\xff", b"\xc3(", b"\xe2\x28\xa1", b"a\x00b", b"\xed\xa0\x80"])
def test_row_that_is_no_text(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"publication,title\nUS7654321B2,good\nCN113373326B," + junk + b"\n")
    records = ree.read_patents(path)
    assert len(records) == 1
    (issue,) = records.malformed
    assert "UTF-8" in issue.reason or "NUL" in issue.reason


# --- files

FILES: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "empty: there is no header row"),
    ("blank.csv", b"\n\n  \n", "empty: there is no header row"),
    ("bom.csv", b"\xef\xbb\xbf", "empty: there is no header row"),
    ("utf16.csv", "publication\nCN113373326B".encode("utf-16-le"), "UTF-16"),
    ("utf16be.csv", b"\xfe\xff\x00p\x00", "no whole UTF-16"),
    ("utf32.csv", "publication\n".encode("utf-32"), "UTF-32"),
    ("page.xls", b"<html><table><tr><td>publication</td></tr></table></html>", "HTML page"),
    ("page2.csv", b"\xef\xbb\xbf\n<TABLE border=1>\n<tr><td>a;b</td></tr></TABLE>", "HTML page"),
    ("sheet.xml", b'<?xml version="1.0"?>\n<Workbook></Workbook>', "is XML"),
    ("packed.zst", b"\x28\xb5\x2f\xfd" + b"abc" * 9, "Zstandard"),
    ("cut.bz2", bz2.compress(b"publication\nCN113373326B\n" * 500)[:-12], "cannot be unpacked"),
    ("cut.xz", lzma.compress(b"publication\nCN113373326B\n" * 500)[:-12], "cannot be unpacked"),
    ("names.csv", b"office,publication\nGermany,102019100001\n", "no code of WIPO ST.3"),
    ("unknown.csv", b"a,b\n1,2\n", "none of the known formats"),
    ("misspelt.csv", b"publicaton,title\nCN113373326B,a\n", "did you mean 'publicaton'"),
    ("twice.csv", b"publication,publication\nCN113373326B,a\n", "occurs 2 times"),
    ("quotes.csv", b'publication,"title\nCN113373326B,a\n', "quotes of the header"),
    ("all-bad.csv", b"publication,title\nx,1\ny,2\n", "none of 2 rows could be read"),
    ("no-office.csv", b"publication\n7654321\n", "give the office"),
    ("sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "spreadsheet"),
    ("report.pdf", b"%PDF-1.7\n%x", "PDF"),
    ("statistics.csv", b"Office,Office Code,Origin,Technology,2012\nX,XX,Total,1,2\n", "not patent records"),
    ("tls201.csv", b"appln_id,appln_auth,appln_nr,appln_kind\n1,CN,2,A\n", "tls211_pat_publn"),
    ("broken.gz", b"\x1f\x8b\x08\x00broken", "cannot be unpacked"),
    ("cut.gz", gzip.compress(b"publication\nCN113373326B\n" * 500)[:-12], "cannot be unpacked"),
    ("broken.zip", b"PK\x03\x04broken", "ZIP archive that cannot be read"),
    ("broken.parquet", b"PAR1broken", "Parquet that cannot be read"),
    ("none.json", b"[]", "holds no records"),
    ("empty.json", b"{}", "no known format"),
    ("numbers.json", b'{"data": [1, 2, 3]}', "holds no records"),
    ("cut.json", b'[{"publication": "CN113373326B"}', "is not JSON"),
    ("unknown.json", b'[{"a": 1}]', "no known format"),
    ("all-bad.jsonl", b'{"publication": "x"}\n{"publication": "y"}\n', "none of 2 rows"),
    ("deep.json", b'{"a":' * 5000 + b"1" + b"}" * 5000, "JSON"),
    ("lens.json", b'[{"lens_id": "1", "jurisdiction": "CN", "doc_number": {"a": 1}}]', "none of 1 rows"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), FILES, ids=[name for name, _, _ in FILES])
def test_file(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(reeindex.DataError, match=reason) as caught:
        ree.read_patents(path)
    assert str(path) in str(caught.value)


LINES = [
    "{", "not JSON", "[1]", "1", "null", '"text"', '{"publication": }', "{}", '{"publication": null}',
    '{"publication": ["x"]}', '{"publication": {"a": 1}}', '{"publication": "see"}',
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_line_of_json(tmp_path: Path, line: str) -> None:
    path = tmp_path / "lines.jsonl"
    good = json.dumps({"publication": "CN113373326B"})
    path.write_text(f'{good}\n{line}\n{good[:-2]}0"}}\n'.replace("326B0", "327B"), encoding="utf-8")
    records = ree.read_patents(path)
    assert len(records) == 2
    (issue,) = records.malformed
    assert issue.line == 2
    assert issue.reason


def test_archive_of_several_files(tmp_path: Path) -> None:
    import zipfile

    for names, reason in (
        (["a.csv", "b.csv"], "holds 2 files"),
        (["xl/workbook.xml"], "XLSX"),
        ([], "0 files"),
    ):
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as file:
            for name in names:
                file.writestr(name, "publication\nCN113373326B\n")
        if not names:
            continue
        with pytest.raises(reeindex.DataError, match=reason):
            ree.read_patents(path)


# --- options

OPTIONS: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"preset": "lense"}, LookupError, "did you mean 'lens'"),
    ({"preset": ""}, LookupError, "no preset ''"),
    ({"preset": "wipo"}, ValueError, "no column for publication"),
    ({"preset": "orbit"}, ValueError, "no column for publication"),
    ({"preset": 3}, TypeError, "incompatible|must be|not iterable"),
    ({"columns": {"titel": "title"}}, LookupError, "did you mean 'title'"),
    ({"columns": {"publication": "nr"}}, ValueError, "no column for publication"),
    ({"columns": {"publication": "publication", "ipc": "IPC"}}, ValueError, "no column for ipc"),
    ({"columns": {"publication": []}}, ValueError, "no column for publication"),
    ({"columns": 3}, ValueError, "a mapping"),
    ({"columns": {"publication": 3}}, TypeError, "incompatible|must be|not iterable"),
    ({"delimiter": ""}, ValueError, "one character"),
    ({"delimiter": ";;"}, ValueError, "one character"),
    ({"delimiter": '"'}, ValueError, "one ASCII character"),
    ({"delimiter": "\n"}, ValueError, "one ASCII character"),
    ({"delimiter": "é"}, ValueError, "one character"),
    ({"delimiter": ";"}, ValueError, "columns seem to be separated|no column"),
    ({"separator": ""}, ValueError, "list_separator"),
    ({"applicant_separator": ""}, ValueError, "applicant_separator"),
    ({"office": ""}, ValueError, "office"),
    ({"office": "QQ"}, ValueError, "WIPO ST.3"),
    ({"office": "us"}, ValueError, "WIPO ST.3"),
    ({"office": "USA"}, ValueError, "WIPO ST.3"),
    ({"date_order": "dym"}, LookupError, "date order"),
    ({"date_order": "DMY"}, LookupError, "date order"),
    ({"century_from": 1}, ValueError, "from 1790 to 2001"),
    ({"century_from": 2050}, ValueError, "from 1790 to 2001"),
    ({"century_from": -1950}, ValueError, "from 1790 to 2001"),
    ({"century_from": 19.5}, TypeError, "incompatible|must be|not iterable"),
    ({"threads": -1}, TypeError, "incompatible|must be|not iterable"),
    ({"threads": 257}, ValueError, "from 0 to 256"),
    ({"max_listed": -1}, TypeError, "incompatible|must be|not iterable"),
    ({"progress": 7}, TypeError, "progress"),
    ({"aliases": {"A": ""}}, ValueError, "not empty"),
    ({"aliases": {"": "A"}}, ValueError, "not empty"),
    ({"aliases": {"A": "B", "B": "A"}}, ValueError, "run in a circle"),
    ({"aliases": ["A"]}, ValueError, "a mapping"),
    ({"rules": "rules"}, TypeError, "incompatible|must be|not iterable"),
]


@pytest.mark.parametrize(
    ("options", "error", "reason"), OPTIONS, ids=[repr(o) for o, _, _ in OPTIONS]
)
def test_option(
    tmp_path: Path, options: dict[str, Any], error: type[Exception], reason: str
) -> None:
    path = tmp_path / "good.csv"
    path.write_text("publication,title\nCN113373326B,a\n", encoding="utf-8")
    with pytest.raises(error, match=reason):
        ree.read_patents(path, **options)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: ree.read_patents("/nowhere/export.csv"), OSError),
        (lambda: ree.read_patents(3), ree.InvalidArgument),  # type: ignore[arg-type]
        (lambda: ree.read_patents(None), ree.InvalidArgument),  # type: ignore[arg-type]
        (lambda: ree.normalise_applicant(None), ree.InvalidArgument),  # type: ignore[arg-type]
        (lambda: ree.normalise_applicant(b"A"), ree.InvalidArgument),  # type: ignore[arg-type]
        (lambda: ree.normalise_applicant("A", {"B": " "}), ree.InvalidArgument),
        (lambda: ree.normalise_applicant("A", {"A": "B", "B": "A"}), ree.InvalidArgument),
    ],
)
def test_call(call: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


@pytest.mark.parametrize("text", [b"A", b"\xff", "\ud800", None, 1, 1.5, ["A"], object()], ids=repr)
@pytest.mark.parametrize(
    "call",
    [
        lambda text: ree.normalise_applicant(text),
        lambda text: ree.normalise_applicant("A", {text: "B"}),
        lambda text: ree.Technology(text),
        lambda text: ree.TechnologyRule("L1", text, "any", "H01S"),
        lambda text: ree.TechnologyRule("L1", "lasers", text, "H01S"),
        lambda text: ree.Classifier().technologies(ipc=[text]),
        lambda text: ree.technology_rules().without_rule(text),
        lambda text: ree.read_patents("export.csv", office=text) if text else ree.Publication(text),
        lambda text: ree.read_patents("export.csv", columns={"publication": [text]}),
    ],
)
def test_text_of_another_type(call: Callable[[Any], object], text: Any) -> None:
    with pytest.raises((ree.InvalidArgument, TypeError)):
        call(text)
